//! Whom gentle aims may move: tried with everybody who may come, and with everything that people may count as.

use std::collections::BTreeSet;

use intake::base::ids::Per;
use intake::rank::StandingId;
use intake::rules::places::{OpenPlaces, Places, Unfilled};
use intake::rules::{Aim, Asks, GroupSet};
use intake::seats::balance::{Candidate, Open, Problem, Rule, TraitId, balance};
use intake::seats::{Holder, Near, NoSeat, Outsider, Reach, Seated, fill};
use intake::seats::{Newcomer, Placing};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::make::{Case, PLAIN, With, problem};
use crate::seats::sits;

const GENTLE: With = With {
    people: 9,
    groups: 3,
    gentle: true,
    held: false,
    ..PLAIN
};

/// Every rule as an aim within so many tenths of a point.
fn gentle(within: [i64; 4]) -> impl Fn(Case) -> Case {
    move |mut case| {
        let aims = case.problem.rules.iter().zip(within).enumerate();
        let aims = aims.map(|(at, (rule, within))| {
            let (Asks::AtMost(least) | Asks::AtLeast(least) | Asks::Aim(Aim { least, .. })) =
                rule.asks;
            Rule {
                asks: Asks::Aim(Aim {
                    least,
                    priority: u32::try_from(at % 2).unwrap(),
                    within: Some(Decimal::new(within, 1)),
                }),
                ..rule.clone()
            }
        });
        case.problem.rules = aims.collect();
        case
    }
}

fn cases() -> impl Strategy<Value = Case> {
    (problem(GENTLE), [0..4_i64, 0..4, 0..4, 0..4])
        .prop_map(|(case, within)| gentle(within)(case))
        .prop_filter("open places are those beyond the groups", |case| {
            let seats: u32 = case.problem.sizes.iter().sum();
            match case.problem.open {
                Open::Places(0) | Open::Unfilled => true,
                Open::Places(open) => case.problem.cap == seats + open,
            }
        })
}

fn places(problem: &Problem) -> Places {
    let sizes: Vec<u32> = problem.sizes.iter().copied().collect();
    let mut places = crate::seats::places(problem.cap, &sizes);
    if problem.open != Open::Places(0) {
        places.open = OpenPlaces::BestRanked;
    }
    if problem.open == Open::Unfilled {
        places.unfilled = Unfilled::BecomeOpen;
    }
    places
}

/// The aims in the order in which they are served, and whom the first counts.
fn aims(problem: &Problem) -> (Vec<Near>, Option<TraitId>) {
    let aims = problem.rules.iter().filter_map(|rule| match &rule.asks {
        Asks::Aim(aim) => {
            let near = Near {
                within: aim.within?,
                over_all: rule.group.is_none(),
            };
            Some((aim.priority, near, rule.over))
        }
        Asks::AtMost(_) | Asks::AtLeast(_) => None,
    });
    let mut aims: Vec<(u32, Near, TraitId)> = aims.collect();
    aims.sort_by_key(|(priority, ..)| *priority);
    let over = aims.first().map(|(.., over)| *over);
    (aims.into_iter().map(|(_, near, _)| near).collect(), over)
}

/// Those who keep a seat, by their places in the problem; the people at `comers` may come or not. What people count as is known where
/// `counts` says it.
fn firm(case: &Case, comers: &[usize], counts: Option<&[Vec<usize>]>) -> BTreeSet<usize> {
    let problem = &case.problem;
    let places = places(problem);
    let here: Vec<usize> = (0..problem.candidates.len())
        .filter(|at| !comers.contains(at))
        .collect();
    let of = |at: usize| &problem.candidates[StandingId(at)];
    let fits: Vec<GroupSet> = here.iter().map(|at| of(*at).groups).collect();
    let seats = fill(&places, &fits, &|_| Vec::new().into()).seats;
    let seated = Seated::new(&places, &fits, &seats);
    let newcomer = |at: &usize| {
        // Above everybody with the same total.
        let before = here.partition_point(|one| of(*one).total > of(*at).total);
        seated.nearest(Newcomer {
            before: StandingId(before),
            fits: of(*at).groups,
        })
    };
    let mut newcomers: Vec<Newcomer> = comers.iter().map(newcomer).collect();
    let Some(beside) = seated.whichever(&mut newcomers) else {
        return BTreeSet::new();
    };
    let alone = seated.alone();
    let (near, over) = aims(problem);
    let known = |at: usize| {
        let counts = counts?;
        Some(counts[at % counts.len()].contains(&over?.0))
    };
    let outsider = |at: usize, least: Decimal, most: Decimal| {
        let fits = of(at).groups;
        let from = match alone.no_seat(fits) {
            NoSeat::Below(StandingId(last)) => least.max(of(here[last]).total),
            NoSeat::Never | NoSeat::Anywhere => least,
        };
        Outsider {
            fits,
            from,
            most,
            counts: known(at).unwrap_or(true),
        }
    };
    let (mut holders, mut outside) = (Vec::new(), Vec::new());
    for (at, one) in here.iter().enumerate() {
        let standing = StandingId(at);
        let total = of(*one).total;
        if beside.stay.contains(&standing) {
            holders.push(Holder {
                standing,
                fits: of(*one).groups,
                total,
                counts: known(*one).unwrap_or(false),
            });
        } else {
            outside.push(outsider(*one, total, total));
        }
    }
    for at in comers {
        let total = of(*at).total;
        let most = match beside.no_seat(of(*at).groups) {
            NoSeat::Never => continue,
            NoSeat::Below(StandingId(last)) => total.min(of(here[last]).total),
            NoSeat::Anywhere => total,
        };
        outside.push(outsider(*at, Decimal::ZERO, most));
    }
    let all = problem.candidates.iter().map(|one| (one.groups, one.total));
    let reach = Reach::new(&places, &near, &all.collect::<Vec<_>>());
    let outside = reach.outsiders(outside.into_iter());
    holders.retain(|holder| beside.no_seat(holder.fits) != NoSeat::Never);
    let moved = reach.of(&[&outside], &holders);
    let firm = beside.stay.difference(&moved);
    firm.map(|StandingId(at)| here[*at]).collect()
}

/// Those who have a seat once some of the comers are there, at a total lower by as much, and all count as `counts` says.
fn seated(
    case: &Case,
    gone: &[usize],
    lower: &[(usize, Decimal)],
    counts: &[Vec<usize>],
) -> BTreeSet<usize> {
    let mut all: Vec<(usize, Candidate)> = Vec::new();
    for (StandingId(at), one) in case.problem.candidates.each() {
        let mut one = one.clone();
        one.traits = counts[at % counts.len()]
            .iter()
            .copied()
            .map(TraitId)
            .collect();
        let by = lower.iter().find(|(who, _)| *who == at);
        one.total -= by.map_or(Decimal::ZERO, |(_, by)| *by);
        if !gone.contains(&at) {
            all.push((at, one));
        }
    }
    all.sort_by_key(|(_, one)| std::cmp::Reverse(one.total));
    let (who, candidates): (Vec<usize>, Vec<Candidate>) = all.into_iter().unzip();
    let problem = Problem {
        candidates: Per::from(candidates),
        ..case.problem.clone()
    };
    let balanced = balance(&problem, &|_| Vec::new().into()).unwrap();
    let seats = balanced.seats.each();
    let seats = seats.filter(|(_, seat): &(_, &Placing)| sits(**seat));
    seats.map(|(StandingId(at), _)| who[at]).collect()
}

fn stay(
    case: &Case,
    comers: &BTreeSet<usize>,
    lower: i64,
    (known, counts): (bool, &[Vec<Vec<usize>>]),
) -> Result<(), TestCaseError> {
    let people = case.problem.candidates.len();
    let comers: Vec<usize> = comers.iter().copied().filter(|at| *at < people).collect();
    let lower = comers.iter().map(|at| (*at, Decimal::new(lower, 1)));
    let lower: Vec<(usize, Decimal)> = lower.collect();
    for counts in counts {
        let firm = firm(case, &comers, known.then_some(counts));
        for world in 0..1_usize << comers.len() {
            let gone = (0..comers.len()).filter(|bit| world >> bit & 1 == 1);
            let gone: Vec<usize> = gone.map(|bit| comers[bit]).collect();
            let seated = seated(case, &gone, &lower, counts);
            prop_assert!(
                firm.is_subset(&seated),
                "{firm:?} and not {seated:?} without {gone:?} counting {counts:?}"
            );
        }
    }
    Ok(())
}

fn counts() -> impl Strategy<Value = Vec<Vec<Vec<usize>>>> {
    let of_one = prop::collection::vec(0..4_usize, 0..3);
    prop::collection::vec(prop::collection::vec(of_one, 1..9), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_no_gentle_aim_can_reach_keeps_a_seat_whoever_comes(
        case in cases(),
        comers in prop::collection::btree_set(0..9_usize, 0..=3),
        lower in 0..5_i64,
        counts in counts(),
    ) {
        stay(&case, &comers, lower, (false, &counts))?;
    }

    #[test]
    fn whoever_counts_for_the_only_aim_makes_way_for_nobody(
        mut case in cases(),
        comers in prop::collection::btree_set(0..9_usize, 0..=3),
        lower in 0..5_i64,
        counts in counts(),
    ) {
        case.problem.rules = case.problem.rules.iter().take(1).cloned().collect();
        stay(&case, &comers, lower, (true, &counts))?;
    }
}
