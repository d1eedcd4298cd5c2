//! The page's requests, answered natively: the same bytes as the commands, and no request that breaks anything.

mod compared;
mod letters;
mod story;
mod turned;

use std::collections::BTreeMap;
use std::fs;
use std::slice;

use intake::page::{ASKS, answer, frame};
use proptest::prelude::{any, proptest};
use proptest::test_runner::Config;
use serde_json::{Value, json};

use crate::bench::{Bench, repository};
use crate::shell::packet::Whom;

const RULES: &str = "rules/montenegro-2019.toml";
const LIST: &str = "rules/lists/osce-participating-states.csv";
const APPLICATIONS: &str = "sample-applications/montenegro-2019.csv";
const DECISIONS: &str = "sample-applications/montenegro-2019.decisions.csv";

/// An answer, taken apart.
pub(crate) struct Told {
    head: Value,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Told {
    pub(crate) fn state(&self) -> &str {
        self.head["state"].as_str().unwrap()
    }

    pub(crate) fn line(&self) -> &str {
        self.head["line"].as_str().unwrap()
    }

    pub(crate) fn part(&self, name: &str) -> &str {
        self.head["parts"][name].as_str().unwrap_or_default()
    }
}

pub(crate) type Files = Vec<(&'static str, String, Vec<u8>)>;

pub(crate) fn asked(ask: &str, options: &Value, files: &Files) -> Told {
    let listed = files.iter();
    let listed = listed
        .map(|(role, name, bytes)| json!({"role": role, "name": name, "length": bytes.len()}));
    let head = json!({"ask": ask, "options": options, "files": listed.collect::<Vec<_>>()});
    let head = serde_json::to_vec(&head).unwrap();
    let mut request = u32::try_from(head.len()).unwrap().to_le_bytes().to_vec();
    request.extend(head);
    files.iter().for_each(|(_, _, bytes)| request.extend(bytes));
    told(&answer(&request))
}

fn told(answer: &[u8]) -> Told {
    let (length, rest) = answer.split_first_chunk::<4>().unwrap();
    let (head, mut rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
    let head: Value = serde_json::from_slice(head).unwrap();
    let mut files = BTreeMap::new();
    for file in head["files"].as_array().unwrap() {
        let length = usize::try_from(file["length"].as_u64().unwrap()).unwrap();
        let (bytes, after) = rest.split_at(length);
        files.insert(file["name"].as_str().unwrap().to_owned(), bytes.to_vec());
        rest = after;
    }
    assert!(rest.is_empty(), "the answer goes on behind its files");
    Told { head, files }
}

/// Files of the repository as somebody drops them: by their names alone.
fn dropped(files: &[(&'static str, &str)]) -> Files {
    let read = |(role, path): &(&'static str, &str)| {
        let path = repository(path);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (*role, name, fs::read(path).unwrap())
    };
    files.iter().map(read).collect()
}

fn sample() -> Files {
    dropped(&[
        ("rules", RULES),
        ("list", LIST),
        ("application", APPLICATIONS),
    ])
}

/// The files of a run, to be asked about.
fn of_run(told: &Told) -> Files {
    let files = told.files.iter();
    files
        .map(|(name, bytes)| ("run", name.clone(), bytes.clone()))
        .collect()
}

#[test]
fn a_selection_on_the_page_has_the_files_of_the_command_to_the_byte() {
    let told = asked("select", &json!({}), &sample());
    assert_eq!(told.state(), "open", "{}", told.line());
    let written = Bench::of(RULES, APPLICATIONS).with_workbook().select();
    assert_eq!(
        told.files.keys().collect::<Vec<_>>(),
        written.files.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &told.files {
        assert!(*bytes == written.files[name], "{name} is not the same");
    }
}

#[test]
fn the_day_of_the_selection_stands_where_the_command_puts_it_and_no_other_word_is_a_day() {
    let on = json!({"on": "2019-04-05", "without-workbook": true});
    let told = asked("select", &on, &sample());
    let report = String::from_utf8(told.files["report.html"].clone()).unwrap();
    assert!(report.contains("2019-04-05"));
    let without = asked("select", &json!({"without-workbook": true}), &sample());
    assert!(told.files["audit.jsonl"] == without.files["audit.jsonl"]);
    let wrong = asked("select", &json!({"on": "yesterday"}), &sample());
    assert_eq!(wrong.line(), "`yesterday` is not known here");
}

#[test]
fn a_list_is_found_by_its_name_alone_and_one_that_is_missing_is_named() {
    assert_eq!(asked("rules", &json!({}), &sample()).state(), "done");
    let told = asked("rules", &json!({}), &dropped(&[("rules", RULES)]));
    assert_eq!(told.state(), "refused");
    assert!(
        told.part("rules")
            .contains("lists/osce-participating-states.csv"),
        "{}",
        told.part("rules")
    );
    assert!(
        told.part("rules").contains("montenegro-2019.toml, line "),
        "{}",
        told.part("rules")
    );
}

#[test]
fn answers_given_in_the_form_do_what_the_decisions_file_does() {
    let rows = fs::read_to_string(repository(DECISIONS)).unwrap();
    let mut rows = csv::Reader::from_reader(rows.trim_start_matches('\u{feff}').as_bytes());
    let heads = rows.headers().unwrap().clone();
    let columns = intake::rulings::load::COLUMNS;
    let answers: Vec<Vec<String>> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cell = |column: &&str| {
                heads
                    .iter()
                    .position(|head| head == *column)
                    .and_then(|at| row.get(at))
            };
            columns
                .iter()
                .map(|column| cell(column).unwrap_or_default().to_owned())
                .collect()
        })
        .collect();
    let made = asked("decisions", &json!({"answers": answers}), &Vec::new());
    let mut files = sample();
    files.push((
        "decisions",
        "decisions.csv".to_owned(),
        made.files["decisions.csv"].clone(),
    ));
    let (by_form, mut by_file) = (asked("select", &json!({}), &files), sample());
    by_file.extend(dropped(&[("decisions", DECISIONS)]));
    let by_file = asked("select", &json!({}), &by_file);
    for (name, bytes) in &by_file.files {
        // These name the file of decisions and its digest.
        let names_it = name == "manifest.json"
            || name.ends_with(".xlsx")
            || name == "report.html"
            || name == "audit.jsonl";
        assert!(
            names_it || *bytes == by_form.files[name],
            "{name} is not the same"
        );
    }
    assert_ne!(
        by_form.files["clarify.csv"],
        asked("select", &json!({}), &sample()).files["clarify.csv"]
    );
}

#[test]
fn the_form_asks_every_question_of_the_clarify_list() {
    let told = asked("select", &json!({}), &sample());
    let list = String::from_utf8(told.files["clarify.csv"].clone()).unwrap();
    let rows = csv::Reader::from_reader(list.as_bytes()).records().count();
    assert_eq!(told.part("questions").matches("<fieldset").count(), rows);
    assert_eq!(told.head["facts"]["asked"], rows.to_string());
}

#[test]
fn a_packed_run_opens_as_it_was_written_and_one_that_was_touched_does_not() {
    let ran = asked("select", &json!({"without-workbook": true}), &sample());
    let packed = asked("pack", &json!({}), &of_run(&ran));
    assert_eq!(
        packed.files,
        asked("pack", &json!({}), &of_run(&ran)).files,
        "packed twice it is the same"
    );
    let opened = asked(
        "open",
        &json!({}),
        &vec![(
            "packed",
            "run.zip".to_owned(),
            packed.files["run.zip"].clone(),
        )],
    );
    assert_eq!((opened.state(), &opened.files), ("done", &ran.files));
    let mut touched = ran;
    touched.files.get_mut("clarify.csv").unwrap().push(b'\n');
    let packed = asked("pack", &json!({}), &of_run(&touched));
    let opened = asked(
        "open",
        &json!({}),
        &vec![(
            "packed",
            "run.zip".to_owned(),
            packed.files["run.zip"].clone(),
        )],
    );
    assert_eq!((opened.state(), opened.files.len()), ("refused", 0));
    assert!(
        opened.part("open").contains("clarify.csv"),
        "{}",
        opened.part("open")
    );
}

#[test]
fn a_packet_on_the_page_is_the_commands_to_the_byte_and_has_names_only_where_she_asks_for_them() {
    let written = Bench::of(RULES, APPLICATIONS);
    let ran = asked("select", &json!({"without-workbook": true}), &sample());
    written.select();
    let applications = repository(APPLICATIONS);
    let all = [
        (json!({"whom": "close-calls"}), Whom::CloseCalls),
        (
            json!({"whom": "group", "group": "environment"}),
            Whom::Group("environment".to_owned()),
        ),
        (
            json!({"whom": "named", "applications": ["A-0127", "A-0034"]}),
            Whom::Named(vec!["A-0127".to_owned(), "A-0034".to_owned()]),
        ),
    ];
    for (mut options, whom) in all {
        let mut given = of_run(&ran);
        given.extend(dropped(&[("application", APPLICATIONS)]));
        let bare = asked("packet", &options, &given);
        let said = written.packet(whom.clone(), &[]).out;
        assert_eq!(bare.state(), "done", "{}", bare.line());
        assert!(bare.files["packet.html"] == said.as_bytes(), "{whom:?}");
        options["names"] = json!(true);
        let named = asked("packet", &options, &given);
        let said = written
            .packet(whom.clone(), slice::from_ref(&applications))
            .out;
        assert!(named.files["packet.html"] == said.as_bytes(), "{whom:?}");
        assert!(
            named.files != bare.files,
            "{whom:?}: names are shown on asking"
        );
        let none = asked("packet", &options, &of_run(&ran));
        assert_eq!((none.state(), none.files.len()), ("refused", 0));
    }
    for wrong in [
        json!({"whom": "named", "applications": ["A-9999"]}),
        json!({"whom": "named"}),
        json!({"whom": "group", "group": "nowhere"}),
    ] {
        let told = asked("packet", &wrong, &of_run(&ran));
        assert_eq!((told.state(), told.files.len()), ("refused", 0), "{wrong}");
    }
    for (id, title) in [("environment", "nvironment"), ("open", "pen")] {
        let groups = ran.part("groups");
        assert!(
            groups.contains(&format!("value=\"{id}\"")) == groups.contains(title),
            "{groups}"
        );
    }
    assert!(ran.part("groups").contains("environment"));
}

#[test]
fn whoever_is_looked_up_is_explained_from_the_run_and_two_beside_each_other() {
    let ran = asked("select", &json!({"without-workbook": true}), &sample());
    let one = asked("explain", &json!({"application": "A-0127"}), &of_run(&ran));
    assert_eq!(one.state(), "done");
    assert!(
        one.part("person").contains("A-0127") && one.part("person").contains("<h4>"),
        "{}",
        one.part("person")
    );
    let two = asked(
        "explain",
        &json!({"application": "A-0127", "other": "A-0175"}),
        &of_run(&ran),
    );
    assert!(two.part("person").contains("A-0175"));
    let nobody = asked("explain", &json!({"application": "A-9999"}), &of_run(&ran));
    assert_eq!(nobody.state(), "refused");
}

#[test]
fn what_applicants_write_is_no_markup_in_any_part() {
    let mut files = sample();
    let text = String::from_utf8(files[2].2.clone()).unwrap();
    let quoted = "\"<img src=x onerror=\"\"alert(1)\"\">\"";
    files[2].2 = text
        .replace("A-0127", quoted)
        .replace("A-0034", quoted)
        .into_bytes();
    for ask in ["applications", "select"] {
        let told = asked(ask, &json!({"without-workbook": true}), &files);
        let parts = told.head["parts"].as_object().unwrap();
        assert!(!parts.is_empty());
        for (name, html) in parts {
            assert!(!html.as_str().unwrap().contains("<img"), "{ask}: {name}");
        }
    }
}

#[test]
fn whatever_is_missing_is_said_by_every_ask() {
    for (name, _) in ASKS {
        let told = asked(name, &json!({}), &Vec::new());
        assert!(!told.line().is_empty(), "{name}");
    }
    assert_eq!(asked("cook", &json!({}), &Vec::new()).state(), "refused");
    assert_eq!(
        asked("select", &json!({"hidden": "perhaps"}), &sample()).line(),
        "`perhaps` is not known here"
    );
}

#[test]
fn the_page_runs_one_script_and_may_load_nothing() {
    let packed: Vec<u8> = (0..=255).collect();
    let page = frame::html(&packed);
    let ascii: Vec<u8> = page.iter().copied().filter(u8::is_ascii).collect();
    let html = String::from_utf8(ascii).unwrap();
    let outer = html.split_once("<iframe").unwrap().0;
    assert!(!outer.contains("<script"), "the outer file has no script");
    assert!(html.contains("sandbox=\"allow-scripts allow-downloads allow-modals\""));
    let policy = frame::policy();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'sha256-"),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
            && !policy.contains("http"),
        "{policy}"
    );
    assert_eq!(page, frame::html(&packed));
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn bytes_that_are_no_request_are_refused_in_the_same_form(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_eq!(told(&answer(&bytes)).state(), "refused");
    }

    #[test]
    fn a_request_with_any_file_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0..6_usize) {
        let role = ["rules", "list", "application", "decisions", "packed", "run"][at];
        for ask in ["rules", "applications", "select", "open", "explain", "letters", "replace", "draft"] {
            let mut files = sample();
            files[2].2.truncate(3000);
            files.push((role, "any".to_owned(), bytes.clone()));
            let _ = asked(ask, &json!({"without-workbook": true, "without-report": true}), &files).state();
        }
    }
}
