//! The ratings of a field as a selection has them, for lists and report: the same that the study finds in its record.

use std::collections::BTreeMap;

use crate::answers::ratings::given::Given;
use crate::answers::types::number;
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::base::interner::Symbol;
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};
use crate::study::spread::ratings::{self, Ratings};

/// Those that were given and can be read; none where the numbers are too long, or the field is personal or none of ratings.
pub(in crate::papers) fn ratings(selection: &Selection<'_>, id: FieldId) -> Option<Ratings> {
    let field = &selection.rules.form.fields[id];
    if !field.kind.is_rating() || field.personal || field.later {
        return None;
    }
    Ratings::new(given(selection, id, field), field.assessors.len())
}

/// The fields of ratings that are not personal.
pub(in crate::papers) fn fields<'s>(
    selection: &Selection<'s>,
) -> impl Iterator<Item = (FieldId, &'s Field)> {
    let fields = selection.rules.form.fields.each();
    fields.filter(|(_, field)| field.kind.is_rating() && !field.personal && !field.later)
}

fn given(selection: &Selection<'_>, id: FieldId, field: &Field) -> Vec<ratings::Given> {
    let all = &selection.applications;
    let form = &selection.rules.form;
    let by_assessor: Vec<Per<ApplicationId, Given>> = all
        .assessors(id)
        .map(|assessor| all.given(form, id, assessor))
        .collect();
    // What stands in the cells of a symbol, and how each was read, is the same for everybody who has it.
    let mut distinct: BTreeMap<Symbol, (ApplicationId, u32)> = BTreeMap::new();
    for application in all.ids() {
        if matches!(selection.outcome(application), Outcome::Superseded { .. }) {
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
