//! A first look at an export, and the rules file drafted from it.

use std::path::PathBuf;

use insta::assert_snapshot;
use intake::rules::load::load;
use intake::study::inspect;
use intake::table::{Options, Tool};
use proptest::prelude::*;

use crate::bench::{Bench, Said, repository};
use crate::shell::{Exit, Job};

fn inspected(file: &str) -> Said {
    let files = vec![repository(file)];
    Bench::new("").job(&Job::Inspect {
        files,
        reading: Options::default(),
    })
}

/// A drafted rules file for this table.
fn draft(csv: &str) -> String {
    let bench = Bench::new("").pile(csv);
    let (sheets, _) = bench.sheets();
    let columns: Vec<_> = sheets.iter().flat_map(inspect::columns).collect();
    inspect::draft(
        "pile.csv",
        sheets.first(),
        &columns,
        &Options::default(),
        None,
    )
}

/// The findings about it.
fn drafted(csv: &str) -> Vec<String> {
    let text = draft(csv);
    let loaded = load("rules.toml", &text, &|_| Err("no lists".to_owned()));
    if loaded.rules.is_some() {
        Vec::new()
    } else {
        loaded
            .findings
            .into_iter()
            .map(|found| format!("{found:?}\n{text}"))
            .collect()
    }
}

#[test]
fn an_export_is_described_column_by_column_with_a_draft_of_its_fields() {
    assert_snapshot!(inspected("sample-applications/tools/kobo.csv").out, @r#"
    kobo.csv: KoboToolbox, CSV, semicolon, UTF-8; 5 rows
      C    Country of residence
             country; 4 different
      E–G  In which fields do you work?
             choices among 3; 0 different, 1 blank
      H    Motivation
             number; 5 different
             ? an amount, the number of an option, or a rating by assessors, which has the type `rating`?
      I    _id
             id; 5 different
      J    _uuid
             text; 5 different
      K    _submission_time
             timestamp, year month day; 5 different

    A draft of the fields, to be pasted into a rules file; every line is a guess:

    [fields.country-of-residence]
    type = "country"
    headings = ["Country of residence"]
    roster = true

    [fields.in-which-fields-do-you-work]
    type = "choices"
    headings = ["In which fields do you work?"]
    other_answers = false

    [fields.in-which-fields-do-you-work.options]
    roma-and-sinti = ["Roma and Sinti"]
    people-of-african-descent = ["People of African descent"]
    environment-land-and-water = ["Environment, land and water"]

    # EDIT: an amount, the number of an option, or a rating by assessors, which has the type `rating`?
    [fields.motivation]
    type = "number"
    headings = ["Motivation"]

    [fields.id]
    type = "id"
    headings = ["_id"]

    [fields.uuid]
    type = "text"
    headings = ["_uuid"]
    personal = true

    [fields.submission-time]
    type = "timestamp"
    headings = ["_submission_time"]
    "#);
}

#[test]
fn what_may_tell_who_somebody_is_is_counted_and_not_shown() {
    let said = inspected("sample-applications/montenegro-2019.csv").out;
    let pile =
        std::fs::read_to_string(repository("sample-applications/montenegro-2019.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(pile.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.len() > 200);
    for row in rows.iter().filter(|row| !row[0].is_empty()) {
        for personal in [&row[0], &row[2], &row[3], &row[4]] {
            assert!(
                personal.is_empty() || !said.contains(personal),
                "{personal}"
            );
        }
    }
}

#[test]
fn the_draft_of_every_sample_loads_and_reads_its_file() {
    let samples = [
        "montenegro-2019.csv",
        "montenegro-2019.xlsx",
        "minimal.csv",
        "autumn-workshop-2021.csv",
        "tools/surveymonkey.csv",
        "tools/eusurvey.xlsx",
    ];
    for sample in samples {
        let bench = Bench::new("");
        let from = repository(&format!("sample-applications/{sample}"));
        let rules = bench.path("new.toml");
        let job = Job::New {
            rules: rules.clone(),
            from: vec![from.clone()],
            reading: Options::default(),
        };
        assert_eq!(bench.job(&job).exit, Exit::Done, "{sample}");
        let check = Job::Check {
            ratings: Vec::new(),
            rules,
            applications: vec![from],
            reading: Options::default(),
            sentences: None,
            notes: false,
        };
        let said = bench.job(&check);
        assert!(
            matches!(said.exit, Exit::Done | Exit::Questions),
            "{sample}: {}",
            said.words()
        );
        let again = bench.job(&job);
        assert_eq!(again.exit, Exit::Refused);
    }
}

#[test]
fn an_id_is_known_by_what_form_tools_call_it_and_a_name_in_a_draft_is_given_once() {
    let row = |number: usize| {
        format!(
            "{},2019-03-21T08:00:0{number},Serbia,{number}\n",
            1000 + number
        )
    };
    for heading in ["Application", "ResponseId", "#"] {
        let table: String = (1..8).map(row).collect();
        let table = format!("{heading},Submitted,Country,Motivation\n{table}");
        assert_eq!(drafted(&table), Vec::<String>::new());
        assert!(
            draft(&table).contains(&format!("type = \"id\"\nheadings = [\"{heading}\"]")),
            "{}",
            draft(&table)
        );
    }
    let taken = "Application,Submitted\nyes,no\nno,yes\n";
    assert_eq!(drafted(taken), Vec::<String>::new());
    assert!(
        draft(taken).contains("[fields.application-2]\ntype = \"id\""),
        "{}",
        draft(taken)
    );
}

#[test]
fn what_was_said_about_reading_a_file_stands_in_its_draft() {
    let bench = Bench::new("").file(
        "a.csv",
        "Spring 2020\nID;Submitted\n1;2020-03-02T09:00:00\n",
    );
    let (rules, from) = (bench.path("new.toml"), bench.applications[0].clone());
    let reading = Options {
        header_row: Some(2),
        tool: Tool::named("plain"),
        ..Options::default()
    };
    let job = Job::New {
        rules: rules.clone(),
        from: vec![from.clone()],
        reading,
    };
    assert_eq!(bench.job(&job).exit, Exit::Done);
    assert!(
        bench
            .read(&rules)
            .contains("[export]\ntool = \"plain\"\nheader_row = 2\n\n[call]")
    );
    let check = Job::Check {
        ratings: Vec::new(),
        rules,
        applications: vec![from],
        reading: Options::default(),
        sentences: None,
        notes: false,
    };
    let said = bench.job(&check);
    assert!(
        said.out.contains(
            "a.csv: headings in row 2, CSV, semicolon, UTF-8 (tool and header_row as the rules say)"
        ),
        "{}",
        said.out
    );
}

#[test]
fn a_rules_file_that_is_there_already_is_not_overwritten() {
    let bench = Bench::new("");
    let (rules, from): (PathBuf, _) = (
        bench.folder().join("rules.toml"),
        repository("sample-applications/minimal.csv"),
    );
    assert_snapshot!(bench.job(&Job::New { rules, from: vec![from], reading: Options::default() }).words(), @"
    exit 3
    error[output-exists] …/rules.toml: is there already
      help: choose another name for the rules
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands in an export, what is drafted from it are valid rules.
    #[test]
    fn every_draft_is_valid(
        headings in prop::collection::vec("[a-zA-Z #&/<>\\[\\]{}\\\\äж-]{0,12}", 1..6),
        rows in prop::collection::vec(prop::collection::vec("(yes|no|A1|B2|3[.,]5|1[.]2[.]2020|a-b|A b;c|c,d|Serbia|x@y[.]z|[a-cA-C; ,-]{0,4})", 6), 1..30),
    ) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(&headings).unwrap();
        for row in &rows {
            table.write_record(&row[..headings.len()]).unwrap();
        }
        let text = String::from_utf8(table.into_inner().unwrap()).unwrap();
        prop_assert_eq!(drafted(&text), Vec::<String>::new());
    }
}
