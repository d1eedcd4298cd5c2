//! The rows of a CSV file: its bytes as they are, and where each row starts.
//!
//! Nothing is kept per cell; a part of the rows is parsed when it is visited, so several threads can share the work.

use std::io::{Cursor, Read, SeekFrom};
use std::ops::Range;

use crate::base::origin::Row;
use crate::table::Cells;

/// Where a row starts: eight bytes are all the memory a row costs beside its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// Position of its first byte; files are below 4 GiB.
    pub offset: u32,
    /// Physical line, from 1.
    pub line: u32,
}

/// The rows under the headings of a CSV file, blank ones left out.
#[derive(Debug)]
pub struct Records {
    bytes: Vec<u8>,
    delimiter: u8,
    starts: Vec<Start>,
    /// Some row above another takes several lines.
    pub(super) broken: bool,
}

impl Records {
    /// Every start must have passed the strict pass over `bytes`, with the same delimiter.
    pub(super) fn new(bytes: Vec<u8>, delimiter: u8, starts: Vec<Start>) -> Self {
        Self {
            bytes,
            delimiter,
            starts,
            broken: false,
        }
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether the rows' numbers, which are lines, run ahead of a spreadsheet's, because an answer holds a line break.
    pub fn has_line_breaks(&self) -> bool {
        self.broken
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The positions of rows that take more bytes than that, blank rows after them included.
    pub(super) fn longer_than(&self, bytes: usize) -> Vec<usize> {
        let ends = self
            .starts
            .iter()
            .skip(1)
            .map(|next| position(*next))
            .chain([self.bytes.len()]);
        let lengths = self
            .starts
            .iter()
            .zip(ends)
            .map(|(start, end)| end.saturating_sub(position(*start)));
        lengths
            .enumerate()
            .filter(|(_, length)| *length > bytes)
            .map(|(at, _)| at)
            .collect()
    }

    /// Calls `visit` for rows `range`, in order; positions beyond the last row are left out.
    pub fn visit(&self, range: Range<usize>, mut visit: impl FnMut(Row, Cells<'_>)) {
        let range = range.start.min(self.len())..range.end.min(self.len());
        let Some(rows @ [first, ..]) = self.starts.get(range.clone()) else {
            return;
        };
        let end = self
            .starts
            .get(range.end)
            .map_or(self.bytes.len(), |next| position(*next));
        // From the line end before it, so that the reader never takes a cell that starts with U+FEFF for a file mark.
        let from = position(*first).saturating_sub(1);
        let mut reader = reader(
            self.bytes.get(from..end).unwrap_or_default(),
            self.delimiter,
        );
        let mut record = ::csv::ByteRecord::new();
        for start in rows {
            // Blank rows before this one are records to the reader, and end before this one starts.
            loop {
                match reader.read_byte_record(&mut record) {
                    Ok(true) => {}
                    _ => return,
                }
                if reader.position().byte() > (position(*start) - from) as u64 {
                    break;
                }
            }
            visit(Row(start.line), Cells::Csv(&record));
        }
    }

    /// Calls `visit` for the rows that `passed` does not let pass by their first three cells.
    pub(in crate::table) fn visit_unless(
        &self,
        passed: impl Fn([&str; 3]) -> bool,
        mut visit: impl FnMut(Row, Cells<'_>),
    ) {
        let mut reader = reader(Cursor::new(self.bytes.as_slice()), self.delimiter);
        let mut record = ::csv::ByteRecord::new();
        let mut at = ::csv::Position::new();
        for start in &self.starts {
            if self.beginning(*start).is_some_and(&passed) {
                continue;
            }
            // As in `visit`, from the line end before it.
            at.set_byte(position(*start).saturating_sub(1) as u64);
            if reader
                .seek_raw(SeekFrom::Start(at.byte()), at.clone())
                .is_err()
                || reader.read_byte_record(&mut record).is_err()
            {
                return;
            }
            visit(Row(start.line), Cells::Csv(&record));
        }
    }

    /// The first three cells of a row, where they are plain: without quotation marks, and none of them blank.
    fn beginning(&self, start: Start) -> Option<[&str; 3]> {
        let mut rest = self.bytes.get(position(start)..)?;
        let mut cells = [""; 3];
        for cell in &mut cells {
            let (text, after) =
                rest.split_at_checked(memchr::memchr3(self.delimiter, b'"', b'\n', rest)?)?;
            let (ended_by, after) = after.split_first()?;
            *cell = std::str::from_utf8(text).ok()?;
            if *ended_by != self.delimiter || cell.trim().is_empty() || cell.contains('\r') {
                return None;
            }
            rest = after;
        }
        Some(cells)
    }
}

fn position(start: Start) -> usize {
    start.offset as usize
}

/// A reader of one part of a file; it takes rows of any length and no row for headings.
pub(super) fn reader<R: Read>(part: R, delimiter: u8) -> ::csv::Reader<R> {
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(part)
}
