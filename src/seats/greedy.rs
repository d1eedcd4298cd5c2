//! Who sits: one walk down the ranking. Whoever can be given a chair is, where needed by moving people who sit already
//! between groups they fit; nobody is ever sent away, so nobody loses a seat to somebody ranked lower.
//!
//! A group is *closed* once no chain of moves leads from it to a free chair. It stays closed for good: its people, and the
//! people of every group they could be moved to, fit closed groups only, and no later seat changes that. So the moment at
//! which each group closed says about everyone, seated or not and even about people who never applied, whether they would
//! have got in at a given place. Whoever fits closed groups only is passed over by one comparison of bits, which is why a
//! pool of a million costs one linear pass, whatever sets of groups its people fit.
//!
//! With n candidates, s seats and G groups: O(n + s (G² + G log s)) at worst, and G is at most 64.

use super::group_bits::{Doors, door, doors, each, first};
use super::matching::Rooms;
use crate::base::ids::at_mut;
use crate::rules::GroupSet;

#[derive(Debug, Clone)]
pub(super) struct Walk {
    /// Who sits in a group: their positions in the ranking, from 0, best first.
    pub(super) seated: Vec<usize>,
    /// Where they could sit, all at once; person k is `seated[k]`. Not yet where they want to.
    pub(super) rooms: Rooms,
    /// By group: how many candidates had been seen when it closed; none when it never did.
    pub(super) closed: Vec<Option<usize>>,
    /// By group, when closed: the groups, itself included, that its people and those they could make way for fill.
    pub(super) full: Vec<GroupSet>,
    /// How many candidates had been seen when the last of the `most` chairs was taken; none when chairs were left.
    pub(super) capped: Option<usize>,
}

/// Seats candidates, given best first with their positions, until `most` sit or every group is closed.
pub(super) fn walk(
    sizes: &[u32],
    most: u32,
    candidates: impl IntoIterator<Item = (usize, GroupSet)>,
) -> Walk {
    let groups = doors(GroupSet::first(sizes.len()));
    let mut rooms = Rooms::new(sizes.iter().copied());
    let mut seated = Vec::new();
    let mut closed = vec![None; sizes.len()];
    let mut left = most;
    let mut capped = (left == 0).then_some(0);
    let mut open = close(&rooms, groups, &mut closed, 0);
    for (position, fits) in candidates {
        if left == 0 || open == 0 {
            break;
        }
        let free = doors(fits) & rooms.free();
        let Some(room) = first(free).or_else(|| first(doors(fits) & open)) else {
            continue;
        };
        if free == 0 {
            let routes = rooms.routes(rooms.free());
            rooms.shift(room, &routes);
        }
        rooms.add(doors(fits) & groups, room);
        seated.push(position);
        left = left.saturating_sub(1);
        let seen = position.saturating_add(1);
        if left == 0 {
            capped = Some(seen);
        }
        // While the group keeps a free chair, nobody was moved and people only gained ways out: nothing closes.
        if rooms.free() & door(room) == 0 {
            open = close(&rooms, open, &mut closed, seen);
        }
    }
    let full = closed
        .iter()
        .enumerate()
        .map(|(at, closed)| closed.map_or(0, |_| rooms.beyond(at)));
    let full = full
        .map(|doors| each(doors).map(crate::rules::GroupId).collect())
        .collect();
    Walk {
        seated,
        rooms,
        closed,
        full,
        capped,
    }
}

/// The groups that stay open, after noting those that closed.
fn close(rooms: &Rooms, open: Doors, closed: &mut [Option<usize>], seen: usize) -> Doors {
    let still = open & rooms.routes(rooms.free()).from;
    for group in each(open & !still) {
        *at_mut(closed, group) = Some(seen);
    }
    still
}
