//! What eligibility lets through: the combinations of answers with which an application meets every criterion.

use std::cell::Cell;

use super::answered::{Answered, MOST, settled};
use super::relation::Relation;
use crate::judge::criteria::{Facts, answer};
use crate::rank;
use crate::rules::{CriterionId, FieldId, Leaf, Level, Rules, Subject, Test};
use crate::score::contribution;
use crate::study::combinations::Row;
use crate::values::{Answer, LevelSet, Points, Reading, Value};

/// What a rule demands of the answers.
#[derive(Clone)]
struct Demand {
    /// The criterion (position in the rules); none for what a ranking needs beside eligibility: known groups, points, keys.
    criterion: Option<CriterionId>,
    fields: Vec<FieldId>,
    /// Whether no answer that could tell is missing among those looked at.
    exact: bool,
    /// None when there are too many combinations to look at.
    relation: Option<Relation>,
}

/// Every demand made of applications.
#[derive(Clone)]
pub(super) struct Eligible {
    demands: Vec<Demand>,
    /// The combinations that may still be put together.
    left: Cell<usize>,
}

/// What is known of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    Answer(Answer),
    Points(Points),
    Levels(LevelSet),
}

/// The most combinations that are put together for all rules.
const ALL_ROWS: usize = 2_000_000;

/// Whom to look at.
#[derive(Clone, Copy)]
pub(super) enum Who<'a> {
    /// Whoever can stand in the ranking.
    Ranked,
    /// Whoever meets all criteria but these, or may still meet them.
    Meeting { all_but: &'a [CriterionId] },
}

/// The combinations let through.
pub(super) struct Through {
    pub(super) rows: Vec<(Row, bool)>,
    /// Whether these are all that are let through.
    pub(super) exact: bool,
    /// Whether only these are let through: every demand that bears on the fields could be looked at.
    pub(super) whole: bool,
}

/// How many conditions a test has, those of derived levels included.
pub(super) fn count_conditions(rules: &Rules, subjects: &[Subject], leaves: usize) -> usize {
    rules
        .levels_behind(subjects)
        .into_iter()
        .fold(leaves.max(1), |count, (_, level)| {
            count.saturating_add(level.conditions())
        })
}

impl Eligible {
    pub(super) fn new(answered: &Answered<'_>) -> Self {
        let rules = answered.rules;
        let mut demands = Vec::new();
        for (index, criterion) in rules.criteria.each() {
            demands.push(of_criterion(answered, index, &criterion.test));
        }
        let mut known = |subjects: &[Subject],
                         (leaves, worth): (&[&Leaf], Option<FieldId>),
                         known: &dyn Fn(Facts<'_>) -> Option<Known>| {
            let fields = rules.fields_behind(subjects.iter().copied());
            let conditions = count_conditions(rules, subjects, leaves.len());
            let relation = answered.every(&fields, conditions).map(|tried| {
                let came = settled(
                    &tried,
                    (&answered.counts, &|field| {
                        stays(rules, subjects, leaves, field) || worth == Some(field)
                    }),
                    known,
                );
                let rows = came
                    .iter()
                    .zip(&tried.rows)
                    .filter(|(came, _)| came.is_some());
                Relation {
                    fields: fields.clone(),
                    rows: rows.map(|(_, row)| (row.clone(), false)).collect(),
                }
            });
            demands.push(Demand {
                criterion: None,
                fields,
                exact: answered.exact(subjects),
                relation,
            });
        };
        for test in rules.group_tests() {
            known(
                &test.subjects(),
                (&test.leaves(), None),
                &|facts| match answer(test, facts) {
                    Answer::Unclear => None,
                    answer => Some(Known::Answer(answer)),
                },
            );
        }
        for measure in &rules.measures {
            let worth = match measure.worth.subject {
                Subject::Field(field) => measure.worth.blank.map(|_| field),
                Subject::Level(_) => None,
            };
            known(&[measure.worth.subject], (&[], worth), &|facts| {
                contribution(measure, facts)
                    .points
                    .known()
                    .map(Known::Points)
            });
        }
        for tie_break in &rules.ranking.tie_breaks {
            if let Some(subject) = tie_break.ordered() {
                let levels = |facts: Facts<'_>| match *facts.reading(subject) {
                    Reading::Value(Value::Level(levels)) => levels,
                    _ => LevelSet::default(),
                };
                known(&[subject], (&[], None), &|facts| {
                    (!rank::is_open(tie_break, facts)).then(|| Known::Levels(levels(facts)))
                });
            }
        }
        Self {
            demands,
            left: Cell::new(ALL_ROWS),
        }
    }

    /// Puts another test in a criterion's place, such as the one that is left of it when a part is out.
    pub(super) fn replace(&mut self, answered: &Answered<'_>, criterion: CriterionId, test: &Test) {
        if let Some(demand) = self
            .demands
            .iter_mut()
            .find(|demand| demand.criterion == Some(criterion))
        {
            *demand = of_criterion(answered, criterion, test);
        }
    }

    /// The combinations of the fields' answers that are let through; none when they are too many to look at.
    pub(super) fn through(
        &self,
        answered: &Answered<'_>,
        fields: &[FieldId],
        who: Who<'_>,
    ) -> Option<Through> {
        let wanted = |demand: &&Demand| match (who, demand.criterion) {
            (Who::Ranked, _) => true,
            (Who::Meeting { all_but }, Some(criterion)) => !all_but.contains(&criterion),
            (Who::Meeting { .. }, None) => false,
        };
        let demands: Vec<&Demand> = self.demands.iter().filter(wanted).collect();
        let (mut exact, mut whole) = (true, true);
        let mut all = Relation::unit();
        for field in fields {
            if all.fields.contains(field) {
                continue;
            }
            let around = around(&demands, *field, fields, &self.left);
            exact &= around.exact;
            whole &= around.whole;
            all = all.join(
                &around.relation.unwrap_or_else(|| free(answered, *field)),
                MOST,
            )?;
        }
        let all = all.project(fields);
        let certain = |(_, open): &(Row, bool)| matches!(who, Who::Meeting { .. }) || !open;
        Some(Through {
            rows: all.rows.into_iter().filter(certain).collect(),
            exact,
            whole,
        })
    }
}

/// Whether the conditions, or levels behind them, say what a blank of the field is.
fn stays(rules: &Rules, subjects: &[Subject], leaves: &[&Leaf], field: FieldId) -> bool {
    let subject = Subject::Field(field);
    let given = |leaf: &&Leaf| leaf.subject == subject && leaf.ask.is_given();
    let of_level = |level: &Level| {
        level
            .tests()
            .flat_map(|(_, test)| test.leaves())
            .any(|leaf| given(&leaf))
            || level
                .terms()
                .iter()
                .any(|term| term.subject == subject && term.blank.is_some())
    };
    leaves.iter().any(given)
        || rules
            .levels_behind(subjects)
            .into_iter()
            .any(|(_, level)| of_level(level))
}

/// Who meets a criterion, or may still meet it.
fn of_criterion(answered: &Answered<'_>, criterion: CriterionId, test: &Test) -> Demand {
    let (fields, conditions) = of_test(answered.rules, test);
    let relation = answered.every(&fields, conditions).map(|tried| {
        let came = settled(
            &tried,
            (&answered.counts, &|field| {
                stays(answered.rules, &test.subjects(), &test.leaves(), field)
            }),
            |facts| match answer(test, facts) {
                Answer::Unclear => None,
                answer => Some(answer),
            },
        );
        let answers = tried
            .rows
            .iter()
            .zip(came)
            .map(|(row, answer)| (row, answer.unwrap_or(Answer::Unclear)));
        let kept = answers.filter(|(_, answer)| *answer != Answer::NotMet);
        let rows = kept
            .map(|(row, answer)| (row.clone(), answer == Answer::Unclear))
            .collect();
        Relation {
            fields: fields.clone(),
            rows,
        }
    });
    Demand {
        criterion: Some(criterion),
        fields,
        exact: answered.exact(&test.subjects()),
        relation,
    }
}

/// The fields behind a test, and how many conditions it has.
pub(super) fn of_test(rules: &Rules, test: &Test) -> (Vec<FieldId>, usize) {
    let subjects = test.subjects();
    (
        rules.fields_behind(subjects.iter().copied()),
        count_conditions(rules, &subjects, test.leaves().len()),
    )
}

/// All answers of a field of which nothing is demanded.
fn free(answered: &Answered<'_>, field: FieldId) -> Relation {
    let count = answered.counts[field];
    Relation {
        fields: vec![field],
        rows: (0..count).map(|answer| (vec![answer], false)).collect(),
    }
}

/// What the demands around a field leave.
struct Around {
    /// None where nothing bears on the field.
    relation: Option<Relation>,
    exact: bool,
    whole: bool,
}

/// What the demands that bear on a field, directly or by way of others, leave of those fields that are `wanted`.
fn around(demands: &[&Demand], field: FieldId, wanted: &[FieldId], left: &Cell<usize>) -> Around {
    let mut reached = vec![field];
    let mut members: Vec<&Demand> = Vec::new();
    let mut rest: Vec<&Demand> = demands.to_vec();
    while let Some(at) = rest
        .iter()
        .position(|demand| demand.fields.iter().any(|field| reached.contains(field)))
    {
        let demand = rest.remove(at);
        reached.extend(demand.fields.iter().copied());
        members.push(demand);
    }
    let seen: Vec<&Relation> = members
        .iter()
        .filter_map(|demand| demand.relation.as_ref())
        .collect();
    let exact = members.iter().all(|demand| demand.exact);
    let here = |joined: Relation| joined.fields.contains(&field).then_some(joined);
    if let Some(joined) = joined(&seen, wanted, left) {
        return Around {
            relation: here(joined),
            exact,
            whole: seen.len() == members.len(),
        };
    }
    // Too many together: what can be said of the wanted fields alone.
    let alone: Vec<&Relation> = seen
        .into_iter()
        .filter(|relation| relation.fields.iter().all(|field| wanted.contains(field)))
        .collect();
    Around {
        relation: joined(&alone, wanted, left).and_then(here),
        exact,
        whole: false,
    }
}

/// The relations joined, smallest first and always along shared fields where there are any, without fields that nothing
/// asks for any more.
fn joined(relations: &[&Relation], wanted: &[FieldId], left: &Cell<usize>) -> Option<Relation> {
    let mut rest = relations.to_vec();
    rest.sort_by_key(|relation| relation.rows.len());
    let mut all = Relation::unit();
    while !rest.is_empty() {
        let touches = |relation: &&Relation| {
            relation
                .fields
                .iter()
                .any(|field| all.fields.contains(field))
        };
        let next = rest.remove(rest.iter().position(touches).unwrap_or(0));
        all = all.join(next, MOST)?;
        left.set(
            left.get()
                .checked_sub(all.rows.len().saturating_add(next.rows.len()))?,
        );
        let needed = |field: &FieldId| {
            wanted.contains(field) || rest.iter().any(|relation| relation.fields.contains(field))
        };
        let kept: Vec<FieldId> = all.fields.iter().copied().filter(needed).collect();
        all = all.project(&kept);
    }
    Some(all)
}
