//! Where the selected sit: best-ranked first, each takes the best group that still leaves everybody selected a seat.

use super::GaveWay;
use super::group_bits::{Doors, door, doors};
use super::matching::Rooms;
use super::selected::Chosen;
use crate::base::ids::{at, at_mut};
use crate::judge::preferences::Wish;
use crate::rules::places::{Places, Several};
use crate::rules::{GroupId, GroupSet};

/// What the selected got.
pub(super) struct Seated {
    /// Positions in the ranking, from 0, best first, each with a group or, without one, an open place.
    pub(super) places: Vec<(usize, Option<GroupId>)>,
    pub(super) gave_way: Vec<GaveWay>,
    pub(super) untold: Vec<(usize, GroupSet)>,
    pub(super) full: Vec<(usize, GroupSet)>,
}

/// The open places stand last in everybody's order and are one more room behind the groups.
pub(super) fn seat(
    places: &Places,
    chosen: &Chosen,
    fits: &[GroupSet],
    prefers: &dyn Fn(usize) -> Wish,
) -> Seated {
    let open = chosen.sizes.len();
    let mut people: Vec<(usize, usize)> = chosen
        .beyond
        .iter()
        .map(|&position| (position, open))
        .collect();
    let rooms = &chosen.walk.rooms;
    let in_groups = chosen.walk.seated.iter().enumerate();
    people.extend(in_groups.map(|(person, &position)| (position, rooms.room_of(person))));
    people.sort_unstable();

    let fits_of = |position: usize| at(fits, position).and(GroupSet::first(open));
    let open_door = if chosen.open > 0 { door(open) } else { 0 };
    let all_in = |sizes: &[u32]| {
        let mut rooms = Rooms::new(sizes.iter().copied().chain([chosen.open]));
        for &(position, room) in &people {
            rooms.add(doors(fits_of(position)) | open_door, room);
        }
        rooms
    };
    let mut rooms = all_in(&chosen.sizes);
    // The same people where no seat is taken from a group by the deal.
    let mut undealt = chosen.stated.as_deref().map(all_in);

    let mut taken = vec![0_u32; open.saturating_add(1)];
    let mut seated = Seated {
        places: Vec::with_capacity(people.len()),
        gave_way: Vec::new(),
        untold: Vec::new(),
        full: Vec::new(),
    };
    for (person, &(position, _)) in people.iter().enumerate() {
        rooms.leave(person);
        let wish = prefers(position);
        let mut order = wanted(fits_of(position), &wish.order);
        let ahead = |group: &GroupId| *at(&taken, *group);
        if places.several == Several::BestPlace {
            order.sort_by_key(ahead);
        }
        if !wish.untold.is_empty() {
            seated.untold.extend(
                as_well(&rooms, &order, &wish, places.several, ahead).map(|set| (position, set)),
            );
        }
        let (room, passed) = best(&mut rooms, &order, open);
        // A group whose every chair went to people ranked above was never to be had; one with chairs left was given up, and so
        // was one that has fewer than the rules state.
        let has_chairs = |group: &GroupId| at(&taken, *group) < at(&chosen.sizes, *group);
        rooms.take(room);
        let could = undealt.as_mut().map_or(0, |undealt| {
            undealt.leave(person);
            let routes = undealt.routes(undealt.free());
            undealt.shift(room, &routes);
            undealt.take(room);
            routes.from
        });
        let dealt = |group: GroupId| could & door(group.0) != 0;
        let gave_way = order
            .iter()
            .take(passed)
            .copied()
            .find(|group| has_chairs(group) || dealt(*group));
        seated.gave_way.extend(gave_way.map(|wanted| GaveWay {
            position,
            wanted,
            dealt: dealt(wanted),
        }));
        // By places nobody wants one group more than another.
        if room < open && places.several == Several::FirstPreference {
            let alike = wish.alike(GroupId(room));
            let full = order
                .iter()
                .take(passed)
                .filter(|group| !has_chairs(group) && !dealt(**group));
            let full: GroupSet = full
                .filter(|group| !alike.contains(**group))
                .copied()
                .collect();
            seated
                .full
                .extend((!full.is_empty()).then_some((position, full)));
        }
        let taken = at_mut(&mut taken, room);
        *taken = taken.saturating_add(1);
        seated
            .places
            .push((position, (room < open).then_some(GroupId(room))));
    }
    seated
}

/// The groups that somebody without a chair could have as well as the one they get, had they put them first among groups of
/// which they gave no order; none where that changes nothing.
fn as_well<K: PartialEq>(
    rooms: &Rooms,
    order: &[GroupId],
    wish: &Wish,
    several: Several,
    ahead: impl Fn(&GroupId) -> K,
) -> Option<GroupSet> {
    let within = rooms.routes(rooms.free()).from;
    let mut within_reach = order.iter().filter(|group| within & door(group.0) != 0);
    let got = within_reach.next()?;
    let alike = wish.alike(*got);
    let others = within_reach.filter(|group| {
        alike.contains(**group)
            && (several == Several::FirstPreference || ahead(group) == ahead(got))
    });
    let all: GroupSet = others.copied().chain([*got]).collect();
    (all.len() > 1).then_some(all)
}

/// The first room of an order, the open places behind it, that somebody without a chair can have, now with a free chair;
/// and how many rooms were passed by.
fn best(rooms: &mut Rooms, order: &[GroupId], open: usize) -> (usize, usize) {
    let is_free = |free: Doors, group: &GroupId| free & door(group.0) != 0;
    if let Some(group) = order.first().filter(|group| is_free(rooms.free(), group)) {
        return (group.0, 0);
    }
    let routes = rooms.routes(rooms.free());
    let passed = order
        .iter()
        .take_while(|group| !is_free(routes.from, group))
        .count();
    let room = order.get(passed).map_or(open, |group| group.0);
    rooms.shift(room, &routes);
    (room, passed)
}

/// The groups somebody fits in their own order: what they prefer first, the rest in the order of the rules.
pub(super) fn wanted(fits: GroupSet, prefers: &[GroupId]) -> Vec<GroupId> {
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
