//! One room: its chairs, who sits on them, and which doors they could leave by.
//!
//! Somebody who may go through a given door is found by a tree over the chairs in which every node holds the union of the
//! doors below it, so that neither a crowd nor thousands of different sets of groups make a move slow.

use super::group_bits::Doors;
use crate::base::contradiction::contradiction;
use crate::base::ids::{at, at_mut};

#[derive(Debug, Clone)]
pub(super) struct Room {
    /// Chairs nobody sits on.
    pub(super) free: u32,
    /// Person by chair, without gaps.
    people: Vec<usize>,
    /// Node 1 is the root, the children of k are 2k and 2k + 1, the chairs are the second half.
    tree: Vec<Doors>,
}

impl Room {
    pub(super) fn new(free: u32) -> Self {
        Self {
            free,
            people: Vec::new(),
            tree: vec![0; 2],
        }
    }

    /// The doors that at least one of those sitting here may use.
    pub(super) fn doors(&self) -> Doors {
        self.node(1)
    }

    /// Somebody sitting here who may use the door.
    pub(super) fn somebody(&self, door: Doors) -> Option<usize> {
        if self.doors() & door == 0 {
            return None;
        }
        let mut node = 1;
        while node < self.width() {
            let left = node.saturating_mul(2);
            node = if self.node(left) & door != 0 {
                left
            } else {
                left.saturating_add(1)
            };
        }
        Some(*at(&self.people, node.saturating_sub(self.width())))
    }

    /// Puts a person on the next chair, whose number comes back.
    pub(super) fn push(&mut self, person: usize, doors: Doors) -> usize {
        let chair = self.people.len();
        if chair >= self.width() {
            self.grow();
        }
        self.people.push(person);
        self.set(chair, doors);
        chair
    }

    /// Empties a chair. The person of the last chair takes it, and comes back when that is somebody else.
    pub(super) fn remove(&mut self, chair: usize) -> Option<usize> {
        let Some(mover) = self.people.pop() else {
            contradiction("somebody leaves a group in which nobody sits");
        };
        let last = self.people.len();
        let doors = self.node(self.width().saturating_add(last));
        self.set(last, 0);
        if chair == last {
            return None;
        }
        *at_mut(&mut self.people, chair) = mover;
        self.set(chair, doors);
        Some(mover)
    }

    fn width(&self) -> usize {
        self.tree.len() / 2
    }

    fn node(&self, node: usize) -> Doors {
        *at(&self.tree, node)
    }

    fn set(&mut self, chair: usize, doors: Doors) {
        let mut node = self.width().saturating_add(chair);
        let mut union = doors;
        loop {
            *at_mut(&mut self.tree, node) = union;
            node /= 2;
            if node == 0 {
                return;
            }
            let left = node.saturating_mul(2);
            union = self.node(left) | self.node(left.saturating_add(1));
        }
    }

    fn grow(&mut self) {
        let width = self.width();
        let chairs = self.tree.split_off(width);
        self.tree = vec![0; width.saturating_mul(2)];
        self.tree.extend(chairs);
        self.tree.resize(width.saturating_mul(4), 0);
        for node in (1..width.saturating_mul(2)).rev() {
            let left = node.saturating_mul(2);
            let union = self.node(left) | self.node(left.saturating_add(1));
            *at_mut(&mut self.tree, node) = union;
        }
    }
}
