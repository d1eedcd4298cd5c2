//! Who keeps a seat beside newcomers: tried with all of them, by filling.

use std::collections::BTreeSet;

use intake::rank::StandingId;
use intake::rules::GroupSet;
use intake::rules::places::Deal;
use intake::seats::{Newcomer, Seated, fill, keep_dealt_seats, strongest};
use proptest::prelude::*;

use super::laws::pool;
use super::{Bench, set, sits};

/// People who come in, each in one of a few ways: a place, and the groups they fit.
fn comers(people: usize) -> impl Strategy<Value = Vec<Vec<(usize, Vec<usize>)>>> {
    let way = (0..=8_usize, prop::collection::vec(0..3_usize, 0..=3));
    prop::collection::vec(prop::collection::vec(way, 1..=3), 0..=people)
}

fn ways(bench: &Bench, ways: &[(usize, Vec<usize>)]) -> Vec<Newcomer> {
    let way = |(at, groups): &(usize, Vec<usize>)| Newcomer {
        before: StandingId((*at).min(bench.people.len())),
        fits: set(groups).and(GroupSet::first(bench.places.groups.len())),
    };
    ways.iter().map(way).collect()
}

/// Those of the pool who sit beside these.
fn beside(bench: &Bench, newcomers: &[Newcomer]) -> BTreeSet<StandingId> {
    let mut all: Vec<(usize, Option<StandingId>, GroupSet)> = Vec::new();
    for (at, fits) in bench.fits().into_iter().enumerate() {
        all.push((at * 2 + 1, Some(StandingId(at)), fits));
    }
    all.extend(
        newcomers
            .iter()
            .map(|one| (one.before.0 * 2, None, one.fits)),
    );
    all.sort_by_key(|(at, ..)| *at);
    let fits: Vec<GroupSet> = all.iter().map(|(.., fits)| *fits).collect();
    let filling = fill(&bench.places, &fits, &|_| Vec::new().into());
    let seats = filling.seats.into_iter().zip(&all);
    seats
        .filter(|(seat, _)| sits(*seat))
        .filter_map(|(_, (_, standing, _))| *standing)
        .collect()
}

/// One way of each, or none, further down by as much.
fn every(each: &[Vec<Newcomer>], people: usize) -> Vec<Vec<Newcomer>> {
    let mut worlds = vec![Vec::new()];
    for ways in each {
        let mut more = worlds.clone();
        for way in ways {
            for down in [0, 1, 3] {
                let before = StandingId((way.before.0 + down).min(people));
                let with = |world: &Vec<Newcomer>| {
                    [world.clone(), vec![Newcomer { before, ..*way }]].concat()
                };
                more.extend(worlds.iter().map(with));
            }
        }
        worlds = more;
    }
    worlds
}

proptest! {
    #[test]
    fn whoever_sits_beside_all_of_them_sits_beside_any(bench in pool(7, 3, 2), each in comers(2)) {
        let (fits, filling) = (bench.fits(), bench.fill());
        let seated = Seated::new(&bench.places, &fits, &filling.seats);
        let each: Vec<Vec<Newcomer>> = each.iter().map(|all| ways(&bench, all)).collect();
        let near = |ways: &Vec<Newcomer>| ways.iter().map(|way| seated.nearest(*way)).collect::<Vec<_>>();
        let mut all: Vec<Newcomer> = each.iter().flat_map(|ways| strongest(&bench.places, &near(ways))).collect();
        let stay = seated.whichever(&mut all);
        prop_assert!(stay.is_some() || bench.places.deal == Deal::InTurn);
        for world in every(&each, bench.people.len()) {
            let sit = beside(&bench, &world);
            let lost: Vec<_> = stay.iter().flat_map(|beside| &beside.stay).filter(|standing| !sit.contains(standing)).collect();
            prop_assert!(lost.is_empty(), "{:?} beside {:?}", lost, world);
        }
    }

    #[test]
    fn where_seats_are_dealt_in_turn_whoever_sits_beside_every_count_sits_whoever_comes(bench in pool(7, 3, 2), each in comers(3)) {
        let (fits, filling) = (bench.fits(), bench.fill());
        let seated = Seated::new(&bench.places, &fits, &filling.seats);
        let each: Vec<Vec<Newcomer>> = each.iter().map(|all| ways(&bench, all)).collect();
        let near = |ways: &Vec<Newcomer>| ways.iter().map(|way| seated.nearest(*way)).collect::<Vec<_>>();
        let near: Vec<Vec<Newcomer>> = each.iter().map(|ways| strongest(&bench.places, &near(ways))).collect();
        let stay = keep_dealt_seats(&seated, near.iter().map(Vec::as_slice)).unwrap();
        let mut in_all: BTreeSet<StandingId> = seated.all().collect();
        for world in every(&each, bench.people.len()) {
            let sit = beside(&bench, &world);
            in_all.retain(|standing| sit.contains(standing));
        }
        let lost: Vec<_> = stay.difference(&in_all).collect();
        prop_assert!(lost.is_empty(), "{:?}", lost);
        // Whoever may fit any of several groups is known well enough by each of these alone.
        let alone = |ways: &Vec<Newcomer>| -> Vec<Newcomer> {
            let each = |way: &Newcomer| {
                let groups: Vec<GroupSet> = way.fits.iter().map(GroupSet::only).chain([GroupSet::EMPTY]).collect();
                groups.into_iter().map(|fits| Newcomer { fits, ..*way }).collect::<Vec<_>>()
            };
            ways.iter().flat_map(each).collect()
        };
        let alone: Vec<Vec<Newcomer>> = each.iter().map(|ways| alone(&ways.iter().map(|way| seated.nearest(*way)).collect())).collect();
        let by_each = keep_dealt_seats(&seated, alone.iter().map(Vec::as_slice)).unwrap();
        let lost: Vec<_> = by_each.difference(&in_all).collect();
        prop_assert!(lost.is_empty(), "by each group alone {:?}", lost);
        // Where everybody may come out in one way alone, no other seat is kept in all of them.
        if each.iter().all(|ways| ways.len() == 1) && bench.places.deal == Deal::InTurn {
            prop_assert_eq!(stay, in_all);
        }
    }

    #[test]
    fn whoever_one_newcomer_displaces_is_who_sits_no_more(bench in pool(7, 3, 2), each in comers(1)) {
        let (fits, filling) = (bench.fits(), bench.fill());
        let seated = Seated::new(&bench.places, &fits, &filling.seats);
        let all = seated.all().collect::<BTreeSet<_>>();
        let mut by_any = BTreeSet::new();
        for newcomer in each.iter().flat_map(|all| ways(&bench, all)) {
            let sit = beside(&bench, &[newcomer]);
            let lost: Vec<StandingId> = all.difference(&sit).copied().collect();
            by_any.extend(lost.clone());
            prop_assert_eq!(&seated.displaced_by(seated.nearest(newcomer)), &lost);
            prop_assert_eq!(seated.displaced_by(newcomer), lost);
        }
        // What is stronger stands for the rest.
        let strong = each.iter().flat_map(|all| strongest(&bench.places, &ways(&bench, all)));
        let by_strong: BTreeSet<StandingId> = strong.flat_map(|one| seated.displaced_by(one)).collect();
        prop_assert_eq!(by_strong, by_any);
    }
}
