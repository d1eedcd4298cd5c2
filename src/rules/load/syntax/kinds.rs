//! What a key takes, so that what cannot be read under it is told in terms of that, and never proposed as something else.

use crate::rules::load::TABLES;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Day,
    Number,
    Flag,
    Text,
    Test,
}

const DAYS: &[&str] = &["deadline", "first_day", "last_day", "on", "before"];
const NUMBERS: &[&str] = &[
    "below",
    "blank",
    "cap",
    "century",
    "decimals",
    "format",
    "from",
    "group_size",
    "header_row",
    "otherwise",
    "points_from",
    "points_to",
    "reserve",
    "rows",
    "size",
    "third_above",
    "to",
    "weight",
];
const FLAGS: &[&str] = &[
    "codes",
    "fixed",
    "given",
    "other_answers",
    "personal",
    "rating",
    "roster",
];
const TEXTS: &[&str] = &[
    "column",
    "counts_as",
    "earliest",
    "field",
    "file",
    "footnote",
    "highest",
    "highest_part",
    "id",
    "level",
    "lot",
    "lowest",
    "lowest_part",
    "name",
    "organiser",
    "place",
    "preference",
    "scale",
    "separator",
    "sheet",
    "submitted",
    "text",
    "time_zone",
    "title",
];

/// What a key takes wherever it stands; none where that depends on the place, and of keys of the author's own.
pub fn takes(key: &str) -> Option<Takes> {
    let rows = [
        (DAYS, Takes::Day),
        (NUMBERS, Takes::Number),
        (FLAGS, Takes::Flag),
        (TEXTS, Takes::Text),
    ];
    if key == "test" {
        return Some(Takes::Test);
    }
    rows.into_iter()
        .find(|(keys, _)| keys.contains(&key))
        .map(|(_, takes)| takes)
}

/// Whether any table of the rules has this key.
pub(super) fn known(key: &str) -> bool {
    TABLES.iter().any(|table| table.keys.contains(&key))
}
