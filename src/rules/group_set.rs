//! A set of groups as bits of one word (a bitset). The rules are refused when they have more than
//! 64 groups.

use super::ids::GroupId;

/// The groups that admit somebody: bit g stands for `GroupId(g)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GroupSet(u64);

impl GroupSet {
    pub const EMPTY: Self = Self(0);

    /// How many groups a programme can have.
    pub const MOST: usize = 64;

    /// The group alone; empty for a group beyond the 64th.
    pub fn only(group: GroupId) -> Self {
        Self(
            u32::try_from(group.0)
                .ok()
                .and_then(|group| 1_u64.checked_shl(group))
                .unwrap_or(0),
        )
    }

    /// The first `count` groups.
    pub fn first(count: usize) -> Self {
        (0..count.min(Self::MOST)).map(GroupId).collect()
    }

    pub fn with(self, group: GroupId) -> Self {
        Self(self.0 | Self::only(group).0)
    }

    pub fn without(self, group: GroupId) -> Self {
        Self(self.0 & !Self::only(group).0)
    }

    pub fn contains(self, group: GroupId) -> bool {
        self.0 & Self::only(group).0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The groups, in the order of the rules.
    pub fn iter(self) -> impl Iterator<Item = GroupId> {
        // From one set bit to the next: most sets have one or two of the many that could be.
        let mut left = self.0;
        std::iter::from_fn(move || {
            let lowest = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (lowest < u64::BITS).then_some(GroupId(lowest as usize))
        })
    }

    /// The set as a word: bit g stands for `GroupId(g)`.
    pub fn word(self) -> u64 {
        self.0
    }
}

impl FromIterator<GroupId> for GroupSet {
    fn from_iter<I: IntoIterator<Item = GroupId>>(groups: I) -> Self {
        groups.into_iter().fold(Self::EMPTY, Self::with)
    }
}
