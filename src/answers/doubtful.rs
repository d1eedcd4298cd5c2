//! What the reader left in doubt, for the fields that are read from it: a stop for a hidden column or a formula without its
//! result, a question for the rest.

use super::asked_once::ASKED_ONCE;
use super::heading::Found;
use super::headings::Layout;
use crate::base::finding::{Code, Finding, Place};
use crate::base::origin::Origin;
use crate::rules::form::{Field, Form};
use crate::table::Sheet;
use crate::table::doubts::{Doubt, Why};
use crate::values::Problem;

/// What stands in the way of reading a sheet at all.
pub(super) fn refusals(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Finding> {
    let readers = form.fields.iter().zip(&layout.columns);
    let columns = readers
        .flat_map(|(field, readers)| readers.iter().flatten().map(move |found| (field, found)));
    columns
        .flat_map(|(field, found)| {
            [
                hidden(sheet, field, found),
                without_result(sheet, field, found),
            ]
        })
        .flatten()
        .collect()
}

fn hidden(sheet: &Sheet, field: &Field, found: &Found) -> Option<Finding> {
    if !sheet.doubts.hidden.contains(&found.column) {
        return None;
    }
    let place = Place::Input(Origin::cell(&sheet.source, sheet.heading_row, found.column));
    let (column, heading) = (found.column, found.heading.trim());
    let message = format!(
        "the column {column} `{heading}`, from which the field `{}` is read, is hidden",
        field.name
    );
    Some(Finding::new(Code::Hidden, place, message).help(
        "does what it holds count? `--hidden include` reads it, `--hidden exclude` reads the file as if it were not there; or \
         show it in Excel, save, and run again",
    ))
}

/// What is asked once about a whole column.
pub(super) fn of_columns(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Finding> {
    let readers = form.fields.iter().zip(&layout.columns);
    let columns = readers
        .flat_map(|(field, readers)| readers.iter().flatten().map(move |found| (field, found)));
    columns
        .filter_map(|(field, found)| formulas(sheet, field, found))
        .collect()
}

fn formulas(sheet: &Sheet, field: &Field, found: &Found) -> Option<Finding> {
    let cells = sheet
        .doubts
        .column(found.column)
        .iter()
        .filter_map(|doubt| match &doubt.why {
            Why::FormulaColumn(formula) => Some((doubt, formula)),
            _ => None,
        });
    let (first, formula) = cells.clone().next()?;
    let count = cells
        .map(|(doubt, _)| doubt.cells())
        .fold(0, u32::saturating_add);
    let formula = if field.personal {
        String::new()
    } else {
        named(formula)
    };
    let place = Place::Input(Origin::column(&sheet.source, found.column));
    let message = format!(
        "{}: formulas stand in {count} cells, the first{formula} in row {}; what they came to when the file was saved is not \
         taken for an answer",
        field.name, first.first
    );
    Some(Finding::new(Code::FormulaColumn, place, message).help(
        "if the values are right, put them in place of the formulas (copy the column, then paste special, values), save, and run again",
    ))
}

fn without_result(sheet: &Sheet, field: &Field, found: &Found) -> Option<Finding> {
    let mut cells = sheet
        .doubts
        .column(found.column)
        .iter()
        .filter_map(|doubt| match &doubt.why {
            Why::NoResult(formula) => Some((doubt, formula)),
            _ => None,
        });
    let (first, formula) = cells.next()?;
    let more = match cells.count() {
        0 => String::new(),
        1 => ", and so was one more in the column".to_owned(),
        many => format!(", and so were {many} more in the column"),
    };
    let place = Place::Input(Origin::cell(&sheet.source, first.first, found.column));
    // In a personal column a formula may hold somebody's name.
    let formula = if field.personal {
        String::new()
    } else {
        named(formula)
    };
    let message = format!(
        "{}: the formula{formula} was saved without its result{more}",
        field.name
    );
    Some(Finding::new(Code::FormulaUnsaved, place, message).help(
        "open the workbook in Excel or LibreOffice, save it there, and run again; or replace the formulas by their values",
    ))
}

/// Why the field cannot be read from a cell with this text; nothing where the doubt is none for a field of this type.
pub(super) fn problem(field: &Field, doubt: &Doubt, text: &str) -> Option<Problem> {
    let wanted = |text: &str| Some(text.to_owned());
    let formula = |formula: &str| {
        if field.personal {
            String::new()
        } else {
            named(formula)
        }
    };
    const VALUE: &str =
        "if it is right, put the value in place of the formula (copy, then paste special, values)";
    Some(match &doubt.why {
        Why::Formula(why) | Why::OtherWorkbook(why) if text.is_empty() => {
            let message = format!(
                "has the formula{} there, which came to nothing when the file was saved",
                formula(why)
            );
            Problem::new(Code::Formula, message)
                .help(wanted("write the answer in place of the formula"))
        }
        Why::Formula(why) => {
            let message = format!(
                "is what the formula{} came to when the file was saved",
                formula(why)
            );
            Problem::new(Code::Formula, message).help(wanted(VALUE))
        }
        Why::OtherWorkbook(why) => {
            let message = format!(
                "was fetched from another workbook by the formula{}",
                formula(why)
            );
            Problem::new(Code::OtherWorkbook, message).help(wanted(VALUE))
        }
        Why::FormulaColumn(_) => {
            let message = "is what a formula came to when the file was saved";
            Problem::new(Code::FormulaColumn, message).help(wanted(ASKED_ONCE))
        }
        Why::NoResult(why) => Problem::new(
            Code::FormulaUnsaved,
            format!("has the formula{} without its result", formula(why)),
        ),
        Why::Merged(area, first) => Problem::new(
            Code::Merged,
            format!("shares the merged cells {area} with others"),
        )
        .help(Some(format!(
            "unmerge them and write into each cell what holds for it; now only {first} is shown"
        ))),
        Why::Struck(whole) => {
            let message = if *whole {
                "is crossed out"
            } else {
                "is crossed out in part"
            };
            let help = "does it count? then take the strike out; otherwise write what holds, or empty the cell";
            Problem::new(Code::StruckCell, message).help(wanted(help))
        }
        Why::Error => Problem::new(Code::CellError, "is an error that the spreadsheet shows")
            .help(wanted("correct the formula, or write down the value")),
        Why::Control(control) => Problem::new(
            Code::Unreadable,
            format!("holds the control character `{control:02X}`"),
        )
        .help(wanted("remove it, or type the cell anew")),
        Why::ShownAs(shown) if shown.ends_with('%') && field.kind.bounds().is_some() => {
            let help =
                "which of them is meant? then format the column as a plain number and enter it so";
            Problem::new(Code::ShownOtherwise, format!("is shown as {shown}"))
                .help(wanted(help))
                .telling()
        }
        Why::ShownAs(_) if !field.kind.is_id() => return None,
        Why::ShownAs(shown) => {
            let message = "is a number that the sheet shows as something else";
            let help = format!(
                "is the id `{shown}`? then format the column as text and enter the ids again"
            );
            Problem::new(Code::ShownOtherwise, message)
                .help(Some(help))
                .telling()
        }
    })
}

/// A formula as a spreadsheet shows it; nothing where it is not known.
fn named(formula: &str) -> String {
    if formula.is_empty() {
        String::new()
    } else {
        format!(" `={formula}`")
    }
}
