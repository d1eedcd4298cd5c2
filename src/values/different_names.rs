//! When two names cannot be one person's.

use super::match_key::{Word, name, seen, words};
use super::spelling::fold;

/// Whether two names contradict each other: neither is the other with words left out, in other letters or order, or as initials.
///
/// `Ana Kovač` and `A. Kovač`, `Kovač Ana Marija` or `Ана Ковач` do not; `Goran Kovač` and `Ana Ilić` do. A name that says nothing
/// contradicts none.
pub fn contradict(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    if one == other || name(&one) == name(&other) {
        return false;
    }
    let (one, other) = (said(&one), said(&other));
    // `Anamarija` is `Ana Marija`.
    if one.is_empty() || other.is_empty() || joined(&one) == joined(&other) {
        return false;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut left: Vec<&Word> = long.iter().collect();
    // Whole words first, so that no initial takes the word that another one needs.
    let (letters, whole): (Vec<&Word>, Vec<&Word>) = short.iter().partition(|word| word.is_letter);
    let found = |word: &&Word| {
        let fits = |of: &&&Word| {
            of.sound == word.sound
                || (word.is_letter && of.sound.starts_with(&word.sound))
                || (of.is_letter && word.sound.starts_with(&of.sound))
        };
        let exact = left.iter().position(|of| of.sound == word.sound);
        let at = exact.or_else(|| left.iter().position(|of| fits(&of)));
        at.map(|at| left.remove(at)).is_some()
    };
    !whole
        .into_iter()
        .chain(letters)
        .collect::<Vec<_>>()
        .iter()
        .all(found)
}

/// A name's words without titles; titles where there is nothing else.
fn said(folded: &str) -> Vec<Word> {
    let (titles, mut said): (Vec<Word>, Vec<Word>) =
        words(&seen(folded)).into_iter().partition(Word::is_title);
    if said.is_empty() {
        said = titles;
    }
    said
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.sound.as_str()).collect()
}
