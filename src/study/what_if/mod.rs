//! What if: other answers of one application, and what would have come of them, from the audit of a run alone.
//!
//! Nothing is estimated. A change is made in the application's cells, which go through the stages that everybody's went
//! through: `study/recorded` reads them back from the record, `replay` runs the stages and fills the whole pool anew, `alternatives` says
//! what may be changed and how far. `steps`, `counterfactuals` and `answers` ask the questions.
//!
//! A what-if does not change who somebody is or when they applied. Personal columns are not in the run folder: what hangs
//! on one stays as it was recorded, and where that is not enough nothing is said.

mod alternatives;
mod answers;
mod by_force;
mod counterfactuals;
mod losing;
mod refill;
mod replay;
mod said;
mod steps;
pub mod told;

pub(in crate::study) use alternatives::is_beside_personal;
pub(in crate::study) use losing::{Lose, Losing};
use replay::{Came, Replay, Tried};
use told::{Then, WhatIf};

use super::pool::Pool;
use super::recorded::{as_counted, evened_out, is_kept_out};
use crate::record::audit::Damaged;
use crate::record::{Audit, Record};
use crate::rules::Rules;
use crate::select::balance;
use crate::values::{OutcomeKind, SeatIn};

/// The what-ifs of one application of an audit.
///
/// # Errors
/// When a line is no record.
pub fn what_if(rules: &Rules, record: &Record<'_>, audit: &Audit) -> Result<WhatIf, Damaged> {
    let mut told = WhatIf::default();
    if matches!(
        record.outcome,
        OutcomeKind::Superseded | OutcomeKind::DroppedOut
    ) || is_kept_out(record)
    {
        return Ok(told);
    }
    // Read as its own form writes; of the others the record keeps what they were read as.
    let rules = &*as_counted(rules, &audit.header);
    let rules = &*rules.as_written_by(&record.application);
    let pool = Pool::new(rules, audit, Some(&record.application))?;
    let solved = balance::is_needed(rules) || pool.as_ref().is_some_and(Pool::holds);
    let without_seat = record.outcome == OutcomeKind::Reserve || record.outcome.is_passed_over();
    if solved
        && without_seat
        && let Some(whole) = Pool::new(rules, audit, None)?
    {
        told.by_force = by_force::by_force(rules, &whole, &record.application);
    }
    let prepared = pool
        .and_then(|pool| Replay::new(rules, record, pool))
        .and_then(|replay| {
            let applications = replay.read()?;
            let now = replay.run(std::slice::from_ref(&replay.this.cells)).pop()?;
            Some((replay, applications, now))
        });
    let was = recorded_outcome(record);
    let Some((mut replay, applications, now)) =
        prepared.filter(|(replay, _, now)| agrees(replay, now, &was))
    else {
        told.notes.push(
            "what-ifs are left out: by the record alone the outcome could not be worked out anew"
                .to_owned(),
        );
        return Ok(told);
    };
    let mut notes = Vec::new();
    match record.outcome {
        OutcomeKind::Ineligible => {
            told.smallest =
                counterfactuals::eligible(&mut replay, &applications, &now, &was, &mut notes);
        }
        OutcomeKind::Clarify => {
            told.answers = answers::answers(&mut replay, &applications, &now, &was, &mut notes);
        }
        outcome => {
            told.steps = steps::steps(&replay, &applications, &now.parts, &was);
            if !outcome.is_chosen() {
                told.smallest = Some(counterfactuals::seat(
                    &mut replay,
                    &applications,
                    &was,
                    &mut notes,
                ));
            }
        }
    }
    if let Some(names) = evened_out(rules) {
        notes.push(format!(
            "the ratings of {names} are evened out: another one would move what all others count as, so that none is tried"
        ));
    }
    if replay.gave_up() {
        notes.push(
            "not every change was tried: each means filling all groups anew under the balance rules or beside seats that are held, so that some that would win a seat may be missing"
                .to_owned(),
        );
    }
    told.notes = notes;
    Ok(told)
}

/// Whether the record gives the outcome that it has, or one that cannot be told.
fn agrees(replay: &Replay<'_>, now: &Tried, was: &Then) -> bool {
    let then = Then {
        not_met: Vec::new(),
        unclear: Vec::new(),
        ..replay.then(now)
    };
    then == *was || now.came == Came::Withheld
}

fn recorded_outcome(record: &Record<'_>) -> Then {
    let ranked = record.standing.as_ref();
    let has_own =
        record.outcome == OutcomeKind::Clarify || record.outcome == OutcomeKind::Ineligible;
    let total = record
        .total
        .as_ref()
        .filter(|_| ranked.is_some() || !has_own);
    Then {
        outcome: Some(record.outcome),
        group: record.group.clone().map(SeatIn::into_owned),
        reserve: record.reserve,
        position: ranked.map(|standing| standing.position),
        total: total.map(ToString::to_string),
        not_met: Vec::new(),
        unclear: Vec::new(),
    }
}
