//! A few free seats beside seats that are held: most maximums are reached by those who hold a seat, or cannot be reached any more. Such a
//! one bars whom it counts, or nobody, and need not be put to the solver, for whom people then are much more alike (presolving).

use std::collections::{BTreeMap, BTreeSet};

use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Amount, Asks, GroupSet};
use crate::seats::balance::{Candidate, Problem, Rule, TraitId};

/// The same problem without the maximums of people, over all who are selected, that are decided by now.
pub(super) fn presolved(problem: Problem) -> Problem {
    let held = || problem.candidates.iter().filter(|one| one.held);
    let seated = u32::try_from(held().count()).unwrap_or(u32::MAX);
    let free = problem.cap.saturating_sub(seated);
    let maximum = |rule: &Rule| match (&rule.asks, rule.group) {
        (Asks::AtMost(Amount::People(most)), None) => Some(most.saturating_add(rule.slack)),
        _ => None,
    };
    let mut gone: BTreeSet<TraitId> = BTreeSet::new();
    let mut full: BTreeSet<TraitId> = BTreeSet::new();
    let mut rest: Per<_, Rule> = Per::default();
    let mut counts: BTreeMap<TraitId, u32> = BTreeMap::new();
    for own in held().flat_map(|one| one.traits.iter().copied().collect::<BTreeSet<_>>()) {
        let many = counts.entry(own).or_default();
        *many = many.saturating_add(1);
    }
    for rule in &problem.rules {
        match maximum(rule) {
            Some(most) => {
                let many = counts.get(&rule.over).copied().unwrap_or(0);
                if many == most {
                    full.insert(rule.over);
                } else if many.saturating_add(free) > most {
                    rest.push(rule.clone());
                    continue;
                }
                gone.insert(rule.over);
            }
            None => drop(rest.push(rule.clone())),
        }
    }
    for rule in &rest {
        gone.remove(&rule.over);
    }
    let candidate = |one: &Candidate| {
        let barred = !one.held && one.traits.iter().any(|own| full.contains(own));
        let traits = one.traits.iter().copied().filter(|own| !gone.contains(own));
        Candidate {
            traits: traits.collect(),
            groups: if barred { GroupSet::EMPTY } else { one.groups },
            in_groups: one.in_groups || barred,
            ..one.clone()
        }
    };
    let candidates: Per<StandingId, Candidate> = problem.candidates.iter().map(candidate).collect();
    Problem {
        candidates,
        rules: rest,
        ..problem
    }
}
