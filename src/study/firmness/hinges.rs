//! The single answers on which a seat hangs: in every cell that earns points the nearest other answer with which the seat is lost.
//!
//! An answer is changed in the application's own cells, which go through the stages again, as for a what-if.

use rust_decimal::Decimal;

use super::margins::Lost;
use super::told::Hinge;
use crate::rank::StandingId;
use crate::record::Record;
use crate::rules::{FieldId, Rules};
use crate::study::pool::Pool;
use crate::study::what_if::{Lose, Losing, is_beside_personal};
use crate::values::OutcomeKind;

/// So many are told of one seat.
const TOLD: usize = 12;

/// The titles of fields that earn points, and of which no other answer is tried, since a rule reads a personal column beside them.
pub(super) fn left_out(rules: &Rules) -> Vec<String> {
    let subjects = rules.measures.iter().map(|measure| measure.worth.subject);
    let fields = rules.fields_behind(subjects).into_iter();
    let beside = fields.filter(|field| is_beside_personal(rules, *field));
    let title = |field: FieldId| {
        let form = &rules.form.fields[field];
        form.title.clone().unwrap_or_else(|| form.name.clone())
    };
    beside.map(title).collect()
}

/// Of somebody with a seat, those that lose most narrowly first; none where the record does not give its own outcome.
pub(super) fn hinges(
    rules: &Rules,
    pool: &Pool<'_>,
    (who, record): (StandingId, &Record<'_>),
    lost: Option<&Lost>,
) -> Option<Vec<Hinge>> {
    let own = pool.ranked[who].total;
    // Down to there a lower total keeps the seat, whichever answer it is for.
    let keeps = match lost {
        Some(Lost::Never) => Some(Decimal::MIN),
        Some(Lost::At { total, .. }) => Some(*total),
        None => None,
    };
    let rules = &*rules.as_written_by(&record.application);
    let losing = Losing { keeps, own };
    let found = losing.of(rules, record, pool.without(who))?;
    let mut hinges: Vec<(Decimal, Hinge)> = found
        .into_iter()
        .map(|Lose { change, then }| {
            let total = then.total.as_deref().map(Decimal::from_str_exact);
            let total = total.and_then(Result::ok);
            let falls = total.map_or(Decimal::MAX, |total| own.saturating_sub(total));
            let hinge = Hinge {
                change,
                total: then
                    .total
                    .filter(|_| then.outcome != Some(OutcomeKind::Ineligible)),
                not_met: then.not_met,
            };
            (falls, hinge)
        })
        .collect();
    hinges.sort_by_key(|(falls, _)| *falls);
    hinges.truncate(TOLD);
    Some(hinges.into_iter().map(|(_, hinge)| hinge).collect())
}
