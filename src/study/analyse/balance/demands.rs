//! The balance rules of the file taken apart: so many of whom are demanded where, and so many are allowed.

use std::borrow::Cow;

use super::classes::Classes;
use crate::rules::{
    Amount, Ask, Asks, Balance, BalanceCounts, BalanceRuleId, BalanceWithin, GroupId, Leaf,
    OpenPlaces, Rules, Set, Share, Subject, Test,
};
use crate::values::LevelSet;
use crate::words;

/// Parts of a whole: shares are compared as so many of them, and what is left over is on the safe side.
const PARTS: u128 = 1_000_000_000_000_000_000;

/// What is compared: numbers of people, or shares of those seated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    People,
    Parts,
}

/// At least so many of whom.
#[derive(Debug)]
pub(super) struct Demand<'r> {
    pub(super) rule: BalanceRuleId,
    pub(super) test: Cow<'r, Test>,
    /// None: among all selected.
    pub(super) group: Option<GroupId>,
    pub(super) least: u128,
    pub(super) is_hard: bool,
}

/// At most so many, by a rule of those whom it counts, or by the seats.
#[derive(Debug)]
pub(super) struct Room<'r> {
    pub(super) by: Option<(BalanceRuleId, Cow<'r, Test>)>,
    pub(super) group: Option<GroupId>,
    pub(super) most: u128,
}

/// The seats that there are at most: in a group, or in all.
pub(super) fn seats(rules: &Rules, group: Option<GroupId>) -> u32 {
    let (places, groups) = (&rules.places, rules.places.groups.iter());
    let in_groups = groups.fold(0_u32, |sum, group| sum.saturating_add(group.size));
    match (group, places.open) {
        (Some(group), _) => places.groups[group].size.min(places.cap),
        (None, OpenPlaces::None) => places.cap.min(in_groups),
        (None, OpenPlaces::BestRanked) => places.cap,
    }
}

/// Where a rule counts: in groups by themselves, or among all.
pub(super) fn scopes(rules: &Rules, rule: &Balance) -> Vec<Option<GroupId>> {
    match rule.within {
        BalanceWithin::All => vec![None],
        BalanceWithin::Group(group) => vec![Some(group)],
        BalanceWithin::EachGroup => rules.places.groups.ids().map(Some).collect(),
    }
}

/// The values that the rules list of a field or level, each as a test.
fn each_value(rules: &Rules, subject: Subject, line: u32) -> Vec<Test> {
    let options = rules.field(subject).and_then(|field| field.kind.options());
    let (options, scale) = (options.is_some(), rules.scale_of(subject).is_some());
    let many = words::listed_values(rules, subject).len();
    let set = |at: u8| match (options, scale) {
        (true, _) => Set::Options(vec![at]),
        (false, true) => Set::Levels(LevelSet::only(at)),
        (false, false) => Set::YesNo(at == 0),
    };
    let leaf = |at: u8| Leaf {
        subject,
        ask: Ask::one_of(set(at)),
        line,
    };
    (0_u8..).take(many).map(|at| Test::Leaf(leaf(at))).collect()
}

/// Whom a rule counts, each by itself; of values that the rules do not list nothing is known.
fn counted<'r>(rules: &'r Rules, rule: &'r Balance) -> Vec<Cow<'r, Test>> {
    match &rule.counts {
        BalanceCounts::Meeting(test) => vec![Cow::Borrowed(test)],
        BalanceCounts::EachValue(subject) => {
            let tests = each_value(rules, *subject, rule.line).into_iter();
            tests.map(Cow::Owned).collect()
        }
    }
}

/// What minimums demand, in one unit.
pub(super) fn demands(rules: &Rules, unit: Unit) -> Vec<Demand<'_>> {
    let mut demands = Vec::new();
    for (id, rule) in rules.balance.each() {
        let (least, is_hard) = match &rule.asks {
            Asks::AtMost(_) => continue,
            Asks::AtLeast(least) => (*least, true),
            Asks::Aim(aim) => (aim.least, false),
        };
        let least = match (unit, least) {
            (Unit::People, Amount::People(people)) => u128::from(people),
            (Unit::Parts, Amount::Share(share)) => parts(share),
            (Unit::People, Amount::Share(_)) | (Unit::Parts, Amount::People(_)) => continue,
        };
        for test in counted(rules, rule) {
            demands.extend(scopes(rules, rule).into_iter().map(|group| Demand {
                rule: id,
                test: test.clone(),
                group,
                least,
                is_hard,
            }));
        }
    }
    demands
}

/// What seats and maximums leave room for, in one unit: groups before all, and seats before rules.
pub(super) fn rooms<'r>(
    rules: &'r Rules,
    unit: Unit,
    demands: &[Demand<'r>],
    classes: &Classes<'_>,
) -> Vec<Room<'r>> {
    let groups = rules.places.groups.ids().map(Some);
    let all = groups.chain([None]).map(|group| Room {
        by: None,
        group,
        most: match unit {
            Unit::People => seats(rules, group).into(),
            Unit::Parts => PARTS,
        },
    });
    let mut rooms: Vec<Room<'r>> = all.collect();
    for (id, rule) in rules.balance.each() {
        let Asks::AtMost(most) = rule.asks else {
            continue;
        };
        // Of each value only those that something is demanded of.
        let of_each = |subject: Subject| {
            let mut tests: Vec<Cow<'r, Test>> = Vec::new();
            for Demand { test, .. } in demands {
                let known = |known: &Cow<'r, Test>| classes.is_within(test, known);
                if classes.is_one_value(test, subject) && !tests.iter().any(known) {
                    tests.push(test.clone());
                }
            }
            tests
        };
        let tests: Vec<Cow<'r, Test>> = match &rule.counts {
            BalanceCounts::Meeting(test) => vec![Cow::Borrowed(test)],
            BalanceCounts::EachValue(subject) => of_each(*subject),
        };
        for test in tests {
            rooms.extend(scopes(rules, rule).into_iter().filter_map(|group| {
                Some(Room {
                    by: Some((id, test.clone())),
                    group,
                    most: room(unit, most, seats(rules, group))?,
                })
            }));
        }
    }
    rooms
}

/// What a maximum leaves room for; nothing is known of a number of people as a share.
fn room(unit: Unit, most: Amount, seats: u32) -> Option<u128> {
    Some(match (unit, most) {
        (Unit::People, Amount::People(people)) => people.into(),
        (Unit::People, Amount::Share(share)) => {
            let people = u128::from(seats).checked_mul(share.numerator.into())?;
            people.checked_div(share.denominator.into())?
        }
        (Unit::Parts, Amount::Share(share)) => {
            let whole = PARTS.checked_mul(share.numerator.into())?;
            whole.div_ceil(u128::from(share.denominator).max(1))
        }
        (Unit::Parts, Amount::People(_)) => return None,
    })
}

fn parts(share: Share) -> u128 {
    let whole = PARTS.saturating_mul(share.numerator.into());
    whole
        .checked_div(share.denominator.into())
        .unwrap_or_default()
}
