//! Runs of stages in memory, and what they say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use intake::base::finding::{Code, Finding};
use intake::engine::explain::Format;
use intake::engine::{self, File, Inputs, Past, Pile};
use intake::out::Issue;
use intake::papers::summary;
use intake::record::verify::manifest;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::table::Options;
use serde_json::Value;

use crate::bench::{audit, outcome, plain, said as text_of};

pub(crate) type Files = BTreeMap<String, Vec<u8>>;
/// Rules, applications, and ratings in a file of their own where there are some.
pub(crate) type Given<'a> = (&'a str, &'a str, &'a str);
/// Which stage, and the run of the one before.
pub(crate) type Stage<'a> = (&'a str, Option<&'a Files>);

/// A file of decisions with these rows.
pub(super) fn decided(rows: &str) -> String {
    format!("application,decision,field,found,answer,who,when,why\n{rows}\n")
}

fn given<'a>(name: &'a str, text: &'a str) -> Vec<File<'a>> {
    match text {
        "" => Vec::new(),
        text => vec![File::new(name, text)],
    }
}

pub(crate) fn rules(text: &str) -> Rules {
    let loaded = load("rules.toml", text, &|_| Err("there is none".to_owned()));
    let findings = loaded.findings;
    loaded.rules.unwrap_or_else(|| panic!("{findings:?}"))
}

/// What comes of a stage, and what was said about it, but for what the rules are warned of.
pub(super) fn said(
    (rules, applications, ratings): Given<'_>,
    decisions: &str,
    (stage, before): Stage<'_>,
) -> (Option<Files>, String) {
    let inputs = Inputs {
        rules: File::new("rules.toml", rules),
        lists: Vec::new(),
        applications: vec![File::new("applications.csv", applications)],
        ratings: given("ratings.csv", ratings),
        rulings: given("decisions.csv", decisions),
        reading: Options::default(),
        issue: Issue {
            without_workbook: true,
            without_report: true,
            ..Issue::default()
        },
        stage: (!stage.is_empty()).then_some(stage),
        stage_before: before.map(|before| before as &dyn engine::PastRun),
    };
    let mut files = Files::new();
    let ended = engine::select(&inputs, &mut files);
    let of_rules = [Code::CapNeverBinds, Code::CapBinds];
    let findings: Vec<Finding> = ended
        .findings
        .into_iter()
        .filter(|finding| !of_rules.contains(&finding.code))
        .collect();
    let words = plain(&summary::findings(&findings));
    (ended.is_done.then_some(files), words)
}

/// The files of a run; what was said where there is none.
pub(crate) fn run(given: Given<'_>, decisions: &str, stage: Stage<'_>) -> Result<Files, String> {
    let (files, words) = said(given, decisions, stage);
    files.ok_or(words)
}

fn records(files: &Files) -> Vec<Value> {
    let text = std::str::from_utf8(&files["audit.jsonl"]).unwrap();
    let all = audit(text).into_iter();
    all.filter(|record| record["application"].is_string())
        .collect()
}

/// By application, what came of it: `selected water`.
pub(crate) fn outcomes(files: &Files) -> BTreeMap<String, String> {
    let one = |record: Value| (text_of(&record["application"]), outcome(&record));
    records(files).into_iter().map(one).collect()
}

/// By application, what came of it, with place and total.
pub(super) fn told(files: &Files) -> BTreeMap<String, (String, String, String)> {
    let one = |record: Value| {
        let place = text_of(&record["standing"]["place"]);
        let total = text_of(&record["total"]);
        (
            text_of(&record["application"]),
            (outcome(&record), place, total),
        )
    };
    records(files).into_iter().map(one).collect()
}

/// A section of an explanation.
pub(super) fn section(files: &Files, application: &str, heading: &str) -> String {
    let about = engine::explain::About::Application(application.to_owned());
    section_of(files, &about, heading)
}

/// A section of what an applicant hears who asks what is recorded.
pub(super) fn on_request(files: &Files, application: &str, heading: &str) -> String {
    let about = engine::explain::About::ForApplicant(application.to_owned());
    section_of(files, &about, heading)
}

fn section_of(files: &Files, about: &engine::explain::About, heading: &str) -> String {
    let past = Past::open(files).unwrap();
    let nothing = Pile {
        applications: &[],
        ratings: &[],
        rulings: &[],
        reading: &Options::default(),
        follows: None,
        stage_before: None,
    };
    let page = engine::explain::explain(&past, about, nothing, Format::Text).unwrap();
    let page = plain(&page);
    let mut text = String::new();
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    for line in lines.take_while(|line| !line.is_empty()) {
        writeln!(text, "{line}").unwrap();
    }
    text
}

/// How a run differs from what comes out anew.
pub(crate) fn verified(
    (text, applications, ratings): Given<'_>,
    decisions: &str,
    run: &Files,
) -> String {
    let past = Past::open(run).unwrap();
    let rules = rules(text).of_stage(past.manifest.stage.as_deref());
    let (applications, ratings) = (
        given("applications.csv", applications),
        given("ratings.csv", ratings),
    );
    let rulings = given("decisions.csv", decisions);
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
        .map(|one| format!("{}: {}\n", one.file, one.words))
        .collect()
}

/// Why a run does not come after another one.
pub(super) fn is_after(run: &Files, before: &Files) -> String {
    let manifest = manifest(&run["manifest.json"]).unwrap();
    let differences = engine::replace::is_after(&manifest, before).unwrap();
    let words = differences.into_iter();
    words
        .map(|one| format!("{}: {}\n", one.file, one.words))
        .collect()
}

/// The letter to an applicant, as text.
pub(super) fn letter(files: &Files, application: &str) -> String {
    let past = Past::open(files).unwrap();
    let rules = past.rules_as_asked().unwrap();
    let record = past.record(application).unwrap();
    let case = intake::papers::explanation::Case {
        header: past.header(),
        rules: &rules,
        record: &record,
        others: &[],
        what_if: None,
    };
    let given = intake::papers::letters::Given::default();
    let drafted = intake::papers::letters::known(case, &given);
    let templates = intake::out::letters::Templates::new("", &[]).unwrap();
    let letter = templates.letter(drafted.kind, given.language, &drafted.known);
    letter.unwrap().1.plain()
}

/// What comes of a round after a run.
pub(super) fn round(
    (_, applications, ratings): Given<'_>,
    decisions: &str,
    run: &Files,
) -> BTreeMap<String, String> {
    let (follows, past) = engine::replace::follows(run).unwrap();
    let mut rules = past.rules().unwrap();
    let (applications, ratings) = (
        given("applications.csv", applications),
        given("ratings.csv", ratings),
    );
    let rulings = given("decisions.csv", decisions);
    let pile = Pile {
        applications: &applications,
        ratings: &ratings,
        rulings: &rulings,
        reading: &Options::default(),
        follows: Some(&follows),
        stage_before: past.manifest.stage_before.as_ref(),
    };
    let (selection, _) = engine::decide(&mut rules, pile, &|_| ()).unwrap();
    let mut files = Files::new();
    let issue = Issue {
        without_workbook: true,
        without_report: true,
        ..Issue::default()
    };
    intake::out::write(&selection, issue, &mut files).unwrap();
    outcomes(&files)
}
