//! Doubts about cells, where a field is read from them: a hidden column or a formula without its
//! result refuses the file, the rest is asked about.

use super::heading::Found;
use super::headings::Layout;
use crate::base::finding::{Code, Finding};
use crate::base::origin::Origin;
use crate::rules::form::{Field, Form};
use crate::table::Sheet;
use crate::table::doubts::{Doubt, Why};
use crate::values::Wrong;
use crate::words::problems::shown;

/// What stands in the way of reading a sheet at all.
pub(super) fn refusals(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Finding> {
    let assessors = form.fields.iter().zip(&layout.columns);
    let columns = assessors
        .flat_map(|(field, assessors)| assessors.iter().flatten().map(move |found| (field, found)));
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
    let location = Origin::cell(&sheet.source, sheet.heading_row, found.column);
    let (column, heading) = (found.column, found.heading.trim());
    let message = format!(
        "the column {column} `{heading}`, from which the field `{}` is read, is hidden",
        field.name
    );
    Some(Finding::new(Code::Hidden, location, message).help(
        "does what it holds count? `--hidden include` reads it, `--hidden exclude` reads the file as if it were not there; or \
         show it in Excel, save, and run again",
    ))
}

/// What is asked once about a whole column.
pub(super) fn of_columns(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Finding> {
    let assessors = form.fields.iter().zip(&layout.columns);
    let columns = assessors
        .flat_map(|(field, assessors)| assessors.iter().flatten().map(move |found| (field, found)));
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
    let formula = match may_name_somebody(field, formula) {
        true => String::new(),
        false => shown(formula),
    };
    let location = Origin::column(&sheet.source, found.column);
    let message = format!(
        "{}: formulas stand in {count} cells, the first{formula} in row {}; what they came to when the file was saved is not \
         taken for an answer",
        field.name, first.first
    );
    Some(Finding::new(Code::FormulaColumn, location, message).help(
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
    let location = Origin::cell(&sheet.source, first.first, found.column);
    let formula = match may_name_somebody(field, formula) {
        true => String::new(),
        false => shown(formula),
    };
    let message = format!(
        "{}: the formula{formula} was saved without its result{more}",
        field.name
    );
    Some(Finding::new(Code::FormulaUnsaved, location, message).help(
        "open the workbook in Excel or LibreOffice, save it there, and run again; or replace the formulas by their values",
    ))
}

/// Whether a formula may hold somebody's name: any of a personal column; and where assessors write their ratings, one with a text in it, or
/// with the name of a sheet or file.
fn may_name_somebody(field: &Field, formula: &str) -> bool {
    field.personal || field.kind.is_rating() && formula.contains(['"', '\'', '!', '['])
}

/// Why the field cannot be read from a cell with this text; nothing where the doubt is none for a field of this type.
pub(super) fn wrong(field: &Field, doubt: &Doubt, text: &str) -> Option<Wrong> {
    let formula = |formula: &str| match may_name_somebody(field, formula) {
        true => String::new(),
        false => formula.to_owned(),
    };
    Some(match &doubt.why {
        Why::Formula(why) | Why::OtherWorkbook(why) if text.is_empty() => {
            Wrong::FormulaOfNothing(formula(why))
        }
        Why::Formula(why) => Wrong::Formula(formula(why)),
        Why::OtherWorkbook(why) => Wrong::OtherWorkbook(formula(why)),
        Why::FormulaColumn(_) => Wrong::FormulaColumn,
        Why::NoResult(why) => Wrong::FormulaUnsaved(formula(why)),
        Why::Merged(area, first) => Wrong::Merged(area.to_string(), first.to_string()),
        Why::Struck(whole) => Wrong::Struck(*whole),
        Why::Error => Wrong::ErrorShown,
        Why::Control(control) => Wrong::Control(*control),
        Why::ShownAs(shown) if shown.ends_with('%') && field.kind.bounds().is_some() => {
            Wrong::ShownAsPercentage(shown.to_string())
        }
        Why::ShownAs(_) if !field.kind.is_id() => return None,
        Why::ShownAs(shown) => Wrong::ShownAsId(shown.to_string()),
    })
}
