//! Where the sum of totals decides: which total somebody without a seat would have needed.

use super::layout::Layout;
use super::outcome::{Beside, Outcome};
use super::search::{Answer, Solver};
use super::seating::sum_of;
use super::stages::{Best, best};
use super::tableau::Spent;
use crate::rank::StandingId;

/// Any higher total would have had a seat, and no lower one: it makes up for what the largest sum with them is short of the largest of all,
/// both in units of the smallest decimal place of any total. None where no lawful selection holds them.
pub(super) fn total_needed(
    layout: &Layout,
    solver: &mut Solver,
    outcome: &Outcome<'_>,
    standing: StandingId,
) -> Result<Option<i128>, Spent> {
    let Some(largest) = outcome.settled.total else {
        return Err(Spent);
    };
    // With them any sum will do.
    solver.rows.all[layout.total].min = None;
    let with_them = largest_with(layout, solver, outcome, (standing, largest));
    solver.rows.all[layout.total].min = Some(largest);
    let own = solver.classes.all[solver.classes.of[standing]].total;
    let needed = |sum: i128| own.saturating_add(largest.saturating_sub(sum));
    Ok(with_them?.map(needed))
}

fn largest_with(
    layout: &Layout,
    solver: &mut Solver,
    outcome: &Outcome<'_>,
    (standing, limit): (StandingId, i128),
) -> Result<Option<i128>, Spent> {
    let beside = Beside {
        above: 0,
        with: Some(standing),
    };
    let state = outcome.state(&solver.classes, beside, outcome.reasons());
    let seating = match solver.solve(&state)? {
        Answer::Found(seating) => seating,
        Answer::Never(_) => return Ok(None),
    };
    let have = sum_of(&solver.rows, &solver.classes, layout.total, &seating);
    let of = Best {
        row: layout.total,
        up: true,
        have,
        limit,
    };
    let found = best(solver, &state, outcome.problem.budget, of);
    found.map(|(sum, _)| Some(sum)).map_err(|_| Spent)
}
