//! Which cells wait for an answer about their whole column.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::parts::part;
use crate::answers::Applications;
use crate::base::finding::Code;
use crate::base::ids::at;
use crate::base::origin::Origin;
use crate::rules::Form;
use crate::values::{Problem, Reading};

/// By column and what is asked of it: the parts that wait.
pub type Waiting = BTreeMap<(Origin, Code), BTreeSet<Arc<str>>>;

impl Applications {
    /// The columns with cells that wait for an answer about the whole column, by what is asked, and of which parts of the column. Where
    /// a field has several columns, all of them.
    pub fn waiting(&self, form: &Form) -> Waiting {
        let mut waiting = Waiting::new();
        for field in self.fields.ids() {
            let code = |reading: &Reading| {
                reading
                    .problem()
                    .map(Problem::code)
                    .filter(|code| code.is_of_column())
            };
            let codes: Vec<Option<Code>> = self.readings(field).iter().map(code).collect();
            if codes.iter().all(Option::is_none) {
                continue;
            }
            for application in self.ids() {
                let Some(code) = *at(&codes, self.symbol(application, field)) else {
                    continue;
                };
                let sheet = self.sheet(application);
                let of = &form.fields_of(sheet.form)[field];
                for assessor in self.assessors(field) {
                    let origin = self.origin(application, field, assessor);
                    let Some((source, column)) =
                        origin.and_then(|origin| Some((origin.source, origin.column?)))
                    else {
                        continue;
                    };
                    let at = (Origin::column(&source, column), code);
                    let part = part(of, code, self.cell(application, field, assessor));
                    waiting.entry(at).or_default().insert(part.into());
                }
            }
        }
        waiting
    }
}
