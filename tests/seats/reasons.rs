//! A reason is said only when it is the reason: what it names is undone, and the outcome must change.

use intake::judge::preferences::PreferenceOrder;
use intake::rank::StandingId;
use intake::rules::GroupId;
use intake::rules::places::Deal;
use intake::seats::{Filling, Placing, Why, fill};
use proptest::prelude::*;
use proptest::sample::Index;

use super::laws::{large, pick};
use super::{Bench, set, sits, wish};

/// The pool as it stands once the seats are dealt, without those passed over above somebody; and where that one then stands.
fn first_passed_over(bench: &Bench, filling: &Filling, person: usize) -> (Bench, usize) {
    let mut left = bench.clone();
    left.places.deal = Deal::ByRank;
    for (group, size) in left.places.groups.iter_mut().zip(&filling.quotas) {
        group.size = *size;
    }
    let keeps = |at: &usize| *at >= person || sits(filling.seats[*at]);
    left.people = (0..bench.people.len())
        .filter(keeps)
        .map(|at| bench.people[at].clone())
        .collect();
    let position = (0..person).filter(|at| sits(filling.seats[*at])).count();
    (left, position)
}

fn without_cap(bench: &Bench) -> Filling {
    let mut free = bench.clone();
    free.places.cap = 1_000_000;
    free.places.open = intake::rules::places::OpenPlaces::None;
    free.places.unfilled = intake::rules::places::Unfilled::StayEmpty;
    free.fill()
}

/// Where somebody is when they put the groups in this order.
fn with_wish(bench: &Bench, person: usize, own: &PreferenceOrder) -> Filling {
    let prefers = |at: StandingId| {
        if at.0 == person {
            own.clone()
        } else {
            wish(&bench.people[at.0])
        }
    };
    fill(&bench.places, &bench.fits(), &prefers)
}

fn group(placing: Placing) -> Option<GroupId> {
    match placing {
        Placing::Seat(group) | Placing::Reserve { group, .. } => Some(group),
        Placing::OpenSeat | Placing::Unplaced => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_leaves_a_group_that_is_named_as_full_makes_room(bench in large()) {
        let filling = bench.fill();
        for (person, groups) in bench.fits().into_iter().enumerate().filter(|(at, _)| !sits(filling.seats[*at])) {
            let Why::Full(full) = filling.cutoffs.as_ref().unwrap().why(StandingId(person), groups) else { continue };
            if bench.places.open != intake::rules::places::OpenPlaces::None {
                continue;
            }
            let (left, position) = first_passed_over(&bench, &filling, person);
            let again = left.fill();
            prop_assert!(!sits(again.seats[position]));
            for gone in (0..position).filter(|at| group(again.seats[*at]).is_some_and(|group| full.contains(group))) {
                let mut fewer = left.clone();
                fewer.people.remove(gone);
                prop_assert!(sits(fewer.fill().seats[position - 1]), "{} leaves {:?}", gone, full);
            }
        }
    }

    #[test]
    fn the_cap_is_named_as_the_reason_exactly_where_somebody_would_sit_without_it(bench in large()) {
        let filling = bench.fill();
        let free = without_cap(&bench);
        for (person, groups) in bench.fits().into_iter().enumerate().filter(|(at, _)| !sits(filling.seats[*at])) {
            let why = filling.cutoffs.as_ref().unwrap().why(StandingId(person), groups);
            let Some(uncapped) = &filling.uncapped else {
                prop_assert!(why != Why::Cap || !sits(free.seats[person]));
                continue;
            };
            prop_assert_eq!(uncapped.admits(StandingId(person), groups), sits(free.seats[person]), "{:?}", why);
        }
    }

    #[test]
    fn another_order_changes_the_group_exactly_where_it_is_said_that_none_is_known(bench in large(), who in any::<Index>()) {
        let several: Vec<usize> = (0..bench.people.len()).filter(|at| bench.people[*at].len() > 1).collect();
        let Some(person) = pick(&several, who) else { return Ok(()) };
        let fits = set(&bench.people[person]);
        let own = PreferenceOrder { order: fits.iter().collect(), unordered: vec![fits] };
        let filling = with_wish(&bench, person, &own);
        let said = filling.unordered.iter().find(|(at, _)| at.0 == person).map(|(_, groups)| *groups);
        let mut came: Vec<Option<GroupId>> = fits
            .iter()
            .map(|first| {
                let order: Vec<GroupId> = std::iter::once(first).chain(fits.without(first).iter()).collect();
                group(with_wish(&bench, person, &order.into()).seats[person])
            })
            .collect();
        came.sort_unstable();
        came.dedup();
        match said {
            Some(groups) => prop_assert_eq!(came, groups.iter().map(Some).collect::<Vec<_>>()),
            None => prop_assert_eq!(came, vec![group(filling.seats[person])]),
        }
        let others = filling.unordered.iter().filter(|(at, _)| at.0 != person);
        prop_assert_eq!(others.count(), 0, "of whom an order is known, nothing is said");
    }

    #[test]
    fn an_open_place_goes_to_nobody_ranked_below_somebody_without_a_seat(bench in large()) {
        let filling = bench.fill();
        let last = filling.seats.iter().rposition(|seat| *seat == Placing::OpenSeat).unwrap_or(0);
        prop_assert!(filling.seats[..last].iter().all(|seat| sits(*seat)));
    }
}
