//! The next value up and down, of whatever has one.

use rust_decimal::Decimal;

use crate::values::{Points, Weight};

/// One unit of the last digit that is written: 1 for 8, 0.1 for 8.5.
pub(super) fn unit(value: Decimal) -> Decimal {
    Decimal::new(1, value.normalize().scale())
}

/// A unit less and a unit more.
pub(super) fn around(value: Decimal) -> [Decimal; 2] {
    let unit = unit(value);
    [value.saturating_sub(unit), value.saturating_add(unit)]
}

/// As [`around`], without what rules could not state.
pub(super) fn points_around(points: Points) -> impl Iterator<Item = Points> {
    around(points.decimal())
        .into_iter()
        .filter(|value| !value.is_sign_negative())
        .map(Points::written)
}

/// As [`points_around`]; a weight is above 0.
pub(super) fn weights_around(weight: Weight) -> impl Iterator<Item = Weight> {
    let positive = |value: &Decimal| *value > Decimal::ZERO;
    around(weight.decimal())
        .into_iter()
        .filter(positive)
        .map(Weight::written)
}

/// One less and one more, from `least` on.
pub(super) fn counts_around(count: u32, least: u32) -> impl Iterator<Item = u32> {
    let less = count.checked_sub(1).filter(|count| *count >= least);
    less.into_iter().chain(count.checked_add(1))
}

/// The position below and the one above, of `many`.
pub(super) fn levels_around(level: u8, many: usize) -> impl Iterator<Item = u8> {
    let above = level
        .checked_add(1)
        .filter(|above| usize::from(*above) < many);
    level.checked_sub(1).into_iter().chain(above)
}
