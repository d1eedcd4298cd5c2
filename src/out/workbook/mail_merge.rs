//! The table for a mail merge: cells as texts, and rows of one height, since the last cell of each holds a whole letter.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::formats::Formats;
use super::layout::shown;
use super::{cut, empty, saved};
use crate::base::finding::{Code, Finding, Location};
use crate::papers::letters::mail_merge::{HEADINGS, Posted};
use crate::values::escape::could_be_formula;

const NAME: &str = "mail-merge.xlsx";
/// The sheet that a mail merge takes. Beside it stands what a person looks at first, and whoever was told the same before.
const MAIL_MERGE: &str = "mail merge";
/// Of a row, in points; of a column, in characters.
const HEIGHT: u32 = 15;
const WIDTH: u32 = 18;

/// The workbook's bytes, and a note for whatever did not fit. `left_out` are sent nothing: an earlier letter told them the same.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn mail_merge(
    posted: &[Posted],
    left_out: &[Posted],
) -> Result<(Vec<u8>, Vec<Finding>), XlsxError> {
    let (mut workbook, formats) = (empty()?, Formats::new());
    let mut notes = Vec::new();
    let rows = |look_first: bool| {
        posted
            .iter()
            .filter(move |one| one.look_first == look_first)
    };
    let sheets: [(&str, Vec<&Posted>); 3] = [
        (MAIL_MERGE, rows(false).collect()),
        ("look first", rows(true).collect()),
        ("unchanged", left_out.iter().collect()),
    ];
    for (name, rows) in sheets {
        // Without any others there is one sheet, and no question which of them is meant.
        if name != MAIL_MERGE && rows.is_empty() {
            continue;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, rows.into_iter(), &formats, &mut notes)?;
    }
    Ok((saved(workbook)?, notes))
}

fn fill<'p>(
    sheet: &mut Worksheet,
    rows: impl Iterator<Item = &'p Posted>,
    formats: &Formats,
    notes: &mut Vec<Finding>,
) -> Result<(), XlsxError> {
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, heading, &formats.heading)?;
        sheet.set_column_width(column, WIDTH)?;
    }
    for (row, one) in (1_u32..).zip(rows) {
        sheet.set_row_height(row, HEIGHT)?;
        for (column, text) in (0_u16..).zip(one.row()) {
            let text = shown(&text);
            let cell = cut(&text);
            if cell.len() < text.len() {
                let message = format!(
                    "row {} of the sheet `{}` holds a longer text, cut here",
                    row.saturating_add(1),
                    sheet.name()
                );
                let location = Location::File(NAME.to_owned());
                notes.push(Finding::new(Code::TextCut, location, message));
            }
            let format = if could_be_formula(cell) {
                &formats.quoted
            } else {
                &formats.text
            };
            sheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
