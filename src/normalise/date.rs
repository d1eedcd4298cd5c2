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
            None => {
                return unreadable(
                    "ends in no offset from UTC",
                    Some("write its hours and minutes with two digits each, such as `+02:00`".to_owned()),
                );
            }
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

/// A time of day, of 24 hours or of twice twelve: `14:03`, `2:03:00 PM`.
fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let half = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at));
    let (clock, afternoon) = match half {
        Some((clock, half)) if half.eq_ignore_ascii_case("am") => (clock.trim_end(), Some(false)),
        Some((clock, half)) if half.eq_ignore_ascii_case("pm") => (clock.trim_end(), Some(true)),
        _ => (text, None),
    };
    let time = of_day(clock)?;
    let Some(afternoon) = afternoon else { return Some(time) };
    // Twelve comes before one: 12:30 AM is half past midnight.
    let hour = if (1..=12).contains(&time.hour()) { time.hour() % 12 } else { return None };
    Time::new(if afternoon { hour.saturating_add(12) } else { hour }, time.minute(), time.second(), 0).ok()
}

/// Hours with one digit or two, minutes and seconds with two: `9:5` may have lost a digit on either side.
fn of_day(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, pair(parts.next()?)?);
    let hour = if hour.len() <= 2 { i8::try_from(digits(hour)?).ok()? } else { return None };
    let second = match parts.next() {
        None => 0,
        Some(second) => match second.split_once('.') {
            None => pair(second)?,
            // Fractions of a second are dropped: deadlines are stated in seconds.
            Some((second, fraction)) => {
                let sound = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
                if sound { pair(second)? } else { return None }
            }
        },
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// `Z`, `+02`, `+0200` or `+02:00`; of `+200` nobody knows whether it is two hours or twenty.
fn utc_offset(text: &str) -> Option<Offset> {
    /// No clock on earth is further from UTC than 14 hours; ISO readers commonly take 18.
    const FURTHEST: i32 = 18 * 3600;
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_at_checked(2)? {
        (hours, "") => (hours, "00"),
        (hours, minutes) => (hours, minutes.strip_prefix(':').unwrap_or(minutes)),
    };
    let (hours, minutes) = (i32::from(pair(hours)?), i32::from(pair(minutes)?));
    let seconds = hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?;
    (minutes < 60 && seconds <= FURTHEST).then_some(())?;
    Offset::from_seconds(seconds.checked_mul(sign)?).ok()
}

/// Exactly two digits.
fn pair(text: &str) -> Option<i8> {
    (text.len() == 2).then(|| digits(text)).flatten().and_then(|value| i8::try_from(value).ok())
}

fn digits(text: &str) -> Option<i16> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
