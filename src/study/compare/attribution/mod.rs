//! Which change did it: rules with some of the changes made, each put through the real selection.
//!
//! First each change alone, made in A; then all but one, which is that one taken from B. What cannot stand alone takes
//! along what it needs. Whoever no single change moves gets a smallest set that does: all changes, and as many of them taken
//! away again, those that belong together together, as leave the outcome what it is under B; see `least`.

mod trials;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use self::trials::{Ran, Work};

use crate::base::each;

use super::changes::Difference;
use super::least::{self, Units, least};
use super::state::{Mover, States};
use super::tree::Node;
use crate::rulings::Rulings;
use crate::select::Sheets;

/// So many applications may be judged in all: each selection judges the whole pile.
const WORK: usize = 3_000_000;
/// And so many selections made, however small the pile.
const RUNS: usize = 4_000;
/// And so many bytes of rules loaded, most of them to find out what can stand without what.
const LOADED: usize = 200_000_000;

/// What was found out about the changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Attribution {
    /// Whether the changes could be taken apart: without them A came out, and with all of them B.
    pub(super) sound: bool,
    /// The changes put together, by number: one each, and more where there was too much work.
    pub(super) units: Vec<Vec<usize>>,
    /// What a bundle cannot stand without; bundles go by the number of their first change.
    pub(super) stands_with: BTreeMap<usize, Vec<usize>>,
    /// The bundles that change nobody's outcome, place, total or criteria, made alone or taken away alone.
    pub(super) without_effect: BTreeSet<usize>,
    /// Selections made.
    pub(super) runs: usize,
    /// Whether somebody's smallest set was not looked for to the end, since the bound was reached.
    pub(super) bounded: bool,
}

impl Attribution {
    /// The number a change goes by, which is that of the first in its bundle.
    pub(super) fn bundles(&self) -> BTreeMap<usize, usize> {
        let of = |unit: &Vec<usize>| {
            let first = unit.first().copied().unwrap_or_default();
            unit.iter()
                .map(move |number| (*number, first))
                .collect::<Vec<_>>()
        };
        self.units.iter().flat_map(of).collect()
    }

    /// Whether changes were put together because there was too much work.
    pub(super) fn is_coarse(&self) -> bool {
        self.units.iter().any(|unit| unit.len() > 1)
    }
}

/// Says for every mover which changes do it.
pub(super) fn attribute(
    tree: &Node,
    differences: &[Difference],
    (sheets, rulings, stage): (Sheets<'_>, &Rulings, Option<&str>),
    states: (&States, &States),
    movers: &mut [Mover],
) -> Attribution {
    let applications = states.0.len().max(states.1.len()).max(1);
    let loads = (LOADED / tree.text().len().max(1)).clamp(16, 20_000);
    let most = (WORK / applications).clamp(4, RUNS).min(loads);
    let units = units(differences, most);
    let seen: Vec<Mover> = movers.to_vec();
    let tries = loads / units.len().saturating_mul(2).max(1);
    let bundles = least::bundles(tree, differences, &units);
    let (movers_seen, runs) = (&*seen, Mutex::default());
    let work = Work {
        tree,
        differences,
        units,
        bundles,
        sheets,
        rulings,
        stage,
        states,
        movers: movers_seen,
        tries,
        runs,
    };
    let all: Units = (0..work.units.len()).collect();
    let none = work.run(&Units::new());
    let whole = work.run(&all);
    let mut found = Attribution {
        sound: none.is_some_and(|ran| ran.all_a) && whole.is_some_and(|ran| ran.all_b),
        units: work.units.iter().map(|unit| work.numbers(unit)).collect(),
        ..Attribution::default()
    };
    if !found.sound {
        found.runs = work.count();
        return found;
    }
    let units: Vec<usize> = all.iter().copied().collect();
    let single: Vec<(Units, Units)> = each::heavy(&units, |unit| {
        (work.stands(&all, *unit), work.goes(&all, *unit))
    });
    for (unit, (with, without)) in single.iter().enumerate() {
        let rest: Units = all.difference(without).copied().collect();
        let (made, taken_back) = (work.run(with), work.run(&rest));
        found.note(&work, unit, with, (made.as_deref(), taken_back.as_deref()));
        let (set, own) = (
            work.change_numbers(with),
            work.change_numbers(&Units::from([unit])),
        );
        for (number, mover) in movers.iter_mut().enumerate() {
            if made
                .as_ref()
                .is_some_and(|ran| ran.like_b.get(number) == Some(&true))
            {
                add(&mut mover.by, &set);
            }
            if taken_back
                .as_ref()
                .is_some_and(|ran| ran.like_a.get(number) == Some(&true))
            {
                mover.needed.extend(&own);
            }
        }
    }
    let mut sets: Vec<Units> = Vec::new();
    for (number, mover) in movers.iter_mut().enumerate() {
        let does = |set: &Units| {
            work.run(set)
                .is_some_and(|ran| ran.like_b.get(number) == Some(&true))
        };
        let more = || work.count() < most && work.tried() < loads;
        let mut holds = |set: &Units| (work.knows(set) || more()) && does(set);
        if !mover.by.is_empty() {
            // A change that takes along what it needs may take along what does it without.
            let known = std::mem::take(&mut mover.by);
            for set in known.iter().map(|numbers| work.units_of(numbers)) {
                add(
                    &mut mover.by,
                    &work.change_numbers(&least::smaller(&set, &mut holds).unwrap_or(set)),
                );
            }
            continue;
        }
        if !more() {
            (mover.bounded, found.bounded) = (true, true);
            continue;
        }
        let smallest = sets
            .iter()
            .filter(|set| does(set))
            .min_by_key(|set| set.len());
        let set = least(smallest.unwrap_or(&all).clone(), &work.bundles, holds);
        // Cut short, the set may hold more than it needs.
        mover.bounded = !more();
        found.bounded |= mover.bounded;
        mover.by.push(work.change_numbers(&set));
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    let together: BTreeSet<usize> = movers
        .iter()
        .flat_map(|mover| mover.by.iter().flatten().copied())
        .collect();
    found
        .without_effect
        .retain(|number| !together.contains(number));
    found.runs = work.count();
    found
}

impl Attribution {
    /// Notes what a change needs and whether anything hangs on it.
    fn note(
        &mut self,
        work: &Work<'_>,
        unit: usize,
        with: &Units,
        ran: (Option<&Ran>, Option<&Ran>),
    ) {
        let others: Units = with
            .iter()
            .copied()
            .filter(|other| *other != unit)
            .collect();
        let idle = ran.0.is_some_and(|ran| ran.all_a) && ran.1.is_some_and(|ran| ran.all_b);
        for number in work.change_numbers(&Units::from([unit])) {
            if !others.is_empty() {
                self.stands_with
                    .insert(number, work.change_numbers(&others));
            }
            if idle {
                self.without_effect.insert(number);
            }
        }
    }
}

/// Adds a set of changes unless a smaller one is there; larger ones go.
fn add(sets: &mut Vec<Vec<usize>>, set: &[usize]) {
    let within = |small: &[usize], large: &[usize]| small.iter().all(|one| large.contains(one));
    if !sets.iter().any(|known| within(known, set)) {
        sets.retain(|known| !within(set, known));
        sets.push(set.to_vec());
    }
}

/// The changes that decide something, one a unit; put together by what they stand in, then by section, then all, where there
/// would be more selections to make than may be made.
fn units(differences: &[Difference], most: usize) -> Vec<Vec<usize>> {
    let deciding: Vec<usize> = differences
        .iter()
        .enumerate()
        .filter(|(_, difference)| !difference.said.text)
        .map(|(at, _)| at)
        .collect();
    let fits = |units: &Vec<Vec<usize>>| units.len().saturating_mul(2).saturating_add(2) <= most;
    let single: Vec<Vec<usize>> = deciding.iter().map(|at| vec![*at]).collect();
    let by = |depth: usize| {
        let mut units: BTreeMap<Vec<&String>, Vec<usize>> = BTreeMap::new();
        for at in &deciding {
            let path = differences
                .get(*at)
                .map(|difference| difference.path.iter().take(depth).collect::<Vec<_>>());
            units.entry(path.unwrap_or_default()).or_default().push(*at);
        }
        let mut units: Vec<Vec<usize>> = units.into_values().collect();
        units.sort();
        units
    };
    let coarser = (0..=2).rev().map(by);
    std::iter::once(single)
        .chain(coarser)
        .find(fits)
        .unwrap_or_else(|| by(0))
}
