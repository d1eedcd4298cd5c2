//! Whether an answer that is awaited can still take a seat from somebody, and who comes next when one is given back.

use super::balance::successors;
use super::{Outcome, Selection, wished};
use crate::base::ids::ApplicationId;
use crate::judge::preferences::PreferenceOrder;
use crate::people;
use crate::rank::{Standing, StandingId};
use crate::rules::GroupSet;
use crate::seats;

impl Selection<'_> {
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

    /// Whether somebody who has a seat may lose or change it, whatever those who are asked answer.
    pub fn seats_are_open(&self) -> bool {
        *self.seats_open.get_or_init(|| {
            let matters = self
                .balancing
                .as_ref()
                .is_some_and(|one| !one.matters.is_empty());
            matters
                || self.could_sit() > 0 && !self.has_seats_for_all()
                || self.anybody_may_be_somebody_else()
        })
    }

    /// Who would have a seat if somebody who has one had not applied: none where it would stay empty. Nothing where there are too many seats
    /// to work that out, or of somebody without a seat.
    pub fn successor(&self, of: StandingId) -> Option<Option<StandingId>> {
        let all = self.successors.get_or_init(|| {
            if let Some(balancing) = &self.balancing {
                let prefers = |standing| self.prefers(standing);
                return successors(&balancing.problem, &self.filling.seats, &prefers);
            }
            let groups = |standing: &Standing| self.judgements[standing.application].groups;
            let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
            let all = seats::successors(&self.rules.places, &fits, &self.filling.seats);
            all.into_iter().collect()
        });
        all.get(&of).copied()
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

    fn has_seats_for_all(&self) -> bool {
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

    /// Whether one who is asked may turn out to be somebody who has a seat, and to stand for them or to be asked about together with them.
    fn anybody_may_be_somebody_else(&self) -> bool {
        let with = |wanted: fn(Outcome) -> bool| -> Vec<ApplicationId> {
            self.applications
                .ids()
                .filter(|application| wanted(self.outcome(*application)))
                .collect()
        };
        let asked = with(|outcome| matches!(outcome, Outcome::Clarify { .. }));
        let seated = with(|outcome| matches!(outcome, Outcome::Selected { .. }));
        // The id that a row without one is given may be alike to that of somebody seated.
        let without_id = |application: &ApplicationId| {
            !self.applications.has_id(*application)
                && matches!(
                    self.outcome(*application),
                    Outcome::Clarify { could_sit: true }
                )
        };
        let (answers, _) = people::may_give_way(
            &self.rules.form,
            &self.applications,
            &self.people,
            &asked,
            &seated,
        );
        answers > 0 || !seated.is_empty() && asked.iter().any(without_id)
    }
}
