//! Numbers with a comma or point of which the rules do not say whether it begins the decimals.

use super::{Column, waits};
use crate::answers::applications::FieldColumns;
use crate::answers::types::number::{Found, find};
use crate::base::finding::{Code, Finding};
use crate::base::ids::{self, AssessorId};
use crate::rules::form::Bounds;
use crate::values::number::{DecimalMark, Marks, decimal};
use crate::values::of_column::{Count, DecimalMarks, OfColumn};

pub(super) fn look(
    column: &Column<'_>,
    bounds: &Bounds,
    columns: &FieldColumns,
    assessor: AssessorId,
) -> Vec<Finding> {
    let Some(cells) =
        ids::find(&columns.assessors, assessor).filter(|_| waits(columns, Code::DecimalMark))
    else {
        return Vec::new();
    };
    let (mut points, mut commas, mut either) =
        (Count::default(), Count::default(), Count::default());
    let (mut meanings, mut asked) = (None, false);
    for (_, text) in column.texts(cells) {
        match find(bounds, text) {
            Found::Marked {
                decimal,
                thousands: Some(thousands),
                ..
            } if bounds.marks == Marks::Undeclared => {
                meanings = meanings.or(Some((decimal, thousands)));
                either.add(text);
                asked = true;
            }
            Found::Marked {
                mark: DecimalMark::Point,
                ..
            } => {
                points.add(text);
                asked = true;
            }
            Found::Marked {
                mark: DecimalMark::Comma,
                ..
            } => {
                commas.add(text);
                asked = true;
            }
            Found::Number(value) if !value.fract().is_zero() => {
                match decimal(text, DecimalMark::Point) {
                    Some(_) => points.add(text),
                    None => commas.add(text),
                }
            }
            Found::Number(_) | Found::Nothing => {}
        }
    }
    // Where nothing can be said of the column, the cells are asked about one by one.
    if !asked || bounds.marks == Marks::Either {
        return Vec::new();
    }
    vec![column.finding(&OfColumn::DecimalMarks(DecimalMarks {
        declared: bounds.marks,
        commas,
        points,
        either,
        meanings,
    }))]
}
