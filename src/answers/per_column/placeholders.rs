//! Placeholder moments: a form tool that keeps no times writes the day its clock begins with (the
//! epoch), or one moment for everybody; and moments years before the call, which an older export or
//! a wrong clock left there.
//!
//! Nobody is in time by such a moment, and nobody late: the cells wait until the column is settled.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::{Column, hold};
use crate::answers::applications::FieldColumns;
use crate::answers::types::date;
use crate::base::finding::Finding;
use crate::base::ids::find;
use crate::rules::form::Dates;
use crate::values::of_column::{Count, OfColumn};
use crate::values::{Reading, Value, Wrong};

/// The days from which clocks count, with the day before, which zones west of the clock show: Unix, LimeSurvey, Excel, Excel for Mac
/// and databases.
const BEGINNINGS: [Date; 9] = [
    date(1980, 1, 1),
    date(1979, 12, 31),
    date(1970, 1, 1),
    date(1969, 12, 31),
    date(1900, 1, 1),
    date(1899, 12, 31),
    date(1899, 12, 30),
    date(1904, 1, 1),
    date(1, 1, 1),
];

/// From so many cells on one midnight for all of them is nobody's moment.
const SAME: usize = 3;

/// From so many on it is any one moment, to the second: so few may have been typed in together.
const ANY_ONE: usize = 100;

/// A deadline of this year or later is an example that nobody has replaced, and says nothing of when applications come.
const EXAMPLE: i16 = 2090;

/// Looks at a column of moments; `deadline` is that of the call where the column says when applications came.
pub(super) fn look(
    column: &Column<'_>,
    (dates, zone): (Dates, &TimeZone),
    deadline: Option<Timestamp>,
    columns: &mut FieldColumns,
) -> Vec<Finding> {
    let Some(cells) = columns.assessors.first() else {
        return Vec::new();
    };
    // Two years before the deadline no call was open.
    let earliest = deadline
        .map(|deadline| zone.to_datetime(deadline))
        .filter(|deadline| deadline.year() < EXAMPLE)
        .and_then(|deadline| deadline.checked_sub(2.years()).ok());
    let symbols = cells
        .texts
        .cells
        .get(column.rows.clone())
        .unwrap_or_default();
    let (mut moments, mut filled): (Vec<(usize, DateTime)>, usize) = (Vec::new(), 0);
    for ((row, text), symbol) in column.texts(cells).zip(symbols) {
        filled = filled.saturating_add(usize::from(!text.is_empty()));
        let moment = match find(&columns.readings, *symbol) {
            Some(Reading::Value(Value::Instant(moment))) => Some(zone.to_datetime(*moment)),
            // Years that no calendar of ours has are asked about one by one, unless a clock begin there.
            Some(Reading::Unreadable(why)) if !why.code().is_of_column() => {
                date::as_written(dates, text)
                    .map(|(moment, _)| moment)
                    .filter(|moment| moment.year() < 1900)
            }
            _ => None,
        };
        moments.extend(moment.map(|moment| (row, moment)));
    }
    let first = moments.first().map(|(_, moment)| *moment);
    let same = filled >= SAME
        && moments.len() == filled
        && first.is_some_and(|first| first.time() == Time::midnight() || filled >= ANY_ONE)
        && moments.iter().all(|(_, moment)| Some(*moment) == first);
    // Where all came years before it, and each at a moment of its own, it is the deadline that is doubted.
    let is_old = |moment: &DateTime| earliest.is_some_and(|earliest| *moment < earliest);
    let one = filled >= SAME && moments.iter().all(|(_, moment)| Some(*moment) == first);
    let earliest = earliest.filter(|_| one || !moments.iter().all(|(_, moment)| is_old(moment)));
    let (mut begin, mut old, mut held) = (Count::default(), Count::default(), Vec::new());
    for (row, moment) in &moments {
        let text = cells
            .texts
            .cells
            .get(*row)
            .map_or("", |symbol| cells.texts.symbols.text(*symbol));
        if BEGINNINGS.contains(&moment.date()) {
            begin.add(text);
        } else if earliest.is_some_and(|earliest| *moment < earliest) {
            old.add(text);
        } else if !same {
            continue;
        }
        held.push(*row);
    }
    let same = (same && begin.times == 0 && old.times == 0).then(|| {
        let midnight = first.is_some_and(|first| first.time() == Time::midnight());
        (filled, midnight)
    });
    if begin.times == 0 && old.times == 0 && same.is_none() {
        return Vec::new();
    }
    hold(columns, &held, &Wrong::Placeholder, &|_| Vec::new());
    let found = OfColumn::Placeholders { begin, old, same };
    vec![column.finding(&found)]
}
