//! Days and moments as people write them.

use jiff::civil::{Date, Time};

use super::meant::Meant;

const FORM: &str = "write a day as year-month-day, such as `2020-03-31`";

/// What a day or moment as written was meant to be.
pub(super) fn day(text: &str) -> Option<Meant> {
    let plain = plain(text);
    let (date, rest) = dated(&plain)?;
    let wrong = format!("`{text}` is no day or moment as rules write it");
    if date.is_empty() {
        return Some(Meant::unsure(
            format!("there is no day `{text}`"),
            "write a day of the calendar, as year-month-day".to_owned(),
        ));
    }
    let Some(time) = time(&rest) else {
        let first = date.first()?;
        let help = format!(
            "write the moment as `{first}T23:59`: year, month, day, `T`, hours of 24 and minutes, whichever are meant"
        );
        return Some(Meant::unsure(wrong, help));
    };
    let written = |date: &Date| match &time {
        Clock::None => date.to_string(),
        Clock::At(time) => format!("{date}T{time}"),
    };
    let zoned = rest
        .split_whitespace()
        .any(|word| ZONES.contains(&word.to_uppercase().as_str()));
    let why = match date.as_slice() {
        [_] if rest.contains("24")
            && matches!(&time, Clock::At(time) if time.ends_with("59:59")) =>
        {
            ": the last second of that day"
        }
        [_] if zoned => ", without a zone; the zone stands under `time_zone`",
        _ => ": year, month, day",
    };
    Some(match date.as_slice() {
        [one] => Meant::one(wrong, written(one), why),
        [one, other, ..] => {
            let help = format!(
                "write `{}` or `{}`, whichever is meant: year, month, day",
                written(one),
                written(other)
            );
            Meant::unsure(wrong, help)
        }
        [] => return None,
    })
}

/// A day that is surely meant to be one, though not which.
pub(super) fn like_a_day(text: &str) -> Option<Meant> {
    let numbers: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let year = numbers
        .iter()
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let worded =
        year && numbers.iter().any(|number| number.len() < 3) && text.contains(char::is_alphabetic);
    let short = numbers.len() == 3
        && numbers.iter().all(|number| number.len() < 3)
        && ['/', '-', '.']
            .iter()
            .any(|sign| text.matches(*sign).count() == 2)
        && !text.contains(char::is_alphabetic);
    let help = if short {
        format!("{FORM}, with all four digits of the year")
    } else {
        format!("{FORM}; a text stands in quotes")
    };
    ((worded || short) && text.chars().count() < 40).then(|| {
        Meant::unsure(
            format!("`{text}` is no day or moment as rules write it"),
            help,
        )
    })
}

/// What is said where a day is due and nothing like one is there.
pub(super) fn due(text: &str) -> Meant {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let apart = digits
        .then(|| {
            Some(format!(
                "{}-{}-{}",
                text.get(..4)?,
                text.get(4..6)?,
                text.get(6..)?
            ))
        })
        .flatten();
    let wrong = format!("`{text}` is no day or moment as rules write it");
    match apart.filter(|day| day.parse::<Date>().is_ok()) {
        Some(day) => Meant::one(wrong, day, ": year, month, day"),
        None => Meant::unsure(wrong, FORM.to_owned()),
    }
}

/// With ordinary signs: one kind of dash, blanks once, no day of the week, no letters after a number.
fn plain(text: &str) -> String {
    let dashed: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' | '−' | '\u{fe63}' | '－' => '-',
            '／' | '⁄' => '/',
            '．' => '.',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<String> = dashed
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(ordinal)
        .collect();
    let weekday = words.first().is_some_and(|word| {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .any(|day| word.to_lowercase().starts_with(day))
            && word.ends_with("day")
    });
    let words = words.get(usize::from(weekday)..).unwrap_or_default();
    // `31. 3. 2020`
    words
        .join(" ")
        .replace(". ", ".")
        .replace(" .", ".")
        .replace(" / ", "/")
        .replace(" - ", "-")
}

/// `27th` as `27`.
fn ordinal(word: &str) -> String {
    let ends = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end));
    ends.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(word)
        .to_owned()
}

/// The days that a text can be of, and what follows of it; no day where the calendar has none.
fn dated(text: &str) -> Option<(Vec<Date>, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    for (from, count) in [(0_usize, 3_usize), (1, 3), (2, 3)] {
        let Some(day) = words
            .get(from..from.saturating_add(count))
            .and_then(|day| named(&day.join(" ")))
        else {
            continue;
        };
        let others = words
            .iter()
            .enumerate()
            .filter(|(nth, _)| !(from..from.saturating_add(count)).contains(nth));
        return Some((
            vec![day],
            others.map(|(_, word)| *word).collect::<Vec<_>>().join(" "),
        ));
    }
    let clock = |at: &usize| {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        digit(
            text.get(..*at)
                .and_then(|before| before.chars().next_back()),
        ) && digit(
            text.get(at.saturating_add(1)..)
                .and_then(|after| after.chars().next()),
        )
    };
    let spread = match text.match_indices('T').map(|(at, _)| at).find(clock) {
        Some(at) => format!("{} {}", text.get(..at)?, text.get(at.saturating_add(1)..)?),
        None => text.to_owned(),
    };
    let words: Vec<&str> = spread.split(' ').collect();
    words.iter().enumerate().find_map(|(nth, word)| {
        let days = match named(word) {
            Some(day) => vec![day],
            None => numbered(word)?,
        };
        let others = words.iter().enumerate().filter(|(other, _)| *other != nth);
        Some((
            days,
            others.map(|(_, word)| *word).collect::<Vec<_>>().join(" "),
        ))
    })
}

fn named(text: &str) -> Option<Date> {
    let forms = [
        "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y %B %d", "%d-%b-%Y", "%d-%B-%Y",
        "%d.%B %Y", "%d/%b/%Y",
    ];
    forms
        .iter()
        .find_map(|form| Date::strptime(form, text.trim_end_matches('.')).ok())
}

fn numbered(date: &str) -> Option<Vec<Date>> {
    let parts: Vec<&str> = date
        .split(['.', '/', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let (first, second, third): (i16, i16, i16) =
        (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let make = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let year_first = a.len() == 4;
    if !year_first && c.len() != 4 {
        return None;
    }
    Some(if year_first {
        make(first, second, third).into_iter().collect()
    } else if date.contains('.') {
        make(third, second, first).into_iter().collect()
    } else {
        make(third, second, first)
            .into_iter()
            .chain(make(third, first, second).filter(|_| first != second))
            .collect()
    })
}

enum Clock {
    None,
    At(String),
}

const ZONES: &[&str] = &[
    "Z", "UTC", "GMT", "CET", "CEST", "EET", "EEST", "MSK", "BST", "WET", "EST", "PST",
];

/// The time behind a day; none where it is not surely one.
fn time(rest: &str) -> Option<Clock> {
    let lower = rest.to_lowercase();
    let mut words: Vec<&str> = lower
        .split_whitespace()
        .filter(|word| !matches!(*word, "at" | "um" | "h" | "o'clock" | "uhr"))
        .collect();
    words.retain(|word| !ZONES.contains(&word.to_uppercase().as_str()));
    let joined = words.concat().replace("a.m.", "am").replace("p.m.", "pm");
    if joined.is_empty() {
        return Some(Clock::None);
    }
    let (clock, half) = match (joined.strip_suffix("am"), joined.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (joined.as_str(), None),
    };
    let parts: Vec<&str> = clock.trim_end_matches('h').split([':', '.', 'h']).collect();
    let numbers: Vec<i8> = parts
        .iter()
        .map(|part| part.parse().ok().filter(|_| part.len() < 3))
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match numbers.as_slice() {
        [hour] if half.is_some() || joined.ends_with('h') => (*hour, 0, None),
        [hour, minute] => (*hour, *minute, None),
        [hour, minute, second] => (*hour, *minute, Some(*second)),
        _ => return None,
    };
    if (hour, minute, second.unwrap_or(0), half) == (24, 0, 0, None) {
        return Some(Clock::At("23:59:59".to_owned()));
    }
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => (hour % 12).checked_add(half)?,
        None => hour,
    };
    let time = Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
    Some(Clock::At(if second.is_some() {
        time.to_string()
    } else {
        time.strftime("%H:%M").to_string()
    }))
}
