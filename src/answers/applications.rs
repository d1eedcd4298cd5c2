//! The pile of applications, column by column: what each cell said, what it was read as, and where it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::PARALLEL_FROM;
use super::alike_ids::Alike;
use super::column::CellColumn;
use super::interner::{Symbol, Symbols};
use crate::base::digest;
use crate::base::finding::{Code, Finding, Place};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::rules::FieldId;
use crate::table::tools::responses::Unsure;
use crate::values::{Reading, Said, Value};

/// All applications of a run. They are known by their position, from 0, in the order of their ids' bytes, so that files that
/// list everybody go through memory from front to back. Those with one id stand in the order they were read.
#[derive(Debug, Default)]
pub struct Applications {
    pub(super) sheets: Vec<SheetLayout>,
    /// The sheet (position in `sheets`) and row of each application.
    pub(super) rows: Vec<(u16, Row)>,
    /// By field.
    pub(super) fields: Vec<FieldColumns>,
    pub(super) id: usize,
    /// Applications whose ids can hardly be told apart, by each of them.
    pub(super) alike_ids: BTreeMap<usize, Arc<Alike>>,
    /// What is asked of whole columns, then how answers were read that do not literally say so.
    pub(super) noticed: Vec<Finding>,
    /// The responses that may be no application, by sheet and row.
    pub(super) unsure: BTreeMap<(u16, Row), Unsure>,
}

#[derive(Debug, Clone)]
pub(super) struct SheetLayout {
    pub(super) source: Arc<Source>,
    /// Which of the rules' sources it is of.
    pub(super) form: Option<u16>,
    /// By field, then reader.
    pub(super) columns: Vec<Vec<Option<Column>>>,
}

/// A field's columns: one, or one for each reader of a rating.
#[derive(Debug, Default)]
pub(super) struct FieldColumns {
    pub(super) readers: Vec<CellColumn>,
    /// For several readers, the number of each distinct combination; empty for one reader, whose symbols serve.
    pub(super) combined: Vec<Symbol>,
    /// By symbol or combination.
    pub(super) readings: Vec<Reading>,
    pub(super) personal: bool,
}

impl Applications {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn source(&self, application: usize) -> Option<&Arc<Source>> {
        let (sheet, _) = self.rows.get(application)?;
        Some(&self.sheets.get(usize::from(*sheet))?.source)
    }

    /// The tables that were read.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sheets.iter().map(|sheet| &sheet.source)
    }

    /// Which of the rules' sources the application came from, where they name some.
    pub fn form_source(&self, application: usize) -> Option<u16> {
        let (sheet, _) = self.rows.get(application)?;
        self.sheets.get(usize::from(*sheet))?.form
    }

    pub fn row(&self, application: usize) -> Row {
        self.rows.get(application).map_or(Row(0), |(_, row)| *row)
    }

    /// The application's id, or its place in the file when it has none.
    pub fn id(&self, application: usize) -> Cow<'_, str> {
        if self.has_id(application) {
            Cow::Borrowed(self.cell(application, FieldId(self.id), 0))
        } else {
            Cow::Owned(self.place(application))
        }
    }

    /// Whether the application came with an id, by what its cell was read as.
    pub fn has_id(&self, application: usize) -> bool {
        matches!(
            self.reading(application, FieldId(self.id)),
            Reading::Value(_)
        )
    }

    /// What a row without an id is known by, wherever it stands: `row 1f3a9c02`, from the SHA-256 of its cells in the columns the
    /// rules know; before it what stands where the id should.
    pub fn row_mark(&self, application: usize) -> String {
        let mut cells = String::new();
        for (field, columns) in self.fields.iter().enumerate() {
            for reader in 0..columns.readers.len() {
                cells.push_str(self.cell(application, FieldId(field), reader));
                cells.push('\u{1f}');
            }
        }
        let mark: String = digest::of(cells.as_bytes()).chars().take(8).collect();
        let id = self.cell(application, FieldId(self.id), 0);
        format!("{id} row {mark}").trim_start().to_owned()
    }

    /// The application with this id, or, without one, at this place.
    pub fn position(&self, id: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if *self.id(middle) < *id {
                from = middle.saturating_add(1)
            } else {
                to = middle
            }
        }
        (from < self.len() && self.id(from) == id).then_some(from)
    }

    /// The applications whose ids can hardly be told from this one's, itself among them, in the order
    /// they were read; mostly none.
    pub fn alike_ids(&self, application: usize) -> &[usize] {
        self.alike_ids
            .get(&application)
            .map_or(&[], |alike| &alike.applications)
    }

    /// Why the application may be none, where its form tool marks the response.
    pub fn unsure(&self, application: usize) -> Option<&Unsure> {
        self.unsure.get(self.rows.get(application)?)
    }

    /// Whether somebody must still say of a response that it counts, for the column of this place.
    pub fn is_marked_at(&self, place: &Place) -> bool {
        let Place::Input(place) = place else {
            return false;
        };
        (0..self.len()).any(|application| {
            let marked = self.unsure(application).zip(self.source(application));
            marked.is_some_and(|(unsure, source)| {
                *source == place.source && Some(unsure.column) == place.column
            })
        })
    }

    /// Whatever a row without an id is, it is asked about for that.
    pub(super) fn ask_once_without_id(&mut self) {
        if self.unsure.is_empty() {
            return;
        }
        for application in 0..self.len() {
            if !self.has_id(application)
                && self
                    .unsure(application)
                    .is_some_and(|one| one.code == Code::NoApplication)
            {
                self.count(application);
            }
        }
    }

    /// Settles that a marked response is an application.
    pub fn count(&mut self, application: usize) {
        if let Some(place) = self.rows.get(application) {
            self.unsure.remove(place);
        }
    }

    /// Where the application was read: the file or sheet, from 0, and the row.
    pub fn read_at(&self, application: usize) -> (u16, Row) {
        self.rows.get(application).copied().unwrap_or((0, Row(0)))
    }

    /// The application's row, as `file:row`.
    pub fn place(&self, application: usize) -> String {
        self.source(application).map_or_else(String::new, |source| {
            format!("{source}:{}", self.row(application))
        })
    }

    /// What the field was read as.
    pub fn reading(&self, application: usize, field: FieldId) -> &Reading {
        self.fields
            .get(field.0)
            .and_then(|column| column.readings.get(column.symbol(application)?))
            .unwrap_or(&Reading::Blank)
    }

    /// The symbol of the field's answer. Equal symbols mean equal answers, and mostly the other way round.
    pub fn symbol(&self, application: usize, field: FieldId) -> usize {
        self.fields
            .get(field.0)
            .and_then(|column| column.symbol(application))
            .unwrap_or_default()
    }

    /// How many columns the field is read from; a third reader counts.
    pub fn readers(&self, field: FieldId) -> usize {
        self.fields
            .get(field.0)
            .map_or(0, |column| column.readers.len())
    }

    /// What a reader's cell says, without the white space around it; blank where there is no such column.
    pub fn said(&self, application: usize, field: FieldId, reader: usize) -> Said<'_> {
        let personal = self
            .fields
            .get(field.0)
            .is_some_and(|columns| columns.personal);
        Said::new(self.cell(application, field, reader), personal)
    }

    pub(super) fn cell(&self, application: usize, field: FieldId, reader: usize) -> &str {
        self.fields
            .get(field.0)
            .and_then(|column| column.readers.get(reader))
            .and_then(|column| Some(column.symbols.text(*column.cells.get(application)?)))
            .unwrap_or_default()
    }

    /// Where a reader's cell stands; none where the file has no such column.
    pub fn origin(&self, application: usize, field: FieldId, reader: usize) -> Option<Origin> {
        let (sheet, row) = self.rows.get(application)?;
        let sheet = self.sheets.get(usize::from(*sheet))?;
        let column = *sheet.columns.get(field.0)?.get(reader)?;
        Some(Origin::cell(&sheet.source, *row, column?))
    }

    /// Applications put together from the answers of these: for each of so many, `pick` says by its number and field whose
    /// answer it has. Where the answers stood goes by whose id it is.
    pub fn recombined(&self, applications: usize, pick: &dyn Fn(usize, usize) -> usize) -> Self {
        fn picked<T: Copy>(
            cells: &[T],
            applications: usize,
            of: impl Fn(usize) -> usize,
        ) -> Vec<T> {
            if cells.is_empty() {
                return Vec::new();
            }
            (0..applications)
                .filter_map(|number| cells.get(of(number)).copied())
                .collect()
        }
        let column = |field: usize, column: &CellColumn| CellColumn {
            cells: picked(&column.cells, applications, |number| pick(number, field)),
            ..column.clone()
        };
        let columns = |(field, columns): (usize, &FieldColumns)| FieldColumns {
            readers: columns
                .readers
                .iter()
                .map(|reader| column(field, reader))
                .collect(),
            combined: picked(&columns.combined, applications, |number| {
                pick(number, field)
            }),
            readings: columns.readings.clone(),
            personal: columns.personal,
        };
        Self {
            sheets: self.sheets.clone(),
            rows: picked(&self.rows, applications, |number| pick(number, self.id)),
            fields: self.fields.iter().enumerate().map(columns).collect(),
            id: self.id,
            // Whose id is whose is settled where applications are read.
            alike_ids: BTreeMap::new(),
            noticed: Vec::new(),
            unsure: self.unsure.clone(),
        }
    }

    /// Whether a person has said that a reader gives no rating.
    pub fn abstains(&self, application: usize, field: FieldId, reader: usize) -> bool {
        let column = self
            .fields
            .get(field.0)
            .and_then(|field| field.readers.get(reader));
        column.is_some_and(|column| {
            column
                .cells
                .get(application)
                .is_some_and(|cell| column.abstained.contains(cell))
        })
    }

    /// The moments in a field, of those who have one that can be read.
    pub fn moments(&self, field: FieldId) -> impl Iterator<Item = Timestamp> {
        (0..self.len()).filter_map(move |application| match self.reading(application, field) {
            Reading::Value(Value::Instant(moment)) => Some(*moment),
            _ => None,
        })
    }

    /// What a field's answers were read as, by symbol.
    pub fn readings(&self, field: FieldId) -> &[Reading] {
        self.fields
            .get(field.0)
            .map_or(&[], |column| &column.readings)
    }

    /// What was noticed about whole columns: questions first, then notes.
    pub fn noticed(&self) -> &[Finding] {
        &self.noticed
    }

    /// The answers of a field's first column, by symbol.
    pub fn distinct(&self, field: FieldId) -> Option<&Symbols> {
        self.fields
            .get(field.0)?
            .readers
            .first()
            .map(|column| &column.symbols)
    }
}

impl Applications {
    /// Puts the applications into the order of their ids.
    pub(crate) fn sort_by_id(&mut self) {
        let mut named: Vec<(Cow<'_, str>, usize)> = (0..self.len())
            .map(|index| (self.id(index), index))
            .collect();
        if named.len() < PARALLEL_FROM {
            named.sort_unstable();
        } else {
            named.par_sort_unstable();
        }
        let order: Vec<usize> = named.into_iter().map(|(_, index)| index).collect();
        if order.is_sorted() {
            return;
        }
        arrange(&mut self.rows, &order);
        let columns = self.fields.iter_mut().flat_map(|field| {
            field
                .readers
                .iter_mut()
                .map(|column| &mut column.cells)
                .chain(std::iter::once(&mut field.combined))
        });
        columns
            .filter(|cells| !cells.is_empty())
            .for_each(|cells| arrange(cells, &order));
    }

    /// Leaves out the rows marked.
    pub(crate) fn drop_rows(&mut self, marked: &[bool]) {
        fn keep<T>(cells: &mut Vec<T>, marked: &[bool]) {
            let mut marks = marked.iter();
            cells.retain(|_| !marks.next().copied().unwrap_or(false));
        }
        keep(&mut self.rows, marked);
        for field in &mut self.fields {
            keep(&mut field.combined, marked);
            field
                .readers
                .iter_mut()
                .for_each(|column| keep(&mut column.cells, marked));
        }
    }
}

/// Puts what stands by application into another order: first what stood at the first of `order`, and so on.
fn arrange<T: Copy>(cells: &mut Vec<T>, order: &[usize]) {
    *cells = order
        .iter()
        .filter_map(|from| cells.get(*from).copied())
        .collect();
}

impl FieldColumns {
    fn symbol(&self, application: usize) -> Option<usize> {
        let cells = if self.combined.is_empty() {
            &self.readers.first()?.cells
        } else {
            &self.combined
        };
        cells.get(application).map(|symbol| *symbol as usize)
    }
}
