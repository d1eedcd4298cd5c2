//! Who rates, and how several ratings of one application become one number.

use rust_decimal::Decimal;

use super::form::{Bounds, Field, Headings};
use crate::base::ids::AssessorId;

/// A further assessor, asked for where the first two are far apart; the column may be missing from the file.
#[derive(Debug, Clone)]
pub struct Third {
    pub headings: Headings,
    /// The difference between two assessors above which the third is asked.
    pub above: Decimal,
}

/// Any so many of the assessors rate each application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    pub readers: usize,
    /// The difference between those who have rated above which one more of them is asked.
    pub above: Option<Decimal>,
}

/// How several ratings become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combine {
    #[default]
    Mean,
    /// The middle one; of an even number the mean of the two in the middle.
    Median,
    /// The mean times the number of those who are asked: the sum, where all of them have rated and nobody else has.
    Sum,
    /// The mean without one least and one greatest, from so many ratings on; of fewer the mean.
    TrimmedMean { from: usize },
}

impl Field {
    /// The headings of every column that the field is read from, a third assessor's last.
    pub fn columns(&self) -> impl Iterator<Item = &Headings> {
        let third = self.third.iter().map(|third| &third.headings);
        self.assessors.iter().chain(third)
    }

    pub fn columns_mut(&mut self) -> impl Iterator<Item = &mut Headings> {
        let third = self.third.iter_mut().map(|third| &mut third.headings);
        self.assessors.iter_mut().chain(third)
    }

    /// How many assessors may rate an application, a third among them.
    pub fn readers(&self) -> usize {
        self.assessors
            .len()
            .saturating_add(usize::from(self.third.is_some()))
    }

    /// How many assessors are asked to rate an application, before it is known how far apart they are.
    pub fn asked(&self) -> usize {
        self.pool.map_or(self.assessors.len(), |pool| pool.readers)
    }

    /// Whether an assessor is the third, who is asked only where the others are far apart.
    pub fn is_third(&self, assessor: AssessorId) -> bool {
        self.third.is_some() && assessor.0 >= self.assessors.len()
    }

    /// The bounds of what the cells come to together: of a sum those of so many ratings.
    pub fn bounds(&self) -> Option<Bounds> {
        let bounds = *self.kind.bounds()?;
        if self.combine != Combine::Sum {
            return Some(bounds);
        }
        let all = |bound: Decimal| bound.saturating_mul(Decimal::from(self.asked()));
        Some(Bounds {
            min: bounds.min.map(all),
            max: bounds.max.map(all),
            ..bounds
        })
    }
}
