//! Who comes next for each seat under balance rules: everybody else keeps a seat, and the rules hold for all of them together.

use std::collections::BTreeMap;

use super::free_seat::presolved;
use super::kernel::Kernel;
use crate::base::ids::{Per, at, at_mut, find, with_ids};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::Places;
use crate::rules::{GroupId, GroupSet};
use crate::seats::balance::{BESIDE, Candidate, Failed, Problem, balance_within};
use crate::seats::{Placing, dealt, is_in_turn};

/// Beyond so many seats it is not worked out.
const MOST: usize = 200;
/// Nor beyond so many seats times people who are not alike.
const MOST_WORK: usize = 2_000_000;

/// By everybody with a seat: who would have one in their place; none where it would stay empty, or the rules could not be kept. Those are
/// left out of whom it was too hard to say, and all where there are too many seats. Everything is as in a round of replacements: whoever
/// has a seat keeps their group where they can, whoever comes in takes a free seat before anybody moves, and the seats are dealt anew.
pub fn successors(
    places: &Places,
    problem: &Problem,
    seats: &[Placing],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> BTreeMap<StandingId, Option<StandingId>> {
    let kernel = Kernel::new(problem, seats);
    let people = if is_in_turn(places) {
        problem.candidates.len()
    } else {
        kernel.standings.len()
    };
    let work = people.saturating_mul(kernel.selected.len());
    if kernel.selected.len() > MOST || work > MOST_WORK {
        return BTreeMap::new();
    }
    let mut purse = BESIDE;
    let mut next = |gone: StandingId| {
        let mut standings = kernel.standings.clone();
        let mut candidates: Vec<Candidate> = kernel.problem.candidates.iter().cloned().collect();
        for (one, candidate) in standings.iter().zip(&mut candidates) {
            candidate.held = is_seated(seats, *one);
            candidate.groups = fits(problem, seats, *one);
        }
        standings.remove(gone.0);
        candidates.remove(gone.0);
        let gone = *at(&kernel.standings, gone);
        let candidates: Per<StandingId, Candidate> = candidates.into();
        let free = free(places, seats, gone);
        let prefers = |one: StandingId| {
            let one = *at(&standings, one);
            keeps(prefers(one), find(seats, one).copied(), &free)
        };
        let mut left = kernel.with(candidates);
        if is_in_turn(places) {
            let others = || problem.candidates.ids().filter(|one| *one != gone);
            let fits = |one: StandingId| fits(problem, seats, one);
            let held = others().filter(|one| is_seated(seats, *one)).map(fits);
            let held: Vec<GroupSet> = held.collect();
            let fits: Vec<GroupSet> = others().map(fits).collect();
            left.sizes = dealt(places, &fits, &held).into();
        }
        let left = presolved(left);
        let balanced = match balance_within(&left, &prefers, &mut purse) {
            Ok(balanced) => balanced,
            Err(Failed::Never(_)) => return Some(None),
            Err(Failed::TooHard(_)) => return None,
        };
        let mut selected = balanced.selected();
        let comes = selected.find(|one| !left.candidates[*one].held);
        Some(comes.map(|one| *at(&standings, one)))
    };
    let seated = kernel.selected.iter();
    seated
        .filter_map(|gone| Some((*at(&kernel.standings, *gone), next(*gone)?)))
        .collect()
}

fn is_seated(seats: &[Placing], one: StandingId) -> bool {
    matches!(find(seats, one), Some(Placing::Seat(_) | Placing::OpenSeat))
}

/// The groups somebody fits, and the one they sit in.
fn fits(problem: &Problem, seats: &[Placing], one: StandingId) -> GroupSet {
    let own = problem.candidates[one].groups;
    match find(seats, one) {
        Some(Placing::Seat(group)) => own.with(*group),
        _ => own,
    }
}

/// The groups with a seat that nobody holds once somebody is gone.
fn free(places: &Places, seats: &[Placing], gone: StandingId) -> GroupSet {
    let mut left: Vec<u32> = places.groups.iter().map(|group| group.size).collect();
    for (one, placing) in with_ids::<StandingId, Placing>(seats) {
        if let Placing::Seat(group) = placing
            && one != gone
        {
            let own = at_mut(&mut left, *group);
            *own = own.saturating_sub(1);
        }
    }
    let free = places.groups.ids().filter(|group| *at(&left, *group) > 0);
    free.collect()
}

/// What somebody wants in a round of replacements.
fn keeps(wished: PreferenceOrder, sits: Option<Placing>, free: &GroupSet) -> PreferenceOrder {
    let order = wished.order.iter().copied();
    let (first, rest): (Vec<GroupId>, Vec<GroupId>) = match sits {
        Some(Placing::Seat(own)) => (vec![own], order.filter(|group| *group != own).collect()),
        Some(Placing::OpenSeat) => return wished,
        _ => order.partition(|group| free.contains(*group)),
    };
    PreferenceOrder {
        order: first.into_iter().chain(rest).collect(),
        unordered: wished.unordered,
    }
}
