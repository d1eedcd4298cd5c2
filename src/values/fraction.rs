//! Exact fractions: weights at which two totals cross, means and measures of agreement, which seldom end as decimals.

use std::collections::BTreeMap;

use num_rational::Ratio;
use rust_decimal::Decimal;

/// Exact.
pub type Fraction = Ratio<i128>;

/// Decimals of a fraction that does not end, for the eye.
const SHOWN: u32 = 4;
/// A decimal with more places than these is said as a fraction.
const LONGEST: u32 = 12;

/// A decimal of the rules or of a record.
pub fn exact(decimal: Decimal) -> Fraction {
    let decimal = decimal.normalize();
    // A decimal has at most 28 places.
    Ratio::new(decimal.mantissa(), 10_i128.saturating_pow(decimal.scale()))
}

/// `3.25`; where that does not end, `10/3 (3.3333…)`.
pub fn written(fraction: Fraction) -> String {
    let fraction = fraction.reduced();
    let (over, under) = (*fraction.numer(), *fraction.denom());
    if let Some(decimal) = decimal(fraction) {
        return decimal.to_string();
    }
    let about = over
        .checked_mul(10_i128.saturating_pow(SHOWN))
        .and_then(|over| over.checked_div(under))
        .and_then(|about| Decimal::try_from_i128_with_scale(about, SHOWN).ok());
    match about {
        Some(about) => format!("{over}/{under} ({about}…)"),
        None => format!("{over}/{under}"),
    }
}

/// The nearest decimal with so many places, a half away from zero; none where that is too long.
pub fn rounded(fraction: Fraction, places: u32) -> Option<Decimal> {
    let (over, under) = (*fraction.numer(), *fraction.denom());
    let whole = 10_i128.saturating_pow(places);
    let twice = over.checked_abs()?.checked_mul(whole)?.checked_mul(2)?;
    let near = twice
        .checked_add(under)?
        .checked_div(under.checked_mul(2)?)?;
    let near = if over < 0 { near.checked_neg()? } else { near };
    Decimal::try_from_i128_with_scale(near, places).ok()
}

/// The decimal with so many places that is as near to zero as the fraction, or nearer; none where that is too long.
pub fn cut(fraction: Fraction, places: u32) -> Option<Decimal> {
    let over = fraction
        .numer()
        .checked_mul(10_i128.saturating_pow(places))?;
    Decimal::try_from_i128_with_scale(over.checked_div(*fraction.denom())?, places).ok()
}

/// One whole number over another; none where the other is not above 0.
pub fn over(over: i128, under: i128) -> Option<Fraction> {
    (under > 0).then(|| Fraction::new(over, under))
}

/// The sum of fractions, each by what stands under it; none where the numbers are too long.
pub fn sum(parts: &BTreeMap<i128, i128>) -> Option<Fraction> {
    let mut under = parts.keys();
    let common = under.try_fold(1_i128, |common, under| lcm(common, *under))?;
    let all = parts.iter().try_fold(0_i128, |sum, (under, over)| {
        sum.checked_add(over.checked_mul(common.checked_div(*under)?)?)
    })?;
    over(all, common)
}

/// The smallest number that both divide, of numbers above 0; none where it is too long.
pub fn lcm(one: i128, other: i128) -> Option<i128> {
    one.checked_div(gcd(one, other))?.checked_mul(other)
}

fn gcd(one: i128, other: i128) -> i128 {
    match one.checked_rem(other) {
        None => one,
        Some(rest) => gcd(other, rest),
    }
}

/// The decimal that a fraction is, where it ends soon enough.
pub fn decimal(fraction: Fraction) -> Option<Decimal> {
    let fraction = fraction.reduced();
    (0..=LONGEST).find_map(|places| {
        let whole = 10_i128.saturating_pow(places);
        let over = fraction.numer().checked_mul(whole)?;
        let is_whole = over.checked_rem(*fraction.denom())? == 0;
        let decimal = over.checked_div(*fraction.denom())?;
        is_whole.then(|| Decimal::try_from_i128_with_scale(decimal, places).ok())?
    })
}

/// The fraction with the smallest whole numbers strictly between two others (by their continued fractions); none where they are the
/// same, or below 0.
pub fn simplest(one: Fraction, other: Fraction) -> Option<Fraction> {
    let (low, high) = (one.min(other), one.max(other));
    if low == high || *low.numer() < 0 {
        return None;
    }
    let whole = low.floor();
    let next = Fraction::from_integer(whole.numer().checked_add(1)?);
    if next < high {
        return Some(next);
    }
    // Both lie between two whole numbers that follow each other.
    let part = |fraction: Fraction| {
        let over = fraction
            .numer()
            .checked_sub(whole.numer().checked_mul(*fraction.denom())?)?;
        Some(Fraction::new_raw(over, *fraction.denom()))
    };
    let (low, high) = (part(low.reduced())?, part(high.reduced())?);
    let inner = if *low.numer() == 0 {
        // Above 0 and below `high`: one in more parts than that has.
        let parts = high.recip().floor().numer().checked_add(1)?;
        Fraction::new_raw(1, parts)
    } else {
        simplest(high.recip(), low.recip())?.recip()
    };
    let over = whole.numer().checked_mul(*inner.denom())?;
    Some(Fraction::new(
        over.checked_add(*inner.numer())?,
        *inner.denom(),
    ))
}
