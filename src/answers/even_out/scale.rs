//! What each rating would be if the strictness of assessors were evened out: to two decimals and within the bounds of the field, so
//! that what counts is what is printed. A third assessor's ratings stay as they are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::ratings::added;
use super::{Method, Ratings};
use crate::base::ids::{AssessorId, find, ids};
use crate::rules::form::Bounds;
use crate::values::Exact;
use crate::values::fraction::{Fraction, rounded};

/// Decimals that are kept.
const PLACES: u32 = 2;

/// What stands in place of each assessor's ratings, in units.
#[derive(Debug, Clone)]
pub struct Scale {
    /// By assessor, how many points `mean` moves a rating.
    moves: Vec<Option<Exact>>,
    by_mean: Vec<BTreeMap<i128, Decimal>>,
    by_rank: Vec<BTreeMap<i128, Decimal>>,
}

impl Scale {
    /// None where numbers are too long.
    pub fn new(ratings: &Ratings, bounds: &Bounds) -> Option<Self> {
        let within = |fraction: Fraction| {
            let decimal = rounded(fraction, PLACES)?;
            let decimal = bounds.min.map_or(decimal, |min| decimal.max(min));
            Some(
                bounds
                    .max
                    .map_or(decimal, |max| decimal.min(max))
                    .normalize(),
            )
        };
        let everybody = counts(ratings, None)?;
        let mut scale = Self {
            moves: Vec::new(),
            by_mean: Vec::new(),
            by_rank: Vec::new(),
        };
        for assessor in ids(ratings.asked) {
            let own = counts(ratings, Some(assessor))?;
            let moves = moves(ratings, assessor)?;
            let moved = |(rating, _): (&i128, &i128)| {
                let by: &Fraction = &moves?.0;
                let over = rating.checked_mul(*by.denom())?;
                let more = by.numer().checked_mul(ratings.unit)?;
                let under = by.denom().checked_mul(ratings.unit)?;
                let sum = Exact::over(over.checked_add(more)?, under)?;
                Some((*rating, within(sum.0)?))
            };
            let by_mean = match moves {
                Some(_) => own.iter().map(moved).collect::<Option<_>>()?,
                None => BTreeMap::new(),
            };
            let by_rank = at_the_same_places(&own, &everybody)?.into_iter();
            let by_rank = by_rank.map(|(rating, (over, under))| {
                let mean = Exact::over(over, under.checked_mul(ratings.unit)?)?;
                Some((rating, within(mean.0)?))
            });
            scale.by_rank.push(by_rank.collect::<Option<_>>()?);
            scale.by_mean.push(by_mean);
            scale.moves.push(moves);
        }
        Some(scale)
    }

    /// What stands in place of an assessor's rating; the rating itself where that assessor's are left as they are.
    pub fn evened(&self, method: Method, assessor: AssessorId, rating: i128) -> Option<Decimal> {
        let of = match method {
            Method::Mean => &self.by_mean,
            Method::Rank => &self.by_rank,
        };
        find(of, assessor)?.get(&rating).copied()
    }

    /// By how many points `mean` moves the ratings of each assessor who shares applications with others.
    pub fn moves(&self) -> impl Iterator<Item = (AssessorId, Exact)> {
        let all = (0..).map(AssessorId).zip(&self.moves);
        all.filter_map(|(assessor, by)| Some((assessor, (*by)?)))
    }

    /// What each rating of each of these assessors becomes, in units: by `mean`, and by `rank`.
    pub fn becomes(&self) -> impl Iterator<Item = (AssessorId, i128, [Decimal; 2])> {
        let all = (0..).map(AssessorId).zip(&self.by_mean);
        all.flat_map(move |(assessor, of)| {
            of.iter().filter_map(move |(rating, by_mean)| {
                let by_rank = self.evened(Method::Rank, assessor, *rating)?;
                Some((assessor, *rating, [*by_mean, by_rank]))
            })
        })
    }
}

/// How often each rating was given, by one assessor or by all who are asked in any case.
fn counts(ratings: &Ratings, by: Option<AssessorId>) -> Option<BTreeMap<i128, i128>> {
    let mut counts: BTreeMap<i128, i128> = BTreeMap::new();
    for rated in &ratings.all {
        let given = match by {
            None => rated.ratings(ratings.asked),
            Some(assessor) => rated
                .own(assessor)
                .map(|(own, _)| own)
                .into_iter()
                .collect(),
        };
        for rating in given {
            let count = counts.entry(rating).or_insert(0);
            *count = count.checked_add(i128::from(rated.many))?;
        }
    }
    Some(counts)
}

/// By how many points an assessor's ratings move: the mean, over the applications shared with others, of (mean of all ratings of the
/// application − own rating). The outer none is for numbers that are too long, the inner one where nothing is shared.
fn moves(ratings: &Ratings, assessor: AssessorId) -> Option<Option<Exact>> {
    let mut parts: BTreeMap<i128, i128> = BTreeMap::new();
    let mut shared = 0_u32;
    for rated in &ratings.all {
        let all = rated.ratings(ratings.asked);
        let Some((own, _)) = rated.own(assessor).filter(|_| all.len() > 1) else {
            continue;
        };
        let count = i128::try_from(all.len()).ok()?;
        let by = added(&all)?.checked_sub(own.checked_mul(count)?)?;
        let sum = parts.entry(count).or_insert(0);
        *sum = sum.checked_add(by.checked_mul(i128::from(rated.many))?)?;
        shared = shared.checked_add(rated.many)?;
    }
    match shared {
        0 => Some(None),
        shared => ratings.mean(&parts, shared).map(Some),
    }
}

/// In place of each of one assessor's ratings, what stands at the same places among all ratings: if the rating takes the lowest tenth of
/// the assessor's own, the mean of the lowest tenth of all (quantile normalisation). Each as a fraction of units.
fn at_the_same_places(
    own: &BTreeMap<i128, i128>,
    all: &BTreeMap<i128, i128>,
) -> Option<BTreeMap<i128, (i128, i128)>> {
    let of_own = own
        .values()
        .try_fold(0_i128, |sum, one| sum.checked_add(*one))?;
    let of_all = all
        .values()
        .try_fold(0_i128, |sum, one| sum.checked_add(*one))?;
    let mut places = BTreeMap::new();
    let mut from = 0_i128;
    for (rating, count) in own {
        // Both piles are as long as the one times the other, so that all ends are whole numbers.
        let to = from.checked_add(count.checked_mul(of_all)?)?;
        let (mut below, mut sum) = (0_i128, 0_i128);
        for (other, count) in all {
            let above = below.checked_add(count.checked_mul(of_own)?)?;
            let both = to.min(above).checked_sub(from.max(below))?.max(0);
            sum = sum.checked_add(both.checked_mul(*other)?)?;
            below = above;
        }
        places.insert(*rating, (sum, to.checked_sub(from)?));
        from = to;
    }
    Some(places)
}
