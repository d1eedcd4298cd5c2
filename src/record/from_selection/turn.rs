//! Whether the numbers of a reserve list say who comes next. Under balance rules they may not: who takes a seat that becomes free is whoever
//! goes together with all who keep theirs, and that may be somebody further down.

use crate::rank::StandingId;
use crate::rules::GroupId;
use crate::select::Selection;
use crate::values::Turn;

/// Of somebody on the list of a group: whether a seat that becomes free goes to somebody ranked below who fits that group, too; none where
/// that happens for no seat, so that the order of the list holds.
pub(super) fn turn(
    selection: &Selection<'_>,
    standing: StandingId,
    group: GroupId,
) -> Option<Turn> {
    selection.balancing.as_ref()?;
    let seats = selection.standings.ids();
    let known = seats.filter_map(|seat| selection.successor(seat));
    let next: Vec<StandingId> = known.flatten().collect();
    let fits = |one: StandingId| {
        let application = selection.standings[one].application;
        selection.judgements[application].groups.contains(group)
    };
    let is_passed = next.iter().any(|one| *one > standing && fits(*one));
    let comes = next.contains(&standing);
    // Where it was too hard to say who comes next, nothing is known but that the rules may say otherwise.
    let is_known = !next.is_empty();
    match (is_passed, comes) {
        (true, false) => Some(Turn::NoSeat),
        (true, true) => Some(Turn::SomeSeats),
        (false, _) if !is_known => Some(Turn::SomeSeats),
        (false, _) => None,
    }
}
