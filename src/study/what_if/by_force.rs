//! A seat by force: what would come of it if somebody whom the balance rules leave without a seat had one all the same.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::pool::{Other, Pool};
use super::told::{AimThen, ByForce};
use crate::base::ids::Per;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::{Asks, Rules};
use crate::seats::Placing;
use crate::seats::balance::{BalanceId, Failed, Problem, balance};
use crate::select::balance::{self as select, Single, said};
use crate::values::SeatIn;

/// Of seats that were filled by the solver; none where the application is not in the pool.
pub(super) fn by_force(rules: &Rules, pool: &Pool<'_>, application: &str) -> Option<ByForce> {
    let mut people = pool.ranked.each();
    let (forced, _) = people.find(|(_, one)| one.application == application)?;
    let mut traits = pool.traits(rules);
    let people = pool.ranked.iter();
    let ranked = people.map(|one| one.ranked(rules, &mut traits)).collect();
    let (singles, problem) = select::asked(rules, &traits, &ranked);
    let seats: Per<StandingId, Placing> = pool.ranked.iter().map(|one| one.sits(rules)).collect();
    let before = Then::new(&problem, &seats);
    let prefers = |standing: StandingId| PreferenceOrder {
        order: pool.ranked[standing].order(),
        unordered: Vec::new(),
    };
    let after = match balance(&problem.with_seat_for(forced), &prefers) {
        Ok(balanced) => balanced.seats,
        Err(Failed::Never(never)) => {
            return Some(ByForce {
                clash: said::reasons(rules, &singles, &never.clash),
                ..ByForce::default()
            });
        }
        Err(Failed::TooHard(_)) => {
            return Some(ByForce {
                too_hard: true,
                ..ByForce::default()
            });
        }
    };
    let then = Then::new(&problem, &after);
    let ids = |one: &Then, other: &Then| {
        let gone = one.selected.difference(&other.selected);
        let others = gone.filter(|standing| **standing != forced);
        let id = |one: &Other<'_>| one.application.clone().into_owned();
        others.map(|standing| id(&pool.ranked[*standing])).collect()
    };
    Some(ByForce {
        seat: match after[forced] {
            Placing::Seat(group) => {
                Some(SeatIn::Group(rules.places.groups[group].id.clone().into()))
            }
            Placing::OpenSeat => Some(SeatIn::Open),
            Placing::Reserve { .. } | Placing::Unplaced => None,
        },
        leaves: ids(&before, &then),
        comes: ids(&then, &before),
        aims: aims(rules, (&singles, &problem), (&seats, &after)),
        seats: (before.selected.len(), then.selected.len()),
        sum: (
            before.sum.normalize().to_string(),
            then.sum.normalize().to_string(),
        ),
        ..ByForce::default()
    })
}

struct Then {
    selected: BTreeSet<StandingId>,
    sum: Decimal,
}

impl Then {
    fn new(problem: &Problem, seats: &Per<StandingId, Placing>) -> Self {
        let selected = seats.each().filter(|(_, seat)| is_seat(**seat));
        let selected: BTreeSet<StandingId> = selected.map(|(standing, _)| standing).collect();
        let totals = selected.iter().map(|one| problem.candidates[*one].total);
        Self {
            sum: totals.fold(Decimal::ZERO, Decimal::saturating_add),
            selected,
        }
    }
}

fn is_seat(placing: Placing) -> bool {
    matches!(placing, Placing::Seat(_) | Placing::OpenSeat)
}

/// The aims that would count others than they do.
fn aims(
    rules: &Rules,
    (singles, problem): (&Per<BalanceId, Single>, &Problem),
    (now, then): (&Per<StandingId, Placing>, &Per<StandingId, Placing>),
) -> Vec<AimThen> {
    let aims = problem.rules.each();
    let aims = aims.filter(|(_, rule)| matches!(rule.asks, Asks::Aim(_)));
    let counted = aims.map(|(id, rule)| {
        let count = |seats: &Per<StandingId, Placing>| {
            let counts = |(standing, seat): (StandingId, &Placing)| {
                let there = match (*seat, rule.group) {
                    (seat, None) => is_seat(seat),
                    (Placing::Seat(own), Some(group)) => own == group,
                    _ => false,
                };
                there && problem.candidates[standing].traits.contains(&rule.over)
            };
            seats.each().filter(|one| counts(*one)).count()
        };
        AimThen {
            aim: said::single(rules, &singles[id]),
            was: count(now),
            would_be: count(then),
        }
    });
    counted.filter(|aim| aim.was != aim.would_be).collect()
}
