//! A person's answer in place of a cell: read like any other, and everything that hangs on the cell
//! is read with it.

use super::applications::{Applications, FieldColumns};
use super::columns;
use super::sources::CellReaders;
use super::types::day;
use crate::base::finding::Code;
use crate::base::ids::{ApplicationId, AssessorId, Id, at_mut, find_mut, ids};
use crate::base::interner::Symbol;
use crate::rules::{FieldId, Form, SourceId};
use crate::values::{Reading, Wrong};

/// What the field would be read as from this text in a file of this source, before it is put anywhere.
pub fn reading(form: &Form, source: Option<SourceId>, field: FieldId, text: &str) -> Reading {
    CellReaders::new(form, field)
        .map_or(Reading::Blank, |readers| readers.read(source, text.trim()))
}

/// What the field would be read as from each of these texts, in any file; a text is near no other.
pub fn exact_readings(
    form: &Form,
    field: FieldId,
    texts: impl Iterator<Item = String>,
) -> Vec<(Reading, String)> {
    let readers = CellReaders::exact(form, field);
    let read = |text: &str| {
        readers
            .as_ref()
            .map_or(Reading::Blank, |readers| readers.read(None, text.trim()))
    };
    texts.map(|text| (read(&text), text)).collect()
}

/// What a person's answer is read as in place of a cell that is read as `now`. Where that is one of two days, the answer is read only
/// where it can be one day alone.
pub fn answered(
    form: &Form,
    (source, field): (Option<SourceId>, FieldId),
    now: &Reading,
    text: &str,
) -> Reading {
    let doubted = matches!(now, Reading::Unreadable(problem)
        if matches!(problem.code(), Code::DateForm | Code::TwoDays) && !problem.among.is_empty());
    if doubted && day::is_two_days(text) {
        return Wrong::TwoDaysAgain.into();
    }
    reading(form, source, field, text)
}

/// Notes that an assessor gives no rating: the others' count as if nobody else had been asked.
pub fn abstain(
    form: &Form,
    applications: &mut Applications,
    application: ApplicationId,
    (field, assessor): (FieldId, AssessorId),
) {
    if let Some(column) = find_mut(&mut applications.fields[field].assessors, assessor) {
        // The symbol that the blank gets.
        let next = column.texts.symbols.append("");
        column.abstained.push(next);
        *at_mut(&mut column.texts.cells, application) = next;
    }
    combine(form, applications, field);
}

/// The same of every application, as far as an assessor's column goes; and of single cells that others have left out as well.
pub fn abstain_from_all(
    form: &Form,
    applications: &mut Applications,
    field: FieldId,
    (assessor, others): (AssessorId, &[(ApplicationId, AssessorId)]),
) {
    let columns = &mut applications.fields[field].assessors;
    for (at, column) in (0..).map(AssessorId).zip(columns) {
        let cells = column.texts.cells.len();
        let own = others.iter().filter(|(_, by)| *by == at);
        let who: Vec<ApplicationId> = if at == assessor {
            ids(cells).collect()
        } else {
            own.map(|(application, _)| *application).collect()
        };
        if who.is_empty() {
            continue;
        }
        let next = column.texts.symbols.append("");
        column.abstained.push(next);
        for application in who {
            *at_mut(&mut column.texts.cells, application) = next;
        }
    }
    combine(form, applications, field);
}

/// Puts the text where an assessor's cell of an application was. Of a question with a column for each option it stands for all of
/// them.
pub fn put(
    form: &Form,
    applications: &mut Applications,
    application: ApplicationId,
    (field, at): (FieldId, AssessorId),
    text: &str,
) {
    let source = applications.form_source(application);
    let Some(kind) = form.fields.find(field) else {
        return;
    };
    applications.all_have_ids &= field != applications.id;
    let FieldColumns {
        assessors,
        readings,
        combined,
        ..
    } = &mut applications.fields[field];
    let options = kind.kind.options().is_some() && assessors.len() > 1;
    let put_at = if options { AssessorId::FIRST } else { at };
    for (assessor, column) in (0..).map(AssessorId).zip(assessors.iter_mut()) {
        let here = assessor == put_at;
        if !here && !options {
            continue;
        }
        if let Some(source) = source.filter(|_| !column.of.is_empty()) {
            column.begin(source);
        }
        let symbol = column
            .texts
            .symbols
            .append(if here { text.trim() } else { "" });
        *at_mut(&mut column.texts.cells, application) = symbol;
    }
    if combined.is_empty() {
        // The symbol is the last one.
        readings.push(reading(form, source, field, text));
        return;
    }
    combine(form, applications, field);
}

/// Reads everybody's cells anew, as if no reading had been put in their place.
pub fn read_again(form: &Form, applications: &mut Applications, field: FieldId) {
    combine(form, applications, field);
}

/// Reads the cells of several assessors together again.
fn combine(form: &Form, applications: &mut Applications, field: FieldId) {
    let column = &mut applications.fields[field];
    *column = columns(form, field, std::mem::take(&mut column.assessors));
}

/// Gives one application a reading of its own, whatever its cells would be read as by themselves.
pub fn settle(
    applications: &mut Applications,
    application: ApplicationId,
    field: FieldId,
    reading: Reading,
) {
    applications.all_have_ids &= field != applications.id;
    let FieldColumns {
        assessors,
        readings,
        combined,
        ..
    } = &mut applications.fields[field];
    if !combined.is_empty() {
        *at_mut(combined, application) = Symbol::at(readings.len());
    } else if let Some(column) = assessors.first_mut() {
        let cell = at_mut(&mut column.texts.cells, application);
        let text = column.texts.symbols.text(*cell).to_owned();
        // The symbol is the last one.
        *cell = column.texts.symbols.append(&text);
    }
    readings.push(reading);
}
