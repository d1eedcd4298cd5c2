//! Who goes before whom.

use std::cmp::Ordering;

use sha2::{Digest as _, Sha256};

use super::fraction::Fraction;
use super::rules::{Rules, TieBreak, Value};

/// What the order is made of.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) id: String,
    pub(super) total: Fraction,
    pub(super) parts: Vec<Fraction>,
    /// By tie-break: what it compares, or nothing for a blank.
    pub(super) ties: Vec<Option<Value>>,
}

/// By total, then by the tie-breaks; [`Ordering::Equal`] is left to the lot.
pub(super) fn before(rules: &Rules, a: &Standing, b: &Standing) -> Ordering {
    let mut order = b.total.cmp(&a.total);
    for (at, tie) in rules.ties.iter().enumerate() {
        order = order.then_with(|| match tie {
            TieBreak::Part { highest, measure } => {
                turned(*highest, a.parts[*measure].cmp(&b.parts[*measure]))
            }
            TieBreak::Answer { highest, .. } => answer(*highest, &a.ties[at], &b.ties[at]),
            TieBreak::Earliest(_) => answer(false, &a.ties[at], &b.ties[at]),
        });
    }
    order
}

fn turned(highest: bool, order: Ordering) -> Ordering {
    if highest { order.reverse() } else { order }
}

/// An answer goes before a blank.
fn answer(highest: bool, a: &Option<Value>, b: &Option<Value>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(highest, a.cmp(b)),
        _ => b.is_some().cmp(&a.is_some()),
    }
}

pub(super) fn lot(rules: &Rules, id: &str) -> Vec<u8> {
    Sha256::digest(format!("{}:{id}", rules.seed)).to_vec()
}

/// By position in the order: who stands there, and the rank, which those share whom only the lot tells apart.
pub(super) fn order(rules: &Rules, standings: &[Standing]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&standings[*a], &standings[*b]);
        before(rules, a, b).then_with(|| lot(rules, &a.id).cmp(&lot(rules, &b.id)))
    });
    let first_alike = |at: usize| {
        let same = |other: &usize| {
            before(rules, &standings[order[*other]], &standings[order[at]]) == Ordering::Equal
        };
        (0..=at).find(same).unwrap()
    };
    (0..order.len())
        .map(|at| (order[at], first_alike(at) + 1))
        .collect()
}
