//! Points times weight is a part; the parts add up to the score. A score is open while an answer it needs is open.

use crate::base::each::each;

use crate::answers::Applications;
use crate::awards::{self, Awarded, Precision};
use crate::base::ids::{ApplicationId, Per, at};
use crate::judge::criteria::Facts;
use crate::rules::{Measure, MeasureId, Rules, Subject};
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

impl Contribution {
    fn new(measure: &Measure, points: Awarded) -> Self {
        Self {
            points,
            least: points.least.times(measure.weight),
            most: points.most.times(measure.weight),
        }
    }
}

/// One measure's contribution for one application.
pub fn contribution(measure: &Measure, facts: Facts<'_>) -> Contribution {
    Contribution::new(measure, facts.points(&measure.worth))
}

/// A measure's contributions to the scores of one pile, each worked out once for a distinct answer.
#[derive(Debug)]
pub struct ByAnswer<'a> {
    measure: &'a Measure,
    /// By symbol; none where the measure looks at a level.
    known: Vec<Contribution>,
}

impl<'a> ByAnswer<'a> {
    /// Every measure's.
    pub fn all(rules: &'a Rules, applications: &Applications) -> Per<MeasureId, Self> {
        let precision = Precision::of(&rules.ranking);
        let one = |measure| Self::new(measure, applications, precision);
        rules.measures.iter().map(one).collect()
    }

    fn new(measure: &'a Measure, applications: &Applications, precision: Precision) -> Self {
        let worth = &measure.worth;
        let readings = match worth.subject {
            Subject::Field(field) => applications.readings(field),
            Subject::Level(_) => &[],
        };
        let one = |reading| Contribution::new(measure, awards::points(worth, reading, precision));
        Self {
            measure,
            known: readings.iter().map(one).collect(),
        }
    }

    /// The contribution for one application of the pile, of which nothing is supposed.
    pub fn contribution(&self, facts: Facts<'_>) -> Contribution {
        match self.measure.worth.subject {
            Subject::Field(field) => {
                let symbol = facts.applications.symbol(facts.application, field);
                *at(&self.known, symbol)
            }
            Subject::Level(_) => contribution(self.measure, facts),
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
    parts: &Per<MeasureId, ByAnswer<'_>>,
    facts: impl Fn(ApplicationId) -> Facts<'a> + Sync,
    applications: &[ApplicationId],
) -> Vec<Tally> {
    let one = |application: &ApplicationId| {
        let facts = facts(*application);
        let parts = parts.iter().map(|part| part.contribution(facts));
        parts.fold(Tally::default(), Tally::with)
    };
    each(applications.len(), applications, one)
}
