//! Which seats hold under balance rules that are more than gentle aims: what everybody may come out as who is asked, put to `balance::kept`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Selection;
use super::balance::{self, Asked, Memberships};
use super::doubts::Doubts;
use crate::base::ids::ApplicationId;
use crate::open_answers::Outlook;
use crate::rank::StandingId;
use crate::rules::{BalanceRuleId, FieldId, GroupSet};
use crate::seats::Newcomer;
use crate::values::{Reading, Score, Value};

/// Where any of so many groups together may admit somebody, each set of them is tried.
const MOST_GROUPS: u32 = 4;

/// So often those are added who may be asked once others have answered.
const ROUNDS: u32 = 2;

/// The seats that hold whatever is answered.
pub(super) struct Kept {
    pub(super) seats: BTreeSet<StandingId>,
    /// By those who are asked: whose seats they could take; none where that was too much to try.
    pub(super) could_take: Option<BTreeMap<ApplicationId, Vec<StandingId>>>,
}

impl Selection<'_> {
    /// None where that is too much to try, or hangs on who is the same person as whom.
    pub(super) fn kept(
        &self,
        doubts: &Doubts,
        returning: Option<&[Vec<Newcomer>]>,
    ) -> Option<Kept> {
        let nobody_returns = returning.is_some_and(|all| all.iter().all(Vec::is_empty));
        if !doubts.seats.is_empty() || !nobody_returns {
            return None;
        }
        let balancing = self.balancing.as_ref()?;
        let comers = self.asked().filter_map(|one| {
            let outlook = self.outlooks.get(&one)?;
            Some((one, outlook, balancing.asked.get(&one)))
        });
        let comes = |(one, outlook, counts): (ApplicationId, &Outlook, Option<&Memberships>)| {
            let counts = self.may_count_as(one, counts?);
            Some((one, Asked::Comes(self.places_of(outlook)?, counts)))
        };
        let comers: Option<Vec<_>> = comers.map(comes).collect();
        let comers = comers?;
        // Whoever has an open answer and a seat, in any world, may be asked once others have answered.
        let is_open = |one: &StandingId| balancing.counts[*one].is_open();
        let seated = self
            .standings
            .each()
            .filter(|(_, one)| self.is_seated(one.application));
        let seated = seated.map(|(standing, _)| standing).filter(is_open);
        let mut open: BTreeSet<StandingId> =
            balancing.matters.iter().copied().chain(seated).collect();
        let mut rounds = 0;
        let (applications, kept) = loop {
            let ranked = open.iter().map(|standing| {
                let one = self.standings[*standing].application;
                let counts = self.may_count_as(one, &balancing.counts[*standing]);
                (one, Asked::Ranked(*standing, counts))
            });
            let asked = comers.iter().cloned().chain(ranked);
            let (applications, asked): (Vec<ApplicationId>, Vec<Asked>) = asked.unzip();
            let kept = balance::kept(self.rules, balancing, &self.filling.seats, &asked)?;
            let more = kept.ever_seated.iter().copied().filter(is_open);
            let before = open.len();
            open.extend(more);
            if open.len() == before {
                break (applications, kept);
            }
            rounds = u32::saturating_add(rounds, 1);
            if rounds > ROUNDS {
                return None;
            }
        };
        let could_take = kept.could_take.map(|all| {
            let is_asked = |one: &ApplicationId| {
                self.outcome(*one).standing().is_none() || self.is_asked_for_balance(*one)
            };
            let all = applications.into_iter().zip(all);
            let some = all.filter(|(one, seats)| is_asked(one) && !seats.is_empty());
            some.map(|(one, seats)| {
                let mut seats: Vec<StandingId> = seats.into_iter().collect();
                // Who may lose a seat by their own answer hears of that first; the order of the others stays.
                let own = self.outcome(one).standing();
                seats.sort_by_key(|standing| Some(*standing) != own);
                (one, seats)
            })
            .collect()
        });
        Some(Kept {
            seats: kept.seats,
            could_take,
        })
    }

    /// What somebody counts as, if they may take back the rest of a cell of which a part could not be read.
    fn may_count_as(&self, one: ApplicationId, counts: &Memberships) -> Memberships {
        let is_partly_read = |field: FieldId| {
            let reading = self.applications.reading(one, field);
            matches!(reading, Reading::Value(Value::Choices(choices)) if choices.unread.is_some())
        };
        let rules = self.rules.balance.each();
        let partly = rules.filter(|(_, rule)| {
            let fields = self.rules.fields_behind(rule.subjects());
            fields.into_iter().any(is_partly_read)
        });
        let partly: BTreeSet<BalanceRuleId> = partly.map(|(rule, _)| rule).collect();
        let traits = self.balancing.as_ref().map(|balancing| &balancing.traits);
        traits.map_or_else(|| counts.clone(), |traits| counts.doubting(traits, &partly))
    }

    /// With which groups, from which place on and with what total somebody may come into the ranking.
    fn places_of(&self, outlook: &Outlook) -> Option<Vec<(StandingId, GroupSet, Decimal)>> {
        if !outlook.some_of {
            let place = |(fits, score): &(GroupSet, _)| self.place(*fits, *score);
            return Some(outlook.best.iter().map(place).collect());
        }
        let all = outlook.best.iter();
        let most = all.clone().map(|(_, score)| *score).max();
        let together = all.fold(GroupSet::EMPTY, |all, (fits, _)| all.or(*fits));
        let mut sets = vec![GroupSet::EMPTY];
        for (many, group) in (0..).zip(together.iter()) {
            if many >= MOST_GROUPS {
                return None;
            }
            let with: Vec<GroupSet> = sets.iter().map(|set| set.with(group)).collect();
            sets.extend(with);
        }
        let place = |fits: GroupSet| Some(self.place(fits, most?));
        sets.into_iter().map(place).collect()
    }

    fn place(&self, fits: GroupSet, score: Score) -> (StandingId, GroupSet, Decimal) {
        (self.newcomer(fits, score).before, fits, score.decimal())
    }
}
