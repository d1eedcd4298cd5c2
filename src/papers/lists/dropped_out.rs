//! Who no longer takes part: how, and who noted it.

use super::own::Own;
use super::{Cell, Table, headings};
use crate::base::ids::ApplicationId;
use crate::select::{Outcome, Selection};

/// The list; none where nobody dropped out. `named` says whether names and addresses stand in it.
pub(super) fn dropped_out<'a>(selection: &'a Selection<'_>, named: bool) -> Option<Table<'a>> {
    let own = Own::new(selection, named);
    let gone = |outcome: &Outcome| matches!(outcome, Outcome::DroppedOut);
    selection.outcomes.iter().any(gone).then(|| Table {
        name: "dropped-out".to_owned(),
        tab: "dropped out".to_owned(),
        above: Vec::new(),
        headings: own.headed(headings(&["application", "decision", "who", "when", "why"])),
        unprinted: 0,
        rows: Box::new(rows(selection).map(move |(application, row)| own.row(application, row))),
    })
}

fn rows<'a>(selection: &'a Selection<'_>) -> impl Iterator<Item = (ApplicationId, Vec<Cell<'a>>)> {
    let gone = selection
        .outcomes
        .each()
        .filter(|(_, outcome)| matches!(outcome, Outcome::DroppedOut));
    gone.flat_map(move |(application, _)| {
        let about = selection.rulings.about(application);
        about.filter(|done| done.kind.drops_out()).map(move |done| {
            let row = vec![
                Cell::text(selection.applications.id(application)),
                Cell::text(done.kind.word()),
                Cell::text(done.by.who.as_str()),
                Cell::Day(done.by.when),
                Cell::text(done.by.why.as_str()),
            ];
            (application, row)
        })
    })
}
