//! The columns of a field put together: one answer an application, however many columns it stands
//! in.

use super::applications::FieldColumns;
use super::column::CellColumn;
use super::sources::CellReaders;
use super::types::rating::in_words::Plain;
use super::{combined, types};

use crate::rules::FieldId;
use crate::rules::form::Form;

pub(super) fn field_columns(
    form: &Form,
    field: FieldId,
    parts: Vec<Vec<CellColumn>>,
    total: usize,
) -> FieldColumns {
    let mut assessors: Vec<CellColumn> = Vec::new();
    for part in parts {
        if assessors.is_empty() {
            // The first part's symbols are the beginning of everybody's.
            assessors = part;
            assessors.iter_mut().for_each(|column| {
                column
                    .texts
                    .cells
                    .reserve(total.saturating_sub(column.texts.cells.len()));
            });
            continue;
        }
        for (whole, part) in assessors.iter_mut().zip(part) {
            whole.extend(&part);
        }
    }
    columns(form, field, assessors)
}

/// Reads a field's cells, each distinct answer once.
pub(super) fn columns(form: &Form, field: FieldId, assessors: Vec<CellColumn>) -> FieldColumns {
    let (Some(read), Some(field)) = (CellReaders::new(form, field), form.fields.find(field)) else {
        return FieldColumns {
            assessors,
            ..FieldColumns::default()
        };
    };
    // Sources do not differ in what a choice is.
    let plain = |text: &str| read.read(None, text);
    match assessors.as_slice() {
        [single] => {
            let readings = single.read(&|source, text| read.read(source, text));
            FieldColumns {
                assessors,
                combined: Vec::new(),
                readings,
                personal: field.personal,
                rated: Plain::of(field),
            }
        }
        several => {
            let (combined, readings) = match field.kind.options() {
                Some(options) => combined::read(options, !field.kind.is_several(), several, &plain),
                None => types::rating::combine(field, several, &read),
            };
            FieldColumns {
                assessors,
                combined,
                readings,
                personal: field.personal,
                rated: Plain::of(field),
            }
        }
    }
}
