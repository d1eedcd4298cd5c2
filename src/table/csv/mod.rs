//! CSV as real tools write it: any line end, any of four delimiters, quoted cells over several lines; and nothing silent.
//!
//! A strict pass sees every byte before the `csv` crate does. What it refuses is refused with its line; what it lets through
//! the crate reads row for row the same.
//!
//! Limits: 2 GiB ([`super::limits::MAX_FILE`]), 4 million rows, 16,384 columns. Memory is the file and eight bytes a row.

mod dialect;
mod encoding;
mod preamble;
mod ragged;
pub(super) mod records;
mod strict;
mod refused;

use std::ops::ControlFlow;
use std::sync::Arc;

use self::refused::{headings_below, long_cell, names, not_text, quote};

use self::dialect::Choice;
use self::ragged::Ragged;
use self::records::{Records, Start};
use self::strict::{Found, Grammar};
use super::common::{self, Capped};
use super::doubts::Doubts;
use super::sheet::{Body, Heading, Sheet};
use super::{Options, limits, tools};
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::values::Delimiter;

/// Reads a text file; `digest` is that of its bytes. No sheet comes back when a finding is an error.
pub(super) fn read(
    source: &Arc<Source>,
    bytes: Vec<u8>,
    digest: String,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    let (bytes, encoding) = match encoding::decode(bytes, options.encoding()) {
        Ok(decoded) => decoded,
        Err(fault) => {
            return (
                None,
                vec![not_text(source, &fault, &[], options.encoding.is_some())],
            );
        }
    };
    match open(source, &bytes, options) {
        Err(finding) => (None, vec![finding]),
        Ok(None) => (None, vec![common::empty(source)]),
        Ok(Some(dialect)) => rows(source, bytes, (digest, encoding), dialect, options),
    }
}

/// How a file is to be read.
#[derive(Clone, Copy)]
struct Dialect {
    /// Byte and line the table starts at, after a mark and a `sep=` line.
    start: (usize, u32),
    delimiter: Option<Delimiter>,
    lone_returns: bool,
}

impl Dialect {
    fn grammar(self) -> Grammar {
        Grammar {
            delimiter: self.delimiter.unwrap_or(Delimiter::Comma).byte(),
            lone_returns: self.lone_returns,
        }
    }
}

/// The dialect of a file, or nothing where it has no rows under its headings.
fn open(source: &Arc<Source>, bytes: &[u8], options: &Options) -> Result<Option<Dialect>, Finding> {
    let whole = |code, message: String| Finding::new(code, Origin::source(source), message);
    let from = encoding::check(bytes)
        .map_err(|fault| not_text(source, &fault, bytes, options.encoding.is_some()))?;
    let (from, line, said) = dialect::separator_line(bytes, from).map_err(|sign| {
        whole(
            Code::Delimiter,
            format!("the `sep=` line names `{sign}`, which separates no cells here"),
        )
        .help("use a comma, a semicolon, a tab or a pipe")
    })?;
    let start = match options.header_row() {
        None => (from, line),
        Some(row) => {
            let at = preamble::line_start(bytes, (from, line), row)
                .ok_or_else(|| common::no_headings(source, row))?;
            (at, row)
        }
    };
    let lone_returns = strict::has_lone_returns(bytes);
    let mut dialect = Dialect {
        start,
        delimiter: options.delimiter().or(said),
        lone_returns,
    };
    if options
        .header_row()
        .is_some_and(|row| filled(bytes, dialect).next().map(|found| found.line) != Some(row))
    {
        return Err(common::no_headings(source, start.1));
    }
    if filled(bytes, dialect).nth(1).is_none() {
        return Ok(None);
    }
    if dialect.delimiter.is_none() {
        let below = || {
            preamble::below(bytes, start, lone_returns, None)
                .filter(|_| options.header_row().is_none())
        };
        dialect.delimiter = match dialect::choose(bytes, start, lone_returns) {
            Choice::One(delimiter) => Some(delimiter),
            Choice::Single => None,
            Choice::Tie(_) | Choice::RowsOnly(_) if let Some(below) = below() => {
                return Err(headings_below(source, &below));
            }
            Choice::Tie(several) => {
                let message = format!("{} separate the cells equally well", names(&several));
                return Err(
                    whole(Code::Delimiter, message).help("say which one it is with `--delimiter`")
                );
            }
            Choice::RowsOnly(several) => {
                let message = format!(
                    "the headings hold no delimiter, but the rows under them hold {}",
                    names(&several)
                );
                return Err(whole(Code::Delimiter, message)
                    .help("say which one it is with `--delimiter`, or put every text between quotation marks"));
            }
        };
    }
    Ok(Some(dialect))
}

/// The rows that show anything.
fn filled(bytes: &[u8], dialect: Dialect) -> impl Iterator<Item = Found> {
    strict::records(bytes, dialect.start, dialect.grammar()).filter(|found| found.filled > 0)
}

/// The second half: headings, rows, and whatever is wrong with them.
fn rows(
    source: &Arc<Source>,
    bytes: Vec<u8>,
    (digest, encoding): (String, &str),
    dialect: Dialect,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    let head: Vec<Found> = filled(&bytes, dialect).take(tools::HEAD).collect();
    if let Some(wide) = head.iter().find(|row| row.cells > limits::MAX_CSV_COLUMNS) {
        return (
            None,
            vec![common::too_large(source, wide.line, "16,384 columns")],
        );
    }
    let texts: Vec<Vec<String>> = head
        .iter()
        .map(|found| cells(&bytes, *found, dialect))
        .collect();
    let recognised = tools::recognise(&texts, options.tool(), options.header_row().is_some());
    if recognised.tool.is_plain() && options.header_row().is_none() {
        let (start, lone_returns) = (dialect.start, dialect.lone_returns);
        if let Some(below) = preamble::below(&bytes, start, lone_returns, dialect.delimiter) {
            return (None, vec![headings_below(source, &below)]);
        }
        if let (Some(first), Some(seem)) = (
            head.first(),
            tools::seems_below(&texts).and_then(|at| head.get(at)),
        ) {
            let (first, seem) = (Row(first.line), Row(seem.line));
            return (
                None,
                vec![common::headings_below(
                    source,
                    first,
                    seem,
                    &common::says_little(first),
                )],
            );
        }
    }
    let under = recognised.above + recognised.rows;
    let of_headings = head.get(recognised.above..under).unwrap_or_default();
    let Some(first) = of_headings.first() else {
        return (None, vec![common::empty(source)]);
    };
    if let Some((row, column)) = recognised.long {
        let line = of_headings.get(row).map_or(first.line, |row| row.line);
        let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
        return (
            None,
            vec![common::long_heading(source, Row(line), Column(column))],
        );
    }
    let heading = Found {
        cells: of_headings
            .iter()
            .map(|row| row.cells)
            .max()
            .unwrap_or_default(),
        ..*first
    };
    let mut filled = 0;
    let mut ragged = Ragged::new(source);
    let mut quotes = Capped::new(source, Code::Quote, "misplaced quotation mark");
    let mut starts = Vec::new();
    let mut beyond = None;
    let (mut next, mut broken): (Option<u32>, bool) = (None, false);
    strict::scan(
        &bytes,
        dialect.start,
        dialect.grammar(),
        |found| {
            broken |= next.is_some_and(|next| found.line > next);
            next = Some(found.line.saturating_add(1));
            if filled < under {
                filled += usize::from(found.filled > 0);
            } else {
                // What is not filled costs nothing here, and much when the row is read.
                if found.cells > limits::MAX_CSV_COLUMNS
                    || starts.len() == limits::MAX_CSV_ROWS && found.filled > 0
                {
                    let limit = if found.cells > limits::MAX_CSV_COLUMNS {
                        "16,384 columns"
                    } else {
                        "4 million rows"
                    };
                    beyond = Some(common::too_large(source, found.line, limit));
                    return ControlFlow::Break(());
                }
                ragged.see(heading, found);
                if found.filled > 0 {
                    let offset = u32::try_from(found.start).unwrap_or(u32::MAX);
                    starts.push(Start {
                        offset,
                        line: found.line,
                    });
                }
            }
            ControlFlow::Continue(())
        },
        |fault| quotes.push(quote(source, fault)),
    );
    if !quotes.is_empty() {
        // Rows after a misplaced quotation mark are not what they seem; to report their lengths would only confuse.
        return (None, quotes.into_findings());
    }
    if let Some(beyond) = beyond {
        return (None, vec![beyond]);
    }
    if starts.is_empty() {
        return (None, vec![common::empty(source)]);
    }
    starts.shrink_to_fit();
    let delimiter = dialect.grammar().delimiter;
    let (said, behind) = (
        tools::said(&recognised, options.header_row()),
        options.said(false),
    );
    let last_heading = of_headings.last().map_or(heading.line, |last| last.line);
    let unlike = common::unlike(source, &recognised, (Row(heading.line), Row(last_heading)));
    let (tool, texts) = (recognised.tool, recognised.headings);
    let also = recognised
        .also
        .into_iter()
        .chain(std::iter::repeat(Vec::new()));
    let mut records = Records::new(bytes, delimiter, starts);
    records.broken = broken;
    let body = Body::Csv(records);
    let named = texts
        .iter()
        .rposition(|text| !text.trim().is_empty())
        .map_or(0, |last| last + 1);
    let columns = ragged.filled.clamp(named, texts.len().max(named));
    let headings: Vec<_> = texts
        .into_iter()
        .take(columns)
        .zip(also)
        .zip(1..)
        .map(|((text, also), column)| Heading {
            text,
            column: Column(column),
            also,
        })
        .collect();
    let mut findings = ragged.into_findings(headings.len());
    let dialect = match dialect.delimiter {
        Some(delimiter) => format!("{said}CSV, {}, {encoding}{behind}", delimiter.name()),
        None => format!("{said}CSV, one column, {encoding}{behind}"),
    };
    let (heading_row, doubts) = (Row(heading.line), Doubts::default());
    let sheet = Sheet {
        source: Arc::clone(source),
        dialect,
        tool,
        digest,
        heading_row,
        headings: headings.into(),
        body,
        doubts,
    };
    findings.extend(unlike);
    findings.extend(common::blank_headings(&sheet));
    findings.extend(long_cell(&sheet));
    (common::unless_refused(sheet, &findings), findings)
}

/// The cells of one row.
fn cells(bytes: &[u8], row: Found, dialect: Dialect) -> Vec<String> {
    let mut record = ::csv::ByteRecord::new();
    let part = bytes.get(row.start..).unwrap_or_default();
    match records::reader(part, dialect.grammar().delimiter).read_byte_record(&mut record) {
        Ok(true) => record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect(),
        _ => Vec::new(),
    }
}
