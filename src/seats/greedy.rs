//! Who sits: the greedy algorithm on a transversal matroid, one pass down the ranking. Whoever can be given a seat is, where
//! needed along an augmenting path, which moves people who sit already between groups they fit; nobody is ever sent away, so
//! nobody loses a seat to somebody ranked lower.
//!
//! A group is *closed* once no path leads from it to a free seat. It stays closed for good: its people, and the
//! people of every group they could be moved to, fit closed groups only, and no later seat changes that. So the moment at
//! which each group closed says about everyone, seated or not and even about people who never applied, whether they would
//! have got in at a given rank. Whoever fits closed groups only is passed over by one comparison of bits, which is why a
//! pool of a million costs one linear pass, whatever sets of groups its people fit.
//!
//! With n candidates, s seats and G groups: O(n + s (G² + G log s)) at worst, and G is at most 64.

use super::group_bits::{GroupBits, bit, bits, each, first};
use super::matching::Matching;
use crate::base::ids::{at_mut, ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;

#[derive(Debug, Clone)]
pub(super) struct Greedy {
    /// Who sits in a group, best first.
    pub(super) seated: Vec<StandingId>,
    /// Where they could sit, all at once; persons in the order of `seated`. Not yet where they want to.
    pub(super) matching: Matching,
    /// By group: how many candidates had been seen when it closed; none when it never did.
    pub(super) closed: Vec<Option<usize>>,
    /// By group, when closed: its tight set, the groups, itself included, that its people and those they could make way for fill.
    pub(super) tight: Vec<GroupSet>,
    /// How many candidates had been seen when the last of the `most` seats was taken; none when seats were left.
    pub(super) capped: Option<usize>,
}

/// Seats candidates, given best first, until `most` sit or every group is closed.
pub(super) fn greedy(
    quotas: &[u32],
    most: u32,
    candidates: impl IntoIterator<Item = (StandingId, GroupSet)>,
) -> Greedy {
    let groups = bits(GroupSet::first(quotas.len()));
    let mut matching = Matching::new(quotas.iter().copied());
    let mut seated = Vec::new();
    let mut closed = vec![None; quotas.len()];
    let mut left = most;
    let mut capped = (left == 0).then_some(0);
    let mut open = close(&matching, groups, &mut closed, 0);
    for (standing, fits) in candidates {
        if left == 0 || open == 0 {
            break;
        }
        let free = bits(fits) & matching.free();
        let Some(group) = first(free).or_else(|| first(bits(fits) & open)) else {
            continue;
        };
        if free == 0 {
            let paths = matching.augmenting_paths(matching.free());
            matching.augment(group, &paths);
        }
        matching.add(bits(fits) & groups, group);
        seated.push(standing);
        left = left.saturating_sub(1);
        let seen = standing.position();
        if left == 0 {
            capped = Some(seen);
        }
        // While the group keeps a free seat, nobody was moved and people only gained ways out: nothing closes.
        if matching.free() & bit(group) == 0 {
            open = close(&matching, open, &mut closed, seen);
        }
    }
    let tight = ids(quotas.len())
        .zip(&closed)
        .map(|(block, closed)| closed.map_or(0, |_| matching.reachable(block)))
        .map(|blocks| {
            each(blocks)
                .filter_map(|block| block.group(quotas.len()))
                .collect()
        })
        .collect();
    Greedy {
        seated,
        matching,
        closed,
        tight,
        capped,
    }
}

/// The groups that stay open, after noting those that closed.
fn close(
    matching: &Matching,
    open: GroupBits,
    closed: &mut [Option<usize>],
    seen: usize,
) -> GroupBits {
    let still = open & matching.augmenting_paths(matching.free()).from;
    for group in each(open & !still) {
        *at_mut(closed, group) = Some(seen);
    }
    still
}
