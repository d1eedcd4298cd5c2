//! The pool filled anew with one application more: by rank alone, or under balance rules and beside seats that are held.

use std::cell::RefCell;

use super::super::pool::Pool;
use super::super::recorded::is_hidden;
use crate::judge::criteria::Facts;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::record::Record;
use crate::rules::{BalanceRuleId, GroupSet, Rules};
use crate::seats::{self, CouldSit, Filling};
use crate::select::balance::{self, Memberships, Probes, Ranked, Traits, memberships};
use crate::values::Score;

/// The application, as far as seats go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct One {
    pub(super) fits: GroupSet,
    pub(super) total: Score,
    /// What it counts as under the balance rules.
    pub(super) counts: Memberships,
}

/// The pool without the application.
pub(super) enum Seats<'r> {
    ByRank {
        fits: Vec<GroupSet>,
        could_sit: CouldSit,
    },
    ByBalance(Box<ByBalance<'r>>),
}

pub(super) struct ByBalance<'r> {
    ranked: Vec<Ranked>,
    probes: Probes<'r>,
    /// What anybody counts as.
    traits: RefCell<Traits>,
    /// Something was not found out.
    gave_up: bool,
    /// The application holds a seat, and whether it is a group's.
    held: bool,
    in_groups: bool,
    /// What it counts as under the rules that hang on a personal column.
    hidden: Vec<(BalanceRuleId, Memberships)>,
}

impl<'r> Seats<'r> {
    pub(super) fn new(rules: &'r Rules, record: &Record<'_>, pool: &Pool<'_>) -> Self {
        if balance::is_needed(rules) || record.held || pool.holds() {
            return Self::ByBalance(Box::new(ByBalance::new(rules, record, pool)));
        }
        let fits: Vec<GroupSet> = pool.ranked.iter().map(|other| other.fits).collect();
        let could_sit = CouldSit::new(&rules.places, &fits);
        Self::ByRank { fits, could_sit }
    }

    /// What the application counts as.
    pub(super) fn counts(&self, rules: &Rules, facts: Facts<'_>) -> Memberships {
        let mut counts = Memberships::default();
        let Self::ByBalance(by_balance) = self else {
            return counts;
        };
        let mut traits = by_balance.traits.borrow_mut();
        for (at, balance) in rules.balance.each() {
            let hidden = by_balance.hidden.iter().find(|(rule, _)| *rule == at);
            match hidden {
                Some((_, recorded)) => counts.join(recorded),
                None => counts.join(&memberships(rules, (at, balance), facts, &mut traits)),
            }
        }
        counts
    }

    /// Whether it has a seat there; not where that was not found out, so that no seat is promised.
    pub(super) fn sits(&mut self, standing: StandingId, one: &One) -> bool {
        match self {
            Self::ByRank { could_sit, .. } => could_sit.one_more(standing, one.fits),
            Self::ByBalance(by_balance) => {
                let asked = (one.fits, one.total);
                let sits = by_balance.probes.sits(standing, asked, &one.counts);
                by_balance.gave_up |= sits.is_none();
                sits.unwrap_or(false)
            }
        }
    }

    /// Whether something was not found out, because that was too much work.
    pub(super) fn gave_up(&self) -> bool {
        matches!(self, Self::ByBalance(by_balance) if by_balance.gave_up)
    }

    /// Everything filled anew; none where there is no lawful selection, or it is too hard.
    pub(super) fn fill(
        &self,
        rules: &Rules,
        (standing, one): (StandingId, &One),
        prefers: &dyn Fn(StandingId) -> PreferenceOrder,
    ) -> Option<Filling> {
        match self {
            Self::ByRank { fits, .. } => {
                let mut all = fits.clone();
                all.insert(standing.0.min(all.len()), one.fits);
                Some(seats::fill(&rules.places, &all, prefers))
            }
            Self::ByBalance(by_balance) => {
                let mut all = by_balance.ranked.clone();
                let ranked = Ranked {
                    fits: one.fits,
                    score: one.total,
                    counts: one.counts.clone(),
                    held: by_balance.held,
                    in_groups: by_balance.in_groups,
                    eligible: true,
                };
                all.insert(standing.0.min(all.len()), ranked);
                let (_, problem) = balance::asked(rules, &by_balance.traits.borrow(), &all.into());
                balance::refill(rules, &problem, prefers)
            }
        }
    }
}

impl<'r> ByBalance<'r> {
    fn new(rules: &'r Rules, record: &Record<'_>, pool: &Pool<'_>) -> Self {
        let mut traits = pool.traits(rules);
        let others = pool.ranked.iter();
        let ranked: Vec<Ranked> = others
            .map(|other| other.ranked(rules, &mut traits))
            .collect();
        let names = (
            record.counts.iter().map(AsRef::as_ref),
            record.may_count.iter().map(AsRef::as_ref),
        );
        let recorded = Memberships::named(rules, &mut traits, names);
        let of_rule = |rule: BalanceRuleId| {
            let mut own = Memberships::default();
            own.take(&traits, rule, &recorded);
            (rule, own)
        };
        let hidden = rules
            .balance
            .each()
            .filter(|(_, balance)| is_hidden(rules, balance.subjects()));
        let (_, problem) = balance::asked(rules, &traits, &ranked.clone().into());
        Self {
            hidden: hidden.map(|(rule, _)| of_rule(rule)).collect(),
            held: record.held,
            in_groups: record.in_group,
            gave_up: false,
            probes: Probes::new(rules, traits.clone(), &problem, &[]),
            traits: RefCell::new(traits),
            ranked,
        }
    }
}
