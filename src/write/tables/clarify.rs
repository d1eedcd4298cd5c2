//! Whom to ask what: one row a question, those first whose answers could win a seat. No personal column is shown.

use super::{Cell, Table, headings};
use crate::explain::questions::questions;
use crate::score;
use crate::select::{Outcome, Selection};

pub(super) fn clarify<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let outcomes = selection.outcomes.iter().enumerate();
    let mut order: Vec<(bool, usize)> = outcomes
        .filter_map(|(application, outcome)| match outcome {
            Outcome::Clarify { could_sit } => Some((!could_sit, application)),
            _ => None,
        })
        .collect();
    order.sort_by_key(|(later, _)| *later);
    Table {
        name: "clarify".to_owned(),
        tab: "clarify".to_owned(),
        headings: headings(&[
            "application",
            "could_win_a_seat",
            "field",
            "cell",
            "found",
            "ask",
            "decides",
            "total_at_least",
            "total_at_most",
        ]),
        rows: Box::new(order.into_iter().flat_map(move |(later, application)| rows(selection, application, !later))),
    }
}

fn rows<'a>(selection: &'a Selection<'_>, application: usize, could_sit: bool) -> Vec<Vec<Cell<'a>>> {
    let tally = score::tally(&selection.rules.measures, selection.facts(application));
    questions(selection, application)
        .into_iter()
        .map(|question| {
            vec![
                Cell::text(selection.applications.id(application)),
                Cell::text(if could_sit { "yes" } else { "no" }),
                Cell::text(question.about),
                Cell::text(question.at),
                Cell::text(question.found.unwrap_or_else(|| "(personal, see the cell)".to_owned())),
                Cell::text(question.ask),
                Cell::text(question.decides.join(", ")),
                Cell::Exact(tally.least.decimal()),
                Cell::Exact(tally.most.decimal()),
            ]
        })
        .collect()
}
