//! What was found for a field or a level: its cells, what they were read as, and who settled it.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{derived, known};
use crate::answers::types::number;
use crate::answers::types::rating::combined;
use crate::base::ids::{ApplicationId, AssessorId, ids};
use crate::record::*;
use crate::rules::{Field, FieldId, Rules, StandingAnswer, Subject, standing_answers};
use crate::select::Selection;
use crate::values::{Reading, Value};
use crate::words::{self, problems};

/// What was found for a subject.
pub fn evidence<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    subject: Subject,
) -> Evidence<'a> {
    found(
        selection,
        application,
        (subject, is_personal(selection.rules, subject)),
    )
}

/// The same, where it is known whether the subject is personal, or derived from what is.
pub(super) fn found<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    (subject, behind_personal): (Subject, bool),
) -> Evidence<'a> {
    let rules = selection.rules;
    let reading = selection.facts(application).reading(subject);
    let problem = reading.problem();
    let field = match subject {
        Subject::Field(field) => rules.form.fields.find(field).map(|form| (field, form)),
        Subject::Level(_) => None,
    };
    let personal = field.is_some_and(|(_, form)| form.personal);
    let cell = problem
        .map(|problem| problem.assessor)
        .filter(|assessor| *assessor != AssessorId::FIRST);
    let among = problem
        .filter(|_| !personal)
        .map_or_else(Vec::new, |problem| known::among(rules, subject, problem));
    let problem = problem.map(|problem| problems::said(problem, personal).message);
    let mut read = if personal {
        None
    } else {
        words::reading(rules, subject, &reading)
    };
    let idle = field
        .is_some_and(|(field, form)| third_is_idle(selection, application, field, form, &reading));
    if let Some(read) = read.as_mut().filter(|_| idle) {
        read.to_mut().push_str(words::IDLE_THIRD);
    }
    // What it says of a personal column is as personal as the column.
    let settled = field
        .filter(|_| !personal)
        .and_then(|(field, _)| settled(selection, application, field));
    let by = match (subject, &*reading) {
        (Subject::Level(id), Reading::Value(Value::Level(possible))) if !behind_personal => {
            let level = rules.levels.find(id);
            level.map(|level| derived::by(level, *possible, selection.facts(application)))
        }
        _ => None,
    };
    Evidence {
        of: Cow::Borrowed(words::subject(rules, subject)),
        sort: words::sort(subject),
        value: if personal {
            None
        } else {
            known::known(rules, subject, &reading)
        },
        by,
        cell: cell.map(Into::into),
        cells: field.map_or_else(Vec::new, |(field, form)| {
            cells(selection, application, field, form)
        }),
        read,
        evened: field
            .and_then(|(field, form)| evened(selection, application, (subject, field, form))),
        settled: settled.map(|answer| Cow::Borrowed(answer.territory.name)),
        problem,
        among,
    }
}

/// What stands in place of an application's ratings where people decided to even them out; none where there is none.
fn evened<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    (subject, field, form): (Subject, FieldId, &Field),
) -> Option<Evened<'a>> {
    let mut evened = selection.rulings.evened.iter();
    let evened = evened.find(|one| one.field == field)?;
    let rules = selection.rules;
    let given = selection
        .applications
        .ratings(&rules.form, application, field);
    if given.iter().all(Option::is_none) {
        return None;
    }
    let evening = evened.evening(form);
    let becomes = |(assessor, rating): (AssessorId, &Option<Decimal>)| {
        let counts = evening.counts_as(Some(evened.method), assessor, (*rating)?);
        Some(Cow::Owned(counts.normalize().to_string()))
    };
    let mut cells: Vec<Option<Cow<'_, str>>> =
        (0..).map(AssessorId).zip(&given).map(becomes).collect();
    // Of a third assessor only where there is a rating, as of the cells.
    while cells.len() > form.assessors.len() && cells.last().is_some_and(Option::is_none) {
        cells.pop();
    }
    let reading = selection.applications.reading(application, field);
    let raw = matches!(reading, Reading::Value(_)).then(|| evening.comes_to(None, &given));
    let raw = raw
        .flatten()
        .map(|number| Reading::Value(Value::Number(number)));
    Some(Evened {
        by: evened.method,
        cells,
        raw: raw.as_ref().and_then(|raw| {
            let said = words::reading(rules, subject, raw)?;
            Some(Cow::Owned(said.into_owned()))
        }),
        raw_value: raw
            .as_ref()
            .and_then(|raw| known::known(rules, subject, raw)),
    })
}

/// The standing answer that settled what a field says, if one did.
pub fn settled<'a>(
    selection: &Selection<'a>,
    application: ApplicationId,
    field: FieldId,
) -> Option<&'a StandingAnswer> {
    let form = &selection.rules.form;
    let country = form.fields.find(field)?.kind.is_country();
    country.then(|| {
        standing_answers::settles(
            &form.standing_answers,
            selection
                .applications
                .said(application, field, AssessorId::FIRST)
                .revealed(),
        )
    })?
}

/// Whether a third assessor has rated although the two before are close, so that the rating does not count.
fn third_is_idle(
    selection: &Selection<'_>,
    application: ApplicationId,
    field: FieldId,
    form: &Field,
    reading: &Reading,
) -> bool {
    if form.third.is_none() || !matches!(reading, Reading::Value(_)) {
        return false;
    }
    let applications = &selection.applications;
    let said = |assessor: AssessorId| applications.said(application, field, assessor);
    let asked = form.assessors.len();
    let others: Vec<Decimal> = ids(asked)
        .filter_map(|one| number::value(form.kind.bounds()?, said(one).open()?))
        .collect();
    !said(AssessorId(asked)).is_empty() && !combined::third_counts(form, others.iter().copied())
}

fn cells<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    field: FieldId,
    form: &Field,
) -> Vec<Option<Cow<'a, str>>> {
    let said = |assessor: AssessorId| selection.applications.said(application, field, assessor);
    // Columns that need not be filled, of a third assessor or of single options, are shown up to the last that is.
    let assessors = selection.applications.assessors(field);
    let filled = assessors
        .clone()
        .filter(|assessor| !said(*assessor).is_empty())
        .max();
    let shown = filled
        .map_or(0, |last| last.0.saturating_add(1))
        .max(form.assessors.len())
        .min(assessors.len());
    assessors
        .take(shown)
        .map(|assessor| said(assessor).open().map(Cow::Borrowed))
        .collect()
}

/// Whether a subject is a personal field or derived from one.
pub(super) fn is_personal(rules: &Rules, subject: Subject) -> bool {
    let personal = |field: &FieldId| rules.form.fields[*field].personal;
    rules.fields_behind([subject]).iter().any(personal)
}
