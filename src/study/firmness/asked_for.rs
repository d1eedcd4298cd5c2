//! Who is asked because of one scoring rule alone, and would be ranked where it counts nothing: they take no part in any weight.

use std::collections::BTreeMap;

use crate::record::audit::Damaged;
use crate::record::{Audit, Record};
use crate::rules::{FieldId, MeasureId, Rules, Subject, TieBreak};
use crate::values::{OutcomeKind, Sort};

/// By scoring rule, the ids of those who are asked for nothing but what it alone reads.
pub(super) fn asked_for(
    rules: &Rules,
    audit: &Audit,
) -> Result<BTreeMap<MeasureId, Vec<String>>, Damaged> {
    let own: Vec<(MeasureId, Vec<FieldId>)> = rules
        .measures
        .ids()
        .map(|measure| (measure, alone(rules, measure)))
        .collect();
    let mut asked: BTreeMap<MeasureId, Vec<String>> = BTreeMap::new();
    for record in audit.records() {
        let record = record?;
        if record.outcome != OutcomeKind::Clarify {
            continue;
        }
        let mut of = own.iter();
        if let Some((measure, _)) = of.find(|(_, fields)| asks_only(rules, &record, fields)) {
            let id = record.application.to_string();
            asked.entry(*measure).or_default().push(id);
        }
    }
    Ok(asked)
}

/// Whether everything that is asked about an application is one of these fields.
fn asks_only(rules: &Rules, record: &Record<'_>, fields: &[FieldId]) -> bool {
    let mut questions = record.questions.iter();
    let is_of = |name: &str| {
        let named = |field: &FieldId| rules.form.fields[*field].name == name;
        fields.iter().any(named)
    };
    let all = questions.all(|question| {
        let about = question.about.as_ref();
        about.is_some_and(|about| about.sort == Sort::Field && is_of(&about.name))
    });
    all && !record.questions.is_empty() && !record.unsettled
}

/// The fields that a scoring rule reads and nothing else does.
fn alone(rules: &Rules, measure: MeasureId) -> Vec<FieldId> {
    let criteria = rules.criteria.iter();
    let mut subjects: Vec<Subject> = criteria.flat_map(|one| one.test.subjects()).collect();
    subjects.extend(rules.group_tests().flat_map(|test| test.subjects()));
    let others = rules.measures.each().filter(|(other, _)| *other != measure);
    subjects.extend(others.map(|(_, other)| other.worth.subject));
    let ties = rules.ranking.tie_breaks.iter();
    subjects.extend(ties.filter_map(TieBreak::subject));
    subjects.extend(rules.balance.iter().flat_map(|one| one.subjects()));
    subjects.extend(rules.places.preference.map(Subject::Field));
    let duplicates = rules.form.duplicates.iter().flat_map(|one| &one.same);
    subjects.extend(duplicates.map(|field| Subject::Field(*field)));
    let elsewhere = rules.fields_behind(subjects);
    let mut own = rules.fields_behind([rules.measures[measure].worth.subject]);
    own.retain(|field| !elsewhere.contains(field));
    own
}
