//! Whether those who are asked could have a seat beside everybody who is ranked.

use std::collections::{BTreeMap, BTreeSet};

use super::balance::{Balancing, Memberships, Probes, Traits};
use crate::base::ids::{self, ApplicationId, Per, with_ids};
use crate::rank::{Standing, StandingId};
use crate::rules::{GroupSet, Places, Rules};
use crate::seats::{CouldSit, Filling, Placing};
use crate::values::Score;

/// Everybody ranked, and what is worked out of them once it is asked.
pub(super) struct Pool<'a> {
    places: &'a Places,
    standings: &'a Per<StandingId, Standing>,
    fits: &'a [GroupSet],
    seats: &'a [Placing],
    give_way: GiveWay<'a>,
    by_rank: CouldSit,
    without_others: Option<WithoutOthers>,
    by_balance: Option<ByBalance<'a>>,
}

/// Under balance rules.
struct ByBalance<'a> {
    balancing: &'a Balancing,
    probes: Probes<'a>,
    /// Those of people who are not ranked, too; and what they count as.
    traits: Traits,
    asked: BTreeMap<ApplicationId, Memberships>,
    /// Whether an answer may make somebody ranked give way.
    may_give_way: Option<bool>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        (standings, fits): (&'a Per<StandingId, Standing>, &'a [GroupSet]),
        (filling, balancing): (&'a Filling, Option<&'a Balancing>),
        give_way: GiveWay<'a>,
    ) -> Self {
        let by_balance = balancing.map(|balancing| {
            let traits = balancing.traits.clone();
            let mut probes = Probes::new(rules, traits, &balancing.problem, &filling.seats);
            let numbers = (&balancing.settled, &balancing.proofs);
            probes.proved_by(numbers, &balancing.passed_over);
            ByBalance {
                balancing,
                probes,
                traits: balancing.traits.clone(),
                asked: BTreeMap::new(),
                may_give_way: None,
            }
        });
        Self {
            places: &rules.places,
            standings,
            fits,
            seats: &filling.seats,
            give_way,
            by_rank: CouldSit::new(&rules.places, fits),
            without_others: None,
            by_balance,
        }
    }

    /// Takes note of what somebody who is asked counts as; none without balance rules.
    pub(super) fn count_as(
        &mut self,
        application: ApplicationId,
        counts: impl FnOnce(&mut Traits) -> Memberships,
    ) -> Option<(&Memberships, &Traits)> {
        let by_balance = self.by_balance.as_mut()?;
        let counts = counts(&mut by_balance.traits);
        let counts = by_balance.asked.entry(application).insert_entry(counts);
        Some((counts.into_mut(), &by_balance.traits))
    }

    /// Whether somebody of whom [`Self::count_as`] took note could, with one of the best possible groups and scores, winning every tie.
    pub(super) fn could_sit(
        &mut self,
        application: ApplicationId,
        best: &[(GroupSet, Score)],
    ) -> bool {
        let standings = self.standings.as_slice();
        let before = |score: Score| {
            let above = |standing: &Standing| standing.score > score;
            StandingId(standings.partition_point(above))
        };
        if let Some(by_balance) = &mut self.by_balance {
            let probes = &mut by_balance.probes;
            let counts = by_balance.asked.entry(application).or_default();
            let mut could = best
                .iter()
                .map(|(fits, score)| (before(*score), (*fits, *score)));
            let could = could.any(|(before, one)| probes.could_sit(before, one, counts));
            return could
                || *by_balance.may_give_way.get_or_insert_with(|| {
                    let ranked = standings.iter().map(|standing| standing.application);
                    let (answers, _) = (self.give_way)(&ranked.collect::<Vec<_>>());
                    answers > 0
                });
        }
        best.iter().any(|(fits, score)| {
            let before = before(*score);
            let without_others = || {
                let ranking = (standings, self.give_way);
                WithoutOthers::new(self.places, self.fits, self.seats, ranking)
            };
            self.by_rank.one_more(before, *fits)
                || self
                    .without_others
                    .get_or_insert_with(without_others)
                    .could_sit(before, *fits)
        })
    }

    /// What those who are asked count as, and everything that anybody counts as; none without balance rules.
    pub(super) fn asked(self) -> Option<(Traits, BTreeMap<ApplicationId, Memberships>)> {
        self.by_balance
            .map(|by_balance| (by_balance.traits, by_balance.asked))
    }

    /// Those ranked who have an open answer that could change who is selected under balance rules.
    pub(super) fn matters(&mut self) -> BTreeSet<StandingId> {
        let Some(ByBalance {
            balancing, probes, ..
        }) = &mut self.by_balance
        else {
            return BTreeSet::new();
        };
        let counts = balancing.counts.each();
        counts
            .filter(|(standing, counts)| probes.matters(*standing, counts))
            .map(|(standing, _)| standing)
            .collect()
    }
}

/// Whether those who are asked could sit, where some of the ranked may have to make way for others who are.
struct WithoutOthers {
    /// By who is taken out of the ranking.
    without: Vec<(Vec<StandingId>, CouldSit)>,
}

/// Who of some applications may have to make way, and how many answers are awaited that may make one do so.
type GiveWay<'a> = &'a dyn Fn(&[ApplicationId]) -> (usize, BTreeSet<ApplicationId>);

/// Passes over the ranking, each times those in it, that are made to look at every single seat.
const MOST: usize = 2_000_000;

impl WithoutOthers {
    /// `give_way` says who of the ranked may have to, and how many answers are awaited that may each make one do so.
    fn new(
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
    fn could_sit(&mut self, before: StandingId, fits: GroupSet) -> bool {
        self.without.iter_mut().any(|(gone, pool)| {
            let above = gone.partition_point(|at| *at < before);
            pool.one_more(StandingId(before.0.saturating_sub(above)), fits)
        })
    }
}
