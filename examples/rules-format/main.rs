//! Writes `rules/intake-rules.schema.json`: `cargo run --example rules-format`.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a workshop tool: it stops where it cannot go on"
)]

mod schema;

fn main() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/intake-rules.schema.json"
    );
    let text = serde_json::to_string_pretty(&schema::schema()).expect("a schema is JSON");
    std::fs::write(path, text + "\n").expect("the schema can be written");
}
