//! Quotas: how many seats each group gets when the groups together have more than the cap.

use super::greedy::greedy;
use super::group_bits::{BlockId, bit, bits, each};
use super::matching::Matching;
use crate::base::ids::{at, at_mut, ids};
use crate::rules::GroupSet;
use crate::rules::places::{Deal, Places};

/// The sizes as the rules state them, for the groups this stage knows.
pub(super) fn stated(places: &Places) -> Vec<u32> {
    places
        .groups
        .iter()
        .take(GroupSet::MOST)
        .map(|group| group.size)
        .collect()
}

/// Whether the seats may have to be dealt group by group: the rules say so, and the cap is smaller than the groups.
pub fn is_in_turn(places: &Places) -> bool {
    let together: u64 = stated(places).into_iter().map(u64::from).sum();
    places.deal == Deal::InTurn && together > u64::from(places.cap)
}

/// Deals seats in turn: round after round, in the order of the rules, each group takes one more seat as long as it is below
/// its size, the cap is not reached, and one more person can be seated because of it.
///
/// A group that could not use one more seat can never use one later, because further seats elsewhere only draw people away;
/// so it drops out, and the work is one augmenting path a seat.
///
/// `candidates` need only be those who would sit if there were no cap. They suffice for every smaller number of seats:
/// whatever seats a matching with the whole pool can use, and whoever a largest matching seats, one matching has both
/// (Mendelsohn and Dulmage), and that one seats nobody else.
///
/// Whoever of `held` has a seat already and keeps it finds one by these quotas, as far as the stated sizes have them: once no more seats are
/// left than those still need who find none so far, only a group that seats one more of them takes one. No fewer seats are dealt by that: a
/// seat by which one more of them can be seated is one by which one more of all can be. And how many of them find a seat is the rank in
/// a matroid, so that what a group does not bring to them now it never does.
pub(super) fn in_turn(
    sizes: &[u32],
    cap: u32,
    candidates: impl IntoIterator<Item = GroupSet>,
    held: &[GroupSet],
) -> Vec<u32> {
    let groups = bits(GroupSet::first(sizes.len()));
    // Those without a seat yet are where the open places are later.
    let waiting = BlockId(sizes.len());
    let mut matching = waiting_all(sizes.len(), candidates);
    let of_held = held.iter().copied();
    let mut of_held = waiting_all(sizes.len(), of_held);
    let mut needed = needed(sizes, held);
    let mut dealt = vec![0_u32; sizes.len()];
    let mut taking = groups;
    let mut left = cap;
    while taking != 0 {
        for group in each(taking) {
            if left == 0 {
                return dealt;
            }
            let (dealt, size) = (at_mut(&mut dealt, group), at(sizes, group));
            let paths = matching.augmenting_paths(bit(group));
            let held_paths = of_held.augmenting_paths(bit(group));
            let seats_held = needed > 0 && held_paths.from & bit(waiting) != 0;
            let is_free = seats_held || needed < left;
            if *dealt < *size && paths.from & bit(waiting) != 0 && is_free {
                matching.add_seat(group);
                matching.augment(waiting, &paths);
                of_held.add_seat(group);
                if seats_held {
                    of_held.augment(waiting, &held_paths);
                    needed = needed.saturating_sub(1);
                }
                *dealt = dealt.saturating_add(1);
                left = left.saturating_sub(1);
            } else {
                taking &= !bit(group);
            }
        }
    }
    dealt
}

/// People who have no seat yet, in groups without any.
fn waiting_all(groups: usize, people: impl IntoIterator<Item = GroupSet>) -> Matching {
    let all = bits(GroupSet::first(groups));
    let waiting = BlockId(groups);
    let mut matching = Matching::new(std::iter::repeat_n(0, groups.saturating_add(1)));
    for fits in people {
        matching.add(bits(fits) & all, waiting);
    }
    matching
}

/// How many of those who hold a seat the groups can seat.
fn needed(sizes: &[u32], held: &[GroupSet]) -> u32 {
    if held.is_empty() {
        return 0;
    }
    let seated = greedy(sizes, u32::MAX, ids(held.len()).zip(held.iter().copied()));
    u32::try_from(seated.seated.len()).unwrap_or(u32::MAX)
}
