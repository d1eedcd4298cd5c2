//! `intake compare`: what differs in the rules, who moves, and which change does it.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use intake::out::Issue;
use intake::table::Options;
use serde_json::Value;

use crate::bench::{Bench, Said, plain, put, repository, rows};
use crate::shell::{Exit, Job, Output};

/// Two seats and a reserve, for people of two countries with some English who came in time.
const RULES: &str = r#"format = 1
[programme]
id = "small"
title = "Small"
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["when"]
[call.clauses]
when = "In time."
who = "From the region, with some English."
[places]
cap = 2
reserve = 1
cites = ["who"]
[[groups]]
id = "course"
title = "Course"
size = 2
cites = ["who"]
[lists.region]
type = "country"
file = "region.csv"
column = "code"
rows = 2
[scales]
english = [{ level = "A" }, { level = "B" }, { level = "C", spellings = ["fluent"] }]
[fields]
id = { type = "id", headings = ["ID"] }
submitted = { type = "timestamp", headings = ["Submitted"] }
country = { type = "country", headings = ["Country"] }
english = { type = "scale", scale = "english", headings = ["English"] }
marks = { type = "rating", headings = ["Marks"], min = 0, max = 10 }
[[eligibility]]
id = "region"
title = "From the region"
cites = ["who"]
test = { field = "country", in = "region" }
[[eligibility]]
id = "english"
title = "Some English"
cites = ["who"]
test = { field = "english", at_least = "B" }
[[scoring]]
id = "marks"
title = "Marks"
cites = ["who"]
weight = 1
field = "marks"
rating = true
[[scoring]]
id = "english"
title = "English"
cites = ["who"]
weight = 1
field = "english"
points = { A = 0, B = 0, C = 0.5 }
[ranking]
cites = ["who"]
tie_breaks = [{ earliest = "submitted" }, { lot = "small" }]
"#;

const PILE: &str = "\
ID,Submitted,Country,English,Marks,Years
P1,2020-03-01T08:00:00,ME,C,9,1
P2,2020-03-02T08:00:00,ME,B,8,4
P3,2020-03-03T08:00:00,AL,B,7,2
P4,2020-03-04T08:00:00,AL,fluent,6,3
P5,2020-04-01T08:00:00,ME,C,10,3
P6,2020-03-05T08:00:00,RS,B,9.5,1
P7,2020-03-06T08:00:00,RS,A,10,2
P8,2020-03-07T08:00:00,Polnad,B,5,1
";

/// The rules with pieces replaced, each of which must be there.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(RULES.to_owned(), |rules, (from, to)| {
        assert!(rules.contains(from), "no {from}");
        rules.replacen(from, to, 1)
    })
}

/// A bench with the rules, their list, the pile, and other rules beside them.
fn bench(other: &str) -> (Bench, PathBuf) {
    let bench = Bench::new(RULES).pile(PILE);
    bench.beside("region.csv", "code\nAL\nME\n");
    bench.beside("wider.csv", "code\nAL\nME\nRS\n");
    let path = bench.beside("other.toml", other);
    (bench, path)
}

fn job(bench: &Bench, b: PathBuf) -> Job {
    Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b,
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: None,
    }
}

/// What is said of the rules and of them edited.
fn compare(edits: &[(&str, &str)]) -> Said {
    let (bench, other) = bench(&edited(edits));
    bench.job(&job(&bench, other))
}

/// The exit code and the page without its head.
fn page(said: &Said) -> String {
    let (_, page) = said.out.split_once("\n\n").unwrap_or_default();
    format!("exit {}\n{page}{}", said.exit as u8, plain(&said.err))
}

#[test]
fn rules_compared_with_themselves_show_no_difference() {
    let said = compare(&[]);
    assert_snapshot!(format!("exit {}\n{}{}", said.exit as u8, said.out, said.err), @"
    exit 0
    A  rules.toml
    B  other.toml
    8 applications

    The rules are the same

    No difference: everybody has the same outcome, place, total and criteria in both
    ");
}

#[test]
fn comments_layout_texts_and_the_order_of_keys_decide_nothing() {
    assert_snapshot!(page(&compare(&[("[places]\ncap = 2\nreserve = 1", "# Two seats.\n[places]\nreserve = 1\n  cap = 2")])), @"
    exit 0
    The rules differ in comments, layout or order alone

    No difference: everybody has the same outcome, place, total and criteria in both
    ");
    assert_snapshot!(page(&compare(&[
        ("title = \"Some English\"", "title = \"English\""),
        ("when = \"In time.\"", "when = \"By the last day of March.\""),
    ])), @r#"
    exit 0
    Changes in the rules
    Texts, which decide nothing
        1  call, clauses when: "In time." → "By the last day of March." (line 11 → 11)
        2  eligibility english, title: "Some English" → "English" (line 42 → 42)

    No difference: everybody has the same outcome, place, total and criteria in both
    "#);
}

#[test]
fn a_standing_answer_is_a_change_like_any_other() {
    let text =
        fs::read_to_string(repository("sample-applications/small/standing-answer.toml")).unwrap();
    let (before, rest) = text.split_once("[[standing_answers]]").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    let bench = Bench::new(&format!("{before}{after}"));
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b: repository("sample-applications/small/standing-answer.toml"),
        applications: vec![repository("sample-applications/small/standing-answer.csv")],
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: None,
    });
    assert_snapshot!(said.out, @"
    A  rules.toml
    B  standing-answer.toml
    4 applications

    Changes in the rules
        1  standing answer Kosovo: added (line 43 of B)

    Who moves
      unclear → selected       1
      2 applications keep the outcome and have another place, total, chance or criterion

    By 1 (standing answer Kosovo), the only change that decides anything
      K-1: was unclear, could win a seat (total 9, unclear: region), is selected course (place 1, total 9)
    ");
}

#[test]
fn one_change_alone_moves_people_and_another_moves_nobody() {
    let said = compare(&[
        ("at_least = \"B\"", "at_least = \"C\""),
        ("[\"fluent\"]", "[\"fluent\", \"native\"]"),
    ]);
    assert_snapshot!(page(&said), @"
    exit 4
    Changes in the rules
        1  scale english, C spellings: + native (line 28 of B); without effect here
        2  eligibility english, test at_least: B → C (line 44 → 44)

    Who moves
      reserve → ineligible        1
      selected → ineligible       1
      unclear → ineligible        1
      unplaced → selected         1
      1 application keeps the outcome and has another place, total, chance or criterion

    By 2 (eligibility english, test at_least) alone
      P2: was selected course (place 2, total 8), is ineligible (not met: english)
      P4: was unplaced (place 4, total 6.5), is selected course (place 2, total 6.5)
      P3: was reserve 1 of course (place 3, total 7), is ineligible (not met: english)
      P8: was unclear (total 5, unclear: region), is ineligible (not met: english, unclear: region)
    ");
}

#[test]
fn two_changes_that_only_act_together_are_named_together() {
    let said = compare(&[
        ("at_least = \"B\"", "at_least = \"A\""),
        ("region.csv", "wider.csv"),
        ("rows = 2", "rows = 3"),
    ]);
    assert_snapshot!(page(&said), @"
    exit 4
    Changes in the rules
        3  list region: + RS (line 24 of B)
        4  eligibility english, test at_least: B → A (line 44 → 44)
    Texts, which decide nothing
        1  list region, file: region.csv → wider.csv (line 24 → 24)
        2  list region, rows: 2 → 3 (line 26 → 26)

    Who moves
      ineligible → reserve        1
      ineligible → selected       1
      reserve → unplaced          1
      selected → unplaced         1
      2 applications keep the outcome and have another place, total, chance or criterion

    By 3 (list region) alone
      P3: was reserve 1 of course (place 3, total 7), is unplaced (place 5, total 7)

    By 3 and 4 together; none of them alone
      P2: was selected course (place 2, total 8), is unplaced (place 4, total 8)
      P7: was ineligible (not met: region, english), is selected course (place 1, total 10)
      P6: was ineligible (not met: region), is reserve 1 of course (place 3, total 9.5)
    ");
}

#[test]
fn a_list_is_compared_by_its_values_wherever_they_stand() {
    assert_snapshot!(page(&compare(&[("region.csv", "wider.csv"), ("rows = 2", "rows = 3")])), @"
    exit 4
    Changes in the rules
        3  list region: + RS (line 24 of B)
    Texts, which decide nothing
        1  list region, file: region.csv → wider.csv (line 24 → 24)
        2  list region, rows: 2 → 3 (line 26 → 26)

    Who moves
      ineligible → selected       1
      reserve → unplaced          1
      selected → reserve          1
      2 applications keep the outcome and have another place, total, chance or criterion

    By 3 (list region), the only change that decides anything
      P2: was selected course (place 2, total 8), is reserve 1 of course (place 3, total 8)
      P6: was ineligible (not met: region), is selected course (place 2, total 9.5)
      P3: was reserve 1 of course (place 3, total 7), is unplaced (place 4, total 7)
    ");
    let inline = "file = \"region.csv\"\ncolumn = \"code\"\nrows = 2";
    assert_snapshot!(page(&compare(&[(inline, "values = [\"ME\", \"AL\"]")])), @"
    exit 0
    Changes in the rules
    Texts, which decide nothing
        1  list region, file: - region.csv (line 24 of A)
        2  list region, column: - code (line 25 of A)
        3  list region, rows: - 2 (line 26 of A)

    No difference: everybody has the same outcome, place, total and criteria in both
    ");
}

#[test]
fn a_deadline_that_moves_brings_in_who_was_late() {
    assert_snapshot!(page(&compare(&[("deadline = 2020-03-31", "deadline = 2020-04-01")])), @"
    exit 4
    Changes in the rules
        1  call, deadline: 2020-03-31 → 2020-04-01 (line 6 → 6)

    Who moves
      ineligible → selected       1
      reserve → unplaced          1
      selected → reserve          1
      2 applications keep the outcome and have another place, total, chance or criterion

    By 1 (call, deadline), the only change that decides anything
      P2: was selected course (place 2, total 8), is reserve 1 of course (place 3, total 8)
      P5: was ineligible (not met: deadline), is selected course (place 1, total 10.5)
      P3: was reserve 1 of course (place 3, total 7), is unplaced (place 4, total 7)
    ");
}

#[test]
fn a_new_group_and_the_cap_that_makes_room_for_it() {
    let group = "[[groups]]\nid = \"english\"\ntitle = \"In English\"\nsize = 1\ncites = [\"who\"]\ntest = { field = \"english\", is = \"C\" }\n[lists.region]";
    assert_snapshot!(page(&compare(&[("[lists.region]", group), ("cap = 2", "cap = 3")])), @"
    exit 4
    Changes in the rules
        1  places, cap: 2 → 3 (line 14 → 14)
        2  group english: added (line 22 of B)

    Who moves
      reserve → selected                          1
      selected → selected for another group       1
      unplaced → reserve                          1

    By 1 and 2 together; none of them alone
      P1: was selected course (place 1, total 9.5), is selected english (place 1, total 9.5)
      P3: was reserve 1 of course (place 3, total 7), is selected course (place 3, total 7)
      P4: was unplaced (place 4, total 6.5), is reserve 1 of course (place 4, total 6.5)
    warning[cap-never-binds]: the cap is 3, and there are 2 groups with 3 places together: the cap never decides anything
      --> other.toml:14:7
       |
    14 | cap = 3
       |       ^
       |
       = help: nothing is wrong if that is meant
    ");
}

#[test]
fn a_field_and_the_rule_that_reads_it_are_tried_together() {
    let said = compare(&[
        (
            "marks = {",
            "years = { type = \"number\", headings = [\"Years\"], min = 0, max = 40 }\nmarks = {",
        ),
        (
            "[[scoring]]\nid = \"marks\"",
            "[[eligibility]]\nid = \"years\"\ntitle = \"Two years\"\ncites = [\"long\"]\ntest = { field = \"years\", at_least = 2 }\n[[scoring]]\nid = \"marks\"",
        ),
        (
            "who = \"From",
            "long = \"Two years of practice.\"\nwho = \"From",
        ),
        ("max = 10", "max = 11"),
    ]);
    assert_snapshot!(page(&said), @r#"
    exit 4
    Changes in the rules
        2  field marks, max: 10 → 11 (line 34 → 36); without effect here
        3  field years: added (line 35 of B)
        4  eligibility years: added (line 47 of B); cannot stand without 3
    Texts, which decide nothing
        1  call, clauses long: + "Two years of practice." (line 12 of B)

    Who moves
      reserve → selected          1
      selected → ineligible       1
      unclear → ineligible        1
      unplaced → reserve          1
      2 applications keep the outcome and have another place, total, chance or criterion

    By 3 and 4 together; none of them alone
      P1: was selected course (place 1, total 9.5), is ineligible (not met: years)
      P3: was reserve 1 of course (place 3, total 7), is selected course (place 2, total 7)
      P4: was unplaced (place 4, total 6.5), is reserve 1 of course (place 3, total 6.5)
      P8: was unclear (total 5, unclear: region), is ineligible (not met: years, unclear: region)
    "#);
}

#[test]
fn tie_breaks_and_orders_are_changes_too() {
    let said = compare(&[
        (
            "[{ earliest = \"submitted\" }, { lot = \"small\" }]",
            "[{ lot = \"small\" }]",
        ),
        ("{ A = 0, B = 0, C = 0.5 }", "{ A = 0, B = 1.0, C = 0.50 }"),
    ]);
    assert_snapshot!(page(&said), @r#"
    exit 4
    Changes in the rules
        1  scoring english, points B: 0 → 1.0 (line 58 → 58)
        2  scoring english, points C: 0.5 → 0.50 (line 58 → 58); without effect here
        3  ranking, tie_breaks: [{ earliest = "submitted" }, { lot = "small" }] → [{ lot = "small" }] (line 61 → 61); without effect here

    Nobody moves: every outcome and group is the same
      3 applications keep the outcome and have another place, total, chance or criterion

    By 1 (scoring english, points B) alone
      P2: still selected course; total was 8, is 9
      P3: still reserve of course; total was 7, is 8
      P8: still unclear; total was 5, is 6
    "#);
}

#[test]
fn where_a_column_is_missing_under_one_of_the_rules_it_is_said_under_which() {
    assert_snapshot!(page(&compare(&[("headings = [\"English\"]", "headings = [\"Language\"]")])), @"
    exit 3
    The applications are refused under the rules B (other.toml), and read under A (rules.toml)
    under B (other.toml):
    error[heading-missing] pile.csv:1: no column for the field `english`: looked for `Language`
      help: columns that no field uses: D `English`, F `Years`
    The rules differ in
      field english, headings: - English (line 33 of A)
      field english, headings: + Language (line 33 of B)
    ");
}

#[test]
fn a_file_and_a_folder_cannot_be_compared_and_files_need_applications() {
    let (bench, other) = bench(RULES);
    bench.select();
    let mut mixed = job(&bench, other.clone());
    if let Job::Compare { a, .. } = &mut mixed {
        *a = bench.run_folder().to_owned();
    }
    let mut alone = job(&bench, other);
    if let Job::Compare { applications, .. } = &mut alone {
        applications.clear();
    }
    assert_snapshot!(bench.job(&mixed).words() + &bench.job(&alone).words(), @"
    exit 2
    error: `…/run` is a folder and `…/other.toml` is none: compare two rules files, or two run folders
      help: the rules of a run stand in its folder: …/run/rules
    exit 2
    error: two rules files are compared by what they make of applications, and there are none
      help: intake compare …/rules.toml …/other.toml APPLICATIONS...
    ");
}

#[test]
fn two_runs_are_compared_by_their_audits_and_with_applications_by_their_changes() {
    let (bench, other) = bench(&edited(&[("at_least = \"B\"", "at_least = \"C\"")]));
    bench.select();
    let again = bench.folder().join("again");
    bench.job(&Job::Select {
        assessors: Vec::new(),
        ratings: Vec::new(),
        applications: bench.applications.clone(),
        rules: other,
        out: again.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        stage: None,
        after: None,
        replace: false,
        issue: Issue {
            without_workbook: true,
            ..Issue::default()
        },
    });
    let compare = |applications: Vec<PathBuf>| {
        bench.job(&Job::Compare {
            stage: None,
            after: None,
            ratings: Vec::new(),
            a: bench.out.clone(),
            b: again.clone(),
            applications,
            rulings: Vec::new(),
            reading: Options::default(),
            format: Output::Text,
            movers: None,
        })
    };
    let without = compare(Vec::new());
    assert_snapshot!(format!("exit {}\n{}", without.exit as u8, without.out), @"
    exit 4
    A  run run (rules.toml)
    B  run again (other.toml)
    8 applications

    Changes in the rules
        1  eligibility english, test at_least: B → C (line 44 → 44)

    Who moves
      reserve → ineligible        1
      selected → ineligible       1
      unclear → ineligible        1
      unplaced → selected         1
      1 application keeps the outcome and has another place, total, chance or criterion

    Which change did it can only be found out with the applications: give them after the two runs

    Moved
      P2: was selected course (place 2, total 8), is ineligible (not met: english)
      P4: was unplaced (place 4, total 6.5), is selected course (place 2, total 6.5)
      P3: was reserve 1 of course (place 3, total 7), is ineligible (not met: english)
      P8: was unclear (total 5, unclear: region), is ineligible (not met: english, unclear: region)
    ");
    let with = compare(bench.applications.clone());
    assert_snapshot!(page(&with), @"
    exit 4
    Changes in the rules
        1  eligibility english, test at_least: B → C (line 44 → 44)

    Who moves
      reserve → ineligible        1
      selected → ineligible       1
      unclear → ineligible        1
      unplaced → selected         1
      1 application keeps the outcome and has another place, total, chance or criterion

    By 1 (eligibility english, test at_least), the only change that decides anything
      P2: was selected course (place 2, total 8), is ineligible (not met: english)
      P4: was unplaced (place 4, total 6.5), is selected course (place 2, total 6.5)
      P3: was reserve 1 of course (place 3, total 7), is ineligible (not met: english)
      P8: was unclear (total 5, unclear: region), is ineligible (not met: english, unclear: region)
    ");

    // A run that was changed is not compared.
    let audit = again.join("audit.jsonl");
    put(
        &audit,
        fs::read_to_string(&audit)
            .unwrap()
            .replacen("selected", "reserve", 1),
    );
    assert_eq!(compare(Vec::new()).exit, Exit::Refused);
}

#[test]
fn json_and_csv_name_the_same_people_and_no_personal_column() {
    let (bench, other) = bench(&edited(&[("at_least = \"B\"", "at_least = \"C\"")]));
    let csv = bench.folder().join("movers.csv");
    let (rules, applications) = (bench.rules.clone(), bench.applications.clone());
    let json = Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: rules,
        b: other,
        applications,
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Json,
        movers: Some(csv.clone()),
    };
    let said = bench.job(&json);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (said.exit, &value["schema"]),
        (Exit::Different, &Value::from(1))
    );
    let written = fs::read_to_string(&csv).unwrap();
    let listed: Vec<String> = rows(&written)
        .iter()
        .map(|row| row["application"].clone())
        .collect();
    let named: Vec<&str> = value["movers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["application"].as_str().unwrap())
        .collect();
    assert_eq!(listed, named);
    assert_snapshot!(written.trim_start_matches('\u{feff}'), @r#"
    application,from,to,from_group,to_group,from_reserve,to_reserve,from_place,to_place,from_total,to_total,from_not_met,to_not_met,from_unclear,to_unclear,from_could_win_a_seat,to_could_win_a_seat,changes,needed
    P2,selected,ineligible,course,,,,2,,8,,,english,,,,,1,1
    P3,reserve,ineligible,course,,1,,3,,7,,,english,,,,,1,1
    P4,unplaced,selected,,course,,,4,2,6.5,6.5,,,,,,,1,1
    P6,ineligible,ineligible,,,,,,,,,region,"region, english",,,,,1,1
    P8,clarify,ineligible,,,,,,,5,,,english,region,region,no,,1,1
    "#);

    // The list may be written again; another file may not be written over.
    assert_eq!(bench.job(&json).exit, Exit::Different);
    put(&csv, PILE);
    assert_snapshot!(bench.job(&json).words(), @"
    exit 3
    error[output-exists] …/movers.csv: is there already, is no list of movers of Intake, and is not written over
      help: choose another name with --movers
    ");
    assert_eq!(fs::read_to_string(&csv).unwrap(), PILE);
}

#[test]
fn where_there_are_too_many_changes_they_are_tried_in_bundles_and_that_is_said() {
    let numbers: Vec<String> = (11..2_100).map(|number| number.to_string()).collect();
    let with = |values: &str| {
        let list = format!("[lists.marks]\ntype = \"number\"\nvalues = [{values}]\n[scales]");
        let rules = edited(&[("[scales]", list.as_str())]);
        rules.replacen("[[scoring]]", "[[eligibility]]\nid = \"marks\"\ntitle = \"Marks\"\ncites = [\"who\"]\ntest = { field = \"marks\", in = \"marks\" }\n[[scoring]]", 1)
    };
    let (mut bench, other) = bench(&with(&format!("7, 8, {}", numbers.join(", "))));
    bench.beside("rules.toml", with("7, 8, 9"));
    bench.applications.truncate(1);
    let said = bench.job(&job(&bench, other));
    let page = page(&said);
    let (first, rest) = page.split_once("  … and").unwrap();
    assert_snapshot!(first.lines().take(5).collect::<Vec<_>>().join("\n"), @"
    exit 4
    Changes in the rules
        1  list marks: - 9 (line 29 of A)
        2  list marks: + 11 (line 29 of B)
        3  list marks: + 12 (line 29 of B)
    ");
    assert_snapshot!(rest, @"
     2030 more changes

    Who moves
      reserve → selected          1
      selected → ineligible       1
      1 application keeps the outcome and has another place, total, chance or criterion

    There are too many changes for this many applications to try each alone: they were tried in bundles, which go by the number of their first

    By 1 (list marks) and the 2089 others of its bundle alone
      P1: was selected course (place 1, total 9.5), is ineligible (not met: marks)
      P3: was reserve 1 of course (place 3, total 7), is selected course (place 2, total 7)
    ");
}

#[test]
fn runs_of_different_piles_say_so_and_who_was_not_there() {
    let (bench, _) = bench(RULES);
    bench.select();
    let more = Bench::new(RULES).pile(PILE.replace("P4", "P44"));
    put(&more.folder().join("region.csv"), "code\nAL\nME\n");
    more.select();
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.out.clone(),
        b: more.run_folder().to_owned(),
        applications: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: None,
    });
    assert_snapshot!(said.out, @"
    A  run run (rules.toml)
    B  run run (rules.toml)
    9 applications
    the two runs were made from other applications: not all of this is due to the rules

    The rules are the same

    Who moves
      not there → unplaced       1
      unplaced → not there       1

    Moved
      P4: was unplaced (place 4, total 6.5), is not there
      P44: was not there, is unplaced (place 4, total 6.5)
    ");
    assert_eq!(said.exit, Exit::Different);
}

#[test]
fn no_personal_column_and_no_answer_of_anybody_is_shown() {
    let rules = fs::read_to_string(repository("rules/montenegro-2019.toml")).unwrap();
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let other = bench.beside(
        "other.toml",
        rules
            .replace("at_least = \"B2\"", "at_least = \"C1\"")
            .replace("min = 0\nmax = 120", "min = 18\nmax = 99"),
    );
    let list = "lists/osce-participating-states.csv";
    bench.beside(list, fs::read(repository("rules").join(list)).unwrap());
    let csv = bench.folder().join("movers.csv");
    let mut shown = String::new();
    for format in [Output::Text, Output::Json] {
        let (a, b, applications) = (
            bench.rules.clone(),
            other.clone(),
            bench.applications.clone(),
        );
        let job = Job::Compare {
            stage: None,
            after: None,
            ratings: Vec::new(),
            a,
            b,
            applications,
            rulings: Vec::new(),
            reading: Options::default(),
            format,
            movers: Some(csv.clone()),
        };
        let said = bench.job(&job);
        assert_eq!(said.exit, Exit::Different);
        shown += &said.out;
    }
    shown += &fs::read_to_string(&csv).unwrap();
    let mut seen = 0;
    let pile = fs::read_to_string(&bench.applications[0]).unwrap();
    let mut reader = csv::Reader::from_reader(pile.as_bytes());
    let headings = reader.headers().unwrap().clone();
    for record in reader.records().map(Result::unwrap) {
        for (heading, cell) in headings.iter().zip(&record) {
            // Short cells such as an age stand by chance in any number.
            if ["Full name", "E-mail", "Organisation", "Profession"].contains(&heading)
                && cell.len() > 4
            {
                assert!(!shown.contains(cell), "{heading}: {cell}");
                seen += 1;
            }
        }
    }
    assert!(seen > 800, "{seen}");
}

/// What differs between the sample's rules and them with pieces replaced.
fn changes_of_the_sample(edits: &[(&str, &str)]) -> String {
    let text = fs::read_to_string(repository("rules/montenegro-2019.toml")).unwrap();
    let other = edits.iter().fold(text.clone(), |rules, (from, to)| {
        assert!(rules.contains(from), "no {from}");
        rules.replacen(from, to, 1)
    });
    let rules = |text: &str| {
        let list = |file: &str| {
            fs::read_to_string(repository("rules").join(file)).map_err(|error| error.to_string())
        };
        let loaded = intake::rules::load::load("rules.toml", text, &list);
        loaded
            .rules
            .unwrap_or_else(|| panic!("{:?}", loaded.findings))
    };
    let changes = intake::study::compare::changes::changes(&rules(&text), &rules(&other));
    changes
        .iter()
        .map(|change| format!("{}\n", change.words()))
        .collect()
}

#[test]
fn the_smallest_changes_are_told_apart_and_what_means_nothing_in_pieces_stays_whole() {
    let environment = "[[groups]]\nid = \"environment\"\ntitle = \"Environmental protection\"\ncites = [\"fields\"]\ntest = { field = \"fields\", is = \"environment\" }\n\n";
    let first = format!("{environment}[[groups]]\nid = \"roma");
    let said = changes_of_the_sample(&[
        (environment, ""),
        ("[[groups]]\nid = \"roma", &first),
        ("at_least = \"B2\" }", "in = [\"B2\", \"C1\", \"C2\"] }"),
        (
            "{ any = [{ field = \"citizenship\", in = \"osce\" }, { field = \"residence\", in = \"osce\" }] }",
            "{ field = \"citizenship\", in = \"osce\" }",
        ),
        (
            "below = 6, points = 3 }, { from = 6, points = 6 }",
            "below = 7, points = 3 }, { from = 7, points = 6 }",
        ),
        (
            "{ field = \"digital-training\", at_least = \"extensive\" }",
            "{ field = \"digital-training\", at_least = \"considerable\" }",
        ),
        ("\"Respondent ID\", \"No.\"", "\"No.\", \"Number\""),
        ("weight = 0.5", "weight = 0.50"),
        (
            "  { highest_part = \"relevance\" },\n  { highest_part = \"motivation\" },",
            "  { highest_part = \"motivation\" },\n  { highest_part = \"relevance\" },",
        ),
        ("{ lot = \"montenegro-2019\" }", "{ lot = \"another\" }"),
        ("third_above = 4", "third_above = 3"),
        ("on = 2019-02-18", "on = 2019-02-19"),
    ]);
    assert_snapshot!(said, @r#"
    decision deadline-zone, on: 2019-02-18 → 2019-02-19 (line 45 → 45)
    groups: order roma-and-sinti, african-descent, environment → environment, roma-and-sinti, african-descent (line 98 → 98)
    field application, headings: - "Respondent ID" (line 165 of A)
    field application, headings: + Number (line 165 of B)
    field relevance, third_above: 4 → 3 (line 285 → 285)
    level monitoring-experience, points 1 bands: …{ from = 3, below = 6, points = 3 }, { from = 6, points = 6 … → …{ from = 3, below = 7, points = 3 }, { from = 7, points = 6 … (line 303 → 303)
    level training, table 1 test any 2 at_least: extensive → considerable (line 314 → 314)
    eligibility osce, test: { any = [{ field = "citizenship", in = "osce" }, { field = "… → { field = "citizenship", in = "osce" } (line 324 → 324)
    eligibility english, test: { field = "english", at_least = "B2" } → { field = "english", in = ["B2", "C1", "C2"] } (line 360 → 360)
    scoring english, weight: 0.5 → 0.50 (line 398 → 398)
    ranking, tie_breaks: [{ highest_part = "relevance" }, { highest_part = "motivatio… → [{ highest_part = "motivation" }, { highest_part = "relevanc… (line 406 → 406)
    "#);
}
