//! Everybody whose outcome could be another, with their cells: whoever was ranked, asked or refused.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::open_answers::PossibleWorlds;
use crate::record::audit::Damaged;
use crate::record::{Audit, Record, Settled};
use crate::rules::{Field, FieldId, Form, Rules, SourceId};
use crate::rulings;
use crate::study::recorded::{Recorded, read_all, recorded};
use crate::study::stages::{Staged, staged};
use crate::values::OutcomeKind;

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
        ) {
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
    let sheet = record.origin.rsplit_once(':').map(|(sheet, _)| sheet);
    let mut sheets = audit.header.sheets.iter();
    let columns = sheets.find(|columns| Some(columns.sheet.as_str()) == sheet);
    let decided = record.rulings.iter().filter(|ruling| {
        let answers = matches!(ruling.kind, rulings::Kind::Clarify | rulings::Kind::Correct);
        answers && ruling.answer.as_deref() == Some("")
    });
    let of = |ruling: &Settled<'_>| {
        let field = rules
            .form
            .fields
            .position(|field| field.name == ruling.about && is_shared(field))?;
        let (_, letters) = ruling.cell.rsplit_once(':')?;
        let known = columns?.fields.get(ruling.about.as_ref())?;
        let assessor = known
            .iter()
            .position(|column| column.as_deref() == Some(letters))?;
        Some((field, AssessorId(assessor)))
    };
    decided.filter_map(of).collect()
}

/// Whether several assessors give a field's rating, a third among them.
pub(super) fn is_shared(field: &Field) -> bool {
    field.kind.is_rating() && field.readers() > 1
}

/// What is otherwise than in the run, of applications that are one form's: by its rules and theirs, in the order of rows.
pub(in crate::study) type Otherwise<'o> = &'o dyn Fn(&Form, &mut Applications, &[&Somebody<'_>]);

/// Everybody through the stages, each with their answers as they were read, but for what is otherwise. None where their cells are no
/// pile.
pub(super) fn all_staged<'e>(
    all: &'e [Somebody<'_>],
    by_source: &BTreeMap<Option<SourceId>, Cow<'_, Rules>>,
    otherwise: Otherwise<'_>,
) -> Option<Vec<Through<'e>>> {
    let mut through = Vec::new();
    for (source, rules) in by_source {
        let own: Vec<&Somebody<'_>> = all.iter().filter(|one| one.source == *source).collect();
        if own.is_empty() {
            continue;
        }
        let recorded: Vec<&Recorded<'_>> = own.iter().map(|one| &one.recorded).collect();
        let mut applications = read_all(rules, &recorded)?;
        otherwise(&rules.form, &mut applications, &own);
        let applications = Rc::new(applications);
        let mut worlds = PossibleWorlds::new(rules);
        for (row, one) in (0..).map(ApplicationId).zip(own) {
            let this = &one.recorded;
            let staged = match &this.rules {
                Cow::Borrowed(_) => staged(this, &mut worlds, &applications, row),
                Cow::Owned(own) => staged(this, &mut PossibleWorlds::new(own), &applications, row),
            };
            through.push(Through {
                one,
                staged,
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

/// Whether an assessor of this number gives a field's rating.
pub(super) fn gives(field: &Field, assessor: AssessorId) -> bool {
    is_shared(field) && assessor.0 < field.readers()
}

/// Somebody who went through the stages.
pub(super) struct Through<'e> {
    pub(super) one: &'e Somebody<'e>,
    pub(super) staged: Staged,
    pub(super) applications: Rc<Applications>,
    pub(super) row: ApplicationId,
}
