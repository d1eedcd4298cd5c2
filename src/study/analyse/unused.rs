//! What stands in the file and is used by nothing, and values that no rule tells apart.

use super::answered::Answered;
use super::report::{Path, Report, listed};
use crate::awards::Awarded;
use crate::base::finding::Code;
use crate::judge::criteria::ask;
use crate::rules::load::Step;
use crate::rules::{FieldId, Rules, Subject};
use crate::values::{Answer, Reading, Value};
use crate::words;

/// Levels, lists and scales that nothing uses.
pub(super) fn unused(rules: &Rules, report: &mut Report<'_>) {
    for (at, level) in rules.levels.each() {
        if !is_read(rules, Subject::Level(at)) {
            let path: Path = vec!["levels".into(), at.into(), "id".into()];
            report.say(
                Code::Unread,
                &path,
                format!("no rule reads the level `{}`", level.id),
                "take it out, or write the rule that needs it",
            );
        }
    }
    for (at, list) in rules.lists.each() {
        if rules.leaves().all(|leaf| leaf.ask.list() != Some(at)) {
            let path: Path = vec!["lists".into(), Step::Name(list.id.clone())];
            report.say(
                Code::Unread,
                &path,
                format!("no rule asks for the list `{}`", list.id),
                "take it out, or write the rule that needs it",
            );
        }
    }
    for (at, scale) in rules.form.scales.each() {
        let field = rules
            .form
            .fields
            .iter()
            .any(|field| field.kind.scale() == Some(at));
        if !field && rules.levels.iter().all(|level| level.scale != at) {
            let path: Path = vec!["scales".into(), Step::Name(scale.name.clone())];
            report.say(
                Code::Unread,
                &path,
                format!("no field or level uses the scale `{}`", scale.name),
                "take it out",
            );
        }
    }
}

/// Whether any rule looks at a field or level.
fn is_read(rules: &Rules, subject: Subject) -> bool {
    rules.is_judged(subject) || rules.is_tie_break(subject)
}

/// What every rule makes of one value.
type Signature = (Vec<Answer>, Vec<Awarded>);

/// Levels and options that every rule treats alike.
pub(super) fn not_told(answered: &Answered<'_>, report: &mut Report<'_>) {
    let rules = answered.rules;
    for (at, field) in rules.form.fields.each() {
        let subject = Subject::Field(at);
        let counted = field.kind.scale().is_some() || field.kind.options().is_some();
        let matters = rules.places.preference == Some(at)
            || rules
                .form
                .duplicates
                .iter()
                .any(|rule| rule.same.contains(&at));
        let told = rules.is_tie_break(subject) || rules.is_counted_each(subject);
        if !counted || matters || told || !is_read(rules, subject) {
            continue;
        }
        let mut alike: Vec<(Signature, Vec<String>)> = Vec::new();
        for (name, signature) in signatures(answered, at) {
            match alike.iter_mut().find(|(known, _)| *known == signature) {
                Some((_, names)) => names.push(name),
                None => alike.push((signature, vec![name])),
            }
        }
        let groups: Vec<String> = alike
            .iter()
            .filter(|(_, names)| names.len() > 1)
            .map(|(_, names)| listed(names))
            .collect();
        if !groups.is_empty() {
            let path: Path = vec!["fields".into(), Step::Name(field.name.clone())];
            let message = format!(
                "no rule tells apart {} of `{}`",
                groups.join(", nor "),
                field.name
            );
            report.say(
                Code::NotTold,
                &path,
                message,
                "nothing is wrong if the form simply asks for more",
            );
        }
    }
}

/// Each value of a field alone, by name.
fn signatures(answered: &Answered<'_>, field: FieldId) -> Vec<(String, Signature)> {
    let rules = answered.rules;
    let subject = Subject::Field(field);
    let Some(tried) = answered.every(&[field], 1) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in 0..tried.rows.len() {
        let facts = tried.facts(row);
        let reading = facts.reading(subject);
        let single = match &*reading {
            Reading::Value(Value::Choices(choices)) => choices.chosen.len() == 1 && !choices.other,
            Reading::Value(_) => true,
            Reading::Blank | Reading::Unreadable(_) => false,
        };
        let Some(name) = words::reading(rules, subject, &reading).filter(|_| single) else {
            continue;
        };
        let asked = rules.asked_of(subject).map(|leaf| ask(leaf, facts));
        let earned = rules.worths_of(subject).map(|worth| facts.points(worth));
        found.push((name.into_owned(), (asked.collect(), earned.collect())));
    }
    found
}
