//! A table of applications as it stands in its file: headings, and rows of text cells with their row numbers.
//!
//! Later stages take the rows in parts, in parallel, and never learn which format they came from.

use std::sync::Arc;

pub use super::columns::HeadingId;
use super::doubts::Doubts;
use super::tools::Tool;
use crate::base::ids::Per;
use crate::base::origin::{Column, Row, Source};

#[derive(Debug)]
pub struct Sheet {
    pub source: Arc<Source>,
    /// How it was read, for the terminal: `CSV, comma, UTF-8` or `Excel workbook, sheet Responses`.
    pub dialect: String,
    /// The form tool it comes from.
    pub tool: &'static Tool,
    /// SHA-256 of the file in hexadecimal.
    pub digest: String,
    /// The row the headings stand in.
    pub heading_row: Row,
    pub headings: Per<HeadingId, Heading>,
    pub body: Body,
    /// What the cells leave in doubt; nothing where the format has nothing but text.
    pub doubts: Doubts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As written; blank where a column has none.
    pub text: String,
    pub column: Column,
    /// Further names the form tool gives it, by which it is found where no heading says what is looked for; mostly none.
    pub also: Vec<String>,
}

/// The rows under the headings, as the format keeps them.
#[derive(Debug)]
pub enum Body {
    Columns(super::columns::Columns),
    Grid(super::workbook::grid::Grid),
    /// Written down rather than read.
    Given(Rows),
}

/// Rows as they are, each with its number.
#[derive(Debug)]
pub struct Rows(pub Vec<(Row, Vec<String>)>);

impl Sheet {
    /// How many rows there are under the headings, blank ones left out.
    pub fn len(&self) -> usize {
        match &self.body {
            Body::Columns(columns) => columns.len(),
            Body::Grid(grid) => grid.len(),
            Body::Given(Rows(rows)) => rows.len(),
        }
    }

    /// Whether the rows' numbers are lines of a text that run ahead of the rows a spreadsheet shows.
    pub fn has_line_breaks(&self) -> bool {
        matches!(&self.body, Body::Columns(columns) if columns.has_line_breaks())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `visit` for rows `range` (positions from 0 among the rows under the headings), in order.
    ///
    /// Nothing is copied that `visit` does not copy; parts of one sheet can be visited by several threads at once.
    pub fn visit(&self, range: std::ops::Range<usize>, mut visit: impl FnMut(Row, Cells<'_>)) {
        match &self.body {
            Body::Columns(columns) => {
                columns.visit(range, |row, cells| visit(row, Cells::Columns(cells)));
            }
            Body::Grid(grid) => grid.visit(range, visit),
            Body::Given(Rows(rows)) => {
                rows.get(range)
                    .unwrap_or_default()
                    .iter()
                    .for_each(|(row, cells)| visit(*row, Cells::Given(cells)));
            }
        }
    }
}

/// The cells of one row, one under each of [`Sheet::headings`].
#[derive(Debug, Clone, Copy)]
pub enum Cells<'a> {
    Columns(super::columns::RowOfColumns<'a>),
    Grid(super::workbook::grid::GridRow<'a>),
    Given(&'a [String]),
}

impl<'a> Cells<'a> {
    /// How many there are, where that is known without looking for them.
    pub(super) fn many(&self) -> Option<usize> {
        match self {
            Self::Given(cells) => Some(cells.len()),
            Self::Columns(_) | Self::Grid(_) => None,
        }
    }

    /// The text of a cell; blank where the row ends before it.
    pub fn get(&self, heading: HeadingId) -> &'a str {
        let HeadingId(index) = heading;
        match self {
            Self::Columns(row) => row.get(heading),
            Self::Grid(row) => row.get(index),
            Self::Given(cells) => cells.get(index).map_or("", String::as_str),
        }
    }
}
