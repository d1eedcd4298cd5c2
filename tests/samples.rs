//! The sample applications: what each of them is there to show, kept beside it as `NAME.snap`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use insta::assert_snapshot;
use serde_json::Value;

use intake::out::Issue;
use intake::table::Options;

use crate::bench::{Bench, Ran, outcome, plain, repository, said};
use crate::shell::Job;

/// Every application on a line: outcome, rank and total, what settled an equal total, why, and what is asked.
fn shown(ran: &Ran) -> String {
    let mut text = format!("exit {}\n", ran.said.exit as u8);
    let mut records: Vec<Value> = ran.audit().into_iter().skip(1).collect();
    records.sort_by_key(|record| record["standing"]["place"].as_u64().unwrap_or(u64::MAX));
    let apart: BTreeMap<String, String> = ran
        .ranked()
        .into_iter()
        .map(|row| (row["application"].clone(), row["told_apart_by"].clone()))
        .collect();
    for record in &records {
        let id = said(&record["application"]);
        let rank = &record["standing"]["rank"];
        let sharing = records
            .iter()
            .filter(|other| &other["standing"]["rank"] == rank)
            .count();
        let ranked = if rank.is_null() {
            String::new()
        } else {
            format!(
                "{rank}{} with {}",
                if sharing > 1 { "=" } else { "" },
                said(&record["total"])
            )
        };
        let list = |name: &str| record[name].as_array().into_iter().flatten();
        let why = list("why").map(|why| match said(why).split_once(" in the ranking; ") {
            Some((_, reason)) => reason.to_owned(),
            None => said(why),
        });
        let asks = list("questions")
            .map(|question| format!("ask {} {}", said(&question["at"]), said(&question["ask"])));
        let apart = apart.get(&id).filter(|apart| !apart.is_empty()).cloned();
        let said: Vec<String> = why
            .chain(apart)
            .chain(asks)
            .chain(list("related").map(said))
            .collect();
        let line = format!(
            "{id} {:<23} {ranked:<15} {}",
            outcome(record),
            said.join(" | ")
        );
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}

/// Runs a sample and holds it against the record beside it.
fn held(rules: &str, applications: &str) {
    let mut bench = Bench::of(rules, applications);
    // Ratings in files of their own stand in a folder of the sample's name.
    let folder = repository(applications.trim_end_matches(".csv"));
    if let Ok(files) = std::fs::read_dir(folder) {
        bench.ratings = files.map(|file| file.unwrap().path()).collect();
    }
    if rules.contains("two-stages") {
        return kept(applications, &by_stages(&mut bench));
    }
    let ran = bench.select();
    let mut text = shown(&ran);
    if applications.contains("formula-text") || applications.contains("standing-answer") {
        // Here the roster itself is the idea.
        text.push_str(ran.text("rosters/course.csv"));
    }
    kept(applications, &text);
}

/// Every stage of a sample, one after the other.
fn by_stages(bench: &mut Bench) -> String {
    let rules = std::fs::read_to_string(&bench.rules).unwrap();
    let ids = rules.split("[[stages]]\nid = \"").skip(1);
    let ids: Vec<String> = ids
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let mut text = String::new();
    for id in ids {
        bench.out = bench.path(&id);
        bench.stage = Some(id.clone());
        let ran = bench.select();
        assert!(!ran.files.is_empty(), "{}", ran.said.err);
        // A run before is looked at where it stands.
        bench.folder();
        text.push_str(&format!("stage {id}, {}", shown(&ran)));
        bench.after = Some(bench.out.clone());
    }
    text
}

fn kept(applications: &str, text: &str) {
    assert!(
        text.lines().count() <= 60,
        "{applications}: nobody reads a record this long"
    );
    let (path, _) = applications.split_once('.').unwrap();
    let (folder, name) = path.rsplit_once('/').unwrap();
    assert!(
        name.bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(repository(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

#[test]
fn each_small_sample_shows_its_one_idea() {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(repository("sample-applications/small")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(name) = name.strip_suffix(".csv") {
            names.push(name.to_owned());
        }
    }
    assert!(names.len() >= 14, "samples are missing: {names:?}");
    let page = std::fs::read_to_string(repository("sample-applications/README.md")).unwrap();
    for name in names {
        assert!(
            page.contains(&format!("| `{name}` |")),
            "the page does not say what {name} shows"
        );
        held(
            &format!("sample-applications/small/{name}.toml"),
            &format!("sample-applications/small/{name}.csv"),
        );
    }
}

#[test]
fn the_smallest_programme_selects_two_of_five() {
    held("rules/minimal.toml", "sample-applications/minimal.csv");
}

#[test]
fn another_programme_with_semicolons_and_decimal_commas_works_alike() {
    held(
        "rules/autumn-workshop-2021.toml",
        "sample-applications/autumn-workshop-2021.csv",
    );
}

const SCHOOL: &str = "rules/regional-school-2025.toml";

#[test]
fn a_school_that_must_be_balanced_says_whom_its_rules_pass_over() {
    held(SCHOOL, "sample-applications/regional-school-2025.csv");
}

#[test]
fn a_call_that_drew_too_few_is_not_decided_and_the_smallest_change_is_named() {
    let applications = "sample-applications/regional-school-2025-first-call.csv";
    let ran = Bench::of(SCHOOL, applications).select();
    assert!(ran.files.is_empty());
    let errors = plain(&ran.said.err);
    let (_, errors) = errors.split_once("error").unwrap();
    kept(
        applications,
        &format!("exit {}\nerror{errors}", ran.said.exit as u8),
    );
}

#[test]
fn two_rounds_after_the_letters_give_each_seat_to_whoever_keeps_the_rules() {
    let bench = Bench::of(SCHOOL, "sample-applications/regional-school-2025.csv");
    bench.select();
    let mut text = String::new();
    let mut run = bench.out.clone();
    for week in 1..=2 {
        let decisions = format!("sample-applications/regional-school-2025-week-{week}.csv");
        let out = bench.folder().join(format!("week-{week}"));
        let said = bench.job(&Job::Replace {
            after: None,
            ratings: Vec::new(),
            run,
            applications: bench.applications.clone(),
            rules: None,
            out: out.clone(),
            reading: Options::default(),
            rulings: vec![repository(&decisions)],
            replace: false,
            issue: Issue {
                without_workbook: true,
                ..Issue::default()
            },
        });
        assert!(said.exit as u8 <= 1, "{}", said.err);
        let list = std::fs::read_to_string(out.join("replacements.csv")).unwrap();
        writeln!(text, "week {week}\n{}", list.trim_start_matches('\u{feff}')).unwrap();
        run = out;
    }
    kept("sample-applications/regional-school-2025-weeks.csv", &text);
}

const MONTENEGRO: &str = "rules/montenegro-2019.toml";

/// Counts, rosters with what told equal totals apart, and whom to ask.
fn summary(ran: &Ran) -> String {
    let manifest: Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let counts = manifest["counts"].as_object().unwrap();
    let counts: Vec<String> = counts
        .iter()
        .map(|(outcome, count)| format!("{count} {outcome}"))
        .collect();
    let mut text = format!("exit {}: {}\n", ran.said.exit as u8, counts.join(", "));
    for list in ran.rosters().into_iter().chain(ran.has("open.csv")) {
        writeln!(text, "\n{list}").unwrap();
        for row in ran.rows(list) {
            let outcome = format!("{} {}", row["outcome"], row["reserve"]);
            let line = format!(
                "{} {outcome:<9} {:<8} {}",
                row["application"], row["total"], row["told_apart_by"]
            );
            writeln!(text, "{}", line.trim_end()).unwrap();
        }
    }
    for (could, title) in [
        ("yes", "could win a seat"),
        ("no", "to be asked, though no answer wins a seat"),
    ] {
        let asked = ran
            .rows("clarify.csv")
            .into_iter()
            .filter(|row| row["could_win_a_seat"] == could);
        let mut ids: Vec<String> = asked.map(|row| row["application"].clone()).collect();
        ids.dedup();
        writeln!(text, "\n{title}").unwrap();
        ids.chunks(10)
            .for_each(|line| writeln!(text, "{}", line.join(" ")).unwrap());
    }
    text
}

#[test]
fn the_montenegro_call_fills_25_places_from_298_applications() {
    let ran = Bench::of(MONTENEGRO, "sample-applications/montenegro-2019.csv").select();
    kept("sample-applications/montenegro-2019.csv", &summary(&ran));
}

#[test]
fn the_same_people_in_a_workbook_lead_to_the_same_run() {
    let csv = Bench::of(MONTENEGRO, "sample-applications/montenegro-2019.csv").select();
    let xlsx = Bench::of(MONTENEGRO, "sample-applications/montenegro-2019.xlsx").select();
    assert_eq!(
        csv.files.keys().collect::<Vec<_>>(),
        xlsx.files.keys().collect::<Vec<_>>()
    );
    // These name the files they were made from, with digests.
    let made_from = ["manifest.json", "report.html"];
    let others = csv.files.keys();
    for file in others.filter(|file| !made_from.contains(&file.as_str())) {
        if ["clarify.csv", "audit.jsonl"].contains(&file.as_str()) {
            let text = |ran: &Ran| match file.as_str() {
                "audit.jsonl" => ran.audit().iter().map(without_chain).collect(),
                _ => ran.text(file).to_owned(),
            };
            let without_rows = |ran: &Ran| without_rows(&text(ran));
            assert_eq!(without_rows(&csv), without_rows(&xlsx), "{file}");
        } else {
            assert_eq!(csv.text(file), xlsx.text(file), "{file}");
        }
    }
}

/// A line of the audit without its link.
fn without_chain(line: &Value) -> String {
    let mut line = line.clone();
    line["chain"].take();
    line.to_string()
}

/// The text without the names of its sources and their rows.
fn without_rows(text: &str) -> String {
    let mut pieces = text.split("montenegro-2019.");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (_, rest) = piece.split_once(':').unwrap();
        text + "SOURCE" + rest.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}
