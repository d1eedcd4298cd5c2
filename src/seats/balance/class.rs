//! A trait class: people who fit the same groups and have the same traits.

use super::problem::TraitId;
use crate::base::ids::id;
use crate::seats::group_bits::BlockId;

id! {
    /// Which class, in the order of their best-ranked members.
    pub ClassId
}

#[derive(Debug, Clone)]
pub(super) struct Class {
    /// Where its people can sit: groups, and behind all groups the open places.
    pub(super) blocks: Vec<BlockId>,
    /// In order, once each.
    pub(super) traits: Vec<TraitId>,
    /// What each of them scored, as a whole number; zero where that does not matter.
    pub(super) total: i128,
    pub(super) members: u32,
}
