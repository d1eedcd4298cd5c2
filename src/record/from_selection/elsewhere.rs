//! Why somebody sits in another group than they wanted most.

use super::passed_over::id;
use crate::rank::StandingId;
use crate::record::{Elsewhere, Instead};
use crate::rules::GroupId;
use crate::seats::GaveWay;
use crate::select::Selection;
use crate::values::{Reading, Value};

/// The groups that somebody had wanted before the one they sit in (none: an open place), each with why they do not sit there.
pub(crate) fn elsewhere(
    selection: &Selection<'_>,
    standing: StandingId,
    seat: Option<GroupId>,
) -> Vec<(GroupId, Instead)> {
    let filling = &selection.filling;
    let mut all: Vec<(GroupId, Instead)> = seat
        .into_iter()
        .flat_map(|seat| not_admitted(selection, standing, seat))
        .map(|group| (group, Instead::NotAdmitted))
        .collect();
    let full = filling
        .full
        .binary_search_by_key(&standing, |(at, _)| *at)
        .ok();
    let full = full
        .and_then(|found| filling.full.get(found))
        .into_iter()
        .flat_map(|(_, groups)| groups.iter());
    all.extend(full.map(|group| (group, Instead::Full)));
    let from = filling
        .gave_way
        .partition_point(|gave_way| gave_way.standing < standing);
    let gave_way = filling
        .gave_way
        .get(from)
        .filter(|gave_way| gave_way.standing == standing);
    all.extend(gave_way.map(|GaveWay { wanted, dealt, .. }| {
        (
            *wanted,
            if *dealt {
                Instead::Dealt
            } else {
                Instead::GaveWay
            },
        )
    }));
    all
}

/// The same for the record.
pub(crate) fn recorded<'a>(
    selection: &Selection<'a>,
    standing: StandingId,
    seat: Option<GroupId>,
) -> Vec<Elsewhere<'a>> {
    let all = elsewhere(selection, standing, seat).into_iter();
    all.map(|(group, because)| Elsewhere {
        group: id(selection, group).into(),
        because,
    })
    .collect()
}

/// The groups chosen before the one of the seat that do not admit the applicant.
fn not_admitted(selection: &Selection<'_>, standing: StandingId, seat: GroupId) -> Vec<GroupId> {
    let places = &selection.rules.places;
    let Some(field) = places.preference else {
        return Vec::new();
    };
    let standing = &selection.standings[standing];
    let fits = selection.judgements[standing.application].groups;
    let Reading::Value(Value::Choices(choices)) =
        selection.applications.reading(standing.application, field)
    else {
        return Vec::new();
    };
    if choices.unordered {
        return Vec::new();
    }
    let group = |option: &u8| {
        places
            .groups
            .iter()
            .position(|group| group.option == Some(*option))
            .map(GroupId)
    };
    let before = choices
        .chosen
        .iter()
        .map(group)
        .take_while(|group| *group != Some(seat));
    let seat_is_chosen = choices
        .chosen
        .iter()
        .any(|option| group(option) == Some(seat));
    let all: Vec<GroupId> = before
        .flatten()
        .filter(|group| !fits.contains(*group))
        .collect();
    if seat_is_chosen { all } else { Vec::new() }
}
