//! The whole road of a sample in two stages, as an officer types it: packs out, ratings back, questions, third readers, shortlist, interviews,
//! seats, a round. The commands are those of the page about samples; what is said at each step stands beside the sample.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bench::{plain, rows};
use crate::readme::clone;

const PAGE: &str = include_str!("../sample-applications/README.md");
const FOLDER: &str = "sample-applications/trial-monitors-2026";

/// The commands of the page, in order, without the one that changes the folder.
fn commands() -> Vec<&'static str> {
    let part = PAGE.split("## The whole road").nth(1).unwrap();
    let part = part.split("\n## ").next().unwrap();
    let blocks = part.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let (first, rest): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with("cd "));
    assert_eq!(first, [format!("cd {FOLDER}")]);
    rest
}

/// The words of a command, `first/*` as a shell spells it out.
fn words(command: &str, folder: &Path) -> Vec<String> {
    let mut words = Vec::new();
    for word in command.strip_prefix("intake ").unwrap().split(' ') {
        let Some(below) = word.strip_suffix("/*") else {
            words.push(word.to_owned());
            continue;
        };
        let entries = fs::read_dir(folder.join(below)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        words.extend(names.iter().map(|name| format!("{below}/{name}")));
    }
    words
}

/// Of what a selection says on the screen the parts that an officer acts on.
fn acted_on(said: &str) -> String {
    let parts = said.split("\n\n");
    let is_wanted = |part: &&str| {
        let heads = ["Applications\n", "Ratings,", "Since the run", "Where the"];
        let is_list = part.contains("   place  rank  application");
        is_list || heads.iter().any(|head| part.starts_with(head))
    };
    let wanted: Vec<&str> = parts.filter(is_wanted).collect();
    match wanted.is_empty() {
        true => said.to_owned(),
        false => format!("{}\n", wanted.join("\n")),
    }
}

/// Whom to ask what of each application: the first question about it.
fn asked(run: &Path) -> String {
    let list = fs::read_to_string(run.join("clarify.csv")).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let rows = match list.as_str() {
        "" => Vec::new(),
        list => rows(list),
    };
    let first = rows
        .iter()
        .filter(|row| seen.insert(row["application"].clone()));
    let each = first.map(|row| {
        let of = ["application", "whom_to_ask", "field", "ask"].map(|name| row[name].as_str());
        format!("  clarify.csv: {}\n", of.join(" | "))
    });
    each.collect()
}

#[test]
fn the_whole_road_can_be_typed_from_packs_to_seats() {
    let clone = clone();
    let folder = clone.path().join(FOLDER);
    let mut text = String::new();
    for command in commands() {
        let words = words(command, &folder);
        let output = Command::new(env!("CARGO_BIN_EXE_intake"))
            .args(&words)
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = plain(&String::from_utf8(output.stdout).unwrap());
        let warned = plain(&String::from_utf8(output.stderr).unwrap());
        let short = command.replace(" --rules ../../rules/trial-monitors-2026.toml", "");
        let exit = output.status.code().unwrap();
        text.push_str(&format!("$ {short}\n{warned}{}", acted_on(&said)));
        let out = words.iter().position(|word| word == "--out");
        if let Some(out) = out.filter(|_| exit == 1 && words[0] == "select") {
            text.push_str(&asked(&folder.join(&words[out + 1])));
        }
        text.push_str(&format!("exit {exit}\n\n"));
    }
    assert!(
        text.lines().count() <= 240,
        "nobody reads a record this long: {}",
        text.lines().count()
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(crate::bench::repository("sample-applications"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("trial-monitors-2026", text));
}
