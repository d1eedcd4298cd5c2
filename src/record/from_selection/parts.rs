//! A part of a score, as the record has it.

use std::borrow::Cow;

use crate::awards;
use crate::base::ids::ApplicationId;
use crate::record::PartOf;
use crate::rules::Measure;
use crate::score;
use crate::select::Selection;

/// What a measure gave; `personal`: whether its answer is personal, or derived from one that is.
pub(super) fn part<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    measure: &'a Measure,
    personal: bool,
) -> PartOf<'a> {
    let facts = selection.facts(application);
    let contribution = score::contribution(measure, facts);
    let known = contribution.points.known();
    // Of a personal answer the points are said, and not which of several answers with these points it was.
    let row = known
        .filter(|_| !personal)
        .and_then(|_| awards::row(&measure.worth.award, &facts.reading(measure.worth.subject)));
    PartOf {
        id: Cow::Borrowed(&measure.id),
        points: known.map(|points| Cow::Owned(points.to_string())),
        part: Cow::Owned(contribution.least.to_string()),
        at_most: known
            .is_none()
            .then(|| Cow::Owned(contribution.most.to_string())),
        blank: contribution.points.blank,
        row: row.map(Into::into),
    }
}
