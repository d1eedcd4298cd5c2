//! Why people have no seat under balance rules, worked out once for those of whom the solver sees the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::totals::unscaled;
use crate::base::ids::with_ids;
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::Objective;
use crate::seats::Placing;
use crate::seats::balance::{Balanced, Certificate, Problem, Swap, TraitId};

/// For so many kinds of people it is worked out whom a swap would unseat, and which place would have had a seat.
const MOST: usize = 500;

/// Why somebody has no seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// None where that was too hard to say.
    pub certificate: Option<Certificate>,
    /// The lowest of those selected below them, and what exchanging the two would break; none where all seats went to people ranked above.
    pub swap: Option<Swap>,
    pub lowest: Lowest,
}

/// Above whom somebody would have had to stand to be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lowest {
    Above(StandingId),
    /// Where the sum of totals decides: with a higher total than this.
    AboveTotal(Decimal),
    /// No place, or no total, would do.
    Never,
    /// It was too much work.
    NotKnown,
}

/// What the solver sees of somebody: their groups, what they count as, and how many are selected above.
type Seen = (GroupSet, Vec<TraitId>, usize);

/// By everybody without a seat.
pub(super) fn all(
    problem: &Problem,
    balanced: &mut Balanced<'_>,
) -> BTreeMap<StandingId, PassedOver> {
    let selected: Vec<StandingId> = balanced.selected().collect();
    let seats: Vec<Placing> = balanced.seats.iter().copied().collect();
    let without = with_ids(&seats).filter(|(_, seat)| **seat == Placing::Unplaced);
    // Where totals count, no two people are alike.
    let by_total = problem.objective == Objective::Total || !balanced.settled.windows.is_empty();
    let mut known: BTreeMap<Seen, PassedOver> = BTreeMap::new();
    let mut looked_at = 0_usize;
    let mut all = BTreeMap::new();
    for (standing, _) in without {
        let candidate = &problem.candidates[standing];
        let above = selected.partition_point(|one| *one < standing);
        let seen = (candidate.groups, candidate.traits.clone(), above);
        let why = match known.get(&seen).filter(|_| !by_total) {
            Some(known) => known.clone(),
            None => {
                let why = one(problem, balanced, standing, looked_at < MOST);
                looked_at = looked_at.saturating_add(1);
                known.insert(seen, why.clone());
                why
            }
        };
        all.insert(standing, why);
    }
    all
}

fn one(
    problem: &Problem,
    balanced: &mut Balanced<'_>,
    standing: StandingId,
    in_full: bool,
) -> PassedOver {
    let certificate = balanced.why(standing).ok();
    let by_sum = balanced.settled.total.is_some();
    let mut found = PassedOver {
        certificate,
        swap: None,
        lowest: Lowest::NotKnown,
    };
    if in_full {
        found.swap = balanced.swap(standing).ok().flatten();
        found.lowest = if by_sum {
            total_needed(problem, balanced, standing)
        } else {
            match balanced.cutoff(standing) {
                Ok(Some(above)) => Lowest::Above(above),
                Ok(None) => Lowest::Never,
                Err(_) => Lowest::NotKnown,
            }
        };
    }
    found
}

/// Where it is proved that no sum is larger, and no gentle aim looks at totals as well.
fn total_needed(problem: &Problem, balanced: &mut Balanced<'_>, standing: StandingId) -> Lowest {
    let settled = &balanced.settled;
    if settled.total_at_most.is_some() || !settled.windows.is_empty() {
        return Lowest::NotKnown;
    }
    match balanced.total_needed(standing) {
        Ok(Some(needed)) => unscaled(problem, needed).map_or(Lowest::NotKnown, Lowest::AboveTotal),
        Ok(None) => Lowest::Never,
        Err(_) => Lowest::NotKnown,
    }
}
