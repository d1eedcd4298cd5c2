//! The reserve lists: everyone without a seat who fits a group joins exactly one, down the ranking, while lists have room; and who
//! would come before somebody although they wait on another list.

use super::Placing;
use super::seating::preference_order;
use crate::base::ids::{at, at_mut, with_ids};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Places, Several};
use crate::rules::{GroupId, GroupSet};

/// Those who fit a group and wait on the list of another, as whoever waits for the group needs to know: everybody who waits may be
/// below thousands of them, so that they are counted, and only the first are named.
#[derive(Debug, Clone, Default)]
pub struct WaitElsewhere {
    /// By group: the best-ranked of them, and the group for which they wait.
    first: Vec<Vec<(StandingId, GroupId)>>,
    /// Those on a list who have some ranked above them, best-ranked first, and how many.
    above: Vec<(StandingId, u32)>,
}

impl WaitElsewhere {
    /// How many are named.
    pub const NAMED: usize = 10;

    fn new(groups: usize) -> Self {
        Self {
            first: vec![Vec::new(); groups],
            above: Vec::new(),
        }
    }

    /// Those ranked above somebody on a group's list: the first of them with the groups for which they wait, and how many there are.
    pub fn above(
        &self,
        standing: StandingId,
        group: GroupId,
    ) -> (impl Iterator<Item = (StandingId, GroupId)>, usize) {
        let found = self.above.binary_search_by_key(&standing, |(at, _)| *at);
        let many = found.ok().and_then(|found| self.above.get(found));
        let many = many.map_or(0, |(_, many)| *many as usize);
        (at(&self.first, group).iter().copied().take(many), many)
    }
}

/// Turns [`Placing::Unplaced`] into a rank on a reserve list where one has room. Asks `prefers` only about those who get one.
pub(crate) fn reserve(
    places: &Places,
    fits: &[GroupSet],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
    seats: &mut [Placing],
    unordered: &mut Vec<(StandingId, GroupSet)>,
) -> WaitElsewhere {
    let mut lists = vec![0_u32; places.groups.len().min(GroupSet::MOST)];
    let mut wait_elsewhere = WaitElsewhere::new(lists.len());
    // By group: those so far who fit it and wait on another list.
    let mut elsewhere = vec![0_u32; lists.len()];
    let mut with_room = if places.reserve > 0 {
        GroupSet::first(lists.len())
    } else {
        GroupSet::EMPTY
    };
    for ((standing, &fits), seat) in with_ids(fits).zip(seats) {
        let open = fits.and(with_room);
        if with_room.is_empty() {
            break;
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
            let above = *at(&elsewhere, group);
            if above > 0 {
                wait_elsewhere.above.push((standing, above));
            }
            for other in fits.without(group).iter() {
                let many = at_mut(&mut elsewhere, other);
                *many = many.saturating_add(1);
                if *many as usize <= WaitElsewhere::NAMED {
                    at_mut(&mut wait_elsewhere.first, other).push((standing, group));
                }
            }
            if *list >= places.reserve {
                with_room = with_room.without(group);
            }
        }
    }
    wait_elsewhere
}
