//! What keeps somebody out, in words.

use super::problem::Single;
use crate::base::ids::Per;
use crate::rules::{Amount, Asks, BalanceCounts, BalanceRuleId, Rules};
use crate::seats::balance::{BalanceId, Reason};
use crate::values::{Country, countries};
use crate::words;

/// A rule for one value and one group: `“Half of the seats for women”`, `“At most 3 of one country”: Poland, in Water`.
pub fn single(rules: &Rules, single: &Single) -> String {
    let colon = single.value.as_ref().map_or("", |_| ": ");
    format!(
        "{}{colon}{}",
        rule(rules, single.rule),
        value(rules, single)
    )
}

/// The value and the group that one of a rule is about: `Poland, in Water`.
fn value(rules: &Rules, single: &Single) -> String {
    let value = shown(rules, single).unwrap_or_default();
    let group = single
        .group
        .and_then(|group| rules.places.groups.find(group));
    let group = group.map_or_else(String::new, |group| format!(", in {}", group.title));
    format!("{value}{group}")
}

/// The value as people are told of it: of a text as it was written most often.
pub fn shown(rules: &Rules, single: &Single) -> Option<String> {
    let value = single.value.as_deref()?;
    let spelt = single.spelt.clone();
    Some(spelt.unwrap_or_else(|| named(rules, single.rule, value)))
}

/// The title; with the id where another rule has the same.
pub fn rule(rules: &Rules, id: BalanceRuleId) -> String {
    let own = &rules.balance[id];
    let title = words::naming::quoted(&own.title);
    let mut same = rules.balance.iter().filter(|one| one.title == own.title);
    match same.nth(1) {
        None => title,
        Some(_) => format!("{title} ({})", own.id),
    }
}

/// A value: of a country its name, of an option its title.
fn named(rules: &Rules, id: BalanceRuleId, value: &str) -> String {
    let subject = match rules.balance[id].counts {
        BalanceCounts::EachValue(subject) => subject,
        BalanceCounts::Meeting(_) => return value.to_owned(),
    };
    let field = rules.field(subject);
    if let Some(title) = field.and_then(|field| words::naming::title_of(field, value)) {
        return title.to_owned();
    }
    let of_countries = field.is_some_and(|field| field.kind.is_country());
    let country = Country::new(value).filter(|_| of_countries);
    country.map_or_else(
        || value.to_owned(),
        |country| countries::name(country).to_owned(),
    )
}

/// How many a rule asks for: `at most 3`, `at least 40 % of the seats that can be filled`.
pub fn asks(asks: &Asks) -> String {
    let of = |amount: &Amount, whole: &str| match amount {
        Amount::People(people) => people.to_string(),
        Amount::Share(share) => format!("{} of {whole}", words::balance::share(*share)),
    };
    match asks {
        Asks::AtMost(amount) => format!("at most {}", of(amount, "those selected")),
        Asks::AtLeast(amount) => format!("at least {}", of(amount, "those selected")),
        Asks::Aim(aim) => format!(
            "at least {}",
            of(&aim.least, "the seats that can be filled")
        ),
    }
}

/// By how many people a rule is missed that must hold, as people allowed.
fn missed(people: u32) -> String {
    match people {
        0 => String::new(),
        _ => format!(" (missed by {people}, as people allowed)"),
    }
}

/// Of one rule so many values are named.
const NAMED: usize = 3;

/// The reasons that together keep somebody out. Of a rule for each value that stands for many of them some are named; all are in the
/// proof that `proofs.jsonl` has.
pub fn reasons(rules: &Rules, singles: &Per<BalanceId, Single>, all: &[Reason]) -> Vec<String> {
    let rule_of = |reason: &Reason| match reason {
        Reason::Rule(id) if singles[*id].value.is_some() && singles[*id].missed == 0 => {
            Some(singles[*id].rule)
        }
        _ => None,
    };
    let same =
        |one: &Reason, other: &Reason| rule_of(one).is_some() && rule_of(one) == rule_of(other);
    let each = |own: &[Reason]| match (own.first().and_then(rule_of), own) {
        (Some(id), own) if own.len() > NAMED.saturating_add(1) => {
            let of = own.iter().filter_map(|reason| match reason {
                Reason::Rule(id) => Some(&singles[*id]),
                _ => None,
            });
            let named: Vec<String> = of.take(NAMED).map(|one| value(rules, one)).collect();
            let more = own.len().saturating_sub(NAMED);
            vec![format!(
                "{}, {}, of {} and {more} more",
                rule(rules, id),
                asks(&rules.balance[id].asks),
                named.join(", ")
            )]
        }
        (_, own) => own.iter().map(|one| reason(rules, singles, *one)).collect(),
    };
    all.chunk_by(same).flat_map(each).collect()
}

/// One of the reasons that together keep somebody out.
pub fn reason(rules: &Rules, singles: &Per<BalanceId, Single>, reason: Reason) -> String {
    let of = |id: BalanceId| {
        let own = &singles[id];
        format!(
            "{}, {}{}",
            single(rules, own),
            asks(&rules.balance[own.rule].asks),
            missed(own.missed)
        )
    };
    match reason {
        Reason::Cap => format!("the cap of {}", rules.places.cap),
        Reason::Group(group) => format!("the seats of {}", rules.places.groups[group].title),
        Reason::OpenPlaces => "the open places".to_owned(),
        Reason::Held => "seats that are held".to_owned(),
        Reason::Seats => "as many seats are filled as can be".to_owned(),
        Reason::Rule(id) => of(id),
        Reason::Gentle(id) => format!("{}, as far as the ranking lets it", of(id)),
        Reason::Aims(priority) => aims(rules, priority),
        Reason::Total => "the largest sum of totals".to_owned(),
        Reason::Preferences => "the groups that people ranked above took".to_owned(),
    }
}

/// The aims of one priority.
fn aims(rules: &Rules, priority: u32) -> String {
    let own = rules.balance.each().filter(|(_, balance)| {
        matches!(&balance.asks, Asks::Aim(aim) if aim.priority == priority && aim.within.is_none())
    });
    let own: Vec<String> = own
        .map(|(id, balance)| format!("{}, {}", rule(rules, id), asks(&balance.asks)))
        .collect();
    format!("{}, as far as it can be met", own.join(" and "))
}
