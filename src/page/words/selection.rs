//! What the step *Selection* says.

use crate::base::counted::count;

pub const LOOK_UP: &str = "Look somebody up";
pub const PERSON: &str = "Name or application id";
pub const OTHER: &str = "Beside (another application, if you like)";
pub const EXPLAIN: &str = "Explain";
pub const EXPLAINED: &str = "It is said below.";
pub const FIRMNESS: &str = "How firm are the seats?";
pub const FIRMNESS_ABOUT: &str =
    "By how much each weight may change before somebody else gets a seat.";

pub fn selected(firm: usize, seats: usize) -> String {
    if firm == 0 && seats > 0 {
        format!(
            "{}, none of them firm yet",
            count(seats, "seat is given", "seats are given")
        )
    } else if firm == seats {
        format!(
            "{}, all of them firm",
            count(seats, "seat is given", "seats are given")
        )
    } else {
        format!(
            "{}, {firm} of them firm",
            count(seats, "seat is given", "seats are given")
        )
    }
}
