//! The top of a table of text: its headings, and where the rows under them begin.

use std::sync::Arc;

use super::super::common;
use super::super::sheet::{Heading, HeadingId, Rows};
use super::super::tools::{self, Tool};
use super::super::{Options, limits};
use super::refused::{headings_below, wrong};
use super::strict::{self, Found};
use super::{Dialect, Stopped, filled, preamble};
use crate::base::finding::Finding;
use crate::base::ids::Per;
use crate::base::origin::{Column, Row, Source};

/// Rows under the headings that are looked at before the others are read.
const FEW: usize = 20;

pub(super) struct Top {
    pub tool: &'static Tool,
    /// The row the headings begin in, and how many cells the widest of their rows has.
    pub row: Row,
    pub cells: usize,
    /// All of them, also those that no column will be left for.
    pub headings: Per<HeadingId, Heading>,
    /// How they were found, to be said before the format.
    pub said: String,
    pub unlike: Option<Finding>,
    /// Byte and line at which the rows under the headings begin.
    pub body: (usize, u32),
    /// Whether some row above them takes several lines.
    pub broken: bool,
}

impl Top {
    /// The top of the table in these bytes.
    pub(super) fn of(
        source: &Arc<Source>,
        bytes: &[u8],
        dialect: Dialect,
        options: &Options,
    ) -> Result<Self, Stopped> {
        let head: Vec<Found> = filled(bytes, dialect).take(tools::HEAD).collect();
        if let Some(wide) = head.iter().find(|row| row.cells > limits::MAX_CSV_COLUMNS) {
            return Err(common::too_large(source, wide.line, "16,384 columns").into());
        }
        let texts: Vec<Vec<String>> = head.iter().map(|row| cells(bytes, *row, dialect)).collect();
        let header_row = options.header_row();
        let recognised = tools::recognise(&texts, options.tool(), header_row.is_some());
        if recognised.tool.is_plain() && header_row.is_none() {
            none_below(source, bytes, dialect, (&head, &texts))?;
        }
        let under = recognised.above + recognised.rows;
        let rows = head.get(recognised.above..under).unwrap_or_default();
        let [first, ..] = rows else {
            return Err(common::empty(source).into());
        };
        if let Some((row, column)) = recognised.long {
            let line = rows.get(row).map_or(first.line, |row| row.line);
            let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
            return Err(common::long_heading(source, Row(line), Column(column)).into());
        }
        let last = rows.last().unwrap_or(first);
        let (body, broken) = body(source, bytes, dialect, last)?;
        let unlike = common::unlike(source, &recognised, (Row(first.line), Row(last.line)));
        let said = tools::said(&recognised, header_row);
        let also = recognised
            .also
            .into_iter()
            .chain(std::iter::repeat(Vec::new()));
        let texts = recognised.headings.into_iter();
        let heading = |((text, also), column): ((String, Vec<String>), u32)| Heading {
            text,
            column: Column(column),
            also,
        };
        Ok(Self {
            tool: recognised.tool,
            row: Row(first.line),
            cells: rows.iter().map(|row| row.cells).max().unwrap_or_default(),
            headings: texts.zip(also).zip(1..).map(heading).collect(),
            said,
            unlike,
            body,
            broken,
        })
    }

    /// The first rows under the headings.
    pub(super) fn first_rows(&self, bytes: &[u8], dialect: Dialect) -> Rows {
        let (from, line) = self.body;
        let start = Dialect {
            start: (from, line),
            ..dialect
        };
        let rows = filled(bytes, start).take(FEW);
        Rows(
            rows.map(|row| (Row(row.line), cells(bytes, row, dialect)))
                .collect(),
        )
    }
}

/// Refuses a plain table whose headings seem to stand below its first row.
fn none_below(
    source: &Arc<Source>,
    bytes: &[u8],
    dialect: Dialect,
    (head, texts): (&[Found], &[Vec<String>]),
) -> Result<(), Finding> {
    let (start, lone_returns) = (dialect.start, dialect.lone_returns);
    if let Some(below) = preamble::below(bytes, start, lone_returns, dialect.delimiter) {
        return Err(headings_below(source, &below));
    }
    let seem = tools::seems_below(texts).and_then(|at| head.get(at));
    if let (Some(first), Some(seem)) = (head.first(), seem) {
        let (first, seem) = (Row(first.line), Row(seem.line));
        let why = common::says_little(first);
        return Err(common::headings_below(source, first, seem, &why));
    }
    Ok(())
}

/// Where the rows under the last row of headings begin, and whether a row above that takes several lines.
fn body(
    source: &Arc<Source>,
    bytes: &[u8],
    dialect: Dialect,
    last: &Found,
) -> Result<((usize, u32), bool), Stopped> {
    let (mut is_faulty, mut broken, mut next) = (false, false, None);
    let mut body = None;
    let each = |found: Found, _: &[strict::Span]| {
        broken |= next.is_some_and(|next| found.line > next);
        next = Some(found.line.saturating_add(1));
        if found.start <= last.start {
            return std::ops::ControlFlow::Continue(());
        }
        body = Some((found.start, found.line));
        std::ops::ControlFlow::Break(())
    };
    strict::scan(bytes, dialect.start, dialect.grammar(), each, |_| {
        is_faulty = true;
    });
    if is_faulty {
        let from = (dialect.start, dialect.grammar());
        return Err(Stopped::Unclear(wrong(
            source,
            bytes,
            from,
            (0, usize::MAX),
        )));
    }
    Ok((
        body.unwrap_or((bytes.len(), last.line.saturating_add(1))),
        broken,
    ))
}

/// The cells of one row.
fn cells(bytes: &[u8], row: Found, dialect: Dialect) -> Vec<String> {
    let mut cells = Vec::new();
    let said = |span: &strict::Span| {
        let cell = bytes.get(span.from..span.to).unwrap_or_default();
        let text = String::from_utf8_lossy(cell);
        match span.doubled {
            true => text.replace("\"\"", "\""),
            false => text.into_owned(),
        }
    };
    let each = |_: Found, spans: &[strict::Span]| {
        cells = spans.iter().map(said).collect();
        std::ops::ControlFlow::Break(())
    };
    let at = (row.start, row.line);
    strict::scan(bytes, at, dialect.grammar(), each, |_| {});
    cells
}
