//! A rating earns itself: the mean of the assessors, rounded once.

use rust_decimal::Decimal;

use super::Precision;
use crate::values::{Number, Points};

/// The mean, rounded.
pub fn points(number: Number, precision: Precision) -> Points {
    Points::rounded(
        number.sum,
        Decimal::from(number.of),
        precision.decimals,
        precision.rounding,
    )
}
