//! Days and moments as TOML writes them, in the zone that the rules name.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use toml::de::DeValue;
use toml::value::{Datetime, Offset as Written};

use super::diagnostics::shown;
use super::table::Item;
use crate::base::finding::Code;
use crate::values::offset;

/// What a day without an hour means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// Its first moment.
    Start,
    /// Its last second.
    End,
}

/// A day, `2019-05-27`.
pub(super) fn date(item: Item<'_>) -> Option<Date> {
    match item.value {
        DeValue::Datetime(Datetime {
            date: Some(date),
            time: None,
            offset: None,
        }) => day(item, *date),
        _ => {
            item.wrong_type("a day such as `2019-05-27`, without quotes");
            None
        }
    }
}

/// A moment: with an offset as it stands, without one in `zone`, and a day as its first moment or last second.
pub(super) fn moment(item: Item<'_>, zone: &TimeZone, whole_day: Day) -> Option<Timestamp> {
    let DeValue::Datetime(Datetime {
        date: Some(written),
        time,
        offset,
    }) = item.value
    else {
        item.wrong_type(
            "a day or moment such as `2019-03-29` or `2019-03-29T23:59:59`, without quotes",
        );
        return None;
    };
    let date = day(item, *written)?;
    let Some(time) = time else {
        let moment = match whole_day {
            Day::Start => date
                .to_zoned(zone.clone())
                .ok()
                .map(|start| start.timestamp()),
            Day::End => date
                .tomorrow()
                .and_then(|next| next.to_zoned(zone.clone()))
                .and_then(|next| next.timestamp().checked_sub(1.second()))
                .ok(),
        };
        return moment.or_else(|| no_such(item, "is out of range"));
    };
    let part = |value: u32| i8::try_from(value).ok();
    let clock = part(time.hour.into())
        .zip(part(time.minute.into()))
        .zip(part(time.second.unwrap_or(0).into()));
    let nanoseconds = i32::try_from(time.nanosecond.unwrap_or(0)).ok();
    let clock = clock
        .zip(nanoseconds)
        .and_then(|(((hour, minute), second), rest)| Time::new(hour, minute, second, rest).ok());
    let Some(clock) = clock else {
        return no_such(item, "is no moment");
    };
    let local = DateTime::from_parts(date, clock);
    match offset {
        Some(offset) => {
            let minutes = match offset {
                Written::Z => 0,
                Written::Custom { minutes } => i32::from(*minutes),
            };
            let offset = minutes.checked_mul(60).and_then(|seconds| Offset::from_seconds(seconds).ok());
            let moment = offset.and_then(|offset| offset.to_timestamp(local).ok());
            moment.or_else(|| no_such(item, "is out of range"))
        }
        None => zone.to_ambiguous_timestamp(local).unambiguous().ok().or_else(|| {
            let zone = zone.iana_name().unwrap_or("UTC");
            no_such(item, &format!("happens twice or not at all in `{zone}`; write it with its offset, as in `+02:00`"))
        }),
    }
}

fn day(item: Item<'_>, written: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(written.year).ok();
    let date = year
        .zip(
            i8::try_from(written.month)
                .ok()
                .zip(i8::try_from(written.day).ok()),
        )
        .and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    date.or_else(|| no_such(item, "is no day"))
}

fn no_such<T>(item: Item<'_>, what: &str) -> Option<T> {
    item.spot
        .say_bad(format!("`{}` {what}", item.spot.written()));
    None
}

/// Short names of zones and the offset each stands for, as in `{ EET = "+02:00" }`.
pub(super) fn zones(item: Item<'_>) -> Option<Vec<(String, Offset)>> {
    let entries = item.entries()?;
    let mut zones = Vec::new();
    for (name, value) in entries {
        let text = value.text()?;
        let Some(offset) = offset::read(text) else {
            value.spot.say_bad_help(
                format!("`{text}` is no offset from UTC"),
                "write its hours and minutes with two digits each, such as `+02:00`",
            );
            return None;
        };
        if !name
            .written()
            .chars()
            .all(|letter| letter.is_ascii_alphabetic())
        {
            name.say_bad(format!(
                "{} is no short name of a time zone",
                name.written()
            ));
            return None;
        }
        zones.push((value.key.to_owned(), offset));
    }
    Some(zones)
}

/// Notes a zone that the zone database does not have: an offset is none, and of a city it is that of the city.
pub(super) fn unknown_zone(name: &str, item: Item<'_>) {
    let known: Vec<_> = jiff::tz::db()
        .available()
        .map(|zone| zone.as_str().to_owned())
        .collect();
    let message = format!("there is no time zone `{}`", shown(name));
    let folded = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let city = |zone: &&String| {
        zone.rsplit_once('/')
            .is_some_and(|(_, city)| folded(city) == folded(name))
    };
    let is_offset =
        name.chars().any(|letter| letter.is_ascii_digit()) && name.contains(['+', '-', '\u{2212}']);
    if is_offset {
        let help = "an offset is no time zone, since it says nothing of summer time: write the IANA name of the place whose clock \
                    counts, such as `Asia/Tbilisi`";
        item.spot.say_help(Code::UnknownName, message, help);
    } else if let Some(zone) = known.iter().find(city) {
        item.spot.say_help(
            Code::UnknownName,
            message,
            format!("did you mean `{zone}`?"),
        );
    } else {
        let help = "write an IANA name, a region and a city, such as `Europe/Warsaw`";
        item.spot.say_unknown(
            Code::UnknownName,
            message,
            name,
            known.iter().map(String::as_str),
            help,
        );
    }
}
