//! What a new kind costs: each kind of award, test, tie-break and decision is named in few files.

use super::{code, sources};

/// An enum of kinds, the file that has it, and the most files that may name one of them; the recipes of ARCHITECTURE.md name
/// fewer still, since most of these are told apart by what they say of themselves.
const KINDS: [(&str, &str, usize); 4] = [
    ("Award", "rules/measures.rs", 6),
    ("Ask", "rules/criteria.rs", 8),
    ("TieBreak", "rules/ranking.rs", 5),
    ("Kind", "rules/form.rs", 14),
];

#[test]
fn no_kind_is_named_in_more_files_than_somebody_can_keep_in_mind() {
    let sources: Vec<(String, String)> = sources()
        .into_iter()
        .map(|(file, text)| (file, code(&text)))
        .collect();
    for (of, home, most) in KINDS {
        let text = &sources.iter().find(|(file, _)| file == home).unwrap().1;
        let body = text.split_once(&format!("pub enum {of} {{")).unwrap().1;
        let body = body.split_once("\n}").unwrap().0;
        let variant = |line: &str| -> Option<String> {
            let line = line.strip_prefix("    ")?;
            line.starts_with(char::is_uppercase)
                .then(|| line.chars().take_while(|c| c.is_alphanumeric()).collect())
        };
        let variants: Vec<String> = body.lines().filter_map(variant).collect();
        assert!(variants.len() > 3, "{of} is no longer read off {home}");
        for variant in variants {
            let name = format!("{of}::{variant}");
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let names = |text: &str| {
                text.match_indices(&name)
                    .any(|(at, _)| ends(text.split_at(at + name.len()).1))
            };
            let files: Vec<&str> = sources
                .iter()
                .filter(|(file, text)| !file.starts_with("table/") && names(text))
                .map(|(file, _)| file.as_str())
                .collect();
            assert!(
                files.len() < most,
                "`{name}` is named in {}: {files:?}",
                files.len()
            );
        }
    }
}
