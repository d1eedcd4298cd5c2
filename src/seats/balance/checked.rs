//! A selection and its proofs held against the problem, without any search: rows are added up, and nothing of the solver's work is
//! taken on trust but who moved for the sake of a gentle aim.

use std::collections::BTreeSet;

use super::class::ClassId;
use super::classes::Classes;
use super::layout::{Layout, Settled};
use super::outcome::{Beside, Outcome, is_in};
use super::problem::Problem;
use super::proof::{Proof, State, refutes};
use super::rows::{Reason, Rows};
use super::seating::{Seating, keeps};
use super::smallest::{Certificate, activate};
use super::stages::{Proofs, is_best};
use super::walk::{fixed, start};
use super::why::{Swap, exchanged};
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::seats::Placing;
use crate::seats::group_bits::BlockId;

/// What a selection came to, and what it is held against.
pub struct Checker<'a> {
    outcome: Outcome<'a>,
    layout: Layout,
    classes: Classes,
    /// With the bounds that were settled.
    rows: Rows,
}

impl<'a> Checker<'a> {
    /// `settled` and `seats` are what the selection came to, one seat for each candidate.
    pub fn new(
        problem: &'a Problem,
        settled: &'a Settled,
        seats: &'a Per<StandingId, Placing>,
    ) -> Self {
        Self::with(Classes::new(problem), problem, settled, seats)
    }

    pub(super) fn with(
        classes: Classes,
        problem: &'a Problem,
        settled: &'a Settled,
        seats: &'a Per<StandingId, Placing>,
    ) -> Self {
        let layout = Layout::new(problem);
        let mut rows = layout.rows.clone();
        layout.settle(&mut rows, problem, settled);
        Self {
            outcome: Outcome::new(problem, settled, seats),
            layout,
            classes,
            rows,
        }
    }

    pub(super) fn class(&self, standing: StandingId) -> ClassId {
        self.classes.of[standing]
    }

    /// Whether everybody sits where they can, whoever holds a seat has one, and every rule is kept; aims come as near as was settled.
    pub fn is_lawful(&self) -> bool {
        let Outcome {
            problem,
            seats,
            settled,
            ..
        } = self.outcome;
        let groups = self.classes.groups;
        let sits = |(standing, seat): (StandingId, &Placing)| {
            let block = match seat {
                Placing::Seat(group) => BlockId::from(*group),
                _ => BlockId(groups),
            };
            (self.classes.of[standing], block, 1)
        };
        let mut seating: Seating = Seating::new();
        for one in seats.each().filter(|(_, seat)| is_in(**seat)).map(sits) {
            match seating
                .iter_mut()
                .find(|own| (own.0, own.1) == (one.0, one.1))
            {
                Some(own) => own.2 = own.2.saturating_add(1),
                None => seating.push(one),
            }
        }
        // Whoever a gentle aim keeps in is in, and whoever it bars is out.
        let fixed = fixed(problem, &settled.windows);
        let as_fixed = fixed
            .each()
            .all(|(standing, fixed)| fixed.allows(is_in(seats[standing])));
        as_fixed
            && keeps(
                &self.rows,
                &self.classes,
                &start(&self.classes, &fixed),
                &seating,
            )
    }

    /// Whether no more seats could be filled, no aim come nearer and no sum be larger, as far as each of them decides.
    pub fn is_settled(&self, proofs: &Proofs) -> bool {
        let Outcome {
            problem, settled, ..
        } = self.outcome;
        is_best(problem, (&self.layout, &self.classes), settled, proofs)
    }

    /// Whether a certificate proves that somebody could not be selected beside those above them.
    pub fn keeps_out(&mut self, standing: StandingId, certificate: &Certificate) -> bool {
        let barred = self.outcome.barred(standing);
        if barred.is_some_and(|barred| certificate.reasons.contains(&barred)) {
            return true;
        }
        let beside = Beside {
            above: self.outcome.above(standing),
            with: Some(standing),
        };
        let reasons: BTreeSet<Reason> = certificate.reasons.iter().copied().collect();
        let state = self.outcome.state(&self.classes, beside, &reasons);
        self.refutes(&reasons, &state, &certificate.proof)
    }

    /// The same of somebody more, of a class, above whom so many of those selected stand.
    pub(super) fn keeps_out_one_more(
        &mut self,
        class: ClassId,
        above: usize,
        certificate: &Certificate,
    ) -> bool {
        let beside = Beside { above, with: None };
        let reasons: BTreeSet<Reason> = certificate.reasons.iter().copied().collect();
        let mut state = self.outcome.state(&self.classes, beside, &reasons);
        let least = &mut state.least[class];
        *least = least.saturating_add(1);
        self.refutes(&reasons, &state, &certificate.proof)
    }

    /// Whether somebody is the lowest of those selected, and may not be exchanged for somebody above them.
    pub fn forbids(&mut self, standing: StandingId, swap: &Swap) -> bool {
        let is_lowest = self.outcome.selected.last() == Some(&swap.seated);
        let reasons: BTreeSet<Reason> = swap.certificate.reasons.iter().copied().collect();
        let of = (standing, swap.seated);
        is_lowest && standing < swap.seated && {
            let state = exchanged(&self.outcome, &self.classes, of, &reasons);
            self.refutes(&reasons, &state, &swap.certificate.proof)
        }
    }

    /// Whether a certificate names no reason that its proof does without, so that its reasons are a smallest set as far as it shows that.
    pub fn needs_all_to_keep_out(
        &mut self,
        standing: StandingId,
        certificate: &Certificate,
    ) -> bool {
        let without = |reasons| Certificate {
            reasons,
            proof: certificate.proof.clone(),
        };
        let mut each = fewer(certificate).into_iter();
        each.all(|reasons| !self.keeps_out(standing, &without(reasons)))
    }

    /// The same of what forbids an exchange.
    pub fn needs_all_to_forbid(&mut self, standing: StandingId, swap: &Swap) -> bool {
        let without = |reasons| Swap {
            seated: swap.seated,
            certificate: Certificate {
                reasons,
                proof: swap.certificate.proof.clone(),
            },
        };
        let mut each = fewer(&swap.certificate).into_iter();
        each.all(|reasons| !self.forbids(standing, &without(reasons)))
    }

    /// The lowest of those who have a seat.
    pub fn lowest_selected(&self) -> Option<StandingId> {
        self.outcome.selected.last().copied()
    }

    fn refutes(&mut self, reasons: &BTreeSet<Reason>, state: &State, proof: &Proof) -> bool {
        activate(&mut self.rows, Some(reasons));
        let mut used = proof.0.rows().into_iter();
        let holds = used.all(|row| self.rows.all.find(row).is_some())
            && refutes(&self.rows, &self.classes, state, &proof.0);
        activate(&mut self.rows, None);
        holds
    }
}

/// The reasons of a certificate without each of them.
fn fewer(certificate: &Certificate) -> Vec<Vec<Reason>> {
    let reasons = &certificate.reasons;
    let without = |gone: &Reason| reasons.iter().copied().filter(|one| one != gone).collect();
    reasons.iter().map(without).collect()
}
