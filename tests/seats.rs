//! Filling the groups. Groups are letters with sizes, people are the letters of the groups they fit, best-ranked person and
//! most wanted group first; `-` fits none. Outcomes read alike: `a` a seat, `open` an open place, `a2` the second reserve
//! of group a, `.` nothing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod balance;
mod dealt_held;
mod examples;
mod laws;
mod newcomers;
mod page;
mod reasons;
mod reference;

use intake::judge::preferences::PreferenceOrder;
use intake::rules::places::{
    Assignment, Deal, Group, Objective, OpenPlaces, Places, Several, Unfilled,
};
use intake::rules::{GroupId, GroupSet};
use intake::seats::{Filling, Placing, fill};

/// A small programme and its ranking.
#[derive(Debug, Clone)]
struct Bench {
    places: Places,
    /// By person: the groups they fit, in their own order.
    people: Vec<Vec<usize>>,
}

/// `bench(25, "a8 b8 c8", "ab a b")`: by rank, no open places, seats stay empty, first preference, no reserves.
fn bench(cap: u32, groups: &str, people: &str) -> Bench {
    let sizes: Vec<u32> = groups
        .split(' ')
        .map(|group| group[1..].parse().unwrap())
        .collect();
    let people = people
        .split_whitespace()
        .map(|word| word.bytes().filter(|&c| c != b'-').map(letter).collect());
    Bench {
        places: places(cap, &sizes),
        people: people.collect(),
    }
}

fn letter(byte: u8) -> usize {
    usize::from(byte - b'a')
}

fn places(cap: u32, sizes: &[u32]) -> Places {
    let group = |(at, &size): (usize, &u32)| Group {
        id: format!("group-{at}"),
        title: String::new(),
        test: None,
        size,
        option: None,
        by_name: false,
        cites: Vec::new(),
        line: 0,
    };
    Places {
        cap,
        deal: Deal::ByRank,
        open: OpenPlaces::None,
        unfilled: Unfilled::StayEmpty,
        several: Several::FirstPreference,
        objective: Objective::Rank,
        assignment: Assignment::SelectionFirst,
        preference: None,
        reserve: 0,
        groups: sizes.iter().enumerate().map(group).collect(),
        cites: Vec::new(),
        line: 0,
    }
}

impl Bench {
    fn in_turn(mut self) -> Self {
        self.places.deal = Deal::InTurn;
        self
    }

    fn open_places(mut self) -> Self {
        self.places.open = OpenPlaces::BestRanked;
        self
    }

    fn unfilled_become_open(mut self) -> Self {
        self.places.unfilled = Unfilled::BecomeOpen;
        self
    }

    fn best_place(mut self) -> Self {
        self.places.several = Several::BestPlace;
        self
    }

    fn reserves(mut self, reserve: u32) -> Self {
        self.places.reserve = reserve;
        self
    }

    fn fits(&self) -> Vec<GroupSet> {
        self.people.iter().map(|groups| set(groups)).collect()
    }

    fn fill(&self) -> Filling {
        fill(&self.places, &self.fits(), &|standing| {
            wish(&self.people[standing.0])
        })
    }

    fn told(&self) -> String {
        let words: Vec<String> = self.fill().seats.into_iter().map(told).collect();
        words.join(" ")
    }
}

fn wish(groups: &[usize]) -> PreferenceOrder {
    groups
        .iter()
        .copied()
        .map(GroupId)
        .collect::<Vec<_>>()
        .into()
}

fn set(groups: &[usize]) -> GroupSet {
    groups.iter().copied().map(GroupId).collect()
}

fn name(group: GroupId) -> char {
    char::from(b'a' + u8::try_from(group.0).unwrap())
}

fn told(placing: Placing) -> String {
    match placing {
        Placing::Seat(group) => name(group).to_string(),
        Placing::OpenSeat => "open".to_string(),
        Placing::Reserve { group, rank } => format!("{}{rank}", name(group)),
        Placing::Unplaced => ".".to_string(),
    }
}

fn sits(placing: Placing) -> bool {
    matches!(placing, Placing::Seat(_) | Placing::OpenSeat)
}
