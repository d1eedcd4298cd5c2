//! What stands in the file and is used by nothing, and values that no rule tells apart.

use super::answered::Answered;
use super::report::{Path, Report, listed};
use crate::awards::{self, Awarded};
use crate::base::finding::Code;
use crate::judge::criteria::ask;
use crate::rules::load::Step;
use crate::rules::{
    Ask, Award, FieldId, Kind, LevelId, ListId, Rules, ScaleId, Subject, Test, TieBreak,
};
use crate::values::{Answer, Reading, Value};
use crate::words;

/// Levels, lists and scales that nothing uses.
pub(super) fn leftovers(rules: &Rules, report: &mut Report<'_>) {
    for (at, level) in rules.levels.iter().enumerate() {
        if !is_read(rules, Subject::Level(LevelId(at))) {
            let path: Path = vec!["levels".into(), at.into(), "id".into()];
            report.say(
                Code::Unread,
                &path,
                format!("no rule reads the level `{}`", level.id),
                "take it out, or write the rule that needs it",
            );
        }
    }
    for (at, list) in rules.lists.iter().enumerate() {
        let leaves = rules.tests().flat_map(Test::leaves);
        if leaves
            .filter(|leaf| matches!(leaf.ask, Ask::InList(ListId(asked)) if asked == at))
            .count()
            == 0
        {
            let path: Path = vec!["lists".into(), Step::Name(list.id.clone())];
            report.say(
                Code::Unread,
                &path,
                format!("no rule asks for the list `{}`", list.id),
                "take it out, or write the rule that needs it",
            );
        }
    }
    for (at, scale) in rules.form.scales.iter().enumerate() {
        let field = rules
            .form
            .fields
            .iter()
            .any(|field| matches!(field.kind, Kind::Scale(ScaleId(of)) if of == at));
        if !field && rules.levels.iter().all(|level| level.scale.0 != at) {
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
    rules
        .tests()
        .flat_map(Test::leaves)
        .any(|leaf| leaf.subject == subject)
        || rules.awards().any(|(of, _)| of == subject)
        || compared(rules, subject)
}

/// Whether a tie-break looks at it.
fn compared(rules: &Rules, subject: Subject) -> bool {
    rules
        .ranking
        .tie_breaks
        .iter()
        .any(|tie_break| matches!(tie_break, TieBreak::Highest(of) | TieBreak::Lowest(of) if *of == subject))
}

/// What every rule makes of one value.
type Signature = (Vec<Answer>, Vec<Awarded>);

/// Levels and options that every rule treats alike.
pub(super) fn not_told(answered: &Answered<'_>, report: &mut Report<'_>) {
    let rules = answered.rules;
    for (at, field) in rules.form.fields.iter().enumerate() {
        let subject = Subject::Field(FieldId(at));
        let counted = matches!(
            field.kind,
            Kind::Scale(_) | Kind::Choice(_) | Kind::Choices(..)
        );
        let matters = rules.places.preference == Some(FieldId(at))
            || rules
                .form
                .duplicates
                .iter()
                .any(|rule| rule.same.contains(&FieldId(at)));
        if !counted || matters || compared(rules, subject) || !is_read(rules, subject) {
            continue;
        }
        let mut alike: Vec<(Signature, Vec<String>)> = Vec::new();
        for (name, signature) in signatures(answered, FieldId(at)) {
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
    let Some(grid) = answered.every(&[field], 1) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in 0..grid.rows.len() {
        let facts = grid.facts(row);
        let reading = facts.reading(subject);
        let single = match &*reading {
            Reading::Value(Value::Choices(choices)) => choices.chosen.len() == 1 && !choices.other,
            Reading::Value(_) => true,
            Reading::Blank | Reading::Unreadable(_) => false,
        };
        let Some(name) = words::reading(rules, subject, &reading).filter(|_| single) else {
            continue;
        };
        let leaves = rules
            .tests()
            .flat_map(Test::leaves)
            .filter(|leaf| leaf.subject == subject);
        let earned = |award: &Award| {
            awards::points(award, None, Default::default(), &reading, facts.precision)
        };
        let awards = rules
            .awards()
            .filter(|(of, _)| *of == subject)
            .map(|(_, award)| earned(award));
        found.push((
            name.into_owned(),
            (
                leaves.map(|leaf| ask(leaf, facts)).collect(),
                awards.collect(),
            ),
        ));
    }
    found
}
