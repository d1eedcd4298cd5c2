//! The territory a misspelt name is nearest to: what a person is offered, never what is decided.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table;

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
    name: &'static str,
}

/// Which letters a text has, a bit for each, several letters sharing one.
type Letters = u64;

fn letters(text: &str) -> Letters {
    text.chars().fold(0, |letters, c| {
        letters | 1_u64.checked_shl(u32::from(c) % Letters::BITS).unwrap_or(0)
    })
}

/// How many slips of the pen a spelling of so many letters may differ by.
fn edits(length: usize) -> usize {
    ((length + 1) / 4).min(MOST_EDITS)
}

/// By how many letters they have; made when the first misspelt name is met.
static SPELLINGS: LazyLock<BTreeMap<usize, Vec<Near>>> = LazyLock::new(|| {
    let mut by_length: BTreeMap<usize, Vec<Near>> = BTreeMap::new();
    for (spelling, territory, _) in table::names() {
        let near = Near {
            spelling,
            letters: letters(spelling),
            name: territory.name,
        };
        by_length
            .entry(spelling.chars().count())
            .or_default()
            .push(near);
    }
    by_length
});

/// The English name of the territory with the nearest spelling, unless two territories are equally near.
///
/// An edit changes the length by one at most and brings in one letter at most, so most spellings are passed over without
/// measuring: a column full of odd texts must not take minutes.
pub(super) fn nearest(wrong: &str) -> Option<&'static str> {
    let length = wrong.chars().count();
    if !(SHORTEST_NAME..=LONGEST_NAME).contains(&length) {
        return None;
    }
    let written = letters(wrong);
    let mut best: Option<(usize, &'static str)> = None;
    let mut tied = false;
    let lengths = length.saturating_sub(MOST_EDITS).max(SHORTEST_NAME)..=length + MOST_EDITS;
    let as_long = SPELLINGS
        .range(lengths)
        .flat_map(|(letters, nears)| nears.iter().map(move |near| (*letters, near)));
    for (letters, near) in as_long {
        let allowed = edits(letters).min(best.map_or(usize::MAX, |(least, _)| least));
        if letters.abs_diff(length) > allowed {
            continue;
        }
        let foreign = (written & !near.letters)
            .count_ones()
            .max((near.letters & !written).count_ones());
        if foreign as usize > allowed {
            continue;
        }
        let distance = strsim::osa_distance(wrong, near.spelling);
        if distance > allowed {
            continue;
        }
        tied = best.is_some_and(|(least, name)| distance == least && (tied || name != near.name));
        best = Some((distance, near.name));
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}
