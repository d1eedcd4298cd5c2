//! What day a text is by the order that the rules declare, and where it is none, what stands in the way.

use jiff::civil::Date;

use super::clock::digits;
use super::written_dates;
use crate::rules::form::{DateOrder, Dates, Mark};

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

/// The mark between day, month and year of a date of which the order is a question.
pub(crate) fn mark(dates: Dates, text: &str, with_time: bool) -> Option<Mark> {
    let text = written_dates::plainly(dates, text);
    let text = day_of(&text, with_time);
    parts(text).and_then(|_| mark_of(text))
}

pub(super) fn mark_of(text: &str) -> Option<Mark> {
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

/// What says the day: of a moment what stands before the time, of a date all of it but a midnight.
fn day_of(text: &str, with_time: bool) -> &str {
    if with_time {
        split(text).0
    } else {
        written_dates::without_midnight(text)
    }
}

/// The day of a moment, and the rest.
pub(super) fn split(text: &str) -> (&str, &str) {
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

pub(super) fn day(dates: Dates, text: &str) -> Result<Date, Doubt> {
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
