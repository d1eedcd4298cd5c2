//! Where the selected sit: best-ranked first, each takes the best group that still leaves everybody selected a seat.

use super::GaveWay;
use super::group_bits::{BlockId, GroupBits, bit, bits};
use super::matching::Matching;
use super::selected::Selected;
use crate::base::ids::{at, at_mut, with_ids};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::{Places, Several};
use crate::rules::{GroupId, GroupSet};

/// What the selected got.
pub(super) struct Seated {
    /// Best first, each with a group or, without one, an open place.
    pub(super) seats: Vec<(StandingId, Option<GroupId>)>,
    pub(super) gave_way: Vec<GaveWay>,
    pub(super) unordered: Vec<(StandingId, GroupSet)>,
    pub(super) full: Vec<(StandingId, GroupSet)>,
}

/// The open places stand last in everybody's order and are one more group behind the groups.
pub(super) fn seat(
    places: &Places,
    selected: &Selected,
    fits: &[GroupSet],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Seated {
    let groups = selected.quotas.len();
    let open = BlockId(groups);
    let mut people: Vec<(StandingId, BlockId)> = selected
        .beyond
        .iter()
        .map(|&standing| (standing, open))
        .collect();
    let matching = &selected.greedy.matching;
    let seated = &selected.greedy.seated;
    let in_groups = with_ids(seated);
    people.extend(in_groups.map(|(person, &standing)| (standing, matching.group_of(person))));
    people.sort_unstable();

    let fits_of = |standing: StandingId| at(fits, standing).and(GroupSet::first(groups));
    let open_bit = if selected.open > 0 { bit(open) } else { 0 };
    let all_in = |quotas: &[u32]| {
        let mut matching = Matching::new(quotas.iter().copied().chain([selected.open]));
        for &(standing, group) in &people {
            matching.add(bits(fits_of(standing)) | open_bit, group);
        }
        matching
    };
    let mut matching = all_in(&selected.quotas);
    // The same people where no seat is taken from a group by the deal.
    let mut undealt = selected.stated.as_deref().map(all_in);

    let mut taken = vec![0_u32; groups.saturating_add(1)];
    let mut seated = Seated {
        seats: Vec::with_capacity(people.len()),
        gave_way: Vec::new(),
        unordered: Vec::new(),
        full: Vec::new(),
    };
    for (person, &(standing, _)) in with_ids(&people) {
        matching.unseat(person);
        let preference = prefers(standing);
        let mut order = preference_order(fits_of(standing), &preference.order);
        let ahead = |group: &GroupId| *at(&taken, *group);
        if places.several == Several::BestPlace {
            order.sort_by_key(ahead);
        }
        if !preference.unordered.is_empty() {
            seated.unordered.extend(
                as_well(&matching, &order, &preference, places.several, ahead)
                    .map(|set| (standing, set)),
            );
        }
        let (group, passed) = best(&mut matching, &order, open);
        // A group whose every seat went to people ranked above was never to be had; one with seats left was given up, and so
        // was one that has fewer than the rules state.
        let has_seats = |group: &GroupId| at(&taken, *group) < at(&selected.quotas, *group);
        matching.take_seat(group);
        let could = undealt.as_mut().map_or(0, |undealt| {
            undealt.unseat(person);
            let paths = undealt.augmenting_paths(undealt.free());
            undealt.augment(group, &paths);
            undealt.take_seat(group);
            paths.from
        });
        let dealt = |group: GroupId| could & bit(group) != 0;
        let gave_way = order
            .iter()
            .take(passed)
            .copied()
            .find(|group| has_seats(group) || dealt(*group));
        seated.gave_way.extend(gave_way.map(|wanted| GaveWay {
            standing,
            wanted,
            dealt: dealt(wanted),
        }));
        // By places nobody wants one group more than another.
        let seat = group.group(groups);
        if let Some(own) = seat.filter(|_| places.several == Several::FirstPreference) {
            let alike = preference.alike(own);
            let full = order
                .iter()
                .take(passed)
                .filter(|group| !has_seats(group) && !dealt(**group));
            let full: GroupSet = full
                .filter(|group| !alike.contains(**group))
                .copied()
                .collect();
            seated
                .full
                .extend((!full.is_empty()).then_some((standing, full)));
        }
        let taken = at_mut(&mut taken, group);
        *taken = taken.saturating_add(1);
        seated.seats.push((standing, seat));
    }
    seated
}

/// The groups that somebody without a seat could have as well as the one they get, had they put them first among groups of
/// which they gave no order; none where that changes nothing.
fn as_well<K: PartialEq>(
    matching: &Matching,
    order: &[GroupId],
    preference: &PreferenceOrder,
    several: Several,
    ahead: impl Fn(&GroupId) -> K,
) -> Option<GroupSet> {
    let within = matching.augmenting_paths(matching.free()).from;
    let mut within_reach = order.iter().filter(|group| within & bit(**group) != 0);
    let got = within_reach.next()?;
    let alike = preference.alike(*got);
    let others = within_reach.filter(|group| {
        alike.contains(**group)
            && (several == Several::FirstPreference || ahead(group) == ahead(got))
    });
    let all: GroupSet = others.copied().chain([*got]).collect();
    (all.len() > 1).then_some(all)
}

/// The first group of an order, the open places behind it, that somebody without a seat can have, now with a free seat;
/// and how many groups were passed by.
fn best(matching: &mut Matching, order: &[GroupId], open: BlockId) -> (BlockId, usize) {
    let is_free = |free: GroupBits, group: &GroupId| free & bit(*group) != 0;
    if let Some(group) = order
        .first()
        .filter(|group| is_free(matching.free(), group))
    {
        return ((*group).into(), 0);
    }
    let paths = matching.augmenting_paths(matching.free());
    let passed = order
        .iter()
        .take_while(|group| !is_free(paths.from, group))
        .count();
    let group = order.get(passed).map_or(open, |group| (*group).into());
    matching.augment(group, &paths);
    (group, passed)
}

/// The groups somebody fits in their own order: what they prefer first, the rest in the order of the rules.
pub(crate) fn preference_order(fits: GroupSet, prefers: &[GroupId]) -> Vec<GroupId> {
    let mut seen = GroupSet::EMPTY;
    let mut order = Vec::with_capacity(fits.len());
    for group in prefers.iter().copied().chain(fits.iter()) {
        if fits.contains(group) && !seen.contains(group) {
            seen = seen.with(group);
            order.push(group);
        }
    }
    order
}
