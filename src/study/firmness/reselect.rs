//! A selection anew of people whose totals, groups or answers are others than in the run.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::everyone::Through;
use super::lines::Keys;
use super::seats::{Decides, Seats};
use crate::base::ids::{Per, find, ids, with_ids};
use crate::judge::criteria::Facts;
use crate::rank::StandingId;
use crate::rules::{BalanceRuleId, GroupId, Rules};
use crate::select;
use crate::select::balance::{Member, Memberships, Ranked, Traits, memberships};
use crate::study::pool::groups;
use crate::study::recorded::is_hidden;
use crate::study::ties::{Known, first_of};
use crate::values::{OutcomeKind, Score};

/// So many memberships that are not known are tried in every way.
const TRIED: usize = 6;

/// Somebody ranked: by their own position, until they are in order.
pub(super) struct Standing<'t> {
    pub(super) through: &'t Through<'t>,
    pub(super) total: Score,
    pub(super) order: Vec<GroupId>,
}

/// By what they are selected.
pub(super) struct Reselect<'a> {
    pub(super) rules: &'a Rules,
    pub(super) traits: Traits,
}

impl Reselect<'_> {
    /// Who sits, of those who are ranked.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub(super) fn selected(
        &self,
        mut standings: Vec<Standing<'_>>,
    ) -> Result<BTreeSet<String>, String> {
        let untold = RefCell::new(Vec::new());
        standings.sort_by(|one, other| {
            let by_total = other.total.cmp(&one.total);
            by_total.then_with(|| {
                first_of(self.rules, (one.known(), other.known()), &[]).unwrap_or_else(|| {
                    untold.borrow_mut().push((one.id(), other.id()));
                    one.recorded_position().cmp(&other.recorded_position())
                })
            })
        });
        let untold = untold.into_inner();
        let open = self.open(&standings)?;
        let mut told: Option<BTreeSet<StandingId>> = None;
        // In every way in which those may count of whom the run does not say it.
        for also in subsets(&open) {
            let seated = self.seated_with(&standings, &also, &untold)?;
            if told.get_or_insert_with(|| seated.clone()) != &seated {
                let one = open.first().and_then(|(one, _)| find(&standings, *one));
                let one = one.map_or_else(String::new, Standing::id);
                return Err(format!(
                    "{one} would be eligible, and a balance rule counts a personal column that the run does not have of them"
                ));
            }
        }
        let seated = told.unwrap_or_default();
        let standings = with_ids::<StandingId, _>(&standings);
        let seated = standings.filter(|(at, _)| seated.contains(at));
        Ok(seated.map(|(_, one)| one.id()).collect())
    }

    /// Who sits if these count under these rules as well.
    fn seated_with(
        &self,
        standings: &[Standing<'_>],
        also: &[(StandingId, BalanceRuleId)],
        untold: &[(String, String)],
    ) -> Result<BTreeSet<StandingId>, String> {
        let mut seats = self.seats(standings, also);
        let totals = standings.iter().map(|one| one.total.decimal()).collect();
        let too_much = || {
            "it is too much work under the rules of balance, or no selection keeps them".to_owned()
        };
        let keys = Keys::recorded(&totals, &seats.within).ok_or_else(too_much)?;
        let ranking: Vec<StandingId> = totals.ids().collect();
        let sitting = seats.sitting(&ranking, &keys).ok_or_else(too_much)?;
        let at = |id: &str| {
            let mut all = with_ids::<StandingId, _>(standings);
            all.find(|(_, one)| one.id() == id)
        };
        for (one, other) in untold {
            let (Some((one, first)), Some((other, second))) = (at(one), at(other)) else {
                continue;
            };
            let before =
                |one: &Standing<'_>| one.through.one.record.total.as_deref().map(str::to_owned);
            let matters = sitting.parts((one, other)) || seats.decides == Decides::Preferences;
            // With equal totals in the run they stand as they did.
            if matters && before(first) != before(second) {
                let (first, second) = (first.id(), second.id());
                return Err(format!(
                    "a personal column tells {first} and {second} apart, who have equal totals"
                ));
            }
        }
        Ok(sitting.all)
    }

    /// The groups to be filled, where these count under these rules as well.
    fn seats(&self, standings: &[Standing<'_>], also: &[(StandingId, BalanceRuleId)]) -> Seats<'_> {
        let mut traits = self.traits.clone();
        let mut all: Per<StandingId, Ranked> = standings
            .iter()
            .map(|one| self.ranked(one, &mut traits))
            .collect();
        for (one, rule) in also {
            let member = Member {
                rule: *rule,
                value: None,
            };
            all[*one].counts.certain.push(traits.of(member));
        }
        let orders = standings.iter().map(|one| one.order.clone()).collect();
        Seats::new(self.rules, &traits, &all, orders)
    }

    /// Those who were not eligible, and near enough to a seat to matter, by each balance rule that counts a personal column: the run does
    /// not say what they count as.
    ///
    /// # Errors
    /// Where there are more than can be tried in every way.
    fn open(&self, standings: &[Standing<'_>]) -> Result<Vec<(StandingId, BalanceRuleId)>, String> {
        let hidden: Vec<BalanceRuleId> = self.hidden().collect();
        if hidden.is_empty() {
            return Ok(Vec::new());
        }
        let mut seats = self.seats(standings, &[]);
        let ranking: Vec<StandingId> = ids(standings.len()).collect();
        let by_ranking = seats.by_ranking(&ranking).filter(|_| seats.is_gentle());
        let totals = by_ranking
            .iter()
            .flatten()
            .filter_map(|at| find(standings, *at));
        let lowest = totals.map(|one| one.total.decimal()).min();
        // Whoever comes in for a gentle aim is so near to somebody who leaves, and aims are served one after another.
        let far = lowest.map(|lowest| lowest.saturating_sub(seats.reach()));
        let is_far = |at: StandingId, one: &Standing<'_>| {
            let sits = by_ranking.as_ref().is_some_and(|all| all.contains(&at));
            !sits && far.is_some_and(|far| one.total.decimal() < far)
        };
        let new = with_ids::<StandingId, _>(standings).filter(|(at, one)| {
            let record = &one.through.one.record;
            let is_new = record.standing.is_none() && record.outcome != OutcomeKind::Clarify;
            is_new && !is_far(*at, one)
        });
        let mut open = Vec::new();
        for (at, one) in new {
            for rule in &hidden {
                if self.rules.balance[*rule].test().is_none() || open.len() >= TRIED {
                    return Err(format!(
                        "{} would be eligible, and a balance rule counts a personal column that the run does not have of them",
                        one.id()
                    ));
                }
                open.push((at, *rule));
            }
        }
        Ok(open)
    }

    /// The balance rules that count a personal column.
    fn hidden(&self) -> impl Iterator<Item = BalanceRuleId> {
        let balance = self.rules.balance.each();
        let hidden = balance.filter(|(_, rule)| is_hidden(self.rules, rule.subjects()));
        hidden.map(|(id, _)| id)
    }

    fn ranked(&self, one: &Standing<'_>, traits: &mut Traits) -> Ranked {
        let record = &one.through.one.record;
        let names = (
            record.counts.iter().map(AsRef::as_ref),
            record.may_count.iter().map(AsRef::as_ref),
        );
        let recorded = Memberships::named(self.rules, traits, names);
        let mut counts = Memberships::default();
        let hidden: Vec<BalanceRuleId> = self.hidden().collect();
        for (id, rule) in self.rules.balance.each() {
            if hidden.contains(&id) {
                counts.take(traits, id, &recorded);
            } else {
                counts.join(&memberships(self.rules, (id, rule), one.facts(), traits));
            }
        }
        let fits = match record.held {
            // A seat that is held may be in a group that would not admit them.
            true => groups(self.rules, record.fits.iter().map(AsRef::as_ref))
                .into_iter()
                .collect(),
            false => one.through.how_far.judgement.groups,
        };
        Ranked {
            fits,
            score: one.total,
            counts,
            held: record.held,
            in_groups: record.in_group,
            eligible: true,
        }
    }
}

/// Every choice of some, none and all among them.
fn subsets<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    let with = |mut chosen: Vec<Vec<T>>, one: &T| {
        let more: Vec<Vec<T>> = chosen
            .iter()
            .map(|some| some.iter().chain([one]).copied().collect())
            .collect();
        chosen.extend(more);
        chosen
    };
    all.iter().fold(vec![Vec::new()], with)
}

impl<'t> Standing<'t> {
    fn id(&self) -> String {
        self.through.one.record.application.to_string()
    }

    fn facts(&self) -> Facts<'t> {
        let rules: &'t Rules = &self.through.one.recorded.rules;
        let facts = select::facts(rules, &self.through.applications, &[], self.through.row);
        Facts {
            own: &self.through.how_far.levels,
            ..facts
        }
    }

    fn known(&self) -> Known<'t> {
        let rules: &'t Rules = &self.through.one.recorded.rules;
        (&rules.measures, self.facts())
    }

    fn recorded_position(&self) -> Option<usize> {
        let standing = self.through.one.record.standing.as_ref();
        standing.map(|standing| standing.position)
    }
}
