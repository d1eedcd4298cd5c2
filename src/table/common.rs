//! What every format's table has in common: findings about blank rows, blank headings and empty files, and how many of one
//! kind are listed.

use std::sync::Arc;

use super::sheet::{Heading, HeadingId, Sheet};
use super::tools::Recognised;
use crate::base::finding::{Code, Finding, Severity};
use crate::base::ids::Per;
use crate::base::origin::{Column, Origin, Row, Source};

/// How many findings of one kind are listed one by one; the rest is counted.
pub(super) const CAP: usize = 20;

/// Said of a table that has more of them.
pub(super) fn too_large(source: &Arc<Source>, row: u32, limit: &str) -> Finding {
    let message = format!("the table has more than {limit}");
    Finding::new(Code::TooLarge, Origin::row(source, Row(row)), message).help(
        "is it what the form tool exported? then divide it into several files and give all of them",
    )
}

pub(super) fn long_cell(source: &Arc<Source>, row: Row, column: Column) -> Finding {
    let location = Origin::cell(source, row, column);
    Finding::new(
        Code::LongCell,
        location,
        "the cell holds more than 1 MiB of text",
    )
    .help("shorten the text, or put it into a file of its own")
}

pub(super) fn long_heading(source: &Arc<Source>, row: Row, column: Column) -> Finding {
    let location = Origin::cell(source, row, column);
    Finding::new(
        Code::LongCell,
        location,
        "the heading holds more than 16 KiB of text",
    )
    .help("shorten it in the file")
}

/// Findings of one kind about one source, listed up to [`CAP`].
pub(super) struct Capped {
    source: Arc<Source>,
    code: Code,
    /// What one of them is, in the singular, for the summary.
    what: &'static str,
    listed: Vec<Finding>,
    beyond: usize,
}

impl Capped {
    pub(super) fn new(source: &Arc<Source>, code: Code, what: &'static str) -> Self {
        Self {
            source: Arc::clone(source),
            code,
            what,
            listed: Vec::new(),
            beyond: 0,
        }
    }

    pub(super) fn push(&mut self, finding: Finding) {
        if self.listed.len() < CAP {
            self.listed.push(finding);
        } else {
            self.beyond += 1;
        }
    }

    /// Counts more of them that nobody kept.
    pub(super) fn beyond(&mut self, more: usize) {
        self.beyond += more;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        let more = match self.beyond {
            0 => return self.listed,
            1 => "1 more ".to_owned() + self.what,
            many => format!("{many} more of these: {}", self.what),
        };
        self.listed
            .push(Finding::new(self.code, Origin::source(&self.source), more));
        self.listed
    }
}

/// Blank rows under the headings: how many, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Blank {
    first: Option<u32>,
    count: u32,
}

impl Blank {
    pub(super) fn see(&mut self, row: u32) {
        self.see_many(row, 1);
    }

    pub(super) fn see_many(&mut self, first: u32, count: u32) {
        self.first.get_or_insert(first);
        self.count = self.count.saturating_add(count);
    }

    /// Counts those that follow, whose rows count from `row`.
    pub(super) fn extend(&mut self, rest: &Self, row: u32) {
        if let Some(first) = rest.first {
            self.see_many(first.saturating_add(row), rest.count);
        }
    }

    pub(super) fn finding(&self, source: &Arc<Source>) -> Option<Finding> {
        let first = self.first?;
        let message = match self.count {
            1 => "1 blank row, skipped".to_owned(),
            many => format!("{many} blank rows, skipped; this is the first"),
        };
        Some(Finding::new(
            Code::BlankRow,
            Origin::row(source, Row(first)),
            message,
        ))
    }
}

/// A file or sheet with nothing under its headings, or nothing at all.
pub(super) fn empty(source: &Arc<Source>) -> Finding {
    Finding::new(
        Code::FileEmpty,
        Origin::source(source),
        "no applications in it",
    )
    .help("the first row holds the headings, every row under it an application")
}

/// A table whose headings seem to stand below the row that was taken for them; `why` says what tells.
pub(super) fn headings_below(source: &Arc<Source>, first: Row, seem: Row, why: &str) -> Finding {
    let location = Origin::row(source, seem);
    Finding::new(
        Code::HeadingRow,
        location,
        format!("the headings seem to stand in row {seem}: {why}"),
    )
    .help(row_help(first, seem))
}

/// Why a first row that says next to nothing is not taken for headings.
pub(super) fn says_little(first: Row) -> String {
    format!("row {first} fills less than half of the columns")
}

/// How the row of the headings is said.
pub fn row_help(first: Row, seem: Row) -> String {
    format!(
        "if so, say `--header-row {seem}`, or write `header_row = {seem}` under `[export]` in the rules; if they do stand in row \
         {first}, say that in the same way"
    )
}

/// A row that was said to hold the headings and does not.
pub(super) fn no_headings(source: &Arc<Source>, row: u32) -> Finding {
    let location = Origin::row(source, Row(row));
    Finding::new(
        Code::HeadingRow,
        location,
        format!("row {row} was said to hold the headings, and nothing stands there"),
    )
    .help("count the rows from 1, blank ones too, as the spreadsheet or text editor shows them")
}

/// A question where a file does not look like the tool it was said to be from: rows of applications may pass for headings.
pub(super) fn unlike(
    source: &Arc<Source>,
    recognised: &Recognised,
    (first, last): (Row, Row),
) -> Option<Finding> {
    let name = recognised.tool.name;
    let message = format!(
        "the file is read as {name}, as was said, and does not look like it: rows {first} to {last} pass for headings"
    );
    recognised.unlike.then(|| {
        Finding::new(Code::ToolUnlike, Origin::row(source, first), message)
            .help("if an application stands there, name another tool; `plain` is a table with one row of headings")
    })
}

/// The columns without a heading.
pub(super) fn unheaded(headings: &Per<HeadingId, Heading>) -> Vec<HeadingId> {
    let blank = |(_, heading): &(HeadingId, &Heading)| heading.text.trim().is_empty();
    let unheaded = headings.each().filter(blank);
    unheaded.map(|(at, _)| at).collect()
}

/// A note for every column with answers and no heading.
pub(super) fn blank_headings(sheet: &Sheet) -> Vec<Finding> {
    let mut unheaded: Vec<(HeadingId, bool)> = unheaded(&sheet.headings)
        .into_iter()
        .map(|at| (at, false))
        .collect();
    if unheaded.is_empty() {
        return Vec::new();
    }
    sheet.visit(0..sheet.len(), |_, cells| {
        for (at, answered) in &mut unheaded {
            *answered |= !cells.get(*at).trim().is_empty();
        }
    });
    let answered = unheaded.into_iter().filter(|(_, answered)| *answered);
    not_read(sheet, answered.map(|(at, _)| at))
}

/// The notes for these columns.
pub(super) fn not_read(sheet: &Sheet, answered: impl Iterator<Item = HeadingId>) -> Vec<Finding> {
    answered
        .filter_map(|at| sheet.headings.find(at))
        .map(|heading| {
            let location = Origin::cell(&sheet.source, sheet.heading_row, heading.column);
            let message = format!(
                "column {} has answers and no heading; it is not read",
                heading.column
            );
            Finding::new(Code::HeadingBlank, location, message)
        })
        .collect()
}

/// The sheet, unless a finding about it is an error.
pub(super) fn unless_refused(sheet: Sheet, findings: &[Finding]) -> Option<Sheet> {
    findings
        .iter()
        .all(|finding| finding.severity() != Severity::Error)
        .then_some(sheet)
}

/// The position of the first control character besides tab, line feed and carriage return.
pub(super) fn control_at(bytes: &[u8]) -> Option<usize> {
    let forbidden = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Without an early exit inside a block the compiler checks many bytes at once.
    let any = |block: &[u8]| block.iter().fold(false, |any, byte| any | forbidden(*byte));
    let (nth, block) = bytes
        .chunks(4096)
        .enumerate()
        .find(|(_, block)| any(block))?;
    Some(nth * 4096 + block.iter().position(|byte| forbidden(*byte))?)
}

/// That character.
pub(super) fn control(text: &[u8]) -> Option<u8> {
    text.get(control_at(text)?).copied()
}
