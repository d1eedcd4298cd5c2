//! Single values as other places write them: days, numbers, yes and no, texts without quotes or with curly ones.

use jiff::civil::Date;

use super::Mistake;

/// Blanks that look like a blank and are none, and letters that look like nothing.
const INVISIBLE: &[(char, &str)] = &[
    ('\u{a0}', "a no-break space"),
    ('\u{202f}', "a narrow no-break space"),
    ('\u{2007}', "a figure space"),
    ('\u{2009}', "a thin space"),
    ('\u{3000}', "an ideographic space"),
    ('\u{200b}', "a zero-width space"),
    ('\u{200e}', "a mark of the direction of writing"),
    ('\u{200f}', "a mark of the direction of writing"),
    ('\u{feff}', "a byte order mark"),
    ('\u{ad}', "a soft hyphen"),
];

/// An invisible letter outside of texts; `bones` is the statement without its texts.
pub(super) fn invisible(bones: &str, from: usize) -> Option<Mistake> {
    bones.char_indices().find_map(|(at, letter)| {
        let (_, name) = INVISIBLE.iter().find(|(known, _)| *known == letter)?;
        let at = from.saturating_add(at);
        let message = format!(
            "here stands {name} (U+{:04X}), which cannot be told from nothing or from a blank",
            u32::from(letter)
        );
        Some(Mistake::new(at..at.saturating_add(letter.len_utf8()), message, "type an ordinary blank in its place"))
    })
}

/// Quotation marks of printed texts, and those that close them.
const CURLY: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('”', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‘', &['’', '‘']),
    ('’', &['’']),
    ('‚', &['‘', '’']),
];

/// A text in curly quotes, where a value begins.
pub(super) fn curly(written: &str, from: usize) -> Option<Mistake> {
    let (at, opening) = written.char_indices().find(|(at, letter)| {
        let before = written.get(..*at).unwrap_or_default().trim_end();
        CURLY.iter().any(|(opening, _)| opening == letter) && before.ends_with(['=', '[', ',', '{'])
    })?;
    let (_, closing) = CURLY.iter().find(|(known, _)| *known == opening)?;
    let inside = written.get(at.saturating_add(opening.len_utf8())..)?;
    let inside = inside.lines().next().unwrap_or_default();
    let end = inside.find(*closing)?;
    let text = inside.get(..end)?;
    let length = opening.len_utf8().saturating_add(end).saturating_add(opening.len_utf8());
    let at = from.saturating_add(at);
    let help = if text.contains('"') { format!("write `'{text}'`") } else { format!("write `\"{text}\"`") };
    Some(Mistake::new(at..at.saturating_add(length), "a text stands in straight quotes", help))
}

/// A backslash in a text, which begins something else than it shows.
pub(super) fn escaped(stumble: &toml::de::Error, text: &str) -> Option<Mistake> {
    let at = stumble.span()?.start;
    let before = text.get(..at)?.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
    let at = before.strip_suffix('\\')?.len();
    let help = "write `/` between the names of folders, and `\\\\` for a backslash";
    Some(Mistake::new(at..at.saturating_add(1), "a backslash begins a special letter here", help))
}

/// The single value that stands at `at` in the statement.
pub(super) fn scalar(written: &str, bones: &str, from: usize, at: usize) -> Option<Mistake> {
    let value = written.split_once('=').map_or("", |(_, value)| value.trim());
    // A day in words has commas of its own.
    let span = if written_day(value).is_some() {
        let start = written.find(value)?;
        start..start.saturating_add(value.len())
    } else {
        stretch(bones, at)?
    };
    let text = written.get(span.clone())?;
    let ended = bones.get(..span.start).is_some_and(|before| before.ends_with('_'));
    let spot = from.saturating_add(span.start)..from.saturating_add(span.end);
    if ended && !text.is_empty() {
        let help =
            "inside of a text in `\"` write `\\\"` for the mark itself, or put the whole text between `'` and `'`";
        return Some(Mistake::new(spot, "the quotation mark before this ended the text", help));
    }
    if text.is_empty() {
        let key = bones.split('=').next().unwrap_or_default().trim();
        return bones.contains('=').then(|| {
            Mistake::new(spot, format!("`{key}` has no value"), "write one after the `=`, or leave the line out")
        });
    }
    let meant = meant(text)?;
    Some(Mistake::new(spot, meant.message, meant.help))
}

/// The value around a place: between signs that are no part of one.
fn stretch(bones: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let stops = |letter: char| matches!(letter, '=' | '{' | '}' | '[' | ']' | '\n' | '\r' | '_' | '#');
    let before = bones.get(..at)?;
    let start = before.rfind(stops).map_or(0, |stop| stop.saturating_add(1));
    // A comma between digits is somebody's decimal point; any other comma parts values.
    let parts = |text: &str, comma: usize| {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let next = text.get(comma.saturating_add(1)..).and_then(|after| after.chars().next());
        !(digit(text.get(..comma).and_then(|before| before.chars().next_back())) && digit(next))
    };
    let commas = bones.match_indices(',').map(|(comma, _)| comma).filter(|comma| parts(bones, *comma));
    let commas: Vec<usize> = commas.collect();
    let start =
        commas.iter().filter(|comma| **comma < at).map(|comma| comma.saturating_add(1)).max().unwrap_or(0).max(start);
    let rest = bones.get(start..)?;
    let length = rest.find(stops).unwrap_or(rest.len());
    let end = commas
        .iter()
        .filter(|comma| **comma >= start)
        .min()
        .copied()
        .unwrap_or(bones.len())
        .min(start.saturating_add(length));
    let value = bones.get(start..end)?;
    let lead = value.len().saturating_sub(value.trim_start().len());
    let start = start.saturating_add(lead);
    Some(start..start.saturating_add(value.trim().len()))
}

/// What a value as written was meant to be.
struct Meant {
    /// What is wrong with it.
    message: String,
    /// What to write.
    help: String,
    /// What to write, alone, where only one thing can be meant.
    value: Option<String>,
}

impl Meant {
    fn one(message: String, value: String, why: &str) -> Self {
        Self { message, help: format!("write `{value}`{why}"), value: Some(value) }
    }

    fn unsure(message: String, help: String) -> Self {
        Self { message, help, value: None }
    }
}

/// A number that a text in quotes was meant to be, as rules write it.
pub(in crate::rules::load) fn number_meant(text: &str) -> Option<String> {
    if text.parse::<rust_decimal::Decimal>().is_ok() && !text.starts_with(['0', '.']) {
        return Some(text.to_owned());
    }
    number(text)?.value
}

/// A day or moment that a text in quotes was meant to be, as rules write it.
pub(in crate::rules::load) fn day_meant(text: &str) -> Option<String> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if date.len() == 10 && date.parse::<Date>().is_ok() {
        return Some(if time.is_empty() { date.to_owned() } else { format!("{date}T{time}") });
    }
    day(text)?.value
}

fn meant(text: &str) -> Option<Meant> {
    day(text).or_else(|| named_day(text)).or_else(|| number(text)).or_else(|| word(text))
}

fn written_day(text: &str) -> Option<Date> {
    let forms = ["%d %B %Y", "%d %b %Y", "%d. %B %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y"];
    forms.iter().find_map(|form| Date::strptime(form, text).ok())
}

/// A day with the name of its month.
fn named_day(text: &str) -> Option<Meant> {
    let wrong = || format!("`{text}` is no day or moment as rules write it");
    if let Some(date) = written_day(text) {
        return Some(Meant::one(wrong(), date.to_string(), ": year, month, day"));
    }
    let numbers: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = numbers.iter().any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let dated = year && numbers.iter().any(|number| number.len() < 3) && text.contains(char::is_alphabetic);
    let help = || "write a day as year-month-day, such as `2020-03-31`; a text stands in quotes".to_owned();
    (dated && text.chars().count() < 30).then(|| Meant::unsure(wrong(), help()))
}

/// A day or moment with its parts in another order or with other signs between them.
fn day(text: &str) -> Option<Meant> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split(['.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (first, second, third): (i16, i16, i16) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let make =
        |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let year_first = a.len() == 4;
    if !year_first && c.len() != 4 {
        return None;
    }
    let hours = time.trim().split(' ').next().unwrap_or_default();
    let written = |date: Date| match hours {
        "" => date.to_string(),
        hours if hours.starts_with("24") => format!("{date}T23:59:59"),
        hours => format!("{date}T{hours}"),
    };
    let readings: Vec<Date> = if year_first {
        make(first, second, third).into_iter().collect()
    } else if date.contains('.') {
        make(third, second, first).into_iter().collect()
    } else {
        make(third, second, first).into_iter().chain(make(third, first, second).filter(|_| first != second)).collect()
    };
    let message = format!("`{text}` is no day or moment as rules write it");
    Some(match readings.as_slice() {
        [] => Meant::unsure(
            format!("there is no day `{date}`"),
            "write a day of the calendar, as year-month-day".to_owned(),
        ),
        [one] if hours.starts_with("24") => {
            Meant::one(format!("`{text}`: the last second of a day is 23:59:59"), written(*one), "")
        }
        [one] if year_first && date == one.to_string() => {
            Meant::one(message, written(*one), ", without a zone; the zone stands under `time_zone`")
        }
        [one] => Meant::one(message, written(*one), ": year, month, day"),
        [one, other, ..] => {
            let help =
                format!("write `{}` or `{}`, whichever is meant: year, month, day", written(*one), written(*other));
            Meant::unsure(message, help)
        }
    })
}

/// A number with a decimal comma, a percent sign, a fraction, zeros or blanks too many, or a unit.
fn number(text: &str) -> Option<Meant> {
    let plain = text.replace('−', "-").replace([' ', '\''], "");
    let (body, sign) = plain.strip_prefix('-').map_or((plain.as_str(), ""), |body| (body, "-"));
    let body = body.strip_prefix('+').unwrap_or(body);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let wrong = format!("`{text}` is no number as rules write it");
    if let Some(share) = body.strip_suffix('%').filter(|share| digits(&share.replace(['.', ','], ""))) {
        let message = format!("`{text}`: numbers stand without a percent sign");
        return Some(Meant::one(message, format!("{sign}{}", share.replace(',', ".")), ""));
    }
    if let Some((over, under)) = body.split_once('/').filter(|(over, under)| digits(over) && digits(under)) {
        let help = format!("work out {over} divided by {under}, and write it with a decimal point, such as `0.5`");
        return Some(Meant::unsure(wrong, help));
    }
    if let Some((whole, decimals)) = body.split_once(',').filter(|(whole, after)| digits(whole) && digits(after)) {
        if decimals.len() == 3 && whole != "0" {
            let help =
                format!("write `{sign}{whole}{decimals}` for thousands, `{sign}{whole}.{decimals}` for decimals");
            return Some(Meant::unsure(wrong, help));
        }
        return Some(Meant::one(wrong, format!("{sign}{whole}.{decimals}"), ": decimals begin with a point"));
    }
    if let Some(decimals) = body.strip_prefix('.').filter(|decimals| digits(decimals)) {
        return Some(Meant::one(wrong, format!("{sign}0.{decimals}"), ""));
    }
    if let Some(whole) = body.strip_suffix('.').filter(|whole| digits(whole)) {
        return Some(Meant::one(wrong, format!("{sign}{whole}"), ""));
    }
    if digits(&body.replacen('.', "", 1)) {
        let (whole, decimals) = body.split_once('.').map_or((body, None), |(whole, after)| (whole, Some(after)));
        let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
        let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
        return Some(Meant::one(wrong, format!("{sign}{whole}{decimals}"), ""));
    }
    // `18 years`, `2pts`: a number with a word.
    let (count, unit) = text.split_at_checked(text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?)?;
    let unit = unit.trim();
    let is_unit = digits(&count.replacen('.', "", 1)) && unit.chars().all(char::is_alphabetic) && !unit.is_empty();
    is_unit.then(|| Meant::one(wrong, count.to_owned(), &format!(", without `{unit}`")))
}

/// A word without quotes.
fn word(text: &str) -> Option<Meant> {
    let folded = text.to_lowercase();
    let quoted = if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") };
    let known = match folded.as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    };
    let wrong = || format!("`{text}` is no value as rules write it");
    if let Some(known) = known {
        let other = if known == folded { String::new() } else { format!(", or `{quoted}` where a text is meant") };
        return Some(Meant::unsure(wrong(), format!("write `{known}`{other}")));
    }
    if matches!(folded.as_str(), "null" | "none" | "nil" | "n/a") {
        return Some(Meant::unsure(wrong(), "leave the line out where there is none".to_owned()));
    }
    let plain = text.chars().all(|letter| letter.is_alphanumeric() || " -/&().,'’+:".contains(letter));
    let begins = text.chars().next().is_some_and(char::is_alphanumeric);
    (plain && begins).then(|| Meant::one("a text stands in quotes".to_owned(), quoted, ""))
}
