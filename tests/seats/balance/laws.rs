//! What holds for problems too large to write every selection down. The proofs are checked by adding alone, and together they prove
//! the selection: nobody passed over could be selected beside those above them.

use intake::rank::StandingId;
use intake::rules::{Amount, Asks, Assignment, Objective};
use intake::rules::{GroupId, GroupSet};
use intake::seats::Placing;
use intake::seats::balance::{
    Balanced, Candidate, Checker, Failed, Open, Problem, Proven, Reason, Rule, Stage, TraitId,
};
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use super::make::{Case, With, nobody, problem};

const LARGE: With = With {
    people: 40,
    groups: 4,
    gentle: true,
    held: true,
    objectives: &[Objective::Rank, Objective::RankFirst],
    assignments: &[Assignment::SelectionFirst, Assignment::PreferenceFirst],
};

const BY_RANK: With = With {
    gentle: false,
    assignments: &[Assignment::SelectionFirst],
    ..LARGE
};

fn without_seat(balanced: &Balanced<'_>) -> Vec<StandingId> {
    let out = balanced
        .seats
        .each()
        .filter(|(_, seat)| **seat == Placing::Unplaced);
    out.map(|(standing, _)| standing).collect()
}

/// How many open places there are; none where no selection is lawful.
fn open(case: &Case) -> Option<u32> {
    case.solve().ok()?.settled.open
}

fn is_in(case: &Case) -> Option<Vec<bool>> {
    let seats = case.seats()?;
    Some(
        seats
            .iter()
            .map(|seat| *seat != Placing::Unplaced)
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_proofs_say_without_a_search_is_what_a_search_finds(case in problem(BY_RANK), at in any::<Index>(), counts in any::<[bool; 4]>(), groups in any::<[bool; 3]>()) {
        if case.problem.candidates.is_empty() {
            return Ok(());
        }
        let Ok(mut balanced) = case.solve() else {
            return Ok(());
        };
        let selected: Vec<StandingId> = balanced.selected().collect();
        let certificates = without_seat(&balanced).into_iter();
        let certificates = certificates.map(|one| (one, balanced.why(one).unwrap())).collect();
        let numbers = (balanced.settled.clone(), balanced.proofs.clone());
        let Some(proven) = Proven::new(case.problem.clone(), numbers, balanced.seats, certificates) else {
            return Ok(());
        };
        let standing = StandingId(at.index(case.problem.candidates.len()));
        let traits = (0..4_usize).filter(|one| counts[*one]).map(TraitId);
        let traits: Vec<TraitId> = traits.collect();
        if proven.stays_if(standing, traits.clone()) {
            let mut other = case.clone();
            other.problem.candidates[standing].traits = traits.clone();
            let other = other.solve().map(|found| found.selected().collect::<Vec<_>>());
            prop_assert_eq!(other.unwrap(), selected);
        }
        let one = Candidate {
            groups: (0..3_usize).filter(|one| groups[*one]).map(GroupId).collect(),
            traits,
            total: case.problem.candidates[standing].total,
            ..Candidate::default()
        };
        if proven.keeps_out(standing, &one) {
            let mut other = case.clone();
            let mut people: Vec<Candidate> = other.problem.candidates.iter().cloned().collect();
            people.insert(standing.0, one);
            other.problem.candidates = people.into();
            other.wishes.insert(standing.0, (0..3).filter(|one| groups[*one]).collect());
            let found = other.solve().unwrap();
            prop_assert!(found.selected().all(|one| one != standing));
        }
    }

    #[test]
    fn every_selection_is_proved(case in problem(LARGE)) {
        if let Ok(mut balanced) = case.solve() {
            let (settled, seats) = (balanced.settled.clone(), balanced.seats.clone());
            let mut checker = Checker::new(&case.problem, &settled, &seats);
            prop_assert!(checker.is_lawful() && checker.is_settled(&balanced.proofs));
            for standing in without_seat(&balanced) {
                let why = balanced.why(standing).unwrap();
                prop_assert!(checker.keeps_out(standing, &why));
                prop_assert!(checker.needs_all_to_keep_out(standing, &why));
            }
        }
    }

    #[test]
    fn whoever_was_passed_over_changes_nothing_by_withdrawing(case in problem(BY_RANK), at in any::<Index>()) {
        let Some(before) = is_in(&case) else { return Ok(()) };
        let out: Vec<usize> = (0..before.len()).filter(|one| !before[*one]).collect();
        if !out.is_empty() {
            let (one, many) = (*at.get(&out), open(&case));
            let mut people: Vec<Candidate> = case.problem.candidates.iter().cloned().collect();
            people.remove(one);
            let mut without = case;
            without.problem.candidates = people.into();
            without.wishes.remove(one);
            let mut rest = before;
            rest.remove(one);
            // Whoever has no seat may still be needed for the most that the groups can seat, of which open places are what is left of the cap.
            if many == open(&without) {
                prop_assert_eq!(is_in(&without), Some(rest));
            }
        }
    }

    #[test]
    fn moving_up_never_loses_a_seat(case in problem(BY_RANK), at in any::<Index>(), to in any::<Index>()) {
        let Some(before) = is_in(&case) else { return Ok(()) };
        let seated: Vec<usize> = (0..before.len()).filter(|one| before[*one]).collect();
        if !seated.is_empty() {
            let one = *at.get(&seated);
            let above = to.index(one + 1);
            let moved = super::proved::moved(&case, one, above);
            prop_assert!(is_in(&moved).unwrap()[above]);
        }
    }

    #[test]
    fn other_numbers_for_rules_and_traits_change_no_seat(case in problem(LARGE)) {
        let mut other = case.clone();
        let mut rules: Vec<Rule> = other.problem.rules.iter().cloned().collect();
        let aims = |rule: &Rule| matches!(&rule.asks, Asks::Aim(aim) if aim.within.is_some());
        // Gentle aims of one priority are served in the order of the rules.
        if !rules.iter().any(aims) {
            rules.reverse();
        }
        for rule in &mut rules {
            rule.over = TraitId(9 - rule.over.0);
        }
        other.problem.rules = rules.into();
        for candidate in &mut other.problem.candidates {
            for own in &mut candidate.traits {
                *own = TraitId(9 - own.0);
            }
        }
        prop_assert_eq!(case.seats(), other.seats());
    }

    #[test]
    fn too_little_work_is_refused_and_never_answered_wrongly(case in problem(BY_RANK), budget in 0..3000_u64) {
        let right = case.seats();
        let mut hasty = case;
        hasty.problem.budget = budget;
        match hasty.solve() {
            Ok(balanced) => prop_assert_eq!(Some(balanced.seats.iter().copied().collect::<Vec<_>>()), right),
            Err(Failed::Never(_)) => prop_assert_eq!(right, None),
            Err(Failed::TooHard(hard)) => {
                let right = right.unwrap_or_default();
                prop_assert!(hard.selected.iter().all(|one| right[one.0] != Placing::Unplaced));
            }
        }
    }
}

/// People of whom no two may be selected together, in circles of four, each pair by a rule of its own.
fn rivals(circles: usize) -> Case {
    let mut rules = Vec::new();
    let mut people = vec![
        Candidate {
            groups: GroupSet::first(1),
            ..Candidate::default()
        };
        circles * 4
    ];
    for circle in 0..circles {
        for one in 0..4 {
            for other in one + 1..4 {
                let pair = TraitId(rules.len());
                people[circle * 4 + one].traits.push(pair);
                people[circle * 4 + other].traits.push(pair);
                let asks = Asks::AtMost(Amount::People(1));
                rules.push(Rule {
                    over: pair,
                    group: None,
                    asks,
                    slack: 0,
                });
            }
        }
    }
    Case {
        wishes: vec![vec![0]; people.len()],
        problem: Problem {
            cap: 99,
            sizes: vec![99].into(),
            open: Open::Places(0),
            candidates: people.into(),
            rules: rules.into(),
            ..nobody()
        },
    }
}

#[test]
fn halves_of_people_are_no_people() {
    // Halves of all would fill two seats of four: the proof that there is one splits the cases.
    let case = rivals(3);
    let mut balanced = case.solve().unwrap();
    assert_eq!(
        balanced.selected().map(|one| one.0).collect::<Vec<_>>(),
        [0, 4, 8]
    );
    assert_eq!(balanced.settled.seats, Some(3));
    let (settled, seats) = (balanced.settled.clone(), balanced.seats.clone());
    assert!(Checker::new(&case.problem, &settled, &seats).is_settled(&balanced.proofs));
    let why = balanced.why(StandingId(5)).unwrap();
    assert!(matches!(why.reasons[..], [Reason::Rule(_)]));
}

#[test]
fn totals_that_cannot_be_added_up_exactly_are_refused() {
    let mut case = rivals(1);
    case.problem.objective = Objective::Total;
    case.problem.candidates[StandingId(0)].total = Decimal::MAX;
    let Err(Failed::TooHard(hard)) = case.solve() else {
        panic!("it was added up");
    };
    assert_eq!(hard.stage, Stage::Totals);
}
