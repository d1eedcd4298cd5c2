//! Whose seats those could take who are asked, each alone, all others being left as they are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Selection;
use super::firm::Known;
use crate::base::ids::ApplicationId;
use crate::rank::StandingId;
use crate::seats::Newcomer;

/// People looked at for whose seats hang on whom. Beyond it that is not worked out.
const MOST_LOOKED_AT: usize = 5_000_000;

impl Selection<'_> {
    /// Whose seats an answer of one who is asked could take, were all others left as they are; the own first, then best-ranked first. None where there was
    /// too much to look at.
    pub fn could_take(&self, application: ApplicationId) -> Option<&[StandingId]> {
        let all = self.firmness().could_take.as_ref()?;
        Some(all.get(&application).map_or(&[], Vec::as_slice))
    }

    /// Those who are asked and could take a seat from somebody, each alone, those first who could take most; where that was too much to
    /// look at, all who are asked.
    pub fn takers(&self) -> Vec<ApplicationId> {
        let takes = |one: ApplicationId| match self.could_take(one) {
            Some([]) => None,
            Some(seats) => Some((seats.len(), one)),
            None => Some((0, one)),
        };
        let asked = self.asked_of_all();
        let mut all: Vec<(usize, ApplicationId)> = asked.filter_map(takes).collect();
        all.sort_by_key(|(seats, _)| Reverse(*seats));
        all.into_iter().map(|(_, one)| one).collect()
    }

    /// Those about whom somebody is asked, and those in the ranking on whose answers balance rules hang.
    pub(super) fn asked_of_all(&self) -> impl Iterator<Item = ApplicationId> {
        self.asked().chain(self.asked_for_balance())
    }

    fn asked_for_balance(&self) -> impl Iterator<Item = ApplicationId> {
        let ranked = self.standings.iter().map(|standing| standing.application);
        ranked.filter(|one| self.is_asked_for_balance(*one))
    }

    /// Whose seats could be taken, by those who are asked; none where that is too much to look at, or not known.
    pub(super) fn seats_by_asked(
        &self,
        known: &Known<'_>,
        all: &BTreeSet<StandingId>,
    ) -> Option<BTreeMap<ApplicationId, Vec<StandingId>>> {
        let Known {
            seated,
            doubts,
            newcomers,
            returning,
            gentle,
            ..
        } = known;
        let every_seat = doubts.seats.values().filter(|seats| seats.is_none());
        let returning_ways = || returning.iter().flatten().flatten();
        let different: BTreeSet<&Newcomer> = newcomers
            .values()
            .flatten()
            .chain(returning_ways())
            .collect();
        let asked: BTreeSet<ApplicationId> = match gentle {
            None => self.asked().collect(),
            Some(_) => self.asked_of_all().collect(),
        };
        // What an aim may do is looked at for everybody by themselves.
        let apart = gentle.as_ref().map_or(0, |_| asked.len());
        let looks = different.len().saturating_add(apart);
        let work = looks.saturating_mul(seated.work());
        let work = work.saturating_add(every_seat.count().saturating_mul(all.len()));
        if work > MOST_LOOKED_AT {
            return None;
        }
        let mut by_newcomer: BTreeMap<Newcomer, Vec<StandingId>> = BTreeMap::new();
        let mut displaced = |newcomers: &[Newcomer]| -> BTreeSet<StandingId> {
            let by = newcomers.iter().flat_map(|one| {
                let by = by_newcomer
                    .entry(*one)
                    .or_insert_with(|| seated.displaced_by(*one));
                by.clone()
            });
            by.collect()
        };
        let by_returning: BTreeSet<StandingId> = match returning {
            Some(returning) => returning.iter().flat_map(|one| displaced(one)).collect(),
            None => all.clone(),
        };
        let mut could_take = BTreeMap::new();
        for one in asked {
            let mut seats = newcomers
                .get(&one)
                .map_or_else(BTreeSet::new, |one| displaced(one));
            let may_be = doubts.seats.get(&one);
            match may_be {
                Some(None) => seats.clone_from(all),
                Some(Some(more)) => seats.extend(more),
                None => {}
            }
            let brings_back = doubts.brings_back.contains(&one);
            if brings_back {
                seats.extend(&by_returning);
            }
            if let Some(gentle) = gentle {
                let is_ranked = self.outcome(one).standing().is_some();
                let matters = || gentle.matters(self, one);
                if is_ranked || may_be.is_some() || brings_back || matters() {
                    let ways = newcomers.get(&one).into_iter().flatten();
                    let back = returning_ways().filter(|_| brings_back);
                    let beside = seated.beside_one(ways.chain(back).copied().collect());
                    let back = doubts.returning.iter().filter(|_| brings_back);
                    let comes = !is_ranked || self.reranked.contains_key(&one);
                    let comers = comes.then_some(&one).into_iter().chain(back);
                    let some_go = may_be.is_some();
                    seats.extend(gentle.moved(self, (&beside, some_go), comers.copied()));
                }
                seats.retain(|standing| all.contains(standing));
            }
            if !seats.is_empty() {
                could_take.insert(one, self.with_ties(seats.into_iter().collect()));
            }
        }
        Some(could_take)
    }
}
