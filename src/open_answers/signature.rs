//! The signature of an answer: what rules make of it, wherever they look at it. Answers with one
//! signature cannot be told apart.

use super::Rule;
use super::variables::{Variable, test};
use crate::judge::criteria::{self, Facts, Supposed};
use crate::rules::criteria::{Leaf, Test};
use crate::rules::{Award, Band, Derivation, LevelId, Rules, Subject, Worth};
use crate::values::{Answer, LevelSet, Number, Points, Reading, Value};

/// What is asked by some rules and the levels behind them.
#[derive(Debug)]
pub(super) struct Uses<'r> {
    leaves: Vec<&'r Leaf>,
    /// What earns points, and whether that is part of a score rather than of a level.
    worths: Vec<(&'r Worth, bool)>,
    /// The levels made of points.
    pub(super) sums: Vec<Sum<'r>>,
}

/// A level made of points: its terms and its bands.
type Sum<'r> = (LevelId, &'r [Worth], &'r [Band<u8>]);

/// By what a rule tells an answer apart, or that it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Of(Subject),
    Answer(Answer),
    Points(Points, Points),
    Levels(LevelSet),
    Blank,
    Unreadable,
    Between(Number, Number),
    /// Only so many values are possible; what each comes to follows.
    Among(usize),
    Partly,
}

impl<'r> Uses<'r> {
    pub(super) fn new(rules: &'r Rules, of: &[Rule]) -> Self {
        let mut uses = Self {
            leaves: Vec::new(),
            worths: Vec::new(),
            sums: Vec::new(),
        };
        let mut subjects: Vec<Subject> = Vec::new();
        for rule in of {
            uses.leaves
                .extend(test(rules, *rule).map(Test::leaves).unwrap_or_default());
            if let Rule::Measure(id) = rule {
                uses.worths.push((&rules.measures[*id].worth, true));
            }
            match rule {
                Rule::Level(id) => subjects.push(Subject::Level(*id)),
                _ => subjects.extend(super::variables::subjects(rules, *rule)),
            }
        }
        for (id, level) in rules.levels_behind(&subjects) {
            match &level.derivation {
                Derivation::Table(_) => {
                    uses.leaves
                        .extend(level.tests().flat_map(|(_, test)| test.leaves()));
                }
                Derivation::Points { terms, bands } => {
                    uses.sums.push((id, terms, bands));
                    uses.worths.extend(terms.iter().map(|term| (term, false)));
                }
            }
        }
        uses
    }

    /// What a subject earns in scores.
    pub(super) fn scored(&self, subject: Subject) -> impl Iterator<Item = &'r Award> {
        let scored = self
            .worths
            .iter()
            .filter(move |(worth, scored)| *scored && worth.subject == subject);
        scored.map(|(worth, _)| &worth.award)
    }

    /// By what the rules tell an answer from others.
    pub(super) fn features(&self, supposed: &Supposed, facts: Facts<'_>) -> Vec<Feature> {
        let subject = supposed.subject;
        self.found(
            subject,
            Facts {
                supposed: std::slice::from_ref(supposed),
                ..facts
            },
        )
        .collect()
    }

    fn found<'a>(
        &'a self,
        subject: Subject,
        facts: Facts<'a>,
    ) -> impl Iterator<Item = Feature> + 'a {
        let leaves = self
            .leaves
            .iter()
            .filter(move |leaf| leaf.subject == subject);
        let answers = leaves.map(move |leaf| Feature::Answer(criteria::ask(leaf, facts)));
        let worths = self
            .worths
            .iter()
            .filter(move |(worth, _)| worth.subject == subject);
        let points = worths.map(move |(worth, _)| facts.points(worth));
        answers.chain(points.map(|points| Feature::Points(points.least, points.most)))
    }

    /// By what the rules tell one application from others: equal signs come to the same.
    pub(super) fn signature(&self, frontier: &[Variable], facts: Facts<'_>) -> Vec<Feature> {
        let mut signature = Vec::new();
        for variable in frontier {
            signature.push(Feature::Of(variable.subject));
            match (&*facts.reading(variable.subject), variable.subject) {
                (_, Subject::Level(_)) => signature.push(Feature::Levels(variable.levels)),
                (Reading::Blank, _) => signature.push(Feature::Blank),
                (Reading::Unreadable(problem), subject) => {
                    signature.push(problem.between.map_or(Feature::Unreadable, |(low, high)| {
                        Feature::Between(low, high)
                    }));
                    if !problem.among.is_empty() {
                        signature.push(Feature::Among(problem.among.len()));
                    }
                    for value in &problem.among {
                        let reading = Reading::Value(value.clone());
                        let supposed = Supposed {
                            subject,
                            reading,
                            text: String::new(),
                            blank: false,
                        };
                        signature.extend(self.features(&supposed, facts));
                    }
                }
                (Reading::Value(value), subject) => {
                    if matches!(value, Value::NearText(_))
                        || matches!(value, Value::Choices(choices) if choices.unread.is_some())
                    {
                        signature.push(Feature::Partly);
                    }
                    signature.extend(self.found(subject, facts));
                }
            }
        }
        signature
    }
}
