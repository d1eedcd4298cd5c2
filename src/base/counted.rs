//! Counts with their nouns: `1 group`, `2 groups`.

use std::fmt::Display;

/// A number with its word: `1 group`, `2 groups`.
pub fn count<N: Display + PartialEq + From<u8> + Copy>(
    number: N,
    one: &str,
    several: &str,
) -> String {
    let word = if number == N::from(1) { one } else { several };
    format!("{number} {word}")
}
