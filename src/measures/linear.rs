//! A straight line between two fixed bounds, never taken from the pool, so that no applicant moves another's points.

use rust_decimal::Decimal;

use super::Precision;
use crate::domain::{Number, Points};
use crate::rules::measures::Linear;

/// The point on the line, rounded once; a number outside of the bounds earns what the nearer end earns.
pub fn points(line: &Linear, number: Number, precision: Precision) -> Points {
    if number <= Number::plain(line.from) {
        return line.points_from;
    }
    if number >= Number::plain(line.to) {
        return line.points_to;
    }
    // p0 + (sum/of - from) (p1 - p0) / (to - from), brought over one denominator so that only one division rounds.
    let of = Decimal::from(number.of);
    let run = of.saturating_mul(line.to.saturating_sub(line.from));
    let rise = line.points_to.decimal().saturating_sub(line.points_from.decimal());
    let along = number.sum.saturating_sub(of.saturating_mul(line.from)).saturating_mul(rise);
    let numerator = line.points_from.decimal().saturating_mul(run).saturating_add(along);
    Points::rounded(numerator, run, precision.decimals, precision.rounding)
}
