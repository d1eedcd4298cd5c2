//! Why somebody sits in another group than they wanted most.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::{Reading, Value};
use crate::fill::GaveWay;
use crate::rules::GroupId;
use crate::select::Selection;

/// A group that somebody wanted more than the one they sit in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere<'a> {
    pub group: Cow<'a, str>,
    pub because: Instead,
}

/// Why somebody does not sit in a group they wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// It does not admit them.
    NotAdmitted,
    /// Every seat went to people ranked above.
    Full,
    /// Otherwise somebody selected would lose their seat.
    GaveWay,
    /// It has fewer seats than the rules state, because the cap is reached and they were dealt in turn.
    Dealt,
}

/// The groups that somebody had wanted before the one they sit in (none: an open place), each with why they do not sit there.
pub(super) fn elsewhere(selection: &Selection<'_>, standing: usize, seat: Option<GroupId>) -> Vec<(GroupId, Instead)> {
    let filling = &selection.filling;
    let mut all: Vec<(GroupId, Instead)> = seat
        .into_iter()
        .flat_map(|seat| not_admitted(selection, standing, seat))
        .map(|group| (group, Instead::NotAdmitted))
        .collect();
    let full = filling.full.binary_search_by_key(&standing, |(position, _)| *position).ok();
    let full = full.and_then(|at| filling.full.get(at)).into_iter().flat_map(|(_, groups)| groups.iter());
    all.extend(full.map(|group| (group, Instead::Full)));
    let gave_way = filling.gave_way.iter().find(|gave_way| gave_way.position == standing);
    all.extend(
        gave_way.map(|GaveWay { wanted, dealt, .. }| (*wanted, if *dealt { Instead::Dealt } else { Instead::GaveWay })),
    );
    all
}

/// The same for the record.
pub(super) fn recorded<'a>(selection: &Selection<'a>, standing: usize, seat: Option<GroupId>) -> Vec<Elsewhere<'a>> {
    let id = |group: GroupId| selection.rules.places.groups.get(group.0).map_or("", |group| group.id.as_str());
    let all = elsewhere(selection, standing, seat).into_iter();
    all.map(|(group, because)| Elsewhere { group: id(group).into(), because }).collect()
}

/// The groups chosen before the one of the seat that do not admit the applicant.
fn not_admitted(selection: &Selection<'_>, standing: usize, seat: GroupId) -> Vec<GroupId> {
    let places = &selection.rules.places;
    let (Some(field), Some(standing)) = (places.preference, selection.standings.get(standing)) else {
        return Vec::new();
    };
    let fits = selection.judgements.get(standing.application).map(|judgement| judgement.groups).unwrap_or_default();
    let Reading::Value(Value::Choices(choices)) = selection.applications.reading(standing.application, field) else {
        return Vec::new();
    };
    if choices.unordered {
        return Vec::new();
    }
    let group = |option: &u8| places.groups.iter().position(|group| group.option == Some(*option)).map(GroupId);
    let before = choices.chosen.iter().map(group).take_while(|group| *group != Some(seat));
    let seat_is_chosen = choices.chosen.iter().any(|option| group(option) == Some(seat));
    let all: Vec<GroupId> = before.flatten().filter(|group| !fits.contains(*group)).collect();
    if seat_is_chosen { all } else { Vec::new() }
}
