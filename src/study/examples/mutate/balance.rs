//! Balance rules: each left out, one more and one fewer, hard and as an aim, served in another order, counted elsewhere.

use super::{Mutation, steps};
use crate::rules::{
    Aim, Amount, Asks, Assignment, Balance, BalanceRuleId, BalanceWithin, Objective, OpenPlaces,
    Rules, Share,
};
use crate::study::examples::line_of_key;
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (id, rule) in rules.balance.each() {
        of_rule(rules, (id, rule), all);
    }
    let aims = || {
        rules
            .balance
            .each()
            .filter_map(|(id, rule)| match &rule.asks {
                Asks::Aim(aim) => Some((id, rule, aim)),
                Asks::AtMost(_) | Asks::AtLeast(_) => None,
            })
    };
    for ((id, rule, aim), (next, after, served)) in aims().zip(aims().skip(1)) {
        if aim.priority == served.priority || aim.within.is_some() != served.within.is_some() {
            continue;
        }
        let change = format!("priority exchanged with {}", after.id);
        let (own, others) = (aim.priority, served.priority);
        let edit = move |rules: &mut Rules| {
            serve(rules, id, others);
            serve(rules, next, own);
        };
        all.push(Mutation::new(rule.line, &name(rule), change, edit));
    }
    if !rules.balance.is_empty() {
        places(rules, all);
    }
}

fn name(rule: &Balance) -> String {
    format!("balance {}", rule.id)
}

fn serve(rules: &mut Rules, id: BalanceRuleId, priority: u32) {
    if let Asks::Aim(aim) = &mut rules.balance[id].asks {
        aim.priority = priority;
    }
}

fn of_rule(rules: &Rules, (id, rule): (BalanceRuleId, &Balance), all: &mut Vec<Mutation>) {
    let of = name(rule);
    let line = |key| line_of_key(rules, rule.line, key);
    let without = move |rules: &mut Rules| _ = rules.balance.remove(id);
    all.push(Mutation::new(
        rule.line,
        &of,
        "left out".to_owned(),
        without,
    ));
    let mut put = |line: u32, change: String, asks: Asks| {
        let edit = move |rules: &mut Rules| rules.balance[id].asks.clone_from(&asks);
        all.push(Mutation::new(line, &of, change, edit));
    };
    let (key, amount) = match &rule.asks {
        Asks::AtMost(most) => ("at_most", *most),
        Asks::AtLeast(least) => ("at_least", *least),
        Asks::Aim(aim) => ("at_least", aim.least),
    };
    for other in around(amount) {
        let (was, is) = (
            words::balance::amount(amount),
            words::balance::amount(other),
        );
        put(
            line(key),
            format!("{key} {was} → {is}"),
            with(&rule.asks, other),
        );
    }
    match &rule.asks {
        Asks::AtMost(_) => {}
        Asks::AtLeast(least) => {
            let aim = Aim {
                least: *least,
                priority: last(rules).saturating_add(1),
                within: None,
            };
            put(
                line("hard"),
                "hard → an aim, served last".to_owned(),
                Asks::Aim(aim),
            );
        }
        Asks::Aim(aim) => {
            put(
                line("at_least"),
                "an aim → hard".to_owned(),
                Asks::AtLeast(aim.least),
            );
            let Some(within) = aim.within else { return };
            let key = line(if within.is_zero() { "tie" } else { "within" });
            let steps = steps::around(within).into_iter();
            for other in steps.filter(|other| !other.is_sign_negative()) {
                let aim = Aim {
                    within: Some(other),
                    ..aim.clone()
                };
                put(key, format!("within {within} → {other}"), Asks::Aim(aim));
            }
        }
    }
    let (key, was) = match rule.within {
        BalanceWithin::All => return,
        BalanceWithin::Group(_) => ("group", "the group"),
        BalanceWithin::EachGroup => ("every_group", "every group"),
    };
    let alone = rules.places.groups.len() < 2 && rules.places.open == OpenPlaces::None;
    let idle = alone.then_some("everybody selected sits in the one group");
    let edit = move |rules: &mut Rules| rules.balance[id].within = BalanceWithin::All;
    let change = format!("in {was} → among all");
    all.push(Mutation::new(line(key), &name(rule), change, edit).idle(idle));
}

/// The priority that is served last.
fn last(rules: &Rules) -> u32 {
    let of = |rule: &Balance| match &rule.asks {
        Asks::Aim(aim) => aim.priority,
        Asks::AtMost(_) | Asks::AtLeast(_) => 0,
    };
    rules.balance.iter().map(of).max().unwrap_or_default()
}

fn with(asks: &Asks, amount: Amount) -> Asks {
    match asks {
        Asks::AtMost(_) => Asks::AtMost(amount),
        Asks::AtLeast(_) => Asks::AtLeast(amount),
        Asks::Aim(aim) => Asks::Aim(Aim {
            least: amount,
            ..aim.clone()
        }),
    }
}

/// One fewer and one more; of a share a hundredth.
fn around(amount: Amount) -> Vec<Amount> {
    match amount {
        Amount::People(people) => steps::counts_around(people, 0)
            .map(Amount::People)
            .collect(),
        Amount::Share(share) => [-1_i64, 1]
            .into_iter()
            .filter_map(|step| stepped(share, step))
            .map(Amount::Share)
            .collect(),
    }
}

/// A share so many hundredths away, in its lowest terms; none that rules could not state.
fn stepped(share: Share, hundredths: i64) -> Option<Share> {
    let whole = i64::from(share.denominator);
    let above = i64::from(share.numerator)
        .checked_mul(100)?
        .checked_add(whole.checked_mul(hundredths)?)?;
    let below = whole.checked_mul(100)?;
    let by = divisor(above, below);
    let (above, below) = (above.checked_div(by)?, below.checked_div(by)?);
    (above > 0 && above <= below).then_some(Share {
        numerator: u32::try_from(above).ok()?,
        denominator: u32::try_from(below).ok()?,
    })
}

fn divisor(one: i64, other: i64) -> i64 {
    match one.checked_rem(other) {
        Some(rest) => divisor(other, rest),
        None => one,
    }
}

/// What decides between selections, and when groups are told: without balance rules it is the ranking either way.
fn places(rules: &Rules, all: &mut Vec<Mutation>) {
    let places = &rules.places;
    let line = |key| line_of_key(rules, places.line, key);
    let word = |objective| match objective {
        Objective::Rank => "most-seats, rank",
        Objective::RankFirst => "rank-first",
        Objective::Total => "most-seats, total",
    };
    for other in [Objective::Rank, Objective::RankFirst, Objective::Total] {
        if other == places.objective {
            continue;
        }
        let change = format!("{} → {}", word(places.objective), word(other));
        let edit = move |rules: &mut Rules| rules.places.objective = other;
        all.push(Mutation::new(line("objective"), "places", change, edit));
    }
    let (change, other) = match places.assignment {
        Assignment::SelectionFirst => (
            "assignment selection-first → preference-first",
            Assignment::PreferenceFirst,
        ),
        Assignment::PreferenceFirst => (
            "assignment preference-first → selection-first",
            Assignment::SelectionFirst,
        ),
    };
    let alone = (places.groups.len() < 2).then_some("there is one group");
    let edit = move |rules: &mut Rules| rules.places.assignment = other;
    all.push(Mutation::new(line("assignment"), "places", change.to_owned(), edit).idle(alone));
}
