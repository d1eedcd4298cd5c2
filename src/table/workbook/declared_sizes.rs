//! Checks what the parts of a workbook claim about their own size, before calamine asks the machine for that much.
//!
//! Each check walks one part as calamine would and refuses claims that are false or beyond the limits.
//!
//! Limits: those of `allowance` and `tags`; 20 million shared texts; 1 million tags in styles, relationships and the list of sheets; in
//! OpenDocument 8 million cells, 64 MiB of repeated spaces, 256 MiB of text as often as it repeats.

use std::io::Read;

use crate::table::limits::{
    MAX_ODS_CELLS, MAX_ODS_SPACES, MAX_ODS_TEXT, MAX_PARTICULARS, MAX_SHARED,
};

use super::allowance::{Room, TOO_MUCH_TEXT};
use super::fault::Fault;
use super::tags::{self, Kind, Tag};

/// The shared texts of an `.xlsx`: how many they say they are, and how many they are. Says whether any of them is crossed out.
pub(super) fn shared_strings(part: &mut dyn Read, room: &mut Room) -> Result<bool, Fault> {
    let (mut texts, mut strikes) = (0_u64, false);
    tags::walk(part, &mut |tag: &Tag<'_>| {
        room.text(tag.weight() as u64)?;
        let mut count = 0;
        match tag.local {
            b"si" if tag.starts() => {
                room.shared()?;
                texts = texts.saturating_add(1);
            }
            b"sst" if tag.starts() => count = number(tag, b"uniqueCount")?.unwrap_or(0),
            b"strike" => strikes = true,
            _ => {}
        }
        Fault::limit(count.max(texts) > MAX_SHARED, TOO_MANY_TEXTS)
    })?;
    Ok(strikes)
}

/// The same of an `.xlsb`.
pub(super) fn binary_strings(part: &mut dyn Read, room: &mut Room) -> Result<(), Fault> {
    let mut texts = 0_u64;
    const BEGIN: u32 = 159;
    const TEXT: u32 = 19;
    super::records::walk(part, |kind, data| {
        if kind == TEXT {
            room.shared()?;
            room.text(data.len() as u64)?;
        }
        texts = texts.saturating_add(u64::from(kind == TEXT));
        let count = if kind == BEGIN {
            super::bytes::number(data, 4).map_or(0, u64::from)
        } else {
            0
        };
        Fault::limit(count.max(texts) > MAX_SHARED, TOO_MANY_TEXTS)
    })
}

/// The list of sheets and the styles of an `.xlsb`: how many records they have.
pub(super) fn binary_particulars(part: &mut dyn Read) -> Result<(), Fault> {
    let mut count = 0_u64;
    super::records::walk(part, |_, _| {
        count = count.saturating_add(1);
        Fault::limit(count > MAX_PARTICULARS, TOO_MANY_PARTICULARS)
    })
}

const TOO_MANY_PARTICULARS: &str = "it lists more than 1 million styles, relationships or sheets";

const TOO_MANY_TEXTS: &str = "it holds more than 20 million different texts";

/// Styles, relationships, the list of sheets: how many things they list.
pub(super) fn particulars(part: &mut dyn Read) -> Result<(), Fault> {
    let mut count = 0_u64;
    tags::walk(part, &mut |_: &Tag<'_>| {
        count = count.saturating_add(1);
        Fault::limit(count > MAX_PARTICULARS, TOO_MANY_PARTICULARS)
    })?;
    Ok(())
}

/// A tag of a sheet, or of any other part: takes the text before it, and the cell or row that it begins.
pub(super) fn sheet(tag: &Tag<'_>, room: &mut Room) -> Result<(), Fault> {
    if tag.weight() > 0 {
        room.text(tag.weight() as u64)?;
    }
    match tag.local {
        b"c" | b"row" if tag.starts() => room.cell(),
        _ => Ok(()),
    }
}

/// The rows and cells of an `.xlsb`'s sheet.
pub(super) fn binary_sheet(part: &mut dyn Read, room: &mut Room) -> Result<(), Fault> {
    super::records::walk(part, |kind, data| {
        if matches!(kind, 0..=11 | 62) {
            room.text(data.len() as u64)?;
            room.cell()?;
        }
        Ok(())
    })
}

/// The content of an `.ods`: how many cells its repeated rows and cells become.
pub(super) fn open_document(part: &mut dyn Read, whole: &mut Room) -> Result<(), Fault> {
    let mut room = Tables::default();
    tags::walk(part, &mut |tag: &Tag<'_>| {
        room.tag(tag, whole)?;
        room.check(whole)
    })?;
    Ok(())
}

/// The room calamine takes for a document's tables: every row once, and then the rectangle around what is filled.
#[derive(Default)]
struct Tables {
    stored: u64,
    earlier_tables: u64,
    /// Rows of this table, and those of them up to the last filled one.
    rows: u64,
    filled_rows: u64,
    width: u64,
    /// Cells of this row, and those of them that are stored: up to the last filled one.
    cells_in_row: u64,
    stored_in_row: u64,
    spaces: u64,
    /// How often the row and the cell repeat that are being read, and the bytes of all texts, as often as they repeat.
    row_repeats: u64,
    cell_repeats: u64,
    text: u64,
}

impl Tables {
    fn tag(&mut self, tag: &Tag<'_>, whole: &mut Room) -> Result<(), Fault> {
        self.text(tag.weight() as u64);
        match tag.name {
            name if tag.kind == Kind::End && name.starts_with(b"table:") => self.cell_repeats = 0,
            _ if tag.kind == Kind::End => {}
            b"table:table" => self.end_table(),
            b"table:table-row" => {
                whole.cell()?;
                self.row(number(tag, b"table:number-rows-repeated")?.unwrap_or(1));
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                whole.cell()?;
                let filled = tag
                    .attributes()
                    .any(|(name, _)| name.starts_with(b"office:") || name == b"table:formula");
                self.cell(
                    number(tag, b"table:number-columns-repeated")?.unwrap_or(1),
                    filled,
                );
                // Values and formulas stand in the tag itself.
                self.text(tag.len() as u64);
                if tag.kind == Kind::Empty {
                    self.cell_repeats = 0;
                }
            }
            b"text:s" => {
                let spaces = number(tag, b"text:c")?.unwrap_or(1);
                self.spaces = self.spaces.saturating_add(spaces);
                self.text(spaces);
            }
            _ => {}
        }
        Ok(())
    }

    fn check(&self, whole: &Room) -> Result<(), Fault> {
        whole.holds(self.cells()).map_err(Fault::Limit)?;
        Fault::limit(self.text > whole.text_left(), TOO_MUCH_TEXT)?;
        Fault::limit(
            self.cells() > MAX_ODS_CELLS,
            "its rows and cells, repeated ones counted, are more than 8 million",
        )?;
        let is_spaced = self.spaces > MAX_ODS_SPACES;
        Fault::limit(is_spaced, "it repeats more than 64 million spaces")?;
        Fault::limit(
            self.text > MAX_ODS_TEXT,
            "its cells, repeated ones counted, hold more than 256 MiB of text",
        )
    }

    fn cells(&self) -> u64 {
        let table = self.filled_rows.saturating_mul(self.width);
        self.stored
            .saturating_add(self.earlier_tables)
            .saturating_add(table)
    }

    fn end_table(&mut self) {
        self.earlier_tables = self
            .earlier_tables
            .saturating_add(self.filled_rows.saturating_mul(self.width));
        (self.rows, self.filled_rows, self.width) = (0, 0, 0);
    }

    fn row(&mut self, repeats: u64) {
        self.rows = self.rows.saturating_add(repeats);
        (self.row_repeats, self.cell_repeats) = (repeats, 0);
        (self.cells_in_row, self.stored_in_row) = (0, 0);
    }

    /// Text that stands in the open cell; between cells there is none.
    fn text(&mut self, bytes: u64) {
        let repeats = self.row_repeats.saturating_mul(self.cell_repeats);
        self.text = self.text.saturating_add(bytes.saturating_mul(repeats));
    }

    fn cell(&mut self, repeats: u64, filled: bool) {
        self.cell_repeats = if filled { repeats } else { 0 };
        self.cells_in_row = self.cells_in_row.saturating_add(repeats);
        if filled {
            self.stored = self
                .stored
                .saturating_add(self.cells_in_row.saturating_sub(self.stored_in_row));
            self.stored_in_row = self.cells_in_row;
            self.width = self.width.max(self.cells_in_row);
            self.filled_rows = self.rows;
        }
    }
}

/// The number in an attribute.
fn number(tag: &Tag<'_>, wanted: &[u8]) -> Result<Option<u64>, Fault> {
    let Some((_, value)) = tag.attributes().find(|(name, _)| *name == wanted) else {
        return Ok(None);
    };
    let digits = std::str::from_utf8(value).map_err(|_| Fault::Damaged)?;
    digits.trim().parse().map(Some).map_err(|_| Fault::Damaged)
}
