//! Whom a stage kept from going on: in which stage that was, and why.

use super::own::Own;
use super::{Cell, Table, headings};
use crate::base::ids::ApplicationId;
use crate::record::from_selection::{reasons, stages};
use crate::rules::{Reserves, Rules};
use crate::select::{Outcome, Selection};

/// The columns, but for `reserve`.
const ALL: [&str; 6] = ["application", "stage", "outcome", "place", "total", "why"];

/// What the list of those shortlisted is called: of one group, or of all.
pub(super) fn shortlist(group: Option<&str>) -> String {
    group.map_or_else(
        || "shortlist".to_owned(),
        |group| format!("shortlist/{group}"),
    )
}

/// Whether those who come after the reserves of this stage have numbers.
fn are_numbered(rules: &Rules) -> bool {
    let stage = rules.stage();
    stage.is_some_and(|stage| stage.reserves == Reserves::ThenBefore)
}

/// Everybody eligible whom this stage, or the one before, kept from going on: the best-placed first. None of rules without stages. `named`
/// says whether names and addresses stand in it.
pub(super) fn not_shortlisted<'a>(selection: &'a Selection<'_>, named: bool) -> Option<Table<'a>> {
    let rules = selection.rules;
    rules.at.as_ref()?;
    let own = Own::new(selection, named);
    let numbered = are_numbered(rules);
    let mut columns = ALL.to_vec();
    if numbered {
        columns.insert(5, "reserve");
    }
    let heads = own.headed(headings(&columns));
    let mut all: Vec<(Came, ApplicationId)> = selection
        .applications
        .ids()
        .filter_map(|one| Some((Came::of(selection, one)?, one)))
        .collect();
    all.sort_by_key(|(came, one)| (came.is_before, came.place.unwrap_or(usize::MAX), *one));
    let reserves = stages::reserves(selection);
    let rows = all.into_iter().map(move |(came, application)| {
        let number = reserves.iter().position(|one| *one == application);
        let mut row = came.row(selection, application);
        if numbered {
            let number = number.map(|at| Cell::count(at.saturating_add(1)));
            row.insert(5, number.unwrap_or(Cell::Empty));
        }
        own.row(application, row)
    });
    Some(Table {
        name: "not-shortlisted".to_owned(),
        tab: "not shortlisted".to_owned(),
        above: Vec::new(),
        headings: heads,
        unprinted: 0,
        rows: Box::new(rows),
    })
}

/// In which stage somebody came so far, and how far.
struct Came {
    /// It was not this one.
    is_before: bool,
    place: Option<usize>,
    total: Option<String>,
}

impl Came {
    fn of(selection: &Selection<'_>, application: ApplicationId) -> Option<Self> {
        let here = |place: Option<usize>, total: String| Self {
            is_before: false,
            place,
            total: Some(total),
        };
        match selection.outcome(application) {
            Outcome::Unplaced { standing } if selection.rules.is_shortlisting() => {
                let total = selection.standings[standing].score.to_string();
                Some(here(Some(standing.position()), total))
            }
            Outcome::BelowFloor { total } => Some(here(None, total.to_string())),
            Outcome::NotShortlisted => {
                let told = selection.rulings.told(&selection.applications, application);
                Some(Self {
                    is_before: true,
                    place: told.and_then(|told| told.place),
                    total: told.and_then(|told| told.total.clone()),
                })
            }
            _ => None,
        }
    }

    fn row<'a>(&self, selection: &'a Selection<'_>, application: ApplicationId) -> Vec<Cell<'a>> {
        let rules = selection.rules;
        let stage = if self.is_before {
            rules.stage_before()
        } else {
            rules.stage()
        };
        let outcome = selection.outcome(application);
        vec![
            Cell::text(selection.applications.id(application)),
            stage.map_or(Cell::Empty, |stage| Cell::text(stage.id.as_str())),
            Cell::Outcome(outcome.kind(rules)),
            self.place.map_or(Cell::Empty, Cell::count),
            self.total.clone().map_or(Cell::Empty, Cell::text),
            Cell::text(reasons::why(selection, application, outcome).join("; ")),
        ]
    }
}
