//! Standing answers: what a place that Intake always asks about counts as, and where that is said.

use insta::assert_snapshot;
use intake::rules::load::{load, render};

use crate::bench::Bench;

const RULES: &str = include_str!("../sample-applications/small/standing-answer.toml");

/// What is said about the sample's rules with a part replaced.
fn told(from: &str, to: &str) -> String {
    assert!(RULES.contains(from), "{from}");
    let text = RULES.replacen(from, to, 1);
    render(
        "rules.toml",
        &text,
        &load("rules.toml", &text, &|_| Err("no lists".to_owned())).findings,
        false,
    )
}

fn sample(from: &str, to: &str) -> Bench {
    assert!(RULES.contains(from), "{from}");
    let pile = include_str!("../sample-applications/small/standing-answer.csv");
    Bench::new(&RULES.replacen(from, to, 1)).pile(pile)
}

#[test]
fn a_place_counts_in_its_lists_and_the_explanation_says_on_whose_word() {
    let bench = Bench::of(
        "sample-applications/small/standing-answer.toml",
        "sample-applications/small/standing-answer.csv",
    );
    bench.select();
    let page = bench.explain("K-1").out;
    // Long lines are broken; these are the parts that name the place.
    let lines: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("Kosovo"))
        .collect();
    assert_snapshot!(lines.join("\n"), @"
               column D of row 2, read as Kosovo by the standing answer for Kosovo [region]
    standing answer: Kosovo counts in the list “the five countries of the course” (this designation is
        Ukraine; applicants from Kosovo are also eligible.
    ");
}

#[test]
fn in_no_list_is_an_answer_too() {
    let ran = sample("counts_in = [\"region\"]", "counts_in = []").select();
    let record = ran
        .audit()
        .into_iter()
        .find(|record| record["application"] == "K-1")
        .unwrap();
    assert_eq!(record["outcome"], "ineligible");
}

#[test]
fn what_settled_a_personal_column_stays_personal() {
    let bench = sample(
        "headings = [\"Citizenship\"]\n",
        "headings = [\"Citizenship\"]\npersonal = true\n",
    );
    let ran = bench.select();
    let audit: Vec<_> = ran.audit().into_iter().skip(1).collect();
    let record = audit
        .iter()
        .find(|record| record["application"] == "K-1")
        .unwrap();
    assert!(!record.to_string().contains("Kosov"), "{record}");
    // Who sees the place sees its footnote.
    assert!(ran.text("rosters/course.csv").contains("UNSCR 1244"));
}

#[test]
fn what_is_wrong_with_a_standing_answer_is_said_with_what_to_write() {
    assert_snapshot!(told("name = \"Kosovo\"", "name = \"Serbia\""), @r#"
    error[bad-value]: `Serbia` is read as Serbia and needs no standing answer
      --> rules.toml:44:8
       |
    44 | name = "Serbia"
       |        ^^^^^^^^
       |
       = help: standing answers are for places that Intake asks about, such as `Kosovo`
    "#);
    assert_snapshot!(told("name = \"Kosovo\"", "name = \"Kosvo\""), @r#"
    error[unknown-name]: `Kosvo` is no place that Intake asks about
      --> rules.toml:44:8
       |
    44 | name = "Kosvo"
       |        ^^^^^^^
       |
       = help: did you mean `Kosovo`?
    "#);
    assert_snapshot!(told("counts_in = [\"region\"]", "counts_in = [\"reigon\"]"), @r#"
    error[unknown-name]: there is no list `reigon`
      --> rules.toml:45:14
       |
    45 | counts_in = ["reigon"]
       |              ^^^^^^^^
       |
       = help: did you mean `region`?
    "#);
    assert_snapshot!(told("counts_in = [\"region\"]\n", ""), @r#"
    error[missing-key]: [[standing_answers]] needs `counts_as` or `counts_in`
      --> rules.toml:43:1
       |
    43 | [[standing_answers]]
       | ^^^^^^^^^^^^^^^^^^^^
       |
       = help: write `counts_in = ["…"]` with the lists it counts in (`[]` for none), or `counts_as = "UA"`
    "#);
    assert_snapshot!(told("counts_as = \"DK\"", "counts_as = \"Denmark\""), @r#"
    error[bad-value]: `Denmark` is no country code
      --> rules.toml:51:13
       |
    51 | counts_as = "Denmark"
       |             ^^^^^^^^^
       |
       = help: write two capital letters, such as `UA`
    "#);
    assert_snapshot!(told("counts_as = \"DK\"", "counts_as = \"DK\"\ncounts_in = []"), @"
    error[bad-value]: a place counts either as a country or in lists, not both
      --> rules.toml:52:13
       |
    52 | counts_in = []
       |             ^^
    ");
    assert_snapshot!(told("name = \"Greenland\"", "name = \"Kosova\""), @r#"
    error[duplicate-id]: `Kosovo` is the id of more than one standing answer
      --> rules.toml:50:8
       |
    50 | name = "Kosova"
       |        ^^^^^^^^
       |
       = help: the first stands in line 44; give one of them another id
    "#);
}
