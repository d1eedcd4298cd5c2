//! Points times weight is a part; the parts add up to the score. A score is open while an answer it needs is open.

use crate::base::each::each;

use crate::awards::Awarded;
use crate::base::ids::{ApplicationId, Per};
use crate::base::interner::BySymbol;
use crate::judge::criteria::Facts;
use crate::rules::{Measure, MeasureId, Subject};
use crate::values::{Part, Score};

/// One measure's contribution to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    pub points: Awarded,
    pub least: Part,
    pub most: Part,
}

/// The range a score lies in; one number when nothing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub least: Score,
    pub most: Score,
}

impl Tally {
    /// The tally with one more part.
    pub fn with(self, part: Contribution) -> Self {
        Self {
            least: self.least.plus(part.least),
            most: self.most.plus(part.most),
        }
    }

    /// The score, when it is known.
    pub fn known(&self) -> Option<Score> {
        (self.least == self.most).then_some(self.least)
    }
}

/// One measure's contribution for one application.
pub fn contribution(measure: &Measure, facts: Facts<'_>) -> Contribution {
    let points = facts.points(&measure.worth);
    Contribution {
        points,
        least: points.least.times(measure.weight),
        most: points.most.times(measure.weight),
    }
}

/// A measure's contributions to the scores of one pile, each worked out once for a distinct answer.
pub struct ByAnswer<'a> {
    measure: &'a Measure,
    known: BySymbol<Contribution>,
}

impl<'a> ByAnswer<'a> {
    pub fn new(measure: &'a Measure) -> Self {
        let known = BySymbol::default();
        Self { measure, known }
    }

    /// The contribution for one application of the pile.
    pub fn contribution(&mut self, facts: Facts<'_>) -> Contribution {
        let one = || contribution(self.measure, facts);
        match self.measure.worth.subject {
            Subject::Field(field) => {
                let symbol = facts.applications.symbol(facts.application, field);
                self.known.get(symbol, one)
            }
            Subject::Level(_) => one(),
        }
    }
}

/// The score of one application.
pub fn tally(measures: &Per<MeasureId, Measure>, facts: Facts<'_>) -> Tally {
    measures
        .iter()
        .map(|measure| contribution(measure, facts))
        .fold(Tally::default(), Tally::with)
}

/// Scores the applications named, in order; in parallel where that pays.
pub fn score_all<'a>(
    measures: &Per<MeasureId, Measure>,
    facts: impl Fn(ApplicationId) -> Facts<'a> + Sync,
    applications: &[ApplicationId],
) -> Vec<Tally> {
    let one = |application: &ApplicationId| tally(measures, facts(*application));
    each(applications.len(), applications, one)
}
