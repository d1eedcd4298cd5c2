//! What an open answer could change under balance rules: the answer is supposed, and everything is filled anew.
//!
//! Whatever is too much to try is held for possible: `false` is certain.

use std::collections::BTreeMap;

use super::kernel::Kernel;
use super::members::{Memberships, Traits};
use super::passed_over::PassedOver;
use super::possible::combinations;
use crate::base::ids::Per;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Assignment, Objective};
use crate::rules::{Asks, GroupSet, Rules};
use crate::seats::balance::{
    BESIDE, Candidate, Problem, Proofs, Proven, Rule, Settled, TraitId, balance_within,
};
use crate::seats::{Placing, is_in_turn};
use crate::values::Score;

/// So many times everything is filled anew for all questions about a pool.
const MOST: usize = 400;

/// Tries answers out in one pool.
pub struct Probes<'r> {
    rules: &'r Rules,
    /// Who is selected hangs on more than is supposed: on orders of preference, or on how the seats are dealt to those who are there.
    hangs_on_more: bool,
    /// Who is selected hangs on totals, beside their order.
    by_total: bool,
    traits: Traits,
    kernel: Kernel,
    left: usize,
    /// The work that may be done for all of them.
    purse: u64,
    /// What proves who is selected by now; none where that is not asked, or not proved.
    proven: Option<Proven>,
    known: BTreeMap<(usize, GroupSet, Score, Vec<TraitId>), Option<bool>>,
}

impl<'r> Probes<'r> {
    /// `seats` as they are filled without any answer; of nobody, where that is not asked about.
    pub fn new(rules: &'r Rules, traits: Traits, problem: &Problem, seats: &[Placing]) -> Self {
        let places = &rules.places;
        let is_gentle = |rule: &Rule| matches!(&rule.asks, Asks::Aim(aim) if aim.within.is_some());
        Self {
            rules,
            by_total: places.objective == Objective::Total || problem.rules.iter().any(is_gentle),
            hangs_on_more: places.assignment == Assignment::PreferenceFirst || is_in_turn(places),
            traits,
            kernel: Kernel::new(problem, seats),
            left: MOST,
            purse: BESIDE,
            proven: None,
            known: BTreeMap::new(),
        }
    }

    /// Takes up what proves who is selected by now, so that most answers need no search.
    pub fn proved_by(
        &mut self,
        numbers: (&Settled, &Proofs),
        passed_over: &BTreeMap<StandingId, PassedOver>,
    ) {
        self.proven = self.kernel.proven(numbers, passed_over);
    }

    /// Whether somebody whose answers are open could have a seat, ranked just above `before`.
    pub fn could_sit(
        &mut self,
        before: StandingId,
        (fits, score): (GroupSet, Score),
        counts: &Memberships,
    ) -> bool {
        let at = self.kernel.standings.partition_point(|one| *one < before);
        let Some(worlds) = combinations(self.rules, &self.traits, counts) else {
            return true;
        };
        worlds
            .into_iter()
            .any(|traits| self.sits_at(at, (fits, score), traits).unwrap_or(true))
    }

    /// Whether somebody of whom everything is known has a seat, ranked just above `before`; none where that was not found out.
    pub fn sits(
        &mut self,
        before: StandingId,
        one: (GroupSet, Score),
        counts: &Memberships,
    ) -> Option<bool> {
        let at = self.kernel.standings.partition_point(|one| *one < before);
        self.sits_at(at, one, counts.certain.clone())
    }

    fn sits_at(
        &mut self,
        at: usize,
        (fits, score): (GroupSet, Score),
        traits: Vec<TraitId>,
    ) -> Option<bool> {
        let told_apart = if self.by_total {
            score
        } else {
            Score::default()
        };
        let key = (at, fits, told_apart, traits);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let one = Candidate {
            groups: fits,
            traits: key.3.clone(),
            total: score.decimal(),
            ..Candidate::default()
        };
        let before = StandingId(at);
        let out = self.proven.as_ref().filter(|_| !self.hangs_on_more);
        if out.is_some_and(|proven| proven.keeps_out(before, &one)) {
            self.known.insert(key, Some(false));
            return Some(false);
        }
        let mut all: Vec<Candidate> = self.kernel.problem.candidates.iter().cloned().collect();
        all.insert(at, one);
        let found = self
            .solved(all.into())
            .map(|selected| selected.contains(&before));
        self.known.insert(key, found);
        found
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
        let Some(worlds) = combinations(self.rules, &self.traits, counts) else {
            return true;
        };
        worlds.into_iter().any(|traits| {
            let proven = self.proven.as_ref().filter(|_| !self.hangs_on_more);
            if proven.is_some_and(|proven| proven.stays_if(at, traits.clone())) {
                return false;
            }
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
        if self.hangs_on_more {
            return None;
        }
        let balanced =
            balance_within(&problem, &|_| PreferenceOrder::default(), &mut self.purse).ok()?;
        let proved = balanced.settled.total_at_most.is_none();
        proved.then(|| balanced.selected().collect())
    }
}
