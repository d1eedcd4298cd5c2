//! Who is selected and where they sit.

use intake::rules::GroupSet;
use intake::rules::places::{Deal, OpenPlaces, Unfilled};
use intake::rules::{Assignment, Objective};
use intake::seats::balance::{BUDGET, Candidate, Open, Problem};
use proptest::prelude::*;

use super::make::{Case, PLAIN, With, problem};
use super::reference;
use crate::seats::laws::large;

fn as_by_brute_force(case: &Case) {
    let best = reference::best(&case.problem, &case.wishes);
    let best = best.map(|(way, _)| reference::told(&case.problem, &way));
    assert_eq!(case.seats(), best);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_selection_is_that_of_brute_force(case in problem(PLAIN)) {
        as_by_brute_force(&case);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_with_three_groups(case in problem(With { people: 5, groups: 3, ..PLAIN })) {
        as_by_brute_force(&case);
    }

    #[test]
    fn so_it_is_where_rank_comes_first(case in problem(With { objectives: &[Objective::RankFirst], ..PLAIN })) {
        as_by_brute_force(&case);
    }

    #[test]
    fn so_it_is_where_groups_are_taken_at_once(case in problem(With { assignments: &[Assignment::PreferenceFirst], objectives: &[Objective::Rank, Objective::RankFirst], ..PLAIN })) {
        as_by_brute_force(&case);
    }

    #[test]
    fn so_it_is_where_the_sum_of_totals_decides(case in problem(With { objectives: &[Objective::Total], ..PLAIN })) {
        as_by_brute_force(&case);
    }

    #[test]
    fn without_rules_it_is_the_greedy_selection(bench in large()) {
        let filling = bench.fill();
        let people = bench.people.iter().map(|groups| Candidate {
            groups: groups.iter().copied().map(intake::rules::GroupId).collect::<GroupSet>(),
            ..Candidate::default()
        });
        let case = Case {
            problem: Problem {
                cap: bench.places.cap,
                sizes: filling.quotas.clone().into(),
                open: match (bench.places.open, bench.places.unfilled, bench.places.deal) {
                    (OpenPlaces::None, _, _) => Open::Places(0),
                    (_, Unfilled::BecomeOpen, Deal::ByRank) => Open::Unfilled,
                    _ => Open::Places(filling.open),
                },
                candidates: people.collect(),
                rules: Vec::new().into(),
                objective: Objective::Rank,
                assignment: Assignment::SelectionFirst,
                several: bench.places.several,
                budget: BUDGET,
            },
            wishes: bench.people.clone(),
        };
        let mut seats = filling.seats;
        for seat in &mut seats {
            if !crate::seats::sits(*seat) {
                *seat = intake::seats::Placing::Unplaced;
            }
        }
        prop_assert_eq!(case.seats(), Some(seats));
    }
}
