//! Why seats are empty.

use crate::base::counted::count;
use crate::rules::{GroupId, OpenPlaces, Unfilled};
use crate::select::{Outcome, Selection};

/// Why so many seats of a group (none: open places) are empty.
pub fn empty_seats(selection: &Selection<'_>, group: Option<GroupId>, empty: u32) -> String {
    let places = &selection.rules.places;
    if selection.rules.is_shortlisting() {
        let places = count(empty, "place", "places");
        return format!("{places} left: nobody else who is eligible fits");
    }
    let (stay, became) = if empty == 1 {
        ("1 seat stays", "1 seat")
    } else {
        (&*format!("{empty} seats stay"), &*format!("{empty} seats"))
    };
    let in_groups =
        |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group: Some(_), .. });
    let seated = selection.outcomes.iter().filter(in_groups).count();
    if group.is_none() {
        format!("{stay} empty: everybody who is eligible has a seat")
    } else if places.open == OpenPlaces::BestRanked && places.unfilled == Unfilled::BecomeOpen {
        format!("{became} became open, because nobody else who is eligible fits")
    } else if seated >= places.cap as usize {
        format!("{stay} empty: the cap of {} is reached", places.cap)
    } else {
        format!("{stay} empty: nobody else who is eligible fits")
    }
}
