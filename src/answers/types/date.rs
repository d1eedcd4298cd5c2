//! Dates and moments. ISO 8601 is always read; another order of day, month and year only where the rules declare it, and
//! years of two digits only where they say the century.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use super::clock::{Zone, time, zone_of};
use super::day::{Doubt, day, mark_of, split};
use super::written_dates;
use crate::answers::is_blank;
use crate::rules::form::{DateOrder, Dates};
use crate::values::{Problem, Reading, Value, Wrong};

/// Reads a calendar day.
pub fn read_date(dates: Dates, text: &str) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    match day(
        dates,
        written_dates::without_midnight(&written_dates::plainly(dates, text)),
    ) {
        Ok(date) => other_calendar(date)
            .or_else(|| out_of_bounds(dates, date))
            .map_or(Reading::Value(Value::Date(date)), Reading::from),
        Err(doubt) => {
            let wrong = doubtful(dates, doubt, Wrong::NoDate(dates.order), text);
            among(wrong, doubt, &|| {
                either(dates, &|dates| read_date(dates, text))
            })
        }
    }
}

/// What to ask where the rules say that no such day can be meant.
fn out_of_bounds(dates: Dates, date: Date) -> Option<Wrong> {
    let before = dates.min.filter(|min| date < *min);
    let after = dates.max.filter(|max| date > *max);
    before
        .map(Wrong::BeforeEarliest)
        .or_else(|| after.map(Wrong::AfterLatest))
}

/// The two days or moments that a text is with the day first and with the month first; nothing where it is not exactly two.
pub(crate) fn either(dates: Dates, read: &dyn Fn(Dates) -> Reading) -> Vec<Value> {
    let by = |order| match read(dates.by(order)) {
        Reading::Value(value) => Some(value),
        Reading::Blank | Reading::Unreadable(_) => None,
    };
    let both = by(DateOrder::DayMonthYear)
        .zip(by(DateOrder::MonthDayYear))
        .filter(|(one, other)| one != other);
    both.map_or_else(Vec::new, |(one, other)| vec![one, other])
}

/// What is asked about a column, with the two days that a cell of it can be.
fn among(wrong: Wrong, doubt: Doubt, values: &dyn Fn() -> Vec<Value>) -> Reading {
    match doubt {
        Doubt::Order(Some(_), Some(_)) => Problem::from(wrong).among(values()).into(),
        _ => wrong.into(),
    }
}

/// Reads a moment: a date, `T` or a space, the time to the minute or finer, and an offset from UTC or none.
///
/// Without an offset the zone holds. A local time that the zone skips or has twice (when clocks change) is not guessed, and
/// neither is the time of a bare date.
pub fn read_instant(
    dates: Dates,
    zone: &TimeZone,
    zones: &[(String, Offset)],
    text: &str,
) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    let written = written_dates::plainly(dates, text);
    let (day_text, rest) = split(&written);
    let date = match day(dates, day_text) {
        Ok(date) => date,
        Err(doubt) => {
            let wrong = doubtful(dates, doubt, Wrong::NoMoment(dates.order), text);
            return among(wrong, doubt, &|| {
                either(dates, &|dates| read_instant(dates, zone, zones, text))
            });
        }
    };
    if let Some(wrong) = other_calendar(date) {
        return wrong.into();
    }
    if rest.is_empty() {
        return Wrong::NoTimeOfDay(dates.order).into();
    }
    let (clock, offset) = match zone_of(zones, rest) {
        Zone::None(clock) => (clock, None),
        Zone::At(clock, offset) => (clock, Some(offset)),
        // A word behind what is no time of day is no zone.
        Zone::Named(clock, name) if time(clock).is_some() => {
            return Wrong::ZoneName(name.to_owned()).into();
        }
        Zone::Named(..) => return Wrong::NoMoment(dates.order).into(),
        Zone::Wrong => return Wrong::NoOffset.into(),
    };
    let Some(time) = time(clock) else {
        let is_clock = clock.contains(':')
            && clock
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':');
        return if is_clock {
            Wrong::NoSuchTime(dates.order).into()
        } else {
            Wrong::NoMoment(dates.order).into()
        };
    };
    let local = DateTime::from_parts(date, time);
    let instant = match offset {
        Some(offset) => offset.to_timestamp(local),
        None => {
            let ambiguous = zone.to_ambiguous_timestamp(local);
            if ambiguous.is_ambiguous() {
                return Wrong::ClocksChange.into();
            }
            ambiguous.unambiguous()
        }
    };
    match instant {
        Ok(instant) => Reading::Value(Value::Instant(instant)),
        Err(_) => Wrong::NoMoment(dates.order).into(),
    }
}

/// What to ask where the year is of another calendar, or has lost digits: nobody's passport, degree or birthday is of that year.
fn other_calendar(date: Date) -> Option<Wrong> {
    (!(1900..=2100).contains(&date.year())).then(|| Wrong::OtherCalendar(date.year()))
}

/// The day and time a moment is written with, whatever zone they are meant in, and the offset where one is written.
pub fn as_written(dates: Dates, text: &str) -> Option<(DateTime, Option<Offset>)> {
    let text = written_dates::plainly(dates, text);
    let (day_text, rest) = split(&text);
    let date = day(dates, day_text).ok()?;
    let (clock, offset) = match zone_of(&[], rest) {
        Zone::None(clock) => (clock, None),
        Zone::At(clock, offset) => (clock, Some(offset)),
        Zone::Named(..) | Zone::Wrong => return None,
    };
    Some((DateTime::from_parts(date, time(clock)?), offset))
}

/// What is wrong with a text that is no day; `otherwise` where nothing more is known of it.
fn doubtful(dates: Dates, doubt: Doubt, otherwise: Wrong, text: &str) -> Wrong {
    match doubt {
        Doubt::Nothing => otherwise,
        Doubt::NoSuchDay => Wrong::NoSuchDay,
        Doubt::ShortYear => Wrong::ShortYear,
        Doubt::Order(..) => Wrong::OrderOpen,
        Doubt::Against(order, _) => {
            let declared = mark_of(text).map_or(dates.order, |mark| dates.order_of(mark));
            Wrong::OtherOrder(order, declared)
        }
        Doubt::Serial(_) => Wrong::SerialDay,
    }
}
