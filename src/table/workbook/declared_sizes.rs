//! Checks what the parts of a workbook claim about their own size, before calamine asks the machine for that much.
//!
//! Each check walks one part as calamine would and refuses claims that are false or beyond the limits.
//!
//! Limits: those of `allowance`; 20 million shared texts; 1 million tags in styles, relationships and the list of sheets; 8 MiB of text between two
//! tags; in OpenDocument 8 million cells, 64 MiB of repeated spaces, 256 MiB of text as often as it repeats.

use std::io::{BufRead, BufReader, Read};

use crate::table::limits::{
    MAX_BETWEEN_TAGS, MAX_ODS_CELLS, MAX_ODS_SPACES, MAX_ODS_TEXT, MAX_PARTICULARS, MAX_SHARED,
    MAX_TAG,
};

use super::allowance::{Room, TOO_MUCH_TEXT};
use super::fault::Fault;

/// The shared texts of an `.xlsx`: how many they say they are, and how many they are.
pub(super) fn shared_strings(part: &mut dyn Read, room: &mut Room) -> Result<(), Fault> {
    let mut texts = 0_u64;
    tags_and_texts(part, |text, tag| {
        let local = name(tag).rsplit(|byte| *byte == b':').next();
        room.text(text as u64)?;
        if local == Some(b"si") {
            room.shared()?;
        }
        texts = texts.saturating_add(u64::from(local == Some(b"si")));
        let count = if local == Some(b"sst") {
            number(tag, b"uniqueCount")?.unwrap_or(0)
        } else {
            0
        };
        Fault::limit(count.max(texts) > MAX_SHARED, TOO_MANY_TEXTS)
    })
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
    tags_and_texts(part, |_, _| {
        count = count.saturating_add(1);
        Fault::limit(count > MAX_PARTICULARS, TOO_MANY_PARTICULARS)
    })
}

/// The cells of a sheet, and any other part: no tag and no text longer than any program writes, and no entities.
pub(super) fn sheet(part: &mut dyn Read, room: &mut Room) -> Result<(), Fault> {
    tags_and_texts(part, |text, tag| {
        room.text(text as u64)?;
        match name(tag).rsplit(|byte| *byte == b':').next() {
            Some(b"c" | b"row") => room.cell(),
            _ => Ok(()),
        }
    })
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
    tags_and_texts(part, |text, tag| {
        room.text(text as u64);
        match name(tag) {
            b"table:table" => room.end_table(),
            b"table:table-row" => {
                whole.cell()?;
                room.row(number(tag, b"table:number-rows-repeated")?.unwrap_or(1));
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                whole.cell()?;
                let filled = attributes(tag)
                    .any(|(name, _)| name.starts_with(b"office:") || name == b"table:formula");
                room.cell(
                    number(tag, b"table:number-columns-repeated")?.unwrap_or(1),
                    filled,
                );
                // Values and formulas stand in the tag itself.
                room.text(tag.len() as u64);
                if tag.ends_with(b"/") {
                    room.cell_repeats = 0;
                }
            }
            b"text:s" => {
                let spaces = number(tag, b"text:c")?.unwrap_or(1);
                room.spaces = room.spaces.saturating_add(spaces);
                room.text(spaces);
            }
            _ if tag.starts_with(b"/table:") => room.cell_repeats = 0,
            _ => {}
        }
        whole.holds(room.cells()).map_err(Fault::Limit)?;
        Fault::limit(room.text > whole.text_left(), TOO_MUCH_TEXT)?;
        Fault::limit(
            room.cells() > MAX_ODS_CELLS,
            "its rows and cells, repeated ones counted, are more than 8 million",
        )?;
        let is_spaced = room.spaces > MAX_ODS_SPACES;
        Fault::limit(is_spaced, "it repeats more than 64 million spaces")?;
        Fault::limit(
            room.text > MAX_ODS_TEXT,
            "its cells, repeated ones counted, hold more than 256 MiB of text",
        )
    })
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

/// Calls `each` with every tag of an XML part, without its brackets, and how many bytes of text stand before it; comments,
/// processing instructions and the like count as text.
fn tags_and_texts(
    part: &mut dyn Read,
    mut each: impl FnMut(usize, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut part = BufReader::with_capacity(1 << 16, part);
    let mut tag = Vec::new();
    loop {
        let text = match part.skip_until(b'<').map_err(|_| Fault::Damaged)? {
            0 => return Ok(()),
            length if length > MAX_BETWEEN_TAGS => {
                return Err(Fault::Limit("it holds a text of more than 8 MiB"));
            }
            // The bracket that begins the tag is none of it.
            length => length.saturating_sub(1),
        };
        tag.clear();
        let mut quote = None;
        loop {
            let (seen, room) = (tag.len(), MAX_TAG.saturating_sub(tag.len() as u64));
            if (&mut part)
                .take(room)
                .read_until(b'>', &mut tag)
                .map_err(|_| Fault::Damaged)?
                == 0
                || !tag.ends_with(b">")
            {
                // Where there is room left the part has ended, and readers find it cut short.
                return if tag.len() as u64 >= MAX_TAG {
                    Err(Fault::Damaged)
                } else {
                    Ok(())
                };
            }
            quote = quote_after(quote, tag.get(seen..).unwrap_or_default());
            if is_whole(&tag, quote) {
                break;
            }
        }
        if tag.starts_with(b"!DOCTYPE") {
            // No spreadsheet program writes one; they serve to make a small file huge.
            return Err(Fault::Entities);
        }
        if tag.starts_with(b"!") || tag.starts_with(b"?") {
            // Comments take time like text, and no program writes long ones.
            each(text.saturating_add(tag.len()), b"")?;
        } else {
            each(
                text,
                tag.get(..tag.len().saturating_sub(1)).unwrap_or_default(),
            )?;
        }
    }
}

/// Whether the bracket at the end ends the tag, rather than standing in a comment or between quotation marks.
fn is_whole(tag: &[u8], quote: Option<u8>) -> bool {
    if tag.starts_with(b"!--") {
        tag.len() >= 6 && tag.ends_with(b"-->")
    } else if tag.starts_with(b"![CDATA[") {
        tag.ends_with(b"]]>")
    } else if tag.starts_with(b"?") {
        tag.ends_with(b"?>")
    } else {
        quote.is_none()
    }
}

/// The quotation mark that is open after some more of a tag.
fn quote_after(open: Option<u8>, more: &[u8]) -> Option<u8> {
    more.iter().fold(open, |open, byte| match (open, byte) {
        (None, b'"' | b'\'') => Some(*byte),
        (Some(quote), byte) if quote == *byte => None,
        _ => open,
    })
}

/// The name of a tag; an end tag's starts with a slash and so matches nothing here.
fn name(tag: &[u8]) -> &[u8] {
    let end = tag
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        .unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

fn attributes(tag: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = tag.get(name(tag).len()..).unwrap_or_default();
    std::iter::from_fn(move || {
        let equals = memchr::memchr(b'=', rest)?;
        let (name, value) = rest.split_at_checked(equals)?;
        let value = value.get(1..)?.trim_ascii_start();
        let quote = *value.first()?;
        let value = value.get(1..)?;
        let end = memchr::memchr(quote, value)?;
        rest = value.get(end + 1..)?;
        Some((name.trim_ascii(), value.get(..end)?))
    })
}

/// The number in an attribute.
fn number(tag: &[u8], wanted: &[u8]) -> Result<Option<u64>, Fault> {
    let Some((_, value)) = attributes(tag).find(|(name, _)| *name == wanted) else {
        return Ok(None);
    };
    let digits = std::str::from_utf8(value).map_err(|_| Fault::Damaged)?;
    digits.trim().parse().map(Some).map_err(|_| Fault::Damaged)
}
