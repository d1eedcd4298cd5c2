//! Where cells stand: in the application's own row, or in a file of ratings that was joined with it.

use super::applications::{Applications, SheetLayout};
use crate::base::contradiction::contradiction;
use crate::base::ids::{ApplicationId, AssessorId, find};
use crate::base::origin::{Origin, Row};
use crate::rules::FieldId;

impl Applications {
    /// Where an assessor's cell stands; none where the file has no such column.
    pub fn origin(
        &self,
        application: ApplicationId,
        field: FieldId,
        by: AssessorId,
    ) -> Option<Origin> {
        match self.rated_at(application, field, by) {
            Some((file, row)) => self.ratings.get(usize::from(file))?.cell(row, (field, by)),
            None => self
                .sheet(application)
                .cell(self.row(application), (field, by)),
        }
    }

    /// A cell of a file of ratings, by the file among these, from 0, and the row; the whole row where there is no such column.
    pub(super) fn rated_origin(
        &self,
        (file, row): (u16, Row),
        here: (FieldId, AssessorId),
    ) -> Origin {
        let file = self.ratings.get(usize::from(file));
        let file = file.unwrap_or_else(|| contradiction("a rating stands in no file"));
        file.cell(row, here)
            .unwrap_or_else(|| Origin::row(&file.source, row))
    }

    /// An assessor's cell in the application's own row; the whole row where there is no such column.
    pub(super) fn own_origin(
        &self,
        application: ApplicationId,
        here: (FieldId, AssessorId),
    ) -> Origin {
        let (sheet, row) = (self.sheet(application), self.row(application));
        sheet
            .cell(row, here)
            .unwrap_or_else(|| Origin::row(&sheet.source, row))
    }

    /// The cell as `file:row:column`. Where no file has it the row; of ratings with whose it is: `file:row (A2)`.
    pub fn cell_location(
        &self,
        application: ApplicationId,
        (field, by): (FieldId, AssessorId),
        is_rating: bool,
    ) -> String {
        let origin = self.origin(application, field, by);
        let several = is_rating && self.assessors(field).len() > 1;
        match origin {
            Some(origin) => origin.to_string(),
            None if several => format!("{} ({by})", self.location(application)),
            None => self.location(application),
        }
    }

    /// Whether a table goes by this name that has ratings, and no applications.
    pub fn is_of_ratings(&self, source: &str) -> bool {
        let mut ratings = self.ratings.iter();
        ratings.any(|file| file.source.to_string() == source)
    }

    /// Whose column this is of a field in the table of this name; without a letter the only one there.
    pub fn assessor_in(
        &self,
        table: &str,
        field: FieldId,
        letters: Option<&str>,
    ) -> Option<AssessorId> {
        let tables = self.sheets.iter().chain(&self.ratings);
        let of_name = tables.filter(|sheet| sheet.source.to_string() == table);
        let mut found: Vec<AssessorId> = of_name
            .flat_map(|sheet| (0..).map(AssessorId).zip(&sheet.columns[field]))
            .filter(|(_, column)| {
                column.is_some_and(|column| {
                    letters.is_none_or(|letters| column.to_string() == letters)
                })
            })
            .map(|(assessor, _)| assessor)
            .collect();
        found.dedup();
        match found.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The table in which every assessor's cell of a field stands; none where they are in several.
    pub fn table_of_all(&self, application: ApplicationId, field: FieldId) -> Option<String> {
        let mut tables: Vec<String> = Vec::new();
        for by in self.assessors(field) {
            match self.origin(application, field, by) {
                Some(origin) => tables.push(origin.source.to_string()),
                // The third may be missing beside the answers.
                None if self.ratings.is_empty() => {}
                None => return None,
            }
        }
        tables.dedup();
        tables.pop().filter(|_| tables.is_empty())
    }

    /// Where an assessor's cell stands that came from a file of ratings: the file among these, from 0, and the row.
    pub fn rated_at(
        &self,
        application: ApplicationId,
        field: FieldId,
        by: AssessorId,
    ) -> Option<(u16, Row)> {
        find(&self.fields[field].assessors, by)?.rated_at(application)
    }
}

impl SheetLayout {
    /// A cell of a row; none where there is no such column.
    fn cell(&self, row: Row, (field, by): (FieldId, AssessorId)) -> Option<Origin> {
        let column = *find(&self.columns[field], by)?;
        Some(Origin::cell(&self.source, row, column?))
    }
}
