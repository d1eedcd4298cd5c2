//! What the rules of filling mean, one sentence each.

use std::cell::RefCell;

use intake::judge::preferences::PreferenceOrder;
use intake::rank::StandingId;
use intake::rules::{GroupId, GroupSet};
use intake::seats::{CouldSit, GaveWay, Placing, Why, fill};

use super::{bench, places, set};

fn times(people: &str, count: usize) -> String {
    vec![people; count].join(" ")
}

#[test]
fn a_full_group_sends_the_next_applicant_to_the_reserve_list() {
    assert_eq!(
        bench(2, "a2", "a a a a a").reserves(2).told(),
        "a a a1 a2 ."
    );
}

#[test]
fn nobody_waits_where_no_reserves_are_kept() {
    assert_eq!(bench(1, "a1", "a a").told(), "a .");
}

#[test]
fn three_groups_of_eight_leave_the_25th_place_empty_unless_it_is_open() {
    let pool = bench(25, "a8 b8 c8", &times("a b c", 9));
    let filling = pool.fill();
    assert_eq!(
        filling
            .seats
            .iter()
            .filter(|seat| **seat != Placing::Unplaced)
            .count(),
        24
    );
    assert_eq!(filling.open, 0);
    assert_eq!(pool.open_places().fill().open, 1);
}

#[test]
fn the_25th_place_goes_to_the_best_ranked_without_a_seat() {
    let filling = bench(25, "a8 b8 c8", &times("a b c", 9))
        .open_places()
        .fill();
    assert_eq!(
        filling.seats[23..],
        [
            Placing::Seat(GroupId(2)),
            Placing::OpenSeat,
            Placing::Unplaced,
            Placing::Unplaced
        ]
    );
}

#[test]
fn an_open_place_may_go_to_somebody_who_fits_no_group() {
    assert_eq!(bench(2, "a1", "- a a").open_places().told(), "open a .");
}

#[test]
fn somebody_who_fits_two_groups_moves_so_that_nobody_is_lost() {
    let pool = bench(2, "a1 b1", "ab a");
    assert_eq!(pool.told(), "b a");
    assert_eq!(
        pool.fill().gave_way,
        [GaveWay {
            standing: StandingId(0),
            wanted: GroupId(0),
            dealt: false
        }]
    );
}

#[test]
fn nobody_gives_way_in_a_group_whose_chairs_all_went_to_better_ranked_people() {
    let pool = bench(2, "a1 b1", "a ab");
    assert_eq!(pool.told(), "a b");
    assert_eq!(pool.fill().gave_way, []);
}

#[test]
fn nobody_moves_for_somebody_who_sits_in_an_open_place_anyway() {
    assert_eq!(bench(3, "a1 b1", "ab a b").open_places().told(), "a open b");
}

#[test]
fn a_chain_of_moves_seats_somebody_three_groups_away() {
    assert_eq!(bench(3, "a1 b1 c1", "ab bc a").told(), "b c a");
}

#[test]
fn the_cap_stops_the_walk_though_a_group_has_chairs_left() {
    let pool = bench(3, "a2 b2", "a a b b");
    assert_eq!(pool.told(), "a a b .");
    assert_eq!(
        pool.fill()
            .cutoffs
            .as_ref()
            .unwrap()
            .why(StandingId(3), set(&[1])),
        Why::Cap
    );
}

#[test]
fn with_four_groups_of_eight_and_a_cap_of_25_dealing_in_turn_takes_the_eighth_place_from_all_but_the_first()
 {
    let groups = "a8 b8 c8 d8";
    // The strongest apply to the last group.
    let people = format!("{} {}", times("d", 9), times("a b c", 9));
    assert_eq!(
        bench(25, groups, &people).in_turn().fill().quotas,
        [7, 6, 6, 6]
    );
    assert_eq!(
        bench(29, groups, &people).in_turn().fill().quotas,
        [8, 7, 7, 7]
    );
    let by_rank = bench(25, groups, &people).fill();
    assert_eq!(
        by_rank
            .seats
            .iter()
            .filter(|seat| **seat == Placing::Seat(GroupId(3)))
            .count(),
        8
    );
}

#[test]
fn a_group_that_runs_out_of_people_passes_its_turn() {
    let pool = bench(5, "a3 b5", "a b b b b b").in_turn();
    assert_eq!(pool.fill().quotas, [1, 4]);
    assert_eq!(pool.told(), "a b b b b .");
}

#[test]
fn seats_in_turn_count_people_who_fit_two_groups_once() {
    let pool = bench(3, "a2 b2", "ab ab b b").in_turn();
    assert_eq!(pool.fill().quotas, [2, 1]);
    assert_eq!(pool.told(), "a a b .");
}

#[test]
fn seats_that_a_group_cannot_fill_become_open_when_the_rules_say_so() {
    let pool = bench(4, "a2 b2", "a a a a b").open_places();
    assert_eq!(pool.told(), "a a . . b");
    assert_eq!(pool.unfilled_become_open().told(), "a a open . b");
}

#[test]
fn who_stands_higher_in_another_group_joins_that_one() {
    let people = "a ab ab";
    assert_eq!(bench(4, "a2 b2", people).told(), "a a b");
    assert_eq!(bench(4, "a2 b2", people).best_place().told(), "a b a");
}

#[test]
fn a_reserve_joins_the_most_wanted_list_with_room() {
    assert_eq!(
        bench(0, "a1 b1", "ab ab ba ab").reserves(2).told(),
        "a1 a2 b1 b2"
    );
    assert_eq!(
        bench(0, "a1 b1", "ab ab ba ab")
            .reserves(2)
            .best_place()
            .told(),
        "a1 b1 b2 a2"
    );
    assert_eq!(bench(0, "a1 b1", "a a ab").reserves(1).told(), "a1 . b1");
}

#[test]
fn somebody_who_fits_no_group_is_on_no_list() {
    let pool = bench(1, "a1", "a -").reserves(5);
    assert_eq!(pool.told(), "a .");
    assert_eq!(
        pool.fill()
            .cutoffs
            .as_ref()
            .unwrap()
            .why(StandingId(1), GroupSet::EMPTY),
        Why::NoGroup
    );
}

#[test]
fn the_reason_names_every_group_that_had_to_be_full() {
    // Whoever sits in a could move to b, so both must be full; c has nothing to do with it.
    let filling = bench(3, "a1 b1 c1", "ab b a c").fill();
    assert_eq!(
        filling
            .cutoffs
            .as_ref()
            .unwrap()
            .why(StandingId(2), set(&[0])),
        Why::Full(set(&[0, 1]))
    );
    let filling = bench(2, "a1 b1", "a b a").fill();
    assert_eq!(
        filling
            .cutoffs
            .as_ref()
            .unwrap()
            .why(StandingId(2), set(&[0])),
        Why::Full(set(&[0]))
    );
}

#[test]
fn the_lowest_rank_is_where_the_last_way_in_closed() {
    let filling = bench(9, "a1 b2", "a ab b b").fill();
    assert_eq!(
        filling.cutoffs.as_ref().unwrap().lowest_position(set(&[0])),
        Some(1)
    );
    assert_eq!(
        filling.cutoffs.as_ref().unwrap().lowest_position(set(&[1])),
        Some(3)
    );
    assert_eq!(
        filling
            .cutoffs
            .as_ref()
            .unwrap()
            .lowest_position(set(&[0, 1])),
        Some(3)
    );
    assert_eq!(
        filling
            .cutoffs
            .as_ref()
            .unwrap()
            .lowest_position(GroupSet::EMPTY),
        None
    );
    assert_eq!(
        bench(9, "a3", "a a")
            .fill()
            .cutoffs
            .unwrap()
            .lowest_position(set(&[0])),
        Some(3)
    );
    assert_eq!(filling.last, [Some(StandingId(0)), Some(StandingId(2))]);
}

#[test]
fn one_more_applicant_may_change_how_seats_are_dealt_in_turn() {
    let pool = bench(3, "a2 b2", "b b b a").in_turn();
    assert_eq!(pool.fill().quotas, [1, 2]);
    let mut could_sit = CouldSit::new(&pool.places, &pool.fits());
    assert!(
        could_sit.one_more(StandingId(4), set(&[0])),
        "the second round offers a seat to group a before group b"
    );
    assert!(!could_sit.one_more(StandingId(3), set(&[1])));
    assert!(could_sit.one_more(StandingId(1), set(&[1])));
}

#[test]
fn without_groups_only_open_places_are_filled() {
    let places = places(1, &[]);
    let filling = fill(&places, &[GroupSet::EMPTY; 2], &|_| {
        PreferenceOrder::default()
    });
    assert_eq!(filling.seats, [Placing::Unplaced; 2]);
    let mut open = bench(1, "a0", "- -").open_places();
    open.places.groups = Vec::new().into();
    assert_eq!(open.told(), "open .");
}

#[test]
fn preferences_are_asked_only_of_those_who_sit_or_wait() {
    let asked = RefCell::new(Vec::new());
    let fits = vec![set(&[0]); 9];
    let mut places = places(2, &[2]);
    places.reserve = 3;
    fill(&places, &fits, &|standing| {
        asked.borrow_mut().push(standing.0);
        PreferenceOrder::default()
    });
    assert_eq!(asked.into_inner(), [0, 1, 2, 3, 4]);
}

#[test]
fn preferences_that_name_wrong_groups_or_none_do_no_harm() {
    let places = places(2, &[1, 1]);
    let nonsense = |_| vec![GroupId(1), GroupId(70), GroupId(usize::MAX), GroupId(1)].into();
    let filling = fill(&places, &[set(&[0]), set(&[0, 1, 5])], &nonsense);
    assert_eq!(
        filling.seats,
        [Placing::Seat(GroupId(0)), Placing::Seat(GroupId(1))]
    );
}

#[test]
fn the_largest_sizes_and_the_64th_group_are_taken_as_they_are() {
    for deal in [
        intake::rules::places::Deal::ByRank,
        intake::rules::places::Deal::InTurn,
    ] {
        let mut pool = bench(u32::MAX, "a1", "").open_places();
        pool.places = intake::rules::places::Places {
            deal,
            ..places(u32::MAX, &[u32::MAX; 70])
        };
        pool.people = vec![vec![63], vec![64], vec![0, 63]];
        let seats = pool.fill().seats;
        assert_eq!(
            seats,
            [
                Placing::Seat(GroupId(63)),
                Placing::Unplaced,
                Placing::Seat(GroupId(0))
            ]
        );
    }
}
