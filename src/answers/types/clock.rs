//! Times of day, and what a moment says of its zone.

use jiff::civil::Time;
use jiff::tz::Offset;

use crate::values::offset;

/// A time of day, of 24 hours or of twice twelve: `14:03`, `2:03:00 PM`.
pub(crate) fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let half = text
        .len()
        .checked_sub(2)
        .and_then(|at| text.split_at_checked(at));
    let (clock, afternoon) = match half {
        Some((clock, half)) if half.eq_ignore_ascii_case("am") => (clock.trim_end(), Some(false)),
        Some((clock, half)) if half.eq_ignore_ascii_case("pm") => (clock.trim_end(), Some(true)),
        _ => (text, None),
    };
    let time = of_day(clock)?;
    let Some(afternoon) = afternoon else {
        return Some(time);
    };
    // Twelve comes before one: 12:30 AM is half past midnight.
    let hour = if (1..=12).contains(&time.hour()) {
        time.hour() % 12
    } else {
        return None;
    };
    Time::new(
        if afternoon {
            hour.saturating_add(12)
        } else {
            hour
        },
        time.minute(),
        time.second(),
        0,
    )
    .ok()
}

/// Hours with one digit or two, minutes and seconds with two: `9:5` may have lost a digit on either side.
fn of_day(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, pair(parts.next()?)?);
    let hour = if hour.len() <= 2 {
        i8::try_from(digits(hour)?).ok()?
    } else {
        return None;
    };
    let second = match parts.next() {
        None => 0,
        Some(second) => match second.split_once('.') {
            None => pair(second)?,
            // Fractions of a second are dropped: deadlines are stated in seconds.
            Some((second, fraction)) => {
                let sound = (1..=9).contains(&fraction.len())
                    && fraction.bytes().all(|byte| byte.is_ascii_digit());
                if sound { pair(second)? } else { return None }
            }
        },
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// What a moment says of its zone.
pub(crate) enum Zone<'t> {
    /// Nothing; the clock.
    None(&'t str),
    /// The clock before it, and the offset.
    At(&'t str, Offset),
    /// The clock before it, and a short name such as `EET`, which stands for other offsets elsewhere and in summer.
    Named(&'t str, &'t str),
    Wrong,
}

/// The zone at the end of a time of day: an offset, `UTC`, `GMT+1`, or a short name that the rules give an offset.
pub(crate) fn zone_of<'t>(zones: &[(String, Offset)], rest: &'t str) -> Zone<'t> {
    // A browser adds the zone's long name in brackets: `GMT+0100 (Central European Standard Time)`.
    let rest = rest
        .split_once('(')
        .map_or(rest, |(before, _)| before)
        .trim_end();
    let letters = |letter: char| letter.is_ascii_alphabetic();
    let begins = rest.find(['+', '-']).unwrap_or(rest.len());
    let (before, offset) = rest.split_at_checked(begins).unwrap_or((rest, ""));
    let name_at = before.trim_end().trim_end_matches(letters).len();
    let (clock, name) = before
        .trim_end()
        .split_at_checked(name_at)
        .unwrap_or((before, ""));
    let at = |clock: &'t str, offset: Option<Offset>| {
        offset.map_or(Zone::Wrong, |offset| Zone::At(clock.trim_end(), offset))
    };
    match (name.to_ascii_uppercase().as_str(), offset) {
        ("" | "AM" | "PM", "") => Zone::None(rest),
        // A word for o'clock.
        ("UHR" | "H" | "HRS", "") => Zone::None(clock.trim_end()),
        ("" | "AM" | "PM", offset) => at(before, offset::read(offset)),
        ("UTC" | "GMT" | "Z", "") => at(clock, Some(Offset::UTC)),
        ("UTC" | "GMT", offset) => at(clock, offset::read(offset).or_else(|| hours(offset))),
        (known, "") => match zones
            .iter()
            .find(|(zone, _)| zone.eq_ignore_ascii_case(known))
        {
            Some((_, offset)) => at(clock, Some(*offset)),
            None if (2..=5).contains(&name.len()) => Zone::Named(clock.trim_end(), name),
            None => Zone::Wrong,
        },
        _ => Zone::Wrong,
    }
}

/// `+1`, `-5:30`: after `GMT` a single digit is hours.
fn hours(text: &str) -> Option<Offset> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    (hours.len() == 1)
        .then(|| offset::read(&format!("{sign}0{hours}:{minutes}")))
        .flatten()
}

/// Exactly two digits.
fn pair(text: &str) -> Option<i8> {
    (text.len() == 2)
        .then(|| digits(text))
        .flatten()
        .and_then(|value| i8::try_from(value).ok())
}

pub(crate) fn digits(text: &str) -> Option<i16> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
