//! Everybody's total as a straight line over one weight. Points are rounded before the weight, so that a total is exactly the weight
//! times the points, and the rest: where two totals meet is one division of whole numbers.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::ids::{Per, ids};
use crate::rank::StandingId;
use crate::rules::MeasureId;
use crate::study::ties::Ties;
use crate::values::fraction::Fraction;

/// Numbers beyond this could leave the whole numbers that are reckoned with.
const LARGEST: i128 = 10_i128.pow(28);

/// In units of the smallest decimal place of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    /// The total without the measure.
    rest: i128,
    points: i128,
}

#[derive(Debug, Clone)]
pub(super) struct Lines {
    measure: MeasureId,
    of: Per<StandingId, Line>,
    /// Decimal places of a unit.
    places: u32,
    /// What tells totals apart beside a weight at which they are equal: the points, or, where no sums are compared, which place they have
    /// among all points, which keeps the numbers short.
    beside: Per<StandingId, i128>,
    /// The most that one is ahead of another in that.
    widest: i128,
}

/// What totals are compared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compares {
    /// One person's with another's.
    People,
    /// Sums of several with each other.
    Sums,
}

/// Exactly at a weight, or so near beside it that nothing else crosses between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Below,
    At,
    Above,
}

/// Totals at a weight, as whole numbers: only their order and their differences mean something.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub(super) of: Per<StandingId, i128>,
    /// What one unit of points is here.
    unit: i128,
    places: u32,
}

impl Lines {
    /// `of` has everybody's total and points, best first; `others` are differences of totals that will be asked about. None where the
    /// numbers are too long to reckon with exactly.
    pub(super) fn new(
        (measure, weight): (MeasureId, Decimal),
        of: &Per<StandingId, (Decimal, Decimal)>,
        others: &[Decimal],
        compares: Compares,
    ) -> Option<Self> {
        let split = of.iter().map(|(total, points)| {
            let rest = total.checked_sub(points.checked_mul(weight)?)?;
            Some((rest.normalize(), points.normalize()))
        });
        let split: Vec<(Decimal, Decimal)> = split.collect::<Option<_>>()?;
        let all = split.iter().flat_map(|(rest, points)| [rest, points]);
        let places = all.chain(others).map(|one| one.normalize().scale()).max();
        let places = places.unwrap_or(0);
        let line = |(rest, points): &(Decimal, Decimal)| {
            Some(Line {
                rest: units(*rest, places)?,
                points: units(*points, places)?,
            })
        };
        let of: Per<StandingId, Line> = split.iter().map(line).collect::<Option<Vec<_>>>()?.into();
        let mut distinct: Vec<i128> = of.iter().map(|line| line.points).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let beside = |line: &Line| match compares {
            Compares::Sums => Some(line.points),
            Compares::People => {
                i128::try_from(distinct.partition_point(|points| *points < line.points)).ok()
            }
        };
        let beside: Per<StandingId, i128> =
            of.iter().map(beside).collect::<Option<Vec<_>>>()?.into();
        let ends = beside.iter().max().zip(beside.iter().min());
        let widest = ends.map_or(Some(0), |(most, least)| most.checked_sub(*least))?;
        Some(Self {
            measure,
            of,
            places,
            beside,
            widest,
        })
    }

    /// Whether some have other points than others, so that the weight can change their order.
    pub(super) fn differ(&self) -> bool {
        self.widest > 0
    }

    /// The weight at which the total of one is so many points ahead of the other's; none where it is at every weight or at none.
    pub(super) fn meet(
        &self,
        (one, other): (StandingId, StandingId),
        ahead: Decimal,
    ) -> Option<Fraction> {
        let (one, other) = (self.of[one], self.of[other]);
        let gains = one.points.checked_sub(other.points)?;
        let short = units(ahead, self.places)?
            .checked_sub(one.rest)?
            .checked_add(other.rest)?;
        // Taken as it is: most of these are only compared.
        match gains.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Fraction::new_raw(short, gains)),
            Ordering::Less => Some(Fraction::new_raw(
                short.checked_neg()?,
                gains.checked_neg()?,
            )),
        }
    }

    /// The weight at which the sums of two selections are equal; inner none where that is at every weight or at none. Outer: whether the
    /// numbers are not too long.
    #[expect(
        clippy::option_option,
        reason = "the outer one ends the search, the inner one is an answer"
    )]
    pub(super) fn sums_meet(
        &self,
        one: &BTreeSet<StandingId>,
        other: &BTreeSet<StandingId>,
    ) -> Option<Option<Fraction>> {
        let sum = |of: &dyn Fn(&Line) -> i128| {
            let side = |who: &BTreeSet<StandingId>| {
                let mut who = who.iter().map(|one| of(&self.of[*one]));
                who.try_fold(0_i128, i128::checked_add)
            };
            side(one)?.checked_sub(side(other)?)
        };
        let gains = sum(&|line| line.points)?;
        let short = sum(&|line| line.rest)?.checked_neg()?;
        Some((gains != 0).then(|| Fraction::new(short, gains)))
    }

    /// Everybody's total at a weight. None where the numbers grow too long.
    pub(super) fn keys(&self, weight: Fraction, side: Side) -> Option<Keys> {
        let weight = weight.reduced();
        let (over, under) = (*weight.numer(), *weight.denom());
        // Beside a weight a single unit outweighs all that tells them apart there.
        let (near, towards) = match side {
            Side::At => (1, 0),
            Side::Above => (self.widest.checked_add(1)?, 1),
            Side::Below => (self.widest.checked_add(1)?, -1),
        };
        let key = |(line, beside): (&Line, &i128)| {
            let own = line.rest.checked_mul(under)?;
            let own = own.checked_add(line.points.checked_mul(over)?)?;
            own.checked_mul(near)?
                .checked_add(beside.checked_mul(towards)?)
        };
        let all = self.of.iter().zip(&self.beside);
        Some(Keys {
            of: all.map(key).collect::<Option<Vec<_>>>()?.into(),
            unit: under.checked_mul(near)?,
            places: self.places,
        })
    }

    /// The ranking by these totals. With it those whose order hangs on a personal column: it is not in the run folder, and they stand
    /// as they did.
    pub(super) fn ranking(
        &self,
        keys: &Keys,
        (weight, side): (Fraction, Side),
        ties: &Ties<'_>,
    ) -> (Vec<StandingId>, Vec<(StandingId, StandingId)>) {
        let nothing = (*weight.numer() == 0 && side == Side::At).then_some(self.measure);
        let mut untold = Vec::new();
        let mut all: Vec<StandingId> = self.of.ids().collect();
        all.sort_by(|one, other| {
            let by_total = keys.of[*other].cmp(&keys.of[*one]);
            by_total.then_with(|| {
                // With the same points they have the same totals at every weight, as they had in the run.
                if self.of[*one] == self.of[*other] {
                    return one.cmp(other);
                }
                ties.first(*one, *other, nothing).unwrap_or_else(|| {
                    untold.push((*one, *other));
                    one.cmp(other)
                })
            })
        });
        (all, untold)
    }

    /// The places in the ranking, from the first.
    pub(super) fn ids(&self) -> impl ExactSizeIterator<Item = StandingId> + use<> {
        ids(self.of.len())
    }
}

impl Keys {
    /// Everybody's total as it is in a run.
    pub(super) fn recorded(totals: &Per<StandingId, Decimal>, others: &[Decimal]) -> Option<Self> {
        let all = totals.iter().chain(others);
        let places = all.map(|one| one.normalize().scale()).max().unwrap_or(0);
        let key = |total: &Decimal| units(*total, places);
        Some(Self {
            of: totals.iter().map(key).collect::<Option<Vec<_>>>()?.into(),
            unit: 1,
            places,
        })
    }

    /// A difference of totals in the same units.
    pub(super) fn difference(&self, points: Decimal) -> Option<i128> {
        units(points, self.places)?.checked_mul(self.unit)
    }

    /// Half a step below somebody's total, and all others as they are: every key is doubled.
    pub(super) fn with(&self, standing: StandingId, total: i128, below: bool) -> Option<Self> {
        let mut of = Per::default();
        for (one, key) in self.of.each() {
            let key = if one == standing { total } else { *key };
            of.push(key.checked_mul(2)?);
        }
        let own: &mut i128 = &mut of[standing];
        *own = own.checked_sub(i128::from(below))?;
        Some(Self {
            of,
            unit: self.unit.checked_mul(2)?,
            places: self.places,
        })
    }
}

/// A number as so many units.
fn units(number: Decimal, places: u32) -> Option<i128> {
    let number = number.normalize();
    let more = places.checked_sub(number.scale())?;
    let units = number.mantissa().checked_mul(10_i128.checked_pow(more)?)?;
    (units.abs() <= LARGEST).then_some(units)
}
