//! Whether an answer that is awaited can still take a seat from somebody, and who comes next when one is given back.

use std::collections::BTreeSet;

use super::{Outcome, Selection};
use crate::base::ids::{self, ApplicationId, with_ids};
use crate::people;
use crate::rank::{Standing, StandingId};
use crate::rules::{GroupSet, Places};
use crate::seats::{self, CouldSit, Placing};

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
            self.could_sit() > 0 && !self.has_seats_for_all() || self.anybody_may_be_somebody_else()
        })
    }

    /// Who would have a seat if somebody who has one had not applied: none where it would stay empty. Nothing where there are too many seats
    /// to work that out, or of somebody without a seat.
    pub fn successor(&self, of: StandingId) -> Option<Option<StandingId>> {
        let all = self.successors.get_or_init(|| {
            let groups = |standing: &Standing| self.judgements[standing.application].groups;
            let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
            let all = seats::successors(&self.rules.places, &fits, &self.filling.seats);
            all.into_iter().collect()
        });
        all.get(&of).copied()
    }

    fn has_seats_for_all(&self) -> bool {
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

/// Whether those who are asked could sit, where some of the ranked may have to make way for others who are.
pub(super) struct WithoutOthers {
    /// By who is taken out of the ranking.
    without: Vec<(Vec<StandingId>, CouldSit)>,
}

/// Who of some applications may have to make way, and how many answers are awaited that may make one do so.
type GiveWay<'a> = &'a dyn Fn(&[ApplicationId]) -> (usize, BTreeSet<ApplicationId>);

/// Passes over the ranking, each times those in it, that are made to look at every single seat.
const MOST: usize = 2_000_000;

impl WithoutOthers {
    /// `give_way` says who of the ranked may have to, and how many answers are awaited that may each make one do so.
    pub(super) fn new(
        places: &Places,
        fits: &[GroupSet],
        seats: &[Placing],
        (standings, give_way): (&[Standing], GiveWay<'_>),
    ) -> Self {
        let ranked: Vec<ApplicationId> = standings
            .iter()
            .map(|standing| standing.application)
            .collect();
        let (answers, who) = give_way(&ranked);
        let positions: Vec<StandingId> = with_ids(&ranked)
            .filter(|(_, one)| who.contains(one))
            .map(|(at, _)| at)
            .collect();
        let sits =
            |at: &StandingId| matches!(ids::at(seats, *at), Placing::Seat(_) | Placing::OpenSeat);
        let seated: Vec<StandingId> = positions.iter().copied().filter(sits).collect();
        let few = answers == 1 && seated.len().saturating_mul(fits.len()) <= MOST;
        // Where several may go, all of them do: nobody's chances are smaller by that.
        let sets: Vec<Vec<StandingId>> = match () {
            () if seated.is_empty() || answers == 0 => Vec::new(),
            () if few => seated.into_iter().map(|at| vec![at]).collect(),
            () => vec![positions],
        };
        let without = |gone: Vec<StandingId>| {
            let left = with_ids(fits).filter(|(at, _)| gone.binary_search(at).is_err());
            let left: Vec<GroupSet> = left.map(|(_, fits)| *fits).collect();
            (gone, CouldSit::new(places, &left))
        };
        Self {
            without: sets.into_iter().map(without).collect(),
        }
    }

    /// Whether an extra candidate ranked just above this one could sit once somebody else has made way.
    pub(super) fn could_sit(&mut self, before: StandingId, fits: GroupSet) -> bool {
        self.without.iter_mut().any(|(gone, pool)| {
            let above = gone.partition_point(|at| *at < before);
            pool.one_more(StandingId(before.0.saturating_sub(above)), fits)
        })
    }
}
