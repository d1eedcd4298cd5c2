//! Excel and OpenDocument workbooks: which sheet holds the applications, and its cells as text with Excel's own addresses.
//!
//! Everything becomes the text that a CSV export would hold, so that both give the same run.
//!
//! Limits stand in `table::limits`. They are held by `archive` (unpacked), `declared_sizes` and `biff` (what its parts
//! claim), `grid` and `cells` (cells and text) and `survey` (what is said beside the cells).

mod archive;
mod biff;
mod book;
mod bytes;
mod cells;
mod declared_sizes;
mod fault;
mod formulas;
pub(super) mod grid;
mod joined_sheets;
mod allowance;
mod merged;
mod notes;
mod ole;
mod records;
mod refusal;
mod shared;
pub mod survey;
mod tags;
pub mod text;
mod choose;

use std::sync::Arc;

use self::choose::choose;
pub use self::choose::{Filled, hidden_note};

use self::book::Book;
use self::cells::Cells;
use self::fault::Fault;
use self::grid::Grid;
use self::refusal::refusal;
use super::doubts::Doubts;
use super::sheet::{Body, Heading, Sheet};
use super::sniff::Container;
use super::{Options, common, tools};
use crate::base::finding::Finding;
use crate::base::origin::{Column, Row, Source};
use crate::table::limits::MAX_WORKBOOK;

/// The sheet that Microsoft Forms hides in workbooks it writes to; it never holds answers.
const FORMS: &str = "_56F9DC9755BA473782653E2940F9";

/// Reads one sheet of a workbook: the one named, or the only one that can be meant.
pub(super) fn read(
    source: &Arc<Source>,
    bytes: &[u8],
    container: Container,
    digest: &str,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    if bytes.len() > MAX_WORKBOOK {
        return (
            None,
            vec![refusal(
                source,
                Fault::Limit("the file is larger than 256 MiB"),
            )],
        );
    }
    let mut book = match Book::open(bytes, container) {
        Ok(book) => book,
        Err(fault) => return (None, vec![refusal(source, fault)]),
    };
    let (chosen, mut findings) = match choose(&mut book, source, options.sheet()) {
        Ok(chosen) => chosen,
        Err(finding) => return (None, vec![finding]),
    };
    let mut parts = Vec::new();
    for name in &chosen.names {
        let source = Arc::new(Source {
            file: source.file.clone(),
            sheet: Some(name.clone()),
        });
        let (part, about) = one(&mut book, bytes, &source, digest, options);
        findings.extend(about);
        parts.extend(part);
    }
    let whole = parts.len() == chosen.names.len();
    let mut parts = parts.into_iter();
    let sheet = match (whole, parts.next(), parts.len()) {
        (true, Some(only), 0) => Some(only),
        (true, Some(first), _) => match joined_sheets::beside(first, parts.collect(), chosen.asked)
        {
            Ok((sheet, about)) => {
                findings.extend(about);
                Some(sheet)
            }
            Err(finding) => {
                findings.push(finding);
                None
            }
        },
        _ => None,
    };
    (
        sheet.and_then(|sheet| common::unless_refused(sheet, &findings)),
        findings,
    )
}

/// The sheets of a workbook that hold something; none of one that cannot be read.
pub(super) fn filled(bytes: &[u8], container: Container) -> Filled {
    if bytes.len() > MAX_WORKBOOK {
        return Filled::default();
    }
    let book = Book::open(bytes, container);
    let filled = book.and_then(|mut book| choose::filled(&mut book));
    filled.unwrap_or_default()
}

/// One sheet with what is said of it; none where it cannot be read or holds no applications.
fn one(
    book: &mut Book,
    bytes: &[u8],
    source: &Arc<Source>,
    digest: &str,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    let name = source.sheet.as_deref().unwrap_or_default();
    let cells = match take(book, bytes, name, options) {
        Ok(cells) => cells,
        Err(fault) => return (None, vec![refusal(source, fault)]),
    };
    let settled = notes::settled(&cells, options);
    let dialect = format!(
        "{}, sheet {name}{settled}{}",
        book.kind(),
        options.said(true)
    );
    let mut findings = notes::about(source, &cells, options);
    match sheet(source, cells, &dialect, digest.to_owned(), options) {
        Ok(Ok(Some((sheet, about)))) => {
            findings.extend(about);
            return (Some(sheet), findings);
        }
        Ok(Ok(None)) => findings.push(common::empty(source)),
        Ok(Err(finding)) => findings.push(finding),
        Err(fault) => return (None, vec![refusal(source, fault)]),
    }
    (None, findings)
}

/// All cells of a sheet, and what is said of them.
fn take(book: &mut Book, bytes: &[u8], sheet: &str, options: &Options) -> Result<Cells, Fault> {
    let mut cells = Cells::new(
        book.survey(bytes, sheet)?,
        bytes.len(),
        options.hidden,
        options.struck,
    );
    book.cells(sheet, |at, value| cells.take(at, value).map(|()| true))?;
    cells.end()?;
    Ok(cells)
}

/// A sheet and what is said of it; nothing where no row stands under the headings.
type Read = Result<Option<(Sheet, Vec<Finding>)>, Finding>;

/// Headings from the first rows, applications from the rest.
fn sheet(
    source: &Arc<Source>,
    mut cells: Cells,
    dialect: &str,
    digest: String,
    options: &Options,
) -> Result<Read, Fault> {
    let Some((grid, columns)) = std::mem::take(&mut cells.builder).finish() else {
        return Ok(Ok(None));
    };
    let (first, last) = columns;
    let skipped = first.saturating_sub(1) as usize;
    let numbered = || (first..=last).zip(skipped..);
    let begin = match options.header_row() {
        None => 0,
        Some(row) => match grid.position(Row(row)) {
            Some(begin) => begin,
            None => return Ok(Err(common::no_headings(source, row))),
        },
    };
    let text = |at: usize| {
        let (_, cells) = grid.row(at)?;
        Some(
            numbered()
                .map(|(_, column)| cells.get(column).to_owned())
                .collect(),
        )
    };
    let head: Vec<Vec<String>> = (begin..begin + tools::HEAD).map_while(text).collect();
    let recognised = tools::recognise(&head, options.tool(), options.header_row().is_some());
    let under = begin + recognised.above + recognised.rows;
    let row = |at: Option<usize>| at.and_then(|at| grid.row(at)).map(|(row, _)| row);
    if recognised.tool.is_plain()
        && options.header_row().is_none()
        && let Some((first, seem)) = row(Some(0)).zip(row(tools::seems_below(&head)))
        && !merged::is_heading(&cells.survey.merges, first, head.first())
    {
        return Ok(Err(common::headings_below(
            source,
            first,
            seem,
            &common::says_little(first),
        )));
    }
    let Some((heading_row, last_heading)) =
        row(Some(begin + recognised.above)).zip(row(under.checked_sub(1)))
    else {
        return Ok(Ok(None));
    };
    if let Some((at, column)) = recognised.long {
        let at = row(Some(begin + recognised.above + at)).unwrap_or(heading_row);
        let column = numbered().nth(column).map_or(1, |(column, _)| column);
        return Ok(Err(common::long_heading(source, at, Column(column))));
    }
    let unlike = common::unlike(source, &recognised, (heading_row, last_heading));
    let dialect = format!(
        "{}{dialect}",
        tools::said(&recognised, options.header_row())
    );
    let tool = recognised.tool;
    let headings = numbered()
        .zip(
            recognised
                .headings
                .into_iter()
                .chain(std::iter::repeat(String::new())),
        )
        .zip(
            recognised
                .also
                .into_iter()
                .chain(std::iter::repeat(Vec::new())),
        )
        .map(|(((column, _), text), also)| Heading {
            text,
            column: Column(column),
            also,
        })
        .collect();
    let grid = grid.without_headings(under, skipped);
    if grid.is_empty() {
        return Ok(Ok(None));
    }
    let mut findings: Vec<_> = blank_rows(&grid, last_heading, &cells.left_out())
        .finding(source)
        .into_iter()
        .collect();
    let merges = std::mem::take(&mut cells.survey.merges);
    let doubts = Doubts::default();
    let body = Body::Grid(grid);
    let mut sheet = Sheet {
        source: Arc::clone(source),
        dialect,
        tool,
        digest,
        heading_row,
        headings,
        body,
        doubts,
    };
    findings.extend(unlike);
    findings.extend(merged::spread(&mut sheet, &merges));
    findings.extend(common::blank_headings(&sheet));
    cells.survey.merges = merges;
    sheet.doubts = cells.doubts(last_heading.0, columns)?;
    Ok(Ok(Some((sheet, findings))))
}

/// The rows between others that show nothing, those left out not counted.
fn blank_rows(grid: &Grid, heading: Row, left_out: &[u32]) -> common::Blank {
    let mut blank = common::Blank::default();
    let mut before = heading.0;
    let mut left_out = left_out.iter().copied().peekable();
    grid.visit(0..grid.len(), |Row(row), _| {
        let mut next = before.saturating_add(1);
        while next < row {
            while left_out.next_if(|one| *one < next).is_some() {}
            let until = left_out.peek().map_or(row, |one| row.min(*one));
            if until > next {
                blank.see_many(next, until - next);
            }
            next = until.max(next).saturating_add(u32::from(until < row));
        }
        before = row;
    });
    blank
}
