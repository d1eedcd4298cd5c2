//! The format of rules and of their examples: every kind of table, the keys it may have, what each
//! takes and means. The loader and its hints go by it; the JSON Schema and the tables of
//! `rules/README.md` are written from it by `cargo run --example rules-format`.

mod examples_file;
mod key;
mod rules_file;

pub(in crate::rules) use examples_file::*;
pub(in crate::rules) use rules_file::*;

pub use examples_file::EXAMPLE_TABLES;
pub use key::{FieldType, Key, Keys, Value};
pub use rules_file::{ORDERS, TABLES, TYPES};

use Value::{Any, Several, Table};

/// The tables that there may be several of, each under a header in two brackets.
pub(in crate::rules) fn is_repeated(key: &str) -> bool {
    let tables = |value: Value| matches!(value, Any(Table(_)) | Several(Table(_)));
    let mut root = TABLES.iter().take(1).flat_map(|table| table.each);
    root.any(|one| one.name == key && tables(one.value))
}

/// Whether some table takes such a value under this key; true of keys that no table of the rules
/// has.
pub(in crate::rules) fn takes(key: &str, such: impl Fn(Value) -> bool) -> bool {
    let keys = TABLES.iter().flat_map(|table| table.each);
    let mut named = keys.filter(|one| one.name == key).peekable();
    named.peek().is_none() || named.any(|one| such(one.value))
}
