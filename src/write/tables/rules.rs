//! The rules as applied, in words, for the panel: what each asks or awards, and what it rests on.

use super::{Cell, Table, headings};
use crate::explain::words;
use crate::select::Selection;

pub(super) fn rules<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let rules = selection.rules;
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    let mut add = |kind: &'static str, id: &'a str, text: String, cites: &[String]| {
        rows.push(vec![Cell::text(kind), Cell::text(id), Cell::text(text), Cell::text(cites.join(", "))]);
    };
    for criterion in &rules.criteria {
        let asks = words::test(rules, &criterion.test);
        add("criterion", &criterion.id, format!("{}: {asks}", criterion.title), &criterion.cites);
    }
    for measure in &rules.measures {
        add("measure", &measure.id, words::measure(rules, measure), &measure.cites);
    }
    for level in &rules.levels {
        add("level", &level.id, words::level(rules, level), &level.cites);
    }
    for tie_break in &rules.ranking.tie_breaks {
        add("tie-break", "", words::tie_break(rules, tie_break), &rules.ranking.cites);
    }
    for group in &rules.places.groups {
        let asks = group.test.as_ref().map_or_else(|| "everyone eligible".to_owned(), |test| words::test(rules, test));
        add("group", &group.id, format!("{}, {} seats: {asks}", group.title, group.size), &group.cites);
    }
    add("places", "", words::places(&rules.places), &rules.places.cites);
    for rule in &rules.form.duplicates {
        add("duplicates", &rule.id, words::duplicates(rules, rule), &rule.cites);
    }
    for clause in &rules.call.clauses {
        add("clause", &clause.id, clause.text.clone(), &[]);
    }
    for decision in &rules.call.decisions {
        add("decision", &decision.id, format!("{} ({}, {})", decision.text, decision.by, decision.on), &[]);
    }
    for background in &rules.call.background {
        add("background", &background.id, background.text.clone(), &[]);
    }
    Table {
        name: "rules".to_owned(),
        tab: "rules".to_owned(),
        headings: headings(&["kind", "id", "what it says", "cites"]),
        rows: Box::new(rows.into_iter()),
    }
}
