//! In which order somebody prefers the groups they fit, as far as the application says.

pub mod column;

use crate::rules::places::Places;
use crate::rules::{GroupId, GroupSet};
use crate::values::{Reading, Value};

/// The groups somebody fits, the most wanted first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreferenceOrder {
    /// Groups that are not told apart stand in the order of the rules.
    pub order: Vec<GroupId>,
    /// Sets of groups, two or more each, among which the application gives no order.
    pub unordered: Vec<GroupSet>,
}

impl From<Vec<GroupId>> for PreferenceOrder {
    fn from(order: Vec<GroupId>) -> Self {
        Self {
            order,
            unordered: Vec::new(),
        }
    }
}

impl PreferenceOrder {
    /// The groups from which nothing that the applicant said tells this one apart, itself included.
    pub fn alike(&self, group: GroupId) -> GroupSet {
        let set = self.unordered.iter().find(|set| set.contains(group));
        set.copied().unwrap_or_else(|| GroupSet::only(group))
    }
}

/// What somebody wants who fits these groups; `answer` is what the field of the preference was read as.
pub fn preference_order(places: &Places, answer: &Reading, fits: GroupSet) -> PreferenceOrder {
    let (chosen, unordered) = match answer {
        Reading::Value(Value::Choices(choices)) => (choices.chosen.as_slice(), choices.unordered),
        _ => (&[][..], false),
    };
    let named = named(places, chosen, fits);
    let of_named: GroupSet = named.iter().copied().collect();
    let rest: GroupSet = fits
        .iter()
        .filter(|group| !of_named.contains(*group))
        .collect();
    // Without a preference in the rules nobody was asked for one.
    let asked = places.preference.is_some();
    let sets = [(of_named, unordered), (rest, asked)];
    let without_order = sets
        .into_iter()
        .filter(|(set, unordered)| *unordered && set.len() > 1)
        .map(|(set, _)| set)
        .collect();
    let named = if unordered {
        of_named.iter().collect()
    } else {
        named
    };
    PreferenceOrder {
        order: named.into_iter().chain(rest.iter()).collect(),
        unordered: without_order,
    }
}

/// Whether an answer that cannot be read, or not all of it, leaves open which of these groups somebody wants more.
///
/// What was read before the unreadable part stands first whatever that says. Whether somebody is asked must not depend on who
/// else applied, so it does not matter here whether the seats are scarce.
pub fn is_open(places: &Places, answer: &Reading, fits: GroupSet) -> bool {
    let before = match answer {
        _ if places.preference.is_none() => return false,
        Reading::Unreadable(_) => GroupSet::EMPTY,
        Reading::Value(Value::Choices(choices)) if choices.unread.is_some() => {
            let before = choices
                .chosen
                .get(..choices.before_unread)
                .unwrap_or_default();
            if choices.unordered {
                GroupSet::EMPTY
            } else {
                named(places, before, fits).into_iter().collect()
            }
        }
        Reading::Value(_) | Reading::Blank => return false,
    };
    fits.iter()
        .filter(|group| !before.contains(*group))
        .nth(1)
        .is_some()
}

/// The groups, among those that somebody fits, whose options were chosen, in that order.
fn named(places: &Places, chosen: &[u8], fits: GroupSet) -> Vec<GroupId> {
    let group = |option: &u8| {
        let at = places
            .groups
            .iter()
            .position(|group| group.option == Some(*option))?;
        Some(GroupId(at)).filter(|group| fits.contains(*group))
    };
    chosen.iter().filter_map(group).collect()
}
