//! Columns of moments that hold days without a time. Whether the times can be had, whoever made the
//! export can say, and no applicant.

use super::{Column, hold};
use crate::answers::applications::FieldColumns;
use crate::answers::types::day;
use crate::base::finding::{Code, Finding};
use crate::base::ids::find;
use crate::rules::form::Dates;
use crate::values::of_column::{Count, OfColumn};
use crate::values::{Reading, Wrong};

/// Fewer days than these are asked about one by one.
const FEW: usize = 3;

pub(super) fn look(column: &Column<'_>, dates: Dates, columns: &mut FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns.assessors.first() else {
        return Vec::new();
    };
    let symbols = cells
        .texts
        .cells
        .get(column.rows.clone())
        .unwrap_or_default();
    let (mut filled, mut days, mut held) = (0_usize, Count::default(), Vec::new());
    for ((row, text), symbol) in column.texts(cells).zip(symbols) {
        filled = filled.saturating_add(usize::from(!text.is_empty()));
        if let Some(Reading::Unreadable(why)) = find(&columns.readings, *symbol)
            && why.code() == Code::Unreadable
            && day::is_day(dates, text)
        {
            days.add(text);
            held.push(row);
        }
    }
    if days.times < FEW || days.times.saturating_mul(2) < filled {
        return Vec::new();
    }
    hold(columns, &held, &Wrong::ColumnOfDays, &|_| Vec::new());
    vec![column.finding(&OfColumn::NoTimes(days))]
}
