//! Small random problems of every kind.

use intake::base::ids::Per;
use intake::rules::places::Several;
use intake::rules::{Aim, Amount, Asks, Assignment, Objective, Share};
use intake::rules::{GroupId, GroupSet};
use intake::seats::balance::{BUDGET, Candidate, Open, Problem, Rule, TraitId};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A problem, and what everybody wants.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) problem: Problem,
    pub(super) wishes: Vec<Vec<usize>>,
}

/// Which of the harder things may be in a problem.
#[derive(Debug, Clone, Copy)]
pub(super) struct With {
    pub(super) people: usize,
    pub(super) groups: usize,
    pub(super) gentle: bool,
    pub(super) held: bool,
    pub(super) objectives: &'static [Objective],
    pub(super) assignments: &'static [Assignment],
}

pub(super) const PLAIN: With = With {
    people: 6,
    groups: 2,
    gentle: false,
    held: true,
    objectives: &[Objective::Rank],
    assignments: &[Assignment::SelectionFirst],
};

const TRAITS: usize = 4;

fn amount() -> impl Strategy<Value = Amount> {
    let share = (0..=3_u32, 1..=4_u32).prop_map(|(numerator, denominator)| {
        let numerator = numerator.min(denominator);
        Amount::Share(Share {
            numerator,
            denominator,
        })
    });
    prop_oneof![3 => (0..=3_u32).prop_map(Amount::People), 1 => share]
}

fn rule(with: With) -> impl Strategy<Value = Rule> {
    let groups = with.groups;
    let kind = if with.gentle { 0..6_u8 } else { 0..5_u8 };
    let parts = (0..TRAITS, 0..=groups, amount(), kind, 0..2_u32, 0..3_i64);
    parts.prop_map(move |(over, group, amount, kind, priority, within)| Rule {
        over: TraitId(over),
        group: (group < groups).then_some(GroupId(group)),
        slack: 0,
        asks: match kind {
            0 | 1 => Asks::AtMost(amount),
            2 => Asks::AtLeast(amount),
            _ => Asks::Aim(Aim {
                least: amount,
                priority,
                within: (kind == 5).then(|| Decimal::from(within)),
            }),
        },
    })
}

pub(super) fn problem(with: With) -> impl Strategy<Value = Case> {
    let person = (
        prop::collection::vec(0..with.groups, 0..=with.groups),
        any::<[bool; TRAITS]>(),
        0..3_i64,
        prop::bool::weighted(if with.held { 0.2 } else { 0.0 }),
    );
    let places = (
        prop::collection::vec(0..=3_u32, 1..=with.groups),
        0..=5_u32,
        prop_oneof![3 => Just(Open::Places(0)), 1 => (1..3_u32).prop_map(Open::Places), 1 => Just(Open::Unfilled)],
    );
    let choices = (
        prop::sample::select(with.objectives),
        prop::sample::select(with.assignments),
        any::<bool>(),
    );
    let people = prop::collection::vec(person, 0..=with.people);
    let rules = prop::collection::vec(rule(with), 0..=4);
    (people, places, rules, choices).prop_map(|(people, (sizes, cap, open), rules, choices)| {
        let of_all = |rule: Rule| Rule {
            group: rule.group.filter(|group| group.0 < sizes.len()),
            ..rule
        };
        let rules: Vec<Rule> = rules.into_iter().map(of_all).collect();
        let mut total = 20;
        let mut wishes = Vec::new();
        let mut candidates = Vec::new();
        for (wish, has, step, held) in people {
            let mut order: Vec<usize> = Vec::new();
            for group in wish {
                if group < sizes.len() && !order.contains(&group) {
                    order.push(group);
                }
            }
            total -= step;
            let traits = (0..TRAITS).filter(|own| has[*own]).map(TraitId);
            let groups: GroupSet = order.iter().copied().map(GroupId).collect();
            // Whoever can sit nowhere holds nothing.
            let held = held && !groups.is_empty();
            candidates.push(Candidate {
                in_groups: false,
                groups,
                traits: traits.collect(),
                unclear: Vec::new(),
                total: Decimal::new(total, 1),
                held,
            });
            wishes.push(order);
        }
        let (objective, assignment, best_place) = choices;
        Case {
            problem: Problem {
                cap,
                sizes: sizes.into(),
                open,
                candidates: candidates.into(),
                rules: Per::from(rules),
                objective,
                assignment,
                several: if best_place {
                    Several::BestPlace
                } else {
                    Several::FirstPreference
                },
                budget: BUDGET,
            },
            wishes,
        }
    })
}

/// A problem without seats, people and rules.
pub(super) fn nobody() -> Problem {
    Problem {
        cap: 0,
        sizes: Per::default(),
        open: Open::Places(0),
        candidates: Per::default(),
        rules: Per::default(),
        objective: Objective::Rank,
        assignment: Assignment::SelectionFirst,
        several: Several::FirstPreference,
        budget: BUDGET,
    }
}
