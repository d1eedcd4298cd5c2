//! Everybody's total as a straight line over one weight. Points are rounded before the weight, so that a total is exactly the weight
//! times the points, and the rest: where two totals meet is one division of whole numbers.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::floors::Over;
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
    /// Those that count for nothing where the weight is nothing.
    measures: Vec<MeasureId>,
    of: Per<StandingId, Line>,
    /// How far everybody is over the floor of the stage, where there is one.
    over: Option<Per<StandingId, Line>>,
    /// So many of the first are ranked in the run.
    ranked: usize,
    /// Decimal places of a unit.
    places: u32,
    /// What tells totals apart beside a weight at which they are equal: the points, or, where no sums are compared, which place they have
    /// among all points, which keeps the numbers short.
    beside: Per<StandingId, i128>,
    /// The most that one is ahead of another in that.
    widest: i128,
}

/// A weight, and what it moves.
pub(super) struct Moves<'m> {
    pub(super) measures: Vec<MeasureId>,
    pub(super) weight: Decimal,
    /// Everybody's total, and what it grows by with one more of the weight: best first, then whoever is below a floor.
    pub(super) of: &'m Per<StandingId, (Decimal, Decimal)>,
    pub(super) over: Option<&'m Over>,
    pub(super) ranked: usize,
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

/// Who is ranked, best first, and those of whom a personal column says who goes first.
pub(super) type Ranking = (Vec<StandingId>, Vec<(StandingId, StandingId)>);

/// Totals at a weight, as whole numbers: only their order and their differences mean something.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub(super) of: Per<StandingId, i128>,
    /// What one unit of points is here.
    unit: i128,
    places: u32,
}

impl Lines {
    /// `others` are differences of totals that will be asked about. None where the numbers are too long to reckon with exactly.
    pub(super) fn new(moves: Moves<'_>, others: &[Decimal], compares: Compares) -> Option<Self> {
        let split_one = |(total, points): (&Decimal, &Decimal)| {
            let rest = total.checked_sub(points.checked_mul(moves.weight)?)?;
            Some((rest.normalize(), points.normalize()))
        };
        let split = moves
            .of
            .iter()
            .map(|(total, points)| split_one((total, points)));
        let split: Vec<(Decimal, Decimal)> = split.collect::<Option<_>>()?;
        let over = moves.over.map(|over| {
            let each = over.is.iter().zip(over.grows.iter());
            each.map(split_one).collect::<Option<Vec<_>>>()
        });
        let over: Option<Vec<(Decimal, Decimal)>> = match over {
            Some(over) => Some(over?),
            None => None,
        };
        let both = split.iter().chain(over.iter().flatten());
        let all = both.flat_map(|(rest, points)| [rest, points]);
        let places = all.chain(others).map(|one| one.normalize().scale()).max();
        let places = places.unwrap_or(0);
        let line = |(rest, points): &(Decimal, Decimal)| {
            Some(Line {
                rest: units(*rest, places)?,
                points: units(*points, places)?,
            })
        };
        let of: Per<StandingId, Line> = split.iter().map(line).collect::<Option<Vec<_>>>()?.into();
        let over = match over {
            Some(over) => Some(over.iter().map(line).collect::<Option<Vec<_>>>()?.into()),
            None => None,
        };
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
            measures: moves.measures,
            of,
            over,
            ranked: moves.ranked,
            places,
            beside,
            widest,
        })
    }

    /// Whether some have other points than others, so that the weight can change their order.
    pub(super) fn differ(&self) -> bool {
        self.widest > 0 || self.moves_the_floor()
    }

    /// What somebody's total is at every weight, to be told apart from another's.
    pub(super) fn line(&self, one: StandingId) -> (i128, i128) {
        (self.of[one].rest, self.of[one].points)
    }

    /// Whether the weight can bring people over the floor, or below it.
    pub(super) fn moves_the_floor(&self) -> bool {
        let mut over = self.over.iter().flat_map(|over| over.iter());
        over.any(|line| line.points != 0)
    }

    /// The weights at which somebody comes to the floor.
    pub(super) fn at_the_floor(&self) -> impl Iterator<Item = Fraction> {
        let over = self.over.iter().flat_map(|over| over.iter());
        let over = over.filter(|line| line.points != 0);
        over.filter_map(|line| Some(Fraction::new(line.rest.checked_neg()?, line.points)))
    }

    /// Whether somebody is ranked at a weight: not below the floor. None where the numbers grow too long.
    fn is_ranked(&self, one: StandingId, (weight, side): (Fraction, Side)) -> Option<bool> {
        let Some(line) = self.over.as_ref().and_then(|over| over.find(one)) else {
            return Some(true);
        };
        let moved = line.points.checked_mul(*weight.numer())?;
        let over = line.rest.checked_mul(*weight.denom())?.checked_add(moved)?;
        Some(match (over.cmp(&0), side) {
            (Ordering::Greater, _) | (Ordering::Equal, Side::At) => true,
            (Ordering::Less, _) => false,
            (Ordering::Equal, Side::Above) => line.points >= 0,
            (Ordering::Equal, Side::Below) => line.points <= 0,
        })
    }

    /// Whether the order of some others can part somebody from whoever has the same total by every weight.
    pub(super) fn has_twins(&self, sits: impl Fn(StandingId) -> bool) -> bool {
        let line = |(one, line): (StandingId, &Line)| (line.rest, line.points, sits(one));
        let mut all: Vec<(i128, i128, bool)> = self.of.each().map(line).collect();
        all.sort_unstable();
        all.windows(2).any(|pair| match pair {
            [(rest, points, sits), (other_rest, other_points, other_sits)] => {
                (rest, points) == (other_rest, other_points) && sits != other_sits
            }
            _ => false,
        })
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

    /// Whoever is ranked at a weight: not below the floor. None where the numbers grow too long.
    pub(super) fn over_the_floor(&self, at: (Fraction, Side)) -> Option<Vec<StandingId>> {
        let mut all: Vec<StandingId> = Vec::new();
        for one in self.of.ids() {
            if self.is_ranked(one, at)? {
                all.push(one);
            }
        }
        Some(all)
    }

    /// The ranking by these totals, without whoever is below the floor. None where the numbers grow too long.
    pub(super) fn ranking(
        &self,
        keys: &Keys,
        at: (Fraction, Side),
        ties: &Ties<'_>,
    ) -> Option<Ranking> {
        Some(self.ranked(self.over_the_floor(at)?, keys, at, ties))
    }

    /// The ranking of these people by these totals. With it those whose order hangs on a personal column: it is not in the run folder, and
    /// they stand as they did.
    pub(super) fn ranked(
        &self,
        mut all: Vec<StandingId>,
        keys: &Keys,
        (weight, side): (Fraction, Side),
        ties: &Ties<'_>,
    ) -> Ranking {
        let nothing: &[MeasureId] = match *weight.numer() == 0 && side == Side::At {
            true => &self.measures,
            false => &[],
        };
        let mut untold = Vec::new();
        all.sort_by(|one, other| {
            let by_total = keys.of[*other].cmp(&keys.of[*one]);
            by_total.then_with(|| {
                // With the same points they have the same totals at every weight, as they had in the run.
                let both = one.0.max(other.0) < self.ranked;
                if both && self.of[*one] == self.of[*other] {
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
