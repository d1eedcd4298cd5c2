//! The ratings of a field as they stand in the pile: the same that a study finds in the record of a run.

use std::collections::BTreeMap;

use super::ratings::{self, Ratings};
use crate::answers::Applications;
use crate::answers::ratings::given::Given;
use crate::answers::types::number;
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::base::interner::Symbol;
use crate::rules::{FieldId, Form};

impl Ratings {
    /// Those of a field that were given and can be read, of the applications that stand for their people. None where the numbers are too long.
    pub fn of(
        form: &Form,
        applications: &Applications,
        field: FieldId,
        stands: &dyn Fn(ApplicationId) -> bool,
    ) -> Option<Self> {
        let given = given(form, applications, field, stands);
        Self::new(given, form.fields[field].assessors.len())
    }
}

fn given(
    form: &Form,
    all: &Applications,
    id: FieldId,
    stands: &dyn Fn(ApplicationId) -> bool,
) -> Vec<ratings::Given> {
    let field = &form.fields[id];
    let by_assessor: Vec<Per<ApplicationId, Given>> = all
        .assessors(id)
        .map(|assessor| all.given(form, id, assessor))
        .collect();
    // What stands in the cells of a symbol, and how each was read, is the same for everybody who has it.
    let mut distinct: BTreeMap<Symbol, (ApplicationId, u32)> = BTreeMap::new();
    for application in all.ids() {
        if !stands(application) {
            continue;
        }
        let symbol = all.symbol(application, id);
        let known = distinct.entry(symbol).or_insert((application, 0));
        known.1 = known.1.saturating_add(1);
    }
    let read = |application: ApplicationId, assessor: AssessorId| {
        let fields = form.fields_of(all.form_source(application));
        let bounds = fields[id].kind.bounds().or(field.kind.bounds())?;
        let text = all.said(application, id, assessor).open()?;
        number::value(bounds, text).filter(|rating| bounds.holds(*rating))
    };
    let rating = |application: ApplicationId, (assessor, given): (AssessorId, &Per<_, Given>)| {
        let is = matches!(given[application], Given::Rating(_));
        read(application, assessor).filter(|_| is)
    };
    let mut known: Vec<(ApplicationId, u32)> = distinct.into_values().collect();
    known.sort_unstable();
    let of = |(application, many): (ApplicationId, u32)| {
        let assessors = all.assessors(id).zip(&by_assessor);
        let ratings = assessors.map(|one| rating(application, one)).collect();
        (all.id(application).into_owned(), ratings, many)
    };
    known.into_iter().map(of).collect()
}
