//! How far assessors agree: Krippendorff's alpha, exact (Krippendorff, *Content Analysis*, and *Computing Krippendorff's
//! Alpha-Reliability*, 2011).
//!
//! Alpha is 1 − observed / expected disagreement. Both are sums of squared distances, observed between ratings of one application and
//! expected between all of them. By the interval metric the distance is that of the numbers. By the ordinal metric it is how many ratings
//! lie between the two, counting half of those that equal either: that is the distance of their middle ranks, so that both metrics are
//! one sum of squares. Applications with one rating are left out.
//!
//! Whoever is asked only because others are far apart is left out: such an application would count with more pairs than others, and it was
//! chosen by its disagreement. Of fixed readers that is the third. Of a pool nobody knows who read last, but those who read first are further
//! apart than the rules allow: each set of as many that is so counts in equal parts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::told::{Agreement, Alpha, Exact, Metric, WithoutOne};
use crate::answers::even_out::Ratings;
use crate::answers::even_out::ratings::Rated;
use crate::rules::Field;
use crate::values::fraction::{lcm, sum};

/// So much work is done to leave out each application in turn.
const WORK: usize = 1_000_000;

/// The ratings of one application, in order, of whoever may have been asked in any case; mostly one set of ratings. And how many applications
/// have these.
type Unit<'a> = (&'a [Vec<i128>], i128);

/// A set of ratings, and how much it counts.
type Part<'a> = (&'a [i128], i128);

/// What alpha is without an application with these ratings.
type End<'a> = (Exact, &'a [Vec<i128>]);

/// Of a pool: how many read each application, and how far apart their ratings are where one more does.
#[derive(Debug, Clone, Copy)]
pub struct Further {
    pub readers: usize,
    pub above: Decimal,
}

impl Further {
    pub fn of(field: &Field) -> Option<Self> {
        let pool = field.pool?;
        Some(Self {
            readers: pool.readers,
            above: pool.above?,
        })
    }
}

impl Ratings {
    /// How far the assessors agree who are asked in any case.
    pub fn agreement(&self, metric: Metric, further: Option<Further>) -> Agreement {
        // Alike but for the order of their ratings.
        let mut units: BTreeMap<Vec<Vec<i128>>, (u32, &str)> = BTreeMap::new();
        let mut without_further = false;
        for rated in &self.all {
            let mut given = rated.ratings(self.asked);
            given.sort_unstable();
            let sets = self.first_of(given, further);
            without_further |= sets.len() > 1 || sets.iter().any(|set| set.len() < rated.count());
            let unit = units.entry(sets).or_insert((0, rated.application.as_str()));
            unit.0 = unit.0.saturating_add(rated.many);
        }
        let given = |sets: &[Vec<i128>]| sets.first().map_or(0, Vec::len);
        units.retain(|sets, _| given(sets) > 1);
        let pairs = |(sets, (many, _)): (&Vec<Vec<i128>>, &(u32, &str))| {
            let count = u64::try_from(given(sets)).unwrap_or(u64::MAX);
            let both = count.saturating_mul(count.saturating_sub(1));
            both.checked_div(2)
                .unwrap_or(0)
                .saturating_mul(u64::from(*many))
        };
        let counted: Vec<Unit<'_>> = units
            .iter()
            .map(|(sets, (many, _))| (sets.as_slice(), i128::from(*many)))
            .collect();
        let alpha = alpha(&counted, metric);
        let without_one = match alpha {
            Alpha::Known(_) if counted.len().saturating_mul(counted.len()) > WORK => {
                WithoutOne::TooMuch
            }
            Alpha::Known(_) => without_one(&counted, metric, &|at: &[Vec<i128>]| {
                let unit = units.get(at).map(|(_, first)| *first);
                unit.unwrap_or_default().to_owned()
            }),
            Alpha::NothingShared | Alpha::NoVariation | Alpha::TooLong => WithoutOne::Nothing,
        };
        Agreement {
            metric,
            applications: units
                .values()
                .fold(0, |sum: u32, (many, _)| sum.saturating_add(*many)),
            pairs: units.iter().map(pairs).fold(0, u64::saturating_add),
            alpha,
            without_one,
            without_third: without_further,
        }
    }

    /// The sets of ratings of which one was given before anybody further was asked; all of them where nobody was.
    fn first_of(&self, given: Vec<i128>, further: Option<Further>) -> Vec<Vec<i128>> {
        let Some(further) = further.filter(|of| given.len() == of.readers.saturating_add(1)) else {
            return vec![given];
        };
        let is_apart = |set: &Vec<i128>| {
            let ends = set.first().zip(set.last());
            let apart = ends.and_then(|(least, most)| most.checked_sub(*least));
            let apart = apart.and_then(|apart| self.decimal(apart));
            apart.is_some_and(|apart| apart > further.above)
        };
        let mut sets: Vec<Vec<i128>> = (0..given.len())
            .map(|left_out| {
                let others = given.iter().enumerate();
                let others = others.filter(|(at, _)| *at != left_out);
                others.map(|(_, rating)| *rating).collect()
            })
            .filter(is_apart)
            .collect();
        sets.sort_unstable();
        // Somebody read besides although nobody had to be asked.
        match sets.is_empty() {
            true => vec![given],
            false => sets,
        }
    }
}

impl Rated {
    fn count(&self) -> usize {
        self.given.iter().flatten().count()
    }
}

/// The range of alpha with any one application left out.
fn without_one(
    units: &[Unit<'_>],
    metric: Metric,
    id: &dyn Fn(&[Vec<i128>]) -> String,
) -> WithoutOne {
    let mut ends: Option<[End<'_>; 2]> = None;
    for (left_out, _) in units {
        let others = units.iter().map(|(sets, many)| {
            let less = i128::from(sets == left_out);
            (*sets, many.saturating_sub(less))
        });
        let others: Vec<Unit<'_>> = others.filter(|(_, many)| *many > 0).collect();
        let alpha = match alpha(&others, metric) {
            Alpha::Known(alpha) => alpha,
            Alpha::TooLong => return WithoutOne::TooMuch,
            Alpha::NothingShared | Alpha::NoVariation => {
                return WithoutOne::Undefined {
                    without: id(left_out),
                };
            }
        };
        let this = (alpha, *left_out);
        let [least, greatest] = ends.get_or_insert([this, this]);
        if alpha < least.0 {
            *least = this;
        }
        if alpha > greatest.0 {
            *greatest = this;
        }
    }
    match ends {
        None => WithoutOne::Nothing,
        Some([(least, without), (greatest, other)]) => WithoutOne::Between {
            least,
            least_without: id(without),
            greatest,
            greatest_without: id(other),
        },
    }
}

fn alpha(units: &[Unit<'_>], metric: Metric) -> Alpha {
    if units.is_empty() {
        return Alpha::NothingShared;
    }
    match disagreement(units, metric) {
        None => Alpha::TooLong,
        Some((_, 0)) => Alpha::NoVariation,
        Some((observed, expected)) => over(observed, expected).map_or(Alpha::TooLong, Alpha::Known),
    }
}

/// 1 − observed / expected, of fractions.
fn over((over, under): (i128, i128), expected: i128) -> Option<Exact> {
    let under = under.checked_mul(expected)?;
    Exact::over(under.checked_sub(over)?, under)
}

/// Each set of ratings with how much it counts, in parts of one application; and how many parts that are.
fn parts<'u>(units: &[Unit<'u>]) -> Option<(Vec<Part<'u>>, i128)> {
    let mut each = units.iter();
    let whole = each.try_fold(1_i128, |whole, (sets, _)| {
        lcm(whole, i128::try_from(sets.len()).ok()?)
    })?;
    let mut all = Vec::new();
    for (sets, many) in units {
        let part = whole.checked_div(i128::try_from(sets.len()).ok()?)?;
        let counts = part.checked_mul(*many)?;
        all.extend(sets.iter().map(|set| (set.as_slice(), counts)));
    }
    Some((all, whole))
}

/// Observed disagreement as a fraction, and the expected one; both times what is left out of both.
fn disagreement(units: &[Unit<'_>], metric: Metric) -> Option<((i128, i128), i128)> {
    let (units, whole) = parts(units)?;
    let place = places(&units, metric)?;
    let (mut count, mut total, mut squares) = (0_i128, 0_i128, 0_i128);
    // By how many other ratings there are of an application: the sum of squared distances of its pairs.
    let mut within: BTreeMap<i128, i128> = BTreeMap::new();
    for (given, many) in &units {
        let own = i128::try_from(given.len()).ok()?;
        let (mut own_total, mut own_squares) = (0_i128, 0_i128);
        for rating in *given {
            let at = *place.get(rating)?;
            own_total = own_total.checked_add(at)?;
            own_squares = own_squares.checked_add(at.checked_mul(at)?)?;
        }
        count = count.checked_add(own.checked_mul(*many)?)?;
        total = total.checked_add(own_total.checked_mul(*many)?)?;
        squares = squares.checked_add(own_squares.checked_mul(*many)?)?;
        let apart = pairs(own, own_total, own_squares)?.checked_mul(*many)?;
        let sum = within.entry(own.checked_sub(1)?).or_insert(0);
        *sum = sum.checked_add(apart)?;
    }
    let observed = sum(&within)?;
    // All of these are in parts, of which so many are one rating.
    let more = observed.numer().checked_mul(count.checked_sub(whole)?)?;
    Some(((more, *observed.denom()), pairs(count, total, squares)?))
}

/// The sum of squared distances over all pairs of so many numbers, by their sum and the sum of their squares.
fn pairs(count: i128, total: i128, squares: i128) -> Option<i128> {
    count
        .checked_mul(squares)?
        .checked_sub(total.checked_mul(total)?)
}

/// Where each rating stands: by its number, or by twice its middle rank among all that are compared.
fn places(units: &[(&[i128], i128)], metric: Metric) -> Option<BTreeMap<i128, i128>> {
    let mut counts: BTreeMap<i128, i128> = BTreeMap::new();
    for (given, many) in units {
        for rating in *given {
            let count = counts.entry(*rating).or_insert(0);
            *count = count.checked_add(*many)?;
        }
    }
    let mut below = 0_i128;
    let mut place = |(rating, count): (i128, i128)| {
        let rank = below.checked_mul(2)?.checked_add(count)?;
        below = below.checked_add(count)?;
        Some(match metric {
            Metric::Interval => (rating, rating),
            Metric::Ordinal => (rating, rank),
        })
    };
    counts.into_iter().map(&mut place).collect()
}
