//! What is still to be rated: how many more readers an application needs, who of them has rated, and who says that they take no part.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::answers::ratings::given::Given;
use crate::answers::types::rating::combined::third_counts;
use crate::base::ids::{ApplicationId, AssessorId, Per, find};
use crate::judge::Verdict;
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};
use crate::values::{Reading, Wrong};

/// Whether ratings are asked for: the application is eligible or may be, and has an id.
pub fn is_asked_for(selection: &Selection<'_>, application: ApplicationId) -> bool {
    let is_out = matches!(
        selection.outcome(application),
        Outcome::Ineligible
            | Outcome::Superseded { .. }
            | Outcome::DroppedOut
            | Outcome::NotShortlisted
    );
    let refused = selection.judgements[application].verdict() == Verdict::Ineligible;
    !is_out && !refused && selection.applications.has_id(application)
}

/// The fields that assessors rate; of a stage those that no stage before has asked for.
pub fn rated_fields<'a>(
    selection: &'a Selection<'_>,
) -> impl Iterator<Item = (FieldId, &'a Field)> {
    let before = selection.rules.fields_before();
    let fields = selection.rules.form.fields.each();
    fields.filter(move |(id, field)| {
        field.kind.is_rating() && field.is_needed() && !before.contains(id)
    })
}

/// By application, who has said in a stage before that they take no part: whoever has a conflict of interest keeps it.
pub(super) fn out_before(
    selection: &Selection<'_>,
) -> BTreeMap<ApplicationId, BTreeSet<AssessorId>> {
    let (all, form) = (&selection.applications, &selection.rules.form);
    let mut out: BTreeMap<ApplicationId, BTreeSet<AssessorId>> = BTreeMap::new();
    let before = selection.rules.fields_before().into_iter();
    for field in before.filter(|id| form.fields[*id].kind.is_rating()) {
        for by in all.assessors(field) {
            let given = all.given(form, field, by);
            let no_part = given.each().filter(|(_, given)| **given == Given::NoPart);
            no_part.for_each(|(application, _)| {
                out.entry(application).or_default().insert(by);
            });
        }
    }
    out
}

/// A field of ratings, and what each assessor has given in it.
pub(super) struct Rated<'a> {
    pub(super) id: FieldId,
    pub(super) field: &'a Field,
    given: Vec<Per<ApplicationId, Given>>,
}

/// All of them.
pub(super) fn rated<'a>(selection: &'a Selection<'_>) -> Vec<Rated<'a>> {
    let all = &selection.applications;
    let form = &selection.rules.form;
    let each = rated_fields(selection).map(|(id, field)| Rated {
        id,
        field,
        given: all
            .assessors(id)
            .map(|by| all.given(form, id, by))
            .collect(),
    });
    each.collect()
}

/// Where the assessors of one field stand with one application.
pub(super) struct Stand {
    /// Whose rating is there, whether it can be read or not.
    pub(super) rated: BTreeSet<AssessorId>,
    /// Who says that they take no part, or of whom a person has said so.
    pub(super) out: BTreeSet<AssessorId>,
    /// Of a pool: how many more are to rate.
    pub(super) missing: usize,
    /// Of fixed readers: who is to rate, and has not.
    pub(super) waited_for: BTreeSet<AssessorId>,
    /// Of fixed readers: how many of those who are asked say that they take no part, and nobody has decided that the others are enough.
    pub(super) out_undecided: usize,
}

impl Rated<'_> {
    pub(super) fn stand(&self, selection: &Selection<'_>, application: ApplicationId) -> Stand {
        let (mut rated, mut out, mut blank) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (by, given) in (0..).map(AssessorId).zip(&self.given) {
            match given[application] {
                Given::Rating(_) | Given::Unreadable => rated.insert(by),
                Given::NoPart | Given::Abstained => out.insert(by),
                Given::Blank => blank.insert(by),
            };
        }
        let reading = selection.applications.reading(application, self.id);
        let (missing, waited_for, out_undecided) = match self.field.pool {
            Some(pool) => (
                missing(reading, pool.readers, rated.len()),
                BTreeSet::new(),
                0,
            ),
            None => {
                let field = (self.id, self.field);
                let is_asked = |by: &AssessorId| {
                    !self.field.is_third(*by)
                        || asks_third(selection, application, field, &self.given)
                };
                blank.retain(is_asked);
                let undecided = out.iter().filter(|by| {
                    let given = find(&self.given, **by).map(|given| given[application]);
                    given == Some(Given::NoPart) && is_asked(by)
                });
                (0, blank, undecided.count())
            }
        };
        Stand {
            rated,
            out,
            missing,
            waited_for,
            out_undecided,
        }
    }
}

/// Whether the ratings before are so far apart that a third is asked for: nothing but the third's rating is open. `given` are by assessor.
pub fn asks_third(
    selection: &Selection<'_>,
    application: ApplicationId,
    (at, field): (FieldId, &Field),
    given: &[Per<ApplicationId, Given>],
) -> bool {
    match selection.applications.reading(application, at) {
        Reading::Value(_) => {
            let others = given.iter().take(field.assessors.len());
            let others: Vec<Decimal> = others
                .filter_map(|given| match given[application] {
                    Given::Rating(rating) => Some(rating),
                    _ => None,
                })
                .collect();
            third_counts(field, others.iter().copied())
        }
        Reading::Unreadable(problem) => {
            matches!(problem.wrong, Wrong::ThirdNotRated(_)) || field.is_third(problem.assessor)
        }
        Reading::Blank => false,
    }
}

/// How many more of a pool are to rate: where they are far apart, one more than before.
fn missing(reading: &Reading, readers: usize, rated: usize) -> usize {
    let Reading::Unreadable(problem) = reading else {
        // A blank is one that nobody has rated; all there is to know of the other is known.
        return match reading {
            Reading::Blank => readers,
            _ => 0,
        };
    };
    match problem.wrong {
        Wrong::FewRatings { rated, needed, .. } | Wrong::TooFewReaders { rated, needed, .. } => {
            needed.saturating_sub(rated)
        }
        Wrong::FurtherNotRated { .. } => 1,
        _ => readers.saturating_sub(rated),
    }
}
