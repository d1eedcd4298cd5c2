//! One file of ratings: what each row is known by, and what stands in the columns of ratings.

use std::collections::BTreeMap;

use super::layout::{self, Columns};
use super::pack;
use super::rated::{RatedRowId, RatingsColumn, RatingsFile, cell};
use crate::answers::applications::FieldColumns;
use crate::answers::column::CellColumn;
use crate::answers::heading::Found;
use crate::answers::headings::Layout;
use crate::answers::sources::CellReaders;
use crate::answers::{doubtful, per_column, true_numbers};
use crate::base::finding::{Finding, Severity};
use crate::base::ids::ids;
use crate::base::origin::Row;
use crate::rules::{Field, FieldId, Form, SourceId};
use crate::table::Sheet;
use crate::table::doubts::Doubts;
use crate::values::number::{DecimalMark, Marks};

/// A file with what was noticed of it.
pub(super) struct Read {
    pub(super) file: RatingsFile,
    pub(super) layout: Layout,
    pub(super) questions: Vec<Finding>,
    pub(super) notes: Vec<Finding>,
}

/// Reads a file.
///
/// # Errors
/// Why it cannot be read, or not yet.
pub(super) fn read(form: &Form, sheet: &Sheet) -> Result<Read, Vec<Finding>> {
    let Columns { layout, key, packs } = layout::columns(form, sheet)?;
    let mut refused = doubtful::refusals(form, sheet, &layout);
    let (hidden, unclear): (Vec<Finding>, Vec<Finding>) = packs
        .doubtful(sheet)
        .into_iter()
        .partition(|finding| finding.severity() == Severity::Error);
    refused.extend(hidden);
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut rows = Vec::with_capacity(sheet.len());
    sheet.visit(0..sheet.len(), |row, _| rows.push(row));
    let keys = cells(sheet, &form.fields[key.0], &key.1, &|_| None);
    let mut columns = Vec::new();
    let mut noticed = doubtful::of_columns(form, sheet, &layout);
    noticed.extend(unclear);
    let by_source = by_source(form, key.0, &keys);
    let rated = form
        .fields
        .each()
        .filter(|(_, field)| field.kind.is_rating());
    for (at, field) in rated {
        for (assessor, found) in layout.columns[at].each() {
            let Some(found) = found else { continue };
            let said = packs.said(sheet, assessor);
            let cells = cells(sheet, field, found, &|row| {
                said.get(&row).map(|said| said.declines.word())
            });
            let mut row = 0;
            sheet.visit(0..sheet.len(), |at, cells| {
                let of = said.get(&RatedRowId(row));
                let of = of.filter(|said| {
                    !said.is_doubtful && pack::is_rated(cells.get(found.id).trim(), &field.abstain)
                });
                noticed.extend(
                    of.map(|said| pack::rated_all_the_same(sheet, (found, at), (assessor, said))),
                );
                row = row.saturating_add(1);
            });
            let exact = sheet.doubts.has_exact_numbers(found.column);
            for (source, of) in &by_source {
                let part = match source {
                    None => cells.clone(),
                    Some(_) => part(form, (*source, at, exact), &cells, of),
                };
                let read_at: Vec<(u16, Row)> = of
                    .iter()
                    .map(|row| (0, *crate::base::ids::at(&rows, *row)))
                    .collect();
                let of_column = of_one(form, (*source, at), part);
                noticed.extend(per_column::look_at_ratings(
                    form,
                    sheet,
                    (*source, at, found),
                    &read_at,
                    &of_column,
                ));
            }
            columns.push(RatingsColumn {
                field: at,
                assessor,
                column: found.column,
                cells,
                exact,
            });
        }
    }
    let is_question = |finding: &Finding| finding.severity() == Severity::Question;
    let (questions, notes) = noticed.into_iter().partition(is_question);
    Ok(Read {
        file: RatingsFile {
            source: sheet.source.clone(),
            rows: rows.into(),
            key: (key.0, key.1.column),
            keys,
            columns,
            marks: packs.marks(sheet),
        },
        layout,
        questions,
        notes,
    })
}

/// The cells of one column, each with what is doubtful about it; what is said beside a row goes before its cell.
fn cells(
    sheet: &Sheet,
    field: &Field,
    found: &Found,
    beside: &dyn Fn(RatedRowId) -> Option<&'static str>,
) -> CellColumn {
    let mut at = 0;
    let mut column = CellColumn::default();
    let (doubts, tool) = (
        sheet.doubts.column(found.column),
        sheet.tool.answers(&found.heading),
    );
    let is_exact = true_numbers::has_true_numbers(field, sheet, found.column);
    sheet.visit(0..sheet.len(), |row, cells| {
        let said = beside(RatedRowId(at));
        at = at.saturating_add(1);
        if let Some(said) = said {
            column.texts.push(said);
            return;
        }
        let text = tool.plain(cells.get(found.id).trim());
        let exact = is_exact.then(|| true_numbers::true_number(field, text));
        let exact = exact.flatten();
        let text = exact.as_deref().unwrap_or(text);
        let wrong = Doubts::at(doubts, row).and_then(|doubt| doubtful::wrong(field, doubt, text));
        match wrong {
            None => column.texts.push(text),
            Some(wrong) => column.push_doubtful(text, wrong.into()),
        }
    });
    column
}

/// The rows by the source of the application that they name; all of them together where there is one form, or where rows are known by
/// addresses.
fn by_source(
    form: &Form,
    key: FieldId,
    keys: &CellColumn,
) -> BTreeMap<Option<SourceId>, Vec<RatedRowId>> {
    let apart = !form.sources.is_empty() && key == form.id;
    let mut by_source: BTreeMap<Option<SourceId>, Vec<RatedRowId>> = BTreeMap::new();
    for row in ids::<RatedRowId>(keys.texts.cells.len()) {
        let source = match apart {
            false => None,
            // Whose the others are is asked first.
            true => match form.source_of(cell(keys, row).0) {
                Some(source) => Some(source),
                None => continue,
            },
        };
        by_source.entry(source).or_default().push(row);
    }
    by_source
}

/// Some rows of a column, with true numbers as their source would have them written.
fn part(
    form: &Form,
    (source, at, exact): (Option<SourceId>, FieldId, bool),
    cells: &CellColumn,
    rows: &[RatedRowId],
) -> CellColumn {
    let mut part = CellColumn::default();
    for row in rows {
        match cell(cells, *row) {
            (text, Some(problem)) => part.push_doubtful(text, problem.clone()),
            (text, None) if exact => {
                let written = as_written_by(form, at, &form.fields_of(source)[at], text);
                part.texts.push(&written);
            }
            (text, None) => part.texts.push(text),
        }
    }
    part
}

/// A true number as the application's source would have it written.
pub(super) fn as_written_by(form: &Form, field: FieldId, as_written: &Field, text: &str) -> String {
    let bounds = form.fields[field].kind.bounds();
    let with_commas = bounds.is_some_and(|of| of.marks == Marks::Only(DecimalMark::Comma));
    let plain = if with_commas {
        text.replace(',', ".")
    } else {
        text.to_owned()
    };
    true_numbers::true_number(as_written, &plain).unwrap_or(plain)
}

/// A column of one assessor by itself, so that it can be looked at as a whole.
fn of_one(
    form: &Form,
    (source, at): (Option<SourceId>, FieldId),
    cells: CellColumn,
) -> FieldColumns {
    let reader = CellReaders::new(form, at);
    let readings = reader.map_or_else(Vec::new, |reader| {
        cells.read(&|_, text| reader.read(source, text))
    });
    FieldColumns {
        assessors: vec![cells],
        combined: Vec::new(),
        readings,
        personal: form.fields[at].personal,
        rated: None,
    }
}
