//! What is read of a file of ratings: its rows, what they are known by, and the columns of ratings.

use std::sync::Arc;

use crate::answers::applications::SheetLayout;
use crate::answers::column::CellColumn;
use crate::answers::sources::CellReaders;
use crate::base::ids::{AssessorId, Per, at, id};
use crate::base::interner::Encoded;
use crate::base::origin::{Column, Row, Source};
use crate::rules::{FieldId, Form};
use crate::values::{Problem, Reading};

id! {
    /// A row of a file of ratings, from 0 under the headings.
    pub(super) RatedRowId
}

/// What was read of a file.
#[derive(Debug)]
pub(super) struct RatingsFile {
    pub(super) source: Arc<Source>,
    pub(super) rows: Per<RatedRowId, Row>,
    /// What the rows are known by: the field and its column.
    pub(super) key: (FieldId, Column),
    pub(super) keys: CellColumn,
    pub(super) columns: Vec<RatingsColumn>,
    /// What marks the rows of a pack; none where the file has no column for it.
    pub(super) marks: Option<Per<RatedRowId, String>>,
}

/// The ratings that one assessor gave in one field.
#[derive(Debug)]
pub(super) struct RatingsColumn {
    pub(super) field: FieldId,
    pub(super) assessor: AssessorId,
    pub(super) column: Column,
    pub(super) cells: CellColumn,
    /// Whether the points in its numbers begin decimals, whatever the rules say of points in texts.
    pub(super) exact: bool,
}

impl RatingsFile {
    /// Where its columns stand, by field, then assessor.
    pub(super) fn layout(&self, form: &Form) -> SheetLayout {
        let mut columns: Per<FieldId, Vec<Option<Column>>> =
            form.fields.iter().map(|_| Vec::new()).collect();
        for column in &self.columns {
            let of = &mut columns[column.field];
            if of.len() <= column.assessor.0 {
                of.resize(column.assessor.0.saturating_add(1), None);
            }
            if let Some(slot) = of.get_mut(column.assessor.0) {
                *slot = Some(column.column);
            }
        }
        SheetLayout {
            source: self.source.clone(),
            form: None,
            columns,
        }
    }
}

impl RatingsColumn {
    /// Whether something stands in a row that is no blank.
    pub(super) fn is_filled(&self, form: &Form) -> impl Fn(RatedRowId) -> bool {
        let readers = CellReaders::new(form, self.field);
        let readings = readers.map(|readers| {
            let cells = &self.cells;
            cells.read(&|source, text| readers.read(source, text))
        });
        let cells = &self.cells.texts.cells;
        move |row| {
            let all = readings.as_ref();
            all.is_some_and(|all| *at(all, *at(cells, row)) != Reading::Blank)
        }
    }
}

/// What a cell says, and why that cannot be read whatever it says.
pub(super) fn cell(column: &CellColumn, row: RatedRowId) -> (&str, Option<&Problem>) {
    let Encoded { symbols, cells, .. } = &column.texts;
    let symbol = at(cells, row);
    (symbols.text(*symbol), column.doubt(*symbol))
}
