//! Seats dealt in turn beside people who have one already and keep it.

use intake::rank::StandingId;
use intake::rules::GroupSet;
use intake::rules::places::{Deal, OpenPlaces};
use intake::seats::{dealt, fill};
use proptest::prelude::*;

use super::laws::pool;
use super::{Bench, bench, places, sits};

/// How many of these people groups of such sizes can seat.
fn seated(sizes: &[u32], people: &[GroupSet]) -> usize {
    let whole = places(u32::MAX, sizes);
    let filling = fill(&whole, people, &|_| Vec::new().into());
    filling.seats.into_iter().filter(|seat| sits(*seat)).count()
}

fn sum(sizes: &[u32]) -> u32 {
    sizes.iter().sum()
}

/// Every way to give the groups no more seats than these, as many as that in all.
fn every(most: &[u32], together: u32) -> Vec<Vec<u32>> {
    let Some((first, rest)) = most.split_first() else {
        return if together == 0 {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let each = (0..=(*first).min(together)).flat_map(|own| {
        let rest = every(rest, together - own).into_iter();
        rest.map(move |rest| [vec![own], rest].concat())
    });
    each.collect()
}

/// What is said of the deal, the slow way: the groups that take a seat round after round, wherever all who hold one can still be seated in
/// what is left of the cap.
fn slowly(bench: &Bench, held: &[GroupSet]) -> Vec<u32> {
    let stated: Vec<u32> = bench.places.groups.iter().map(|group| group.size).collect();
    let fits = bench.fits();
    let can_end = |so_far: &[u32]| {
        let left = bench.places.cap - sum(so_far);
        let room: Vec<u32> = stated
            .iter()
            .zip(so_far)
            .map(|(all, own)| all - own)
            .collect();
        let more = (0..=left).flat_map(|left| every(&room, left));
        let mut ends = more.map(|more| {
            so_far
                .iter()
                .zip(&more)
                .map(|(own, more)| own + more)
                .collect::<Vec<u32>>()
        });
        ends.any(|end| seated(&end, held) == held.len())
    };
    let mut dealt = vec![0; stated.len()];
    loop {
        let before = dealt.clone();
        for group in 0..stated.len() {
            let mut more = dealt.clone();
            more[group] += 1;
            let is_room = more[group] <= stated[group] && sum(&more) <= bench.places.cap;
            if is_room && seated(&more, &fits) == sum(&more) as usize && can_end(&more) {
                dealt = more;
            }
        }
        if dealt == before {
            return dealt;
        }
    }
}

proptest! {
    #[test]
    fn whoever_holds_a_seat_finds_one_by_what_is_dealt_and_no_seat_less_is(
        bench in pool(7, 3, 2),
        holds in prop::collection::vec(any::<bool>(), 7),
    ) {
        let mut bench = bench;
        bench.places.deal = Deal::InTurn;
        bench.places.open = OpenPlaces::None;
        let fits = bench.fits();
        let stated: Vec<u32> = bench.places.groups.iter().map(|group| group.size).collect();
        // Those who can all keep a seat, the first of those drawn.
        let mut held: Vec<GroupSet> = Vec::new();
        for (fits, _) in fits.iter().zip(&holds).filter(|(_, holds)| **holds) {
            let with: Vec<GroupSet> = held.iter().copied().chain([*fits]).collect();
            if seated(&stated, &with) == with.len() && with.len() <= bench.places.cap as usize {
                held = with;
            }
        }
        let without = dealt(&bench.places, &fits, &[]);
        let with = dealt(&bench.places, &fits, &held);
        let is_dealt = sum(&stated) > bench.places.cap && seated(&stated, &fits) >= bench.places.cap as usize;
        prop_assert_eq!(seated(&with, &held), held.len());
        prop_assert_eq!(sum(&with), sum(&without));
        if is_dealt {
            prop_assert_eq!(&with, &slowly(&bench, &held));
        }
        if seated(&without, &held) == held.len() {
            prop_assert_eq!(with, without);
        }
    }
}

/// The seat of whoever was confirmed in the second group would have gone to the first.
#[test]
fn a_group_gives_up_no_seat_that_somebody_holds() {
    let bench = bench(2, "a3 b2", "a b b").in_turn();
    let fits = bench.fits();
    let held: Vec<GroupSet> = [StandingId(1), StandingId(2)]
        .iter()
        .map(|one| fits[one.0])
        .collect();
    assert_eq!(dealt(&bench.places, &fits, &[]), [1, 1]);
    assert_eq!(dealt(&bench.places, &fits, &held[..1]), [1, 1]);
    assert_eq!(dealt(&bench.places, &fits, &held), [0, 2]);
}
