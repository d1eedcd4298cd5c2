//! The page about firmness, in every format, and what it may not say.

use std::collections::BTreeSet;
use std::path::Path;

use insta::assert_snapshot;
use rust_decimal::Decimal;
use serde_json::Value;

use super::Anew;
use crate::bench::{Bench, Said};
use crate::shell::{Exit, Format, Job};

const DOCUMENT: &str = include_str!("../../docs/firmness.md");

fn said(bench: &Bench, run: &Path, percent: u32, format: Format) -> Said {
    bench.job(&Job::Firmness {
        run: run.to_owned(),
        percent: Decimal::from(percent),
        format,
    })
}

/// Ten people for two places; `essay` is read by two.
fn small() -> Bench {
    let rows = [
        "A-1,2024-02-01T10:00:00,a,x,5,0,5,4,,500",
        "A-2,2024-02-02T10:00:00,a,y,4,3,5,5,,500",
        "A-3,2024-02-03T10:00:00,a,x,5,6,3,4,,500",
        "A-4,2024-02-03T10:00:00,b,y,2,6,4,4,,500",
        "A-5,2024-02-04T10:00:00,b,x,3,0,2,5,,500",
        "A-6,2024-02-04T10:00:00,b,x,5,3,1,,,500",
    ];
    let pool = super::make::Pool {
        places: "[places]\ncap = 3\npreference = \"themes\"\nreserve = 1\ncites = [\"all\"]"
            .to_owned(),
        balance: String::new(),
        ties: "{ earliest = \"sent\" }, ",
        weights: ["1", "2", "1.5"],
        assessors: 2,
        personal: [false, false],
        rows: rows
            .iter()
            .map(|row| row.split(',').map(str::to_owned).collect())
            .collect(),
    };
    let weights = pool.weights.map(str::to_owned);
    Bench::new(&pool.rules(&weights, None)).pile(pool.csv(&pool.rows))
}

#[test]
fn the_page_says_what_would_have_to_count_more_for_others_to_sit() {
    let bench = small();
    assert_eq!(bench.select().said.exit, Exit::Questions);
    let said = said(&bench, &bench.out, 20, Format::Text);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    assert_snapshot!(said.out, @"");
}

#[test]
fn the_sample_is_told_as_its_document_shows() {
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    bench.select();
    let said = said(&bench, &bench.out, 10, Format::Text);
    let shown = DOCUMENT
        .split("```console\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let mut rest = said.out.as_str();
    for line in shown.lines().skip(1).filter(|line| *line != "...") {
        let at = rest
            .find(line)
            .unwrap_or_else(|| panic!("{line}\n{}", said.out));
        rest = &rest[at..];
    }
    // Nothing of it is too much work, and no name or address is on it.
    assert!(
        !said.out.contains("too much") && !said.out.contains("not worked out"),
        "{}",
        said.out
    );
    assert!(!said.out.contains('@'), "{}", said.out);
}

#[test]
fn every_format_says_the_same_and_json_has_no_key_that_is_not_written_down() {
    fn keys(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(all) => all.iter().for_each(|(key, value)| {
                into.insert(key.clone());
                keys(value, into);
            }),
            Value::Array(all) => all.iter().for_each(|value| keys(value, into)),
            _ => {}
        }
    }
    let bench = small();
    bench.select();
    let json = said(&bench, &bench.out, 20, Format::Json);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let mut found = BTreeSet::new();
    keys(&json["firmness"], &mut found);
    for key in &found {
        assert!(DOCUMENT.contains(&format!("`{key}`")), "{key}");
    }
    let title = json["page"]["title"].as_str().unwrap();
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let page = said(&bench, &bench.out, 20, format).out;
        assert!(page.contains(title) && page.contains("A-1"), "{page}");
    }
}

#[test]
fn no_run_no_answer() {
    let bench = small();
    let said = said(&bench, &bench.path("nowhere"), 10, Format::Text);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
    assert!(
        said.err
            .contains("name the folder that `intake select --out` wrote"),
        "{}",
        said.err
    );
}

#[test]
fn where_a_personal_column_decides_a_tie_that_is_said_and_nothing_is_guessed() {
    let rules = |personal: bool| {
        let pool = super::make::Pool {
            places: "[places]\ncap = 1\npreference = \"themes\"\ncites = [\"all\"]".to_owned(),
            balance: String::new(),
            ties: "{ earliest = \"sent\" }, ",
            weights: ["1", "1", "1"],
            assessors: 2,
            personal: [personal, false],
            rows: [["A-1", "4", "2"], ["A-2", "2", "3"]]
                .map(|[id, skill, essay]| {
                    let sent = "2024-02-01T10:00:00";
                    [id, sent, "a", "x", skill, "0", essay, essay, "", "500"]
                        .map(str::to_owned)
                        .to_vec()
                })
                .to_vec(),
        };
        Anew::of(&pool).told(10).unwrap()
    };
    // At 2 both have 8 points; above it A-2 sits.
    let told = |personal: bool| serde_json::to_value(&rules(personal).measures[1].up).unwrap();
    assert_eq!(told(true)["weight"], "2");
    assert_eq!(told(true)["there"], Value::Null);
    assert_eq!(told(true)["beyond"]["comes"][0], "A-2");
    assert!(told(false)["there"].is_object());
}
