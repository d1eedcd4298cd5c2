//! How much a workbook may hold for its size, so that a small file never takes minutes or the machine's memory.
//!
//! Packing makes little of what says the same again and again. What programs write of real answers stays far below these limits,
//! and a file of 10 MB takes 100 MiB at most before it is refused.
//!
//! Limits: 2 million rows and cells and one for every two bytes of the file; 500,000 different texts and one for every eight; 48 MiB of
//! text and eight bytes for every byte; 2 million cells in a rectangle and one for every eight bytes.

use super::fault::Fault;
use crate::table::limits::{MAX_AREA, MAX_NAMED, MAX_TEXT, MAX_TEXTS};

/// What a workbook may still hold. Each row and cell takes time, and millions of empty ones take no room in a file.
pub(super) struct Room {
    named: u64,
    texts: u64,
    text: u64,
    area: u64,
}

impl Room {
    /// Of a workbook of so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        let bytes = bytes as u64;
        Self {
            // What programs write takes two bytes a cell even where all cells say the same.
            named: MAX_NAMED.saturating_add(bytes / 2),
            texts: MAX_TEXTS.saturating_add(bytes / 8),
            text: MAX_TEXT.saturating_add(bytes.saturating_mul(8)),
            area: MAX_AREA.saturating_add(bytes / 8),
        }
    }

    /// Takes a row or a cell.
    pub(super) fn cell(&mut self) -> Result<(), Fault> {
        let limit = Fault::Limit(
            "it names more rows and cells than 2 million and one for every two bytes of it",
        );
        self.named = self.named.checked_sub(1).ok_or(limit)?;
        Ok(())
    }

    /// Takes one of the texts that cells share.
    pub(super) fn shared(&mut self) -> Result<(), Fault> {
        let limit =
            "it holds more different texts than 500,000 and one for every eight bytes of it";
        self.texts = self.texts.checked_sub(1).ok_or(Fault::Limit(limit))?;
        Ok(())
    }

    /// Takes text of so many bytes.
    pub(super) fn text(&mut self, bytes: u64) -> Result<(), Fault> {
        self.text = self
            .text
            .checked_sub(bytes)
            .ok_or(Fault::Limit(TOO_MUCH_TEXT))?;
        Ok(())
    }

    /// Whether so many cells in all are too many to be kept.
    pub(super) fn holds(&self, area: u64) -> Result<(), &'static str> {
        let limit = "its cells, those between them counted, are more than 2 million and one for every eight bytes of it";
        if area > self.area { Err(limit) } else { Ok(()) }
    }

    /// The bytes of text that there is still room for.
    pub(super) fn text_left(&self) -> u64 {
        self.text
    }
}

/// What is said where there is more text than a workbook of this size holds.
pub(super) const TOO_MUCH_TEXT: &str =
    "its cells hold more text than 48 MiB and eight bytes for every byte of it";
