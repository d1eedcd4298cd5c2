//! The rules as applied, in words, for the panel: what each asks or awards, and what it rests on.

use super::{Cell, Table, headings};
use crate::select::Selection;
use crate::words::sentences::said;

pub(super) fn rules<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let rules = selection.rules;
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    let mut add = |kind: &'static str, id: &'a str, text: String, cites: &[String]| {
        rows.push(vec![
            Cell::text(kind),
            Cell::text(id),
            Cell::text(text),
            Cell::text(cites.join(", ")),
        ]);
    };
    for (kind, id, says, cites) in said(rules) {
        add(kind, id, says, cites);
    }
    for clause in &rules.call.clauses {
        add("clause", &clause.id, clause.text.clone(), &[]);
    }
    for decision in &rules.call.decisions {
        add(
            "decision",
            &decision.id,
            format!("{} ({}, {})", decision.text, decision.by, decision.on),
            &[],
        );
    }
    for background in &rules.call.background {
        add("background", &background.id, background.text.clone(), &[]);
    }
    Table {
        name: "rules".to_owned(),
        tab: "rules".to_owned(),
        above: Vec::new(),
        headings: headings(&["kind", "id", "what it says", "cites"]),
        rows: Box::new(rows.into_iter()),
    }
}
