//! Who comes next for each seat under balance rules: everybody else keeps a seat, and the rules hold for all of them together.

use std::collections::BTreeMap;

use super::free_seat::presolved;
use super::kernel::Kernel;
use crate::base::ids::{Per, at};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::seats::Placing;
use crate::seats::balance::{BESIDE, Candidate, Failed, Problem, balance_within};

/// Beyond so many seats it is not worked out.
const MOST: usize = 200;
/// Nor beyond so many seats times people who are not alike.
const MOST_WORK: usize = 2_000_000;

/// By everybody with a seat: who would have one in their place; none where it would stay empty, or the rules could not be kept. Those are
/// left out of whom it was too hard to say, and all where there are too many seats.
pub fn successors(
    problem: &Problem,
    seats: &[Placing],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> BTreeMap<StandingId, Option<StandingId>> {
    let kernel = Kernel::new(problem, seats);
    let work = kernel.standings.len().saturating_mul(kernel.selected.len());
    if kernel.selected.len() > MOST || work > MOST_WORK {
        return BTreeMap::new();
    }
    let mut purse = BESIDE;
    let mut next = |gone: StandingId| {
        let mut standings = kernel.standings.clone();
        let mut candidates: Vec<Candidate> = kernel.problem.candidates.iter().cloned().collect();
        for one in &kernel.selected {
            if let Some(candidate) = candidates.get_mut(one.0) {
                candidate.held = true;
            }
        }
        standings.remove(gone.0);
        candidates.remove(gone.0);
        let candidates: Per<StandingId, Candidate> = candidates.into();
        let prefers = |one: StandingId| prefers(*at(&standings, one));
        let left = presolved(kernel.with(candidates));
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
