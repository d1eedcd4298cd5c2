//! Who is asked because several open answers could break a maximum together, and none of them alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Balancing;
use crate::base::ids::with_ids;
use crate::rank::StandingId;
use crate::rules::{Amount, Asks, BalanceRuleId, GroupId};
use crate::seats::Placing;
use crate::seats::balance::TraitId;

/// Those of one place who count, and those who may.
#[derive(Default)]
struct Counted {
    certain: u32,
    open: Vec<StandingId>,
}

/// Those selected whose open answers could break a maximum, if all of them counted against it.
pub fn could_break(balancing: &Balancing, seats: &[Placing]) -> BTreeSet<StandingId> {
    let mut counted: BTreeMap<(TraitId, Option<GroupId>), Counted> = BTreeMap::new();
    let mut any: BTreeMap<(BalanceRuleId, Option<GroupId>), Vec<StandingId>> = BTreeMap::new();
    let mut seated: BTreeMap<Option<GroupId>, u32> = BTreeMap::new();
    for (standing, placing) in with_ids::<StandingId, Placing>(seats) {
        let group = match placing {
            Placing::Seat(group) => Some(*group),
            Placing::OpenSeat => None,
            Placing::Reserve { .. } | Placing::Unplaced => continue,
        };
        // In all, and in the group of the seat.
        for place in [None, group]
            .into_iter()
            .take(if group.is_some() { 2 } else { 1 })
        {
            let many = seated.entry(place).or_default();
            *many = many.saturating_add(1);
            let counts = &balancing.counts[standing];
            for of in &counts.certain {
                let own = counted.entry((*of, place)).or_default();
                own.certain = own.certain.saturating_add(1);
            }
            for of in &counts.possible {
                counted.entry((*of, place)).or_default().open.push(standing);
            }
            for rule in &counts.any_value {
                any.entry((*rule, place)).or_default().push(standing);
            }
        }
    }
    let mut asked = BTreeSet::new();
    for (id, rule) in balancing.problem.rules.each() {
        let Asks::AtMost(amount) = rule.asks else {
            continue;
        };
        let of_file = balancing.singles[id].rule;
        let own = counted.get(&(rule.over, rule.group));
        let any = any.get(&(of_file, rule.group));
        let all = seated.get(&rule.group).copied().unwrap_or(0);
        let is_too_many = |many: usize| {
            let many = u64::try_from(many).unwrap_or(u64::MAX);
            let many = many.saturating_sub(rule.slack.into());
            match amount {
                Amount::People(people) => many > people.into(),
                Amount::Share(share) => {
                    let most = u64::from(share.numerator).saturating_mul(all.into());
                    many.saturating_mul(share.denominator.into()) > most
                }
            }
        };
        let open: BTreeSet<StandingId> = own
            .map(|own| own.open.as_slice())
            .into_iter()
            .chain(any.map(Vec::as_slice))
            .flatten()
            .copied()
            .collect();
        let certain = own.map_or(0, |own| own.certain as usize);
        // They may all have one value, this one or one that nobody else has.
        if !open.is_empty() && is_too_many(certain.saturating_add(open.len())) {
            asked.extend(open);
        }
    }
    asked
}
