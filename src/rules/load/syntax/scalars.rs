//! Single values in other notations: days, numbers, yes and no, texts without quotes or with curly
//! ones.

use super::kinds::{self, Takes};
use super::meant::Meant;
use super::{Mistake, days, numbers};

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
    ('\u{2060}', "a word joiner"),
    ('\u{2028}', "a line separator"),
    ('\u{2029}', "a paragraph separator"),
    ('\u{b}', "a vertical tab"),
    ('\u{c}', "a page break"),
];

fn name(letter: char) -> Option<&'static str> {
    let known = INVISIBLE
        .iter()
        .find(|(known, _)| *known == letter)
        .map(|(_, name)| *name);
    let other = match letter {
        ' ' | '\t' | '\r' | '\n' => None,
        '\u{200c}' | '\u{200d}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2069}' => {
            Some("an invisible mark")
        }
        letter if letter.is_whitespace() => Some("an unusual blank"),
        letter if letter.is_control() => Some("a control character"),
        _ => None,
    };
    known.or(other)
}

/// An invisible letter outside of texts; `bones` is the statement without its texts.
pub(super) fn invisible(bones: &str, from: usize) -> Option<Mistake> {
    bones.char_indices().find_map(|(at, letter)| {
        let name = name(letter)?;
        let at = from.saturating_add(at);
        let message = format!(
            "here stands {name} (U+{:04X}), which cannot be told from nothing or from a blank",
            u32::from(letter)
        );
        let help = "leave it out, or type an ordinary blank in its place";
        Some(Mistake::new(
            at..at.saturating_add(letter.len_utf8()),
            message,
            help,
        ))
    })
}

/// A control character inside of a text or comment, over which the parser stumbled.
pub(super) fn control(stumble: &toml::de::Error, text: &str) -> Option<Mistake> {
    let at = stumble.span()?.start;
    let letter = text
        .get(at..)?
        .chars()
        .next()
        .filter(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))?;
    let message = format!(
        "here stands {} (U+{:04X})",
        name(letter)?,
        u32::from(letter)
    );
    Some(Mistake::new(
        at..at.saturating_add(letter.len_utf8()),
        message,
        "leave it out",
    ))
}

/// Quotation marks of printed texts.
const MARKS: &[char] = &[
    '“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '‛', '‹', '›', '「', '」', '『', '』', '`', '´',
    '′', '″', '❝', '❞', '＂', '＇', '〝', '〞',
];
pub(super) fn is_mark(letter: char) -> bool {
    MARKS.contains(&letter)
}

/// Those that begin a text only, and what ends it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‘', &['’', '‘']),
    ('‚', &['‘', '’']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    ('「', &['」']),
    ('『', &['』']),
    ('❝', &['❞']),
];

/// A text in curly quotes, where a value begins.
pub(super) fn curly(written: &str, from: usize) -> Option<Mistake> {
    let (at, opening) = written.char_indices().find(|(at, letter)| {
        let before = written.get(..*at).unwrap_or_default().trim_end();
        MARKS.contains(letter) && before.ends_with(['=', '[', ',', '{'])
    })?;
    let inside = written.get(at.saturating_add(opening.len_utf8())..)?;
    let line = inside.lines().next().unwrap_or_default();
    let inside = line.trim_start_matches(opening);
    let closings = PAIRS
        .iter()
        .find(|(known, _)| *known == opening)
        .map_or(&[][..], |(_, closings)| *closings);
    let closes = |letter: char| letter == opening || closings.contains(&letter);
    let end = inside
        .find(closes)
        .or_else(|| inside.find('"'))
        .or_else(|| inside.find(|letter| MARKS.contains(&letter)));
    let start = from.saturating_add(at);
    let Some(end) = end else {
        let help = "write the whole text between `\"` and `\"`, in one line; over several lines between `\"\"\"` and `\"\"\"`";
        return Some(Mistake::new(
            start..start.saturating_add(opening.len_utf8()),
            "a text stands in straight quotes",
            help,
        ));
    };
    let text = inside.get(..end)?;
    let after = inside.get(end..)?;
    let closed = after.len().saturating_sub(
        after
            .trim_start_matches(|letter| closes(letter) || MARKS.contains(&letter) || letter == '"')
            .len(),
    );
    // `““` before the text belongs to the marks as well.
    let length = opening
        .len_utf8()
        .saturating_add(line.len().saturating_sub(inside.len()))
        .saturating_add(end)
        .saturating_add(closed);
    Some(Mistake::new(
        start..start.saturating_add(length),
        "a text stands in straight quotes",
        format!("write `{}`", quoted(text)),
    ))
}

/// A text as rules write it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('"', "\\\""))
    }
}

/// A backslash in a text, which begins something else than it shows.
pub(super) fn escaped(stumble: &toml::de::Error, text: &str) -> Option<Mistake> {
    let at = stumble.span()?.start;
    let before = text
        .get(..at)?
        .trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
    let at = before.strip_suffix('\\')?.len();
    let help = "write `/` between the names of folders, and `\\\\` for a backslash";
    Some(Mistake::new(
        at..at.saturating_add(1),
        "a backslash begins a special letter here",
        help,
    ))
}

/// A number that a text in quotes was meant to be, as rules write it.
pub(in crate::rules::load) fn number_meant(text: &str) -> Option<String> {
    if text.parse::<rust_decimal::Decimal>().is_ok() && !text.starts_with(['0', '.']) {
        return Some(text.to_owned());
    }
    numbers::number(text)?.value
}

/// A day or moment that a text or number was meant to be, as rules write it.
pub(in crate::rules::load) fn day_meant(text: &str) -> Option<String> {
    days::day(text).or_else(|| Some(days::due(text)))?.value
}

/// The value of a key that is none.
pub(super) fn value(text: &str, key: &str) -> Option<Meant> {
    let day = || days::day(text);
    let nothing = matches!(
        text.to_lowercase().as_str(),
        "null" | "none" | "nil" | "n/a" | "-"
    );
    if nothing && kinds::takes(key) != Some(Takes::Text) {
        let message = format!("`{text}` is no value as rules write it");
        return Some(Meant::unsure(
            message,
            "leave the line out where there is none".to_owned(),
        ));
    }
    match kinds::takes(key) {
        Some(Takes::Day) => Some(day().unwrap_or_else(|| days::due(text))),
        Some(Takes::Number) => Some(numbers::number(text).unwrap_or_else(|| numbers::due(text))),
        Some(Takes::Flag) => Some(flag(text).unwrap_or_else(|| {
            Meant::unsure(
                format!("`{text}` is no value as rules write it"),
                "write `true` or `false`".to_owned(),
            )
        })),
        Some(Takes::Text) => Some(Meant::one(
            "a text stands in quotes".to_owned(),
            quoted(text),
            "",
        )),
        Some(Takes::Test) | None => day()
            .or_else(|| days::like_a_day(text))
            .or_else(|| numbers::number(text))
            .or_else(|| word(text)),
    }
}

fn flag(text: &str) -> Option<Meant> {
    let folded = text.to_lowercase();
    let known = match folded.as_str() {
        "true" | "yes" | "on" | "y" | "t" | "да" | "da" | "oui" | "ja" => "true",
        "false" | "no" | "off" | "n" | "f" | "нет" | "ne" | "non" | "nein" => "false",
        _ => return None,
    };
    Some(Meant::one(
        format!("`{text}` is no value as rules write it"),
        known.to_owned(),
        "",
    ))
}

/// A word without quotes.
fn word(text: &str) -> Option<Meant> {
    let folded = text.to_lowercase();
    let wrong = || format!("`{text}` is no value as rules write it");
    if let Some(known) = flag(text).filter(|_| {
        matches!(
            folded.as_str(),
            "true" | "yes" | "on" | "false" | "no" | "off"
        )
    }) {
        let other = if text == folded && known.value.as_deref() == Some(text) {
            String::new()
        } else {
            format!(", or `{}` where a text is meant", quoted(text))
        };
        return Some(Meant::unsure(wrong(), format!("{}{other}", known.help)));
    }
    text.contains(char::is_alphanumeric)
        .then(|| Meant::one("a text stands in quotes".to_owned(), quoted(text), ""))
}
