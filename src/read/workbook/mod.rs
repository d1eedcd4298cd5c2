//! Excel and OpenDocument workbooks: which sheet holds the applications, and its cells as text with Excel's own addresses.
//!
//! Everything becomes the text that a CSV export would hold, so that both give the same run.
//!
//! Limits: the file 256 MiB; unpacked 1 GiB (`archive`); claims of its parts (`claims`, `biff`); cells and text (`grid`).

mod archive;
mod biff;
mod book;
mod claims;
mod grid;
mod ole;
mod text;

use std::sync::Arc;

pub use grid::{Grid, GridRow};

use self::book::{Book, Fault, Listed};
use self::grid::{Builder, Refusal};
use super::sheet::{Body, Heading, Sheet};
use super::sniff::{self, Container};
use super::table::{self, Capped};
use super::{Options, Tool, profile};
use crate::domain::spelling::fold;
use crate::finding::{Code, Finding, Place};
use crate::origin::{Column, Origin, Row, Source};

const MAX_BYTES: usize = 256 << 20;

/// All rows of a sheet, and the first and last column, from 1, that hold anything.
type Filled = (Grid, (u32, u32));

/// Reads one sheet of a workbook: the one named `wanted`, or the only one that can be meant.
pub(super) fn read(
    source: &Arc<Source>,
    bytes: &[u8],
    container: Container,
    digest: String,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    if bytes.len() > MAX_BYTES {
        return (None, vec![refusal(source, Fault::Limit("the file is larger than 256 MiB"))]);
    }
    let mut book = match Book::open(bytes, container) {
        Ok(book) => book,
        Err(fault) => return (None, vec![refusal(source, fault)]),
    };
    let (chosen, mut findings) = match choose(&mut book, source, options.sheet.as_deref()) {
        Ok(chosen) => chosen,
        Err(finding) => return (None, vec![finding]),
    };
    let source = Arc::new(Source { file: source.file.clone(), sheet: Some(chosen.clone()) });
    let mut controls = Capped::new(&source, Code::ControlCharacter, "cell with a control character");
    let grid = match fill(&mut book, &chosen, &source, &mut controls) {
        Ok(grid) => grid,
        Err(fault) => return (None, vec![refusal(&source, fault)]),
    };
    findings.extend(controls.into_findings());
    let dialect = format!("{}, sheet {chosen}", book.kind());
    drop(book);
    match grid.and_then(|grid| sheet(&source, grid, &dialect, digest, options.tool)) {
        None => (None, vec![table::empty(&source)]),
        Some((sheet, about)) => {
            findings.extend(about);
            (table::unless_refused(sheet, &findings), findings)
        }
    }
}

/// The name of the sheet to read, and notes about those that are not.
fn choose(book: &mut Book, source: &Arc<Source>, wanted: Option<&str>) -> Result<(String, Vec<Finding>), Finding> {
    let sheets = book.sheets();
    let refuse = |message: String, help: &str| {
        Finding::new(Code::WorkbookSheets, Place::Input(Origin::source(source)), message).help(help)
    };
    if let Some(wanted) = wanted {
        let exact = sheets.iter().find(|sheet| sheet.name == wanted);
        return match exact.or_else(|| sheets.iter().find(|sheet| fold(&sheet.name) == fold(wanted))) {
            Some(sheet) => Ok((sheet.name.clone(), Vec::new())),
            None => Err(refuse(
                format!("there is no sheet `{wanted}`; the sheets are {}", quoted(&sheets)),
                "name one of them with `--sheet`",
            )),
        };
    }
    let (hidden, visible): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|sheet| sheet.hidden);
    let mut filled = Vec::new();
    for sheet in visible {
        if shows_something(book, &sheet.name).map_err(|fault| refusal(source, fault))? {
            filled.push(sheet);
        }
    }
    match filled.as_slice() {
        [] if hidden.is_empty() => Err(table::empty(source)),
        [] => Err(refuse(
            format!("no visible sheet holds anything; hidden are {}", quoted(&hidden)),
            "show the sheet with the applications and save, or name it with `--sheet`",
        )),
        [only] => {
            let note = (!hidden.is_empty()).then(|| {
                let message = format!("hidden sheets, not read: {}", quoted(&hidden));
                Finding::new(Code::SheetHidden, Place::Input(Origin::source(source)), message)
            });
            Ok((only.name.clone(), note.into_iter().collect()))
        }
        several => Err(refuse(
            format!("several sheets could hold the applications: {}", quoted(several)),
            "name the right one with `--sheet`",
        )),
    }
}

fn quoted(sheets: &[Listed]) -> String {
    sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect::<Vec<_>>().join(", ")
}

fn shows_something(book: &mut Book, sheet: &str) -> Result<bool, Fault> {
    let (mut shows, mut text) = (false, String::new());
    book.cells(sheet, |_, value| {
        text.clear();
        text::write(value, &mut text);
        shows = !text.trim().is_empty();
        Ok(!shows)
    })?;
    Ok(shows)
}

/// All cells of a sheet as text; nothing where no cell shows anything.
fn fill(book: &mut Book, sheet: &str, source: &Arc<Source>, controls: &mut Capped) -> Result<Option<Filled>, Fault> {
    let (mut builder, mut text) = (Builder::default(), String::new());
    book.cells(sheet, |(row, column), value| {
        text.clear();
        text::write(value, &mut text);
        if let Some(control) = super::csv::control(text.as_bytes()) {
            let place = Place::Input(Origin::cell(source, Row(row), Column(column)));
            let message = format!("the control character `{control:02X}` in the cell");
            controls
                .push(Finding::new(Code::ControlCharacter, place, message).help("remove it, or type the cell anew"));
        }
        builder.put((row, column), &text).map_err(Fault::Grid)?;
        Ok(true)
    })?;
    Ok(builder.finish())
}

/// Headings from the first row, applications from the rest; nothing where there is no rest.
fn sheet(
    source: &Arc<Source>,
    (grid, (first, last)): Filled,
    dialect: &str,
    digest: String,
    tool: Option<&'static Tool>,
) -> Option<(Sheet, Vec<Finding>)> {
    let skipped = first.saturating_sub(1) as usize;
    let columns = || (first..=last).zip(skipped..);
    let text = |at: usize| {
        let (_, cells) = grid.row(at)?;
        Some(columns().map(|(_, column)| cells.get(column).to_owned()).collect())
    };
    let head: Vec<Vec<String>> = (0..profile::HEAD).map_while(text).collect();
    let recognised = profile::recognise(&head, tool);
    let (heading_row, _) = grid.row(recognised.above)?;
    let (last_heading_row, _) = grid.row((recognised.above + recognised.rows).checked_sub(1)?)?;
    let dialect = format!("{}{dialect}", profile::said(&recognised));
    let headings = columns()
        .zip(recognised.headings.into_iter().chain(std::iter::repeat(String::new())))
        .map(|((column, _), text)| Heading { text, column: Column(column) })
        .collect();
    let grid = grid.without_headings(recognised.above + recognised.rows, skipped);
    if grid.is_empty() {
        return None;
    }
    let mut blank = table::Blank::default();
    let mut before = last_heading_row;
    grid.visit(0..grid.len(), |row, _| {
        if row.0 > before.0 + 1 {
            blank.see_many(before.0 + 1, row.0 - before.0 - 1);
        }
        before = row;
    });
    let sheet = Sheet {
        source: Arc::clone(source),
        dialect,
        tool: recognised.tool,
        digest,
        heading_row,
        headings,
        body: Body::Grid(grid),
    };
    let mut findings: Vec<_> = blank.finding(source).into_iter().collect();
    findings.extend(table::blank_headings(&sheet));
    Some((sheet, findings))
}

fn refusal(source: &Arc<Source>, fault: Fault) -> Finding {
    const SAVE: &str = "open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`";
    const COPY: &str = "copy the applications into a new workbook, or export them as `CSV UTF-8`";
    let whole = || Place::Input(Origin::source(source));
    let cell = |row, column| Place::Input(Origin::cell(source, Row(row), Column(column)));
    let (code, place, message, help) = match fault {
        Fault::Damaged => (Code::FileUnreadable, whole(), "the workbook is damaged or cut short".to_owned(), SAVE),
        Fault::Locked => (
            Code::WorkbookLocked,
            whole(),
            "the workbook is protected by a password".to_owned(),
            "remove the password and save again",
        ),
        Fault::NoWorkbook => return sniff::foreign(source, "another kind of document"),
        Fault::Twice(name) => {
            (Code::FileUnreadable, whole(), format!("the workbook holds a part of one name twice: `{name}`"), SAVE)
        }
        Fault::Limit(limit) => (Code::WorkbookLimit, whole(), format!("too large a workbook: {limit}"), COPY),
        Fault::UnknownError(value) => (
            Code::FileUnreadable,
            whole(),
            format!("a cell holds the error `{value}`, which Intake does not know"),
            "correct the formula, or replace formulas by their values, and save again",
        ),
        Fault::Grid(Refusal::FarRow { row }) => {
            (Code::WorkbookLimit, whole(), format!("a cell in row {row}, beyond the last row of a sheet"), COPY)
        }
        Fault::Grid(Refusal::FarColumn { row, column }) => (
            Code::WorkbookLimit,
            cell(row, column),
            format!("a cell in column {}; only the first 1,000 columns are read", Column(column)),
            "remove what stands so far to the right, or copy the applications into a new workbook",
        ),
        Fault::Grid(Refusal::TooManyCells) => {
            (Code::WorkbookLimit, whole(), "the sheet has more than 64 million cells".to_owned(), COPY)
        }
        Fault::Grid(Refusal::TooMuchText) => {
            (Code::WorkbookLimit, whole(), "the sheet holds more than 1 GiB of text".to_owned(), COPY)
        }
        Fault::Grid(Refusal::Disorder { row, column }) => (
            Code::FileUnreadable,
            cell(row, column),
            "the cell stands twice in the file, or in the wrong order".to_owned(),
            SAVE,
        ),
    };
    Finding::new(code, place, message).help(help)
}
