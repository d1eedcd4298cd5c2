//! What changed since the run before: who gave a seat back, who comes in, and who moved to another of their groups.

use super::own::Own;
use super::{Cell, Table, headings};
use crate::base::ids::ApplicationId;
use crate::record::from_selection::seat_in;
use crate::rulings::{AllowedChange, Issued};
use crate::select::{Outcome, Selection};
use crate::values::SeatIn;

/// How somebody fares otherwise than in the run before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::papers) struct Replacement {
    pub(in crate::papers) application: ApplicationId,
    pub(in crate::papers) from: Option<SeatIn<'static>>,
    pub(in crate::papers) to: Option<SeatIn<'static>>,
}

impl Replacement {
    /// What becomes of them.
    pub(in crate::papers) fn what(&self) -> &'static str {
        match (&self.from, &self.to) {
            (Some(_), None) => "gives the seat back",
            (None, _) => "comes in",
            (Some(_), Some(_)) => "moves",
        }
    }
}

/// Those who gave a seat back, then those who come in, then those who moved, each best-ranked first; none where no run is followed.
pub(in crate::papers) fn replacements(selection: &Selection<'_>) -> Option<Vec<Replacement>> {
    let follows = selection.rulings.follows.as_ref()?;
    let mut all: Vec<Replacement> = Vec::new();
    let before = |id: &str| {
        let issued = follows
            .issued
            .iter()
            .find(|issued| issued.application == id);
        issued.map(|issued: &Issued| issued.seat.clone())
    };
    let now = |outcome: Outcome| match outcome {
        Outcome::Selected { .. } => seat_in(selection, outcome).map(SeatIn::into_owned),
        _ => None,
    };
    for (application, outcome) in selection.outcomes.each() {
        let (from, to) = (
            before(&selection.applications.id(application)),
            now(*outcome),
        );
        if from != to {
            all.push(Replacement {
                application,
                from,
                to,
            });
        }
    }
    all.sort_by_key(|one| {
        let standing = selection.outcome(one.application).standing();
        (one.from.is_none(), one.to.is_some(), standing)
    });
    Some(all)
}

/// The changes that people allowed since the run before.
pub(in crate::papers) fn allowed<'a>(
    selection: &'a Selection<'_>,
) -> impl Iterator<Item = &'a AllowedChange> {
    let before = selection.rulings.follows.as_ref();
    let is_old = move |one: &AllowedChange| before.is_some_and(|run| run.allowed.contains(one));
    let all = selection.rulings.allowed.iter();
    all.filter(move |one| !is_old(one))
}

/// The list; none where no run is followed. `named` says whether names and addresses stand in it.
pub(super) fn list<'a>(selection: &'a Selection<'_>, named: bool) -> Option<Table<'a>> {
    let all = replacements(selection)?;
    let own = Own::new(selection, named);
    let heads = own.headed(headings(&["application", "what", "from", "to"]));
    let rows = all.into_iter().map(move |one| {
        let what = one.what();
        let row = vec![
            Cell::text(selection.applications.id(one.application)),
            Cell::text(what),
            Cell::seat(selection, one.from),
            Cell::seat(selection, one.to),
        ];
        own.row(one.application, row)
    });
    Some(Table {
        name: "replacements".to_owned(),
        tab: "replacements".to_owned(),
        above: Vec::new(),
        headings: heads,
        unprinted: 0,
        rows: Box::new(rows),
    })
}
