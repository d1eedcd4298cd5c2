//! Ids: any text that tells one application from another. Decisions are filed under it, so what may stand for several is none.

use crate::answers::is_blank;
use crate::base::digest;
use crate::values::spelling::fold;
use crate::values::{Reading, Value, Wrong, confusables};

/// Reads one id.
pub fn read(text: &str) -> Reading {
    if is_blank(text) {
        Reading::Blank
    } else if has_lost_digits(text) {
        Wrong::LostDigits.into()
    } else {
        in_one_alphabet(text)
    }
}

/// The id of an application whose form tool gave it none: from the SHA-256 of cells that tell it from others, so that it stays the
/// same when the export grows and shows nothing of what they say. Blank where all of them are.
///
/// Forty bits: of 10,000 applications two have one id with a chance of one in 20,000, and then they are refused.
pub(crate) fn made_of<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(fold).collect();
    if cells.iter().all(|cell| is_blank(cell)) {
        return String::new();
    }
    let mark: String = digest::of(cells.join("\u{1f}").as_bytes())
        .chars()
        .take(10)
        .collect();
    // No spreadsheet takes it for a number.
    format!("R-{mark}")
}

/// Reads a text by which somebody is known: nobody could type it again where a word of it mixes letters that look alike.
pub(crate) fn in_one_alphabet(text: &str) -> Reading {
    match confusables::mixed(text) {
        None => Reading::Value(Value::Text),
        Some((one, other)) => Wrong::MixedAlphabets(one, other).into(),
    }
}

/// Whether this is how a spreadsheet shows a number too long for it: `9.22E+19`.
///
/// One digit before the point, a plus sign and at least two digits after it, so that ids such as `3E5` stay what they are.
fn has_lost_digits(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1
        && !fraction.is_empty()
        && exponent.len() >= 2
        && [whole, fraction, exponent].into_iter().all(digits)
}
