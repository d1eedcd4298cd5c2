//! Signs and words of other languages between what a test asks: `>=`, `and`, `&&`.

use super::statement::bare;
use crate::rules::load::aliases;

/// What compares elsewhere, longest first, and what says it here.
const SIGNS: &[(&str, &str)] = &[
    (">=", "write `at_least = …`"),
    ("=>", "write `at_least = …`"),
    ("≥", "write `at_least = …`"),
    ("<=", "write `at_most = …`"),
    ("=<", "write `at_most = …`"),
    ("≤", "write `at_most = …`"),
    ("!=", "write `{ not = { field = \"…\", is = … } }`"),
    ("<>", "write `{ not = { field = \"…\", is = … } }`"),
    ("≠", "write `{ not = { field = \"…\", is = … } }`"),
    ("==", "write `is = …`"),
    (
        ">",
        "for more than a number, and not the number itself, write `{ not = { field = \"…\", at_most = … } }`",
    ),
    (
        "<",
        "for less than a number, and not the number itself, write `{ not = { field = \"…\", at_least = … } }`",
    ),
];

const ALL: &str = "for several tests that must all be met write `{ all = [{ … }, { … }] }`";
const ANY: &str = "for several tests of which one is enough write `{ any = [{ … }, { … }] }`";
const NOT: &str = "for the contrary write `{ not = { … } }`";

/// What stands between tests elsewhere, and before them.
const JOINTS: &[(&str, &str)] = &[("&&", ALL), ("||", ANY), ("&", ALL), ("|", ANY), ("!", NOT)];
const WORDS: &[(&str, &str)] = &[("and", ALL), ("or", ANY), ("not", NOT)];

type Found = (&'static str, &'static str);

/// The sign that a text begins with.
pub(super) fn sign(text: &str) -> Option<Found> {
    SIGNS
        .iter()
        .find(|(sign, _)| text.starts_with(sign))
        .copied()
}

/// The sign or word between tests that a text begins with.
pub(super) fn joint(text: &str) -> Option<Found> {
    let word: String = text
        .chars()
        .take_while(|letter| bare(*letter))
        .collect::<String>()
        .to_ascii_lowercase();
    let keyed = text
        .get(word.len()..)
        .is_some_and(|after| after.trim_start().starts_with('='));
    let sign = JOINTS
        .iter()
        .find(|(sign, _)| text.starts_with(sign) && !text.starts_with("!="));
    sign.or_else(|| WORDS.iter().find(|(known, _)| *known == word && !keyed))
        .copied()
}

/// What says the same as a word of another language between tests.
pub(super) fn word(word: &str) -> Option<&'static str> {
    let help = aliases::combined(word)?;
    Some(if help.contains("`all") {
        ALL
    } else if help.contains("not = ") {
        NOT
    } else {
        ANY
    })
}

/// The first sign or word of a test that stands somewhere in a text.
pub(super) fn among(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let starts = text.char_indices().map(|(at, _)| at).filter(|at| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !bare(before))
    });
    let found = starts.filter_map(|at| {
        let rest = text.get(at..)?;
        joint(rest)
            .or_else(|| sign(rest))
            .map(|(word, help)| (at, word, help))
    });
    found.min_by_key(|(at, ..)| *at)
}
