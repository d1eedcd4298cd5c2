//! Which cells wait for an answer about their whole column.

use std::collections::BTreeSet;

use super::parts::part;
use crate::answers::Applications;
use crate::base::finding::Code;
use crate::base::origin::Origin;
use crate::rules::{FieldId, Form};
use crate::values::{Problem, Reading};

impl Applications {
    /// The columns with cells that wait for an answer about the whole column, by what is asked, and of which part of the column. Where
    /// a field has several columns, all of them.
    pub fn waiting(&self, form: &Form) -> BTreeSet<(Origin, Code, String)> {
        let mut waiting = BTreeSet::new();
        for field in 0..self.fields.len() {
            let code = |reading: &Reading| {
                reading
                    .problem()
                    .map(Problem::code)
                    .filter(|code| code.is_of_column())
            };
            let codes: Vec<Option<Code>> = self.readings(FieldId(field)).iter().map(code).collect();
            if codes.iter().all(Option::is_none) {
                continue;
            }
            for (application, (sheet, _)) in self.rows.iter().enumerate() {
                let Some(code) = codes
                    .get(self.symbol(application, FieldId(field)))
                    .copied()
                    .flatten()
                else {
                    continue;
                };
                let Some(sheet) = self.sheets.get(usize::from(*sheet)) else {
                    continue;
                };
                let Some(of) = form.fields_of(sheet.form).get(field) else {
                    continue;
                };
                for (reader, column) in sheet.columns.get(field).into_iter().flatten().enumerate() {
                    let part = || part(of, code, self.cell(application, FieldId(field), reader));
                    waiting.extend(
                        column.map(|column| (Origin::column(&sheet.source, column), code, part())),
                    );
                }
            }
        }
        waiting
    }
}
