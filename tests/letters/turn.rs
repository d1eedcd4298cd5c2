//! Under balance rules a number on a reserve list is no promise: what its letter says is what a round of replacements would do.

use std::collections::{BTreeMap, BTreeSet};

use intake::out::Issue;
use serde_json::Value;

use crate::bench::{Bench, audit, outcome};
use crate::shell::Job;

const RULES: &str = include_str!("../../rules/regional-school-2025.toml");
const PILE: &str = include_str!("../../sample-applications/regional-school-2025.csv");

fn bench() -> Bench {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    bench.folder();
    bench
}

fn records(text: &str) -> BTreeMap<String, Value> {
    let records = audit(text).into_iter();
    let records = records.filter(|record| record["application"].is_string());
    let id = |record: &Value| record["application"].as_str().unwrap().to_owned();
    records.map(|record| (id(&record), record)).collect()
}

fn selected(records: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let all = records.iter();
    let all = all.filter(|(_, record)| outcome(record).starts_with("selected"));
    all.map(|(id, _)| id.clone()).collect()
}

/// Who comes in when somebody withdraws, by a round of replacements.
fn comes_in(bench: &Bench, run: &BTreeMap<String, Value>, gone: &str) -> BTreeSet<String> {
    let decisions = format!(
        "application,decision,field,found,answer,who,when,why\n{gone},withdrawn,,,,M. Officer,2025-04-20,visa\n"
    );
    let out = bench.path(&format!("without-{gone}"));
    bench.job(&Job::Replace {
        after: None,
        ratings: Vec::new(),
        run: bench.out.clone(),
        applications: bench.applications.clone(),
        rules: None,
        out: out.clone(),
        reading: intake::table::Options::default(),
        rulings: vec![bench.beside(&format!("{gone}.csv"), decisions)],
        replace: false,
        issue: Issue {
            without_workbook: true,
            without_report: true,
            ..Issue::default()
        },
    });
    let after = records(&bench.read(&out.join("audit.jsonl")));
    let before = selected(run);
    selected(&after).difference(&before).cloned().collect()
}

#[test]
fn whoever_waits_is_promised_no_seat_that_a_round_of_replacements_would_give_to_somebody_further_down()
 {
    let bench = bench();
    let run = records(&bench.read(&bench.out.join("audit.jsonl")));
    let place = |id: &str| run[id]["standing"]["place"].as_u64().unwrap();
    let in_list = |id: &str, group: &Value| {
        let fits = run[id]["fits"].as_array().unwrap();
        fits.contains(group)
    };
    let rounds: Vec<BTreeSet<String>> = selected(&run)
        .iter()
        .map(|gone| comes_in(&bench, &run, gone))
        .collect();
    let mut said = Vec::new();
    for (id, record) in &run {
        if !outcome(record).starts_with("reserve") {
            continue;
        }
        let comes = rounds.iter().any(|round| round.contains(id));
        let passed = rounds
            .iter()
            .flatten()
            .any(|other| place(other) > place(id) && in_list(other, &record["group"]));
        let turn = match (passed, comes) {
            (true, true) => Some("some-seats"),
            (true, false) => Some("no-seat"),
            (false, _) => None,
        };
        assert_eq!(record["turn"].as_str(), turn, "{id}");
        said.push(format!("{id} {}", turn.unwrap_or("in order")));
    }
    insta::assert_snapshot!(said.join(", "), @"S-05 no-seat, S-07 some-seats, S-08 some-seats, S-09 some-seats, S-11 no-seat, S-12 no-seat");
}
