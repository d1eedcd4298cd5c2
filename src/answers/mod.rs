//! Cells to readings: every distinct answer of a column is read once, by its field's type.
//!
//! Nothing is guessed. What cannot be read stays beside its cell as a problem, and no rule may count it.
//! Adding a field type is one new file here, one arm in `reader` and its tests.

mod similar_ids;
pub mod applications;
pub mod as_asked;
mod beside_options;
mod blank;
pub mod column;
mod combined;
mod doubtful;
mod encoded;
pub mod even_out;
mod garbled;
pub mod heading;
pub mod headings;
mod located;
pub mod option_columns;
mod order;
pub mod override_cell;
mod per_column;
pub mod ratings;
mod choice_columns;
mod ranges;
pub mod same_id;
pub mod sources;
pub mod synthetic;
pub mod types;
mod unsplittable;
mod whose;
mod true_numbers;
mod field_columns;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::encoded::{begun, encoded, made_of};
use self::field_columns::{columns, field_columns};

use self::true_numbers::{has_true_numbers, true_number};

pub use applications::Applications;
use applications::{FieldColumns, SheetLayout};
pub(crate) use beside_options::heads_other as says_other;
pub(crate) use blank::is_blank;
pub(crate) use choice_columns::{asks, is_of_other};
use column::CellColumn;
use headings::Layout;
pub use per_column::Waiting;
pub use whose::Ratings;

use crate::base::each::{each, each_of};
use crate::base::finding::{Code, Finding};
use crate::base::origin::Row;
use crate::rules::form::Form;
use crate::rules::{FieldId, SourceId};
use crate::table::doubts::Doubts;
use crate::table::tools::responses;
use crate::table::{Body, HeadingId, Sheet};

/// Rows per part when threads share the work.
const PART: usize = 16_384;

/// Reads every sheet by the form.
///
/// # Errors
/// A finding for every needed column that a sheet lacks, has twice or hides, or in which a formula has no result; all of them,
/// for all sheets.
pub fn read(form: &Form, sheets: &[Sheet]) -> Result<(Applications, Vec<Layout>), Vec<Finding>> {
    read_beside(form, sheets, Ratings::of(form, 0))
}

/// The same, where it is known whether ratings stand in files of their own: then these sheets need not have them.
///
/// # Errors
/// As [`read`].
pub fn read_beside(
    form: &Form,
    sheets: &[Sheet],
    ratings: Ratings,
) -> Result<(Applications, Vec<Layout>), Vec<Finding>> {
    let mut layouts = Vec::new();
    let mut findings = Vec::new();
    let mut of = Vec::new();
    for sheet in sheets {
        match sources::of(form, sheet) {
            Ok(source) => of.push(source),
            Err(finding) => findings.push(finding),
        }
        match headings::layout(form, sheet, ratings) {
            Ok(layout) => {
                findings.extend(doubtful::refusals(form, sheet, &layout));
                findings.extend(unsplittable::refusals(form, sheet, &layout));
                layouts.push(layout);
            }
            Err(more) => findings.extend(more),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    headings::align(&mut layouts);
    let parts: Vec<(usize, Range<usize>)> = sheets
        .iter()
        .enumerate()
        .flat_map(|(sheet, rows)| {
            // What is in columns already is taken column by column.
            let part = match &rows.body {
                Body::Columns(_) => rows.len().max(1),
                Body::Grid(_) | Body::Given(_) => PART,
            };
            (0..rows.len())
                .step_by(part)
                .map(move |start| (sheet, start..rows.len().min(start + part)))
        })
        .collect();
    let read_part = |(sheet, range): &(usize, Range<usize>)| {
        let rows = sheets
            .get(*sheet)
            .zip(layouts.get(*sheet))
            .zip(of.get(*sheet));
        rows.map(|((rows, layout), of)| part(form, (*sheet, *of), rows, layout, range.clone()))
    };
    let total: usize = sheets.iter().map(Sheet::len).sum();
    let parts: Vec<Part> = each(total, &parts, read_part)
        .into_iter()
        .flatten()
        .collect();
    Ok((join(form, (sheets, &of), &layouts, parts, total), layouts))
}

/// The columns of a sheet that the form's fields are read from; none where some are missing.
pub fn columns_of(form: &Form, sheet: &Sheet, ratings: Ratings) -> Option<BTreeSet<HeadingId>> {
    let layout = headings::layout(form, sheet, ratings).ok()?;
    let found = layout.columns.iter().flatten().flatten();
    Some(found.map(|found| found.id).collect())
}

/// A range of a sheet's rows: each column with symbols of its own.
struct Part {
    rows: Vec<(u16, Row)>,
    /// By field, then assessor.
    columns: Vec<Vec<CellColumn>>,
}

fn part(
    form: &Form,
    (sheet, of): (usize, Option<SourceId>),
    rows: &Sheet,
    layout: &Layout,
    range: Range<usize>,
) -> Part {
    let fields = form.fields_of(of);
    let number = u16::try_from(sheet).unwrap_or(u16::MAX);
    if let Body::Columns(columns) = &rows.body {
        return Part {
            rows: columns.rows().iter().map(|row| (number, *row)).collect(),
            columns: encoded(form, of, rows, columns, layout),
        };
    }
    // For each field, then assessor, its column, the doubts about that, whether its numbers are no texts, and what the form tool's
    // answers say there.
    let sources: Vec<Vec<_>> = layout
        .columns
        .iter()
        .zip(fields)
        .map(|(assessors, field)| {
            let source = |found: &heading::Found| {
                let true_numbers = has_true_numbers(field, rows, found.column);
                (
                    found.id,
                    rows.doubts.column(found.column),
                    true_numbers,
                    rows.tool.answers(&found.heading),
                )
            };
            assessors
                .iter()
                .map(|found| found.as_ref().map(source))
                .collect()
        })
        .collect();
    let mut columns: Vec<Vec<CellColumn>> = sources
        .iter()
        .zip(fields)
        .map(|(assessors, field)| {
            let column = |_| {
                let mut column = begun(field, of);
                column.texts.cells.reserve(range.len());
                column
            };
            assessors.iter().map(column).collect()
        })
        .collect();
    let made_of: Vec<Option<HeadingId>> = made_of(form, rows, layout);
    let mut read_at = Vec::with_capacity(range.len());
    rows.visit(range, |row, cells| {
        read_at.push((number, row));
        for ((at, (assessors, sources)), field) in
            columns.iter_mut().zip(&sources).enumerate().zip(fields)
        {
            if let ([column], true) = (
                assessors.as_mut_slice(),
                at == form.id.0 && !made_of.is_empty(),
            ) {
                let made = types::id::made_of(
                    made_of
                        .iter()
                        .map(|heading| heading.map_or("", |heading| cells.get(heading))),
                );
                column.texts.push(&sources::full_id(form, of, &made));
                continue;
            }
            for (column, source) in assessors.iter_mut().zip(sources) {
                let (text, doubts, true_numbers) = source.as_ref().map_or(
                    ("", &[][..], false),
                    |(heading, doubts, true_numbers, of)| {
                        (of.plain(cells.get(*heading).trim()), *doubts, *true_numbers)
                    },
                );
                // A true number is no text: it is put down as the rules say numbers are written, where that makes a difference.
                let marked = if true_numbers {
                    true_number(field, text)
                } else {
                    None
                };
                let text = marked.as_deref().unwrap_or(text);
                match Doubts::at(doubts, row).and_then(|doubt| doubtful::wrong(field, doubt, text))
                {
                    None if of.is_some() && at == form.id.0 => {
                        column.texts.push(&sources::full_id(form, of, text));
                    }
                    None => column.texts.push(text),
                    Some(wrong) => column.push_doubtful(text, wrong.into()),
                }
            }
        }
    });
    Part {
        rows: read_at,
        columns,
    }
}

/// Joins the parts in order, so that symbols never depend on how the rows were parted.
fn join(
    form: &Form,
    (sheets, of): (&[Sheet], &[Option<SourceId>]),
    layouts: &[Layout],
    mut parts: Vec<Part>,
    total: usize,
) -> Applications {
    let rows: Vec<(u16, Row)> = parts
        .iter()
        .flat_map(|part| part.rows.iter().copied())
        .collect();
    let columns: Vec<(FieldId, Vec<Vec<CellColumn>>)> = (0..form.fields.len())
        .map(|field| {
            let parts = parts.iter_mut().map(|part| {
                part.columns
                    .get_mut(field)
                    .map(std::mem::take)
                    .unwrap_or_default()
            });
            (FieldId(field), parts.collect())
        })
        .collect();
    let read =
        |(field, parts): (FieldId, Vec<Vec<CellColumn>>)| field_columns(form, field, parts, total);
    let mut fields: Vec<FieldColumns> = each_of(total, columns, read);
    let tables = sheets.iter().zip(layouts);
    let mut noticed: Vec<Finding> = tables
        .flat_map(|(sheet, layout)| doubtful::of_columns(form, sheet, layout))
        .collect();
    noticed.extend(per_column::look(
        form,
        (sheets, of),
        layouts,
        &rows,
        &mut fields,
    ));
    let unsure = (0_u16..)
        .zip(sheets.iter().zip(layouts))
        .flat_map(|(number, (sheet, layout))| {
            let read = |column| {
                layout
                    .columns
                    .iter()
                    .flatten()
                    .flatten()
                    .any(|found| found.column == column)
            };
            let open = sheet
                .doubts
                .responses
                .iter()
                .filter(move |unsure| !(unsure.yields && read(unsure.column)));
            open.map(move |unsure| ((number, unsure.row), unsure.clone()))
        });
    let unsure = unsure.collect();
    let tables = sheets;
    let sheets = sheets
        .iter()
        .zip(layouts)
        .zip(of)
        .map(|((sheet, layout), of)| SheetLayout {
            source: sheet.source.clone(),
            form: *of,
            columns: layout
                .columns
                .iter()
                .map(|assessors| {
                    assessors
                        .iter()
                        .map(|found| found.as_ref().map(|found| found.column))
                        .collect()
                })
                .collect(),
        })
        .collect();
    let mut applications = Applications {
        sheets,
        rows: rows.into(),
        fields: fields.into(),
        ratings: Vec::new(),
        id: form.id,
        all_have_ids: false,
        similar_ids: BTreeMap::new(),
        noticed,
        unsure,
    };
    applications.sort_by_id();
    applications.ask_once_without_id();
    for (number, table) in (0_u16..).zip(tables) {
        // What the form tool marks was said when the file was read.
        let open = |row| {
            applications
                .unsure
                .get(&(number, row))
                .is_some_and(|one| one.code == Code::NoApplication)
        };
        let asked = responses::asked(table, |unsure| open(unsure.row));
        applications.noticed.extend(asked);
    }
    applications
}
