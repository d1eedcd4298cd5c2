//! Bands: a number earns what its band says. A band begins at `from` and ends before `below`.

use crate::rules::Band;
use crate::values::{Number, Points};

/// The points of the band the number falls into; none when no band covers it, which the rules exclude.
pub fn points(bands: &[Band<Points>], number: Number) -> Option<Points> {
    bands
        .iter()
        .find(|band| band.covers(number))
        .map(|band| band.gives)
}

/// The least and the most that the numbers from the first to the second earn, both included; none when no band covers any.
pub fn between(
    bands: &[Band<Points>],
    (least, most): (Number, Number),
) -> Option<(Points, Points)> {
    let gives = || {
        bands
            .iter()
            .filter(|band| band.reaches(least, most))
            .map(|band| band.gives)
    };
    gives().min().zip(gives().max())
}
