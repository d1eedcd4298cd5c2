//! Which other answer, in each cell that earns points, loses somebody their seat.

use rust_decimal::Decimal;

use super::super::pool::Pool;
use super::alternatives::{Alternatives, Other, alternatives, changed, told};
use super::replay::{Came, Replay};
use super::told::{Change, Then};
use super::{agrees, recorded_outcome};
use crate::answers::synthetic::Answers;
use crate::record::Record;
use crate::rules::Rules;
use crate::values::{OutcomeKind, Score};

/// How far somebody may fall.
pub(in crate::study) struct Losing {
    /// With totals above this the seat is kept, where groups and what balance rules count stay; none where that is not known.
    pub(in crate::study) keeps: Option<Decimal>,
    /// The total as it is.
    pub(in crate::study) own: Decimal,
}

/// An answer with which the seat is lost, and what comes of the application then.
pub(in crate::study) struct Lose {
    pub(in crate::study) change: Change,
    pub(in crate::study) then: Then,
}

impl Losing {
    /// Of every cell the nearest answer that loses the seat, in the order of the form. None where the record does not give its own
    /// outcome. `pool` has everybody else.
    pub(in crate::study) fn of(
        &self,
        rules: &Rules,
        record: &Record<'_>,
        pool: Pool<'_>,
    ) -> Option<Vec<Lose>> {
        let replay = Replay::new(rules, record, pool)?;
        let applications = replay.read()?;
        let now = replay.run(std::slice::from_ref(&replay.this.cells)).pop()?;
        if !agrees(&replay, &now, &recorded_outcome(record)) {
            return None;
        }
        let subjects = rules.measures.iter().map(|measure| measure.worth.subject);
        let fields = rules.fields_behind(subjects);
        let mut found = Vec::new();
        for cell in alternatives(&replay, &applications, &fields) {
            let mut others: Vec<&Other> = cell.others.iter().collect();
            others.sort_by_key(|other| other.steps);
            let rows: Vec<Answers> = others
                .iter()
                .map(|other| changed(&replay.this.cells, &[(&cell, *other)]))
                .collect();
            let tried = replay.run(&rows);
            let loses = others.iter().zip(&tried).find_map(|(other, tried)| {
                if self.is_kept(&tried.came, &now.came) {
                    return None;
                }
                let then = replay.then(tried);
                let is_lost = matches!(
                    then.outcome,
                    Some(
                        OutcomeKind::Ineligible
                            | OutcomeKind::Reserve
                            | OutcomeKind::Unplaced
                            | OutcomeKind::NotShortlisted
                            | OutcomeKind::BelowFloor
                    )
                );
                is_lost.then_some((*other, then))
            });
            let Alternatives {
                field, assessor, ..
            } = cell;
            found.extend(loses.map(|(other, then)| Lose {
                change: told(&replay, &applications, (field, assessor), &other.cell),
                then,
            }));
        }
        Some(found)
    }

    /// Whether the seat is kept for certain, without filling anything.
    fn is_kept(&self, came: &Came, now: &Came) -> bool {
        let (
            Came::Ranked { one, order, .. },
            Came::Ranked {
                one: as_it_is,
                order: wanted,
                ..
            },
        ) = (came, now)
        else {
            return false;
        };
        let alike = (one.fits, &one.counts, order) == (as_it_is.fits, &as_it_is.counts, wanted);
        let total = Score::decimal(one.total);
        let keeps = self
            .keeps
            .is_some_and(|keeps| total > keeps && total <= self.own);
        alike && keeps
    }
}
