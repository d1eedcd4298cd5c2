//! Exact numbers: decimals as they were written, and means of several of them without dividing.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

/// More digits than any rating, age or count has; few enough that every sum and product below stays exact.
const DIGITS: usize = 15;

/// The character that begins the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    #[default]
    Point,
    Comma,
}

/// Reads `-12.50`: an optional sign, digits, and at most one decimal mark with digits on both sides.
///
/// Full-width digits are taken for plain ones. No exponent, no thousands mark, no unit, at most 15 digits: everything else
/// is none, because a number must never be guessed.
pub fn decimal(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let folded;
    let text = if text.is_ascii() {
        text.trim()
    } else {
        folded = text.nfkc().collect::<String>();
        folded.trim()
    };
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let separator = match mark {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
    };
    let (whole, fraction) =
        unsigned.split_once(separator).map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let count = whole.len().checked_add(fraction.map_or(0, str::len))?;
    if !digits(whole) || !fraction.is_none_or(digits) || count > DIGITS {
        return None;
    }
    match mark {
        DecimalMark::Point => Decimal::from_str_exact(text).ok(),
        DecimalMark::Comma => Decimal::from_str_exact(&text.replace(',', ".")).ok(),
    }
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
            Some(mean) if mean.checked_mul(of) == Some(self.sum) && mean.scale() <= 12 => mean.normalize().fmt(out),
            _ => write!(out, "{}/{}", self.sum.normalize(), self.of),
        }
    }
}
