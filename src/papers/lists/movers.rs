//! The list of a comparison: everybody who is not the same in both, with the changes that do it.

use super::{Cell, Table};
use crate::study::compare::state::{Mover, State};

/// The columns; `docs/comparing.md` says what they hold.
const HEADINGS: [&str; 19] = [
    "application",
    "from",
    "to",
    "from_group",
    "to_group",
    "from_reserve",
    "to_reserve",
    "from_place",
    "to_place",
    "from_total",
    "to_total",
    "from_not_met",
    "to_not_met",
    "from_unclear",
    "to_unclear",
    "from_could_win_a_seat",
    "to_could_win_a_seat",
    "changes",
    "needed",
];

/// What such a file begins with, as CSV: one that does not is not written over.
pub fn begins() -> String {
    format!("\u{feff}{}\n", HEADINGS.join(","))
}

/// Everybody who differs, in the order of ids.
pub fn movers(movers: &[Mover]) -> Table<'_> {
    let headings = super::headings(&HEADINGS);
    Table {
        name: "movers".to_owned(),
        tab: "movers".to_owned(),
        above: Vec::new(),
        headings,
        unprinted: 0,
        rows: Box::new(movers.iter().map(row)),
    }
}

fn row(mover: &Mover) -> Vec<Cell<'_>> {
    let mut row = vec![Cell::text(mover.application.as_str())];
    let (from, to) = (mover.from.as_ref(), mover.to.as_ref());
    let mut both = |cell: fn(&State) -> Cell<'_>| {
        row.extend([from, to].map(|state| state.map_or(Cell::Empty, cell)));
    };
    both(|state| Cell::text(state.outcome.word()));
    both(|state| {
        state
            .group
            .as_ref()
            .map_or(Cell::Empty, |group| Cell::text(group.word()))
    });
    both(|state| {
        state
            .reserve
            .map_or(Cell::Empty, |number| Cell::Count(number.into()))
    });
    both(|state| state.position.map_or(Cell::Empty, Cell::count));
    both(|state| total(state).map_or(Cell::Empty, Cell::text));
    both(|state| Cell::text(state.not_met.join(", ")));
    both(|state| Cell::text(state.unclear.join(", ")));
    both(|state| {
        state.could_sit.map_or(Cell::Empty, |could| {
            Cell::text(if could { "yes" } else { "no" })
        })
    });
    let set = |numbers: &Vec<usize>| {
        numbers
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" + ")
    };
    row.push(Cell::text(
        mover.by.iter().map(set).collect::<Vec<_>>().join(" or "),
    ));
    row.push(Cell::text(
        mover
            .needed
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    ));
    row
}

fn total(state: &State) -> Option<String> {
    let total = state.total.as_ref()?;
    Some(
        state
            .total_at_most
            .as_ref()
            .map_or_else(|| total.clone(), |most| format!("{total} to {most}")),
    )
}
