//! A cell that a person has answered in place of the file: read like any other, and everything that hangs on it with it.

use super::applications::{Applications, FieldColumns};
use super::columns;
use super::interner::Symbol;
use super::sources::Readers;
use super::types::day;
use crate::base::finding::Code;
use crate::rules::{FieldId, Form};
use crate::values::{Reading, Wrong};

/// What the field would be read as from this text in a file of this source, before it is put anywhere.
pub fn reading(form: &Form, source: Option<u16>, field: FieldId, text: &str) -> Reading {
    Readers::new(form, field).map_or(Reading::Blank, |readers| readers.read(source, text.trim()))
}

/// What the field would be read as from each of these texts, in any file; a text is near no other.
pub fn exact_readings(
    form: &Form,
    field: FieldId,
    texts: impl Iterator<Item = String>,
) -> Vec<(Reading, String)> {
    let readers = Readers::exact(form, field);
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
    (source, field): (Option<u16>, FieldId),
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
    application: usize,
    (field, at): (FieldId, usize),
) {
    let columns = applications
        .fields
        .get_mut(field.0)
        .map(|columns| &mut columns.readers);
    if let Some(column) = columns.and_then(|readers| readers.get_mut(at)) {
        // The symbol that the blank gets.
        let next = column.symbols.append("");
        column.abstained.push(next);
        if let Some(cell) = column.cells.get_mut(application) {
            *cell = next;
        }
    }
    combine(form, applications, field);
}

/// Puts the text where a reader's cell of an application was. Of a question with a column for each option it stands for all of
/// them.
pub fn put(
    form: &Form,
    applications: &mut Applications,
    application: usize,
    (field, at): (FieldId, usize),
    text: &str,
) {
    let source = applications.form_source(application);
    let Some(kind) = form.fields.get(field.0) else {
        return;
    };
    let Some(FieldColumns {
        readers,
        readings,
        combined,
        ..
    }) = applications.fields.get_mut(field.0)
    else {
        return;
    };
    let options = kind.kind.options().is_some() && readers.len() > 1;
    for (number, column) in readers.iter_mut().enumerate() {
        let here = number == if options { 0 } else { at };
        if !here && !options {
            continue;
        }
        if let Some(source) = source.filter(|_| !column.of.is_empty()) {
            column.begin(source);
        }
        let symbol = column.symbols.append(if here { text.trim() } else { "" });
        if let Some(cell) = column.cells.get_mut(application) {
            *cell = symbol;
        }
    }
    if combined.is_empty() {
        // The symbol is the last one.
        readings.push(reading(form, source, field, text));
        return;
    }
    combine(form, applications, field);
}

/// Reads the cells of several readers together again.
fn combine(form: &Form, applications: &mut Applications, field: FieldId) {
    if let Some(column) = applications.fields.get_mut(field.0) {
        *column = columns(form, field, std::mem::take(&mut column.readers));
    }
}

/// Gives one application a reading of its own, whatever its cells would be read as by themselves.
pub fn settle(
    applications: &mut Applications,
    application: usize,
    field: FieldId,
    reading: Reading,
) {
    let Some(FieldColumns {
        readers,
        readings,
        combined,
        ..
    }) = applications.fields.get_mut(field.0)
    else {
        return;
    };
    if let Some(symbol) = combined.get_mut(application) {
        *symbol = Symbol::try_from(readings.len()).unwrap_or(Symbol::MAX);
    } else if let Some(column) = readers.first_mut()
        && let Some(cell) = column.cells.get_mut(application)
    {
        let text = column.symbols.text(*cell).to_owned();
        // The symbol is the last one.
        *cell = column.symbols.append(&text);
    }
    readings.push(reading);
}
