//! A selection with its proofs, to be tried on a pool that is a little different: where they all hold, the selection is the same, and
//! nothing need be searched for (postoptimality, by the certificates alone).

use std::collections::BTreeSet;

use super::checked::Checker;
use super::class::ClassId;
use super::classes::Classes;
use super::layout::Settled;
use super::problem::{Candidate, Problem, TraitId};
use super::smallest::Certificate;
use super::stages::Proofs;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Asks, Assignment, Objective};
use crate::seats::Placing;

#[derive(Debug, Clone)]
pub struct Proven {
    problem: Problem,
    settled: Settled,
    proofs: Proofs,
    seats: Per<StandingId, Placing>,
    selected: Vec<StandingId>,
    /// By those without a seat.
    certificates: Vec<(StandingId, Certificate)>,
    classes: Classes,
}

impl Proven {
    /// None where the proofs do not say everything: gentle aims look at totals, and preferences at who came first.
    pub fn new(
        problem: Problem,
        (settled, proofs): (Settled, Proofs),
        seats: Per<StandingId, Placing>,
        certificates: Vec<(StandingId, Certificate)>,
    ) -> Option<Self> {
        let gentle = |asks: &Asks| matches!(asks, Asks::Aim(aim) if aim.within.is_some());
        let is_seat = |seat: Placing| matches!(seat, Placing::Seat(_) | Placing::OpenSeat);
        let selected = seats.each().filter(|(_, seat)| is_seat(**seat));
        let selected: Vec<StandingId> = selected.map(|(standing, _)| standing).collect();
        let everybody = selected.len().checked_add(certificates.len()) == Some(seats.len());
        let says_everything = everybody
            && problem.objective != Objective::Total
            && problem.assignment == Assignment::SelectionFirst
            && !problem.rules.iter().any(|rule| gentle(&rule.asks));
        says_everything.then(|| Self {
            classes: Classes::new(&problem),
            problem,
            settled,
            proofs,
            seats,
            selected,
            certificates,
        })
    }

    /// Whether certainly the same people are selected where somebody counts as something else.
    pub fn stays_if(&self, standing: StandingId, traits: Vec<TraitId>) -> bool {
        let mut problem = self.problem.clone();
        problem.candidates[standing].traits = traits;
        let to = &problem.candidates[standing];
        let classes = self.classes.moved(&problem, standing, to);
        let mut checker = Checker::with(classes, &problem, &self.settled, &self.seats);
        checker.is_lawful() && checker.is_settled(&self.proofs) && {
            let mut known: BTreeSet<(ClassId, usize)> = BTreeSet::new();
            self.certificates.iter().all(|(one, certificate)| {
                // Whoever is alike, with as many above, has the same certificate.
                let seen = (checker.class(*one), self.above(*one));
                !known.insert(seen) || checker.keeps_out(*one, certificate)
            })
        }
    }

    /// Whether somebody more, ranked just above another, certainly has no seat.
    pub fn keeps_out(&self, before: StandingId, one: &Candidate) -> bool {
        let mut classes = self.classes.clone();
        let class = classes.one_more(&self.problem, one);
        let mut checker = Checker::with(classes, &self.problem, &self.settled, &self.seats);
        let above = self.above(before);
        let ranked_above = self.certificates.iter();
        let mut ranked_above = ranked_above.take_while(|(other, _)| *other < before);
        let mut known: BTreeSet<(ClassId, usize)> = BTreeSet::new();
        checker.is_lawful()
            && checker.is_settled(&self.proofs)
            && ranked_above.all(|(other, certificate)| {
                let seen = (checker.class(*other), self.above(*other));
                !known.insert(seen) || checker.keeps_out(*other, certificate)
            })
            && {
                // What leaves no room beside some leaves none beside more.
                let known = self.certificates.iter();
                let known = known.filter(|(other, _)| self.above(*other) <= above);
                let mut tried: Vec<&Certificate> = Vec::new();
                known
                    .map(|(_, certificate)| certificate)
                    .any(|certificate| {
                        let first = !tried.contains(&certificate);
                        tried.push(certificate);
                        first && checker.keeps_out_one_more(class, above, certificate)
                    })
            }
    }

    /// How many of those selected are ranked above.
    fn above(&self, standing: StandingId) -> usize {
        self.selected.partition_point(|one| *one < standing)
    }
}
