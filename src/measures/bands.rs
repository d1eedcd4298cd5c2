//! Bands: a number earns what its band says. A band begins at `from` and ends before `below`.

use crate::domain::{Number, Points};
use crate::rules::measures::Band;

/// The points of the band the number falls into; none when no band covers it, which the rules exclude.
pub fn points(bands: &[Band], number: Number) -> Option<Points> {
    bands
        .iter()
        .find(|band| {
            band.from.is_none_or(|from| number >= Number::plain(from))
                && band.below.is_none_or(|below| number < Number::plain(below))
        })
        .map(|band| band.points)
}
