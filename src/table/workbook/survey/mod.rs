//! What a sheet says beside its values: hidden rows and columns, merged cells, formulas, and numbers shown as something else.
//!
//! calamine passes over all of it. One file a format walks the sheet's own records; what each can tell stands at its head.
//!
//! Limits: 1 million formulas, merges and hidden stretches; 4 million numbers with a format of their own.

mod ods;
pub mod pattern;
mod relations;
mod struck;
mod styles;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::sync::Arc;

use crate::table::limits::{MAX_NOTED, MAX_SHOWN};

pub(super) use ods::survey as ods;
pub(super) use pattern::Pattern;
pub(super) use struck::Struck;
pub(super) use xls::survey as xls;
pub(super) use xlsb::survey as xlsb;
pub(super) use xlsx::Sheets;
pub(super) use xml::Archive;

use super::fault::Fault;

/// Characters of a formula that are kept to be shown to a person.
const SHOWN_OF_FORMULA: usize = 120;

/// Rows and columns from 1.
#[derive(Debug, Default, Clone)]
pub(super) struct Survey {
    /// Rising and apart.
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether a filter hides rows.
    pub filtered: bool,
    pub merges: Vec<Area>,
    pub formulas: Vec<Formula>,
    /// Numbers shown with more than their digits, in reading order.
    pub shown: Vec<Shown>,
    pub patterns: Vec<Pattern>,
    /// Cells that are crossed out, wholly or in part, in reading order; those of rows that are crossed out as a whole left out.
    pub struck: Vec<(u32, u32, Struck)>,
    /// Rows of which every filled cell is crossed out, rising.
    pub struck_rows: Vec<u32>,
    /// How many cells the sheet names, for formats in which calamine calls up each of them.
    pub cells: Option<u64>,
}

/// A rectangle, its corners included: the upper left one and the lower right one, as row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

/// A cell's formula; of an array formula, one for each column it fills.
#[derive(Debug, Clone)]
pub(super) struct Formula {
    pub column: u32,
    pub first: u32,
    pub last: u32,
    /// Without the equals sign; nothing where the format does not say.
    pub text: Arc<str>,
    /// Whether the cell holds the result, too.
    pub has_result: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub row: u32,
    pub column: u32,
    /// Position among the patterns.
    pub pattern: u32,
}

impl Survey {
    fn hide_row(&mut self, row: u32) -> Result<(), Fault> {
        match self.hidden_rows.last_mut() {
            Some((_, last)) if last.saturating_add(1) == row => *last = row,
            _ => self.hidden_rows.push((row, row)),
        }
        noted(self.hidden_rows.len())
    }

    fn hide_columns(&mut self, first: u32, last: u32) -> Result<(), Fault> {
        self.hidden_columns.push((first, last));
        noted(self.hidden_columns.len())
    }

    fn merge(&mut self, from: (u32, u32), to: (u32, u32)) -> Result<(), Fault> {
        if from != to {
            self.merges.push(Area { from, to });
        }
        noted(self.merges.len())
    }

    fn formula(&mut self, formula: Formula) -> Result<(), Fault> {
        self.formulas.push(formula);
        noted(self.formulas.len())
    }

    fn shown(&mut self, (row, column): (u32, u32), pattern: u32) -> Result<(), Fault> {
        self.shown.push(Shown {
            row,
            column,
            pattern,
        });
        let limit = "more than 4 million of its numbers have a format of their own";
        Fault::limit(self.shown.len() > MAX_SHOWN, limit)
    }

    pub(super) fn hides_row(&self, row: u32) -> bool {
        within(&self.hidden_rows, row)
    }
}

/// Whether one of the stretches, which rise and stand apart, holds the number.
fn within(stretches: &[(u32, u32)], number: u32) -> bool {
    let before = stretches.partition_point(|(first, _)| *first <= number);
    before
        .checked_sub(1)
        .and_then(|at| stretches.get(at))
        .is_some_and(|(_, last)| number <= *last)
}

fn noted(count: usize) -> Result<(), Fault> {
    let limit = "the sheet has more than 1 million formulas, merged or hidden places";
    Fault::limit(count > MAX_NOTED, limit)
}

/// As much of a formula as is shown to a person.
pub(super) fn cut(formula: &str) -> Arc<str> {
    match formula.char_indices().nth(SHOWN_OF_FORMULA) {
        Some((at, _)) => format!("{}…", formula.get(..at).unwrap_or_default()).into(),
        None => formula.into(),
    }
}
