//! Who is selected, for the groups and for the open places, before anybody is told where to sit.

use super::cutoffs::Cutoffs;
use super::greedy::{Greedy, greedy};
use super::quotas;
use crate::base::ids::{at, ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::{Deal, OpenPlaces, Places, Unfilled};

#[derive(Debug, Clone)]
pub(super) struct Selected {
    /// Seats dealt to each group.
    pub(super) quotas: Vec<u32>,
    /// The seats that the rules state, where they were dealt in turn because the cap is reached.
    pub(super) stated: Option<Vec<u32>>,
    pub(super) greedy: Greedy,
    /// Open places there are.
    pub(super) open: u32,
    /// Who is selected beyond the groups, best first.
    pub(super) beyond: Vec<StandingId>,
    pub(super) cutoffs: Cutoffs,
    /// How it would be if there were no cap, where it keeps somebody out.
    pub(super) uncapped: Option<Cutoffs>,
}

pub(super) fn select(places: &Places, fits: &[GroupSet]) -> Selected {
    let ranking = || ids(fits.len()).zip(fits.iter().copied());
    let mut quotas = quotas::stated(places);
    let together: u64 = quotas.iter().copied().map(u64::from).sum();
    // With no more seats than the cap there is no need to look.
    let basis = (together > u64::from(places.cap)).then(|| greedy(&quotas, u32::MAX, ranking()));
    let uncapped = basis
        .as_ref()
        .map(|basis| Cutoffs::new(basis, Some(0), fits.len()));
    let mut stated = None;
    if let (Deal::InTurn, Some(basis)) = (places.deal, &basis) {
        // Where the cap is not reached there is nothing to share out, and dealing would only move people out of the groups they
        // want. Whether it is just reached or would be passed must make no difference: that hangs on people without a seat.
        if basis.seated.len() >= places.cap as usize {
            let seated = basis.seated.iter().map(|&standing| *at(fits, standing));
            let dealt = quotas::in_turn(&quotas, places.cap, seated, &[]);
            stated = Some(std::mem::replace(&mut quotas, dealt));
        }
    }
    let greedy = greedy(&quotas, places.cap, ranking());
    let open = open(places, greedy.seated.len());
    let beyond = beyond(fits.len(), &greedy.seated, open);
    let open_closed = match (open, beyond.last()) {
        (0, _) => Some(0),
        (_, Some(last)) if beyond.len() >= open as usize => Some(last.position()),
        _ => None,
    };
    let cutoffs = Cutoffs::new(&greedy, open_closed, fits.len());
    Selected {
        quotas,
        stated,
        greedy,
        open,
        beyond,
        cutoffs,
        uncapped,
    }
}

/// How many open places there are when the groups seat so many.
fn open(places: &Places, seated: usize) -> u32 {
    let used = match (places.open, places.unfilled) {
        (OpenPlaces::None, _) => return 0,
        (OpenPlaces::BestRanked, Unfilled::StayEmpty) => quotas::stated(places)
            .into_iter()
            .fold(0, u32::saturating_add),
        (OpenPlaces::BestRanked, Unfilled::BecomeOpen) => u32::try_from(seated).unwrap_or(u32::MAX),
    };
    places.cap.saturating_sub(used)
}

/// The best-ranked of those without a seat in a group, whether they fit one or not.
///
/// This is what the greedy algorithm with the open places as one more group comes to: whoever cannot be seated in the groups takes an
/// open place as long as there is one, and nobody in an open place could make way by moving.
fn beyond(candidates: usize, seated: &[StandingId], open: u32) -> Vec<StandingId> {
    let mut seated = seated.iter().copied().peekable();
    ids(candidates)
        .filter(|standing| seated.next_if_eq(standing).is_none())
        .take(open as usize)
        .collect()
}
