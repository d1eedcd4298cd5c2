//! The rows of a table of text by column: each distinct text of a column once, and a symbol for every cell (dictionary
//! encoding). A column that nobody looks at is not kept, nor are the cells that rows lack at their ends.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::contradiction::contradiction;
use crate::base::ids::{Per, id, with_ids};
use crate::base::interner::{CellId, Encoded};
use crate::base::origin::Row;

id! {
    /// A position in a sheet's headings, and among the cells of each row.
    pub HeadingId
}

/// The rows under the headings of a text, blank ones left out.
#[derive(Debug, Default)]
pub struct Columns {
    rows: Vec<Row>,
    /// None where the column is not kept; no longer than down to the last row that has a cell in it.
    kept: Per<HeadingId, Option<Encoded>>,
    /// How many cells there are in all of them.
    cells: usize,
    /// Some row above another takes several lines.
    pub(super) broken: bool,
}

/// One row of them.
#[derive(Debug, Clone, Copy)]
pub struct RowOfColumns<'a> {
    columns: &'a Columns,
    row: CellId,
}

/// There would be too many cells.
pub(super) struct TooMany;

impl Columns {
    /// No rows yet, of columns of which these are kept.
    pub(super) fn of(kept: &Per<HeadingId, bool>) -> Self {
        let column = |kept: &bool| kept.then(Encoded::default);
        Self {
            kept: kept.iter().map(column).collect(),
            ..Self::default()
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether the rows' numbers, which are lines, run ahead of a spreadsheet's, because an answer holds a line break.
    pub fn has_line_breaks(&self) -> bool {
        self.broken
    }

    /// How many bytes of text are kept.
    pub(super) fn text(&self) -> usize {
        let columns = self.kept.iter().flatten();
        columns.map(|column| column.symbols.bytes()).sum()
    }

    /// How many cells would be kept with the rows that follow.
    pub(super) fn cells_with(&self, rest: &Self) -> usize {
        let more = |(column, rest): (&Option<Encoded>, &Option<Encoded>)| {
            let (column, rest) = column.as_ref().zip(rest.as_ref())?;
            let before = self.rows.len().saturating_sub(column.cells.len());
            (!rest.cells.is_empty()).then_some(before.saturating_add(rest.cells.len()))
        };
        let columns = self.kept.iter().zip(&rest.kept);
        columns
            .filter_map(more)
            .fold(self.cells, usize::saturating_add)
    }

    /// Takes one more row of so many cells; `text` says what stands in a column. Fails, with the row half taken, where there would be
    /// more than `most` cells in all.
    pub(super) fn push<'t>(
        &mut self,
        (row, cells): (Row, usize),
        most: usize,
        mut text: impl FnMut(HeadingId) -> Cow<'t, str>,
    ) -> Result<(), TooMany> {
        for (at, column) in self.kept.each_mut().take(cells) {
            if let Some(column) = column {
                let before = column.cells.len();
                column.pad(self.rows.len());
                column.push(&text(at));
                self.cells = self
                    .cells
                    .saturating_add(column.cells.len().saturating_sub(before));
                if self.cells > most {
                    return Err(TooMany);
                }
            }
        }
        self.rows.push(row);
        Ok(())
    }

    /// Takes the rows that follow, whose numbers count from `line`.
    pub(super) fn extend(&mut self, rest: Self, line: u32) {
        self.cells = self.cells_with(&rest);
        for (column, rest) in self.kept.iter_mut().zip(rest.kept) {
            if let (Some(column), Some(rest)) = (column, rest)
                && !rest.cells.is_empty()
            {
                column.pad(self.rows.len());
                column.extend(rest);
            }
        }
        let row = |row: &Row| Row(row.0.saturating_add(line));
        self.rows.extend(rest.rows.iter().map(row));
    }

    /// Drops the columns from this one on, which have no heading.
    pub(super) fn truncate(&mut self, columns: usize) {
        while self.kept.len() > columns {
            self.kept.pop();
        }
        self.rows.shrink_to_fit();
    }

    /// The numbers of the rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A column that is kept.
    pub fn column(&self, heading: HeadingId) -> &Encoded {
        let column = self.kept.find(heading).and_then(Option::as_ref);
        column.unwrap_or_else(|| contradiction("a column is looked at that was not kept"))
    }

    /// Calls `visit` for rows `range`, in order; positions beyond the last row are left out.
    pub fn visit(&self, range: Range<usize>, mut visit: impl FnMut(Row, RowOfColumns<'_>)) {
        for (row, number) in with_ids(&self.rows).take(range.end).skip(range.start) {
            visit(*number, RowOfColumns { columns: self, row });
        }
    }
}

impl<'a> RowOfColumns<'a> {
    pub(super) fn get(self, heading: HeadingId) -> &'a str {
        match self.columns.kept.find(heading) {
            Some(_) => self.columns.column(heading).text(self.row),
            None => "",
        }
    }
}
