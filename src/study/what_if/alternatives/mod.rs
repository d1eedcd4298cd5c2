//! What can be changed about an application: one cell after another, each with the other answers it could hold and how far
//! away they are.

mod nearest;

use rust_decimal::Decimal;

use self::nearest::{numbers, ratings, several};
use super::super::recorded::is_hidden;
use super::replay::Replay;
use super::said::said;
use super::told::Change;
use crate::answers::Applications;
use crate::answers::synthetic::Answers;
use crate::answers::types::number;
use crate::base::ids::{ApplicationId, AssessorId, at_mut, find, find_mut, ids};
use crate::rules::domains::{Domain, domain, written};
use crate::rules::{Field, FieldId, Protection, Rules, Stands, Subject, Test, TieBreak};
use crate::values::{Reading, Value};
use crate::words;

/// A cell, and what it could say instead.
#[derive(Debug, Clone)]
pub(super) struct Alternatives {
    pub(super) field: FieldId,
    /// Of a rating's assessors, from 0.
    pub(super) assessor: AssessorId,
    pub(super) others: Vec<Other>,
}

/// Another answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) cell: String,
    /// Steps from what it says: levels, whole points, options, numbers that the rules tell apart.
    pub(super) steps: u32,
    /// Where answers have an order: whether it is above what the cell says.
    pub(super) above: Option<bool>,
}

/// Why no other answer is suggested for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// An applicant could not have answered otherwise, or it says who somebody is.
    Fixed,
    Personal,
    /// Its ratings were evened out: another one would move what all others count as.
    EvenedOut,
    /// A rule that reads it reads a personal column as well.
    BesidePersonal,
}

/// Whether a field tells which applications are one person's.
pub(super) fn tells_person(rules: &Rules, field: FieldId) -> bool {
    rules
        .form
        .duplicates
        .iter()
        .any(|rule| rule.stands != Stands::All && rule.same.contains(&field))
}

/// Whether no other answer is suggested for a field because a rule that reads it reads a personal column as well.
pub(in crate::study) fn is_beside_personal(rules: &Rules, field: FieldId) -> bool {
    kept(rules, field) == Some(Kept::BesidePersonal)
}

/// Why no other answer may be suggested for a field; none where one may.
pub(super) fn kept(rules: &Rules, field: FieldId) -> Option<Kept> {
    let form = rules.form.fields.find(field)?;
    if form.fixed || form.protection != Protection::None || tells_person(rules, field) {
        return Some(Kept::Fixed);
    }
    if form.personal {
        return Some(Kept::Personal);
    }
    if form.evened_out {
        return Some(Kept::EvenedOut);
    }
    let beside = |subjects: Vec<Subject>| {
        rules
            .fields_behind(subjects.iter().copied())
            .contains(&field)
            && is_hidden(rules, subjects)
    };
    let tests = rules
        .criteria
        .iter()
        .map(|criterion| criterion.test.subjects());
    // Whoever comes to fit another group has a preference among them.
    let preference = rules.places.preference.map(Subject::Field);
    let groups = rules
        .group_tests()
        .flat_map(Test::subjects)
        .chain(preference)
        .collect();
    let measures = rules
        .measures
        .iter()
        .map(|measure| vec![measure.worth.subject]);
    let ties = rules
        .ranking
        .tie_breaks
        .iter()
        .filter_map(TieBreak::subject)
        .map(|subject| vec![subject]);
    let levels =
        (0..rules.levels.len()).map(|level| vec![Subject::Level(crate::rules::LevelId(level))]);
    let mut all = tests
        .chain([groups])
        .chain(measures)
        .chain(ties)
        .chain(levels);
    all.any(beside).then_some(Kept::BesidePersonal)
}

/// What the cells of an application could say instead, in the order of the form, for the fields given.
pub(super) fn alternatives(
    replay: &Replay<'_>,
    applications: &Applications,
    fields: &[FieldId],
) -> Vec<Alternatives> {
    let rules = replay.rules;
    let mut all = Vec::new();
    for (at, form) in rules.form.fields.iter().enumerate() {
        let field = FieldId(at);
        if !fields.contains(&field) || kept(rules, field).is_some() {
            continue;
        }
        let cells = replay.this.cells.get(at).map_or(&[][..], Vec::as_slice);
        let assessors = match &form.third {
            // A third assessor who has not rated has nothing to change.
            Some(_) => form.assessors.len().max(cells.len()),
            None => form.assessors.len(),
        };
        for assessor in ids(assessors) {
            let cell = find(cells, assessor).map_or("", String::as_str);
            // Whoever of a pool has not rated was not asked to.
            if form.pool.is_some() && cell.is_empty() {
                continue;
            }
            let others = others(
                rules,
                field,
                form,
                applications.reading(ApplicationId(0), field),
                cell,
            );
            let same = |other: &Other| other.cell != cell;
            all.push(Alternatives {
                field,
                assessor,
                others: others.into_iter().filter(same).collect(),
            });
        }
    }
    all
}

fn others(
    rules: &Rules,
    field: FieldId,
    form: &Field,
    reading: &Reading,
    cell: &str,
) -> Vec<Other> {
    let ranked = |names: Vec<String>, now: Option<usize>| -> Vec<Other> {
        let steps =
            |at: usize| now.map_or(1, |now| u32::try_from(at.abs_diff(now)).unwrap_or(u32::MAX));
        let above = |at: usize| now.map(|now| at > now);
        let all = names
            .into_iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != now);
        all.map(|(at, cell)| Other {
            cell,
            steps: steps(at),
            above: above(at),
        })
        .collect()
    };
    match domain(rules, field) {
        Some(Domain::Scale(levels)) => {
            let now = match reading {
                Reading::Value(Value::Level(levels)) => levels.known().map(usize::from),
                _ => None,
            };
            ranked(levels, now)
        }
        Some(Domain::YesNo) => {
            let now = match reading {
                Reading::Value(Value::YesNo(yes)) => Some(usize::from(*yes)),
                _ => None,
            };
            ranked(vec!["no".to_owned(), "yes".to_owned()], now)
        }
        Some(Domain::One(options)) => {
            let now = match reading {
                Reading::Value(Value::Choices(choices)) => choices.chosen.first().copied(),
                _ => None,
            };
            let others = (0_u8..)
                .zip(&options.options)
                .filter(|(at, _)| Some(*at) != now);
            others
                .map(|(_, (id, _))| Other {
                    cell: id.clone(),
                    steps: 1,
                    above: None,
                })
                .collect()
        }
        Some(Domain::Several(options, separator)) => several(options, separator, reading),
        Some(Domain::Numbers(bounds)) => {
            let now = number::value(bounds, cell);
            let numbers = numbers(rules, field, bounds, now);
            let below = now.map(|now| numbers.iter().take_while(|number| **number < now).count());
            let is_in = now.is_some_and(|now| numbers.contains(&now));
            let steps = |at: usize| match below {
                Some(below) if at < below => below.saturating_sub(at),
                Some(below) if is_in => at.saturating_sub(below),
                Some(below) => at.saturating_sub(below).saturating_add(1),
                None => 1,
            };
            let above = |number: Decimal| now.map(|now| number > now);
            let all = numbers
                .iter()
                .enumerate()
                .filter(|(_, number)| Some(**number) != now);
            all.map(|(at, number)| Other {
                cell: written(form, *number),
                steps: u32::try_from(steps(at)).unwrap_or(u32::MAX),
                above: above(*number),
            })
            .collect()
        }
        Some(Domain::Ratings(bounds)) => ratings(form, bounds, number::value(bounds, cell)),
        // Nobody could have answered otherwise.
        Some(Domain::Apart(_) | Domain::Moments(_)) | None => Vec::new(),
    }
}

/// The cells with some of them changed.
pub(super) fn changed(cells: &Answers, changes: &[(&Alternatives, &Other)]) -> Answers {
    let mut cells = cells.clone();
    for (cell, other) in changes {
        put(&mut cells, (cell.field, cell.assessor), &other.cell);
    }
    cells
}

/// Puts a text into a cell.
pub(super) fn put(cells: &mut Answers, (field, assessor): (FieldId, AssessorId), text: &str) {
    if let Some(assessors) = find_mut(cells, field) {
        assessors.resize(
            assessors.len().max(assessor.0.saturating_add(1)),
            String::new(),
        );
        text.clone_into(at_mut(assessors, assessor));
    }
}

/// A change as it is told.
pub(super) fn told(
    replay: &Replay<'_>,
    applications: &Applications,
    (field, assessor): (FieldId, AssessorId),
    cell: &str,
) -> Change {
    let form = replay.rules.form.fields.find(field);
    let several = form.is_some_and(|form| form.assessors.len() > 1);
    let found = find(&replay.this.cells, field)
        .and_then(|assessors| find(assessors, assessor))
        .map_or("", String::as_str);
    let read = words::reading(
        replay.rules,
        Subject::Field(field),
        applications.reading(ApplicationId(0), field),
    );
    let was = match read {
        _ if several => found.to_owned(),
        Some(read) => read.into_owned(),
        None => found.to_owned(),
    };
    Change {
        field: form.map_or_else(String::new, |form| form.name.clone()),
        assessor: several.then(|| assessor.into()),
        was,
        would_be: cell.to_owned(),
        stands_for: form
            .map(|form| said(replay.rules, field, form, cell))
            .filter(|said| said != cell),
    }
}
