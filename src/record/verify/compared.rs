//! Two manifests held against each other: what went in, by which rules, and what came out.

use std::collections::BTreeSet;

use super::super::manifest::{self, InputFile, InputTable, Manifest};
use super::Difference;
use super::contents::values;
use crate::rules::{Rules, RulesFile};

/// Holds the list of a run's files against that of the files that come out anew.
pub fn lists(was: &Manifest, is: &Manifest) -> Vec<Difference> {
    let names = |manifest: &Manifest| {
        manifest
            .files
            .iter()
            .map(|file| file.file.clone())
            .collect::<Vec<_>>()
    };
    let (old, new) = (names(was), names(is));
    let gone = old
        .iter()
        .filter(|name| !new.contains(name))
        .map(|name| Difference::new(name, "does not come out"));
    let missing = new
        .iter()
        .filter(|name| !old.contains(name))
        .map(|name| Difference::new(name, "comes out, and is not in the run"));
    let mut differences: Vec<Difference> = gone.chain(missing).collect();
    if differences.is_empty() && old != new {
        differences.push(Difference::new(
            "manifest.json",
            "lists the files in another order than they come out in",
        ));
    }
    differences
}

/// Holds rules against those of the run.
pub fn rules(was: &Manifest, rules: &Rules) -> Vec<Difference> {
    let listed = |file: &RulesFile| manifest::input(file);
    files_of_rules(
        was,
        &listed(&rules.file),
        &rules.list_files.iter().map(listed).collect::<Vec<_>>(),
    )
}

fn files_of_rules(was: &Manifest, rules: &InputFile, lists: &[InputFile]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut say = |words: String| differences.push(Difference::new("manifest.json", words));
    let other = |what: &str, was: &InputFile, is: &InputFile| {
        format!(
            "other {what}: SHA-256 was {} ({}), is {} ({})",
            was.sha256, was.file, is.sha256, is.file
        )
    };
    if was.rules.sha256 != rules.sha256 {
        say(other("rules", &was.rules, rules));
    }
    for list in &was.lists {
        match lists.iter().find(|is| is.file == list.file) {
            Some(is) if is.sha256 != list.sha256 => say(other("list", list, is)),
            Some(_) => {}
            None => say(format!(
                "the rules do not read the list {} any more",
                list.file
            )),
        }
    }
    for list in lists
        .iter()
        .filter(|is| was.lists.iter().all(|list| list.file != is.file))
    {
        say(format!("the rules read another list, {}", list.file));
    }
    differences
}

/// What to say where the run took decisions, and they are not there to be taken again.
pub fn without_rulings(was: &Manifest) -> Option<Difference> {
    let files: Vec<String> = was
        .rulings
        .iter()
        .map(|file| format!("{} (SHA-256 {})", file.file, file.sha256))
        .collect();
    let words = format!(
        "the run took decisions: give {} with --decisions, too",
        files.join(" and ")
    );
    (!files.is_empty()).then(|| Difference::new("manifest.json", words))
}

fn digests(tables: &[InputTable]) -> BTreeSet<&str> {
    tables.iter().map(|table| table.sha256.as_str()).collect()
}

/// `which were a.csv, b.csv`.
fn named(tables: &[InputTable]) -> String {
    let names: Vec<&str> = tables.iter().map(|table| table.file.as_str()).collect();
    if names.is_empty() {
        "which had none".to_owned()
    } else {
        format!("which were {}", names.join(", "))
    }
}

/// What to say where the run took ratings of files of their own, and they are not there to be taken again.
pub fn without_ratings(was: &Manifest) -> Option<Difference> {
    let files = was.ratings.iter();
    let files: Vec<String> = files.map(InputTable::words).collect();
    let words = format!(
        "the run took ratings from files of their own: give {} with --ratings, too",
        files.join(" and ")
    );
    (!files.is_empty()).then(|| Difference::new("manifest.json", words))
}

/// Holds a manifest made anew against that of the run: inputs first, then everything that follows from them.
pub fn manifests(was: &Manifest, is: &Manifest) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut say = |words: String| differences.push(Difference::new("manifest.json", words));
    if was.intake != is.intake {
        say(format!(
            "the run was written by Intake {}, this is {}",
            was.intake, is.intake
        ));
    }
    for (what, was, is) in [
        ("applications", &was.applications, &is.applications),
        ("ratings", &was.ratings, &is.ratings),
    ] {
        if digests(was) != digests(is) {
            let were = named(was);
            say(format!("other {what} than the run's, {were}"));
        }
    }
    if was.rulings != is.rulings {
        let names: Vec<&str> = was.rulings.iter().map(|file| file.file.as_str()).collect();
        let were = if names.is_empty() {
            "which took none".to_owned()
        } else {
            format!("which were {}", names.join(", "))
        };
        say(format!("other decisions than the run's, {were}"));
    }
    differences.extend(files_of_rules(was, &is.rules, &is.lists));
    if differences.is_empty() {
        let value = |manifest: &Manifest| {
            serde_json::to_value(Manifest {
                files: Vec::new(),
                seal: None,
                ..manifest.clone()
            })
            .unwrap_or_default()
        };
        let words = values("", &value(was), &value(is));
        differences.extend(words.map(|words| Difference::new("manifest.json", words)));
    }
    differences
}
