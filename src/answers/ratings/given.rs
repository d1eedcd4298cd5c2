//! What each assessor has given so far.

use crate::answers::Applications;
use crate::answers::sources::CellReaders;
use crate::base::ids::{ApplicationId, AssessorId, Per, at, find};
use crate::rules::{FieldId, Form};
use crate::values::Reading;

/// What stands in an assessor's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Rating,
    Blank,
    /// Something that is no rating, or of which somebody is asked.
    Unreadable,
    /// A person has said that there will be none.
    Abstained,
}

impl Applications {
    /// What an assessor has given in a field, by application.
    pub fn given(&self, form: &Form, field: FieldId, by: AssessorId) -> Per<ApplicationId, Given> {
        let column = find(&self.fields[field].assessors, by);
        let Some((column, readers)) = column.zip(CellReaders::new(form, field)) else {
            return self.ids().map(|_| Given::Blank).collect();
        };
        let readings = column.read(&|source, text| readers.read(source, text));
        let given = |application: ApplicationId| {
            let symbol = at(&column.texts.cells, application);
            if column.abstained.contains(symbol) {
                return Given::Abstained;
            }
            match at(&readings, *symbol) {
                Reading::Value(_) => Given::Rating,
                Reading::Blank => Given::Blank,
                Reading::Unreadable(_) => Given::Unreadable,
            }
        };
        self.ids().map(given).collect()
    }
}
