//! Numbers that a workbook holds as numbers, whatever it shows: read as they are, not as they look.

use crate::rules::form::{Field, Kind};
use crate::table::Sheet;
use crate::values::number::{DecimalMark, Marks, grouped};

/// Whether the points in a column's numbers begin decimals, whatever the rules say or do not say of points in texts.
pub(super) fn has_true_numbers(
    field: &Field,
    sheet: &Sheet,
    column: crate::base::origin::Column,
) -> bool {
    let Some(bounds) = field.kind.bounds() else {
        return false;
    };
    bounds.marks != Marks::Only(DecimalMark::Point) && sheet.doubts.has_exact_numbers(column)
}

/// A true number as the rules would have it written: with their mark, or with four decimals, so that none takes its point for one
/// between thousands. None where it can stay as it is.
pub(super) fn true_number(field: &Field, text: &str) -> Option<String> {
    match &field.kind {
        Kind::Number(bounds) | Kind::Rating(bounds) if text.contains('.') => match bounds.marks {
            Marks::Only(DecimalMark::Comma) => Some(text.replace('.', ",")),
            _ => grouped(text, DecimalMark::Point).map(|_| format!("{text}0")),
        },
        _ => None,
    }
}
