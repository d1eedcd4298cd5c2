//! How many are asked and could win a seat, whether there are seats for all of them, and who comes next when one is given back.

use super::balance::{CameBefore, successors};
use super::{Outcome, Selection, wished};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::{Standing, StandingId};
use crate::rules::GroupSet;
use crate::seats;
use crate::words::outcomes::Awaited;

impl Selection<'_> {
    /// How many wait for an answer: those who are unclear, and how many of these could win a seat; and those who are ranked, where balance
    /// rules hang on their answers.
    pub fn awaited(&self) -> Awaited {
        let ranked = self.balancing.as_ref();
        Awaited {
            unclear: self.unclear(),
            could_sit: self.could_sit(),
            ranked: ranked.map_or(0, |balancing| balancing.matters.len()),
            is_shortlisting: self.rules.is_shortlisting(),
        }
    }

    /// How many wait for an answer.
    pub fn unclear(&self) -> usize {
        self.outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Outcome::Clarify { .. }))
            .count()
    }

    /// How many of those could win a seat.
    pub fn could_sit(&self) -> usize {
        self.outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Outcome::Clarify { could_sit: true }))
            .count()
    }

    /// Who would have a seat if somebody who has one had not applied: none where it would stay empty. Nothing where there are too many seats
    /// to work that out, or of somebody without a seat.
    pub fn successor(&self, of: StandingId) -> Option<Option<StandingId>> {
        let all = self.successors.get_or_init(|| {
            if let Some(balancing) = &self.balancing {
                let prefers = |standing| self.prefers(standing);
                let (problem, seats) = (&balancing.problem, &self.filling.seats);
                return successors(&self.rules.places, problem, seats, &prefers);
            }
            let groups = |standing: &Standing| self.judgements[standing.application].groups;
            let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
            let all = seats::successors(&self.rules.places, &fits, &self.filling.seats);
            all.into_iter().collect()
        });
        all.get(&of).copied()
    }

    /// Before whom somebody is seated who is ranked below, and why.
    pub fn came_before(&self, standing: StandingId) -> Option<&CameBefore> {
        self.balancing.as_ref()?.came_before.get(&standing)
    }

    /// The groups that somebody ranked wants, best first.
    fn prefers(&self, standing: StandingId) -> PreferenceOrder {
        let one = self.standings[standing].application;
        wished(
            self.rules,
            &self.applications,
            one,
            self.judgements[one].groups,
        )
    }

    pub(super) fn has_seats_for_all(&self) -> bool {
        // Under balance rules one more may change who sits where there are seats.
        if self.balancing.is_some() {
            return false;
        }
        let could_sit = |outcome: &Outcome| matches!(outcome, Outcome::Clarify { could_sit: true });
        let open = self
            .outcomes
            .each()
            .filter(|(_, outcome)| could_sit(outcome));
        // Of whom nothing is known but that they may win a seat, any may be theirs.
        let groups = open.map(|(application, _)| {
            let best = &self.outlooks.get(&application)?.best;
            Some(
                best.iter()
                    .flat_map(|(groups, _)| groups.iter())
                    .collect::<GroupSet>(),
            )
        });
        let groups: Option<Vec<GroupSet>> = groups.collect();
        groups.is_some_and(|groups| self.filling.has_seats_for(&self.rules.places, &groups))
    }
}
