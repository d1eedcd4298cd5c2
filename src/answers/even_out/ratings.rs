//! The ratings of one field, as whole numbers of the smallest decimal place of any of them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::base::ids::{AssessorId, find};
use crate::values::Exact;
use crate::values::fraction::{Fraction, sum};

/// What each assessor gave, by application.
#[derive(Debug, Clone)]
pub struct Ratings {
    /// One for each application, or for several with the same ratings.
    pub all: Vec<Rated>,
    /// What stands under each number.
    pub unit: i128,
    /// Assessors who are asked in any case; behind them stands a third, who is asked where these are far apart.
    pub asked: usize,
}

/// One application, or several with the same ratings.
#[derive(Debug, Clone)]
pub struct Rated {
    /// The id; of several the first.
    pub application: String,
    /// By assessor; none where there is no rating.
    pub given: Vec<Option<i128>>,
    pub many: u32,
}

/// An application, or the first of several with the same ratings; what each assessor gave; and how many they are.
pub type Given = (String, Vec<Option<Decimal>>, u32);

impl Ratings {
    /// `asked` is how many assessors are asked in any case. None where the numbers are too long to reckon with exactly.
    pub fn new(all: Vec<Given>, asked: usize) -> Option<Self> {
        let ratings = all.iter().flat_map(|(_, given, _)| given).flatten();
        let places = ratings.map(|rating| rating.normalize().scale()).max();
        let places = places.unwrap_or(0);
        let rated = |(application, given, many): Given| {
            let whole = |rating: Option<Decimal>| match rating {
                None => Some(None),
                Some(rating) => units(rating, places).map(Some),
            };
            Some(Rated {
                application,
                given: given.into_iter().map(whole).collect::<Option<_>>()?,
                many,
            })
        };
        Some(Self {
            all: all.into_iter().map(rated).collect::<Option<_>>()?,
            unit: 10_i128.checked_pow(places)?,
            asked,
        })
    }

    /// What each assessor gave, and how many applications have these ratings.
    pub fn given(&self) -> impl Iterator<Item = (Vec<Option<Decimal>>, u32)> {
        self.all.iter().map(|rated| {
            let ratings = rated.given.iter();
            let ratings = ratings.map(|rating| rating.and_then(|units| self.decimal(units)));
            (
                ratings.map(|one| one.map(|one| one.normalize())).collect(),
                rated.many,
            )
        })
    }

    /// How many assessors there are, the third among them.
    pub fn assessors(&self) -> usize {
        let all = self.all.iter();
        all.map(|rated| rated.given.len()).max().unwrap_or(0)
    }

    /// A number of units, as it was written.
    pub fn decimal(&self, units: i128) -> Option<Decimal> {
        let places = self.unit.checked_ilog10().unwrap_or(0);
        Decimal::try_from_i128_with_scale(units, places).ok()
    }

    /// A number of units.
    pub fn exact(&self, units: i128) -> Option<Exact> {
        Exact::over(units, self.unit)
    }

    /// A rating in units; none where it has more decimals than any of these.
    pub fn units(&self, rating: Decimal) -> Option<i128> {
        let places = self.unit.checked_ilog10()?;
        (rating.normalize().scale() <= places).then(|| units(rating, places))?
    }

    /// A sum of fractions of units, divided.
    pub fn mean(&self, parts: &BTreeMap<i128, i128>, by: u32) -> Option<Exact> {
        let all: Fraction = sum(parts)?;
        let under = all.denom().checked_mul(self.unit)?;
        Exact::over(*all.numer(), under.checked_mul(i128::from(by))?)
    }
}

impl Rated {
    /// The ratings of the first so many assessors.
    pub fn ratings(&self, of: usize) -> Vec<i128> {
        self.given.iter().take(of).flatten().copied().collect()
    }

    /// An assessor's, and those of all others.
    pub fn own(&self, assessor: AssessorId) -> Option<(i128, Vec<i128>)> {
        let own = (*find(&self.given, assessor)?)?;
        let others = (0..).map(AssessorId).zip(&self.given);
        let others = others.filter(|(at, _)| *at != assessor);
        Some((own, others.filter_map(|(_, rating)| *rating).collect()))
    }
}

fn units(rating: Decimal, places: u32) -> Option<i128> {
    let rating = rating.normalize();
    let more = places.checked_sub(rating.scale())?;
    rating.mantissa().checked_mul(10_i128.checked_pow(more)?)
}

/// The sum; none where it is too long.
pub fn added(all: &[i128]) -> Option<i128> {
    all.iter()
        .try_fold(0_i128, |sum, one| sum.checked_add(*one))
}
