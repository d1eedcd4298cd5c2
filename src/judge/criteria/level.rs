//! Derived levels: which levels of a scale are possible, given the answers. One, unless something needed is unclear.

use rust_decimal::Decimal;

use super::{Facts, answer};
use crate::base::each::each_of;
use crate::base::ids::{ApplicationId, Per, ids};
use crate::rules::levels::{Derivation, Level, LevelRow};
use crate::rules::{Band, Worth};
use crate::values::{Answer, LevelSet, Number, Points};

/// The possible levels of all applications, in order; in parallel where that pays.
pub fn derive_all<'a>(
    level: &Level,
    facts: impl Fn(ApplicationId) -> Facts<'a> + Sync,
    applications: usize,
) -> Per<ApplicationId, LevelSet> {
    let one = |application| derive(level, facts(application));
    each_of(applications, ids(applications).collect(), one).into()
}

/// The possible levels of one application; never empty.
pub fn derive(level: &Level, facts: Facts<'_>) -> LevelSet {
    match &level.derivation {
        Derivation::Table(rows) => from_table(rows, facts),
        Derivation::Points { terms, bands } => from_points(terms, bands, facts),
    }
}

/// The first row that is met decides; rows before it whose test is unclear stay possible.
fn from_table(rows: &[LevelRow], facts: Facts<'_>) -> LevelSet {
    let mut possible = LevelSet::default();
    for row in rows {
        match row
            .test
            .as_ref()
            .map_or(Answer::Met, |test| answer(test, facts))
        {
            Answer::Met => return possible.with(row.level),
            Answer::Unclear => possible = possible.with(row.level),
            Answer::NotMet => {}
        }
    }
    possible
}

/// Every band that the sum of the points can reach.
fn from_points(terms: &[Worth], bands: &[Band<u8>], facts: Facts<'_>) -> LevelSet {
    let (least, most) = sum(terms, facts);
    // Rounding may take a sum beyond the last band, which then is its own.
    let from = bands
        .first()
        .and_then(|band| band.from)
        .map_or(least, |from| least.max(from));
    let last = |least| {
        bands
            .last()
            .filter(|band| band.below.is_some_and(|below| least >= below))
    };
    if let Some(last) = last(from) {
        return LevelSet::only(last.gives);
    }
    let (least, most) = (Number::plain(from), Number::plain(most.max(from)));
    bands
        .iter()
        .filter(|band| band.reaches(least, most))
        .fold(LevelSet::default(), |possible, band| {
            possible.with(band.gives)
        })
}

/// The least and the most the terms add up to.
pub fn sum(terms: &[Worth], facts: Facts<'_>) -> (Decimal, Decimal) {
    let mut least = Points::ZERO;
    let mut most = Points::ZERO;
    for term in terms {
        let awarded = facts.points(term);
        least = least.plus(awarded.least);
        most = most.plus(awarded.most);
    }
    (least.decimal(), most.decimal())
}
