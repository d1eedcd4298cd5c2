//! The kernel of a pool: those who can be selected at all. The solver cannot tell those apart who fit the same groups and count as the
//! same, so only the best of them can be, as many as there are seats (and one more, where one is gone or comes).

use std::collections::{BTreeMap, BTreeSet};

use super::passed_over::PassedOver;
use crate::base::ids::{Per, find, with_ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::seats::Placing;
use crate::seats::balance::{Candidate, Problem, Proofs, Proven, Settled, TraitId};

#[derive(Debug, Clone)]
pub(super) struct Kernel {
    /// Its candidates have ids of their own.
    pub(super) problem: Problem,
    /// Who they are in the whole pool, best first.
    pub(super) standings: Vec<StandingId>,
    /// Who of them is selected.
    pub(super) selected: Vec<StandingId>,
    seats: Per<StandingId, Placing>,
}

impl Kernel {
    /// `seats` of nobody: nothing is selected yet.
    pub(super) fn new(whole: &Problem, seats: &[Placing]) -> Self {
        Self::beside(whole, seats, &BTreeSet::new())
    }

    /// The same where these may count as something else.
    pub(super) fn beside(whole: &Problem, seats: &[Placing], open: &BTreeSet<StandingId>) -> Self {
        let spare = u32::try_from(open.len()).unwrap_or(u32::MAX);
        let most = whole.cap.saturating_add(1).saturating_add(spare);
        let mut alike: BTreeMap<(GroupSet, &[TraitId]), u32> = BTreeMap::new();
        let mut standings = Vec::new();
        let mut selected = Vec::new();
        let mut sits: Per<StandingId, Placing> = Per::default();
        let mut candidates: Per<StandingId, Candidate> = Per::default();
        for (standing, candidate) in whole.candidates.each() {
            let many = alike
                .entry((candidate.groups, &candidate.traits))
                .or_default();
            *many = many.saturating_add(1);
            let seat = find(seats, standing);
            let has_seat = matches!(seat, Some(Placing::Seat(_) | Placing::OpenSeat));
            if *many <= most || has_seat || open.contains(&standing) {
                standings.push(standing);
                let at = candidates.push(candidate.clone());
                selected.extend(has_seat.then_some(at));
                sits.push(match seat {
                    Some(seat) if has_seat => *seat,
                    _ => Placing::Unplaced,
                });
            }
        }
        Self {
            problem: with(whole, candidates),
            standings,
            selected,
            seats: sits,
        }
    }

    /// What proves that it is they who are selected; none where that is not all proved.
    pub(super) fn proven(
        &self,
        (settled, proofs): (&Settled, &Proofs),
        passed_over: &BTreeMap<StandingId, PassedOver>,
    ) -> Option<Proven> {
        let mut certificates = Vec::new();
        for (at, standing) in with_ids(&self.standings) {
            if let Some(found) = passed_over.get(standing) {
                certificates.push((at, found.certificate.clone()?));
            }
        }
        let numbers = (settled.clone(), proofs.clone());
        Proven::new(
            self.problem.clone(),
            numbers,
            self.seats.clone(),
            certificates,
        )
    }

    /// The same seats and rules for others.
    pub(super) fn with(&self, candidates: Per<StandingId, Candidate>) -> Problem {
        with(&self.problem, candidates)
    }
}

fn with(problem: &Problem, candidates: Per<StandingId, Candidate>) -> Problem {
    Problem {
        candidates,
        rules: problem.rules.clone(),
        sizes: problem.sizes.clone(),
        ..*problem
    }
}
