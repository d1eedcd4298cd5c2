//! What is said of a rating that several assessors give and that is not known yet.

use rust_decimal::Decimal;

use super::parts::{Said, with};
use crate::base::counted::count;
use crate::base::ids::AssessorId;

/// What helps where too few are left: of one assessor's cell, in whose place somebody else can rate.
const IN_PLACE: &str = "let somebody else rate in this assessor's place and write that rating, or answer `(no answer)`: then the ratings that there are count";

/// That an assessor, from 0, has not rated.
pub fn not_rated(assessor: AssessorId) -> String {
    format!("has no rating by assessor {}", assessor.0.saturating_add(1))
}

pub(super) fn takes_no_part() -> Said {
    with(
        "says that the assessor takes no part: an abstention or a conflict of interest",
        IN_PLACE,
    )
}

pub(super) fn few((rated, needed): (usize, usize), may: &[AssessorId]) -> Said {
    with(
        format!("has {}, and {needed} are needed", ratings(rated)),
        ask(may),
    )
}

pub(super) fn further(apart: Decimal, may: &[AssessorId]) -> Said {
    with(
        format!(
            "has ratings {} apart, so that one more is needed",
            apart.normalize()
        ),
        ask(may),
    )
}

pub(super) fn too_few((rated, needed): (usize, usize), may: &[AssessorId]) -> Said {
    let left = match may {
        [] => "nobody else of the pool is left to rate it".to_owned(),
        may => format!("only {} left to rate it", are(may)),
    };
    with(
        format!("has {}, {needed} are needed, and {left}", ratings(rated)),
        IN_PLACE,
    )
}

fn ratings(many: usize) -> String {
    match many {
        0 => "no rating".to_owned(),
        many => count(many, "rating", "ratings"),
    }
}

fn ask(may: &[AssessorId]) -> String {
    format!("ask {} to rate it", named(may, " or "))
}

fn are(may: &[AssessorId]) -> String {
    let verb = match may {
        [_] => "is",
        _ => "are",
    };
    format!("{} {verb}", named(may, " and "))
}

/// `A2, A3 or A4`.
fn named(assessors: &[AssessorId], last: &str) -> String {
    let names: Vec<String> = assessors.iter().map(ToString::to_string).collect();
    match names.split_last() {
        Some((end, before)) if !before.is_empty() => format!("{}{last}{end}", before.join(", ")),
        _ => names.concat(),
    }
}
