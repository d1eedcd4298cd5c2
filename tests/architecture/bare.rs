//! What stands in a list of a run is named by an id: a field or a parameter of this name is no bare number.

use super::{code, sources};

/// Names of one thing out of a list; lists of them are looked into, too: `groups: Vec<usize>`. `groups: usize` is how many.
const NAMES: [&str; 26] = [
    "application",
    "applicant",
    "assessor",
    "band",
    "candidate",
    "column",
    "criterion",
    "field",
    "group",
    "heading",
    "leaf",
    "level",
    "list",
    "measure",
    "person",
    "position",
    "rank",
    "row",
    "rule",
    "scale",
    "seat",
    "source",
    "standing",
    "symbol",
    "term",
    "tie_break",
];

const NUMBERS: [&str; 3] = ["usize", "u32", "u16"];

/// Where a number of such a name is none of these things, and why.
const EXCEPT: &[(&str, &str, &str)] = &[
    (
        "table/",
        "",
        "rows and columns of a file, from 1, as it has them",
    ),
    (
        "base/ids.rs",
        "position",
        "an id is made of it, here and nowhere else",
    ),
    ("rank.rs", "rank", "from 1, as it is printed; shared"),
    (
        "seats/mod.rs",
        "rank",
        "from 1 on a reserve list, as it is printed",
    ),
    (
        "select/outcomes.rs",
        "rank",
        "from 1 on a reserve list, as it is printed",
    ),
    ("record/", "rank", "from 1, as it is written"),
    ("record/", "position", "from 1, as it is written"),
    ("study/what_if/", "position", "from 1, as the audit has it"),
    ("study/pool.rs", "position", "from 1, as the audit has it"),
    ("study/compare/", "position", "from 1, as it is printed"),
    ("words/outcomes.rs", "position", "from 1, as it is said"),
    ("out/workbook/", "row", "of the sheet that is written"),
    (
        "record/verify/contents.rs",
        "column",
        "of a list that was written",
    ),
    (
        "papers/summary/mod.rs",
        "columns",
        "of a table for the terminal",
    ),
    (
        "rules/load/form.rs",
        "column",
        "a count of the columns so far",
    ),
    (
        "answers/",
        "row",
        "of the files as they were read, before anything is an application",
    ),
    (
        "answers/",
        "rows",
        "of the files as they were read, before anything is an application",
    ),
    (
        "study/analyse/unlikely.rs",
        "ranks",
        "positions of words on a ladder",
    ),
    ("study/", "row", "a combination of answers that is tried"),
];

#[test]
fn what_stands_in_a_list_is_named_by_an_id() {
    let mut used = vec![false; EXCEPT.len()];
    let mut bare = Vec::new();
    for (file, text) in sources() {
        let text = code(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, _) in text.match_indices(": ") {
            let (before, after) = text.split_at(at);
            let name = before
                .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap();
            let whole = &after[2..];
            let kind = within(whole);
            let is_list = whole.trim_start_matches('&').starts_with(['V', '[', 'B']);
            let many = name.strip_suffix('s').filter(|_| is_list);
            let is_number = NUMBERS.iter().any(|number| {
                kind.strip_prefix(number).is_some_and(|rest| {
                    !rest.starts_with(|c: char| c.is_alphanumeric() || c == ':')
                })
            });
            if !is_number || !NAMES.contains(&many.unwrap_or(name)) {
                continue;
            }
            let except = EXCEPT.iter().position(|(there, but, _)| {
                file.starts_with(there) && (but.is_empty() || *but == name)
            });
            match except {
                Some(except) => used[except] = true,
                None => bare.push(format!("src/{file}: {name}: {kind:.30}")),
            }
        }
    }
    assert!(
        bare.is_empty(),
        "a bare number names one of a list: give it an id (`base::ids`), or say in EXCEPT what it is\n{}",
        bare.join("\n")
    );
    for (used, except) in used.iter().zip(EXCEPT) {
        assert!(*used, "nothing is excepted by {except:?} any more");
    }
}

/// The first type within references, options, lists and pairs.
fn within(kind: &str) -> &str {
    let around = ["&", "mut ", "Option<", "Vec<", "BTreeSet<", "[", "("];
    match around.iter().find_map(|around| kind.strip_prefix(around)) {
        Some(inner) => within(inner),
        None => kind,
    }
}
