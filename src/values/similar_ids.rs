//! When two ids may be one, written twice: zeros that a spreadsheet took, other signs between their parts, letters and digits that
//! look alike.
//!
//! An id has two keys, and ids are alike when either is the same: by its letters without case and its numbers without zeros in
//! front, and by the shapes of its characters. So `L1` is like `l1`, `l1` like `I1`, and `LT-1` is not like `IT-1`.

use std::borrow::Cow;

use super::confusables::looks;
use super::number;

/// The key by letters and numbers: `A-007`, `a 7` and `A7` have the same.
pub fn by_words(id: &str) -> String {
    parts(&whole(&looks(&plain(id))), true)
}

/// The key by shapes: `l1` and `I1`, `O1` and `01` have the same.
pub fn by_shapes(id: &str) -> String {
    let shape = |c: char| match c {
        'l' | 'I' | '|' => '1',
        'O' | 'o' => '0',
        _ => c,
    };
    parts(
        &whole(&plain(id).chars().map(shape).collect::<String>()),
        false,
    )
}

/// The same number for ids that have a key in common, if both are ASCII; seldom for others. It looks at the letters without case and at
/// the digits that look like no letter.
pub fn sieve(id: &str) -> u64 {
    // FNV-1a (Fowler, Noll and Vo), 64 bits.
    let counts = |byte: &u8| byte.is_ascii_alphanumeric() && !b"01IOLilo".contains(byte);
    let signs = id.bytes().filter(counts);
    signs.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// With the digits of a keyboard.
fn plain(id: &str) -> Cow<'_, str> {
    number::plain(id).unwrap_or(Cow::Borrowed(id))
}

/// A number without what spreadsheets put into it: `7.0` is `7`, `1,234` is `1234`.
fn whole(id: &str) -> Cow<'_, str> {
    let id = id.trim();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = id.split([',', '.', '\'']);
    let first = groups.next().unwrap_or_default();
    if first.len() == id.len() || !is_digits(first) {
        return Cow::Borrowed(id);
    }
    let rest: Vec<&str> = groups.collect();
    let thousands = first.len() <= 3
        && rest
            .iter()
            .all(|group| group.len() == 3 && is_digits(group));
    match rest.as_slice() {
        _ if thousands => Cow::Owned(format!("{first}{}", rest.concat())),
        ["0" | "00"] => Cow::Borrowed(first),
        _ => Cow::Borrowed(id),
    }
}

/// Runs of letters and runs of digits with one space between them, whatever stood there.
fn parts(id: &str, without_zeros: bool) -> String {
    let is_sign = |c: char| {
        c.is_alphanumeric() || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
    };
    let mut parts = String::with_capacity(id.len());
    // Whether the sign before was a digit; none at the beginning and after what parts signs.
    let mut before: Option<bool> = None;
    // Zeros in front of a number that wait for another digit.
    let mut zero = false;
    for c in id.chars() {
        let digit = is_sign(c).then(|| c.is_ascii_digit());
        if digit != before {
            if zero {
                parts.push('0');
            }
            zero = false;
            if digit.is_some() && !parts.is_empty() {
                parts.push(' ');
            }
        }
        match digit {
            Some(true) if without_zeros && c == '0' && (zero || digit != before) => zero = true,
            Some(_) => {
                zero = false;
                parts.push(c);
            }
            None => {}
        }
        before = digit;
    }
    if zero {
        parts.push('0');
    }
    if parts.is_empty() {
        id.to_owned()
    } else {
        parts
    }
}
