//! A column of moments that holds days: whether there are times of day to be had, whoever made the export can say, and no applicant.

use super::{Column, Count};
use crate::answers::applications::FieldColumns;
use crate::answers::types::day;
use crate::base::finding::{Code, Finding};
use crate::rules::form::Dates;
use crate::values::{Reading, Wrong};

/// Fewer days than these are asked about one by one.
const FEW: usize = 3;

pub(super) fn look(column: &Column<'_>, dates: Dates, columns: &mut FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns.readers.first() else {
        return Vec::new();
    };
    let symbols = cells.cells.get(column.rows.clone()).unwrap_or_default();
    let (mut filled, mut days, mut held) = (0_usize, Count::default(), Vec::new());
    for ((row, text), symbol) in column.texts(cells).zip(symbols) {
        filled = filled.saturating_add(usize::from(!text.is_empty()));
        if let Some(Reading::Unreadable(why)) = columns.readings.get(*symbol as usize)
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
    let Some(cells) = columns.readers.first_mut() else {
        return Vec::new();
    };
    for row in held {
        let Some(cell) = cells.cells.get_mut(row) else {
            continue;
        };
        let text = cells.symbols.text(*cell).to_owned();
        *cell = cells.symbols.append(&text);
        columns.readings.push(Wrong::ColumnOfDays.into());
    }
    let message = format!(
        "{} no time of day, so that nobody counts as in time by it",
        days.says(column.field, "has", "have")
    );
    let help = "export with the times; where nobody kept them, decide which time holds and write it into the column, such as \
                `2020-03-28 12:00`";
    vec![column.finding(Code::NoTime, &message).help(help)]
}
