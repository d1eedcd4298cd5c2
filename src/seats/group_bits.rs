//! Sets of rooms in one word: the groups, plus one more for the open places.
//!
//! Everything here counts from 0. Groups beyond the 64th do not exist for this stage; the rules refuse them.

use crate::base::contradiction::contradiction;
use crate::rules::GroupSet;

/// A set of rooms: bit r is room r. Wider than a [`GroupSet`], because the open places are a room beside the groups.
pub(super) type Doors = u128;

/// The rooms that a set of groups opens.
pub(super) fn doors(groups: GroupSet) -> Doors {
    Doors::from(groups.word())
}

pub(super) fn door(room: usize) -> Doors {
    u32::try_from(room)
        .ok()
        .and_then(|room| 1_u128.checked_shl(room))
        .unwrap_or_else(|| contradiction("a group beyond the last that can be"))
}

/// The rooms of a set, lowest first.
pub(super) fn each(mut doors: Doors) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = first(doors)?;
        doors &= !door(lowest);
        Some(lowest)
    })
}

pub(super) fn first(doors: Doors) -> Option<usize> {
    (doors != 0).then_some(doors.trailing_zeros() as usize)
}
