//! The strict pass: finds every record of a CSV file, counts its cells, and refuses stray quotation marks.
//!
//! The `csv` crate reads on after a stray quotation mark and may swallow the rest of the file, and with it applicants,
//! without a word. So every byte is seen here first, and lines are counted as a text editor counts them.

use std::ops::ControlFlow;

use super::super::limits::MAX_CSV_COLUMNS;

/// One record, as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Position of its first byte.
    pub start: usize,
    /// The physical line it starts on, from 1.
    pub line: u32,
    /// How many cells it has; 0 for an empty line.
    pub cells: usize,
    /// How many cells up to the last one that shows anything; 0 for a blank row.
    pub filled: usize,
}

/// Where the text of a cell stands, without the quotation marks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub from: usize,
    pub to: usize,
    /// Whether there are quotation marks in it, each written twice.
    pub doubled: bool,
}

/// A quotation mark where none may be. Lines and cells count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Inside a cell that does not start with one.
    Inside { line: u32, cell: usize },
    /// Text between the closing quotation mark and the next delimiter.
    After { line: u32, cell: usize, opened: u32 },
    /// Never closed.
    Unclosed { line: u32, cell: usize },
}

/// What is separated by what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar {
    pub delimiter: u8,
    /// Whether carriage returns end lines on their own anywhere in the file; counting them costs a little.
    pub lone_returns: bool,
}

/// Finds the records of `text` from byte `from`, which stands on line `line`.
///
/// After a fault the pass goes on with the rest of the cell taken as it stands, so that several can be reported at once.
/// `each` gets the cells, too, and may stop the pass.
pub(super) fn scan(
    text: &[u8],
    (from, line): (usize, u32),
    grammar: Grammar,
    mut each: impl FnMut(Found, &[Span]) -> ControlFlow<()>,
    mut fault: impl FnMut(Fault),
) {
    let mut pass = Pass::new(text, (from, line), grammar);
    while pass.at < text.len() {
        let found = pass.record(&mut fault);
        if each(found, &pass.cells).is_break() {
            return;
        }
    }
}

/// The records of `text` from byte `from`, which stands on line `line`, whatever its quotation marks.
pub(super) fn records(
    text: &[u8],
    (from, line): (usize, u32),
    grammar: Grammar,
) -> impl Iterator<Item = Found> {
    let mut pass = Pass::new(text, (from, line), grammar);
    std::iter::from_fn(move || (pass.at < text.len()).then(|| pass.record(&mut |_| ())))
}

/// The number of line ends: line feeds, carriage returns, or both together as one.
pub(super) fn line_ends(text: &[u8], lone_returns: bool) -> u32 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let returns = if lone_returns { lone(text).count() } else { 0 };
    u32::try_from(feeds + returns).unwrap_or(u32::MAX)
}

/// Whether some carriage return is not followed by a line feed.
pub(super) fn has_lone_returns(text: &[u8]) -> bool {
    lone(text).next().is_some()
}

fn lone(text: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n'))
}

struct Pass<'a> {
    text: &'a [u8],
    grammar: Grammar,
    at: usize,
    line: u32,
    /// Those of the last record.
    cells: Vec<Span>,
}

impl<'a> Pass<'a> {
    fn new(text: &'a [u8], (at, line): (usize, u32), grammar: Grammar) -> Self {
        Self {
            text,
            grammar,
            at,
            line,
            cells: Vec::new(),
        }
    }

    fn record(&mut self, fault: &mut impl FnMut(Fault)) -> Found {
        let mut found = Found {
            start: self.at,
            line: self.line,
            cells: 0,
            filled: 0,
        };
        self.cells.clear();
        if !self.end_line() {
            loop {
                found.cells += 1;
                if self.cell(found.cells, fault) {
                    found.filled = found.cells;
                }
                if self.peek() != Some(self.grammar.delimiter) {
                    break;
                }
                self.at += 1;
            }
            self.end_line();
        }
        found
    }

    /// Passes one cell and says whether it shows anything.
    fn cell(&mut self, cell: usize, fault: &mut impl FnMut(Fault)) -> bool {
        if self.peek() == Some(b'"') {
            self.quoted(cell, fault)
        } else {
            self.plain(cell, fault)
        }
    }

    fn plain(&mut self, cell: usize, fault: &mut impl FnMut(Fault)) -> bool {
        let delimiter = self.grammar.delimiter;
        let rest = self.rest();
        let stop = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"');
        let mut length = rest
            .iter()
            .position(|byte| stop(*byte))
            .unwrap_or(rest.len());
        if rest.get(length) == Some(&b'"') {
            fault(Fault::Inside {
                line: self.line,
                cell,
            });
            length = self.to_cell_end();
        }
        self.put(length, false);
        self.at += length;
        shows(rest.get(..length).unwrap_or_default())
    }

    fn quoted(&mut self, cell: usize, fault: &mut impl FnMut(Fault)) -> bool {
        let opened = self.line;
        self.at += 1;
        let rest = self.rest();
        let (mut length, mut doubled) = (0, false);
        let closed = loop {
            let Some(quote) = memchr::memchr(b'"', rest.get(length..).unwrap_or_default()) else {
                length = rest.len();
                break false;
            };
            length += quote;
            if rest.get(length + 1) != Some(&b'"') {
                break true;
            }
            length += 2;
            doubled = true;
        };
        let inner = rest.get(..length).unwrap_or_default();
        self.line = self
            .line
            .saturating_add(line_ends(inner, self.grammar.lone_returns));
        self.put(length, doubled);
        self.at += length;
        if !closed {
            fault(Fault::Unclosed { line: opened, cell });
            return shows(inner);
        }
        self.at += 1;
        let after = self.to_cell_end();
        if after > 0 {
            fault(Fault::After {
                line: self.line,
                cell,
                opened,
            });
            self.at += after;
        }
        after > 0 || shows(inner)
    }

    /// Notes a cell that begins here.
    fn put(&mut self, length: usize, doubled: bool) {
        // A row of more is refused by their number alone.
        if self.cells.len() <= MAX_CSV_COLUMNS {
            self.cells.push(Span {
                from: self.at,
                to: self.at.saturating_add(length),
                doubled,
            });
        }
    }

    /// How many bytes there are before the next delimiter or line end.
    fn to_cell_end(&self) -> usize {
        let rest = self.rest();
        memchr::memchr3(self.grammar.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    /// Passes a line end, if one stands here.
    fn end_line(&mut self) -> bool {
        let rest = self.rest();
        let length = match (rest.first(), rest.get(1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line = self.line.saturating_add(1);
        true
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
}

/// Whether a cell's text holds anything but white space.
pub(super) fn shows(text: &[u8]) -> bool {
    match text.first() {
        None => false,
        Some(first) if first.is_ascii_graphic() => true,
        // Long texts in other scripts are common, so one character is looked at before all of them are.
        Some(_) => {
            first_character(text).is_some_and(|first| !first.is_whitespace()) || shows_slowly(text)
        }
    }
}

fn first_character(text: &[u8]) -> Option<char> {
    (1..=4).find_map(|length| {
        std::str::from_utf8(text.get(..length)?)
            .ok()?
            .chars()
            .next()
    })
}

fn shows_slowly(text: &[u8]) -> bool {
    !String::from_utf8_lossy(text).trim().is_empty()
}
