//! Cells that cannot be read before their column is settled.

use crate::base::finding::Code;
use crate::values::{Problem, Reading};

pub const ASKED_ONCE: &str = "this is asked once, about the whole column, and not of the applicant";

/// A cell that cannot be read before its column is settled. The message must not let the cell's text be guessed.
pub(super) fn of_column(code: Code, message: impl Into<String>) -> Reading {
    Reading::Unreadable(Box::new(problem(code, message)))
}

pub(super) fn problem(code: Code, message: impl Into<String>) -> Problem {
    let help = ASKED_ONCE;
    Problem::new(code, message).help(Some(help.to_owned()))
}
