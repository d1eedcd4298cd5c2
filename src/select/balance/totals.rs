//! What the ranking and the sum of totals come to, side by side: a panel should see what its objective costs.

use rust_decimal::Decimal;

use crate::rank::StandingId;
use crate::rules::places::Objective;
use crate::seats::balance::{BUDGET, Balanced, Prefers, Problem, balance_within};

/// The part of the work of a selection that is done to find the other one.
const SHARE: u64 = 40;

/// The sum of the totals of those selected, and what the other objective would have come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    pub sum: Decimal,
    /// No sum is larger than this, where it is not proved that the largest was found.
    pub at_most: Option<Decimal>,
    /// The lowest-ranked of those selected.
    pub last: Option<StandingId>,
    /// None where it was too hard to find.
    pub other: Option<Other>,
}

/// The selection by the largest sum of totals; or where the rules want that, the selection by rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub sum: Decimal,
    /// Whether no other has a larger sum, or is better by rank.
    pub proved: bool,
    pub last: Option<StandingId>,
    /// Who would be selected, and who would not be, best-ranked first.
    pub comes: Vec<StandingId>,
    pub leaves: Vec<StandingId>,
}

pub(super) fn totals(problem: &Problem, balanced: &Balanced<'_>, prefers: Prefers<'_>) -> Totals {
    let selected: Vec<StandingId> = balanced.selected().collect();
    let objective = match problem.objective {
        Objective::Total => Objective::Rank,
        Objective::Rank | Objective::RankFirst => Objective::Total,
    };
    let mut other = problem.clone();
    other.objective = objective;
    let mut purse = BUDGET.checked_div(SHARE).unwrap_or(BUDGET);
    let found = balance_within(&other, prefers, &mut purse)
        .ok()
        .map(|found| {
            let other: Vec<StandingId> = found.selected().collect();
            let without = |all: &[StandingId], those: &[StandingId]| {
                let missing = |one: &&StandingId| !those.contains(one);
                all.iter().filter(missing).copied().collect()
            };
            Other {
                sum: sum(problem, &other),
                proved: found.settled.total_at_most.is_none(),
                last: other.last().copied(),
                comes: without(&other, &selected),
                leaves: without(&selected, &other),
            }
        });
    Totals {
        sum: sum(problem, &selected),
        at_most: at_most(problem, balanced),
        last: selected.last().copied(),
        other: found,
    }
}

fn sum(problem: &Problem, selected: &[StandingId]) -> Decimal {
    let totals = selected.iter().map(|one| problem.candidates[*one].total);
    totals.fold(Decimal::ZERO, Decimal::saturating_add)
}

fn at_most(problem: &Problem, balanced: &Balanced<'_>) -> Option<Decimal> {
    unscaled(problem, balanced.settled.total_at_most?)
}

/// A sum of totals: the solver counts in units of the smallest decimal place of any.
pub(super) fn unscaled(problem: &Problem, units: i128) -> Option<Decimal> {
    let scales = problem.candidates.iter().map(|one| one.total.normalize());
    let scale = scales.map(|total| total.scale()).max().unwrap_or(0);
    Decimal::try_from_i128_with_scale(units, scale).ok()
}
