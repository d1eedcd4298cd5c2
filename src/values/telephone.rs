//! Telephone numbers in columns of text: the same by their digits, however they are set down.

use super::countries::fold::invisible;
use super::number;
use super::spelling::fold;

/// Digits a number has, at least and at most (E.164 has 15, and local ones seven).
const FEWEST: usize = 7;
const MOST: usize = 15;
/// Digits at the end by which a number is known within and from outside of its country.
const KNOWN_BY: usize = 8;

/// What people write before a number.
#[rustfmt::skip]
const LABELS: [&str; 14] = [
    "tel", "telefon", "telephone", "phone", "mob", "mobile", "mobil", "cell", "whatsapp", "viber",
    "тел", "телефон", "моб", "τηλ",
];

/// The digits of a telephone number, with a plus before a country's code; none for what is none.
///
/// `00` before a number is a plus, and the `(0)` in `+381 (0)67` is dialled inside the country only.
pub fn digits(text: &str) -> Option<String> {
    // A number copied from a telephone has marks around it that nobody sees.
    let text: String = fold(text).chars().filter(|c| !invisible(*c)).collect();
    let text = number::plain(text.trim())?;
    // What stands before it: the apostrophe that keeps a spreadsheet from calculating, and a word that says what it is. Any other
    // word could be part of what it is.
    let text = text.trim_start_matches(['\'', '’']);
    let word = text
        .chars()
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let text = match text.split_at_checked(word) {
        Some((word, rest)) if LABELS.contains(&word) => rest.trim_start_matches(['.', ':', ' ']),
        _ => text,
    };
    let abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("(+"));
    let written = match abroad.or_else(|| text.strip_prefix("00")) {
        Some(rest) => rest.replacen("(0)", "", 1),
        None => text.to_owned(),
    };
    let between = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '/' | '.' | '(' | ')' | '·'
            )
    };
    let mut digits = String::with_capacity(written.len());
    for c in written.chars().filter(|c| !between(*c)) {
        digits.push(char::from_digit(c.to_digit(10)?, 10)?);
    }
    let abroad = abroad.is_some() || text.starts_with("00");
    let fits = (FEWEST..=MOST).contains(&digits.len());
    fits.then(|| if abroad { format!("+{digits}") } else { digits })
}

/// What a number has in common with the same one as it is dialled at home, and with one that a spreadsheet took the plus from.
pub fn alike(digits: &str) -> &str {
    let bare = digits.trim_start_matches(['+', '0']);
    bare.get(bare.len().saturating_sub(KNOWN_BY)..)
        .unwrap_or(bare)
}
