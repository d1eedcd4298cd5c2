//! Rules that people allowed to be missed: by how many people each is, and who allowed it.

use std::collections::BTreeMap;

use super::members::Traits;
use super::problem::{Ranked, Single};
use super::{asked, refused};
use crate::base::finding::Finding;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::Rules;
use crate::rulings::Miss;
use crate::seats::balance::{self, BalanceId};

/// By rule: what was allowed, whether or not it was needed.
pub(super) type Allowed = BTreeMap<BalanceId, Miss>;

/// Lets rules be missed as far as nothing is lawful otherwise.
///
/// # Errors
/// A finding for each decision that names no rule; or it could not be found out.
pub(super) fn settle(
    rules: &Rules,
    traits: &mut Traits,
    ranked: &Per<StandingId, Ranked>,
    misses: &[Miss],
    id: &dyn Fn(StandingId) -> String,
) -> Result<Allowed, Vec<Finding>> {
    if misses.is_empty() {
        return Ok(Allowed::new());
    }
    let (all, problem) = asked(rules, traits, ranked);
    let allowed = named(rules, &all, misses)?;
    let most: Vec<(BalanceId, u32)> = allowed
        .iter()
        .map(|(at, miss)| (*at, miss.people))
        .collect();
    let needed = match balance::needed(&problem, &most) {
        Ok(needed) => needed,
        Err(failed) => {
            return Err(refused::findings(
                (rules, misses),
                &all,
                &problem,
                failed,
                id,
            ));
        }
    };
    // Where even that is not enough, what clashes is said of the rules as they stand.
    for (at, people) in needed.into_iter().flatten() {
        let single = &all[at];
        traits.miss(single.member(), single.group, people);
    }
    Ok(allowed)
}

/// What each decision names; the one for one value or group goes before the one for all of a rule.
fn named(
    rules: &Rules,
    all: &Per<BalanceId, Single>,
    misses: &[Miss],
) -> Result<Allowed, Vec<Finding>> {
    let (mut allowed, mut errors) = (Allowed::new(), Vec::new());
    for miss in misses {
        let rule = &rules.balance[miss.rule].id;
        let own = || all.each().filter(|(_, single)| single.rule == miss.rule);
        let named = own().filter(|(_, single)| miss.is_of(rule, &single.name(rules)));
        let mut is_any = false;
        for (at, single) in named {
            is_any = true;
            let is_exact = miss.is_of(&single.name(rules), &single.name(rules));
            if is_exact || !allowed.contains_key(&at) {
                allowed.insert(at, miss.clone());
            }
        }
        if !is_any {
            let known: Vec<String> = own().map(|(_, single)| single.name(rules)).collect();
            errors.push(miss.unfit(&known));
        }
    }
    if errors.is_empty() {
        Ok(allowed)
    } else {
        Err(errors)
    }
}
