//! All rooms, and the chains of moves between them that make a chair free without sending anybody away.
//!
//! A chain costs the square of the number of rooms in word operations at worst, plus one walk down a tree per move; it does
//! not depend on how many people there are or how many different sets of groups they fit.

use super::group_bits::{Doors, door, each, first};
use super::group_seats::Room;
use crate::base::contradiction::contradiction;
use crate::base::ids::{at, at_mut};

#[derive(Debug, Clone)]
pub(super) struct Rooms {
    rooms: Vec<Room>,
    people: Vec<Person>,
    /// The rooms with a free chair.
    free: Doors,
}

#[derive(Debug, Clone)]
struct Person {
    doors: Doors,
    room: usize,
    chair: usize,
}

/// From where, and by which next room, a chain of moves leads to one of the goals.
#[derive(Debug)]
pub(super) struct Routes {
    /// The rooms a chain can start in, goals included.
    pub(super) from: Doors,
    goals: Doors,
    next: Vec<usize>,
}

impl Rooms {
    pub(super) fn new(chairs: impl IntoIterator<Item = u32>) -> Self {
        let rooms: Vec<Room> = chairs.into_iter().map(Room::new).collect();
        let free = rooms
            .iter()
            .enumerate()
            .filter(|(_, room)| room.free > 0)
            .fold(0, |set, (at, _)| set | door(at));
        Self {
            rooms,
            people: Vec::new(),
            free,
        }
    }

    /// The rooms with a free chair.
    pub(super) fn free(&self) -> Doors {
        self.free
    }

    /// Seats the next person, counted from 0, in a room where a chair is free.
    pub(super) fn add(&mut self, doors: Doors, room: usize) {
        self.people.push(Person {
            doors,
            room,
            chair: 0,
        });
        self.enter(self.people.len().saturating_sub(1), room);
    }

    pub(super) fn room_of(&self, person: usize) -> usize {
        at(&self.people, person).room
    }

    /// The doors that those sitting in a room may use.
    pub(super) fn doors(&self, room: usize) -> Doors {
        at(&self.rooms, room).doors()
    }

    /// Frees the chair of a person.
    pub(super) fn leave(&mut self, person: usize) {
        let &Person { room, chair, .. } = at(&self.people, person);
        if let Some(mover) = at_mut(&mut self.rooms, room).remove(chair) {
            at_mut(&mut self.people, mover).chair = chair;
        }
        self.give(room);
    }

    /// Adds a free chair.
    pub(super) fn give(&mut self, room: usize) {
        self.change(room, u32::saturating_add);
    }

    /// Takes a free chair away.
    pub(super) fn take(&mut self, room: usize) {
        self.change(room, u32::saturating_sub);
    }

    /// The shortest chains of moves to the goals, from everywhere. The same rooms always give the same chains.
    pub(super) fn routes(&self, goals: Doors) -> Routes {
        let mut next = vec![0; self.rooms.len()];
        let mut from = goals;
        let mut newest = goals;
        while newest != 0 {
            let mut reached = 0;
            for (at, (room, next)) in self.rooms.iter().zip(&mut next).enumerate() {
                if from & door(at) == 0
                    && let Some(through) = first(room.doors() & newest)
                {
                    *next = through;
                    reached |= door(at);
                }
            }
            from |= reached;
            newest = reached;
        }
        Routes { from, goals, next }
    }

    /// Moves one person on from each room of the chain, the last into a goal, which must have a free chair.
    pub(super) fn shift(&mut self, from: usize, routes: &Routes) {
        let mut moves = Vec::new();
        let mut room = from;
        while routes.goals & door(room) == 0 && routes.from & door(room) != 0 {
            let next = *at(&routes.next, room);
            moves.push((room, next));
            room = next;
        }
        for (room, next) in moves.into_iter().rev() {
            let Some(person) = at(&self.rooms, room).somebody(door(next)) else {
                contradiction("a chain of moves has nobody to move");
            };
            self.leave(person);
            self.enter(person, next);
        }
    }

    /// The rooms that the people of a room could be moved on to, directly or by chains, itself included.
    pub(super) fn beyond(&self, room: usize) -> Doors {
        let mut reached = 0;
        let mut newest = door(room);
        while newest != 0 {
            reached |= newest;
            newest = each(newest).fold(0, |set, room| set | self.doors(room)) & !reached;
        }
        reached
    }

    fn enter(&mut self, number: usize, room: usize) {
        let person = at_mut(&mut self.people, number);
        person.room = room;
        person.chair = at_mut(&mut self.rooms, room).push(number, person.doors);
        self.take(room);
    }

    fn change(&mut self, room: usize, by: impl Fn(u32, u32) -> u32) {
        let place = at_mut(&mut self.rooms, room);
        place.free = by(place.free, 1);
        self.free = if place.free > 0 {
            self.free | door(room)
        } else {
            self.free & !door(room)
        };
    }
}
