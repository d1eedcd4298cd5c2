//! What the solver came to, as a filling: with the reserve lists, and with what is to be said about groups.

use super::problem::is_gentle;
use crate::base::ids::{Per, at, at_mut};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Objective, Places, Several};
use crate::rules::{Asks, GroupId, GroupSet};
use crate::seats::balance::{Balanced, Met, Open, Problem, Rule};
use crate::seats::{Cutoffs, Filling, GaveWay, Placing, cutoffs, fill, preference_order, reserve};

/// The filling of a selection under balance rules.
pub(super) fn filling(
    places: &Places,
    problem: &Problem,
    balanced: &Balanced<'_>,
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Filling {
    let fits: Vec<GroupSet> = problem.candidates.iter().map(|one| one.groups).collect();
    let mut seats: Vec<Placing> = balanced.seats.iter().copied().collect();
    let open = match problem.open {
        Open::Places(open) => open,
        Open::Unfilled => balanced.settled.open.unwrap_or(0),
    };
    let told = told(places, problem, &balanced.seats, prefers);
    let mut unordered = told.unordered;
    let wait_elsewhere = reserve(places, &fits, prefers, &mut seats, &mut unordered);
    unordered.sort_unstable();
    // Where gentle aims have moved nobody, it is the filling by the ranking alone.
    let is_by_rank = is_gentle(places, problem) && balanced.settled.windows.is_empty();
    let by_rank = is_by_rank.then(|| fill(places, &fits, prefers));
    let (cutoffs, uncapped) =
        by_rank.map_or((None, None), |by_rank| (by_rank.cutoffs, by_rank.uncapped));
    Filling {
        seats,
        quotas: problem.sizes.iter().copied().collect(),
        open,
        last: told.last,
        gave_way: told.gave_way,
        unordered,
        full: told.full,
        wait_elsewhere,
        cutoffs,
        uncapped,
    }
}

/// Down to which place somebody would have had a seat beside those who are selected, where gentle aims alone have moved some of them. A cap
/// below the groups is left out: what would be without it is not known then.
pub(super) fn beside_moved(
    places: &Places,
    problem: &Problem,
    balanced: &Balanced<'_>,
) -> Option<Cutoffs> {
    let sizes = places.groups.iter().map(|group| u64::from(group.size));
    let is_asked = is_gentle(places, problem)
        && !balanced.settled.windows.is_empty()
        && sizes.sum::<u64>() <= places.cap.into();
    is_asked.then(|| {
        let fits = |one: StandingId| problem.candidates[one].groups;
        let selected: Vec<_> = balanced.selected().map(|one| (one, fits(one))).collect();
        cutoffs(places, &selected, problem.candidates.len())
    })
}

/// Whether who has a seat hangs on totals, beside the order in which they put people. A gentle aim that is met by one more than it asks for
/// would move nobody, were one more person selected by the ranking.
pub(super) fn totals_decide(
    places: &Places,
    problem: &Problem,
    balanced: &Balanced<'_>,
    aims: Option<&[Met]>,
) -> bool {
    let is_gentle_one = |rule: &Rule| matches!(&rule.asks, Asks::Aim(aim) if aim.within.is_some());
    let any = problem.rules.iter().any(is_gentle_one);
    let moves_nobody = || {
        let met = aims.is_some_and(|aims| aims.iter().all(|met| met.reached > met.target));
        is_gentle(places, problem) && balanced.settled.windows.is_empty() && met
    };
    places.objective == Objective::Total || any && !moves_nobody()
}

/// What the ranking alone would have come to, where gentle aims alone have moved people.
pub(super) fn by_rank_alone(
    places: &Places,
    problem: &Problem,
    balanced: &Balanced<'_>,
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Option<Cutoffs> {
    let is_asked = is_gentle(places, problem) && !balanced.settled.windows.is_empty();
    let fits = || {
        problem
            .candidates
            .iter()
            .map(|one| one.groups)
            .collect::<Vec<_>>()
    };
    is_asked
        .then(|| fill(places, &fits(), prefers).cutoffs)
        .flatten()
}

/// What is to be said of those who sit elsewhere than they wanted.
struct Told {
    last: Vec<Option<StandingId>>,
    gave_way: Vec<GaveWay>,
    full: Vec<(StandingId, GroupSet)>,
    unordered: Vec<(StandingId, GroupSet)>,
}

fn told(
    places: &Places,
    problem: &Problem,
    seats: &Per<StandingId, Placing>,
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Told {
    let groups = problem.sizes.len();
    let mut told = Told {
        last: vec![None; groups],
        gave_way: Vec::new(),
        full: Vec::new(),
        unordered: Vec::new(),
    };
    let mut taken = vec![0_u32; groups];
    for (standing, placing) in seats.each() {
        let seat = match placing {
            Placing::Seat(group) => Some(*group),
            Placing::OpenSeat => None,
            Placing::Reserve { .. } | Placing::Unplaced => continue,
        };
        let fits = problem.candidates[standing].groups;
        let fits = fits.and(GroupSet::first(groups));
        let preference = prefers(standing);
        let mut order = preference_order(fits, &preference.order);
        if places.several == Several::BestPlace {
            order.sort_by_key(|group| *at(&taken, *group));
        }
        let has_seats = |group: &GroupId| *at(&taken, *group) < problem.sizes[*group];
        let passed = || order.iter().take_while(|group| Some(**group) != seat);
        let wanted = passed().copied().find(has_seats);
        told.gave_way.extend(wanted.map(|wanted| GaveWay {
            standing,
            wanted,
            dealt: false,
        }));
        if let Some(own) = seat.filter(|_| places.several == Several::FirstPreference) {
            let alike = preference.alike(own);
            let full: GroupSet = passed()
                .filter(|group| !has_seats(group) && !alike.contains(**group))
                .copied()
                .collect();
            told.full
                .extend((!full.is_empty()).then_some((standing, full)));
            let as_well: GroupSet = alike.and(fits).iter().filter(has_seats).collect();
            let as_well = as_well.with(own);
            told.unordered
                .extend((as_well.len() > 1).then_some((standing, as_well)));
        }
        if let Some(group) = seat {
            let taken = at_mut(&mut taken, group);
            *taken = taken.saturating_add(1);
            *at_mut(&mut told.last, group) = Some(standing);
        }
    }
    told
}
