//! Who no longer takes part: how, and who noted it.

use super::{Cell, Table, headings};
use crate::select::{Outcome, Selection};

/// The list; none where nobody dropped out.
pub(super) fn dropped_out<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    let gone = |outcome: &Outcome| matches!(outcome, Outcome::DroppedOut);
    selection.outcomes.iter().any(gone).then(|| Table {
        name: "dropped-out".to_owned(),
        tab: "dropped out".to_owned(),
        above: Vec::new(),
        headings: headings(&["application", "decision", "who", "when", "why"]),
        unprinted: 0,
        rows: Box::new(rows(selection)),
    })
}

fn rows<'a>(selection: &'a Selection<'_>) -> impl Iterator<Item = Vec<Cell<'a>>> {
    let gone = selection
        .outcomes
        .each()
        .filter(|(_, outcome)| matches!(outcome, Outcome::DroppedOut));
    gone.flat_map(move |(application, _)| {
        let about = selection.rulings.about(application);
        about.filter(|done| done.kind.drops_out()).map(move |done| {
            vec![
                Cell::text(selection.applications.id(application)),
                Cell::text(done.kind.word()),
                Cell::text(done.by.who.as_str()),
                Cell::Day(done.by.when),
                Cell::text(done.by.why.as_str()),
            ]
        })
    })
}
