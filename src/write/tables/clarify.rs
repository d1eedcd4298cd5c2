//! Whom to ask what: one row a question, those first whose answers could win a seat. No personal column is shown.
//!
//! With room for the answer, who gave it, when and why, it is the form that `--decisions` reads.

use super::{Cell, Table, headings};
use crate::decisions::{Kind, PERSONAL};
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

/// The columns to fill in, and the decision that the answer would be.
pub(super) const TO_FILL_IN: [&str; 5] = ["decision", "answer", "who", "when", "why"];

pub(super) fn to_fill_in<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let Table { name, tab, headings: mut columns, rows } = clarify(selection);
    let about = columns.iter().position(|column| column == "field");
    columns.extend(headings(&TO_FILL_IN));
    let duplicates = &selection.rules.form.duplicates;
    let with_room = move |mut row: Vec<Cell<'a>>| {
        let about = about.and_then(|about| row.get(about));
        let rule = duplicates.iter().any(|rule| about.is_some_and(|about| *about == Cell::text(rule.id.as_str())));
        row.push(Cell::text(if rule { Kind::Stands } else { Kind::Clarify }.word()));
        row.extend(std::iter::repeat_n(Cell::Empty, TO_FILL_IN.len().saturating_sub(1)));
        row
    };
    Table { name, tab, headings: columns, rows: Box::new(rows.map(with_room)) }
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
                Cell::text(question.found.unwrap_or_else(|| PERSONAL.to_owned())),
                Cell::text(question.ask),
                Cell::text(question.decides.join(", ")),
                Cell::Exact(tally.least.decimal()),
                Cell::Exact(tally.most.decimal()),
            ]
        })
        .collect()
}
