//! Which seats may be left by those who have them. One who is asked may turn out to be the person behind an application that has a seat,
//! and then one of the two stands, or a person must say which. And whom a balance rule asks about a blank that counts otherwise, too, may
//! come out elsewhere in the ranking.

use std::collections::{BTreeMap, BTreeSet};

use super::{Outcome, Selection};
use crate::base::ids::ApplicationId;
use crate::people::{self, MatchStatus, MayBe, SameBy};
use crate::rank::StandingId;
use crate::rules::FieldId;

/// More pairs of applications than these are not looked at; then everybody may be anybody.
const MOST: usize = 10_000_000;

/// Of those who are asked, by whose answers somebody may not be where they are in the ranking.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// By whoever is asked: the seats that may be left, their own or those of whom they may be; none for all of them.
    pub(super) seats: BTreeMap<ApplicationId, Option<BTreeSet<StandingId>>>,
    /// Applications for which another stands by now, and which may come to stand by it.
    pub(super) returning: BTreeSet<ApplicationId>,
    /// By whose answers.
    pub(super) brings_back: BTreeSet<ApplicationId>,
}

/// What matters of applications that are one person's by now.
#[derive(Debug, Default)]
struct Family {
    seats: BTreeSet<StandingId>,
    superseded: Vec<ApplicationId>,
}

impl Selection<'_> {
    pub(super) fn doubts(&self) -> Doubts {
        let mut doubts = Doubts::default();
        let seats: BTreeMap<ApplicationId, StandingId> = self
            .standings
            .each()
            .filter(|(_, one)| self.is_seated(one.application))
            .map(|(standing, one)| (one.application, standing))
            .collect();
        // Who comes out elsewhere in the ranking by an answer is not where they are then.
        let own = |one: ApplicationId| Some(seats.get(&one).copied().into_iter().collect());
        doubts.seats = self.reranked.keys().map(|one| (*one, own(*one))).collect();
        let asked: Vec<ApplicationId> = self.asked_of_all().collect();
        if seats.is_empty() || asked.is_empty() {
            return doubts;
        }
        // An id that is still to be given may be like anybody's.
        let any_id = asked.iter().filter(|one| self.may_get_any_id(**one));
        doubts.seats.extend(any_id.map(|one| (*one, None)));
        let may_be = MayBe::new(&self.rules.form, &self.applications);
        let unsettled = |one: &&ApplicationId| {
            let mut matches = self.people.get(one).into_iter().flatten();
            matches.any(|matched| matched.status == MatchStatus::Unsettled)
        };
        let is_open = |one: &&ApplicationId| {
            let mut fields = self.asks(**one);
            unsettled(one)
                || self.applications.unsure(**one).is_some()
                || fields.any(|field| may_be.looks_at(field))
        };
        let open: Vec<ApplicationId> = asked.iter().filter(is_open).copied().collect();
        if open.is_empty() {
            return doubts;
        }
        let is_asked = |one: &ApplicationId| matches!(self.outcome(*one), Outcome::Clarify { .. });
        let is_superseded = |one: &ApplicationId| self.is_superseded(*one);
        let kin = people::kin(&self.people);
        let mut families: BTreeMap<usize, Family> = BTreeMap::new();
        for (one, family) in &kin {
            let family = families.entry(*family).or_default();
            family.seats.extend(seats.get(one));
            family.superseded.extend(Some(*one).filter(is_superseded));
        }
        let others: BTreeSet<ApplicationId> = seats.keys().chain(kin.keys()).copied().collect();
        let others: Vec<ApplicationId> = others.into_iter().filter(|one| !is_asked(one)).collect();
        if open.len().saturating_mul(others.len()) > MOST {
            doubts.brings_back.extend(&open);
            doubts.seats.extend(open.into_iter().map(|one| (one, None)));
            doubts.returning = others.into_iter().filter(is_superseded).collect();
            return doubts;
        }
        for one in open {
            let fields: Vec<FieldId> = self.asks(one).collect();
            let is_asked = |field: FieldId| fields.contains(&field);
            let met = others
                .iter()
                .filter(|other| **other != one && may_be.are_one((one, &is_asked), **other));
            let mut of_one = Family::default();
            let mut behind: BTreeSet<usize> = kin.get(&one).copied().into_iter().collect();
            for other in met {
                of_one.seats.extend(seats.get(other));
                behind.extend(kin.get(other));
            }
            for family in behind.iter().filter_map(|family| families.get(family)) {
                of_one.seats.extend(&family.seats);
                if !family.superseded.is_empty() {
                    doubts.returning.extend(&family.superseded);
                    doubts.brings_back.insert(one);
                }
            }
            if !of_one.seats.is_empty() {
                let known = doubts.seats.entry(one).or_insert_with(|| own(one));
                if let Some(known) = known {
                    known.extend(of_one.seats);
                }
            }
        }
        doubts
    }

    /// Whether an id is to be given: there is none, or one that can hardly be told from another and is no question of who stands.
    fn may_get_any_id(&self, one: ApplicationId) -> bool {
        let mut matches = self.people.get(&one).into_iter().flatten();
        !self.applications.has_id(one)
            || people::ids_are_open(&self.applications, &self.people, one)
                && !matches.any(|matched| matched.rule == SameBy::Ids)
    }

    /// The fields about which somebody is asked.
    pub(super) fn asks(&self, one: ApplicationId) -> impl Iterator<Item = FieldId> {
        let outlook = self.outlooks.get(&one);
        let asks = outlook.map_or(&[][..], |outlook| outlook.asks.as_slice());
        let for_balance = self.balance_asks(one).into_iter();
        let asks = asks.iter().map(|(field, _)| *field);
        asks.chain(for_balance.map(|(field, _)| field))
    }
}
