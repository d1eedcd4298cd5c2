//! The seats of one group, with a segment tree over them: each node has the union of the groups that those below it fit.
//!
//! Somebody who fits a given group is found by going down the tree, so that neither a crowd nor thousands of different sets
//! of groups make a move slow.

use super::group_bits::GroupBits;
use crate::base::contradiction::contradiction;
use crate::base::ids::{Per, at, at_mut, id};

id! {
    /// Which of the people of a matching, in the order in which they were added.
    pub(super) PersonId
}

id! {
    /// A node of the tree: the seats are the leaves, the second half.
    NodeId
}

impl NodeId {
    const ROOT: Self = Self(1);

    fn children(self) -> [Self; 2] {
        let left = self.0.saturating_mul(2);
        [Self(left), Self(left.saturating_add(1))]
    }
}

id! {
    /// Which of the seats that are taken in a group.
    pub(super) SeatId
}

#[derive(Debug, Clone)]
pub(super) struct GroupSeats {
    /// How many seats nobody has.
    pub(super) free: u32,
    people: Per<SeatId, PersonId>,
    tree: Vec<GroupBits>,
}

impl GroupSeats {
    pub(super) fn new(free: u32) -> Self {
        Self {
            free,
            people: Per::default(),
            tree: vec![0; 2],
        }
    }

    /// The groups that at least one of those seated here fits.
    pub(super) fn fits(&self) -> GroupBits {
        self.node(NodeId::ROOT)
    }

    /// Somebody seated here who fits one of these groups.
    pub(super) fn somebody_fitting(&self, groups: GroupBits) -> Option<PersonId> {
        if self.fits() & groups == 0 {
            return None;
        }
        let mut node = NodeId::ROOT;
        while node.0 < self.width() {
            let [left, right] = node.children();
            node = if self.node(left) & groups != 0 {
                left
            } else {
                right
            };
        }
        Some(self.people[SeatId(node.0.saturating_sub(self.width()))])
    }

    /// Gives a person the next seat.
    pub(super) fn push(&mut self, person: PersonId, fits: GroupBits) -> SeatId {
        let seat = self.people.push(person);
        if seat.0 >= self.width() {
            self.grow();
        }
        self.set(seat, fits);
        seat
    }

    /// Empties a seat. The person of the last seat takes it, and comes back when that is somebody else.
    pub(super) fn remove(&mut self, seat: SeatId) -> Option<PersonId> {
        let Some(mover) = self.people.pop() else {
            contradiction("somebody leaves a group in which nobody sits");
        };
        let last = SeatId(self.people.len());
        let fits = self.node(self.leaf(last));
        self.set(last, 0);
        if seat == last {
            return None;
        }
        self.people[seat] = mover;
        self.set(seat, fits);
        Some(mover)
    }

    fn width(&self) -> usize {
        self.tree.len() / 2
    }

    fn leaf(&self, seat: SeatId) -> NodeId {
        NodeId(self.width().saturating_add(seat.0))
    }

    fn node(&self, node: NodeId) -> GroupBits {
        *at(&self.tree, node)
    }

    fn join(&mut self, node: NodeId) {
        let [left, right] = node.children();
        *at_mut(&mut self.tree, node) = self.node(left) | self.node(right);
    }

    fn set(&mut self, seat: SeatId, fits: GroupBits) {
        let mut node = self.leaf(seat);
        *at_mut(&mut self.tree, node) = fits;
        while node != NodeId::ROOT {
            node = NodeId(node.0 / 2);
            self.join(node);
        }
    }

    fn grow(&mut self) {
        let width = self.width();
        let seats = self.tree.split_off(width);
        self.tree = vec![0; width.saturating_mul(2)];
        self.tree.extend(seats);
        self.tree.resize(width.saturating_mul(4), 0);
        for node in (1..width.saturating_mul(2)).rev().map(NodeId) {
            self.join(node);
        }
    }
}
