//! A second implementation of the selection, written from the documents alone: slow, in exact fractions, by trying
//! everything. Random rules over every key of the reference page and random untidy rows go through it and through the
//! program, and every difference is a failure.
//!
//! It shares nothing with the program but the lists that come out. Where the two differed, the documents were read again:
//! they say what is right, or they were silent and say it now.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod answers;
mod chance;
mod compare;
mod fraction;
mod make;
mod order;
mod outcome;
mod people;
mod places;
mod program;
mod rows;
mod rules;
mod text;
mod worlds;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chance::Chance;
use compare::Found;
use rows::Row;
use rules::Rules;
use text::{Text, table};

use crate::bench::put;

/// One random programme with its applications.
struct Programme {
    rules: Rules,
    text: Text,
    rows: Vec<Row>,
}

impl Programme {
    /// Every third seed has tidy rows, in which only ties, late ones and one person's several applications are hard.
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let rules = make::rules(&mut chance);
        let untidy = if seed.is_multiple_of(3) { 0 } else { 6 };
        let rows = rows::rows(&rules, &mut chance, 20, untidy);
        Self {
            text: Text::of(&rules),
            rules,
            rows,
        }
    }

    fn differences(&self) -> Found {
        match program::run(&self.rules, &self.text, &self.rows) {
            Ok(said) => compare::differences(&self.rules, &self.rows, &said),
            Err(refused) => Found {
                wrong: vec![format!("refused: {refused}")],
                open: Vec::new(),
            },
        }
    }

    /// Its rules and rows, to be tried by hand.
    fn shown(&self) -> String {
        let rows = table(&self.rules, &self.rows)
            .into_iter()
            .map(|line| line.join(" | "));
        format!(
            "{}\n{}",
            self.text.toml,
            rows.collect::<Vec<_>>().join("\n")
        )
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|number| number.parse().unwrap())
}

/// `INTAKE_REFERENCE_CASES=5000` tries more, `INTAKE_REFERENCE_CASE=17` shows one with its rules and rows.
#[test]
fn a_second_implementation_of_the_documents_agrees_in_everything() {
    let one = number("INTAKE_REFERENCE_CASE");
    let seeds = one.map_or(0..number("INTAKE_REFERENCE_CASES").unwrap_or(120), |one| {
        one..one + 1
    });
    let (mut wrong, mut open, mut many) = (Vec::new(), 0, 0);
    for seed in seeds {
        let programme = Programme::new(seed);
        let found = programme.differences();
        if one.is_some() {
            eprintln!("{}\nopen: {:#?}", programme.shown(), found.open);
        }
        (open, many) = (open + found.open.len(), many + programme.rows.len());
        wrong.extend(
            found
                .wrong
                .into_iter()
                .map(|what| format!("case {seed}: {what}")),
        );
    }
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let most = if one.is_some() { many * 20 } else { many / 40 };
    assert!(
        open <= most,
        "of {many} applications {open} answers are left open although every possible answer agrees"
    );
}

/// For `tests/same-bytes`: a folder each with rules, lists and applications, as files.
#[test]
#[ignore = "writes into the folder INTAKE_REFERENCE_INTO"]
fn random_programmes_are_written_out() {
    let into = PathBuf::from(std::env::var_os("INTAKE_REFERENCE_INTO").unwrap());
    for seed in 0..number("INTAKE_REFERENCE_CASES").unwrap() {
        let (programme, folder) = (Programme::new(seed), into.join(format!("{seed:03}")));
        fs::create_dir_all(folder.join("lists")).unwrap();
        put(&folder.join("rules.toml"), &programme.text.toml);
        for (file, text) in &programme.text.files {
            put(&folder.join(file), text);
        }
        let (name, bytes) = program::pile(&programme.rules, &programme.rows);
        put(&folder.join(name), bytes);
    }
}

#[test]
fn every_key_of_the_reference_page_is_tried() {
    let mut seen = BTreeSet::new();
    for seed in 0..300 {
        seen.extend(Text::of(&make::rules(&mut Chance(seed))).seen);
    }
    let page = include_str!("../rules/README.md")
        .split("\n## Examples")
        .next()
        .unwrap();
    let mut wanted = BTreeSet::new();
    let mut heading = "";
    for line in page.lines() {
        if let Some(title) = line
            .strip_prefix("### ")
            .or_else(|| line.strip_prefix("#### "))
        {
            heading = title.trim_matches('`');
        }
        let Some(row) = line.strip_prefix("| `") else {
            continue;
        };
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').collect();
        let key = cells[0].trim().trim_end_matches('`');
        if heading == "Types" {
            let ticked = |cell: &str| {
                cell.split('`')
                    .skip(1)
                    .step_by(2)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            wanted.insert(("type".to_owned(), key.to_owned()));
            for (what, cell) in [("has", cells[2]), ("asked", cells[3]), ("earns", cells[4])] {
                wanted.extend(
                    ticked(cell)
                        .into_iter()
                        .map(|word| (format!("{key} {what}"), word)),
                );
            }
        } else {
            wanted.insert((heading.to_owned(), key.to_owned()));
        }
    }
    // Whose id is made of what decides nothing, and rows here are known by theirs; `tests/cases/identity.rs` has it.
    // Codes and short names of zones are how cells are read; `tests/cases/countries.rs` and `moments.rs` have them.
    // Several forms in one pile are read like one with other ids; the same file has a law for that.
    // Balance rules and what goes with them are for another solver: `tests/seats/balance` holds it against brute force.
    // Ratings in files of their own are those that would stand in the export's rows; `tests/cases/ratings.rs` has a law for that.
    // Letters decide nothing; `tests/letters` has them.
    let elsewhere = [
        "letters",
        "made_of",
        "sources",
        "assessors",
        "codes",
        "zones",
        // How far assessors agree decides nothing.
        "agreement",
        // What assessors are given to read decides nothing: tests/packs.rs.
        "packs",
        "anchors",
        // Held against every completion in `tests/ratings/pool.rs`.
        "further_above",
        "balance",
        "fill",
        "objective",
        "assignment",
        // Stages are held against rules without any in `tests/stages/laws.rs`, which stand here.
        "stages",
    ];
    wanted.retain(|(table, key)| {
        !elsewhere.contains(&key.as_str())
            && ![
                "[[sources]]",
                "[[assessors]]",
                "[[balance]]",
                "[[stages]]",
                "[stages.packs]",
                "[letters]",
                "[packs]",
                "{ anchor }",
                "[letters.LANGUAGE]",
            ]
            .contains(&table.as_str())
    });
    assert!(
        wanted.len() > 150,
        "the page has tables no more: {wanted:?}"
    );
    let missing: Vec<_> = wanted.difference(&seen).collect();
    assert!(missing.is_empty(), "no random rules have {missing:?}");
}

/// What the second implementation found, kept small.
mod found {
    use crate::bench::Bench;

    /// Two people of whom the same levels are possible, by a blank each in another field.
    #[test]
    fn each_is_asked_about_the_answer_that_is_missing() {
        let rules = r#"
format = 1
programme = { id = "found", title = "Found" }
call = { deadline = 2020-03-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = { c = "One." } }
places = { cap = 1, group_size = 1, cites = ["c"] }
groups = [{ id = "all", title = "All", cites = ["c"] }]
ranking = { cites = ["c"], tie_breaks = [{ lot = "found" }] }
[fields]
id = { type = "id", headings = ["ID"] }
submitted = { type = "timestamp", headings = ["Submitted"] }
spoken = { type = "yes-no", headings = ["Spoken"] }
written = { type = "yes-no", headings = ["Written"] }
[scales]
amount = [{ level = "none" }, { level = "some" }]
[[levels]]
id = "english"
scale = "amount"
cites = ["c"]
table = [{ test = { all = [{ field = "spoken", is = true }, { field = "written", is = true }] }, level = "some" }, { level = "none" }]
[[scoring]]
id = "english"
title = "English"
cites = ["c"]
weight = 1
level = "english"
points = { none = 0, some = 1 }
"#;
        let pile = "ID,Submitted,Spoken,Written\nA-1,2020-03-01T08:00:00,yes,\nA-2,2020-03-01T08:00:00,,yes\n";
        let asked = Bench::new(rules).pile(pile).lists().rows("clarify.csv");
        let asked: Vec<[&str; 2]> = asked
            .iter()
            .map(|row| [row["application"].as_str(), row["field"].as_str()])
            .collect();
        assert_eq!(asked, [["A-1", "written"], ["A-2", "spoken"]]);
    }

    fn outcome(fields: &str, test: &str, rows: &str) -> String {
        let rules = format!(
            r#"
format = 1
programme = {{ id = "found", title = "Found" }}
call = {{ deadline = 2020-03-31, time_zone = "America/New_York", submitted = "submitted", cites = ["c"], clauses = {{ c = "One." }} }}
places = {{ cap = 1, group_size = 1, cites = ["c"] }}
groups = [{{ id = "all", title = "All", cites = ["c"] }}]
eligibility = [{{ id = "asked", title = "Asked", cites = ["c"], test = {test} }}]
ranking = {{ cites = ["c"], tie_breaks = [{{ lot = "found" }}] }}
[fields]
id = {{ type = "id", headings = ["ID"] }}
{fields}
"#
        );
        let ran = Bench::new(&rules)
            .pile(format!("ID,Submitted,Topics\n{rows}"))
            .lists();
        ran.outcomes().into_values().collect::<Vec<_>>().join(", ")
    }

    const TOPICS: &str = r#"topics = { type = "choices", headings = ["Topics"], separator = "/", other_answers = true, options = { water = [], forest = [] } }"#;

    #[test]
    fn no_answer_is_no_answer_whatever_separates_answers() {
        let fields =
            format!("submitted = {{ type = \"timestamp\", headings = [\"Submitted\"] }}\n{TOPICS}");
        for blank in ["n/a", "N/A", "/", ""] {
            let rows = format!("A-1,2020-03-01T08:00:00,{blank}\n");
            let came = outcome(&fields, "{ field = \"topics\", given = true }", &rows);
            assert_eq!(came, "ineligible", "`{blank}` counts as an answer");
        }
        assert_eq!(
            outcome(
                &fields,
                "{ field = \"topics\", is = \"forest\" }",
                "A-1,2020-03-01T08:00:00,n/a\n"
            ),
            "clarify"
        );
    }

    /// The form tool's clock is for what it wrote; what the rules say is by the call's.
    #[test]
    fn a_day_in_a_rule_ends_when_the_same_day_as_the_deadline_would() {
        let fields = format!(
            "submitted = {{ type = \"timestamp\", headings = [\"Submitted\"], time_zone = \"Europe/Vienna\" }}\n{TOPICS}"
        );
        // The thirty-first ends in New York when it is six in the morning of the first in Vienna.
        for (moment, came) in [
            ("2020-04-01T05:59:59", "selected all"),
            ("2020-04-01T06:00:00", "ineligible"),
        ] {
            let rows = format!("A-1,{moment},water\n");
            assert_eq!(
                outcome(&fields, "{ field = \"submitted\", by = 2020-03-31 }", &rows),
                came,
                "{moment}"
            );
            assert_eq!(
                outcome(&fields, "{ field = \"topics\", given = true }", &rows),
                came,
                "{moment}"
            );
        }
    }
}
