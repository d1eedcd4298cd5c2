//! Strict and generous assessors evened out: what counts in place of each rating, by the mean or by the rank. One reckoning for what is told of it
//! and for what is carried out.
//!
//! Who counts is decided by the ratings as they were given: whether a third assessor is asked follows from how far apart two people
//! saw an application, and that is no matter of how strict they are with others.

mod links;
pub mod ratings;
mod scale;
mod of_applications;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::links::{NEEDED, TooFewShared};
pub use self::ratings::Ratings;
pub use self::scale::Scale;
use super::types::rating::combined::{combined, third_counts};
use crate::base::ids::AssessorId;
use crate::rules::Field;
use crate::values::Number;

/// How strictness is evened out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// All ratings of an assessor move by the same number of points.
    Mean,
    /// In place of a rating stands what is found at the same places among all ratings.
    Rank,
}

impl Method {
    const ALL: [Self; 2] = [Self::Mean, Self::Rank];

    /// The word in files and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Rank => "rank",
        }
    }

    /// The one that a word stands for.
    pub fn called(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// The ratings of a field, and what they become.
#[derive(Debug, Clone, Copy)]
pub struct Evening<'a> {
    pub ratings: &'a Ratings,
    pub scale: &'a Scale,
    /// How several ratings become one, and when a third counts.
    pub form: &'a Field,
}

/// The least and the most that ratings of a field can come to; none where it has no bounds.
pub fn whole_range(form: &Field) -> Option<(Number, Number)> {
    let bounds = form.kind.bounds()?;
    let all_at = |end: Decimal| combined(form, vec![end; form.asked()]);
    Some((all_at(bounds.min?), all_at(bounds.max?)))
}

impl Evening<'_> {
    /// What an application's ratings come to, evened out or, by no method, as they were given; none where there is none.
    pub fn comes_to(&self, method: Option<Method>, given: &[Option<Decimal>]) -> Option<Number> {
        let counted = self.counted(given).into_iter();
        let ratings: Vec<Decimal> = counted
            .map(|(assessor, rating)| self.counts_as(method, assessor, rating))
            .collect();
        (!ratings.is_empty()).then(|| combined(self.form, ratings))
    }

    /// What counts in place of one assessor's rating.
    pub fn counts_as(
        &self,
        method: Option<Method>,
        assessor: AssessorId,
        rating: Decimal,
    ) -> Decimal {
        let evened = method.and_then(|method| {
            let units = self.ratings.units(rating)?;
            self.scale.evened(method, assessor, units)
        });
        evened.unwrap_or(rating)
    }

    /// The ratings that count, by their assessors: a third one's where those before are far apart.
    fn counted(&self, given: &[Option<Decimal>]) -> Vec<(AssessorId, Decimal)> {
        let asked = given.iter().take(self.ratings.asked).flatten().copied();
        let by_third = third_counts(self.form, asked.collect::<Vec<_>>().into_iter());
        let most = self.ratings.asked.saturating_add(usize::from(by_third));
        let all = (0..).map(AssessorId).zip(given).take(most);
        all.filter_map(|(assessor, rating)| Some((assessor, (*rating)?)))
            .collect()
    }
}
