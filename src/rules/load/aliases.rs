//! Keys as other languages, forms and people call them, and what says the same here.
//!
//! A key of this page is never taken for the one that looks most like it: `and` looks like `any` and means `all`.

use super::format::{Keys, TEST};

/// How a test is put here, by what it is called elsewhere.
#[rustfmt::skip]
const IN_TESTS: &[(&[&str], &str)] = &[
    (
        &[
            "and", "both", "every", "each", "all_of", "allof", "must", "&&", "und", "et", "i", "и",
            "і", "та", "y", "ve",
        ],
        "for several tests that must all be met write `all = [{ … }, { … }]`",
    ),
    (
        &[
            "or", "either", "any_of", "anyof", "one_of", "oneof", "some", "should", "||", "oder",
            "ou", "ili", "или", "або", "veya", "ali",
        ],
        "for several tests of which one is enough write `any = [{ … }, { … }]`",
    ),
    (
        &["none", "none_of", "nor", "neither", "not_any", "no_one_of"],
        "for several tests of which none may be met write `not = { any = [{ … }, { … }] }`",
    ),
    (&["xor", "nand", "not_all", "exactly_one"], "write it with `all`, `any` and `not`"),
    (
        &[
            ">=", "=>", "≥", "min", "minimum", "ge", "gte", "atleast", "at-least", "least", "from",
            "min_value", "not_below",
        ],
        "for this much or more write `at_least = …`",
    ),
    (
        &[
            "<=", "=<", "≤", "max", "maximum", "le", "lte", "atmost", "at-most", "most", "up_to",
            "to", "max_value", "not_above",
        ],
        "for this much or less write `at_most = …`",
    ),
    (
        &[">", "gt", "above", "over", "more_than", "greater_than", "greater", "exceeds"],
        "for more than a number, and not the number itself, write `{ not = { field = \"…\", at_most = … } }`",
    ),
    (
        &["<", "lt", "below", "under", "less_than", "less", "fewer_than"],
        "for less than a number, and not the number itself, write `{ not = { field = \"…\", at_least = … } }`",
    ),
    (
        &["after", "later_than", "later", "not_by"],
        "for later than a day write `{ not = { field = \"…\", by = … } }`; `by` takes in the day itself",
    ),
    (
        &["since", "not_before", "from_day", "starting", "on_or_after"],
        "for that day or later write `{ not = { field = \"…\", before = … } }`",
    ),
    (
        &["until", "on_or_before", "till", "not_after", "no_later_than"],
        "for that day or earlier write `by = …`",
    ),
    (
        &["between", "range"],
        "write both ends as tests of their own: `all = [{ … at_least = … }, { … at_most = … }]`",
    ),
    (
        &["=", "==", "equals", "equal", "eq", "value", "matches", "on"],
        "for one value write `is = …`",
    ),
    (
        &[
            "one", "values", "includes", "contains", "has", "options", "is_in", "within", "among",
            "isin", "belongs_to",
        ],
        "for one of several values write `in = [\"…\", \"…\"]`, for those of a list `in = \"…\"`",
    ),
    (
        &["!=", "<>", "≠", "is_not", "isnt", "isn't", "not_equal", "ne", "neq", "differs"],
        "for any other value write `{ not = { field = \"…\", is = … } }`",
    ),
    (
        &["not_in", "notin", "excludes", "except", "outside", "exclude"],
        "for none of these values write `{ not = { field = \"…\", in = … } }`",
    ),
    (
        &["blank", "empty", "missing", "null", "is_blank", "is_empty", "not_given"],
        "for a blank answer write `{ not = { field = \"…\", given = true } }`",
    ),
    (
        &["filled", "present", "exists", "not_blank", "not_empty", "answered", "required"],
        "for any answer write `given = true`",
    ),
    (
        &["if", "when", "where", "condition"],
        "the test itself stands in the braces, such as `{ field = \"…\", is = … }`",
    ),
    (&["column", "question", "heading", "answer"], "name the field: `field = \"…\"`"),
];

/// What to write instead of a key that is known from elsewhere, for the table as the reference calls it.
pub(super) fn meant(table: &Keys, key: &str) -> Option<&'static str> {
    if table.keys.contains(&"test") && TEST.keys.contains(&key) {
        return Some("it is part of a test: write `test = { … }` around it");
    }
    if table.table != TEST.table {
        return None;
    }
    let folded = key.trim().to_lowercase().replace([' ', '-'], "_");
    let known = |names: &[&str]| {
        names
            .iter()
            .any(|name| *name == key || name.replace('-', "_") == folded)
    };
    IN_TESTS
        .iter()
        .find(|(names, _)| known(names))
        .map(|(_, help)| *help)
}

/// What says the same as a word that combines tests in another language.
pub(super) fn combined(word: &str) -> Option<&'static str> {
    let folded = word.to_lowercase();
    let is_word = !folded.is_empty() && folded.chars().all(char::is_alphabetic);
    let rows = IN_TESTS.iter().take(3).filter(|_| is_word);
    rows.into_iter()
        .find(|(names, _)| names.contains(&folded.as_str()))
        .map(|(_, help)| *help)
}
