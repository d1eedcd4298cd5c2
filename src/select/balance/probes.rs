//! What an open answer could change under balance rules: the answer is supposed, and everything is filled anew.
//!
//! Whatever is too much to try is held for possible: `false` is certain.

use std::collections::BTreeMap;

use super::Balancing;
use super::kernel::Kernel;
use super::members::{Memberships, Traits};
use crate::base::ids::Per;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Assignment, Deal};
use crate::rules::{GroupSet, Rules};
use crate::seats::Placing;
use crate::seats::balance::{Candidate, TraitId, balance};
use crate::values::Score;

/// So many times everything is filled anew for all questions about a pool.
const MOST: usize = 400;
/// So many combinations of what somebody may count as are tried.
const COMBINATIONS: usize = 100;

/// Tries answers out in one pool.
pub struct Probes<'a> {
    rules: &'a Rules,
    traits: &'a Traits,
    kernel: Kernel,
    left: usize,
    known: BTreeMap<(usize, GroupSet, Score, Vec<TraitId>), Option<bool>>,
}

impl<'a> Probes<'a> {
    pub fn new(rules: &'a Rules, balancing: &'a Balancing, seats: &[Placing]) -> Self {
        Self {
            rules,
            traits: &balancing.traits,
            kernel: Kernel::new(&balancing.problem, seats),
            left: MOST,
            known: BTreeMap::new(),
        }
    }

    /// Whether somebody whose answers are open could have a seat, ranked just above `before`.
    pub fn could_sit(
        &mut self,
        before: StandingId,
        (fits, score): (GroupSet, Score),
        counts: &Memberships,
    ) -> bool {
        let at = self.kernel.standings.partition_point(|one| *one < before);
        let Some(worlds) = self.worlds(counts) else {
            return true;
        };
        worlds.into_iter().any(|traits| {
            let key = (at, fits, score, traits);
            if let Some(known) = self.known.get(&key) {
                return known.unwrap_or(true);
            }
            let one = Candidate {
                groups: fits,
                traits: key.3.clone(),
                total: score.decimal(),
                ..Candidate::default()
            };
            let mut all: Vec<Candidate> = self.kernel.problem.candidates.iter().cloned().collect();
            all.insert(at, one);
            let found = self
                .solved(all.into())
                .map(|selected| selected.contains(&StandingId(at)));
            self.known.insert(key, found);
            found.unwrap_or(true)
        })
    }

    /// Whether what somebody ranked may count as could change who is selected.
    pub fn matters(&mut self, standing: StandingId, counts: &Memberships) -> bool {
        if !counts.is_open() {
            return false;
        }
        let Ok(at) = self.kernel.standings.binary_search(&standing) else {
            // Behind so many who are alike but for the open answer: it may make them the only one of their kind.
            return true;
        };
        let at = StandingId(at);
        let Some(worlds) = self.worlds(counts) else {
            return true;
        };
        worlds.into_iter().any(|traits| {
            let mut all = self.kernel.problem.candidates.clone();
            all[at].traits = traits;
            let found = self.solved(all);
            found.is_none_or(|selected| selected != self.kernel.selected)
        })
    }

    /// Who is selected; none where that is too hard, or hangs on more than is supposed.
    fn solved(&mut self, candidates: Per<StandingId, Candidate>) -> Option<Vec<StandingId>> {
        let problem = self.kernel.with(candidates);
        self.left = self.left.checked_sub(1)?;
        let places = &self.rules.places;
        // Who is selected hangs on their order of preference, or the deal on who is there.
        if places.assignment == Assignment::PreferenceFirst || places.deal == Deal::InTurn {
            return None;
        }
        let balanced = balance(&problem, &|_| PreferenceOrder::default()).ok()?;
        let proved = balanced.settled.total_at_most.is_none();
        proved.then(|| balanced.selected().collect())
    }

    /// Everything somebody may count as; none where that is more than is tried.
    fn worlds(&self, counts: &Memberships) -> Option<Vec<Vec<TraitId>>> {
        let mut worlds = vec![counts.certain.clone()];
        let possible = counts.possible.iter().map(|of| vec![*of]);
        // None of the known values is one more world.
        let any = counts
            .any_value
            .iter()
            .map(|rule| self.traits.values(*rule).collect());
        for choices in possible.chain(any) {
            let more = worlds
                .iter()
                .flat_map(|world| choices.iter().map(|of| with(world, *of)));
            let more: Vec<Vec<TraitId>> = more.take(COMBINATIONS).collect();
            worlds.extend(more);
            if worlds.len() > COMBINATIONS {
                return None;
            }
        }
        Some(worlds)
    }
}

fn with(world: &[TraitId], of: TraitId) -> Vec<TraitId> {
    let mut world = world.to_vec();
    if !world.contains(&of) {
        world.push(of);
    }
    world
}
