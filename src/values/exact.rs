//! A number that nothing has rounded, as it is set down.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::fraction::{self, Fraction, cut, exact, rounded, written};

/// A number that nothing has rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub Fraction);

impl Exact {
    /// One whole number over another; none where the other is not above 0.
    pub fn over(over: i128, under: i128) -> Option<Self> {
        fraction::over(over, under).map(Self)
    }

    /// A decimal.
    pub fn decimal(decimal: Decimal) -> Self {
        Self(exact(decimal))
    }

    /// Divided by so many; none where the numbers are too long, or by 0.
    pub fn divided(self, by: u8) -> Option<Self> {
        Self::over(*self.0.numer(), self.0.denom().checked_mul(i128::from(by))?)
    }

    /// For the eye: the nearest decimal with so many places.
    pub fn rounded(self, places: u32) -> Option<Decimal> {
        rounded(self.0, places).map(|decimal| decimal.normalize())
    }

    /// For the eye: what stands behind so many places is cut off, so that nothing is shown as a threshold that it does not reach.
    pub fn cut(self, places: u32) -> Option<Decimal> {
        cut(self.0, places)
    }
}

/// As a decimal, or as `8/3 (2.6666…)`.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&written(self.0))
    }
}
