//! Signs and words of other languages between what a test asks: `>=`, `and`, `:`.

use super::Mistake;
use super::statements::bare;

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
    (">", "for more than a number, and not the number itself, write `{ not = { field = \"…\", at_most = … } }`"),
    ("<", "for less than a number, and not the number itself, write `{ not = { field = \"…\", at_least = … } }`"),
    ("&&", ALL),
    ("||", ANY),
];

const ALL: &str = "for several tests that must all be met write `{ all = [{ … }, { … }] }`";
const ANY: &str = "for several tests of which one is enough write `{ any = [{ … }, { … }] }`";
const NOT: &str = "for the contrary write `{ not = { … } }`";

/// Words between or before tests.
const WORDS: &[(&str, &str)] = &[("and", ALL), ("or", ANY), ("not", NOT)];

/// What is wrong between a key and its value, or between two tests; `bones` is the statement without its texts.
pub(super) fn operator(bones: &str, from: usize) -> Option<Mistake> {
    let spot = |at: usize, length: usize| from.saturating_add(at)..from.saturating_add(at).saturating_add(length);
    if let Some((at, sign, help)) = first(SIGNS, |sign| bones.find(sign)) {
        return Some(Mistake::new(spot(at, sign.len()), format!("`{sign}` is no word of the rules"), help));
    }
    let nameless = bones.match_indices('=').map(|(at, _)| at);
    if let Some(at) = nameless.into_iter().find(|at| {
        bones.get(..*at).is_none_or(|before| before.trim_end().ends_with([',', '{']) || before.trim().is_empty())
    }) {
        return Some(Mistake::new(spot(at, 1), "there is no key before this `=`", "for one value write `is = …`"));
    }
    if let Some((at, word, help)) = first(WORDS, |word| stands(bones, word)) {
        return Some(Mistake::new(spot(at, word.len()), format!("`{word}` cannot stand here"), help));
    }
    let key = bones.split(|letter: char| !bare(letter) && letter != ' ').next().unwrap_or_default();
    let (name, after) = (key.trim(), bones.get(key.len()..).unwrap_or_default());
    let spread = name.split_whitespace().collect::<Vec<_>>();
    if after.starts_with(':') && spread.len() == 1 {
        return Some(Mistake::new(
            spot(key.len(), 1),
            "a value stands after `=`, not after `:`",
            format!("write `{name} = …`"),
        ));
    }
    if let [word, .., _] = spread.as_slice() {
        if after.starts_with('=') {
            return Some(Mistake::new(
                spot(0, name.len()),
                "a key has no blanks",
                format!("write `{}`", spread.join("_")),
            ));
        }
        let what = format!("`{word}` has no `=` before its value");
        return Some(Mistake::new(spot(0, name.len()), what, format!("write `{word} = …`")));
    }
    if let Some(at) = bones.find("//") {
        return Some(Mistake::new(spot(at, 2), "`//` begins no comment here", "begin it with `#`"));
    }
    let end = bones.trim_end();
    if end.ends_with(';') {
        let at = end.len().saturating_sub(1);
        return Some(Mistake::new(spot(at, 1), "nothing ends with `;` here", "leave it out"));
    }
    None
}

/// The entry that is found first, the longer sign where two begin in one place.
fn first(
    table: &'static [(&'static str, &'static str)],
    find: impl Fn(&str) -> Option<usize>,
) -> Option<(usize, &'static str, &'static str)> {
    let found = table.iter().filter_map(|(sign, help)| Some((find(sign)?, *sign, *help)));
    found.min_by_key(|(at, sign, _)| (*at, usize::MAX.saturating_sub(sign.len())))
}

/// Where a word stands by itself between brackets, texts or blanks, and is no key.
fn stands(bones: &str, word: &str) -> Option<usize> {
    bones.to_ascii_lowercase().match_indices(word).map(|(at, _)| at).find(|at| {
        let before = bones.get(..*at).and_then(|before| before.chars().next_back()).unwrap_or('a');
        let after = bones.get(at.saturating_add(word.len())..).unwrap_or_default();
        let apart = |letter: char| !bare(letter);
        let key = after.trim_start().starts_with('=');
        apart(before) && after.chars().next().is_none_or(apart) && !key
    })
}
