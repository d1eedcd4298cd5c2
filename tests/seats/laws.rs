//! What holds for every pool. Small pools are compared with the brute-force reference, larger ones with plain laws.

use intake::rank::StandingId;
use intake::rules::places::{Deal, OpenPlaces, Several, Unfilled};
use intake::rules::{GroupId, GroupSet};
use intake::seats::{CouldSit, Filling, Placing, WaitElsewhere, Why};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{Bench, places, reference, set, sits};

/// Up to `people` people who fit up to four of up to `groups` groups of at most `size` seats.
pub(super) fn pool(people: usize, groups: usize, size: u32) -> impl Strategy<Value = Bench> {
    let sizes = prop::collection::vec(0..=size, 1..=groups);
    let wishes = prop::collection::vec(prop::collection::vec(0..groups, 0..=4), 0..=people);
    let cap = 0..=(size * u32::try_from(groups).unwrap());
    (sizes, wishes, cap, any::<[bool; 4]>(), 0..=2_u32).prop_map(
        |(sizes, wishes, cap, flags, reserve)| {
            let mut places = places(cap, &sizes);
            places.deal = if flags[0] { Deal::InTurn } else { Deal::ByRank };
            places.open = if flags[1] {
                OpenPlaces::BestRanked
            } else {
                OpenPlaces::None
            };
            places.unfilled = if flags[2] {
                Unfilled::BecomeOpen
            } else {
                Unfilled::StayEmpty
            };
            places.several = if flags[3] {
                Several::BestPlace
            } else {
                Several::FirstPreference
            };
            places.reserve = reserve;
            Bench {
                places,
                people: wishes
                    .into_iter()
                    .map(|wish| distinct(wish, sizes.len()))
                    .collect(),
            }
        },
    )
}

fn distinct(wish: Vec<usize>, groups: usize) -> Vec<usize> {
    let mut order = Vec::new();
    for group in wish {
        if group < groups && !order.contains(&group) {
            order.push(group);
        }
    }
    order
}

pub(super) fn large() -> impl Strategy<Value = Bench> {
    pool(40, 6, 6)
}

/// The groups and, behind them, the open places: how many seats.
fn seats(filling: &Filling) -> Vec<u32> {
    filling
        .quotas
        .iter()
        .copied()
        .chain([filling.open])
        .collect()
}

fn with_open(bench: &Bench, person: usize) -> Vec<usize> {
    bench.people[person]
        .iter()
        .copied()
        .chain([bench.places.groups.len()])
        .collect()
}

pub(super) fn pick(people: &[usize], at: Index) -> Option<usize> {
    (!people.is_empty()).then(|| *at.get(people))
}

fn taken(filling: &Filling, placing: Placing) -> usize {
    filling
        .seats
        .iter()
        .filter(|seat| **seat == placing)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_pools_are_filled_as_by_brute_force(bench in pool(7, 3, 3)) {
        let filling = bench.fill();
        prop_assert_eq!(&filling.quotas, &reference::sizes(&bench));
        prop_assert_eq!(filling.open, reference::open(&bench));
        prop_assert_eq!(filling.seats, reference::seats(&bench));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everyone_has_one_outcome_and_no_group_list_or_cap_is_exceeded(bench in large()) {
        let filling = bench.fill();
        prop_assert_eq!(filling.seats.len(), bench.people.len());
        for (group, size) in filling.quotas.iter().enumerate() {
            prop_assert!(taken(&filling, Placing::Seat(GroupId(group))) <= *size as usize);
            prop_assert!(*size <= bench.places.groups[GroupId(group)].size);
            let list = filling.seats.iter().filter_map(|seat| match seat {
                Placing::Reserve { group: of, rank } if of.0 == group => Some(*rank),
                _ => None,
            });
            let list: Vec<u32> = list.collect();
            prop_assert!(list.len() <= bench.places.reserve as usize);
            prop_assert_eq!(&list, &(1..=u32::try_from(list.len()).unwrap()).collect::<Vec<u32>>());
        }
        prop_assert!(taken(&filling, Placing::OpenSeat) <= filling.open as usize);
        prop_assert!(filling.seats.iter().filter(|seat| sits(**seat)).count() <= bench.places.cap as usize);
        for (seat, groups) in filling.seats.iter().zip(bench.fits()) {
            if let Placing::Seat(group) | Placing::Reserve { group, .. } = seat {
                prop_assert!(groups.contains(*group));
            }
        }
    }

    #[test]
    fn a_reserve_is_told_who_above_fits_and_waits_elsewhere(mut bench in pool(60, 4, 2)) {
        bench.places.reserve = 30;
        let filling = bench.fill();
        for (person, seat) in filling.seats.iter().enumerate() {
            let Placing::Reserve { group, .. } = *seat else { continue };
            let other = |above: &usize| match filling.seats[*above] {
                Placing::Reserve { group: other, .. } if other != group => {
                    bench.people[*above].contains(&group.0).then_some((StandingId(*above), other))
                }
                _ => None,
            };
            let above: Vec<(StandingId, GroupId)> = (0..person).filter_map(|above| other(&above)).collect();
            let (first, many) = filling.wait_elsewhere.above(StandingId(person), group);
            prop_assert_eq!(many, above.len());
            prop_assert_eq!(first.collect::<Vec<_>>(), above.into_iter().take(WaitElsewhere::NAMED).collect::<Vec<_>>());
        }
    }

    #[test]
    fn those_seated_above_and_the_next_passed_over_can_never_sit_together(bench in large()) {
        let filling = bench.fill();
        let mut above: Vec<Vec<usize>> = Vec::new();
        for (person, seat) in filling.seats.iter().enumerate() {
            above.push(with_open(&bench, person));
            let has_room = above.len() <= bench.places.cap as usize;
            prop_assert_eq!(sits(*seat), has_room && reference::all_fit(&above, &seats(&filling)));
            if !sits(*seat) {
                above.pop();
            }
        }
    }

    #[test]
    fn the_reason_is_a_proof(bench in large()) {
        let filling = bench.fill();
        let passed = |(person, _): &(usize, GroupSet)| !sits(filling.seats[*person]);
        for (person, fits) in bench.fits().into_iter().enumerate().filter(passed) {
            let above = &filling.seats[..person];
            let seated_above = || (0..person).filter(|other| sits(above[*other]));
            prop_assert_eq!(above.iter().filter(|seat| **seat == Placing::OpenSeat).count(), filling.open as usize);
            match filling.cutoffs.as_ref().unwrap().why(StandingId(person), fits) {
                Why::NoGroup => prop_assert!(fits.is_empty()),
                Why::Cap => prop_assert_eq!(seated_above().count(), bench.places.cap as usize),
                Why::Full(full) => {
                    prop_assert!(!fits.is_empty() && fits.and(full) == fits);
                    let only_there = |within: GroupSet| {
                        let inside = |other: &usize| {
                            let groups = set(&bench.people[*other]);
                            !groups.is_empty() && groups.and(within) == groups
                        };
                        seated_above().filter(inside).count()
                    };
                    let size = |group: GroupId| filling.quotas[group.0] as usize;
                    let seats = |within: GroupSet| within.iter().map(size).sum::<usize>();
                    prop_assert!(only_there(full) >= seats(full));
                    for group in full.iter() {
                        let here = above.iter().filter(|seat| **seat == Placing::Seat(group)).count();
                        prop_assert_eq!(here, filling.quotas[group.0] as usize, "all its seats went to people above");
                        if filling.open == 0 && !fits.contains(group) {
                            let smaller = full.without(group);
                            prop_assert!(only_there(smaller) < seats(smaller), "no group is named without need");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn who_gave_way_could_not_have_had_the_group_without_a_loss(bench in large()) {
        let filling = bench.fill();
        let stated: Vec<u32> = bench.places.groups.iter().map(|group| group.size).chain([filling.open]).collect();
        for gave in &filling.gave_way {
            let fixed = |person: usize| match filling.seats[person] {
                Placing::Seat(group) if person < gave.standing.0 => vec![group.0],
                Placing::OpenSeat if person < gave.standing.0 => vec![bench.places.groups.len()],
                _ if person == gave.standing.0 => vec![gave.wanted.0],
                _ => with_open(&bench, person),
            };
            let selected: Vec<usize> = (0..bench.people.len()).filter(|person| sits(filling.seats[*person])).collect();
            let everyone: Vec<Vec<usize>> = selected.iter().map(|person| fixed(*person)).collect();
            prop_assert!(!reference::all_fit(&everyone, &seats(&filling)), "somebody would have lost a seat");
            let undealt = reference::all_fit(&everyone, &stated);
            prop_assert_eq!(gave.dealt, undealt, "the deal is the reason exactly where the stated seats would do");
            if undealt {
                continue;
            }
            let up_to: Vec<Vec<usize>> =
                selected.iter().filter(|person| **person <= gave.standing.0).map(|person| fixed(*person)).collect();
            prop_assert!(reference::all_fit(&up_to, &seats(&filling)), "a seat was left for them");
        }
    }

    #[test]
    fn an_applicant_without_a_seat_changes_no_seat_by_withdrawing(bench in large()) {
        let before = bench.fill();
        for gone in (0..bench.people.len()).filter(|person| !sits(before.seats[*person])) {
            let mut rest = bench.clone();
            rest.people.remove(gone);
            let after = rest.fill();
            prop_assert_eq!(&after.quotas, &before.quotas);
            let mut expected = before.seats.clone();
            if expected.remove(gone) == Placing::Unplaced {
                prop_assert_eq!(&after.seats, &expected);
            }
            for (after, before) in after.seats.iter().zip(&expected) {
                prop_assert!(after == before || !sits(*after) && !sits(*before));
            }
        }
    }

    #[test]
    fn moving_up_never_loses_a_seat(mut moved in large(), from in any::<Index>(), to in any::<Index>()) {
        let before = moved.fill();
        let seated: Vec<usize> = (0..moved.people.len()).filter(|person| sits(before.seats[*person])).collect();
        let Some(from) = pick(&seated, from) else { return Ok(()) };
        let to = to.index(from + 1);
        let person = moved.people.remove(from);
        moved.people.insert(to, person);
        prop_assert!(sits(moved.fill().seats[to]));
    }

    #[test]
    fn the_lowest_rank_is_the_last_at_which_they_sit(bench in large(), who in any::<Index>()) {
        let before = bench.fill();
        let passed: Vec<usize> = (0..bench.people.len()).filter(|person| !sits(before.seats[*person])).collect();
        let Some(who) = pick(&passed, who) else { return Ok(()) };
        let lowest = before.cutoffs.as_ref().unwrap().lowest_position(set(&bench.people[who]));
        for position in 1..=who + 1 {
            let mut moved = bench.clone();
            let person = moved.people.remove(who);
            moved.people.insert(position - 1, person);
            prop_assert_eq!(sits(moved.fill().seats[position - 1]), lowest.is_some_and(|lowest| position <= lowest));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_there_are_seats_for_all_who_may_come_nobody_loses_or_changes_theirs(
        bench in pool(8, 3, 6),
        more in prop::collection::vec((any::<Index>(), prop::collection::vec(0..3_usize, 0..=3), any::<[bool; 3]>()), 1..=3),
    ) {
        let before = bench.fill();
        let may_fit: Vec<Vec<usize>> =
            more.iter().map(|(_, wish, _)| distinct(wish.clone(), bench.places.groups.len())).collect();
        let sets: Vec<GroupSet> = may_fit.iter().map(|fits| set(fits)).collect();
        if !before.has_seats_for(&bench.places, &sets) {
            return Ok(());
        }
        // Some of them come, anywhere in the ranking, and with some of their groups.
        let mut with = bench.clone();
        let mut old: Vec<Option<usize>> = (0..bench.people.len()).map(Some).collect();
        for ((at, _, keep), fits) in more.iter().zip(&may_fit) {
            let at = at.index(with.people.len() + 1);
            with.people.insert(at, fits.iter().copied().filter(|group| keep[*group]).collect());
            old.insert(at, None);
        }
        let after = with.fill();
        for (seat, person) in after.seats.iter().zip(old) {
            if let Some(was) = person.map(|person| before.seats[person]).filter(|was| sits(*was)) {
                prop_assert_eq!(*seat, was);
            }
        }
    }
}

#[test]
fn seats_for_all_who_may_come_are_seen_and_so_is_one_too_few() {
    let bench = super::bench(6, "a3 b3", "a ab b");
    let filling = bench.fill();
    let has = |more: &[&[usize]]| {
        filling.has_seats_for(
            &bench.places,
            &more.iter().map(|fits| set(fits)).collect::<Vec<_>>(),
        )
    };
    assert!(has(&[]) && has(&[&[0]]) && has(&[&[1], &[1]]) && has(&[&[0], &[1]]));
    assert!(!has(&[&[0], &[0]]) && !has(&[&[0, 1], &[0]]) && !has(&[&[0], &[1], &[1], &[1]]));
}

/// Asks about every place and every set of the first four groups, and answers by filling again with the candidate in place.
fn could_sit_agrees_with_filling_again(bench: &Bench) -> Result<(), TestCaseError> {
    let mut could_sit = CouldSit::new(&bench.places, &bench.fits());
    for bits in 0..1_usize << bench.places.groups.len().min(4) {
        let groups: Vec<usize> = (0..4).filter(|group| bits >> group & 1 == 1).collect();
        for before in 0..=bench.people.len() {
            let mut with = bench.clone();
            with.people.insert(before, groups.clone());
            let sits = sits(with.fill().seats[before]);
            prop_assert_eq!(
                could_sit.one_more(StandingId(before), set(&groups)),
                sits,
                "{:?} before {}",
                groups,
                before
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn could_sit_in_small_pools_agrees_with_filling_again(bench in pool(8, 3, 3)) {
        could_sit_agrees_with_filling_again(&bench)?;
    }

    #[test]
    fn could_sit_in_crowded_pools_agrees_with_filling_again(bench in pool(20, 4, 5)) {
        could_sit_agrees_with_filling_again(&bench)?;
    }
}

proptest! {
    #[test]
    fn whoever_comes_next_for_a_seat_is_who_gets_one_without_its_holder(bench in large()) {
        let fits: Vec<GroupSet> = bench.people.iter().map(|wish| set(wish)).collect();
        let filling = bench.fill();
        let successors = intake::seats::successors(&bench.places, &fits, &filling.seats);
        let has = |filling: &Filling, at: usize| {
            matches!(filling.seats[at], Placing::Seat(_) | Placing::OpenSeat)
        };
        let seated: Vec<usize> = (0..fits.len()).filter(|at| has(&filling, *at)).collect();
        prop_assert_eq!(&successors.iter().map(|(gone, _)| gone.0).collect::<Vec<_>>(), &seated);
        for (gone, next) in successors {
            let mut people = bench.people.clone();
            people.remove(gone.0);
            let without = Bench { places: bench.places.clone(), people }.fill();
            let back = |at: usize| if at < gone.0 { at } else { at + 1 };
            let now: Vec<usize> = (0..fits.len() - 1).filter(|at| has(&without, *at)).map(back).collect();
            let new: Vec<usize> = now.iter().copied().filter(|at| !seated.contains(at)).collect();
            prop_assert_eq!(new, next.map(|next| next.0).into_iter().collect::<Vec<_>>());
            // Nobody else loses a seat.
            prop_assert!(seated.iter().all(|at| *at == gone.0 || now.contains(at)));
        }
    }
}
