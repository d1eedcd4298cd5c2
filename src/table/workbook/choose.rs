//! Which sheet of a workbook holds the applications.

use std::sync::Arc;

use super::super::common;
use super::book::{Book, Listed};
use super::fault::Fault;
use super::refusal::refusal;
use super::{FORMS, joined_sheets, text};
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Origin, Source};
use crate::values::spelling::fold;

/// The sheets to read: one, or those of one table, side by side.
pub(super) struct Chosen {
    pub(super) names: Vec<String>,
    /// Whether somebody said that these sheets are one table.
    pub(super) asked: bool,
}

/// The sheets to read, and notes about those that are not.
pub(super) fn choose(
    book: &mut Book,
    source: &Arc<Source>,
    wanted: Option<&str>,
) -> Result<(Chosen, Vec<Finding>), Finding> {
    let sheets = book.sheets();
    let refuse = |message: String, help: &str| {
        Finding::new(Code::WorkbookSheets, Origin::source(source), message).help(help)
    };
    if let Some(wanted) = wanted {
        let named = |wanted: &str| {
            let exact = sheets.iter().find(|sheet| sheet.name == wanted);
            let sheet = exact.or_else(|| {
                sheets
                    .iter()
                    .find(|sheet| fold(&sheet.name) == fold(wanted))
            });
            sheet.map(|sheet| sheet.name.clone())
        };
        let names = match named(wanted) {
            Some(name) => Some(vec![name]),
            None => wanted.split('+').map(named).collect(),
        };
        return match names {
            Some(names) => Ok((Chosen { names, asked: true }, Vec::new())),
            None => Err(refuse(
                format!(
                    "there is no sheet `{wanted}`; the sheets are {}",
                    quoted(&sheets)
                ),
                "name one of them with `--sheet`",
            )),
        };
    }
    let sheets_in_all = sheets.len();
    let own = sheets.into_iter().filter(|sheet| sheet.name != FORMS);
    let (hidden, visible): (Vec<_>, Vec<_>) = own.partition(|sheet| sheet.hidden);
    let filled = showing(book, visible).map_err(|fault| refusal(source, fault))?;
    match filled.as_slice() {
        [] if sheets_in_all == 0 => Err(refuse(
            "the workbook holds no sheet with cells, only charts, dialogues or macros".to_owned(),
            "save the sheet with the applications as `.xlsx` or as `CSV UTF-8`",
        )),
        [] if hidden.is_empty() => Err(common::empty(source)),
        [] => Err(refuse(
            format!(
                "no visible sheet holds anything; hidden are {}",
                quoted(&hidden)
            ),
            "show the sheet with the applications and save, or name it with `--sheet`",
        )),
        [_] => {
            let names: Vec<String> = hidden.into_iter().map(|sheet| sheet.name).collect();
            let note = (!names.is_empty()).then(|| hidden_note(Origin::source(source), &names));
            Ok((found(filled.as_slice()), note.into_iter().collect()))
        }
        several if joined_sheets::are_parts(several) => Ok((found(several), Vec::new())),
        several => Err(refuse(
            format!(
                "several sheets could hold the applications: {}",
                quoted(several)
            ),
            "name the right one with `--sheet`",
        )),
    }
}

fn showing(book: &mut Book, sheets: Vec<Listed>) -> Result<Vec<Listed>, Fault> {
    let mut filled = Vec::new();
    for sheet in sheets {
        if shows_something(book, &sheet.name)? {
            filled.push(sheet);
        }
    }
    Ok(filled)
}

/// The sheets of a workbook that hold something, by name.
#[derive(Debug, Default)]
pub struct Filled {
    pub visible: Vec<String>,
    pub hidden: Vec<String>,
}

pub(super) fn filled(book: &mut Book) -> Result<Filled, Fault> {
    let sheets = book.sheets().into_iter();
    let own = sheets.filter(|sheet| sheet.name != FORMS);
    let filled = showing(book, own.collect())?.into_iter();
    let (hidden, visible): (Vec<_>, Vec<_>) = filled.partition(|sheet| sheet.hidden);
    let names = |sheets: Vec<Listed>| sheets.into_iter().map(|sheet| sheet.name).collect();
    Ok(Filled {
        visible: names(visible),
        hidden: names(hidden),
    })
}

/// The note that some sheets are hidden.
pub fn hidden_note(at: impl Into<Location>, hidden: &[String]) -> Finding {
    let message = format!("hidden sheets, not read: {}", among(hidden));
    Finding::new(Code::SheetHidden, at, message)
}

fn found(sheets: &[Listed]) -> Chosen {
    Chosen {
        names: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        asked: false,
    }
}

fn quoted(sheets: &[Listed]) -> String {
    among(sheets.iter().map(|sheet| &sheet.name))
}

fn among<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
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
