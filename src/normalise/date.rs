//! Dates and moments. ISO 8601 is always read; another order of day, month and year only where the rules declare it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::{is_blank, unreadable};
use crate::domain::{Reading, Value};
use crate::rules::form::DateOrder;

/// Reads a calendar day.
pub fn read_date(order: DateOrder, text: &str) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    date(order, text)
        .map_or_else(|| unreadable("is no date", Some(wanted(order))), |date| Reading::Value(Value::Date(date)))
}

/// Reads a moment: a date, `T` or a space, the time to the minute or finer, and an offset from UTC or none.
///
/// Without an offset the zone holds. A local time that the zone skips or has twice (when clocks change) is not guessed, and
/// neither is the time of a bare date.
pub fn read_instant(order: DateOrder, zone: &TimeZone, text: &str) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    let wrong =
        || unreadable("is no date with a time", Some(format!("{}, then the time, such as `14:03:00`", wanted(order))));
    let Some((day, rest)) = text.split_once(['T', 't', ' ']) else { return wrong() };
    let Some(day) = date(order, day) else { return wrong() };
    let rest = rest.trim();
    let (clock, offset) = match rest.find(['Z', 'z', '+', '-']).and_then(|at| rest.split_at_checked(at)) {
        Some((clock, offset)) => match utc_offset(offset) {
            Some(offset) => (clock.trim_end(), Some(offset)),
            None => return wrong(),
        },
        None => (rest, None),
    };
    let Some(time) = time(clock) else { return wrong() };
    let local = DateTime::from_parts(day, time);
    let instant = match offset {
        Some(offset) => offset.to_timestamp(local),
        None => {
            let ambiguous = zone.to_ambiguous_timestamp(local);
            if ambiguous.is_ambiguous() {
                return unreadable(
                    "falls into the hour when clocks change",
                    Some("write the offset too, such as `+01:00`".to_owned()),
                );
            }
            ambiguous.unambiguous()
        }
    };
    instant.map_or_else(|_| wrong(), |instant: Timestamp| Reading::Value(Value::Instant(instant)))
}

fn wanted(order: DateOrder) -> String {
    match order {
        DateOrder::YearMonthDay => "write year-month-day, such as `2019-03-28`",
        DateOrder::DayMonthYear => "write day.month.year, such as `28.03.2019`, or year-month-day",
        DateOrder::MonthDayYear => "write month/day/year, such as `03/28/2019`, or year-month-day",
    }
    .to_owned()
}

fn date(order: DateOrder, text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        match order {
            DateOrder::YearMonthDay => return None,
            DateOrder::DayMonthYear => (third, second, first),
            DateOrder::MonthDayYear => (third, first, second),
        }
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(digits(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?).ok()
}

fn time(text: &str) -> Option<Time> {
    let (clock, fraction) = text.split_once('.').map_or((text, None), |(clock, fraction)| (clock, Some(fraction)));
    let mut parts = clock.split(':');
    let (hour, minute) = (small(parts.next()?)?, small(parts.next()?)?);
    let second = parts.next().map_or(Some(0), small)?;
    if parts.next().is_some()
        || !fraction.is_none_or(|digits| digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    // Fractions of a second are dropped: deadlines are stated in seconds.
    Time::new(hour, minute, second, 0).ok()
}

fn utc_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2)).unwrap_or((rest, "0"));
    let minutes = if minutes.is_empty() { 0 } else { i32::from(digits(minutes)?) };
    let seconds = i32::from(digits(hours)?).checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?;
    (minutes < 60).then_some(())?;
    Offset::from_seconds(seconds.checked_mul(sign)?).ok()
}

fn small(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| digits(text)).flatten().and_then(|value| i8::try_from(value).ok())
}

fn digits(text: &str) -> Option<i16> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
