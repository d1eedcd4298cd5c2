//! The columns of a sheet that is dictionary-encoded already: what is made of a cell is made once of each distinct text.

use super::column::CellColumn;
use super::headings::Layout;
use super::{heading, sources, types};
use crate::base::each::each;
use crate::base::ids::{AssessorId, ids};
use crate::base::interner::{CellId, Encoded};
use crate::rules::form::{Field, Form};
use crate::rules::{FieldId, SourceId};
use crate::table::columns::Columns;
use crate::table::{Body, HeadingId, Sheet};

/// The columns of the fields, by assessor, of a sheet from a source.
pub(super) fn encoded(
    form: &Form,
    of: Option<SourceId>,
    sheet: &Sheet,
    columns: &Columns,
    layout: &Layout,
) -> Vec<Vec<CellColumn>> {
    let made_of: Vec<Option<&Encoded>> = made_of(form, sheet, layout)
        .into_iter()
        .map(|heading| heading.map(|heading| columns.column(heading)))
        .collect();
    let column = |(id, field): (FieldId, &Field), found: &Option<heading::Found>| {
        let mut column = begun(field, of);
        let is_id = id == form.id;
        if is_id && !made_of.is_empty() {
            for cell in ids::<CellId>(columns.len()) {
                let cells = made_of
                    .iter()
                    .map(|cells| cells.map_or("", |cells| cells.text(cell)));
                let made = types::id::made_of(cells);
                column.texts.push(&sources::full_id(form, of, &made));
            }
            return column;
        }
        let Some(found) = found else {
            column.take_blank(columns.len());
            return column;
        };
        let tool = sheet.tool.answers(&found.heading);
        column.take((columns.column(found.id), columns.len()), |text| {
            let text = tool.plain(text.trim());
            if is_id && of.is_some() {
                sources::full_id(form, of, text).into()
            } else {
                text.into()
            }
        });
        column
    };
    let fields: Vec<_> = (0..)
        .map(FieldId)
        .zip(form.fields_of(of))
        .zip(&layout.columns)
        .collect();
    each(columns.len(), &fields, |(field, assessors)| {
        let assessors = assessors.iter();
        assessors.map(|found| column(*field, found)).collect()
    })
}

/// A column of a field, to which cells are to come from a file of this source.
pub(super) fn begun(field: &Field, of: Option<SourceId>) -> CellColumn {
    let mut column = CellColumn::default();
    if let Some(of) = of.filter(|_| sources::differ(field)) {
        column.begin(of);
    }
    column
}

/// The columns of which an application's id is made; none where the sheet has ids, as applications have that were written down rather
/// than read.
pub(super) fn made_of(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Option<HeadingId>> {
    if matches!(sheet.body, Body::Given(_)) {
        return Vec::new();
    }
    let column = |field: &FieldId| {
        layout.columns[*field]
            .find(AssessorId::FIRST)?
            .as_ref()
            .map(|found| found.id)
    };
    form.id_made_of.iter().map(column).collect()
}
