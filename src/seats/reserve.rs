//! The reserve lists: everyone without a seat who fits a group joins exactly one, down the ranking, while lists have room.

use super::Placing;
use super::seating::preference_order;
use crate::base::ids::{at, at_mut, with_ids};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Places, Several};
use crate::rules::{GroupId, GroupSet};

/// Turns [`Placing::Unplaced`] into a rank on a reserve list where one has room. Asks `prefers` only about those who get one.
pub(super) fn reserve(
    places: &Places,
    fits: &[GroupSet],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
    seats: &mut [Placing],
    unordered: &mut Vec<(StandingId, GroupSet)>,
) {
    let mut lists = vec![0_u32; places.groups.len().min(GroupSet::MOST)];
    let mut with_room = if places.reserve > 0 {
        GroupSet::first(lists.len())
    } else {
        GroupSet::EMPTY
    };
    for ((standing, &fits), seat) in with_ids(fits).zip(seats) {
        let open = fits.and(with_room);
        if with_room.is_empty() {
            return;
        }
        if *seat != Placing::Unplaced || open.is_empty() {
            continue;
        }
        let preference = prefers(standing);
        let order = preference_order(open, &preference.order);
        let length = |group: &GroupId| *at(&lists, *group);
        let joined = match places.several {
            Several::FirstPreference => order.first().copied(),
            Several::BestPlace => order.iter().copied().min_by_key(length),
        };
        if let Some(group) = joined {
            let as_well = |other: &GroupId| match places.several {
                Several::FirstPreference => true,
                Several::BestPlace => length(other) == length(&group),
            };
            let alike: GroupSet = preference
                .alike(group)
                .and(open)
                .iter()
                .filter(as_well)
                .collect();
            if alike.len() > 1 {
                unordered.push((standing, alike));
            }
        }
        if let Some(group) = joined {
            let list = at_mut(&mut lists, group);
            *list = list.saturating_add(1);
            *seat = Placing::Reserve { group, rank: *list };
            if *list >= places.reserve {
                with_room = with_room.without(group);
            }
        }
    }
}
