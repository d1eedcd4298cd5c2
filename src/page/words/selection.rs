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

pub const TURN: &str = "What if a weight counted more, or less?";
pub const SHOW_WEIGHTS: &str = "Show the weights";
pub const WEIGHTS_ABOUT: &str = "Turn one weight, with the mouse or the arrow keys, or type it: below it stands who would sit then, all else as it is. Nothing of the rules or the run is changed. The dark part of the line under a slider is where nobody changes.";
pub const WEIGHTS_OF_STAGE: &str = "Who takes part stays as the stage before was told.";
pub const WEIGHTS_SHOWN: &str = "The weights stand below.";
pub const NO_WEIGHTS: &str = "the rules of this run have no weights";
pub const NO_WEIGHT: &str = "Write a weight as a number from 0 to 1000000, with a point and at most six decimals, such as 1.25.";
pub const NO_SUCH_WEIGHT: &str = "the rules of this run have no such weight";
pub const WEIGHT_EXACT: &str = "Exactly";
pub const UNTOLD: &str =
    "a personal column decides between equal totals, which is not in the run folder";
pub const TOO_MUCH_WORK: &str = "who would sit was not worked out, which was too much work";
pub const COMES: &str = "Would have a seat";
pub const LEAVES: &str = "Would have none";

pub const COMPARE: &str = "Compare with another rules file";
pub const COMPARE_ABOUT: &str = "What another rules file would make of the same applications: what is different in it, who moves, and by which change. The selection stays as it is.";
pub const OTHER_RULES: &str = "The other rules file, and its lists where they are others";
pub const MAKE_COMPARISON: &str = "Compare";
pub const NO_OTHER_RULES: &str = "give the rules file to compare with first";
pub const RULES_HERE: &str = "A, the rules of this page";
pub const RULES_OTHER: &str = "B, the other rules";
pub const REFUSED_UNDER: &str = "the applications cannot be read under both rules";
pub const MOVERS_ABOUT: &str = "everybody who differs, and which change does it";
pub const COMPARISON_ABOUT: &str = "this comparison as text";

/// How many people two rules treat differently.
pub fn compared(moving: usize, other: usize) -> String {
    let moves = match moving {
        0 => "nobody has another outcome or group".to_owned(),
        many => format!(
            "{} another outcome or group",
            count(many, "person has", "people have")
        ),
    };
    match other {
        0 => moves,
        many => format!(
            "{moves}, and {} another place, total, chance or criterion alone",
            count(many, "has", "have")
        ),
    }
}

pub fn weight_now(weight: &str) -> String {
    format!("Weight, {weight} in the run")
}

/// A half sentence as one that stands by itself.
pub fn as_sentence(said: &str) -> String {
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

pub fn asked_for_it(ids: &[String]) -> String {
    format!(
        "Asked because of it alone, and not looked at where it counts nothing: {}.",
        ids.join(", ")
    )
}

pub fn turned(title: &str, weights: (&str, &str), then: &str) -> String {
    format!("{} {then}.", counted(title, weights))
}

/// What another weight is looked at, or that it is the one of the run.
pub fn counted(title: &str, (was, counts): (&str, &str)) -> String {
    if was == counts {
        format!("“{title}” counts {was}, as in the run:")
    } else {
        format!("If “{title}” counted {counts} in place of {was}:")
    }
}

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
