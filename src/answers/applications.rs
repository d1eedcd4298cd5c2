//! The pile of applications, column by column: what each cell said, what it was read as, and where it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::column::CellColumn;
use super::similar_ids::SimilarIds;
use super::types::rating::in_words::Plain;
use crate::base::contradiction::contradiction;
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId, Per, at, find, ids};
use crate::base::interner::{Encoded, Symbol, Symbols};
use crate::base::origin::{Column, Row, Source};
use crate::rules::{FieldId, SourceId};
use crate::table::tools::responses::Unsure;
use crate::values::{Reading, Said, Value};

/// All applications of a run. They are known by their position, from 0, in the order of their ids' bytes, so that files that
/// list everybody go through memory from front to back. Those with one id stand in the order they were read.
#[derive(Debug)]
pub struct Applications {
    pub(super) sheets: Vec<SheetLayout>,
    /// The files of ratings that were joined with them.
    pub(super) ratings: Vec<SheetLayout>,
    /// The sheet (position in `sheets`) and row of each.
    pub(super) rows: Per<ApplicationId, (u16, Row)>,
    pub(super) fields: Per<FieldId, FieldColumns>,
    /// The field that has the ids.
    pub(super) id: FieldId,
    /// Whether it is known that every application came with one.
    pub(super) all_have_ids: bool,
    /// Applications whose ids can hardly be told apart, by each of them.
    pub(super) similar_ids: BTreeMap<ApplicationId, Arc<SimilarIds>>,
    /// What is asked of whole columns, then how answers were read that do not literally say so.
    pub(super) noticed: Vec<Finding>,
    /// The responses that may be no application, by sheet and row.
    pub(super) unsure: BTreeMap<(u16, Row), Unsure>,
}

#[derive(Debug, Clone)]
pub(super) struct SheetLayout {
    pub(super) source: Arc<Source>,
    /// Which of the rules' sources it is of.
    pub(super) form: Option<SourceId>,
    /// By field, then assessor.
    pub(super) columns: Per<FieldId, Vec<Option<Column>>>,
}

/// A field's columns: one, or one for each assessor of a rating.
#[derive(Debug, Default)]
pub(super) struct FieldColumns {
    pub(super) assessors: Vec<CellColumn>,
    /// For several assessors, the number of each distinct combination; empty for one assessor, whose symbols serve.
    pub(super) combined: Vec<Symbol>,
    /// By symbol or combination.
    pub(super) readings: Vec<Reading>,
    pub(super) personal: bool,
    /// Of ratings: which cells are in an assessor's own words.
    pub(super) rated: Option<Plain>,
}

impl Applications {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn ids(
        &self,
    ) -> impl ExactSizeIterator<Item = ApplicationId> + DoubleEndedIterator + use<> {
        ids(self.len())
    }

    pub fn source(&self, application: ApplicationId) -> &Arc<Source> {
        &self.sheet(application).source
    }

    pub(super) fn sheet(&self, application: ApplicationId) -> &SheetLayout {
        let (sheet, _) = self.rows[application];
        let found = self.sheets.get(usize::from(sheet));
        found.unwrap_or_else(|| contradiction("an application stands in no sheet"))
    }

    /// The tables that were read, with those of ratings.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let sheets = self.sheets.iter().chain(&self.ratings);
        sheets.map(|sheet| &sheet.source)
    }

    /// Which of the rules' sources the application came from, where they name some.
    pub fn form_source(&self, application: ApplicationId) -> Option<SourceId> {
        self.sheet(application).form
    }

    pub fn row(&self, application: ApplicationId) -> Row {
        self.rows[application].1
    }

    /// The application's id, or its location in the file when it has none.
    pub fn id(&self, application: ApplicationId) -> Cow<'_, str> {
        if self.has_id(application) {
            Cow::Borrowed(self.cell(application, self.id, AssessorId::FIRST))
        } else {
            Cow::Owned(self.location(application))
        }
    }

    /// Whether the application came with an id, by what its cell was read as.
    pub fn has_id(&self, application: ApplicationId) -> bool {
        self.all_have_ids || matches!(self.reading(application, self.id), Reading::Value(_))
    }

    /// What a row without an id is known by, wherever it stands: `row 1f3a9c02`, from the SHA-256 of its cells in the columns the
    /// rules know; before it what stands where the id should.
    pub fn row_mark(&self, application: ApplicationId) -> String {
        let mut cells = String::new();
        for (field, columns) in self.fields.each() {
            for assessor in ids(columns.assessors.len()) {
                cells.push_str(self.cell(application, field, assessor));
                cells.push('\u{1f}');
            }
        }
        let mark: String = digest::of(cells.as_bytes()).chars().take(8).collect();
        let id = self.cell(application, self.id, AssessorId::FIRST);
        format!("{id} row {mark}").trim_start().to_owned()
    }

    /// The application with this id, or, without one, at this location.
    pub fn position(&self, id: &str) -> Option<ApplicationId> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if *self.id(ApplicationId(middle)) < *id {
                from = middle.saturating_add(1);
            } else {
                to = middle;
            }
        }
        ids(self.len())
            .nth(from)
            .filter(|found| self.id(*found) == id)
    }

    /// The applications whose ids can hardly be told from this one's, itself among them, in the order
    /// they were read; mostly none.
    pub fn similar_ids(&self, application: ApplicationId) -> &[ApplicationId] {
        self.similar_ids
            .get(&application)
            .map_or(&[], |alike| &alike.applications)
    }

    /// Why the application may be none, where its form tool marks the response.
    pub fn unsure(&self, application: ApplicationId) -> Option<&Unsure> {
        self.unsure.get(&self.rows[application])
    }

    /// Whether somebody must still say of a response that it counts, for the column at this location.
    pub fn is_marked_at(&self, location: &Location) -> bool {
        let Location::Input(location) = location else {
            return false;
        };
        self.ids().any(|application| {
            let at = |unsure: &Unsure| {
                *self.source(application) == location.source
                    && Some(unsure.column) == location.column
            };
            self.unsure(application).is_some_and(at)
        })
    }

    /// Whatever a row without an id is, it is asked about for that.
    pub(super) fn ask_once_without_id(&mut self) {
        if self.unsure.is_empty() {
            return;
        }
        for application in self.ids() {
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
    pub fn count(&mut self, application: ApplicationId) {
        self.unsure.remove(&self.rows[application]);
    }

    /// Where the application was read: the file or sheet, from 0, and the row.
    pub fn read_at(&self, application: ApplicationId) -> (u16, Row) {
        self.rows[application]
    }

    /// The application's row, as `file:row`.
    pub fn location(&self, application: ApplicationId) -> String {
        format!("{}:{}", self.source(application), self.row(application))
    }

    /// What the field was read as.
    pub fn reading(&self, application: ApplicationId, field: FieldId) -> &Reading {
        if field == FieldId::NONE {
            return &Reading::Blank;
        }
        let columns = &self.fields[field];
        at(&columns.readings, columns.symbol(application))
    }

    /// The symbol of the field's answer. Equal symbols mean equal answers, and mostly the other way round.
    pub fn symbol(&self, application: ApplicationId, field: FieldId) -> Symbol {
        self.fields[field].symbol(application)
    }

    /// How many columns the field is read from; a third assessor counts.
    pub fn assessors(
        &self,
        field: FieldId,
    ) -> impl ExactSizeIterator<Item = AssessorId> + DoubleEndedIterator + Clone + use<> {
        ids(self.fields[field].assessors.len())
    }

    /// What an assessor's cell says, without the white space around it; blank where there is no such column.
    pub fn said(&self, application: ApplicationId, field: FieldId, by: AssessorId) -> Said<'_> {
        let (text, of) = (self.cell(application, field, by), &self.fields[field]);
        let is_in_words = |plain: &Plain| !of.personal && plain.is_in_words(text);
        match of.rated.as_ref().is_some_and(is_in_words) {
            true => Said::in_words(text),
            false => Said::new(text, of.personal),
        }
    }

    pub(super) fn cell(&self, application: ApplicationId, field: FieldId, by: AssessorId) -> &str {
        let column = find(&self.fields[field].assessors, by);
        column.map_or("", |column| {
            column
                .texts
                .symbols
                .text(*at(&column.texts.cells, application))
        })
    }

    /// Applications put together from the answers of these: for each of so many, `pick` says by its number and field whose
    /// answer it has. Where the answers stood goes by whose id it is.
    pub fn recombined(
        &self,
        applications: usize,
        pick: &dyn Fn(ApplicationId, FieldId) -> ApplicationId,
    ) -> Self {
        fn picked<T: Copy>(
            cells: &[T],
            many: usize,
            of: impl Fn(ApplicationId) -> ApplicationId,
        ) -> Vec<T> {
            ids(if cells.is_empty() { 0 } else { many })
                .map(|application| *at(cells, of(application)))
                .collect()
        }
        let column = |field: FieldId, column: &CellColumn| CellColumn {
            texts: Encoded {
                cells: picked(&column.texts.cells, applications, |application| {
                    pick(application, field)
                }),
                ..column.texts.clone()
            },
            rated_at: picked(&column.rated_at, applications, |application| {
                pick(application, field)
            }),
            ..column.clone()
        };
        let columns = |(field, columns): (FieldId, &FieldColumns)| FieldColumns {
            assessors: columns
                .assessors
                .iter()
                .map(|assessor| column(field, assessor))
                .collect(),
            combined: picked(&columns.combined, applications, |application| {
                pick(application, field)
            }),
            readings: columns.readings.clone(),
            personal: columns.personal,
            rated: columns.rated.clone(),
        };
        Self {
            sheets: self.sheets.clone(),
            ratings: self.ratings.clone(),
            rows: picked(self.rows.as_slice(), applications, |application| {
                pick(application, self.id)
            })
            .into(),
            fields: self.fields.each().map(columns).collect(),
            id: self.id,
            all_have_ids: self.all_have_ids,
            // Whose id is whose is settled where applications are read.
            similar_ids: BTreeMap::new(),
            noticed: Vec::new(),
            unsure: self.unsure.clone(),
        }
    }

    /// Whether a person has said that an assessor gives no rating.
    pub fn abstains(&self, application: ApplicationId, field: FieldId, by: AssessorId) -> bool {
        let column = find(&self.fields[field].assessors, by);
        column.is_some_and(|column| {
            column
                .abstained
                .contains(at(&column.texts.cells, application))
        })
    }

    /// The moments in a field, of those who have one that can be read.
    pub fn moments(&self, field: FieldId) -> impl Iterator<Item = Timestamp> {
        self.ids()
            .filter_map(move |application| match self.reading(application, field) {
                Reading::Value(Value::Instant(moment)) => Some(*moment),
                _ => None,
            })
    }

    /// What a field's answers were read as, by symbol.
    pub fn readings(&self, field: FieldId) -> &[Reading] {
        &self.fields[field].readings
    }

    /// What was noticed about whole columns: questions first, then notes.
    pub fn noticed(&self) -> &[Finding] {
        &self.noticed
    }

    /// The answers of a field's first column, by symbol.
    pub fn distinct(&self, field: FieldId) -> Option<&Symbols> {
        self.fields[field]
            .assessors
            .first()
            .map(|column| &column.texts.symbols)
    }
}

impl FieldColumns {
    /// The symbols of the answers: of several columns those of their combinations.
    pub(super) fn symbols(&self) -> &[Symbol] {
        let single = || {
            self.assessors
                .first()
                .map(|column| column.texts.cells.as_slice())
        };
        let found = Some(self.combined.as_slice())
            .filter(|combined| !combined.is_empty())
            .or_else(single);
        found.unwrap_or_else(|| contradiction("a field has no column"))
    }

    fn symbol(&self, application: ApplicationId) -> Symbol {
        *at(self.symbols(), application)
    }
}
