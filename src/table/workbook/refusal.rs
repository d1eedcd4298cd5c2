//! Why a workbook is refused, in words that say what to do.

use std::sync::Arc;

use super::allowance::TOO_MUCH_TEXT;
use super::fault::{Fault, Refusal};
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::table::{common, sniff};

pub(super) fn refusal(source: &Arc<Source>, fault: Fault) -> Finding {
    const SAVE: &str =
        "open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`";
    const COPY: &str = "copy the applications into a new workbook, or export them as `CSV UTF-8`";
    let whole = || Location::Input(Origin::source(source));
    let cell = |row, column| Location::Input(Origin::cell(source, Row(row), Column(column)));
    let (code, location, message, help) = match fault {
        Fault::Damaged => (Code::FileUnreadable, whole(), "the workbook is damaged or cut short".to_owned(), SAVE),
        Fault::Locked => (
            Code::WorkbookLocked,
            whole(),
            "the workbook is protected by a password".to_owned(),
            "remove the password and save again",
        ),
        Fault::NoWorkbook => return sniff::foreign(source, "another kind of document"),
        Fault::MacroSheet => (
            Code::WorkbookSheets,
            whole(),
            "the workbook holds a macro sheet of an old Excel".to_owned(),
            "copy the sheet with the applications into a new workbook, and save that as `.xlsx`",
        ),
        Fault::Twice(name) => {
            (Code::FileUnreadable, whole(), format!("the workbook holds a part of one name twice: `{name}`"), SAVE)
        }
        Fault::Astray(name) => (
            Code::FileUnreadable,
            whole(),
            format!("the workbook holds a part whose name leads out of it: `{name}`"),
            SAVE,
        ),
        Fault::Entities => (
            Code::FileUnreadable,
            whole(),
            "the workbook declares texts of its own that unfold into others or into other files (a DOCTYPE, with XML \
             entities), which no spreadsheet program writes"
                .to_owned(),
            "ask whoever sent it for the form tool's own export; do not open it in a spreadsheet program",
        ),
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
        Fault::Grid(Refusal::TooMuchForItsSize) => return refusal(source, Fault::Limit(TOO_MUCH_TEXT)),
        Fault::Grid(Refusal::LongCell { row, column }) => return common::long_cell(source, Row(row), Column(column)),
        Fault::Grid(Refusal::Disorder { row, column }) => (
            Code::FileUnreadable,
            cell(row, column),
            "the cell stands twice in the file, or in the wrong order".to_owned(),
            SAVE,
        ),
    };
    Finding::new(code, location, message).help(help)
}
