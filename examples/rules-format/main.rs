//! Writes what is made from the format of rules: `rules/intake-rules.schema.json`, and the tables of keys, types and findings in
//! `rules/README.md`: `cargo run --example rules-format`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a workshop tool: it stops where it cannot go on"
)]

mod reference;
mod schema;

fn main() {
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let schema = serde_json::to_string_pretty(&schema::schema()).expect("a schema is JSON");
    std::fs::write(rules.join("intake-rules.schema.json"), schema + "\n")
        .expect("the schema can be written");
    let readme = rules.join("README.md");
    let page = std::fs::read_to_string(&readme).expect("the reference can be read");
    std::fs::write(readme, reference::page(&page)).expect("the reference can be written");
}
