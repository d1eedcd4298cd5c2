//! What each assessor has given so far.

use rust_decimal::Decimal;

use crate::answers::Applications;
use crate::answers::sources::CellReaders;
use crate::base::ids::{ApplicationId, AssessorId, Per, at, find};
use crate::rules::{FieldId, Form};
use crate::values::{Reading, Value, Wrong};

/// What stands in an assessor's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Rating(Decimal),
    Blank,
    /// Something that is no rating, or of which somebody is asked.
    Unreadable,
    /// The assessor says that they take no part.
    NoPart,
    /// A person has said that there will be none.
    Abstained,
}

impl Applications {
    /// What an assessor's cell is read as by itself.
    pub fn rating(
        &self,
        form: &Form,
        application: ApplicationId,
        (field, by): (FieldId, AssessorId),
    ) -> Reading {
        let column = find(&self.fields[field].assessors, by);
        let Some((column, readers)) = column.zip(CellReaders::new(form, field)) else {
            return Reading::Blank;
        };
        let symbol = *at(&column.texts.cells, application);
        match column.doubt(symbol) {
            Some(problem) => problem.clone().into(),
            None => readers.read(
                self.form_source(application),
                column.texts.symbols.text(symbol),
            ),
        }
    }

    /// What everybody has given in a field for one application, by assessor.
    pub fn ratings(
        &self,
        form: &Form,
        application: ApplicationId,
        field: FieldId,
    ) -> Vec<Option<Decimal>> {
        let given =
            self.assessors(field)
                .map(|by| match self.rating(form, application, (field, by)) {
                    Reading::Value(Value::Number(number)) => Some(number.sum),
                    Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => None,
                });
        given.collect()
    }

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
                Reading::Value(Value::Number(number)) => Given::Rating(number.sum),
                Reading::Blank => Given::Blank,
                Reading::Unreadable(problem) if problem.wrong == Wrong::TakesNoPart => {
                    Given::NoPart
                }
                Reading::Unreadable(_) | Reading::Value(_) => Given::Unreadable,
            }
        };
        self.ids().map(given).collect()
    }
}
