//! The type of value that a key takes, so that a value that cannot be read is explained in terms of
//! that type, and never proposed as another.

use crate::rules::load::format::{TABLES, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Day,
    Number,
    Flag,
    Text,
    Test,
}

/// What a key takes wherever it stands; none where that depends on the place, and of keys of the
/// author's own.
pub(super) fn takes(key: &str) -> Option<Takes> {
    if key == "test" {
        return Some(Takes::Test);
    }
    let keys = TABLES.iter().flat_map(|table| table.each);
    let mut all = keys.filter(|one| one.name == key).map(|one| of(one.value));
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

fn of(value: Value) -> Option<Takes> {
    match value {
        Value::Day | Value::Moment => Some(Takes::Day),
        Value::Flag | Value::True => Some(Takes::Flag),
        Value::Text | Value::Id | Value::Separator => Some(Takes::Text),
        Value::One
        | Value::Whole(..)
        | Value::Number
        | Value::Amount
        | Value::Weight
        | Value::Century => Some(Takes::Number),
        _ => None,
    }
}

/// Whether any table of the rules has this key.
pub(super) fn known(key: &str) -> bool {
    let mut keys = TABLES.iter().flat_map(|table| table.each);
    keys.any(|one| one.name == key)
}
