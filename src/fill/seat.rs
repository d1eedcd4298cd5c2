//! Where the selected sit: best-ranked first, each takes the best group that still leaves everybody selected a seat.

use super::GaveWay;
use super::chosen::Chosen;
use super::groups::{Doors, door, doors};
use super::rooms::Rooms;
use crate::rules::GroupSet;
use crate::rules::places::{GroupId, Places, Several};

/// What the selected got.
pub(super) struct Seated {
    /// Positions in the ranking, from 0, best first, each with a group or, without one, an open place.
    pub(super) places: Vec<(usize, Option<GroupId>)>,
    pub(super) gave_way: Vec<GaveWay>,
}

/// The open places stand last in everybody's order and are one more room behind the groups.
pub(super) fn seat(
    places: &Places,
    chosen: &Chosen,
    fits: &[GroupSet],
    prefers: &dyn Fn(usize) -> Vec<GroupId>,
) -> Seated {
    let open = chosen.sizes.len();
    let mut people: Vec<(usize, usize)> = chosen.beyond.iter().map(|&position| (position, open)).collect();
    let rooms = &chosen.walk.rooms;
    let in_groups = chosen.walk.seated.iter().enumerate();
    people.extend(in_groups.filter_map(|(person, &position)| Some((position, rooms.room_of(person)?))));
    people.sort_unstable();

    let mut rooms = Rooms::new(chosen.sizes.iter().copied().chain([chosen.open]));
    let fits_of = |position: usize| fits.get(position).copied().unwrap_or_default().and(GroupSet::first(open));
    let open_door = if chosen.open > 0 { door(open) } else { 0 };
    for &(position, room) in &people {
        rooms.add(doors(fits_of(position)) | open_door, room);
    }

    let mut taken = vec![0_u32; open.saturating_add(1)];
    let mut seated = Seated { places: Vec::with_capacity(people.len()), gave_way: Vec::new() };
    for (person, &(position, _)) in people.iter().enumerate() {
        rooms.leave(person);
        let mut order = wanted(fits_of(position), prefers(position));
        if places.several == Several::BestPlace {
            order.sort_by_key(|group| taken.get(group.0).copied());
        }
        let (room, passed) = best(&mut rooms, &order, open);
        // A group whose every chair went to people ranked above was never to be had; one with chairs left was given up.
        let has_chairs = |group: &GroupId| taken.get(group.0) < chosen.sizes.get(group.0);
        if let Some(&wanted) = order.iter().take(passed).find(|&group| has_chairs(group)) {
            seated.gave_way.push(GaveWay { position, wanted });
        }
        rooms.take(room);
        if let Some(taken) = taken.get_mut(room) {
            *taken = taken.saturating_add(1);
        }
        seated.places.push((position, (room < open).then_some(GroupId(room))));
    }
    seated
}

/// The first room of an order, the open places behind it, that somebody without a chair can have, now with a free chair;
/// and how many rooms were passed by.
fn best(rooms: &mut Rooms, order: &[GroupId], open: usize) -> (usize, usize) {
    let is_free = |free: Doors, group: &GroupId| free & door(group.0) != 0;
    if let Some(group) = order.first().filter(|group| is_free(rooms.free(), group)) {
        return (group.0, 0);
    }
    let routes = rooms.routes(rooms.free());
    let passed = order.iter().take_while(|group| !is_free(routes.from, group)).count();
    let room = order.get(passed).map_or(open, |group| group.0);
    rooms.shift(room, &routes);
    (room, passed)
}

/// The groups somebody fits in their own order: what they prefer first, the rest in the order of the rules.
pub(super) fn wanted(fits: GroupSet, prefers: Vec<GroupId>) -> Vec<GroupId> {
    let mut seen = GroupSet::EMPTY;
    let mut order = Vec::with_capacity(fits.len());
    for group in prefers.into_iter().chain(fits.iter()) {
        if fits.contains(group) && !seen.contains(group) {
            seen = seen.with(group);
            order.push(group);
        }
    }
    order
}
