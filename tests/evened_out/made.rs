//! Runs in memory.

use std::collections::{BTreeMap, BTreeSet};

use intake::base::finding::Finding;
use intake::engine::explain::{About, Format};
use intake::engine::{self, File, Inputs, Past, PastRun, Pile};
use intake::out::Issue;
use intake::papers::summary;
use intake::table::Options;
use serde_json::Value;

use crate::bench::{audit, plain, said as text_of};

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What a run is made from.
pub(super) struct Given<'a> {
    pub(super) rules: &'a str,
    pub(super) pile: &'a str,
    pub(super) ratings: &'a [(&'a str, String)],
    pub(super) decisions: &'a [String],
    pub(super) stage: Option<&'a str>,
    pub(super) before: Option<&'a Files>,
    pub(super) with_papers: bool,
    pub(super) is_final: bool,
}

impl<'a> Given<'a> {
    pub(super) fn of(rules: &'a str, pile: &'a str) -> Self {
        Self {
            rules,
            pile,
            ratings: &[],
            decisions: &[],
            stage: None,
            before: None,
            with_papers: false,
            is_final: false,
        }
    }

    fn decisions(&self) -> Vec<File<'_>> {
        let all = self.decisions.iter().zip(1..);
        all.map(|(text, at): (_, usize)| File::new(format!("decisions-{at}.csv"), text.as_str()))
            .collect()
    }

    fn rated(&self) -> Vec<File<'_>> {
        let all = self.ratings.iter();
        all.map(|(name, text)| File::new(*name, text.as_str()))
            .collect()
    }
}

/// A file of decisions with these rows.
pub(super) fn decided(rows: &str) -> String {
    format!("application,decision,field,found,answer,who,when,why\n{rows}\n")
}

/// The files of a run, and what was said; of a run that is refused only what was said.
pub(super) fn said(given: &Given<'_>) -> (Option<Files>, String) {
    let inputs = Inputs {
        rules: File::new("rules.toml", given.rules),
        lists: Vec::new(),
        applications: vec![File::new("applications.csv", given.pile)],
        ratings: given.rated(),
        rulings: given.decisions(),
        reading: Options::default(),
        issue: Issue {
            without_workbook: !given.with_papers,
            without_report: !given.with_papers,
            is_final: given.is_final,
            ..Issue::default()
        },
        stage: given.stage,
        stage_before: given.before.map(|before| before as &dyn PastRun),
    };
    let mut files = Files::new();
    let ended = engine::select(&inputs, &mut files);
    (ended.is_done.then_some(files), words(&ended.findings))
}

fn words(findings: &[Finding]) -> String {
    let shown: Vec<Finding> = findings
        .iter()
        .filter(|finding| finding.code.to_string() != "cap-never-binds")
        .cloned()
        .collect();
    plain(&summary::findings(&shown))
}

pub(super) fn run(given: &Given<'_>) -> Result<Files, String> {
    let (files, words) = said(given);
    files.ok_or(words)
}

pub(super) fn manifest(files: &Files) -> Value {
    serde_json::from_slice(&files["manifest.json"]).unwrap()
}

/// The records of all applications.
pub(super) fn records(files: &Files) -> Vec<Value> {
    let text = std::str::from_utf8(&files["audit.jsonl"]).unwrap();
    let all = audit(text).into_iter();
    all.filter(|record| record["application"].is_string())
        .collect()
}

/// The ids of those of whom this came.
pub(super) fn of_outcome(files: &Files, outcome: &str) -> BTreeSet<String> {
    let records = records(files).into_iter();
    let those = records.filter(|record| record["outcome"] == outcome);
    those
        .map(|record| text_of(&record["application"]))
        .collect()
}

pub(super) fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(&files[name])
        .unwrap()
        .trim_start_matches('\u{feff}')
}

/// The page about an application, or the letter.
pub(super) fn explained(files: &Files, about: &About, format: Format) -> String {
    let past = Past::open(files).unwrap();
    let nothing = Pile {
        applications: &[],
        ratings: &[],
        rulings: &[],
        reading: &Options::default(),
        follows: None,
        stage_before: None,
    };
    plain(&engine::explain::explain(&past, about, nothing, format).unwrap())
}

pub(super) fn spread(files: &Files) -> Value {
    let past = Past::open(files).unwrap();
    serde_json::from_str(&engine::spread(&past, Format::Json).unwrap()).unwrap()
}

/// How a run differs from what comes out anew.
pub(super) fn verified(given: &Given<'_>, run: &Files) -> Vec<String> {
    let past = Past::open(run).unwrap();
    let rules = past.rules().unwrap();
    let applications = [File::new("applications.csv", given.pile)];
    let (ratings, rulings) = (given.rated(), given.decisions());
    let pile = Pile {
        applications: &applications,
        ratings: &ratings,
        rulings: &rulings,
        reading: &Options::default(),
        follows: None,
        stage_before: None,
    };
    let differences = engine::verify::recompute(run, &past.manifest, &rules, pile, &|_| ());
    let words = differences.unwrap().into_iter();
    words
        .map(|one| format!("{}: {}", one.file, one.words))
        .collect()
}

/// What comes of a round after a run.
pub(super) fn round(given: &Given<'_>, run: &Files) -> Result<Files, String> {
    let (follows, past) = engine::replace::follows(run).unwrap();
    let mut rules = past.rules().unwrap();
    let applications = [File::new("applications.csv", given.pile)];
    let rulings = given.decisions();
    let pile = Pile {
        applications: &applications,
        ratings: &[],
        rulings: &rulings,
        reading: &Options::default(),
        follows: Some(&follows),
        stage_before: None,
    };
    let (selection, _) =
        engine::decide(&mut rules, pile, &|_| ()).map_err(|wrong| words(&wrong))?;
    let mut files = Files::new();
    let issue = Issue {
        without_workbook: true,
        without_report: true,
        ..Issue::default()
    };
    intake::out::write(&selection, issue, &mut files).unwrap();
    Ok(files)
}
