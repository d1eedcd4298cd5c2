//! The text of a workbook's typed cells, such that a CSV export of the same table would read the same.
//!
//! Workbooks keep every number as a binary float, so this is the one place that touches them: they come in as what the file
//! holds and leave as the decimal digits Excel shows.

use std::fmt::Write as _;

use calamine::{CellErrorType, DataRef, ExcelDateTime};

/// Digits of a number that Excel keeps and shows.
const SIGNIFICANT: usize = 15;

/// Appends the text of a cell.
pub(super) fn write(value: &DataRef<'_>, text: &mut String) {
    match value {
        DataRef::Empty => {}
        DataRef::String(string) => text.push_str(string),
        DataRef::SharedString(string) => text.push_str(string),
        // Writing to a String cannot fail.
        DataRef::Int(number) => drop(write!(text, "{number}")),
        DataRef::Float(number) => text.push_str(&decimal(*number)),
        DataRef::Bool(true) => text.push_str("TRUE"),
        DataRef::Bool(false) => text.push_str("FALSE"),
        DataRef::DateTime(moment) => text.push_str(&date(*moment)),
        DataRef::DateTimeIso(moment) => {
            text.push_str(moment.strip_suffix("T00:00:00").unwrap_or(moment));
        }
        DataRef::DurationIso(duration) => text.push_str(duration),
        // Excel's own word for it; calamine has another.
        DataRef::Error(CellErrorType::GettingData) => text.push_str("#GETTING_DATA"),
        DataRef::Error(error) => drop(write!(text, "{error}")),
    }
}

/// Whether a number is none that could be written down: infinite, or the result of a computation that has none.
pub(super) fn is_no_number(value: &DataRef<'_>) -> bool {
    matches!(value, DataRef::Float(number) if !number.is_finite())
}

/// The picture of a control character, which steers no terminal; other characters as they are.
pub(super) fn picture(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => character,
        '\0'..='\u{1f}' => {
            char::from_u32(u32::from(character) + 0x2400).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => character,
    }
}

/// The digits Excel shows for a number: shortest first, at most 15 that count, no exponent; except that a whole number
/// shows whether it is exact.
///
/// Whole numbers may be ids, and those that a double holds exactly keep all their digits. From 2^53 on, digits are lost
/// already: such a number comes with an exponent, as Excel shows it, so that nobody takes it for what was typed.
#[expect(
    clippy::disallowed_types,
    reason = "a workbook holds its numbers as binary floats; only their digits leave here"
)]
pub fn decimal(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    if number.abs() >= EXACT {
        return with_exponent(&format!("{number:.*e}", SIGNIFICANT - 1));
    }
    let shortest = format!("{number}");
    let counted = shortest
        .trim_start_matches(['-', '0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    if counted <= SIGNIFICANT || !shortest.contains('.') {
        return if shortest == "-0" {
            "0".to_owned()
        } else {
            shortest
        };
    }
    plain(&format!("{number:.*e}", SIGNIFICANT - 1))
}

/// Turns `-9.2200e19` into `-9.22E+19`.
fn with_exponent(scientific: &str) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    format!(
        "{}E+{exponent}",
        mantissa.trim_end_matches('0').trim_end_matches('.')
    )
}

/// Turns `-1.25e3` into `-1250`.
fn plain(scientific: &str) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_end_matches('0');
    let point = exponent.saturating_add(1);
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or_default());
    if point <= 0 {
        format!("{sign}0.{}{digits}", zeros(point.saturating_neg()))
    } else if point >= count {
        format!("{sign}{digits}{}", zeros(point.saturating_sub(count)))
    } else {
        let (before, after) = digits
            .split_at_checked(usize::try_from(point).unwrap_or_default())
            .unwrap_or((digits, ""));
        format!("{sign}{before}.{after}")
    }
}

/// `2019-03-28`, `2019-03-28T14:03:00`, with milliseconds where there are any; a duration as `27:30:00`.
///
/// Days that Excel gets wrong (before March 1900, because it believes in a 29 February 1900) or does not know stay numbers; a time of
/// day by itself is `07:30:00`, as it is shown, and no number.
pub fn date(moment: ExcelDateTime) -> String {
    let Some(milliseconds) = milliseconds(moment) else {
        return decimal(moment.as_f64());
    };
    const DAY: i64 = 86_400_000;
    if moment.is_duration() {
        let sign = if milliseconds < 0 { "-" } else { "" };
        return format!("{sign}{}", clock(milliseconds.saturating_abs()));
    }
    let (days, time) = (milliseconds.div_euclid(DAY), milliseconds.rem_euclid(DAY));
    let is_1904 =
        moment == ExcelDateTime::new(moment.as_f64(), calamine::ExcelDateTimeType::DateTime, true);
    let (first, epoch) = if is_1904 {
        (0, jiff::civil::date(1904, 1, 1))
    } else {
        (61, jiff::civil::date(1899, 12, 30))
    };
    let day = (days >= first)
        .then(|| {
            epoch
                .checked_add(jiff::Span::new().try_days(days).ok()?)
                .ok()
        })
        .flatten();
    match day {
        None if days == 0 && time != 0 => clock(time),
        None => decimal(moment.as_f64()),
        Some(day) if time == 0 => day.to_string(),
        Some(day) => format!("{day}T{}", clock(time)),
    }
}

/// `hours:minutes:seconds`, two digits each and more hours where needed, then milliseconds if there are any.
fn clock(milliseconds: i64) -> String {
    let (seconds, thousandths) = (milliseconds / 1000, milliseconds % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = if thousandths == 0 {
        String::new()
    } else {
        format!(".{thousandths:03}")
    };
    format!("{hours:02}:{minutes:02}:{seconds:02}{fraction}")
}

/// The serial number of a moment in whole milliseconds, to which Excel rounds; nothing beyond the year 9999.
#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "a workbook holds a moment as a binary float of days; the bound makes the cast exact"
)]
fn milliseconds(moment: ExcelDateTime) -> Option<i64> {
    const DAYS_TO_10000: f64 = 2_958_466.0;
    let days = moment.as_f64();
    (days.is_finite() && days.abs() < DAYS_TO_10000).then(|| (days * 86_400_000.0).round() as i64)
}
