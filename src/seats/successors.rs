//! Who comes next, for each seat: everything is filled anew without the person who has it, chains of moves between groups included.
//!
//! Only the best of those who fit the same groups can ever be selected, as many of them as there are seats, so no more are looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::{Placing, quotas, selected};
use crate::base::ids::{find, with_ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::Places;

/// People looked at for all seats together. Beyond it nothing is worked out.
const MOST: usize = 50_000_000;

/// By everybody with a seat, best-ranked first: who would have one if they had not applied; none where the seat would stay empty. Nothing at
/// all where there are too many seats.
pub fn successors(
    places: &Places,
    fits: &[GroupSet],
    seats: &[Placing],
) -> Vec<(StandingId, Option<StandingId>)> {
    let has_seat = |placing: &Placing| matches!(placing, Placing::Seat(_) | Placing::OpenSeat);
    let seated: BTreeSet<StandingId> = with_ids(seats)
        .filter(|(_, placing)| has_seat(placing))
        .map(|(standing, _)| standing)
        .collect();
    let kernel = kernel(places, fits);
    if seated.len().saturating_mul(kernel.len()) > MOST {
        return Vec::new();
    }
    let next = |gone: StandingId| {
        let others = kernel.iter().filter(|(standing, _)| *standing != gone);
        let (ids, fits): (Vec<StandingId>, Vec<GroupSet>) = others.copied().unzip();
        let selected = selected::select(places, &fits);
        let in_groups = selected.greedy.seated.iter();
        let all = in_groups.chain(&selected.beyond);
        all.filter_map(|standing| find(&ids, *standing).copied())
            .filter(|standing| !seated.contains(standing))
            .min()
    };
    seated.iter().map(|gone| (*gone, next(*gone))).collect()
}

/// Those who can be selected when one of them is gone, best first.
pub(super) fn kernel(places: &Places, fits: &[GroupSet]) -> Vec<(StandingId, GroupSet)> {
    let in_groups = quotas::stated(places)
        .into_iter()
        .fold(0, u32::saturating_add);
    let seats = in_groups.saturating_add(places.cap);
    let mut known: BTreeMap<GroupSet, u32> = BTreeMap::new();
    let among_the_best = |(_, fits): &(StandingId, GroupSet)| {
        let many = known.entry(*fits).or_default();
        *many = many.saturating_add(1);
        // One more than there are seats, since one is gone.
        *many <= seats.saturating_add(1)
    };
    with_ids(fits)
        .map(|(standing, fits)| (standing, *fits))
        .filter(among_the_best)
        .collect()
}
