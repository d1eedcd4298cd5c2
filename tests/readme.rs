//! What the README shows is what happens: its commands are run, its output is compared.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const README: &str = include_str!("../README.md");
const FIRST: &str = "cargo run --release -- ";

/// The blocks of one kind, in order.
fn blocks(kind: &str) -> Vec<Vec<&'static str>> {
    let mut blocks = Vec::new();
    let mut lines = README.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{kind}") {
            blocks.push(lines.by_ref().take_while(|line| *line != "```").collect());
        }
    }
    blocks
}

/// A folder with the project's rules and samples in it, as after a fresh clone.
pub(super) fn clone() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["rules", "sample-applications"] {
        copy(Path::new(name), &folder.path().join(name));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).map(drop).unwrap();
        }
    }
}

fn intake(words: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_intake"))
        .args(words.split_whitespace())
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Whether the lines stand in the text in this order, `...` standing for any lines between.
fn compare(shown: &[&str], printed: &str) {
    let mut rest = printed.lines();
    let mut anything = false;
    for line in shown {
        if *line == "..." {
            anything = true;
            continue;
        }
        let found = if anything {
            rest.any(|printed| printed == *line)
        } else {
            rest.next() == Some(line)
        };
        assert!(
            found,
            "the README shows a line that is not printed there:\n{line}\n\nprinted:\n{printed}"
        );
        anything = false;
    }
    assert!(
        anything || rest.next().is_none(),
        "the README leaves out the end without saying so"
    );
}

#[test]
fn two_commands_do_everything() {
    let commands: Vec<&str> = blocks("sh").concat();
    let [job, tests] = commands.as_slice() else {
        panic!("the README has other commands than the two: {commands:?}")
    };
    assert_eq!(*tests, "cargo test");
    let folder = clone();
    let output = intake(
        job.strip_prefix(FIRST)
            .expect("the first command runs intake"),
        folder.path(),
    );
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(folder.path().join("run/workbook.xlsx").is_file());
}

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let folder = clone();
    let blocks = blocks("console");
    assert!(blocks.len() >= 3);
    for block in blocks {
        let (command, shown) = block.split_first().unwrap();
        let output = intake(
            command
                .strip_prefix("$ intake ")
                .expect("a block begins with a command"),
            folder.path(),
        );
        compare(shown, &String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn the_readme_stays_short_and_its_links_lead_somewhere() {
    assert!(README.lines().count() < 300);
    for link in README
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://"))
    {
        assert!(Path::new(link).exists(), "{link}");
    }
}
