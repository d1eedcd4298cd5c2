//! A set of groups as bits in one word (a bitset): the groups, and one more for the open places.
//!
//! Everything here counts from 0. Groups beyond the 64th do not exist for this stage; the rules refuse them.

use crate::base::contradiction::contradiction;
use crate::base::ids::id;
use crate::rules::{GroupId, GroupSet};

id! {
    /// Whose seats: a group's, in the order of the rules, or behind all groups the open places'.
    pub BlockId
}

impl From<GroupId> for BlockId {
    fn from(group: GroupId) -> Self {
        Self(group.0)
    }
}

impl BlockId {
    /// The group, of so many; none for what stands behind them.
    pub fn group(self, groups: usize) -> Option<GroupId> {
        (self.0 < groups).then_some(GroupId(self.0))
    }
}

/// Bit g is group g. Wider than a [`GroupSet`], because the open places are one more group behind the groups of the rules.
pub(super) type GroupBits = u128;

pub(super) fn bits(groups: GroupSet) -> GroupBits {
    GroupBits::from(groups.word())
}

pub(super) fn bit(of: impl Into<BlockId>) -> GroupBits {
    u32::try_from(of.into().0)
        .ok()
        .and_then(|group| 1_u128.checked_shl(group))
        .unwrap_or_else(|| contradiction("a group beyond the last that can be"))
}

/// The groups of a set, lowest first.
pub(super) fn each(mut groups: GroupBits) -> impl Iterator<Item = BlockId> {
    std::iter::from_fn(move || {
        let lowest = first(groups)?;
        groups &= !bit(lowest);
        Some(lowest)
    })
}

pub(super) fn first(groups: GroupBits) -> Option<BlockId> {
    (groups != 0).then_some(BlockId(groups.trailing_zeros() as usize))
}
