//! Applications for which another of the same person stands.

use super::{Cell, Table, headings};
use crate::people::Kinship;
use crate::select::{Outcome, Selection};

pub(super) fn superseded<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let order = 0..selection.applications.len();
    let rows = order.filter_map(move |application| match selection.outcomes.get(application) {
        Some(Outcome::Superseded { by }) => Some(row(selection, application, *by)),
        _ => None,
    });
    Table {
        name: "superseded".to_owned(),
        tab: "superseded".to_owned(),
        headings: headings(&["application", "stands", "rule", "cites"]),
        rows: Box::new(rows),
    }
}

fn row<'a>(selection: &'a Selection<'_>, application: usize, by: usize) -> Vec<Cell<'a>> {
    let relations = selection.people.get(&application).map_or(&[][..], Vec::as_slice);
    let rule = relations
        .iter()
        .find(|relation| relation.kind == Kinship::Superseded { by })
        .and_then(|relation| selection.rules.form.duplicates.get(relation.rule));
    vec![
        Cell::text(selection.applications.id(application)),
        Cell::text(selection.applications.id(by)),
        Cell::text(rule.map_or("", |rule| rule.id.as_str())),
        Cell::text(rule.map_or_else(String::new, |rule| rule.cites.join(", "))),
    ]
}
