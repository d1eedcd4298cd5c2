//! As few of a set of changes as can be found for which something still holds (delta debugging;
//! ddmin).
//!
//! Changes that belong together leave together: first the bundles that have to do with each other, then those of one rule, then
//! single changes, each time halves of what is left, quarters, and so on. What is small enough in the end is tried subset by
//! subset, so that none of it can be left out, alone or with others.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Difference, Edit};
use super::tree::{Node, Value};

/// A set of units, by position.
pub(super) type Units = BTreeSet<usize>;

/// Of so many members every subset is tried.
pub(super) const EXACT: usize = 8;

/// The least found; it holds for the whole set. `bundles` are parts of all units, the coarsest first.
pub(super) fn least(
    set: Units,
    bundles: &[Vec<Units>],
    mut holds: impl FnMut(&Units) -> bool,
) -> Units {
    if set.is_empty() || holds(&Units::new()) {
        return Units::new();
    }
    let mut kept = set;
    for parts in bundles {
        kept = fewer(kept, parts, &mut holds);
    }
    smaller(&kept, &mut holds).unwrap_or(kept)
}

/// Leaves out parts: halves of those that are left, quarters, down to one by one, until no single part can go.
fn fewer(mut kept: Units, parts: &[Units], holds: &mut impl FnMut(&Units) -> bool) -> Units {
    let here = |kept: &Units| -> Vec<Units> {
        let parts = parts
            .iter()
            .map(|part| part.intersection(kept).copied().collect::<Units>());
        parts.filter(|part| !part.is_empty()).collect()
    };
    let mut size = here(&kept).len().div_ceil(2).max(1);
    loop {
        let mut gone = false;
        for some in here(&kept).chunks(size) {
            let rest: Units = kept
                .iter()
                .copied()
                .filter(|member| !some.iter().any(|part| part.contains(member)))
                .collect();
            if !rest.is_empty() && rest.len() < kept.len() && holds(&rest) {
                kept = rest;
                gone = true;
            }
        }
        match size {
            1 if !gone => return kept,
            1 => {}
            _ => size = size.div_ceil(2),
        }
    }
}

/// The smallest proper subset for which it holds, of few members; none where there is none.
pub(super) fn smaller(set: &Units, holds: &mut impl FnMut(&Units) -> bool) -> Option<Units> {
    if set.len() > EXACT {
        return None;
    }
    let members: Vec<usize> = set.iter().copied().collect();
    let subset = |bits: u32| -> Units {
        let chosen = members.iter().enumerate().filter(|(at, _)| {
            bits.checked_shr(u32::try_from(*at).unwrap_or(u32::MAX))
                .unwrap_or(0)
                & 1
                == 1
        });
        chosen.map(|(_, member)| *member).collect()
    };
    let all = 1_u32.checked_shl(u32::try_from(members.len()).ok()?)?;
    let mut subsets: Vec<u32> = (1..all.saturating_sub(1)).collect();
    subsets.sort_by_key(|bits| bits.count_ones());
    subsets.into_iter().map(subset).find(|subset| holds(subset))
}

/// The units in bundles, the coarsest first: those that name each other or the same, those of one rule, single ones.
pub(super) fn bundles(
    tree: &Node,
    differences: &[Difference],
    units: &[Vec<usize>],
) -> Vec<Vec<Units>> {
    let of = |unit: &Vec<usize>| {
        unit.iter()
            .filter_map(|at| differences.get(*at))
            .collect::<Vec<_>>()
    };
    let rules: Vec<BTreeSet<Vec<&str>>> = units
        .iter()
        .map(|unit| of(unit).into_iter().map(rule).collect())
        .collect();
    let own: Vec<BTreeSet<&str>> = units
        .iter()
        .map(|unit| of(unit).into_iter().flat_map(names).collect())
        .collect();
    let mentioned: Vec<BTreeSet<String>> = units
        .iter()
        .map(|unit| {
            let mut words = BTreeSet::new();
            of(unit)
                .into_iter()
                .for_each(|difference| mentions(tree, difference, &mut words));
            words
        })
        .collect();
    let same_rule = |one: usize, other: usize| {
        rules
            .get(one)
            .zip(rules.get(other))
            .is_some_and(|(one, other)| !one.is_disjoint(other))
    };
    let speaks_of = |one: usize, other: usize| {
        let both = mentioned.get(one).zip(own.get(other));
        both.is_some_and(|(mentioned, own)| own.iter().any(|name| mentioned.contains(*name)))
    };
    let linked = |one: usize, other: usize| {
        same_rule(one, other) || speaks_of(one, other) || speaks_of(other, one)
    };
    let single = (0..units.len()).map(|unit| Units::from([unit])).collect();
    vec![
        joined(units.len(), &linked),
        joined(units.len(), &same_rule),
        single,
    ]
}

/// The parts of so many units that hang together.
fn joined(units: usize, linked: &dyn Fn(usize, usize) -> bool) -> Vec<Units> {
    let mut part_of: Vec<usize> = (0..units).collect();
    for one in 0..units {
        for other in 0..one {
            let (into, from) = (part_of.get(other).copied(), part_of.get(one).copied());
            if into != from && linked(one, other) {
                part_of
                    .iter_mut()
                    .filter(|part| Some(**part) == from)
                    .for_each(|part| *part = into.unwrap_or(*part));
            }
        }
    }
    let mut parts: BTreeMap<usize, Units> = BTreeMap::new();
    for (unit, part) in part_of.into_iter().enumerate() {
        parts.entry(part).or_default().insert(unit);
    }
    parts.into_values().collect()
}

/// The rule a change stands in: a section, and in it what has a name.
fn rule(difference: &Difference) -> Vec<&str> {
    difference.path.iter().take(2).map(String::as_str).collect()
}

/// The names that a change makes, mends or takes away: of a rule, an option, a level of a scale.
fn names(difference: &Difference) -> impl Iterator<Item = &str> {
    let path = &difference.path;
    let inside = matches!(
        path.first().map(String::as_str),
        Some("fields" | "scales" | "lists")
    );
    let last = path.last().filter(|_| inside && path.len() > 2);
    path.get(1).into_iter().chain(last).map(String::as_str)
}

/// Every text and every key in what was there and what comes.
fn mentions(tree: &Node, difference: &Difference, words: &mut BTreeSet<String>) {
    fn collect(node: &Node, words: &mut BTreeSet<String>) {
        match &node.value {
            Value::Leaf(leaf) => _ = words.insert(leaf.trim_matches('"').to_owned()),
            Value::Many(many) => {
                words.extend(
                    many.order
                        .iter()
                        .map(|key| key.trim_matches('"').to_owned()),
                );
                many.entries.values().for_each(|node| collect(node, words));
            }
        }
    }
    let was = difference
        .path
        .iter()
        .try_fold(tree, |node, key| node.get(key));
    was.into_iter().for_each(|node| collect(node, words));
    match &difference.edit {
        Edit::Put(Some(node), _) => collect(node, words),
        Edit::Put(None, _) => {}
        Edit::Order(order) => words.extend(order.iter().cloned()),
    }
}
