//! Coverage: which rules the examples decide; every condition both ways, every row, band and blank,
//! every tie-break and rule about places.
//!
//! A condition is decided where another answer to it would have changed the answer of the whole test it belongs to; a rule
//! about seats where somebody sits, waits or stays out because of it; a balance rule where others would sit without it. What no answer can decide is told apart from what no
//! example decides.

mod obligations;
mod observed;
mod reachable;

use std::collections::BTreeSet;

pub use obligations::{Obligation, PlaceRule, StageRule};

use super::Batches;
use crate::rules::Rules;
use crate::select::select;

/// What examples decide of some rules.
#[derive(Debug)]
pub struct Coverage {
    /// How many things there are to decide that can be decided.
    pub possible: usize,
    /// What no example decides, in the order of the file.
    pub missing: Vec<Undecided>,
    /// What no answer could decide, whatever the examples say.
    pub never: Vec<Undecided>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Line of the rules file, from 1.
    pub line: u32,
    pub rule: String,
    pub what: String,
}

/// Holds the examples against every rule.
pub fn coverage(rules: &Rules, batches: &Batches) -> Coverage {
    let mut seen = BTreeSet::new();
    let (whole, rules) = (rules, &*rules.for_examples());
    for pile in &batches.singles {
        if let Ok(selection) = select(rules, std::slice::from_ref(&pile.sheet)) {
            observed::applications(&selection, &mut seen);
            observed::stage(&selection, &mut seen);
        }
    }
    for (pool, stage) in batches.pools.iter().zip(&batches.stages) {
        if stage.is_some() {
            // Its rules are others, by other numbers.
            if let Ok(selection) = select(&whole.for_pool(*stage), std::slice::from_ref(pool)) {
                observed::stage(&selection, &mut seen);
            }
            continue;
        }
        if let Ok(selection) = select(rules, std::slice::from_ref(pool)) {
            observed::applications(&selection, &mut seen);
            observed::stage(&selection, &mut seen);
            observed::places(&selection, &mut seen);
            observed::balance(&selection, pool, &mut seen);
        }
    }
    let all = obligations::obligations(rules);
    let total = all.len();
    let (mut missing, mut never) = (Vec::new(), Vec::new());
    let mut reachable = reachable::Reachable::new(rules);
    for (obligation, undecided) in all
        .into_iter()
        .filter(|(obligation, _)| !seen.contains(obligation))
    {
        if reachable.can_decide(obligation) {
            missing.push(undecided);
        } else {
            never.push(undecided);
        }
    }
    missing.sort_by_key(|undecided| undecided.line);
    never.sort_by_key(|undecided| undecided.line);
    Coverage {
        possible: total.saturating_sub(never.len()),
        missing,
        never,
    }
}
