//! Writes `src/values/words.tsv`, the words for yes and no of the OSCE region and its Partners.
//!
//! ```sh
//! npm pack cldr-misc-full@48.2.0 && tar -xzf cldr-misc-full-48.2.0.tgz
//! cargo run --example yes-no -- package
//! ```
//!
//! Unicode CLDR has one word of each in most languages (`posix.json`); `words.csv` has more spellings and what CLDR lacks. A word
//! that is yes in one language and no in another is asked about, and so are those of `asked.csv`, which CLDR takes for one but
//! which mean something else elsewhere. Single letters are left out: `o` is yes in French and no in Greek. The same input gives
//! the same bytes.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool for us that stops where its input is not what it should be"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use intake::values::spelling::fold;
use serde_json::Value;

/// By word, the languages in which it is a yes, and those in which it is a no.
type Words = BTreeMap<String, [BTreeSet<String>; 2]>;

fn main() -> Result<(), Box<dyn Error>> {
    let package = std::env::args()
        .nth(1)
        .ok_or("usage: yes-no CLDR-PACKAGE")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = root.join("examples/yes-no");
    let mut words = Words::new();
    for line in fs::read_to_string(root.join("examples/countries/languages.csv"))?
        .lines()
        .skip(1)
    {
        let cells: Vec<&str> = line.split(',').collect();
        let path = Path::new(&package)
            .join("main")
            .join(cells[0])
            .join("posix.json");
        let json: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
        let messages = &json["main"][cells[0]]["posix"]["messages"];
        for (at, key) in ["yesstr", "nostr"].iter().enumerate() {
            // Shorter forms follow after a colon: letters, and what would only be guessed at.
            let word = messages[key]
                .as_str()
                .unwrap_or_default()
                .split(':')
                .next()
                .unwrap_or_default();
            add(&mut words, at, word, cells[1]);
        }
    }
    for line in fs::read_to_string(here.join("words.csv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        for (at, cell) in cells[1..].iter().enumerate() {
            cell.split('|')
                .for_each(|word| add(&mut words, at, word, cells[0]));
        }
    }
    let mut asked = BTreeMap::new();
    for line in fs::read_to_string(here.join("asked.csv"))?.lines().skip(1) {
        let (word, why) = line
            .split_once(',')
            .ok_or("asked.csv: a line without a comma")?;
        asked.insert(fold(word), why.trim_matches('"').to_owned());
    }
    let mut table = String::new();
    for (word, [yes, no]) in &words {
        let (meaning, why) = match (yes.is_empty(), no.is_empty()) {
            _ if asked.contains_key(word) => continue,
            (false, false) => (
                "ask",
                format!("is yes in {}, and no in {}", named(yes), named(no)),
            ),
            (false, true) => ("yes", String::new()),
            _ => ("no", String::new()),
        };
        writeln!(table, "{word}\t{meaning}\t{why}")?;
    }
    for (word, why) in &asked {
        writeln!(table, "{word}\task\t{why}")?;
    }
    let mut lines: Vec<&str> = table.lines().collect();
    lines.sort_unstable();
    #[expect(
        clippy::disallowed_methods,
        reason = "a table of ours, not output of a run"
    )]
    fs::write(
        root.join("src/values/words.tsv"),
        format!("{}\n", lines.join("\n")),
    )?;
    println!("{} words", lines.len());
    Ok(())
}

fn add(words: &mut Words, at: usize, word: &str, language: &str) {
    let word = fold(word);
    let letters = word.chars().count();
    // One sign is a word in Chinese and Korean, and a check mark is one anywhere.
    if letters > 1 || word.chars().any(|letter| letter >= '\u{2000}') {
        let language = language.split(" of ").next().unwrap_or(language);
        words.entry(word).or_default()[at].insert(language.to_owned());
    }
}

fn named(languages: &BTreeSet<String>) -> String {
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    match languages.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
