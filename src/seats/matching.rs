//! A bipartite matching of people to the seats of groups, and its augmenting paths: chains of moves between groups that make
//! a seat free without sending anybody away.
//!
//! A path costs the square of the number of groups in word operations at worst, plus one way down a segment tree per move; it
//! does not depend on how many people there are or how many different sets of groups they fit.

use super::group_bits::{BlockId, GroupBits, bit, each, first};
use super::segment_tree::{GroupSeats, PersonId, SeatId};
use crate::base::contradiction::contradiction;
use crate::base::ids::Per;

#[derive(Debug, Clone)]
pub(super) struct Matching {
    groups: Per<BlockId, GroupSeats>,
    people: Per<PersonId, Person>,
    /// The groups with a free seat.
    free: GroupBits,
}

#[derive(Debug, Clone)]
struct Person {
    fits: GroupBits,
    group: BlockId,
    seat: SeatId,
}

/// From where, and by which next group, a path leads to one of the goals.
#[derive(Debug)]
pub(super) struct AugmentingPaths {
    /// The groups a path can start in, goals included.
    pub(super) from: GroupBits,
    goals: GroupBits,
    next: Per<BlockId, BlockId>,
}

impl Matching {
    pub(super) fn new(seats: impl IntoIterator<Item = u32>) -> Self {
        let groups: Per<BlockId, GroupSeats> = seats.into_iter().map(GroupSeats::new).collect();
        let free = groups
            .each()
            .filter(|(_, group)| group.free > 0)
            .fold(0, |set, (at, _)| set | bit(at));
        Self {
            groups,
            people: Per::default(),
            free,
        }
    }

    /// The groups with a free seat.
    pub(super) fn free(&self) -> GroupBits {
        self.free
    }

    /// Seats the next person in a group with a free seat.
    pub(super) fn add(&mut self, fits: GroupBits, group: BlockId) {
        let seat = SeatId(0);
        let person = self.people.push(Person { fits, group, seat });
        self.sit(person, group);
    }

    pub(super) fn group_of(&self, person: PersonId) -> BlockId {
        self.people[person].group
    }

    /// The groups that at least one of those seated in a group fits.
    pub(super) fn fits(&self, group: BlockId) -> GroupBits {
        self.groups[group].fits()
    }

    /// Frees the seat of a person.
    pub(super) fn unseat(&mut self, person: PersonId) {
        let Person { group, seat, .. } = self.people[person];
        if let Some(mover) = self.groups[group].remove(seat) {
            self.people[mover].seat = seat;
        }
        self.add_seat(group);
    }

    /// Adds a free seat.
    pub(super) fn add_seat(&mut self, group: BlockId) {
        self.change_free(group, u32::saturating_add);
    }

    /// Takes a free seat away.
    pub(super) fn take_seat(&mut self, group: BlockId) {
        self.change_free(group, u32::saturating_sub);
    }

    /// The shortest paths to the goals, from everywhere (breadth first). The same matching always gives the same paths.
    pub(super) fn augmenting_paths(&self, goals: GroupBits) -> AugmentingPaths {
        let mut next: Per<_, _> = vec![BlockId(0); self.groups.len()].into();
        let mut from = goals;
        let mut newest = goals;
        while newest != 0 {
            let mut reached = 0;
            for ((at, group), next) in self.groups.each().zip(&mut next) {
                if from & bit(at) == 0
                    && let Some(through) = first(group.fits() & newest)
                {
                    *next = through;
                    reached |= bit(at);
                }
            }
            from |= reached;
            newest = reached;
        }
        AugmentingPaths { from, goals, next }
    }

    /// Moves one person on from each group of the path, the last into a goal, which must have a free seat.
    pub(super) fn augment(&mut self, from: BlockId, paths: &AugmentingPaths) {
        let mut moves = Vec::new();
        let mut group = from;
        while paths.goals & bit(group) == 0 && paths.from & bit(group) != 0 {
            let next = paths.next[group];
            moves.push((group, next));
            group = next;
        }
        for (group, next) in moves.into_iter().rev() {
            let Some(person) = self.groups[group].somebody_fitting(bit(next)) else {
                contradiction("an augmenting path has nobody to move");
            };
            self.unseat(person);
            self.sit(person, next);
        }
    }

    /// The groups that the people of a group could be moved on to, directly or by a path, itself included.
    pub(super) fn reachable(&self, group: BlockId) -> GroupBits {
        let mut reached = 0;
        let mut newest = bit(group);
        while newest != 0 {
            reached |= newest;
            newest = each(newest).fold(0, |set, group| set | self.fits(group)) & !reached;
        }
        reached
    }

    fn sit(&mut self, number: PersonId, group: BlockId) {
        let person = &mut self.people[number];
        person.group = group;
        person.seat = self.groups[group].push(number, person.fits);
        self.take_seat(group);
    }

    fn change_free(&mut self, group: BlockId, by: impl Fn(u32, u32) -> u32) {
        let free = &mut self.groups[group].free;
        *free = by(*free, 1);
        self.free = if *free > 0 {
            self.free | bit(group)
        } else {
            self.free & !bit(group)
        };
    }
}
