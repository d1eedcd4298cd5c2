//! What may come of the rules that hang on the same open fields: every answer is tried, or beyond the limit the best of each.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::signature::Uses;
use super::variables::{self, Variable};
use super::{PossibleWorlds, Rule, worlds};
use crate::judge::criteria::{self, Facts, Supposed};
use crate::rank;
use crate::rules::{FieldId, GroupSet, Subject};
use crate::score::{self, Contribution, Tally};
use crate::values::{Answer, Reading, Score, Wrong};

/// What may come of rules that hang on the same open fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) tally: Option<Tally>,
    pub(super) best: BTreeMap<GroupSet, Score>,
    /// Beyond the limit: whoever gets groups of `best` may get fewer of them.
    pub(super) at_most: bool,
}

/// More sets of groups than these, with the score of each, are not told apart.
pub(super) const MOST_SETS: usize = 1_000;

/// Whether a field counts.
pub(super) type Counts<'a> = &'a dyn Fn(FieldId) -> bool;

impl PossibleWorlds<'_> {
    pub(super) fn part(
        &mut self,
        rules: &[Rule],
        asks: &[(FieldId, Rule)],
        facts: Facts<'_>,
    ) -> Rc<Part> {
        let of = self.rules;
        let counts = |field: FieldId| of.blank_counts(field);
        let frontier = variables::frontier(self, rules, facts, &counts);
        let uses = Uses::new(self.rules, rules);
        let key = (rules.to_vec(), uses.signature(&frontier, facts));
        if let Some(part) = self.parts.get(&key) {
            return part.clone();
        }
        let part = self.tried_part(rules, (asks, &counts), &frontier, facts);
        let part = Rc::new(part.unwrap_or_else(|| self.at_most(rules, facts)));
        self.parts.insert(key, part.clone());
        part
    }

    /// What may come of the rules where they are not tried: every criterion met, every group open, every measure at its most.
    fn at_most(&self, rules: &[Rule], facts: Facts<'_>) -> Part {
        let mut groups = GroupSet::EMPTY;
        let mut tally = Tally::default();
        for rule in rules {
            match rule {
                Rule::Group(id) => groups = groups.with(*id),
                Rule::Measure(id) => {
                    tally = tally.with(score::contribution(&self.rules.measures[*id], facts));
                }
                Rule::Level(_) | Rule::Criterion(_) | Rule::Preference | Rule::TieBreak(_) => {}
            }
        }
        Part {
            tally: None,
            best: BTreeMap::from([(groups, tally.most)]),
            at_most: true,
        }
    }

    fn tried_part(
        &mut self,
        rules: &[Rule],
        (asks, counts): (&[(FieldId, Rule)], Counts<'_>),
        frontier: &[Variable],
        facts: Facts<'_>,
    ) -> Option<Part> {
        let uses = Uses::new(self.rules, rules);
        let open: Vec<Variable> = frontier
            .iter()
            .filter(|variable| variable.open)
            .cloned()
            .collect();
        let mut choices = self.choices(&uses, &open, facts)?;
        for (variable, choices) in open.iter().zip(&mut choices) {
            let Subject::Field(field) = variable.subject else {
                continue;
            };
            let matters = asks
                .iter()
                .any(|(uses, rule)| *uses == field && rules.contains(rule));
            match &*facts.reading(variable.subject) {
                // It makes no difference.
                _ if !matters => choices.truncate(1),
                Reading::Unreadable(problem) if !problem.answered => {
                    choices.retain(|supposed| !supposed.blank);
                    if counts(field) {
                        let (subject, reading) = (variable.subject, Reading::Blank);
                        choices.push(Supposed {
                            subject,
                            reading,
                            text: String::new(),
                            blank: true,
                        });
                    }
                }
                _ => {}
            }
        }
        let mut part = Part::default();
        worlds(&choices, facts.supposed, |supposed| {
            let blank = supposed
                .iter()
                .any(|supposed| supposed.reading == Reading::Blank);
            self.world(rules, blank, Facts { supposed, ..facts }, &mut part);
        });
        Some(part)
    }

    /// Notes what comes of one combination of answers.
    fn world(&mut self, of: &[Rule], blank: bool, facts: Facts<'_>, part: &mut Part) {
        let rules = self.rules;
        let (mut refused, mut unclear) = (false, false);
        let mut groups = GroupSet::EMPTY;
        let mut parts: Vec<Contribution> = Vec::new();
        let mut tally = Tally::default();
        for rule in of {
            let test = variables::test(rules, *rule);
            let plain = || test.map_or(Answer::Met, |test| criteria::answer(test, facts));
            match *rule {
                Rule::Criterion(index) => match if blank {
                    self.criterion(index, facts)
                } else {
                    plain()
                } {
                    Answer::Met => {}
                    Answer::NotMet => refused = true,
                    Answer::Unclear => unclear = true,
                },
                Rule::Group(index) => match if blank {
                    self.group(index, facts)
                } else {
                    plain()
                } {
                    Answer::Met => groups = groups.with(index),
                    Answer::NotMet => {}
                    Answer::Unclear => unclear = true,
                },
                Rule::Measure(index) => {
                    let contribution = score::contribution(&rules.measures[index], facts);
                    tally = tally.with(contribution);
                    parts.push(contribution);
                }
                Rule::TieBreak(index) => {
                    unclear |= rank::is_open(&rules.ranking.tie_breaks[index], facts);
                }
                // With any answer it is known which group comes first.
                Rule::Level(_) | Rule::Preference => {}
            }
        }
        let open = parts.iter().any(|part| part.points.known().is_none());
        if open || unclear {
            return;
        }
        part.tally = Some(part.tally.map_or(tally, |known| Tally {
            least: known.least.min(tally.least),
            most: known.most.max(tally.most),
        }));
        if !refused {
            let best = part.best.entry(groups).or_insert(tally.most);
            *best = tally.most.max(*best);
        }
    }
}

/// A blank that is asked about.
pub(super) fn asked_about(field: FieldId) -> Supposed {
    Supposed {
        subject: Subject::Field(field),
        reading: Wrong::Open.into(),
        text: String::new(),
        blank: false,
    }
}

/// All groups with the highest score: more than any of them.
pub(super) fn most_of(best: &BTreeMap<GroupSet, Score>) -> BTreeMap<GroupSet, Score> {
    let groups = best
        .keys()
        .fold(GroupSet::EMPTY, |all, groups| all.or(*groups));
    best.values()
        .max()
        .map(|score| (groups, *score))
        .into_iter()
        .collect()
}
