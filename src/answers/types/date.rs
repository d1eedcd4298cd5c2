//! Dates and moments. ISO 8601 is always read; another order of day, month and year only where the rules declare it, and
//! years of two digits only where they say the century.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use super::clock::{Zone, digits, time, zone_of};
use super::written_dates;
use crate::answers::is_blank;
use crate::rules::form::{DateOrder, Dates, Mark};
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
        Zone::None => (rest, None),
        Zone::At(clock, offset) => (clock, Some(offset)),
        Zone::Named(name) => return Wrong::ZoneName(name.to_owned()).into(),
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
        Zone::None => (rest, None),
        Zone::At(clock, offset) => (clock, Some(offset)),
        Zone::Named(_) | Zone::Wrong => return None,
    };
    Some((DateTime::from_parts(date, time(clock)?), offset))
}

/// Whether a text is a day and nothing else.
pub(crate) fn is_day(dates: Dates, text: &str) -> bool {
    day(dates, written_dates::plainly(dates, text).trim()).is_ok()
}

/// The days a text can mean where nobody says what comes first: with the day first, and with the month first.
pub fn readings(text: &str) -> [Option<Date>; 2] {
    match day(
        Dates::default(),
        &written_dates::plainly(Dates::default(), text),
    ) {
        Err(Doubt::Order(day_first, month_first)) => [day_first, month_first],
        Ok(date) => [Some(date), None],
        Err(_) => [None, None],
    }
}

/// Whether the day of a text, which may be a moment, can be two days.
pub(crate) fn is_two_days(text: &str) -> bool {
    let plain = written_dates::plainly(Dates::default(), text);
    readings(split(&plain).0).iter().flatten().count() == 2
}

/// Why a text is no day that the rules settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    Nothing,
    /// It has the form of a date, and the calendar has no such day.
    NoSuchDay,
    /// The year has two digits, and the rules do not say of which century.
    ShortYear,
    /// The rules do not say what comes first: what it is with the day first, and with the month first.
    Order(Option<Date>, Option<Date>),
    /// A day only in another order than the rules declare: that order and day.
    Against(DateOrder, Date),
    /// A number such as Excel counts days by: the day it would be.
    Serial(Date),
}

/// The doubt about a cell's day; none where it is read.
pub(crate) fn doubt(dates: Dates, text: &str, with_time: bool) -> Option<Doubt> {
    let text = written_dates::plainly(dates, text);
    day(dates, day_of(&text, with_time)).err()
}

/// A day that is read: whether it is written with the year first, as true dates are.
pub(crate) fn read_day(dates: Dates, text: &str, with_time: bool) -> Option<(Date, bool)> {
    let text = written_dates::plainly(dates, text);
    let text = day_of(&text, with_time);
    let date = day(dates, text).ok()?;
    Some((
        date,
        parts(text).is_some_and(|[first, ..]| first.len() == 4),
    ))
}

/// A day in words.
pub(crate) fn said(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The mark between day, month and year of a date of which the order is a question.
pub(crate) fn mark(dates: Dates, text: &str, with_time: bool) -> Option<Mark> {
    let text = written_dates::plainly(dates, text);
    let text = day_of(&text, with_time);
    parts(text).and_then(|_| mark_of(text))
}

fn mark_of(text: &str) -> Option<Mark> {
    Mark::ALL
        .into_iter()
        .filter_map(|mark| Some((text.find(mark.text())?, mark)))
        .min()
        .map(|(_, mark)| mark)
}

/// A date that begins with the year, day and month exchanged.
pub(crate) fn exchanged(text: &str) -> Option<String> {
    let (day, rest) = split(text);
    let [year, month, day] = parts(day)?;
    Some(format!("{year}-{day}-{month} {rest}").trim_end().to_owned())
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

/// What says the day: of a moment what stands before the time, of a date all of it but a midnight.
fn day_of(text: &str, with_time: bool) -> &str {
    if with_time {
        split(text).0
    } else {
        written_dates::without_midnight(text)
    }
}

/// The day of a moment, and the rest.
fn split(text: &str) -> (&str, &str) {
    text.split_once(['T', 't', ' '])
        .map_or((text, ""), |(day, rest)| (day, rest.trim()))
}

fn parts(text: &str) -> Option<[&str; 3]> {
    let text = text.trim();
    let mut parts = text
        .strip_suffix('.')
        .unwrap_or(text)
        .split(['-', '/', '.']);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let sound = three.iter().all(|part| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    (sound && parts.next().is_none()).then_some(three)
}

fn day(dates: Dates, text: &str) -> Result<Date, Doubt> {
    let Some([first, second, third]) = parts(text) else {
        return Err(serial(text).map_or(Doubt::Nothing, Doubt::Serial));
    };
    let date = |year: &str, month: &str, day: &str| {
        let year = match (year.len(), dates.century) {
            (4, _) => digits(year)?,
            (2, Some(century)) => i16::from(century)
                .checked_mul(100)?
                .checked_add(digits(year)?)?,
            _ => return None,
        };
        if month.len() > 2 || day.len() > 2 {
            return None;
        }
        Date::new(
            year,
            i8::try_from(digits(month)?).ok()?,
            i8::try_from(digits(day)?).ok()?,
        )
        .ok()
    };
    if first.len() == 4 {
        return date(first, second, third).ok_or(Doubt::NoSuchDay);
    }
    let by = |order: DateOrder| match order {
        DateOrder::YearMonthDay => date(first, second, third),
        DateOrder::DayMonthYear => date(third, second, first),
        DateOrder::MonthDayYear => date(third, first, second),
    };
    if third.len() != 4 && dates.century.is_none() {
        let short = [first, second].iter().all(|part| part.len() <= 2) && third.len() == 2;
        return Err(if short {
            Doubt::ShortYear
        } else {
            Doubt::Nothing
        });
    }
    let (day_first, month_first) = (by(DateOrder::DayMonthYear), by(DateOrder::MonthDayYear));
    match mark_of(text).map_or(dates.order, |mark| dates.order_of(mark)) {
        None if day_first.or(month_first).is_none() => Err(Doubt::NoSuchDay),
        // The same day either way.
        None if day_first == month_first && third.len() == 4 => day_first.ok_or(Doubt::NoSuchDay),
        None => Err(Doubt::Order(day_first, month_first)),
        // Neither of the other orders is declared, and nobody may choose between them.
        Some(DateOrder::YearMonthDay)
            if first.len() < 4 && third.len() == 4 && day_first.and(month_first).is_some() =>
        {
            Err(Doubt::Order(day_first, month_first))
        }
        Some(order) => by(order).ok_or_else(|| {
            let others = [
                (DateOrder::DayMonthYear, day_first),
                (DateOrder::MonthDayYear, month_first),
            ];
            let other = others
                .into_iter()
                .find_map(|(other, date)| Some((other, date?)));
            other.map_or(Doubt::NoSuchDay, |(other, date)| {
                Doubt::Against(other, date)
            })
        }),
    }
}

/// The day that Excel would show for a bare number: five digits, and a fraction for the time.
fn serial(text: &str) -> Option<Date> {
    let (days, time) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let sound =
        days.len() == 5 && time.bytes().all(|byte| byte.is_ascii_digit()) && !days.starts_with('0');
    let days = sound.then(|| days.parse::<i32>().ok()).flatten()?;
    jiff::civil::date(1899, 12, 30)
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}
