//! Linear interpolation between two fixed bounds, never taken from the pool, so that no applicant
//! moves another's points.

use rust_decimal::Decimal;

use super::Precision;
use crate::rules::Piece;
use crate::rules::measures::Linear;
use crate::values::{Number, Points};

/// The least and the most that the field's numbers earn on the line, which may fall.
pub fn range(line: &Linear, precision: Precision) -> (Points, Points) {
    let at = |number: Decimal| points(line, Number::plain(number), precision);
    let (one, other) = (
        at(line.least.unwrap_or(line.from)),
        at(line.most.unwrap_or(line.to)),
    );
    (one.min(other), one.max(other))
}

/// The point on the line, rounded once, at the ends as between them, so that a line never falls where it rises; a number outside
/// of the bounds earns what the nearer end earns.
pub fn points(line: &Linear, number: Number, precision: Precision) -> Points {
    let end = |points: Points| {
        Points::rounded(
            points.decimal(),
            Decimal::ONE,
            precision.decimals,
            precision.rounding,
        )
    };
    if number <= Number::plain(line.from) {
        return end(line.points_from);
    }
    if number >= Number::plain(line.to) {
        return end(line.points_to);
    }
    // p0 + (sum/of - from) (p1 - p0) / (to - from), brought over one denominator so that only one division rounds.
    let of = Decimal::from(number.of);
    let run = of.saturating_mul(line.to.saturating_sub(line.from));
    let rise = line
        .points_to
        .decimal()
        .saturating_sub(line.points_from.decimal());
    let along = number
        .sum
        .saturating_sub(of.saturating_mul(line.from))
        .saturating_mul(rise);
    let numerator = line
        .points_from
        .decimal()
        .saturating_mul(run)
        .saturating_add(along);
    Points::rounded(numerator, run, precision.decimals, precision.rounding)
}

/// Whether a number lies on the line or where it begins or ends.
pub fn piece(line: &Linear, number: Number) -> Piece {
    if number <= Number::plain(line.from) {
        Piece::From
    } else if number >= Number::plain(line.to) {
        Piece::To
    } else {
        Piece::Between
    }
}
