//! Approximate matching: texts that are nearly one that some rule asks for: `Court Watch Circel` where the list has `Court Watch Circle`. Whether they are the
//! same, a person says; a rule that asks for that text is unclear until then, and no other is.
//!
//! Near is decided as with options: letters that differ, punctuation, words in another order, small words and legal forms, letters
//! that look alike, another alphabet, also by ear, one text within the other, initials.

mod heard;
mod index;
pub mod nearness;

use std::collections::{BTreeMap, BTreeSet};

use heard::Heard;
use index::Index;
use nearness::{Shape, shapes};

use super::match_key;

/// Values beyond which only those that differ by spelling alone are found: to measure against each would take long.
const MANY: usize = 5_000;

/// The texts that rules ask for in one field.
#[derive(Debug)]
pub struct Wanted {
    values: Vec<(String, [Shape; 2])>,
    /// What they sound like in another alphabet.
    heard: Vec<Heard>,
    /// Values by how they sound, in any order of words, and by their letters alone.
    by_key: BTreeMap<String, Vec<usize>>,
    /// Whether all are written in plain letters.
    plain: bool,
    /// Where to look for values as they look, and as they sound.
    indexes: [Index; 2],
}

impl From<&Vec<String>> for Wanted {
    fn from(values: &Vec<String>) -> Self {
        let values: Vec<(String, [Shape; 2])> = values
            .iter()
            .map(|value| (value.clone(), shapes(value)))
            .collect();
        let heard = values.iter().map(|(value, _)| Heard::of(value)).collect();
        let mut by_key = BTreeMap::<String, Vec<usize>>::new();
        for (at, (value, shapes)) in values.iter().enumerate() {
            for key in keys(value, shapes) {
                by_key.entry(key).or_default().push(at);
            }
        }
        let seen = Index::new(values.iter().map(|(_, [seen, _])| seen));
        let sound = Index::new(values.iter().map(|(_, [_, sound])| sound));
        let plain = values.iter().all(|(value, _)| value.is_ascii());
        Self {
            values,
            heard,
            by_key,
            plain,
            indexes: [seen, sound],
        }
    }
}

impl Wanted {
    /// The values that a folded text is near, by their positions.
    pub fn near(&self, folded: &str) -> BTreeSet<usize> {
        let shapes = shapes(folded);
        let mut found: BTreeSet<usize> = keys(folded, &shapes)
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        if self.values.len() > MANY {
            return found;
        }
        let heard = Heard::of(folded);
        found.extend(
            (0..)
                .zip(&self.heard)
                .filter(|(_, value)| heard.may_be(value))
                .map(|(at, _)| at),
        );
        // What is written in plain letters need not be looked for by its sound.
        let looks = if self.plain && folded.is_ascii() {
            1
        } else {
            2
        };
        let candidates = self
            .indexes
            .iter()
            .zip(&shapes)
            .take(looks)
            .flat_map(|(index, shape)| index.candidates(shape));
        for at in candidates {
            if !found.contains(&at)
                && self
                    .values
                    .get(at)
                    .is_some_and(|value| is_near((folded, &shapes), value))
            {
                found.insert(at);
            }
        }
        found
    }
}

/// Whether a text is near a value.
pub fn is_near(
    (text, shapes): (&str, &[Shape; 2]),
    (value, values): &(String, [Shape; 2]),
) -> bool {
    let words = || values.iter().flat_map(|value| &value.words);
    let has_a_word = || {
        shapes
            .iter()
            .flat_map(|shape| &shape.words)
            .any(|word| words().any(|known| known == word))
    };
    let near = |text: &Shape, value: &Shape| {
        text.almost(value)
            || text.is_short_for(value)
            || text.runs_over(value)
            || text.shares(value) && has_a_word()
    };
    let ([seen, sound], [value_seen, value_sound]) = (shapes, values);
    // What is written in plain letters need not be compared by its sound.
    let plain = text.is_ascii() && value.is_ascii();
    near(seen, value_seen) || !plain && near(sound, value_sound)
}

/// What makes two texts the same but for spelling.
pub fn keys(folded: &str, shapes: &[Shape]) -> Vec<String> {
    let sound = match_key::text(folded);
    let shapes = shapes
        .iter()
        .flat_map(|shape| [shape.close.clone(), shape.sorted.clone()]);
    shapes
        .chain([sound])
        .filter(|key| key.chars().count() > 1)
        .collect()
}
