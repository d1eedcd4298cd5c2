//! What is crossed out: whole rows, whole cells, parts of cells. Each format says it in fonts of its own; what they come to is put
//! together here.

use std::collections::BTreeMap;

use super::{MAX_SHOWN, Survey};
use crate::table::workbook::fault::Fault;

/// How much of a cell is crossed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table::workbook) enum Struck {
    Whole,
    Part,
}

/// The pieces of a text with fonts of their own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pieces {
    pub struck: bool,
    pub plain: bool,
    /// A piece without a font of its own, which has the cell's.
    pub as_cell: bool,
}

impl Pieces {
    pub(super) fn see(&mut self, font: Option<bool>) {
        match font {
            Some(true) => self.struck = true,
            Some(false) => self.plain = true,
            None => self.as_cell = true,
        }
    }

    /// How much is crossed out in a cell whose own font is struck or not.
    pub(super) fn within(self, cell: bool) -> Option<Struck> {
        let struck = self.struck || self.as_cell && cell;
        let plain = self.plain || self.as_cell && !cell;
        match (struck, plain) {
            (true, false) => Some(Struck::Whole),
            (true, true) => Some(Struck::Part),
            (false, true) => None,
            (false, false) => cell.then_some(Struck::Whole),
        }
    }
}

/// The filled cells of a sheet, as far as strikes go. Rows and columns from 1.
#[derive(Debug, Default)]
pub(super) struct Strikes {
    cells: Vec<(u32, u32, Struck)>,
    /// By row, how many cells are filled and how many of them are crossed out wholly; those of the last row are still apart.
    rows: BTreeMap<u32, (u32, u32)>,
    last: (u32, (u32, u32)),
}

impl Strikes {
    pub(super) fn see(
        &mut self,
        (row, column): (u32, u32),
        struck: Option<Struck>,
    ) -> Result<(), Fault> {
        if row != self.last.0 {
            self.end_row();
            self.last.0 = row;
        }
        let (filled, whole) = &mut self.last.1;
        *filled = filled.saturating_add(1);
        *whole = whole.saturating_add(u32::from(struck == Some(Struck::Whole)));
        let Some(struck) = struck else {
            return Ok(());
        };
        self.cells.push((row, column, struck));
        let limit = "more than 4 million of its cells are crossed out";
        Fault::limit(self.cells.len() > MAX_SHOWN, limit)
    }

    fn end_row(&mut self) {
        let (row, (more, more_whole)) = std::mem::take(&mut self.last);
        let (filled, whole) = self.rows.entry(row).or_default();
        *filled = filled.saturating_add(more);
        *whole = whole.saturating_add(more_whole);
    }

    /// Puts into the survey which rows are crossed out as a whole, and which cells of other rows.
    pub(super) fn into(mut self, survey: &mut Survey) {
        self.end_row();
        let is_whole = |row: &u32| {
            self.rows
                .get(row)
                .is_some_and(|(filled, whole)| filled == whole)
        };
        let mut rows: Vec<u32> = self
            .cells
            .iter()
            .map(|(row, ..)| *row)
            .filter(|row| is_whole(row))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        self.cells.retain(|(row, ..)| !is_whole(row));
        self.cells
            .sort_unstable_by_key(|(row, column, _)| (*row, *column));
        (survey.struck, survey.struck_rows) = (self.cells, rows);
    }
}
