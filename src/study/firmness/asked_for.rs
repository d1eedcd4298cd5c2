//! Who is asked because of one scoring rule alone, and would be ranked where it counts nothing: they take no part in any weight.

use std::collections::BTreeMap;

use super::knobs::knobs;
use crate::record::audit::Damaged;
use crate::record::{Audit, Record};
use crate::rules::{Balance, FieldId, MeasureId, Rules, Subject, TieBreak};
use crate::values::{Answer, OutcomeKind, Sort};

/// By scoring rule, the ids of those of whom nothing else is open.
pub(super) fn asked_for(
    rules: &Rules,
    audit: &Audit,
) -> Result<BTreeMap<MeasureId, Vec<String>>, Damaged> {
    let elsewhere = elsewhere(rules);
    let mut asked: BTreeMap<MeasureId, Vec<String>> = BTreeMap::new();
    for record in audit.records() {
        let record = record?;
        if record.outcome != OutcomeKind::Clarify {
            continue;
        }
        if let Some(measure) = only_open(rules, &record, &elsewhere) {
            let id = record.application.to_string();
            asked.entry(measure).or_default().push(id);
        }
    }
    Ok(asked)
}

/// Those who are asked because of one scoring rule among those that count by a weight.
pub(super) fn by_knob(
    rules: &Rules,
    id: &str,
    asked: &BTreeMap<MeasureId, Vec<String>>,
) -> Vec<String> {
    let knobs = knobs(rules).into_iter();
    let measures = knobs
        .filter(|knob| knob.id == id)
        .flat_map(|knob| knob.measures());
    let mut all: Vec<String> = measures
        .filter_map(|one| asked.get(&one))
        .flatten()
        .cloned()
        .collect();
    all.sort_unstable();
    all
}

/// The one scoring rule because of which somebody is asked, if there is only one.
fn only_open(rules: &Rules, record: &Record<'_>, elsewhere: &[FieldId]) -> Option<MeasureId> {
    let is_met = record.criteria.iter().all(|one| one.answer == Answer::Met);
    if record.unsettled || !is_met || !record.may_fit.is_empty() || record.questions.is_empty() {
        return None;
    }
    let mut open = rules.measures.each().filter(|(_, measure)| {
        let mut parts = record.parts.iter();
        let part = parts.find(|part| part.id == measure.id);
        part.is_none_or(|part| part.points.is_none())
    });
    let (at, measure) = open.next().filter(|_| open.next().is_none())?;
    let behind = rules.fields_behind([measure.worth.subject]);
    let is_of = |name: &str| {
        let mut fields = behind.iter().filter(|field| !elsewhere.contains(field));
        fields.any(|field| rules.form.fields[*field].name == name)
    };
    let all = record.questions.iter().all(|question| {
        let about = question.about.as_ref();
        about.is_some_and(|about| about.sort == Sort::Field && is_of(&about.name))
    });
    all.then_some(at)
}

/// The fields that tell equal totals apart, are counted, or say which group is preferred or who applied.
fn elsewhere(rules: &Rules) -> Vec<FieldId> {
    let ties = rules.ranking.tie_breaks.iter();
    let mut subjects: Vec<Subject> = ties.filter_map(TieBreak::subject).collect();
    subjects.extend(rules.balance.iter().flat_map(Balance::subjects));
    subjects.extend(rules.places.preference.map(Subject::Field));
    let duplicates = rules.form.duplicates.iter().flat_map(|one| &one.same);
    subjects.extend(duplicates.map(|field| Subject::Field(*field)));
    rules.fields_behind(subjects)
}
