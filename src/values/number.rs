//! Exact numbers: decimals as they were written, and means of several of them without dividing.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// More digits than any rating, age or count has; few enough that every sum and product below stays exact.
const DIGITS: usize = 15;
/// Bytes that so many digits take in any script, with a sign and a mark: longer texts need not be looked at.
const LONGEST: usize = 3 * (DIGITS + 2);

/// The character that begins the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    #[default]
    Point,
    Comma,
}

impl DecimalMark {
    pub fn letter(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The word of the rules.
    pub fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }
}

/// What begins the decimals of a column, as far as the rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Nothing is said: a point is read where it can be nothing else, and the rest is asked about.
    Undeclared,
    Only(DecimalMark),
    /// People wrote both.
    Either,
}

/// Reads `-12.50`: an optional sign, digits, and at most one decimal mark with digits on both sides.
///
/// Digits of other scripts are taken for plain ones, see [`plain`]. No exponent, no thousands mark, no unit, at most 15 digits:
/// everything else is none, because a number must never be guessed.
pub fn decimal(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let text = plain(text)?;
    let (sign, unsigned) = signed(text.trim());
    // The Arabic decimal mark is nothing else, whatever the rules say of points and commas.
    let (whole, fraction) = unsigned
        .split_once(ARABIC_MARK)
        .or_else(|| unsigned.split_once(mark.letter()))
        .map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let count = whole.len().checked_add(fraction.map_or(0, str::len))?;
    if !digits(whole) || !fraction.is_none_or(digits) || count > DIGITS {
        return None;
    }
    let point = if fraction.is_some() { "." } else { "" };
    Decimal::from_str_exact(&[sign, whole, point, fraction.unwrap_or_default()].concat()).ok()
}

/// The whole number that a text is where `mark` stands between its thousands: `1.234`, `12,345,678`.
pub fn grouped(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let text = plain(text)?;
    let (sign, unsigned) = signed(text.trim());
    let mut groups = unsigned.split(mark.letter());
    let first = groups
        .next()
        .filter(|first| digits(first) && first.len() <= 3 && !first.starts_with('0'))?;
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() || !rest.iter().all(|group| digits(group) && group.len() == 3) {
        return None;
    }
    decimal(&format!("{sign}{first}{}", rest.concat()), mark)
}

fn signed(text: &str) -> (&str, &str) {
    match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => ("-", rest),
        (None, rest) => ("", rest.unwrap_or(text)),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

const ARABIC_MARK: char = '٫';

/// The zeros of the scripts whose digits people of the region type: Arabic, Persian, Devanagari, Bengali, Thai, Mongolian,
/// full-width. Nine more follow each.
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '๐', '᠐', '０'];

/// The text with digits of other scripts as plain ones, and full-width marks and the minus sign as those of a keyboard; none
/// where digits of several scripts are mixed, which nobody types.
///
/// A raised or circled digit is none of these: `7²` is no number.
pub fn plain(text: &str) -> Option<Cow<'_, str>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text));
    }
    let mut script = None;
    let mut same = |zero: char| *script.get_or_insert(zero) == zero;
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        let digit = |zero: &char| {
            u32::from(letter)
                .checked_sub(u32::from(*zero))
                .filter(|digit| *digit < 10)
        };
        let of_script = ZEROS
            .iter()
            .find_map(|zero| Some((*zero, char::from_digit(digit(zero)?, 10)?)));
        match (letter, of_script) {
            (_, Some((zero, digit))) => {
                if !same(zero) {
                    return None;
                }
                plain.push(digit);
            }
            ('0'..='9', None) => {
                if !same('0') {
                    return None;
                }
                plain.push(letter);
            }
            ('−' | '－', None) => plain.push('-'),
            ('＋', None) => plain.push('+'),
            ('．', None) => plain.push('.'),
            ('，', None) => plain.push(','),
            ('／', None) => plain.push('/'),
            ('：', None) => plain.push(':'),
            ('\u{3000}', None) => plain.push(' '),
            (other, None) => plain.push(other),
        }
    }
    Some(Cow::Owned(plain))
}

/// A sum and how many readings it is the mean of; one for a plain number. Never divided before rounding.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    pub sum: Decimal,
    pub of: u8,
}

impl Number {
    pub fn plain(value: Decimal) -> Self {
        Self { sum: value, of: 1 }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.sum.saturating_mul(Decimal::from(other.of));
        left.cmp(&other.sum.saturating_mul(Decimal::from(self.of)))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

/// Prints a plain number without trailing zeros, and a mean as the division it stands for unless that comes out even.
impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of <= 1 {
            return self.sum.normalize().fmt(out);
        }
        let of = Decimal::from(self.of);
        match self.sum.checked_div(of) {
            Some(mean) if mean.checked_mul(of) == Some(self.sum) && mean.scale() <= 12 => {
                mean.normalize().fmt(out)
            }
            _ => write!(out, "{}/{}", self.sum.normalize(), self.of),
        }
    }
}
