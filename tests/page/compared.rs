//! Another rules file held against the rules of the page: what the command prints, and what its list of movers has.

use std::fs;

use intake::table::Options;
use serde_json::json;

use super::{APPLICATIONS, Files, RULES, asked, dropped, sample};
use crate::bench::{Bench, put, repository};
use crate::shell::{Job, Output};

/// What stands in the rules of the sample, in place of something else.
fn edited(was: &str, is: &str) -> String {
    let rules = fs::read_to_string(repository(RULES)).unwrap();
    assert!(rules.contains(was), "{was}");
    rules.replace(was, is)
}

fn against(other: &str) -> Files {
    let mut files = sample();
    let other = other.as_bytes().to_vec();
    files.push(("other-rules", "other.toml".to_owned(), other));
    files
}

#[test]
fn another_rules_file_is_compared_as_by_the_command_to_the_byte() {
    let other = edited("weight = 1.5", "weight = 6");
    let told = asked("compare", &json!({}), &against(&other));
    assert_eq!(told.state(), "done", "{}", told.line());
    let bench = Bench::of(RULES, APPLICATIONS);
    let list = fs::read(repository(super::LIST)).unwrap();
    let movers = bench.folder().join("movers.csv");
    fs::create_dir_all(bench.folder().join("lists")).unwrap();
    let path = super::LIST.trim_start_matches("rules/");
    put(&bench.folder().join(path), list);
    let b = bench.beside("other.toml", &other);
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b,
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: Some(movers.clone()),
    });
    assert!(
        told.files["comparison.txt"] == said.out.as_bytes(),
        "{}",
        said.out
    );
    assert!(told.files["movers.csv"] == bench.read(&movers).as_bytes());
    let part = told.part("compared");
    for says in ["Changes in the rules", "Who moves", "1.5 → 6", "movers.csv"] {
        assert!(part.contains(says), "{says}: {part}");
    }
    assert!(!part.contains("--movers"), "nothing to be typed: {part}");
}

#[test]
fn the_same_rules_move_nobody_and_other_lists_than_hers_are_the_other_rules_own() {
    let told = asked("compare", &json!({}), &against(&edited("a", "a")));
    assert_eq!(told.line(), "nobody has another outcome or group");
    let mut files = against(&edited("a", "a"));
    let narrow = String::from_utf8(files[1].2.clone()).unwrap();
    let (first, _) = narrow.trim_end().rsplit_once('\n').unwrap();
    files.push(("other-list", files[1].1.clone(), first.as_bytes().to_vec()));
    let told = asked("compare", &json!({}), &files);
    // The rules say how many rows their list has.
    assert_eq!(told.state(), "refused", "{}", told.line());
}

#[test]
fn what_cannot_be_compared_says_why() {
    let none = asked("compare", &json!({}), &sample());
    assert_eq!(none.line(), "give the rules file to compare with first");
    let broken = asked("compare", &json!({}), &against("format = 1"));
    assert_eq!(broken.state(), "refused");
    assert!(
        broken.part("compared").contains("programme"),
        "{}",
        broken.part("compared")
    );
    let mut files = dropped(&[("rules", RULES), ("list", super::LIST)]);
    files.push((
        "other-rules",
        "other.toml".to_owned(),
        edited("a", "a").into_bytes(),
    ));
    let none = asked("compare", &json!({}), &files);
    assert_eq!((none.state(), none.files.len()), ("refused", 0));
}
