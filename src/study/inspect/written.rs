//! Columns of write-in answers, joined to the columns of their options.

use std::collections::BTreeMap;

use super::{Column, Guess};
use crate::answers::heading::fold_heading;
use crate::answers::{asks, is_of_other, says_other};

/// The columns, those of other answers with the question that they belong to.
pub(super) fn joined(columns: Vec<Column>) -> Vec<Column> {
    let mut joined: Vec<Column> = Vec::new();
    // By what their headings ask, the questions with options: the last where several ask the same.
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for column in columns {
        let choices = choices_before(&joined, &asked, &column);
        match choices.and_then(|at| joined.get_mut(at)) {
            Some(choices) => add(choices, &column),
            None => {
                if has_options(&column) {
                    let heading = column.heading.compiled().compared();
                    asked.insert(asks(heading).to_owned(), joined.len());
                }
                joined.push(column);
            }
        }
    }
    joined
}

fn has_options(column: &Column) -> bool {
    column.left_out.is_none()
        && matches!(column.guess, Guess::Choice { .. } | Guess::Choices { .. })
}

/// Bytes behind a question's heading beyond which they are no words for other answers.
const LONGEST: usize = 400;

/// The question before a column that holds its other answers.
fn choices_before(
    before: &[Column],
    asked: &BTreeMap<String, usize>,
    column: &Column,
) -> Option<usize> {
    let text =
        column.columns.len() == 1 && matches!(column.guess, Guess::Text | Guess::Choice { .. });
    if !text || asked.is_empty() {
        return None;
    }
    // A question that most people answered is one of its own. Whether `Fields_other` stands beside `Fields/other` only rules can
    // tell, which they do.
    let seldom = column.filled() <= column.blank;
    let last = before.len().checked_sub(1).filter(|last| {
        column.left_out.is_none()
            && seldom
            && says_other(&column.heading)
            && before.get(*last).is_some_and(has_options)
    });
    last.or_else(|| {
        column
            .names()
            .filter_map(|name| named(asked, &fold_heading(name)))
            .max()
    })
}

/// The last question whose other answers a column with this folded heading holds.
fn named(asked: &BTreeMap<String, usize>, heading: &str) -> Option<usize> {
    let ends = heading.match_indices(' ').rev();
    ends.take_while(|(end, _)| heading.len().saturating_sub(*end) <= LONGEST)
        .filter_map(|(end, _)| {
            let (stem, rest) = heading.split_at_checked(end)?;
            asked.get(stem).filter(|_| is_of_other(rest.trim_start()))
        })
        .max()
        .copied()
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
