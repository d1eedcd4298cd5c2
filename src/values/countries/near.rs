//! The territory a misspelt name is nearest to: what a person is offered, never what is decided.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table;
use crate::values::letter_counts::Counts;

/// Longer texts are sentences; nothing near them is looked for, which bounds the work an odd cell can cause.
const LONGEST_NAME: usize = 60;

/// Abbreviations are near to everything.
const SHORTEST_NAME: usize = 4;

/// A long name with more slips of the pen is another text.
const MOST_EDITS: usize = 3;

/// A spelling as suggestions look at it.
struct Near {
    spelling: &'static str,
    letters: Letters,
}

impl Near {
    /// The English name of its territory.
    fn name(&self) -> &'static str {
        table::look_up(self.spelling).map_or("", |(territory, _)| territory.name)
    }
}

/// Which letters a text has, a bit for each, several letters sharing one.
type Letters = u64;

/// How many letters a text has, and which.
fn letters(text: &str) -> (usize, Letters) {
    text.chars().fold((0, 0), |(length, letters), c| {
        let letter = 1_u64.checked_shl(u32::from(c) % Letters::BITS);
        (length.saturating_add(1), letters | letter.unwrap_or(0))
    })
}

/// Whether these are more letters than so many. To take them away one by one is quicker than to count them all.
fn are_more(letters: Letters, than: usize) -> bool {
    (0..than).fold(letters, |left, _| left & left.wrapping_sub(1)) != 0
}

/// How many slips of the pen a spelling of so many letters may differ by.
fn edits(length: usize) -> usize {
    ((length + 1) / 4).min(MOST_EDITS)
}

/// By how many letters they have; made when the first misspelt name is met.
static SPELLINGS: LazyLock<BTreeMap<usize, Vec<Near>>> = LazyLock::new(|| {
    let mut by_length: BTreeMap<usize, Vec<Near>> = BTreeMap::new();
    for spelling in table::spellings() {
        let (length, letters) = letters(spelling);
        let as_long = by_length.entry(length).or_default();
        as_long.push(Near { spelling, letters });
    }
    by_length
});

/// The English name of the territory with the nearest spelling, unless two territories are equally near.
///
/// An edit changes the length by one at most and brings in one letter at most, so nearly all spellings are passed over without
/// measuring: a column full of odd texts must not take minutes.
pub(super) fn nearest(wrong: &str) -> Option<&'static str> {
    let (length, written) = letters(wrong);
    if !(SHORTEST_NAME..=LONGEST_NAME).contains(&length) {
        return None;
    }
    let counts = Counts::of(wrong);
    let mut best: Option<(usize, &'static str)> = None;
    let mut tied = false;
    let lengths = length.saturating_sub(MOST_EDITS).max(SHORTEST_NAME)..=length + MOST_EDITS;
    for (letters, as_long) in SPELLINGS.range(lengths) {
        let mut allowed = edits(*letters).min(best.map_or(usize::MAX, |(least, _)| least));
        for near in as_long {
            if letters.abs_diff(length) > allowed {
                break;
            }
            if are_more(written & !near.letters, allowed)
                || are_more(near.letters & !written, allowed)
                || !counts.may_be_within(&Counts::of(near.spelling), allowed)
            {
                continue;
            }
            let distance = strsim::osa_distance(wrong, near.spelling);
            if distance > allowed {
                continue;
            }
            let name = near.name();
            tied = best.is_some_and(|(least, other)| distance == least && (tied || name != other));
            best = Some((distance, name));
            allowed = distance;
        }
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is held against what the letters leave: every spelling measured.
    fn one_by_one(wrong: &str) -> Option<&'static str> {
        let length = wrong.chars().count();
        let measured = table::names().filter_map(|(spelling, territory, _)| {
            let letters = spelling.chars().count();
            let near = letters >= SHORTEST_NAME && letters.abs_diff(length) <= MOST_EDITS;
            let distance = near.then(|| strsim::osa_distance(wrong, spelling))?;
            (distance <= edits(letters)).then_some((distance, territory.name))
        });
        let measured: Vec<(usize, &str)> = measured.collect();
        let least = measured.iter().map(|(distance, _)| *distance).min()?;
        let mut nearest = measured.iter().filter(|(distance, _)| *distance == least);
        let (_, name) = nearest.next()?;
        nearest.all(|(_, other)| other == name).then_some(*name)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_nearest_country_is_what_is_found_one_by_one(
            name in proptest::sample::select(table::spellings().collect::<Vec<_>>()),
            slips in proptest::collection::vec((0..4_u8, any::<prop::sample::Index>(), "[a-zа-я]"), 1..4),
        ) {
            let mut wrong: Vec<char> = name.chars().collect();
            for (slip, at, letter) in slips {
                let at = at.index(wrong.len().max(1));
                match slip {
                    0 if wrong.len() > 1 => drop(wrong.remove(at)),
                    1 if at + 1 < wrong.len() => wrong.swap(at, at + 1),
                    2 => wrong.insert(at, letter.chars().next().unwrap()),
                    _ => wrong[at] = letter.chars().next().unwrap(),
                }
            }
            let wrong: String = wrong.into_iter().collect();
            if (SHORTEST_NAME..=LONGEST_NAME).contains(&wrong.chars().count()) {
                prop_assert_eq!(nearest(&wrong), one_by_one(&wrong), "`{}`", wrong);
            }
        }
    }
}
