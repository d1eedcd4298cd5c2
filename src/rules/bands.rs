//! Bands over numbers: each gives something to the values that fall into it.

use rust_decimal::Decimal;

use crate::values::Number;

/// From (inclusive) up to below (exclusive); no bound means no limit. Bands of one rule have no gap and no overlap.
#[derive(Debug, Clone)]
pub struct Band<T> {
    pub from: Option<Decimal>,
    pub below: Option<Decimal>,
    pub gives: T,
    /// Line of the rules file, from 1.
    pub line: u32,
}

impl<T> Band<T> {
    /// Whether a number falls into the band.
    pub fn covers(&self, number: Number) -> bool {
        self.from.is_none_or(|from| number >= Number::plain(from))
            && self.below.is_none_or(|below| number < Number::plain(below))
    }

    /// Whether any value from `least` to `most`, both included, falls into the band.
    pub fn reaches(&self, least: Number, most: Number) -> bool {
        self.from.is_none_or(|from| most >= Number::plain(from))
            && self.below.is_none_or(|below| least < Number::plain(below))
    }
}
