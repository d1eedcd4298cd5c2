//! Bad inputs, each by its number in `docs/inputs.md`: what it gets and in which words.
//!
//! Accepted with a note, asked of a person, or refused with file, sheet, row, column and a hint.

// Bytes, headings, form tools, hidden places, merged cells, sheets, archives, formulas and typed cells; answers, dates and
// numbers; people who applied twice; what is written.
mod answers;
mod bytes;
mod dates;
mod headings;
mod hidden;
mod numbers;
mod output;
mod people;
mod sheets;
mod tools;
mod typed;
mod whole;

use std::collections::BTreeSet;

use intake::out::Issue;
use intake::table::{Hidden, Options};
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::bench::{Bench, Ran, Said, plain};
use crate::shell::{Exit, Job};

const MINIMAL: &str = include_str!("../rules/minimal.toml");
const HEADINGS: [&str; 5] = ["ID", "Submitted", "Name", "Years of practice", "Motivation"];
const PEOPLE: [(&str, &str); 4] = [
    ("A-1", "Ana"),
    ("A-2", "Bora"),
    ("A-3", "Cem"),
    ("A-4", "Dina"),
];

/// A workbook with four applications to the minimal programme on its sheet `Responses`, from A1 on.
fn people(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    write_people(sheet);
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn write_people(sheet: &mut Worksheet) {
    sheet.write_row(0, 0, HEADINGS).unwrap();
    for (row, (id, name)) in (1..).zip(PEOPLE) {
        sheet
            .write_row(row, 0, [id, "2020-03-02T09:00:00", name])
            .unwrap();
        sheet
            .write_row(row, 3, [f64::from(row) + 1.0, 5.0 + f64::from(row) / 2.0])
            .unwrap();
    }
}

/// The minimal programme with a file of this name.
fn bench(name: &str, bytes: impl AsRef<[u8]>) -> Bench {
    Bench::new(MINIMAL).file(name, bytes)
}

fn select(bench: &Bench, hidden: Option<Hidden>) -> Said {
    with(
        bench,
        Options {
            hidden,
            ..Options::default()
        },
    )
}

fn with(bench: &Bench, reading: Options) -> Said {
    bench.job(&Job::Select {
        assessors: Vec::new(),
        ratings: Vec::new(),
        applications: bench.applications.clone(),
        rules: bench.rules.clone(),
        out: bench.out.clone(),
        rulings: Vec::new(),
        reading,
        stage: None,
        after: None,
        replace: true,
        issue: Issue {
            without_workbook: true,
            ..Issue::default()
        },
    })
}

/// What is said of a file that must be refused; nothing is written.
fn refused(bench: &Bench) -> String {
    let said = select(bench, None);
    assert!(
        matches!(said.exit, Exit::Refused),
        "{}\n{}",
        said.words(),
        said.out
    );
    assert!(
        !bench.left().contains(&"run".to_owned()),
        "something was written"
    );
    steers_nothing(&said);
    plain(&said.err)
}

/// What is said of a file that is read, and how many applications were received.
fn read(bench: &Bench) -> String {
    told(&select(bench, None))
}

fn told(said: &Said) -> String {
    assert!(
        matches!(said.exit, Exit::Done | Exit::Questions),
        "{}",
        said.words()
    );
    steers_nothing(said);
    let out = plain(&said.out);
    let received = out
        .lines()
        .find(|line| line.contains("received"))
        .unwrap_or_default();
    format!(
        "exit {}\n{}{}",
        said.exit as u8,
        plain(&said.err),
        received.trim()
    )
}

/// No character on the screen that a terminal would obey, except for the colours of our own.
fn steers_nothing(said: &Said) {
    let text = plain(&said.out) + &plain(&said.err);
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
}

/// Who was asked what, a question a line; after the run was done.
fn asked(bench: Bench) -> String {
    let ran: Ran = bench.replacing().select();
    let rows = if ran.has("clarify.csv").is_some() {
        ran.rows("clarify.csv")
    } else {
        Vec::new()
    };
    rows.iter()
        .map(|row| format!("{} {}: {}\n", row["cell"], row["field"], row["ask"]))
        .collect()
}

/// The minimal programme with one more field, on which a criterion hangs, and an application for each of its cells.
fn with_answers(field: &str, cells: &[&str]) -> Bench {
    Bench::new(&rules_with(field)).file("a.csv", table("Answer", cells))
}

fn rules_with(field: &str) -> String {
    format!(
        "{MINIMAL}\n[fields.answer]\nheadings = [\"Answer\"]\n{field}\n\n[[eligibility]]\nid = \"answered\"\ntitle = \"Answered\"\n\
         cites = [\"practice\"]\ntest = {{ field = \"answer\", given = true }}\n"
    )
}

/// A CSV with one column more, an application for each of its cells.
fn table(heading: &str, cells: &[&str]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADINGS.iter().chain([&heading])).unwrap();
    for (number, cell) in (1..).zip(cells) {
        let id = format!("A-{number:02}");
        out.write_record([&id, "2020-03-02T09:00:00", "Ana", "3", "7", cell])
            .unwrap();
    }
    out.into_inner().unwrap()
}

/// What is said of whole columns while a run is made, and then what each application's cell of a field was read as.
fn read_as(bench: Bench, field: &str) -> String {
    let ran = bench.replacing().select();
    let mut lines = plain(&ran.said.err);
    for record in ran.audit().iter().skip(1) {
        let found = record["found"]
            .as_array()
            .unwrap()
            .iter()
            .find(|found| found["of"] == field)
            .unwrap();
        let cell = found["cells"][0].as_str().unwrap();
        let read = match (found["read"].as_str(), found["problem"].as_str()) {
            (Some(read), _) => format!("= {read}"),
            (None, Some(problem)) => format!("? {problem}"),
            // What a text says is not repeated.
            (None, None) if answered(record) => "is a text".to_owned(),
            (None, None) => "is blank".to_owned(),
        };
        lines.push_str(&format!("`{cell}` {read}\n"));
    }
    lines
}

/// Whether the criterion `answered` is met.
fn answered(record: &serde_json::Value) -> bool {
    let criteria = record["criteria"].as_array();
    criteria
        .unwrap()
        .iter()
        .any(|criterion| criterion["id"] == "answered" && criterion["answer"] == "met")
}

/// The notes on how the answers of each column were read, as the manifest keeps them.
fn noted(bench: Bench) -> String {
    let ran = bench.replacing().select();
    let manifest: serde_json::Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let notes = manifest["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|note| note["code"] == "read-as");
    notes
        .map(|note| {
            format!(
                "{}: {}\n",
                note["at"].as_str().unwrap(),
                note["message"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn every_row_of_the_list_has_tests_by_its_number_and_every_number_a_row() {
    let digits = |text: &str| text.get(..2).and_then(|digits| digits.parse::<u8>().ok());
    let rows: Vec<u8> = include_str!("../docs/inputs.md")
        .lines()
        .filter_map(|line| digits(line.strip_prefix("| B")?))
        .collect();
    assert!(rows.is_sorted_by(|one, next| one < next), "{rows:?}");
    let folder = crate::bench::repository("tests/catalogue");
    let texts = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let tested: BTreeSet<u8> = texts
        .collect::<String>()
        .lines()
        .filter_map(|line| digits(line.trim_start().strip_prefix("fn b")?))
        .collect();
    assert_eq!(rows, tested.into_iter().collect::<Vec<_>>());
}
