//! What a blank answer does where it is not simply asked about.

use std::collections::BTreeMap;

use super::answered::Answered;
use super::eligible_combinations::count_conditions;
use super::report::{Path, Report, then};
use crate::base::finding::Code;
use crate::judge::criteria::{Facts, answer};
use crate::open_answers::Rule;
use crate::rules::load::Step;
use crate::rules::{FieldId, MeasureId, Rules, Subject, Test};
use crate::score::contribution;
use crate::study::combinations::Combinations;
use crate::values::{Answer, Reading, Value};
use crate::words;

/// What a blank does, by field.
type Effects = BTreeMap<FieldId, Vec<String>>;

/// Says for each field what a blank decides, and where leaving an answer out is worth more than giving it.
pub(super) fn blanks(answered: &Answered<'_>, report: &mut Report<'_>) {
    let rules = answered.rules;
    let mut effects = Effects::new();
    for criterion in &rules.criteria {
        let said = (
            format!("meets the criterion `{}`", criterion.id),
            format!("fails the criterion `{}`", criterion.id),
        );
        of_test(answered, &criterion.test, &said, &mut effects);
    }
    for group in &rules.places.groups {
        let said = (
            format!("fits the group `{}`", group.id),
            format!("does not fit the group `{}`", group.id),
        );
        if let Some(test) = &group.test {
            of_test(answered, test, &said, &mut effects);
        }
    }
    for (at, level) in rules.levels.each() {
        let subject = Subject::Level(at);
        let known = |facts: Facts<'_>| match *facts.reading(subject) {
            Reading::Value(Value::Level(levels)) => levels.known(),
            _ => None,
        };
        of_rule(answered, &[subject], 1, known, &mut effects, &|position| {
            let name = words::level_of_scale(rules, level.scale, position);
            format!("can mean `{name}` of the level `{}`", level.id)
        });
    }
    for (at, measure) in rules.measures.each() {
        if let (Subject::Field(field), Some(points)) = (measure.worth.subject, measure.worth.blank)
        {
            effects.entry(field).or_default().push(format!(
                "earns {points} by the scoring rule `{}`",
                measure.id
            ));
        }
        pays(answered, at, report);
    }
    for (at, tie_break) in rules.ranking.tie_breaks.iter().enumerate() {
        if let Some(Subject::Field(field)) = tie_break.subject()
            && effects.contains_key(&field)
        {
            let said = format!(
                "comes after every answer in tie-break {}",
                at.saturating_add(1)
            );
            effects.entry(field).or_default().push(said);
        }
    }
    for (field, said) in effects {
        let name = &rules.form.fields[field].name;
        let path: Path = vec!["fields".into(), Step::Name(name.clone())];
        let message = format!(
            "nobody is asked about a blank `{name}` where it {}",
            said.join(", or ")
        );
        report.say(
            Code::BlankDecides,
            &path,
            message,
            "nothing is wrong if that is meant",
        );
    }
}

fn of_test(answered: &Answered<'_>, test: &Test, said: &(String, String), effects: &mut Effects) {
    let known = |facts: Facts<'_>| match answer(test, facts) {
        Answer::Unclear => None,
        known => Some(known),
    };
    let words = |answer| {
        if answer == Answer::Met {
            said.0.clone()
        } else {
            said.1.clone()
        }
    };
    of_rule(
        answered,
        &test.subjects(),
        test.leaves().len(),
        known,
        effects,
        &words,
    );
}

/// Notes for each field what a blank comes to, where it comes to something and another answer to something else.
fn of_rule<T: PartialEq + Copy>(
    answered: &Answered<'_>,
    subjects: &[Subject],
    leaves: usize,
    known: impl Fn(Facts<'_>) -> Option<T>,
    effects: &mut Effects,
    words: &dyn Fn(T) -> String,
) {
    let rules: &Rules = answered.rules;
    let fields = rules.fields_behind(subjects.iter().copied());
    let Some(tried) = answered.every(&fields, count_conditions(rules, subjects, leaves)) else {
        return;
    };
    let outcomes: Vec<Option<T>> = (0..tried.rows.len())
        .map(|row| known(tried.facts(row)))
        .collect();
    for (index, field) in fields.iter().enumerate() {
        let mut seen: Vec<T> = Vec::new();
        for (row, outcome) in tried.rows.iter().zip(&outcomes) {
            let Some(outcome) =
                outcome.filter(|outcome| row.get(index) == Some(&0) && !seen.contains(outcome))
            else {
                continue;
            };
            if differs(answered, &tried, (row, index, *field), &outcomes, outcome) {
                seen.push(outcome);
            }
        }
        if !seen.is_empty() {
            effects
                .entry(*field)
                .or_default()
                .extend(seen.into_iter().map(words));
        }
    }
}

/// Whether some answer in place of the blank comes to something else, all others being equal.
fn differs<T: PartialEq + Copy>(
    answered: &Answered<'_>,
    tried: &Combinations<'_>,
    (row, index, field): (&[usize], usize, FieldId),
    outcomes: &[Option<T>],
    outcome: T,
) -> bool {
    let count = answered.counts[field];
    (1..count).any(|number| {
        let mut other = row.to_vec();
        if let Some(cell) = other.get_mut(index) {
            *cell = number;
        }
        let found = tried
            .rows
            .binary_search(&other)
            .ok()
            .and_then(|at| outcomes.get(at).copied().flatten());
        found.is_some_and(|found| found != outcome)
    })
}

/// Says where a blank earns more than an answer.
fn pays(answered: &Answered<'_>, at: MeasureId, report: &mut Report<'_>) {
    let rules = answered.rules;
    let measure = &rules.measures[at];
    let Some(blank) = measure.worth.blank else {
        return;
    };
    let fields = rules.fields_behind([measure.worth.subject]);
    let Some(tried) = answered.every(
        &fields,
        count_conditions(rules, &[measure.worth.subject], 1),
    ) else {
        return;
    };
    let less = (0..tried.rows.len()).filter_map(|row| {
        let facts = tried.facts(row);
        let reading = facts.reading(measure.worth.subject);
        let points = contribution(measure, facts)
            .points
            .known()
            .filter(|points| *points < blank)?;
        Some((
            points,
            words::reading(rules, measure.worth.subject, &reading)?.into_owned(),
        ))
    });
    if let Some((points, answer)) = less.min() {
        let path = then(
            &["scoring".into(), at.into()],
            [Step::Name("blank".to_owned())],
        );
        report.say(
            Code::BlankPays,
            &path,
            format!(
                "a blank earns {blank}, and the answer `{answer}` only {points}: whoever leaves it out is better off"
            ),
            "let a blank earn no more than the least, or leave `blank` out, so that it is asked about",
        );
    }
}

/// Says of which rules not every combination of open answers is tried.
pub(super) fn beyond(answered: &Answered<'_>, report: &mut Report<'_>) {
    let rules = answered.rules;
    let levels = rules
        .levels
        .each()
        .map(|(at, level)| (Rule::Level(at), "levels", at.0, &level.id));
    let criteria = rules.criteria.each().skip(1);
    let criteria = criteria.map(|(at, rule)| {
        (
            Rule::Criterion(at),
            "eligibility",
            at.0.saturating_sub(1),
            &rule.id,
        )
    });
    let groups = rules
        .places
        .groups
        .each()
        .map(|(at, group)| (Rule::Group(at), "groups", at.0, &group.id));
    for (rule, table, at, id) in levels.chain(criteria).chain(groups) {
        if !answered.is_tried(rule) {
            let path: Path = vec![table.into(), at.into(), "id".into()];
            let what = match table {
                "levels" => "level",
                "groups" => "group",
                _ => "criterion",
            };
            report.say(
                Code::NotAnalysed,
                &path,
                format!(
                    "the {what} `{id}` is not always tried with all answers: {}",
                    super::OPEN
                ),
                "nobody is refused or seated by it; somebody may be asked without need",
            );
        }
    }
}
