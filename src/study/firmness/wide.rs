//! Those who are ranked, and behind them those who are not because of the floor of a stage: by another weight they could be.

use super::seats::Seats;
use crate::base::ids::{ApplicationId, Per};
use crate::rank::StandingId;
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::{GroupId, Rules};
use crate::select::balance::{Memberships, Ranked, Traits, memberships};
use crate::select::facts;
use crate::study::pool::{Other, Pool};
use crate::study::recorded::{is_hidden, recorded};

pub(super) struct Wide<'a> {
    pub(super) pool: Pool<'a>,
    traits: Traits,
    ranked: Per<StandingId, Ranked>,
}

impl<'a> Wide<'a> {
    /// Inner none where nobody is below a floor; or why nothing can be told of weights.
    ///
    /// # Errors
    /// When a line is no record.
    pub(super) fn new(
        rules: &Rules,
        audit: &'a Audit,
        narrow: &Pool<'_>,
    ) -> Result<Result<Option<Self>, String>, Damaged> {
        if rules.stage().is_none_or(|stage| stage.floor.is_none()) {
            return Ok(Ok(None));
        }
        let Some(pool) = Pool::with_those_below_a_floor(rules, audit)? else {
            return Ok(Ok(None));
        };
        if pool.ranked.len() == narrow.ranked.len() {
            return Ok(Ok(None));
        }
        let mut traits = pool.traits(rules);
        let mut ranked = Per::default();
        for (at, one) in pool.ranked.each() {
            let mut own = one.ranked(rules, &mut traits);
            if at.0 >= narrow.ranked.len() {
                match counts(rules, &pool, at, &mut traits) {
                    Some(counts) => own.counts = counts,
                    None => {
                        return Ok(Err(format!(
                            "weights are left out: {} is below the floor, and a balance rule counts what the run does not say of them",
                            one.application
                        )));
                    }
                }
            }
            ranked.push(own);
        }
        Ok(Ok(Some(Self {
            pool,
            traits,
            ranked,
        })))
    }

    pub(super) fn seats<'r>(&self, rules: &'r Rules) -> Seats<'r> {
        let orders: Per<StandingId, Vec<GroupId>> =
            self.pool.ranked.iter().map(Other::order).collect();
        Seats::new(rules, &self.traits, &self.ranked, orders)
    }
}

/// What somebody below the floor counts as under balance rules; none where that is not in the run folder.
fn counts(
    rules: &Rules,
    pool: &Pool<'_>,
    one: StandingId,
    traits: &mut Traits,
) -> Option<Memberships> {
    let mut counts = Memberships::default();
    if rules.balance.is_empty() {
        return Some(counts);
    }
    let recorded = recorded(rules, &pool.record(one)?)?;
    let applications = recorded.read(rules, std::slice::from_ref(&recorded.cells))?;
    let facts = facts(&recorded.rules, &applications, &[], ApplicationId(0));
    for (id, rule) in rules.balance.each() {
        if is_hidden(rules, rule.subjects()) {
            return None;
        }
        counts.join(&memberships(rules, (id, rule), facts, traits));
    }
    Some(counts)
}
