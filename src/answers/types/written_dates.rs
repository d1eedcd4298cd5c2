//! Days as people and tools write them, brought into the one form that is read: months in words, weekdays before them, midnight after.

use std::borrow::Cow;

use crate::rules::form::Dates;
use crate::values::number::plain;

/// The months in the languages of the region, by what their names begin with. A name that means another month in another of these
/// languages, as `listopad` does, is in no row: the day is asked about.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan gen ene ocak янв січ јан ian ledna leden sije yan jaan ιαν იან",
    "feb fév fev şubat subat фев лют феб únor luty lutego velj helmi shku veeb φεβ თებ",
    "mar mär maer mrz març мар берез březen března ožuj maalis mrt maart μαρ μάρ მარ",
    "apr avr abr nis апр квіт квит duben dubna kwie trav huhti prill απρ აპრ",
    "may mai mag mayı май мая мај трав květ maj touko mei svib μαι μαΐ μάι მაი",
    "jun juin giu haz июн черв јун iun kesä juuni iyun qersh lipanj lipnj ιουν ιούν ივნ",
    "jul juil lug tem июл јул iul heinä juuli iyul korr srpanj srpnj ιουλ ιούλ ივლ",
    "aug aoû aou ago ağu agu авг серп ауг avg elo avq gush kolov αυγ αύγ აგვ",
    "sep set eyl сен верес сеп září wrze ruj syys sen shta σεπ სექ",
    "oct okt ott out eki окт жовт říj paź loka teto οκτ ოქტ",
    "nov kas ноя нов marras noy nënt nent stud νοε νοέ ნოე",
    "dec déc dez dic ara дек груд дец pros gru joulu dek det dhje δεκ დეკ",
];
/// Letters that a name of a month has at the most.
const LONGEST: usize = 12;

/// The text with plain digits, months as numbers, and without the spaces that many languages write after the points of a date:
/// `3. 4. 2025`.
pub(crate) fn plainly(dates: Dates, text: &str) -> Cow<'_, str> {
    let text = plain(text).unwrap_or(Cow::Borrowed(text));
    if let Some(numbers) = months_as_numbers(dates, &text) {
        return Cow::Owned(numbers);
    }
    if !text.contains(". ") {
        return text;
    }
    let mut points = 0_u32;
    let mut close = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' if close.ends_with('.') && points < 3 => continue,
            '.' => points = points.saturating_add(1),
            _ => {}
        }
        close.push(letter);
    }
    Cow::Owned(close)
}

/// A day with the month in words as year-month-day, and the rest as it is; a year of two digits as the rules say its century.
fn months_as_numbers(dates: Dates, text: &str) -> Option<String> {
    // Most texts have no day, and a look at each name of a month takes long.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (first, rest) = word(text.trim())?;
    // `Tue Apr 29 2025`: a weekday says nothing that is not said again, if what follows is a day.
    let (first, rest) = if month(first).is_none() && first.chars().all(char::is_alphabetic) {
        word(rest)?
    } else {
        (first, rest)
    };
    let (second, rest) = word(rest)?;
    let (third, rest) = word(rest)?;
    let (day, month) = match (month(first), month(second)) {
        (Some(month), None) => (second, month),
        (None, Some(month)) => (first, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(day.len(), 1 | 2) || !digits(day) || !digits(third) {
        return None;
    }
    let rest = rest.trim_start_matches([',', ' ']).trim_start();
    let rest = rest
        .strip_prefix("at ")
        .or_else(|| rest.strip_prefix("um "))
        .unwrap_or(rest);
    let day = match (third.len(), dates.century) {
        (4, _) => format!("{third}-{month:02}-{day:0>2}"),
        (2, Some(century)) => format!("{century}{third}-{month:02}-{day:0>2}"),
        // Two digits of a year: the column is asked about, as for numbers alone.
        (2, None) => format!("{day}.{month}.{third}"),
        _ => return None,
    };
    Some(if rest.is_empty() {
        day
    } else {
        format!("{day} {rest}")
    })
}

/// The first word of a day and the rest, without what stands between them.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', ',', '-', '.', '/']);
    let end = text.find([' ', ',', '-', '.', '/']).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    (!word.is_empty()).then_some((word, rest))
}

/// The number of a month by its name, from 1; none where two months begin so.
fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    if word.chars().count() > LONGEST || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let begins = |names: &str| names.split(' ').any(|name| word.starts_with(name));
    let mut found = MONTHS
        .iter()
        .enumerate()
        .filter(|(_, names)| begins(names))
        .map(|(at, _)| at.saturating_add(1));
    found.next().filter(|_| found.next().is_none())
}

/// A day without the midnight that spreadsheets and databases write after it.
pub(crate) fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return text;
    };
    let time = time.trim().trim_end_matches(['Z', 'z']);
    let midnight = matches!(
        time,
        "00:00" | "0:00" | "00:00:00" | "0:00:00" | "12:00 AM" | "12:00:00 AM"
    ) || {
        time.strip_prefix("00:00:00.")
            .is_some_and(|fraction| fraction.bytes().all(|digit| digit == b'0'))
    };
    if midnight { day } else { text }
}
