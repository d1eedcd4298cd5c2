//! The selection under balance rules: who counts as what, what the solver is asked, and everything that is to be said of its answer.

mod asks;
mod came_before;
mod could_break;
mod filling;
mod free_seat;
mod kept;
mod kernel;
mod members;
mod missed;
mod passed_over;
mod possible;
mod probes;
mod problem;
mod refused;
mod relaxed;
pub mod said;
mod seatholders;
mod spelt;
mod successors;
mod totals;
mod trials;

pub use asks::{blanks_of_identity, blanks_that_count};
pub use came_before::{CameBefore, Ground, people};
pub use could_break::could_break;
pub use kept::{Kept, kept};
pub use members::{Member, Membership, Memberships, Traits, memberships};
pub use passed_over::{Lowest, PassedOver};
pub use possible::Asked;
pub use probes::Probes;
pub use problem::{Ranked, Single, is_gentle};
use problem::{problem, singles};
pub use seatholders::{Seatholders, open_score};
pub use successors::successors;
pub use totals::{Other, Totals};

use std::collections::{BTreeMap, BTreeSet};

use crate::base::finding::Finding;
use crate::base::ids::{ApplicationId, Per, at};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::Rules;
use crate::rules::places::Assignment;
use crate::rulings::Miss;
use crate::seats::balance::{
    BESIDE, BalanceId, Met, Problem, Proofs, Settled, balance, balance_within,
};
use crate::seats::{Cutoffs, Filling};

/// What the balance rules came to.
#[derive(Debug, Clone)]
pub struct Balancing {
    pub traits: Traits,
    /// The rules of the file, for each value and group.
    pub singles: Per<BalanceId, Single>,
    /// Which of them people allowed to be missed.
    pub allowed: missed::Allowed,
    pub problem: Problem,
    pub settled: Settled,
    pub proofs: Proofs,
    /// How far each aim was met; none where that is too hard to say.
    pub aims: Option<Vec<Met>>,
    /// By everybody without a seat.
    pub passed_over: BTreeMap<StandingId, PassedOver>,
    /// By everybody seated before people ranked above.
    pub came_before: BTreeMap<StandingId, CameBefore>,
    pub totals: Totals,
    /// Down to which place somebody would have had a seat beside those who are selected, where gentle aims have moved people and nothing
    /// else decides beside the ranking.
    pub cutoffs: Option<Cutoffs>,
    /// Whether who has a seat hangs on totals, beside the order in which they put people.
    pub totals_decide: bool,
    /// Where gentle aims alone have moved people: what the ranking alone would have come to.
    pub by_rank: Option<Cutoffs>,
    /// Where seats are held: who would be selected if none were.
    pub alone: Option<BTreeSet<StandingId>>,
    /// Those who have an open answer that could change who is selected.
    pub matters: BTreeSet<StandingId>,
    /// By standing: what everybody counts as; and what those count as who are asked and may be ranked yet.
    pub counts: Per<StandingId, Memberships>,
    pub asked: BTreeMap<ApplicationId, Memberships>,
}

/// Whether the seats are to be filled by the solver: without balance rules a walk down the ranking comes to the same.
pub fn is_needed(rules: &Rules) -> bool {
    !rules.balance.is_empty() || rules.places.assignment == Assignment::PreferenceFirst
}

/// Selects under balance rules.
///
/// # Errors
/// What must hold cannot hold together, with the smallest changes of the rules that would do; or the work ended before the answer.
pub fn fill(
    rules: &Rules,
    mut traits: Traits,
    ranked: Per<StandingId, Ranked>,
    misses: &[Miss],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
    id: &dyn Fn(StandingId) -> String,
) -> Result<(Filling, Balancing), Vec<Finding>> {
    let allowed = missed::settle(rules, &mut traits, &ranked, misses, id)?;
    let (singles, problem) = asked(rules, &traits, &ranked);
    let mut balanced = balance(&problem, prefers)
        .map_err(|failed| refused::findings((rules, misses), &singles, &problem, failed, id))?;
    let filling = filling::filling(&rules.places, &problem, &balanced, prefers);
    let passed_over = passed_over::all(&problem, &mut balanced);
    let aims = balanced.aims().ok();
    let totals = totals::totals(&problem, &balanced, prefers);
    let settled = balanced.settled.clone();
    let proofs = balanced.proofs.clone();
    let held = ranked.iter().any(|one| one.held);
    let alone = held
        .then(|| alone(rules, &traits, &ranked, prefers))
        .flatten();
    let mut balancing = Balancing {
        traits,
        singles,
        allowed,
        settled,
        proofs,
        passed_over,
        came_before: BTreeMap::new(),
        totals,
        cutoffs: filling::beside_moved(&rules.places, &problem, &balanced),
        totals_decide: filling::totals_decide(&rules.places, &problem, &balanced, aims.as_deref()),
        by_rank: filling::by_rank_alone(&rules.places, &problem, &balanced, prefers),
        aims,
        alone,
        matters: BTreeSet::new(),
        asked: BTreeMap::new(),
        counts: ranked.into_iter().map(|one| one.counts).collect(),
        problem,
    };
    balancing.came_before = came_before::came_before(&balancing, &filling.seats);
    Ok((filling, balancing))
}

/// Who would be selected if no seat were held; none where that is too hard, or nothing is lawful.
fn alone(
    rules: &Rules,
    traits: &Traits,
    ranked: &Per<StandingId, Ranked>,
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Option<BTreeSet<StandingId>> {
    let eligible = ranked.each().filter(|(_, one)| one.eligible);
    let free = |one: &Ranked| Ranked {
        held: false,
        ..one.clone()
    };
    let (who, ranked): (Vec<StandingId>, Vec<Ranked>) =
        eligible.map(|(at, one)| (at, free(one))).unzip();
    // Nobody would have to miss a rule for the sake of seats that are held.
    let mut traits = traits.clone();
    traits.clear_missed();
    let (_, problem) = asked(rules, &traits, &ranked.into());
    let prefers = |one: StandingId| prefers(*at(&who, one));
    let balanced = balance_within(&problem, &prefers, &mut BESIDE.clone()).ok()?;
    Some(balanced.selected().map(|one| *at(&who, one)).collect())
}

/// What the solver is asked of those who are ranked, and the rules of the file behind each of its rules.
pub fn asked(
    rules: &Rules,
    traits: &Traits,
    ranked: &Per<StandingId, Ranked>,
) -> (Per<BalanceId, Single>, Problem) {
    let (singles, solved) = singles(rules, traits);
    (singles, problem(rules, traits, solved, ranked))
}

/// Fills again, as [`fill`] does, for others: nothing is said about why; none where there is no lawful selection, or it is too hard.
pub fn refill(
    rules: &Rules,
    problem: &Problem,
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Option<Filling> {
    let balanced = balance(problem, prefers).ok()?;
    Some(filling::filling(&rules.places, problem, &balanced, prefers))
}
