//! Where the cells of a record stand: in the row of its application, or in a file of ratings. Files of ratings go by number, because
//! their names may be those of assessors.

use super::Case;
use crate::base::ids::{AssessorId, find};
use crate::record::Header;

/// One cell.
#[derive(Debug, Clone, Copy)]
pub(in crate::papers) struct Place<'a> {
    column: &'a str,
    /// The number of a file of ratings, and the row there, both from 1; none in the application's own row.
    rated: Option<(usize, u32)>,
}

impl Place<'_> {
    /// `column C`, with its row where `row` has that of the application; `column C of row 5 of ratings 1`.
    pub(super) fn words(&self, row: Option<&str>) -> String {
        let column = self.column;
        match (self.rated, row) {
            (Some((file, row)), _) => format!("column {column} of row {row} of ratings {file}"),
            (None, Some(row)) => format!("column {column} of row {row}"),
            (None, None) => format!("column {column}"),
        }
    }

    /// Whether a location in the record, `file:row:column`, is this cell's.
    pub(super) fn is(&self, header: &Header, cell: &str) -> bool {
        match self.rated {
            Some((file, row)) => {
                let file = file.checked_sub(1).and_then(|at| header.ratings.get(at));
                file.is_some_and(|file| *cell == format!("{}:{row}:{}", file.sheet, self.column))
            }
            // The row may be another by now; the column is the same.
            None => {
                cell.rsplit(':').next() == Some(self.column) && numbered(header, cell).is_none()
            }
        }
    }
}

/// The number of the file of ratings that a location is in, from 1, and what stands behind the file's name.
fn numbered<'c>(header: &Header, cell: &'c str) -> Option<(usize, &'c str)> {
    (1..).zip(&header.ratings).find_map(|(number, file)| {
        let behind = cell.strip_prefix(file.sheet.as_str())?;
        behind.starts_with(':').then_some((number, behind))
    })
}

impl<'a> Case<'a> {
    /// Where an assessor's cell of a field stands; none where no file has it.
    pub(super) fn place(self, field: &str, by: AssessorId) -> Option<Place<'a>> {
        let rated = self.record.rated.get(field);
        let rated = rated.and_then(|places| find(places, by).copied().flatten());
        let sheet = match rated {
            Some((file, _)) => self.header.ratings.get(file.checked_sub(1)?),
            None => self.sheet(),
        };
        let column = sheet?.fields.get(field)?;
        let column = find(column, by)?.as_deref()?;
        Some(Place { column, rated })
    }

    /// A location as pages show it.
    pub(in crate::papers) fn shown(self, cell: &str) -> String {
        match numbered(self.header, cell) {
            Some((number, behind)) => format!("ratings {number}{behind}"),
            None => cell.to_owned(),
        }
    }
}
