//! What comes out without each assessor: as if they had abstained from every application, so that a rating is of those who remain.

use super::anew::Anew;
use super::everyone::{Somebody, by_source, given_by, gives, is_shared, leave_out};
use super::told::Without;
use crate::base::ids::{AssessorId, find, ids};
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::{FieldId, Rules};
use crate::study::pool::Pool;

/// One for each number of an assessor; what is left out, and why, goes to the notes.
pub(super) fn without_each(
    rules: &Rules,
    audit: &Audit,
    pool: &Pool<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<Without>, Damaged> {
    let shared = || rules.form.fields.each().filter(|(_, form)| is_shared(form));
    let most = shared().map(|(_, form)| form.readers());
    let Some(most) = most.max() else {
        return Ok(Vec::new());
    };
    let mut left_out = |because: &str| {
        notes.push(format!(
            "what comes out without an assessor is left out: {because}"
        ));
        Ok(Vec::new())
    };
    if shared().any(|(_, form)| form.personal) {
        return left_out(
            "ratings stand in a personal column, whose cells are not in the run folder",
        );
    }
    if shared().any(|(_, form)| form.evened_out) {
        return left_out(
            "ratings are evened out, and without one assessor all others would be evened out otherwise",
        );
    }
    let by_source = by_source(rules, audit)?;
    let anew = match Anew::new(rules, audit, pool, &by_source)? {
        Ok(anew) => anew,
        Err(because) => return left_out(&because),
    };
    let told = |assessor: AssessorId| {
        let own = || shared().filter(|(_, form)| gives(form, assessor));
        Without {
            assessor: assessor.into(),
            fields: own().map(|(_, form)| form.name.clone()).collect(),
            ratings: own().map(|of| ratings(&anew.all, of.0, assessor)).sum(),
            outcome: anew.selected(&given_by(rules, assessor), &|form, applications, all| {
                leave_out(form, applications, all, assessor);
            }),
        }
    };
    Ok(ids(most).map(told).collect())
}

/// How many ratings an assessor gave in a field.
fn ratings(all: &[Somebody<'_>], field: FieldId, assessor: AssessorId) -> usize {
    let gave = |one: &&Somebody<'_>| {
        let cells = find(&one.recorded.cells, field);
        let cell = cells.and_then(|cells| find(cells, assessor));
        cell.is_some_and(|cell| !cell.trim().is_empty())
    };
    all.iter().filter(gave).count()
}
