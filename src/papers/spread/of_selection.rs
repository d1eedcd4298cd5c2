//! The ratings of a field as a selection has them, for lists and report: the same that the study finds in its record.

use crate::answers::even_out::Ratings;
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};

/// Those that were given and can be read; none where the numbers are too long, or the field is personal or none of ratings.
pub(in crate::papers) fn ratings(selection: &Selection<'_>, id: FieldId) -> Option<Ratings> {
    let field = &selection.rules.form.fields[id];
    if !field.kind.is_rating() || field.personal || field.later {
        return None;
    }
    let stands = |application| {
        let outcome = selection.outcome(application);
        !matches!(outcome, Outcome::Superseded { .. })
    };
    Ratings::of(&selection.rules.form, &selection.applications, id, &stands)
}

/// The fields of ratings that are not personal.
pub(in crate::papers) fn fields<'s>(
    selection: &Selection<'s>,
) -> impl Iterator<Item = (FieldId, &'s Field)> {
    let fields = selection.rules.form.fields.each();
    fields.filter(|(_, field)| field.kind.is_rating() && !field.personal && !field.later)
}
