//! Whom to ask what: one row a question, those first whose answers could win a seat. No personal column is shown.
//!
//! With room for the answer, who gave it, when and why, it is the form that `--decisions` reads.

use std::borrow::Cow;

use super::{Cell, Table, headings, reached_by, typed};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rank::StandingId;
use crate::record::clarifications::{Clarification, clarifications};
use crate::record::which_stands::may_be;
use crate::rules::FieldId;
use crate::rulings::{self, RulingDone};
use crate::select::{Outcome, Selection};
use crate::values::Sort;
use crate::values::topic::listed;
use crate::words::outcomes::seats_of;

/// For the panel, with whom to ask and how to reach the applicant.
pub(super) fn clarify<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    table(selection, &[], |_| Vec::new(), reached_by(selection))
}

/// Of the seats that hang on one answer at most so many are named.
const NAMED: usize = 10;

/// What stands in place of seats that may be taken.
const NOT_WORKED_OUT: &str = "not worked out";

/// The columns to fill in, and the ruling that the answer would be.
pub(super) const TO_FILL_IN: [&str; 5] = ["decision", "answer", "who", "when", "why"];

pub(super) fn to_fill_in<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let behind = |clarification: &Clarification| {
        let blank = std::iter::repeat_n(Cell::Empty, TO_FILL_IN.len().saturating_sub(1));
        std::iter::once(Cell::text(clarification.ruling.word()))
            .chain(blank)
            .collect()
    };
    table(selection, &TO_FILL_IN, behind, Vec::new())
}

/// The questions with further columns behind; `reached` has the fields by which the applicant is reached.
fn table<'a>(
    selection: &'a Selection<'_>,
    more: &'static [&str],
    behind: fn(&Clarification) -> Vec<Cell<'a>>,
    reached: Vec<FieldId>,
) -> Table<'a> {
    let outcomes = selection.outcomes.each();
    let mut order: Vec<(bool, ApplicationId)> = outcomes
        .filter_map(|(application, outcome)| match outcome {
            Outcome::Clarify { could_sit } => Some((!could_sit, application)),
            _ if selection.is_asked_for_balance(application) => Some((false, application)),
            _ => None,
        })
        .collect();
    order.sort_by_key(|(later, _)| *later);
    let mut columns = headings(&["application"]);
    let name = |field: &FieldId| selection.rules.form.fields[*field].name.as_str();
    columns.extend(reached.iter().map(|field| Cow::Borrowed(name(field))));
    columns.extend(headings(&[
        "whom_to_ask",
        "could_win_a_seat",
        "seats_that_hang_on_it",
        "field",
        "cell",
        "found",
        "ask",
        "decides",
        "total_at_least",
        "total_at_most",
    ]));
    columns.extend(headings(more));
    let rows = move |(later, application): (bool, ApplicationId)| {
        rows(selection, (application, !later), &reached, behind)
    };
    Table {
        name: "clarify".to_owned(),
        tab: "clarify".to_owned(),
        above: Vec::new(),
        headings: columns,
        rows: Box::new(order.into_iter().flat_map(rows)),
    }
}

fn rows<'a>(
    selection: &'a Selection<'_>,
    (application, could_sit): (ApplicationId, bool),
    reached: &[FieldId],
    behind: fn(&Clarification) -> Vec<Cell<'a>>,
) -> Vec<Vec<Cell<'a>>> {
    let tally = selection.tally(application);
    let (firm, seats) = selection.firm_seats();
    let unknown = if firm < seats { NOT_WORKED_OUT } else { "" };
    let taken = taken(selection, application, NAMED).unwrap_or_else(|| unknown.to_owned());
    clarifications(selection, application)
        .into_iter()
        .map(|clarification| {
            let more = behind(&clarification);
            let found = clarification
                .found
                .clone()
                .unwrap_or_else(|| withheld(selection, application, &clarification));
            let may_be = match clarification.about.sort {
                Sort::Field => may_be(selection, application, clarification.about.name.as_ref()),
                _ => None,
            };
            let ask = may_be.map_or_else(
                || clarification.ask.clone(),
                |may_be| format!("{}; {may_be}", clarification.ask),
            );
            let all = &selection.applications;
            let own = |field: &FieldId| Cell::text(typed(selection, application, *field));
            let mut row = vec![Cell::text(all.id(application))];
            row.extend(reached.iter().map(own));
            let asked = [
                Cell::text(clarification.whom.words()),
                Cell::text(if could_sit { "yes" } else { "no" }),
                Cell::text(taken.clone()),
                Cell::text(clarification.about.name),
                Cell::text(clarification.at),
                Cell::text(found),
                Cell::text(ask),
                Cell::text(listed(&clarification.decides)),
                Cell::Exact(tally.least.decimal()),
                Cell::Exact(tally.most.decimal()),
            ];
            row.extend(asked.into_iter().chain(more));
            row
        })
        .collect()
}

/// Whose seats an answer could take; blank where it takes none, none where that is not worked out.
pub(in crate::papers) fn taken(
    selection: &Selection<'_>,
    application: ApplicationId,
    at_most: usize,
) -> Option<String> {
    let seats = selection.could_take(application)?;
    let id = |standing: &StandingId| {
        let holder = selection.standings[*standing].application;
        selection.applications.id(holder)
    };
    let named: Vec<Cow<'_, str>> = seats.iter().take(at_most).map(id).collect();
    Some(seats_of(&named, seats.len().saturating_sub(at_most)))
}

/// What stands in place of a personal answer.
fn withheld(
    selection: &Selection<'_>,
    application: ApplicationId,
    clarification: &Clarification,
) -> String {
    let (form, all) = (&selection.rules.form, &selection.applications);
    let field = FieldId(
        form.fields
            .iter()
            .position(|field| field.name == clarification.about.name)
            .unwrap_or(usize::MAX),
    );
    let is_here = |assessor: &AssessorId| {
        all.origin(application, field, *assessor)
            .is_some_and(|origin| origin.to_string() == clarification.at)
    };
    let assessor = all
        .assessors(field)
        .find(is_here)
        .unwrap_or(AssessorId::FIRST);
    let done: Vec<&RulingDone> = selection.rulings.about(application).collect();
    rulings::withheld(form, all, (application, field, assessor), &done)
}
