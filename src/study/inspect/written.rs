//! Columns of write-in answers, joined to the columns of their options.

use super::{Column, Guess};
use crate::answers::heading::fold_heading;
use crate::answers::{holds_other, says_other};

/// The columns, those of other answers with the question that they belong to.
pub(super) fn joined(columns: Vec<Column>) -> Vec<Column> {
    let mut joined: Vec<Column> = Vec::new();
    for column in columns {
        match choices_before(&joined, &column).and_then(|at| joined.get_mut(at)) {
            Some(choices) => add(choices, &column),
            None => joined.push(column),
        }
    }
    joined
}

/// The question before a column that holds its other answers.
fn choices_before(before: &[Column], column: &Column) -> Option<usize> {
    let text =
        column.columns.len() == 1 && matches!(column.guess, Guess::Text | Guess::Choice { .. });
    let asked = |choices: &Column| {
        choices.left_out.is_none()
            && matches!(choices.guess, Guess::Choice { .. } | Guess::Choices { .. })
    };
    let last = before.len().checked_sub(1);
    let of = |at: usize, choices: &Column| {
        let wanted = [fold_heading(&choices.heading)];
        let named = column.names().any(|name| holds_other(&wanted, name));
        // A question that most people answered is one of its own.
        let seldom = column.filled() <= column.blank;
        let behind =
            last == Some(at) && column.left_out.is_none() && seldom && says_other(&column.heading);
        // Whether `Fields_other` stands beside `Fields/other` only rules can tell, which they do.
        asked(choices) && (named || behind)
    };
    if !text {
        return None;
    }
    before
        .iter()
        .enumerate()
        .rev()
        .find(|(at, choices)| of(*at, choices))
        .map(|(at, _)| at)
}

fn add(choices: &mut Column, column: &Column) {
    choices.columns.extend(&column.columns);
    let (Guess::Choice { options, other } | Guess::Choices { options, other, .. }) =
        &mut choices.guess
    else {
        return;
    };
    options.retain(|option| !says_other(option));
    if !*other {
        *other = true;
        choices.doubt(super::WRITTEN);
    }
}
