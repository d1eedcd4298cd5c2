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
    if !field.kind.is_rating() || field.personal {
        return None;
    }
    Ratings::new(given(selection, id, field), field.assessors.len())
}

/// The fields of ratings that are not personal.
pub(in crate::papers) fn fields<'s>(
    selection: &Selection<'s>,
) -> impl Iterator<Item = (FieldId, &'s Field)> {
    let fields = selection.rules.form.fields.each();
    fields.filter(|(_, field)| field.kind.is_rating() && !field.personal)
}

fn given(selection: &Selection<'_>, id: FieldId, field: &Field) -> Vec<ratings::Given> {
    let all = &selection.applications;
    let form = &selection.rules.form;
    let by_assessor: Vec<Per<ApplicationId, Given>> = all
        .assessors(id)
        .map(|assessor| all.given(form, id, assessor))
        .collect();
    let mut distinct: BTreeMap<(Symbol, Vec<bool>), (ApplicationId, u32)> = BTreeMap::new();
    for application in all.ids() {
        if matches!(selection.outcome(application), Outcome::Superseded { .. }) {
            continue;
        }
        let is_rating = by_assessor
            .iter()
            .map(|given| given[application] == Given::Rating);
        let key = (all.symbol(application, id), is_rating.collect());
        let known = distinct.entry(key).or_insert((application, 0));
        known.1 = known.1.saturating_add(1);
    }
    let read = |application: ApplicationId, assessor: AssessorId| {
        let fields = form.fields_of(all.form_source(application));
        let bounds = fields[id].kind.bounds().or(field.kind.bounds())?;
        let text = all.said(application, id, assessor).open()?;
        number::value(bounds, text).filter(|rating| bounds.holds(*rating))
    };
    let of = |((_, is_rating), (application, many)): ((_, Vec<bool>), (ApplicationId, u32))| {
        let all_of = all.assessors(id).zip(is_rating);
        let given = all_of.map(|(assessor, is)| read(application, assessor).filter(|_| is));
        (all.id(application).into_owned(), given.collect(), many)
    };
    let mut ratings: Vec<(ApplicationId, ratings::Given)> = distinct
        .into_iter()
        .map(|(key, known)| (known.0, of((key, known))))
        .collect();
    ratings.sort_by_key(|(application, _)| *application);
    ratings.into_iter().map(|(_, given)| given).collect()
}
