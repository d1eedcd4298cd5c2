//! Rules with some of the changes made, each put through the real selection once, until the work allowed is done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::super::changes::Difference;
use super::super::least::{Units, least};
use super::super::partial;
use super::super::state::{Mover, States, of_selection};
use super::super::tree::Node;
use crate::rulings::Rulings;
use crate::select::{self, Sheets};

/// What came out under some of the changes.
pub(super) struct Ran {
    /// By mover: as in A, and as in B.
    pub(super) like_a: Vec<bool>,
    pub(super) like_b: Vec<bool>,
    /// Whether everybody is as in A, in everything; and as in B.
    pub(super) all_a: bool,
    pub(super) all_b: bool,
}

pub(super) struct Work<'a> {
    pub(super) tree: &'a Node,
    pub(super) differences: &'a [Difference],
    pub(super) units: Vec<Vec<usize>>,
    /// What leaves together, see [`super::super::least`].
    pub(super) bundles: Vec<Vec<Units>>,
    pub(super) sheets: Sheets<'a>,
    pub(super) rulings: &'a Rulings,
    /// The id of the stage that is compared.
    pub(super) stage: Option<&'a str>,
    pub(super) states: (&'a States, &'a States),
    pub(super) movers: &'a [Mover],
    /// Each change may be tried with so many sets of others to find out what it needs.
    pub(super) tries: usize,
    /// By the set's bits; none where the rules or the pile refuse.
    pub(super) runs: Mutex<BTreeMap<Vec<u64>, Option<Arc<Ran>>>>,
}

impl Work<'_> {
    fn tree_of(&self, set: &Units) -> Node {
        let chosen = set
            .iter()
            .filter_map(|unit| self.units.get(*unit))
            .flatten();
        // In the order of the differences, so that what is added stands in the order of the file.
        let chosen: BTreeSet<usize> = chosen.copied().collect();
        partial::apply(
            self.tree,
            chosen.iter().filter_map(|at| self.differences.get(*at)),
        )
    }

    /// What comes out under a set of changes, once.
    pub(super) fn run(&self, set: &Units) -> Option<Arc<Ran>> {
        let key = self.bits(set);
        let known = self
            .runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some(ran) = known {
            return ran;
        }
        let ran = self.select(set).map(Arc::new);
        self.runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, ran.clone());
        ran
    }

    fn bits(&self, set: &Units) -> Vec<u64> {
        let mut bits = vec![0; self.units.len().div_ceil(64)];
        for unit in set {
            if let Some(word) = bits.get_mut(unit / 64) {
                *word |= 1_u64 << (unit % 64);
            }
        }
        bits
    }

    pub(super) fn knows(&self, set: &Units) -> bool {
        self.runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(&self.bits(set))
    }

    /// The sets that were tried.
    pub(super) fn tried(&self) -> usize {
        self.runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    fn select(&self, set: &Units) -> Option<Ran> {
        let rules = partial::load(&self.tree_of(set))?.of_stage(self.stage);
        let selection = select::select_ruled(&rules, self.sheets, self.rulings).ok()?;
        let states = of_selection(&selection);
        let like = |side: &States| {
            let agrees = |mover: &Mover| {
                let id = &mover.application;
                mover.aspect().agrees(states.get(id), side.get(id))
            };
            self.movers.iter().map(agrees).collect()
        };
        let (a, b) = self.states;
        Some(Ran {
            like_a: like(a),
            like_b: like(b),
            all_a: states == *a,
            all_b: states == *b,
        })
    }

    /// The selections made; rules that do not even load cost next to nothing.
    pub(super) fn count(&self) -> usize {
        self.runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .flatten()
            .count()
    }

    /// The smallest set found that holds a change and can stand.
    pub(super) fn stands(&self, all: &Units, unit: usize) -> Units {
        self.needs(all, unit, &|set| self.run(set).is_some())
    }

    /// The smallest set found that holds a change and can go.
    pub(super) fn goes(&self, all: &Units, unit: usize) -> Units {
        self.needs(all, unit, &|set| {
            self.run(&all.difference(set).copied().collect()).is_some()
        })
    }

    fn needs(&self, all: &Units, unit: usize, holds: &dyn Fn(&Units) -> bool) -> Units {
        let with = |set: &Units| set.iter().copied().chain([unit]).collect::<Units>();
        let others = all.iter().copied().filter(|other| *other != unit).collect();
        let mut left = self.tries;
        let kept = least(others, &self.bundles, |set| {
            // Alone it is always tried.
            let tries = left > 0 || set.is_empty();
            left = left.saturating_sub(1);
            tries && holds(&with(set))
        });
        with(&kept)
    }

    pub(super) fn numbers(&self, unit: &[usize]) -> Vec<usize> {
        unit.iter()
            .filter_map(|at| self.differences.get(*at))
            .map(|difference| difference.said.number)
            .collect()
    }

    /// The units of which these are the first changes.
    pub(super) fn units_of(&self, numbers: &[usize]) -> Units {
        let first = |unit: &usize| {
            self.change_numbers(&Units::from([*unit]))
                .first()
                .is_some_and(|first| numbers.contains(first))
        };
        (0..self.units.len()).filter(first).collect()
    }

    /// The number of each unit's first change.
    pub(super) fn change_numbers(&self, set: &Units) -> Vec<usize> {
        let units = set.iter().filter_map(|unit| self.units.get(*unit)?.first());
        let all = units
            .filter_map(|at| self.differences.get(*at))
            .map(|difference| difference.said.number);
        let mut numbers: Vec<usize> = all.collect();
        numbers.sort_unstable();
        numbers
    }
}
