//! The workbook for the panel: one sheet a list, ready to be read on a screen and printed on landscape A4.
//!
//! No creation time and no author, so that the same selection gives the same bytes.

mod cover;
mod formats;
mod handout;
mod layout;
mod mail_merge;
mod page;
mod print;

pub use mail_merge::mail_merge;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError,
};

use self::formats::Formats;
use self::layout::{MEASURED, ROOM, height, lines, shown, widths, wrapped};
use self::print::{Foot, print_setup};
use crate::base::finding::{Code, Finding, Location};
use crate::papers;
use crate::papers::handout::handouts;
use crate::papers::lists::{self, Cell, Table};
use crate::rulings::Kind;
use crate::select::Selection;
use crate::values::escape::could_be_formula;

/// The rows a sheet of Excel has, headings included (ECMA-376; Excel's specifications and limits).
const ROWS: u32 = 1_048_576;
/// The characters a cell of Excel holds, counted in UTF-16 units.
const TEXT: usize = 32_767;

/// The workbook's bytes, and a note for whatever did not fit. Where the run `is_final` its titles say so; `digest` is that of the audit, by
/// which a print is matched to its run folder.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn bytes(
    selection: &Selection<'_>,
    is_final: bool,
    digest: &str,
) -> Result<(Vec<u8>, Vec<Finding>), XlsxError> {
    let (mut workbook, formats) = (empty()?, Formats::new());
    let foot = foot(selection, digest);
    let mut notes = Vec::new();
    let mut tabs: Vec<String> = vec![cover::TAB.to_owned()];
    cover::add(
        &mut workbook,
        &papers::cover::cover(selection, is_final),
        &foot,
    )?;
    for paper in handouts(selection, is_final) {
        handout::add(&mut workbook, &paper, &mut tabs, &foot)?;
    }
    for table in lists::sheets(selection, is_final) {
        let tab = tab(&table.tab, &tabs);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&tab)?;
        tabs.push(tab);
        fill(sheet, table, &formats, "workbook.xlsx", &mut notes)?;
        print_setup(sheet, &foot)?;
    }
    Ok((saved(workbook)?, notes))
}

/// The clarify list as a form: the cells to fill in stand out, and the decisions can be chosen from a list.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn to_fill_in(
    selection: &Selection<'_>,
    digest: &str,
) -> Result<(Vec<u8>, Vec<Finding>), XlsxError> {
    let foot = foot(selection, digest);
    let table = lists::to_fill_in(selection);
    let column = |name: &str| table.headings.iter().position(|heading| *heading == *name);
    let columns = ROOM_TO_FILL_IN.map(|(name, says)| (column(name), name, says));
    let decision = column("decision");
    let (mut workbook, formats) = (empty()?, Formats::new());
    let mut notes = Vec::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&table.tab)?;
    let last = fill(sheet, table, &formats, "clarify.xlsx", &mut notes)?;
    for (column, name, says) in columns {
        let Some(column) = column.and_then(|column| u16::try_from(column).ok()) else {
            continue;
        };
        let format = if name == "when" {
            &formats.day
        } else {
            &formats.room
        };
        (1..=last).try_for_each(|row| sheet.write_blank(row, column, format).map(drop))?;
        sheet.set_column_width(column, if name == "when" { 12 } else { 24 })?;
        // Shown beside the cell that is being filled in.
        let words = DataValidation::new()
            .allow_any_value()
            .set_input_title(name)?
            .set_input_message(says)?;
        sheet.add_data_validation(1, column, last, column, &words)?;
    }
    if let Some(column) = decision.and_then(|column| u16::try_from(column).ok()) {
        let kinds = Kind::ALL.map(Kind::word);
        sheet.add_data_validation(
            1,
            column,
            last,
            column,
            &DataValidation::new().allow_list_strings(&kinds)?,
        )?;
    }
    print_setup(sheet, &foot)?;
    Ok((saved(workbook)?, notes))
}

/// What stands on every page.
fn foot<'a>(selection: &'a Selection<'_>, digest: &'a str) -> Foot<'a> {
    let programme = &selection.rules.programme;
    Foot {
        programme: &programme.title,
        confidential: programme.confidential.as_deref().unwrap_or("Confidential"),
        digest,
    }
}

/// The columns to fill in, and what is said of them; 255 characters at most.
const ROOM_TO_FILL_IN: [(&str, &str); 4] = [
    (
        "answer",
        "What is to stand in place of the cell, written as in a good application. `(no answer)` where the applicant has none. Of applications of one person: the id of the one that stands, or `all`.",
    ),
    ("who", "Who decided: a name or an office."),
    ("when", "The day it was decided."),
    (
        "why",
        "How it is known, or why it was decided so. It stands in the records of the run: name nobody who should not be named there.",
    ),
];

/// The bytes of a workbook. Its crate makes the sheets in threads, and breaks down where the system refuses one, or a random number.
fn saved(mut workbook: Workbook) -> Result<Vec<u8>, XlsxError> {
    catch_unwind(AssertUnwindSafe(|| workbook.save_to_buffer())).unwrap_or_else(|_| {
        let words =
            "it cannot be put together: the system refuses a thread or a random number; --without-workbook leaves it out";
        Err(XlsxError::IoError(io::Error::other(words)))
    })
}

/// A workbook without sheets.
fn empty() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed moment: leaving it out would write the clock's.
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?),
    );
    Ok(workbook)
}

/// A tab's name: 31 characters at most, and no two alike.
fn tab(wanted: &str, taken: &[String]) -> String {
    let cut = |limit: usize| wanted.chars().take(limit).collect::<String>();
    let name = cut(31);
    // Excel does not tell small letters from capitals.
    let is_free = |name: &String| {
        let name = name.to_lowercase();
        taken.iter().all(|other| other.to_lowercase() != name)
    };
    if is_free(&name) {
        return name;
    }
    (2_u32..)
        .map(|number| format!("{} {number}", cut(27)))
        .find(is_free)
        .unwrap_or(name)
}

/// Sets a list down and returns its last row, counted from 0 for the first of the sheet.
fn fill(
    sheet: &mut Worksheet,
    table: Table<'_>,
    formats: &Formats,
    file: &str,
    notes: &mut Vec<Finding>,
) -> Result<u32, XlsxError> {
    let location = || Location::File(format!("{file}[{}]", table.tab));
    for (row, line) in (0_u32..).zip(&table.above) {
        sheet.write_string_with_format(row, 0, cut(&shown(line)), &formats.title)?;
    }
    let first = u32::try_from(table.above.len()).unwrap_or(u32::MAX);
    let headings: Vec<String> = table
        .headings
        .iter()
        .map(|heading| heading.replace('_', " "))
        .collect();
    let mut rows = table.rows;
    let measured: Vec<Vec<Cell<'_>>> = rows.by_ref().take(MEASURED).collect();
    let widths = widths(&headings, &measured);
    let mut heading_lines = 1;
    for ((column, width), heading) in (0_u16..).zip(&widths).zip(&headings) {
        sheet.write_string_with_format(first, column, heading, &formats.heading)?;
        let width_with_room =
            u32::try_from(width.saturating_add(ROOM).saturating_add(1)).unwrap_or(u32::MAX);
        sheet.set_column_width(column, width_with_room)?;
        heading_lines = heading_lines.max(wrapped(heading, *width));
    }
    sheet.set_row_height(first, height(heading_lines))?;
    let mut row = first;
    let mut rows = measured.into_iter().chain(rows);
    let most = (ROWS as usize)
        .saturating_sub(1)
        .saturating_sub(table.above.len());
    for cells in rows.by_ref().take(most) {
        row = row.saturating_add(1);
        let mut tallest = 1;
        for ((column, cell), width) in (0_u16..).zip(&cells).zip(&widths) {
            write(sheet, row, column, cell, formats, notes, &location)?;
            tallest = tallest.max(lines(cell, width.saturating_add(ROOM)));
        }
        // LibreOffice and Excel keep the height a file states, so wrapped text needs it said.
        if tallest > 1 {
            sheet.set_row_height(row, height(tallest))?;
        }
    }
    let left = rows.count();
    if left > 0 {
        let message = format!("{left} more rows than a sheet holds are only in the CSV files");
        notes.push(Finding::new(Code::SheetCut, location(), message));
    }
    let last_column = u16::try_from(headings.len())
        .unwrap_or(u16::MAX)
        .saturating_sub(1);
    sheet.autofilter(first, 0, row, last_column)?;
    sheet.set_freeze_panes(first.saturating_add(1), 0)?;
    sheet.set_repeat_rows(0, first)?;
    Ok(row)
}

/// Writes a cell.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    formats: &Formats,
    notes: &mut Vec<Finding>,
    location: &dyn Fn() -> Location,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        Cell::Count(number) => {
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, number, &formats.number)?;
            Ok(())
        }
        Cell::Shared(number) => {
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, number, &formats.shared)?;
            Ok(())
        }
        Cell::Exact(number) => {
            // A workbook keeps numbers as binary doubles. This one is for reading and sorting; the exact digits are in the
            // CSV and the audit, and nothing reads the workbook back.
            sheet.write_number_with_format(
                row,
                column,
                number.to_f64().unwrap_or_default(),
                &formats.number,
            )?;
            Ok(())
        }
        Cell::Text(text) => {
            let shown = shown(text);
            let cut = cut(&shown);
            if cut.len() < shown.len() {
                let message = format!(
                    "row {} holds a longer text, cut here",
                    row.saturating_add(1)
                );
                notes.push(Finding::new(Code::TextCut, location(), message));
            }
            let format = if could_be_formula(cut) {
                &formats.quoted
            } else {
                &formats.text
            };
            sheet.write_string_with_format(row, column, cut, format)?;
            Ok(())
        }
    }
}

/// As much of a text as an Excel cell holds.
fn cut(text: &str) -> &str {
    let mut units = 0_usize;
    let too_far = text.char_indices().find(|(_, c)| {
        units = units.saturating_add(c.len_utf16());
        units > TEXT
    });
    too_far.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
