//! Whom a stage kept from going on: in which stage that was, and why.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::own::Own;
use super::{Cell, Table, headings};
use crate::base::ids::ApplicationId;
use crate::papers::titles::Named;
use crate::record::from_selection::{reasons, stages};
use crate::rules::{Reserves, Rules, Stage};
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
    // The last stage first.
    let stage = |came: &Came| {
        let id = came.before.as_deref()?;
        rules.find_stage(id).map(Reverse)
    };
    all.sort_by_key(|(came, one)| (stage(came), came.place.unwrap_or(usize::MAX), *one));
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
    /// Where it was not this one: its id.
    before: Option<String>,
    place: Option<usize>,
    total: Option<String>,
}

impl Came {
    fn of(selection: &Selection<'_>, application: ApplicationId) -> Option<Self> {
        let here = |place: Option<usize>, total: String| Self {
            before: None,
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
                let id = selection.applications.id(application);
                let before = selection.rulings.stage_before.as_ref();
                let kept = before.and_then(|before| before.kept_out(&id));
                let told = kept.map(|(_, told)| told);
                let stage = kept.map(|(stage, _)| stage).or(before);
                Some(Self {
                    before: stage.map(|stage| stage.stage.clone()),
                    place: told.and_then(|told| told.place),
                    total: told.and_then(|told| told.total.clone()),
                })
            }
            _ => None,
        }
    }

    fn row<'a>(&self, selection: &'a Selection<'_>, application: ApplicationId) -> Vec<Cell<'a>> {
        let rules = selection.rules;
        let stage = match &self.before {
            Some(before) => rules.stages.iter().find(|stage| stage.id == *before),
            None => rules.stage(),
        };
        let named = |stage: &'a Stage| Named {
            name: Cow::Borrowed(&stage.id),
            title: Cow::Borrowed(&stage.title),
        };
        let outcome = selection.outcome(application);
        vec![
            Cell::text(selection.applications.id(application)),
            stage.map_or(Cell::Empty, |stage| Cell::Named(named(stage))),
            Cell::Outcome(outcome.kind(rules)),
            self.place.map_or(Cell::Empty, Cell::count),
            self.total.clone().map_or(Cell::Empty, Cell::text),
            Cell::text(reasons::why(selection, application, outcome).join("; ")),
        ]
    }
}
