//! Everybody whose outcome could be another, with their cells: whoever was ranked, asked or refused.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::beside_personal::{comes_to, is_mixed};
use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, AssessorId, ids};
use crate::open_answers::PossibleWorlds;
use crate::record::audit::Damaged;
use crate::record::{Audit, Record, Settled};
use crate::rules::{CriterionId, Field, FieldId, Form, GroupId, Rules, SourceId, Test};
use crate::study::how_far::{HowFar, how_far, how_far_by};
use crate::study::recorded::{
    Recorded, admitted, always, is_by_people, is_kept_out, read_all, recorded,
};
use crate::values::{Answer, OutcomeKind};
use crate::{rulings, select};

/// Somebody, with the cells that their record keeps.
pub(in crate::study) struct Somebody<'a> {
    pub(in crate::study) record: Record<'a>,
    pub(in crate::study) recorded: Recorded<'a>,
    /// Assessors of whom people decided that they give no rating.
    pub(super) abstained: Vec<(FieldId, AssessorId)>,
    source: Option<SourceId>,
}

/// The rules as each form of the pile writes.
pub(in crate::study) fn by_source<'a>(
    rules: &'a Rules,
    audit: &Audit,
) -> Result<BTreeMap<Option<SourceId>, Cow<'a, Rules>>, Damaged> {
    let mut all = BTreeMap::new();
    for record in audit.records() {
        let record = record?;
        let source = rules.form.source_of(&record.application);
        all.entry(source)
            .or_insert_with(|| rules.as_written_by(&record.application));
    }
    Ok(all)
}

/// Everybody; none where a record does not fit the rules.
pub(super) fn everyone<'a>(
    form: &Form,
    by_source: &'a BTreeMap<Option<SourceId>, Cow<'a, Rules>>,
    audit: &'a Audit,
) -> Result<Option<Vec<Somebody<'a>>>, Damaged> {
    let mut all = Vec::new();
    for record in audit.records() {
        let record = record?;
        if matches!(
            record.outcome,
            OutcomeKind::Superseded | OutcomeKind::DroppedOut
        ) || is_kept_out(&record)
        {
            continue;
        }
        let source = form.source_of(&record.application);
        let Some(rules) = by_source.get(&source).map(AsRef::as_ref) else {
            return Ok(None);
        };
        let Some(recorded) = recorded(rules, &record) else {
            return Ok(None);
        };
        all.push(Somebody {
            abstained: abstained(rules, audit, &record),
            record,
            recorded,
            source,
        });
    }
    Ok(Some(all))
}

/// The assessors of one application who give no rating, by a decision.
fn abstained(rules: &Rules, audit: &Audit, record: &Record<'_>) -> Vec<(FieldId, AssessorId)> {
    let decided = record.rulings.iter().filter(|ruling| {
        let answers = matches!(ruling.kind, rulings::Kind::Clarify | rulings::Kind::Correct);
        answers && ruling.answer.as_deref() == Some("")
    });
    let of = |ruling: &Settled<'_>| {
        let (field, form) = rules
            .form
            .fields
            .each()
            .find(|(_, field)| field.name == ruling.about && is_shared(field))?;
        // Where no file has a cell for it the number stands there.
        let mut readers = ids(form.readers());
        let numbered = readers.find(|one: &AssessorId| ruling.cell.ends_with(&format!("({one})")));
        let in_column = || {
            let (row, letters) = ruling.cell.rsplit_once(':')?;
            let (sheet, _) = row.rsplit_once(':')?;
            let mut tables = audit.header.sheets.iter().chain(&audit.header.ratings);
            let table = tables.find(|columns| columns.sheet == sheet)?;
            let known = table.fields.get(ruling.about.as_ref())?;
            let is_it = |column: &Option<String>| column.as_deref() == Some(letters);
            known.iter().position(is_it).map(AssessorId)
        };
        Some((field, numbered.or_else(in_column)?))
    };
    decided.filter_map(of).collect()
}

/// Whether several assessors give a field's rating, a third among them, and it counts already.
pub(super) fn is_shared(field: &Field) -> bool {
    field.kind.is_rating() && field.readers() > 1 && !field.later
}

/// What is otherwise than in the run, of applications that are one form's: by its rules and theirs, in the order of rows.
pub(in crate::study) type Otherwise<'o> = &'o dyn Fn(&Form, &mut Applications, &[&Somebody<'_>]);

/// Everybody through the stages, each with their answers as they were read, but for what is otherwise in the changed fields. None where their cells are no
/// pile.
pub(super) fn all_how_far<'e>(
    all: &'e [Somebody<'_>],
    by_source: &BTreeMap<Option<SourceId>, Cow<'_, Rules>>,
    (changed, otherwise): (&[FieldId], Otherwise<'_>),
) -> Option<Vec<Through<'e>>> {
    let mut through = Vec::new();
    for (source, rules) in by_source {
        let own: Vec<&Somebody<'_>> = all.iter().filter(|one| one.source == *source).collect();
        if own.is_empty() {
            continue;
        }
        let recorded: Vec<&Recorded<'_>> = own.iter().map(|one| &one.recorded).collect();
        let mut applications = read_all(rules, &recorded)?;
        let mixed = mixed(rules, changed);
        let before = match mixed.is_empty() {
            true => None,
            false => Some(read_all(rules, &recorded)?),
        };
        otherwise(&rules.form, &mut applications, &own);
        let applications = Rc::new(applications);
        let mut worlds = PossibleWorlds::new(rules);
        for (row, one) in (0..).map(ApplicationId).zip(own) {
            let this = &one.recorded;
            let how_far = match &this.rules {
                Cow::Borrowed(_) => how_far(this, &mut worlds, &applications, row),
                Cow::Owned(own) => how_far(this, &mut PossibleWorlds::new(own), &applications, row),
            };
            let anew = before.as_ref().map(|before| {
                let cells = (before, &*applications, row);
                beside_personal(rules, one, &mixed, cells, changed)
            });
            let (how_far, untold) = anew.flatten().unwrap_or((how_far, None));
            through.push(Through {
                one,
                how_far,
                untold,
                applications: Rc::clone(&applications),
                row,
            });
        }
    }
    Some(through)
}

/// Leaves one assessor's ratings out, as if they had abstained from every application.
pub(super) fn leave_out(
    form: &Form,
    applications: &mut Applications,
    all: &[&Somebody<'_>],
    assessor: AssessorId,
) {
    let own = form.fields.each();
    for (field, _) in own.filter(|(_, field)| gives(field, assessor)) {
        let others = (0..).map(ApplicationId).zip(all).flat_map(|(row, one)| {
            let others = one.abstained.iter().filter(|(of, _)| *of == field);
            others.map(move |(_, by)| (row, *by)).collect::<Vec<_>>()
        });
        let others: Vec<(ApplicationId, AssessorId)> = others.collect();
        override_cell::abstain_from_all(form, applications, field, (assessor, &others));
    }
}

/// The fields whose ratings an assessor gives.
pub(super) fn given_by(rules: &Rules, assessor: AssessorId) -> Vec<FieldId> {
    let fields = rules.form.fields.each();
    let given = fields.filter(|(_, form)| gives(form, assessor));
    given.map(|(field, _)| field).collect()
}

/// What asks about fields that are otherwise, and about a personal column as well.
#[derive(Debug, Clone, Copy)]
enum Mixed {
    Criterion(CriterionId),
    Group(GroupId),
}

fn mixed(rules: &Rules, changed: &[FieldId]) -> Vec<Mixed> {
    let is_so = |test: &Test| is_mixed(rules, &test.subjects(), changed);
    let criteria = rules.criteria.each().filter(|(_, one)| is_so(&one.test));
    let groups = rules.places.groups.each();
    let groups = groups.filter(|(_, one)| one.test.as_ref().is_some_and(is_so));
    let criteria = criteria.map(|(at, _)| Mixed::Criterion(at));
    criteria
        .chain(groups.map(|(at, _)| Mixed::Group(at)))
        .collect()
}

/// Somebody through the stages where such tests come to something else than in the record; with it the title of one that hangs on what
/// the personal cell says. None where all are as they were.
fn beside_personal(
    rules: &Rules,
    one: &Somebody<'_>,
    mixed: &[Mixed],
    (before, now, row): (&Applications, &Applications, ApplicationId),
    changed: &[FieldId],
) -> Option<(HowFar, Option<String>)> {
    let this = &one.recorded;
    let facts = |applications| select::facts(&this.rules, applications, &[], row);
    let mut own: Option<Rules> = None;
    let mut untold = None;
    for one_of_them in mixed {
        let (test, was, title) = match *one_of_them {
            Mixed::Criterion(at) => {
                let criterion = &rules.criteria[at];
                if is_by_people(&one.record, &criterion.id) {
                    continue;
                }
                let mut judged = one.record.criteria.iter();
                let judged = judged.find(|judged| judged.id == criterion.id)?;
                (&criterion.test, judged.answer, &criterion.title)
            }
            Mixed::Group(at) => {
                let group = &rules.places.groups[at];
                let was = admitted(rules, &one.record, at);
                (group.test.as_ref()?, was, &group.title)
            }
        };
        let is = comes_to(rules, (test, was), (facts(before), facts(now)), changed);
        if is == Some(was) {
            continue;
        }
        if is.is_none() {
            untold = Some(title.clone());
        }
        let settled = always(is.unwrap_or(Answer::Unclear));
        let own = own.get_or_insert_with(|| (*this.rules).clone());
        match *one_of_them {
            Mixed::Criterion(at) => own.criteria[at].test = settled,
            Mixed::Group(at) => own.places.groups[at].test = Some(settled),
        }
    }
    let own = own?;
    let how_far = how_far_by(&own, this, &mut PossibleWorlds::new(&own), now, row);
    Some((how_far, untold))
}

/// Whether an assessor of this number gives a field's rating.
pub(super) fn gives(field: &Field, assessor: AssessorId) -> bool {
    is_shared(field) && assessor.0 < field.readers()
}

/// Somebody who went through the stages.
pub(super) struct Through<'e> {
    pub(super) one: &'e Somebody<'e>,
    pub(super) how_far: HowFar,
    /// The title of a test that hangs on what a personal cell says.
    pub(super) untold: Option<String>,
    pub(super) applications: Rc<Applications>,
    pub(super) row: ApplicationId,
}
