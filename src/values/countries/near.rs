//! The territory a misspelt name is nearest to: what a person is offered, never what is decided.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

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
    counts: OnceLock<Counts>,
}

impl Near {
    /// How often it has which letters, counted when a text first may be near it.
    fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| Counts::of(self.spelling))
    }

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

/// Spellings of one length, and which letters each has: these are gone through for every misspelt name, and most end it.
type AsLong = (Vec<Letters>, Vec<Near>);

/// By how many letters they have; made when the first misspelt name is met.
static SPELLINGS: LazyLock<BTreeMap<usize, AsLong>> = LazyLock::new(|| {
    let mut by_length: BTreeMap<usize, AsLong> = BTreeMap::new();
    for spelling in table::spellings() {
        let (length, letters) = letters(spelling);
        let (letters_of, as_long) = by_length.entry(length).or_default();
        letters_of.push(letters);
        as_long.push(Near {
            spelling,
            counts: OnceLock::new(),
        });
    }
    by_length
});

/// The English name of the territory with the nearest spelling, unless two territories are equally near.
///
/// An edit changes the length by one at most and brings in one letter at most, so nearly all spellings are passed over without
/// measuring: a column full of odd texts must not take minutes.
pub fn nearest(wrong: &str) -> Option<&'static str> {
    let (length, written) = letters(wrong);
    if !(SHORTEST_NAME..=LONGEST_NAME).contains(&length) {
        return None;
    }
    let counts = Counts::of(wrong);
    let mut best: Option<(usize, &'static str)> = None;
    let mut tied = false;
    let lengths = length.saturating_sub(MOST_EDITS).max(SHORTEST_NAME)..=length + MOST_EDITS;
    for (letters, (letters_of, as_long)) in SPELLINGS.range(lengths) {
        let mut allowed = edits(*letters).min(best.map_or(usize::MAX, |(least, _)| least));
        for (has, near) in letters_of.iter().zip(as_long) {
            if letters.abs_diff(length) > allowed {
                break;
            }
            if are_more(written & !has, allowed)
                || are_more(has & !written, allowed)
                || !counts.may_be_within(near.counts(), allowed)
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
