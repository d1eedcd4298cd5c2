//! The cells of a sheet as text: one arena, where each cell ends in it, and where each row starts.
//!
//! Only rows that show something are kept, so a cell far down costs nothing; a cell far to the right does, and is bounded.
//!
//! Limits: 1,048,576 rows, 1,000 columns, 64 million cells, 1 GiB of text.

use std::ops::Range;

use super::allowance::Room;
use super::fault::Refusal;
use crate::base::origin::Row;
use crate::table::Cells;
use crate::table::limits::{MAX_SHEET_CELLS, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, MAX_SHEET_TEXT};

/// The rows under the headings of a sheet, blank ones left out.
#[derive(Debug, Default)]
pub struct Grid {
    text: String,
    /// Where each cell's text ends; a row's cells stand one after the other, from column A on.
    ends: Vec<u32>,
    rows: Vec<Start>,
    /// How many columns there are before the first heading.
    skipped: usize,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    /// Position of its first cell among `ends`.
    cell: u32,
    /// The sheet's own row number, from 1.
    row: u32,
}

/// One row of a [`Grid`].
#[derive(Debug, Clone, Copy)]
pub struct GridRow<'a> {
    grid: &'a Grid,
    /// Positions among the grid's ends.
    from: usize,
    to: usize,
}

impl Grid {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Calls `visit` for rows `range`, in order; positions beyond the last row are left out.
    pub fn visit(&self, range: Range<usize>, mut visit: impl FnMut(Row, Cells<'_>)) {
        for at in range.start.min(self.len())..range.end.min(self.len()) {
            if let Some((row, cells)) = self.row(at) {
                visit(row, Cells::Grid(cells));
            }
        }
    }

    pub(super) fn row(&self, at: usize) -> Option<(Row, GridRow<'_>)> {
        let start = self.rows.get(at)?;
        let to = self
            .rows
            .get(at + 1)
            .map_or(self.ends.len(), |next| next.cell as usize);
        Some((
            Row(start.row),
            GridRow {
                grid: self,
                from: start.cell as usize + self.skipped,
                to,
            },
        ))
    }

    /// The position of a row, by the sheet's own number.
    pub(super) fn position(&self, row: Row) -> Option<usize> {
        self.rows
            .binary_search_by_key(&row.0, |start| start.row)
            .ok()
    }

    /// Takes the first rows away, the last of them for the headings, and the first columns of all.
    pub(super) fn without_headings(mut self, rows: usize, skipped: usize) -> Self {
        self.rows.drain(..rows.min(self.rows.len()));
        self.skipped = skipped;
        self
    }
}

impl<'a> GridRow<'a> {
    /// The text of a cell, by position in the headings; blank where the row ends before it.
    pub fn get(&self, index: usize) -> &'a str {
        let cell = self.from + index;
        if cell >= self.to {
            return "";
        }
        let end = |cell: usize| self.grid.ends.get(cell).map_or(0, |end| *end as usize);
        let start = cell.checked_sub(1).map_or(0, end);
        self.grid.text.get(start..end(cell)).unwrap_or_default()
    }
}

/// Builds a grid from cells in reading order.
#[derive(Debug, Default)]
pub(super) struct Builder {
    grid: Grid,
    /// Row and column, from 1, of the cell put last.
    last: (u32, u32),
    /// First and last column, from 1, that hold anything.
    columns: Option<(u32, u32)>,
    /// Bytes of text that a workbook of this size may come to; none where what comes in was held against that.
    most: Option<usize>,
}

impl Builder {
    /// Of a workbook of so many bytes: a text that cells share is written into each.
    pub(super) fn of(bytes: usize) -> Self {
        let most = usize::try_from(Room::of(bytes).text_left()).unwrap_or(usize::MAX);
        Self {
            most: Some(most),
            ..Self::default()
        }
    }

    /// Adds a cell, at row and column from 1; text that shows nothing only counts where it stands.
    pub(super) fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Refusal> {
        if row <= self.last.0 && (row, column) <= self.last {
            return Err(Refusal::Disorder { row, column });
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        if row > MAX_SHEET_ROWS {
            return Err(Refusal::FarRow { row });
        }
        if column > MAX_SHEET_COLUMNS {
            return Err(Refusal::FarColumn { row, column });
        }
        let grid = &mut self.grid;
        let length = u32::try_from(grid.text.len()).unwrap_or(u32::MAX);
        if row != self.last.0 {
            let cell = u32::try_from(grid.ends.len()).map_err(|_| Refusal::TooManyCells)?;
            grid.rows.push(Start { cell, row });
            self.last = (row, 0);
        }
        let length_in_all = grid.text.len().saturating_add(text.len());
        if self.most.is_some_and(|most| length_in_all > most) {
            return Err(Refusal::TooMuchForItsSize);
        }
        if length_in_all > MAX_SHEET_TEXT {
            return Err(Refusal::TooMuchText);
        }
        grid.ends.extend((self.last.1 + 1..column).map(|_| length));
        grid.text.push_str(text);
        grid.ends
            .push(u32::try_from(grid.text.len()).map_err(|_| Refusal::TooMuchText)?);
        if grid.ends.len() > MAX_SHEET_CELLS {
            return Err(Refusal::TooManyCells);
        }
        self.last = (row, column);
        let (first, last) = self.columns.unwrap_or((column, column));
        self.columns = Some((first.min(column), last.max(column)));
        Ok(())
    }

    /// Every row, headings included, and the first and last column that hold anything; nothing where no cell does.
    pub(super) fn finish(self) -> Option<(Grid, (u32, u32))> {
        Some((self.grid, self.columns?))
    }
}
