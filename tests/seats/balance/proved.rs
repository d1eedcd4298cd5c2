//! Why somebody was passed over, against brute force: every certificate suffices, none of its reasons could be left out, and the
//! checker accepts it; so with swaps, cutoffs, clashes and relaxations.

use std::collections::{BTreeMap, BTreeSet};

use intake::rank::StandingId;
use intake::rules::{Amount, Asks, Assignment, Objective};
use intake::seats::Placing;
use intake::seats::balance::{
    BalanceId, Candidate, Checker, Failed, Obstacle, Open, Problem, Reason, needed,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::make::{Case, PLAIN, With, problem};
use super::reference::{self, Facts, Way};

const EVERY: With = With {
    objectives: &[Objective::Rank, Objective::RankFirst, Objective::Total],
    assignments: &[Assignment::SelectionFirst, Assignment::PreferenceFirst],
    ..PLAIN
};

const GENTLE: With = With {
    gentle: true,
    objectives: &[Objective::Rank, Objective::RankFirst, Objective::Total],
    ..PLAIN
};

fn block(case: &Case, seat: Placing) -> Option<usize> {
    match seat {
        Placing::Seat(group) => Some(group.0),
        Placing::OpenSeat => Some(case.problem.sizes.len()),
        _ => None,
    }
}

/// What brute force says of those who were selected above somebody.
struct Above {
    people: Vec<StandingId>,
    placed: Vec<(usize, usize)>,
}

fn above(case: &Case, seats: &[Placing], person: usize) -> Above {
    let placed = (0..person).filter_map(|one| Some((one, block(case, seats[one])?)));
    let placed: Vec<(usize, usize)> = placed.collect();
    Above {
        people: placed.iter().map(|(one, _)| StandingId(*one)).collect(),
        placed,
    }
}

/// Whether reasons suffice to exclude, and none of them could be left out.
fn exactly(
    case: &Case,
    facts: &Facts,
    ways: &[Way],
    reasons: &[Reason],
    with: &[StandingId],
    placed: &[(usize, usize)],
) {
    let all: BTreeSet<Reason> = reasons.iter().copied().collect();
    assert!(
        !reference::some_way(&case.problem, facts, ways, &all, with, placed),
        "{reasons:?} do not exclude {with:?}"
    );
    for reason in reasons {
        let mut rest = all.clone();
        rest.remove(reason);
        assert!(
            reference::some_way(&case.problem, facts, ways, &rest, with, placed),
            "{with:?} are excluded without {reason:?} of {reasons:?}"
        );
    }
}

fn certificates(case: &Case) {
    let Some((_, facts)) = reference::best(&case.problem, &case.wishes) else {
        return;
    };
    let mut balanced = case.solve().unwrap();
    let (problem, settled, placed) = (
        &case.problem,
        balanced.settled.clone(),
        balanced.seats.clone(),
    );
    let mut checker = Checker::new(problem, &settled, &placed);
    assert!(checker.is_lawful() && checker.is_settled(&balanced.proofs));
    let seats: Vec<Placing> = balanced.seats.iter().copied().collect();
    let ways = reference::every(&case.problem);
    for person in (0..seats.len()).filter(|one| seats[*one] == Placing::Unplaced) {
        let standing = StandingId(person);
        let why = balanced.why(standing).unwrap();
        let above = above(case, &seats, person);
        let with = [above.people.clone(), vec![standing]].concat();
        exactly(case, &facts, &ways, &why.reasons, &with, &above.placed);
        assert!(checker.keeps_out(standing, &why));
        if !why.reasons.is_empty() {
            let mut less = why.clone();
            less.reasons.pop();
            assert!(!checker.keeps_out(standing, &less));
        }
        let selected = || (0..seats.len()).filter(|one| seats[*one] != Placing::Unplaced);
        let last = selected().next_back().filter(|last| *last > person);
        let swap = balanced.swap(standing).unwrap();
        assert_eq!(swap.as_ref().map(|swap| swap.seated.0), last);
        if let Some(swap) = swap {
            let is_in: Vec<bool> = (0..seats.len())
                .map(|one| one == person || seats[one] != Placing::Unplaced && Some(one) != last)
                .collect();
            let mut ways = ways.clone();
            let with: Vec<StandingId> = (0..seats.len())
                .filter(|one| is_in[*one])
                .map(StandingId)
                .collect();
            ways.retain(|way| reference::selection(way) == is_in);
            let reasons = &swap.certificate.reasons;
            exactly(case, &facts, &ways, reasons, &with, &above.placed);
            assert!(checker.forbids(standing, &swap));
        }
    }
}

/// The same with somebody moved up, so that they stand just above another.
pub(super) fn moved(case: &Case, person: usize, above: usize) -> Case {
    let mut problem = case.problem.clone();
    let mut people: Vec<Candidate> = problem.candidates.iter().cloned().collect();
    let mut wishes = case.wishes.clone();
    let one = people.remove(person);
    people.insert(above, one);
    let wish = wishes.remove(person);
    wishes.insert(above, wish);
    problem.candidates = people.into();
    Case { problem, wishes }
}

/// Any higher total than the one named wins a seat, and no lower one; where none is named, none does.
fn totals_needed(case: &Case) {
    let Ok(mut balanced) = case.solve() else {
        return;
    };
    let proved = balanced.settled.total_at_most.is_none() && balanced.settled.windows.is_empty();
    let seats: Vec<Placing> = balanced.seats.iter().copied().collect();
    let totals = || {
        case.problem
            .candidates
            .iter()
            .map(|one| one.total.normalize())
    };
    let scale = totals().map(|total| total.scale()).max().unwrap_or(0);
    let without = (0..seats.len()).filter(|one| seats[*one] == Placing::Unplaced);
    for person in without.filter(|_| proved) {
        let standing = StandingId(person);
        let wins = |units: i128| {
            let mut case = case.clone();
            let total = Decimal::try_from_i128_with_scale(units, scale).unwrap();
            case.problem.candidates[standing].total = total;
            let balanced = case.solve().unwrap();
            balanced.selected().any(|one| one == standing)
        };
        match balanced.total_needed(standing).unwrap() {
            Some(needed) => {
                assert!(wins(needed + 1), "{standing:?} {needed}");
                assert!(!wins(needed - 1), "{standing:?} {needed}");
            }
            None => assert!(!wins(1_000_000), "{standing:?}"),
        }
    }
}

fn cutoffs(case: &Case) {
    let Ok(mut balanced) = case.solve() else {
        return;
    };
    let seats: Vec<Placing> = balanced.seats.iter().copied().collect();
    for person in (0..seats.len()).filter(|one| seats[*one] == Placing::Unplaced) {
        let mut lowest = None;
        for above in (0..person).filter(|one| seats[*one] != Placing::Unplaced) {
            let moved = moved(case, person, above);
            let best = reference::best(&moved.problem, &moved.wishes).unwrap().0;
            if best[above].is_some() {
                lowest = Some(StandingId(above));
            }
        }
        assert_eq!(balanced.cutoff(StandingId(person)).unwrap(), lowest);
    }
}

/// By how many people each rule is missed.
fn missed(problem: &Problem, way: &Way) -> BTreeMap<BalanceId, u32> {
    let mut all = BTreeMap::new();
    for (id, rule) in problem.rules.each() {
        if matches!(rule.asks, Asks::Aim(_)) {
            continue;
        }
        let by = (0..)
            .find(|by| reference::rule_holds_by(problem, way, id, *by))
            .unwrap();
        if by > 0 {
            all.insert(id, by);
        }
    }
    all
}

fn relaxations(case: &Case) {
    let Err(failed) = case.solve() else { return };
    let Failed::Never(never) = failed else {
        panic!("too hard: {failed:?}");
    };
    let facts = Facts::unsettled(&case.problem);
    let ways = reference::every(&case.problem);
    exactly(case, &facts, &ways, &never.clash, &[], &[]);
    let seated = |reason: &Reason| !matches!(reason, Reason::Rule(_));
    let seats: BTreeSet<Reason> = reference::hard_reasons(&case.problem)
        .into_iter()
        .filter(seated)
        .collect();
    let ways = ways
        .iter()
        .filter(|way| reference::keeps(&case.problem, &facts, way, &seats, &[]));
    let changes: BTreeSet<Vec<(BalanceId, u32)>> = ways
        .map(|way| missed(&case.problem, way).into_iter().collect())
        .collect();
    let size = |change: &Vec<(BalanceId, u32)>| {
        (change.len(), change.iter().map(|(_, by)| *by).sum::<u32>())
    };
    let least = changes.iter().map(size).min();
    let smallest: BTreeSet<_> = changes
        .into_iter()
        .filter(|change| Some(size(change)) == least)
        .collect();
    let found = never.relaxations.iter().map(|one| one.changes.clone());
    assert!(!never.more);
    assert_eq!(found.collect::<BTreeSet<_>>(), smallest);
    for relaxation in never.relaxations {
        let mut relaxed = case.clone();
        for (rule, by) in relaxation.changes {
            relaxed.problem.rules[rule].slack = by;
        }
        let (way, _) = reference::best(&relaxed.problem, &case.wishes).unwrap();
        let is_in: Vec<bool> = reference::selection(&way);
        let selected = (0..is_in.len()).filter(|one| is_in[*one]).map(StandingId);
        assert_eq!(relaxation.selected, Some(selected.collect::<Vec<_>>()));
    }
}

/// What people allowed is used as little as may be, and what stands first least of all.
fn misses(case: &Case, most: u32) {
    let problem = &case.problem;
    let facts = Facts::unsettled(problem);
    let seats: BTreeSet<Reason> = reference::hard_reasons(problem)
        .into_iter()
        .filter(|reason| !matches!(reason, Reason::Rule(_)))
        .collect();
    let ways = reference::every(problem);
    let ways = ways
        .iter()
        .filter(|way| reference::keeps(problem, &facts, way, &seats, &[]));
    let ways: Vec<BTreeMap<BalanceId, u32>> = ways.map(|way| missed(problem, way)).collect();
    let hard = problem.rules.each();
    let hard = hard.filter(|(_, rule)| !matches!(rule.asks, Asks::Aim(_)));
    let allowed: Vec<(BalanceId, u32)> = hard.map(|(id, _)| (id, most)).collect();
    let is_lawful = |change: &[(BalanceId, u32)]| {
        let by = |id: BalanceId| change.iter().find(|(one, _)| *one == id);
        let fits = |way: &BTreeMap<BalanceId, u32>| {
            let mut each = way.iter();
            each.all(|(id, missed)| by(*id).is_some_and(|(_, by)| missed <= by))
        };
        ways.iter().any(fits)
    };
    let expected = is_lawful(&allowed).then(|| {
        let mut change = allowed.clone();
        for at in 0..change.len() {
            while change[at].1 > 0 {
                let mut less = change.clone();
                less[at].1 -= 1;
                if !is_lawful(&less) {
                    break;
                }
                change = less;
            }
        }
        change.retain(|(_, by)| *by > 0);
        change
    });
    assert_eq!(needed(problem, &allowed), Ok(expected));
}

fn obstacles(case: &Case) {
    let Some((way, facts)) = reference::best(&case.problem, &case.wishes) else {
        return;
    };
    let mut balanced = case.solve().unwrap();
    for met in balanced.aims().unwrap() {
        let short = reference::shortfall(&case.problem, &way, &facts.targets, met.aim);
        assert_eq!(met.target.saturating_sub(met.reached), short);
        assert_eq!(met.obstacle.is_some(), short > 0);
        let Some(Obstacle::Conflict(reasons)) = met.obstacle else {
            continue;
        };
        let mut strict = case.clone();
        let Asks::Aim(_) = strict.problem.rules[met.aim].asks.clone() else {
            panic!("no aim");
        };
        strict.problem.rules[met.aim].asks = Asks::AtLeast(Amount::People(met.target));
        let ways = reference::every(&case.problem);
        let met_in_full = |way: &&Way| reference::rule_holds(&strict.problem, way, met.aim);
        let ways: Vec<Way> = ways.iter().filter(met_in_full).cloned().collect();
        exactly(case, &facts, &ways, &reasons, &[], &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_certificate_suffices_and_has_no_reason_too_many(case in problem(EVERY)) {
        certificates(&case);
    }

    #[test]
    fn so_it_has_where_people_change_places_for_an_aim(case in problem(GENTLE)) {
        certificates(&case);
    }

    #[test]
    fn people_change_places_for_an_aim_as_by_brute_force(case in problem(GENTLE)) {
        let best = reference::best(&case.problem, &case.wishes);
        let best = best.map(|(way, _)| reference::told(&case.problem, &way));
        prop_assert_eq!(case.seats(), best);
    }

    #[test]
    fn a_total_needed_is_the_lowest_with_which_somebody_would_be_in(case in problem(With { objectives: &[Objective::Total], ..EVERY })) {
        totals_needed(&case);
    }

    #[test]
    fn a_cutoff_is_the_lowest_place_at_which_somebody_would_be_in(case in problem(With { objectives: &[Objective::Rank, Objective::RankFirst], ..EVERY })) {
        cutoffs(&case);
    }

    #[test]
    fn what_clashes_is_named_and_the_smallest_changes_are_found(case in problem(PLAIN)) {
        relaxations(&case);
    }

    #[test]
    fn rules_that_may_be_missed_are_missed_by_no_more_than_it_takes(case in problem(PLAIN), most in 1_u32..4) {
        misses(&case, most);
    }

    #[test]
    fn what_an_aim_clashes_with_is_named(case in problem(With { gentle: true, ..PLAIN })) {
        obstacles(&case);
    }
}

#[test]
fn nobody_can_hold_a_seat_that_is_not_there() {
    let case = Case {
        problem: Problem {
            open: Open::Places(0),
            ..super::make::nobody()
        },
        wishes: Vec::new(),
    };
    assert_eq!(case.seats(), Some(Vec::new()));
}
