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
        two: None,
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
    assert_snapshot!(said.out, @"
    How firm the 3 seats are
    Small · 5 people ranked

    Is the run provisional?
      1 application is still asked something, and none of them could win a seat; what stands here is of
          the seats as they are without these answers

    Would somebody else sit if something counted more, or less?
      Skill shown (skill) counts 1: the same people sit up to 6.75, and down to nothing
           more: above 6.75 (+575 %): A-3 comes in, A-2 leaves
      The essay (essay) counts 2: the same people sit below 14, and down to nothing
           more: from 14 (+600 %) on: A-4 comes in, A-5 leaves
           asked because of it alone, and ranked where it counts nothing, which is not looked at: A-6
      Years of practice (years) counts 1.5: the same people sit as long as it counts anything
           less: where it counts nothing: A-4 comes in, A-5 leaves
      The same for everybody (bonus) counts 0.1: whatever it counts, the same people sit

    Which seats does no weight change that is up to 20 % larger or smaller?
      all 3 seats

    By how much does each seat hang, and on what?
      the narrowest first; everybody else stays as they are
      seat of  total  is kept with      with less     single answers that would lose it
      A-2      67.75  up to 5.75 less   A-3 comes in  Bonus 442 rather than 500
      A-5      66     less than 6 less  A-4 comes in  Years 5 rather than 0; Bonus 440 rather than 500
      A-1      70     up to 8 less      A-3 comes in  Bonus 419 rather than 500

    What comes out without each assessor?
      as if one had abstained from every application; a rating is of those who remain
      without A1 (6 ratings of essay): the same people sit
      without A2 (5 ratings of essay): the same people sit
           would be asked no more, and ranked: A-6

    How this was worked out
      from the run folder alone, by filling the groups anew: one weight, one total, one answer or one
          assessor at a time, all else as it is
      weights: by one weight each total is a straight line, so that others can only sit where two totals
          meet; these weights are exact (weight stability intervals), and nothing is sampled
      points: how much less the total could be; single answers: of each cell that earns points the
          nearest other answer that loses the seat; no advice
    ");
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
