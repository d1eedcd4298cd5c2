//! Quotas: how many seats each group gets when the groups together have more than the cap.

use super::group_bits::{BlockId, bit, bits, each};
use super::matching::Matching;
use crate::base::ids::{at, at_mut};
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
pub(super) fn in_turn(
    sizes: &[u32],
    cap: u32,
    candidates: impl IntoIterator<Item = GroupSet>,
) -> Vec<u32> {
    let groups = bits(GroupSet::first(sizes.len()));
    // Those without a seat yet are where the open places are later.
    let waiting = BlockId(sizes.len());
    let mut matching = Matching::new(std::iter::repeat_n(0, sizes.len().saturating_add(1)));
    for fits in candidates {
        matching.add(bits(fits) & groups, waiting);
    }
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
            if *dealt < *size && paths.from & bit(waiting) != 0 {
                matching.add_seat(group);
                matching.augment(waiting, &paths);
                *dealt = dealt.saturating_add(1);
                left = left.saturating_sub(1);
            } else {
                taking &= !bit(group);
            }
        }
    }
    dealt
}
