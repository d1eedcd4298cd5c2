//! Balance rules before a name is seen: what can never be met together, what leaves seats empty whoever applies, and what never
//! decides.
//!
//! Demands add up where nobody counts for two of them: they count in different groups, or under tests that nobody meets together.
//! Where they add up to more than there is room for, they contradict each other. What is not found out is not said.

mod classes;
mod demands;

use std::collections::BTreeSet;

use self::classes::Classes;
use self::demands::{Demand, Room, Unit, demands, rooms, scopes, seats};
use super::report::{Path, Report, listed};
use crate::base::finding::Code;
use crate::rules::places::Objective;
use crate::rules::{
    Amount, Asks, Balance, BalanceCounts, BalanceRuleId, BalanceWithin, GroupId, Rules, Subject,
};
use crate::words;

/// More demands than these, or more that leaves room for them, are not compared.
const MOST: usize = 400;

pub(super) fn balance(rules: &Rules, report: &mut Report<'_>) {
    for (id, rule) in rules.balance.each() {
        idle(rules, (id, rule), report);
        beside_the_sum(rules, (id, rule), report);
        empties(rules, (id, rule), report);
    }
    let classes = Classes::new(rules);
    let mut whole = true;
    for unit in [Unit::People, Unit::Parts] {
        let demands = demands(rules, unit);
        let rooms = rooms(rules, unit, &demands, &classes);
        whole &= demands.len() <= MOST && rooms.len() <= MOST;
        if demands.len() <= MOST && rooms.len() <= MOST {
            contradictions(rules, unit, (&demands, &rooms), &classes, report);
        }
    }
    if !whole || classes.gave_up() {
        let path: Path = vec!["balance".into()];
        report.unseen(&path, "what the balance rules ask together", TOO_MANY);
    }
}

/// Why the rules were not compared.
const TOO_MANY: &str = "they have more values, groups and conditions than are compared";

fn path(id: BalanceRuleId, key: &str) -> Path {
    vec!["balance".into(), id.into(), key.into()]
}

/// Says where a rule asks for nobody, or allows as many as there can be.
fn idle(rules: &Rules, (id, rule): (BalanceRuleId, &Balance), report: &mut Report<'_>) {
    let name = &rule.id;
    let (key, message) = match &rule.asks {
        Asks::AtLeast(least) | Asks::Aim(crate::rules::Aim { least, .. }) => {
            if *least != Amount::People(0) {
                return;
            }
            ("at_least", format!("`{name}` asks for nobody"))
        }
        Asks::AtMost(Amount::People(most)) => {
            let scopes = scopes(rules, rule).into_iter();
            let seats = scopes.map(|group| seats(rules, group)).max();
            let Some(seats) = seats.filter(|seats| seats <= most) else {
                return;
            };
            let within = words::balance::within(rules, rule.within);
            let are = if seats == 1 {
                "is 1 seat"
            } else {
                &format!("are {seats} seats")
            };
            let message = format!("`{name}` allows {most} {within}, and there {are}");
            ("at_most", message)
        }
        Asks::AtMost(Amount::Share(share)) => {
            if share.numerator < share.denominator {
                return;
            }
            ("at_most", format!("`{name}` allows everybody"))
        }
    };
    let message = format!("{message}: it never decides");
    report.say(
        Code::BalanceIdle,
        &path(id, key),
        message,
        "take it out, or write what is meant",
    );
}

/// Says where an aim may move people within some points, and the sum of totals lets nobody move.
fn beside_the_sum(rules: &Rules, (id, rule): (BalanceRuleId, &Balance), report: &mut Report<'_>) {
    let Asks::Aim(aim) = &rule.asks else {
        return;
    };
    let Some(within) = aim.within.filter(|within| !within.is_zero()) else {
        return;
    };
    if rules.places.objective != Objective::Total {
        return;
    }
    let message = format!(
        "`{}` may prefer somebody to a person at most {} ahead, and with `objective = \"total\"` the largest sum of totals comes \
         first: it decides among equal sums alone",
        rule.id,
        words::balance::points(within)
    );
    report.say(
        Code::BalanceIdle,
        &path(id, "within"),
        message,
        "take `objective = \"total\"` out of `[places]`, or `within` out of the rule, which makes it an aim before the sum",
    );
}

/// Says where all values that there are may not fill the seats together.
fn empties(rules: &Rules, (id, rule): (BalanceRuleId, &Balance), report: &mut Report<'_>) {
    let (BalanceCounts::EachValue(subject), Asks::AtMost(most)) = (&rule.counts, &rule.asks) else {
        return;
    };
    let Some(values) = all_values(rules, *subject) else {
        return;
    };
    let (name, of) = (&rule.id, words::subject(rules, *subject));
    let help = "seats beyond that go to people whose answer is blank, or stay empty";
    match most {
        Amount::People(most) => {
            let together = values.saturating_mul(*most);
            let short = |group: &Option<GroupId>| together < seats(rules, *group);
            let Some(group) = scopes(rules, rule).into_iter().find(short) else {
                return;
            };
            let within = group.map_or_else(String::new, |_| {
                format!(" {}", words::balance::within(rules, scope(group)))
            });
            let seats = seats(rules, group);
            let message = format!(
                "`{name}` allows {most} of each of {values} values of `{of}`: {together} together, and there are {seats} seats{within}"
            );
            report.say(Code::BalanceEmpties, &path(id, "at_most"), message, help);
        }
        Amount::Share(share) => {
            let together = u64::from(values).saturating_mul(share.numerator.into());
            if together >= share.denominator.into() {
                return;
            }
            let most = words::balance::share(*share);
            let message = format!(
                "`{name}` allows {most} of each of {values} values of `{of}`, which is less than all together: nobody who answers can be selected unless others leave it blank"
            );
            report.say(Code::BalanceEmpties, &path(id, "at_most"), message, "");
        }
    }
}

/// How many values there are, where everybody who answers has exactly one of those that the rules list.
fn all_values(rules: &Rules, subject: Subject) -> Option<u32> {
    let listed = words::listed_values(rules, subject).len();
    let options = rules.field(subject).and_then(|field| field.kind.options());
    let others = options.is_some_and(|options| options.other);
    let one = Classes::new(rules).has_one_value(subject);
    u32::try_from(listed)
        .ok()
        .filter(|many| *many > 0 && !others && one)
}

fn scope(group: Option<GroupId>) -> BalanceWithin {
    group.map_or(BalanceWithin::All, BalanceWithin::Group)
}

/// Says which demands are more than there is room for.
fn contradictions(
    rules: &Rules,
    unit: Unit,
    (demands, rooms): (&[Demand<'_>], &[Room<'_>]),
    classes: &Classes<'_>,
    report: &mut Report<'_>,
) {
    let mut said: Vec<BTreeSet<BalanceRuleId>> = Vec::new();
    for room in rooms {
        let inside = |demand: &&Demand<'_>| {
            let same = demand.group == room.group;
            let scope = same || unit == Unit::People && room.group.is_none();
            let whom = || {
                room.by
                    .as_ref()
                    .is_none_or(|(_, test)| classes.is_within(&demand.test, test))
            };
            demand.least > 0 && scope && whom()
        };
        let mut inside: Vec<&Demand<'_>> = demands.iter().filter(inside).collect();
        inside.sort_by_key(|demand| (!demand.is_hard, std::cmp::Reverse(demand.least)));
        for first in &inside {
            let hard: Vec<&Demand<'_>> = inside
                .iter()
                .copied()
                .filter(|demand| demand.is_hard && !std::ptr::eq(*demand, *first))
                .collect();
            let Some(together) = too_many(first, &hard, room.most, classes) else {
                continue;
            };
            let mut ids: BTreeSet<BalanceRuleId> =
                together.iter().map(|demand| demand.rule).collect();
            let by = room.by.as_ref().map(|(id, _)| *id);
            ids.extend(by);
            if said.iter().any(|known| known.is_subset(&ids)) {
                continue;
            }
            say(rules, unit, (&together, room), report);
            said.push(ids);
        }
    }
}

/// Demands of which nobody serves two, with the first among them, that are more than there is room for; none superfluous.
fn too_many<'a, 'r>(
    first: &'a Demand<'r>,
    hard: &[&'a Demand<'r>],
    most: u128,
    classes: &Classes<'_>,
) -> Option<Vec<&'a Demand<'r>>> {
    let apart = |one: &Demand<'_>, other: &Demand<'_>| {
        let elsewhere = one.group.is_some() && other.group.is_some() && one.group != other.group;
        elsewhere || classes.are_apart(&one.test, &other.test)
    };
    let mut sum = first.least;
    let mut together = vec![first];
    for demand in hard {
        if sum > most {
            break;
        }
        if together.iter().all(|other| apart(demand, other)) {
            sum = sum.saturating_add(demand.least);
            together.push(demand);
        }
    }
    if sum <= most {
        return None;
    }
    for at in (1..together.len()).rev() {
        let without = together
            .get(at)
            .map(|demand| sum.saturating_sub(demand.least));
        if let Some(without) = without.filter(|without| *without > most) {
            sum = without;
            together.remove(at);
        }
    }
    Some(together)
}

fn say(
    rules: &Rules,
    unit: Unit,
    (together, room): (&[&Demand<'_>], &Room<'_>),
    report: &mut Report<'_>,
) {
    let ids: BTreeSet<BalanceRuleId> = together.iter().map(|demand| demand.rule).collect();
    let names: Vec<&str> = ids
        .iter()
        .map(|id| rules.balance[*id].id.as_str())
        .collect();
    let ask = match names.as_slice() {
        [one] => format!("`{one}` asks"),
        _ => format!("{} together ask", listed(&names)),
    };
    let sum = together
        .iter()
        .fold(0_u128, |sum, demand| sum.saturating_add(demand.least));
    let within = words::balance::within(rules, scope(room.group));
    let by = room
        .by
        .as_ref()
        .map(|(id, _)| rules.balance[*id].id.as_str());
    let people = if sum == 1 { "person" } else { "people" };
    let message = match (unit, by) {
        (Unit::People, None) => {
            let seats = room.most;
            let are = if seats == 1 {
                "is 1 seat"
            } else {
                &format!("are {seats} seats")
            };
            format!("{ask} for {sum} {people} {within}, and there {are}")
        }
        (Unit::People, Some(by)) => {
            format!(
                "{ask} for {sum} {people}, of whom `{by}` allows {} {within}",
                room.most
            )
        }
        (Unit::Parts, None) => format!("{ask} for more than the whole of those seated {within}"),
        (Unit::Parts, Some(by)) => {
            format!("{ask} for a larger share of those seated {within} than `{by}` allows")
        }
    };
    let is_hard = together.iter().all(|demand| demand.is_hard);
    let aim = together.iter().find(|demand| !demand.is_hard);
    let at = aim.map(|aim| aim.rule).or_else(|| ids.last().copied());
    let Some(at) = at else { return };
    let path = path(at, "at_least");
    match (is_hard, unit) {
        (false, _) => {
            let message = format!("{message}: the aim can never be met in full");
            let help = "lower it, or leave it if it is to be met as far as that goes";
            report.say(Code::AimUnreachable, &path, message, help);
        }
        (true, Unit::People) => {
            let help = "no selection keeps this: lower a minimum, or leave out `hard`, so that it is met as far as possible";
            report.say(Code::BalanceImpossible, &path, message, help);
        }
        (true, Unit::Parts) => {
            let message = format!("{message}: nobody can be seated there");
            let help = "lower a share, or leave out `hard`, so that it is met as far as possible";
            report.say(Code::BalanceEmpties, &path, message, help);
        }
    }
}
