//! Which rules the examples decide: every question both ways, every row, band and blank, every tie-break and place rule.
//!
//! A question is decided where another answer to it would have changed the answer of the whole test it belongs to; a rule
//! about seats where somebody sits, waits or stays out because of it. What no answer can decide is told apart from what no
//! example decides.

mod obligations;
mod observed;
mod reachable;

use std::collections::BTreeSet;

pub use obligations::{Item, PlaceRule};

use super::Piles;
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
pub fn coverage(rules: &Rules, piles: &Piles) -> Coverage {
    let mut seen = BTreeSet::new();
    for pile in &piles.singles {
        if let Ok(selection) = select(rules, std::slice::from_ref(&pile.sheet)) {
            observed::applications(&selection, &mut seen);
        }
    }
    for pool in &piles.pools {
        if let Ok(selection) = select(rules, std::slice::from_ref(pool)) {
            observed::applications(&selection, &mut seen);
            observed::places(&selection, &mut seen);
        }
    }
    let all = obligations::items(rules);
    let total = all.len();
    let (mut missing, mut never) = (Vec::new(), Vec::new());
    let mut reach = reachable::Reach::new(rules);
    for (item, undecided) in all.into_iter().filter(|(item, _)| !seen.contains(item)) {
        if reach.can_decide(item) {
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
