//! Ratings in files of their own: joined by id, never by row; a blank is no rating, and what contradicts itself is refused.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::bench::{Bench, Ran, plain};
use crate::shell::{About, Exit, Format, Job};
use intake::out::Issue;
use intake::table::Options;

const RULES: &str = include_str!("ratings/apart.toml");

const PILE: &str = "ID,Submitted,E-mail,Member
R-01,2020-03-02T08:00:00,ana@example.org,yes
R-02,2020-03-03T08:00:00,bora@example.org,yes
R-03,2020-03-04T08:00:00,cezar@example.org,yes
R-04,2020-03-05T08:00:00,dita@example.org,no
";

const A1: &str = "ID,Motivation\nR-01,7\nR-02,9\nR-03,5\n";
const A2: &str = "ID,Motivation\nR-03,6\nR-01,8\nR-02,8\n";

fn bench(ratings: &[(&str, &str)]) -> Bench {
    let bench = Bench::new(RULES).pile(PILE);
    ratings
        .iter()
        .fold(bench, |bench, (name, text)| bench.rated(name, text))
}

/// What a selection says about ratings, without what it says of anything else.
fn said(ratings: &[(&str, &str)]) -> String {
    let ran = bench(ratings).select();
    let said = ran.said.words();
    plain(&said).trim_end().to_owned()
}

fn totals(ran: &Ran) -> BTreeMap<String, String> {
    let records = ran.audit().into_iter().skip(1);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    records
        .map(|record| {
            let total = format!("{} {}", text(&record["outcome"]), text(&record["total"]));
            (text(&record["application"]), total)
        })
        .collect()
}

#[test]
fn ratings_are_joined_by_id_whatever_the_order_of_rows() {
    let ran = bench(&[("a1.csv", A1), ("a2.csv", A2)]).select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let came: Vec<String> = totals(&ran)
        .into_iter()
        .map(|(id, total)| format!("{id} {total}"))
        .collect();
    assert_snapshot!(came.join("\n"), @"
    R-01 selected 7.5
    R-02 selected 8.5
    R-03 reserve 5.5
    R-04 ineligible
    ");
    assert_snapshot!(ran.text("assessors.csv"), @"
    ﻿assessor,ratings_asked_for,given,blank,unreadable,abstained,is_waited_for,applications_that_wait,applications_short_of_readers,ratings motivation,lowest motivation,mean motivation,highest motivation,shared motivation,from_others motivation
    A1,3,3,0,0,0,,,,3,5,7,9,3,-0.33
    A2,3,3,0,0,0,,,,3,6,7.33,8,3,0.33
    A3,0,0,0,0,0,,,,,,,,,
    ");
}

#[test]
fn the_screen_says_whose_turn_it_is_by_number() {
    let ran = bench(&[
        ("a1.csv", A1),
        ("a2 Bora.csv", "ID,Motivation\nR-01,\nR-02,8\nR-03,7/10\n"),
    ])
    .select();
    let out = plain(&ran.said.out);
    let from = out.find("Ratings, of those").unwrap();
    let table = &out[from..from + out[from..].find("\n\n").unwrap()];
    assert_snapshot!(table, @"
    Ratings, of those who are eligible or may be
       assessor  asked for  given  blank  unreadable  abstained
       A1                3      3      0           0          0  complete
       A2                3      1      1           1          0  waits: 2 applications (R-01, R-03)
       A3                0      0      0           0          0  nothing to rate
    ");
    assert_snapshot!(ran.text("clarify.csv").trim_start_matches('\u{feff}'), @r#"
    application,whom_to_ask,could_win_a_seat,seats_that_hang_on_it,field,cell,found,ask,decides,total_at_least,total_at_most,decision,answer,who,when,why
    R-01,assessor 2,yes,,motivation,a2 Bora.csv:2:B,,the application has no rating by assessor 2,motivation,2.3333,8.5,clarify,,,,
    R-03,assessor 2,yes,,motivation,a2 Bora.csv:4:B,7/10,"`7/10` is no number; write digits only, such as `7` or `7.5`",motivation,1.6667,8.3333,clarify,,,,
    "#);
}

#[test]
fn a_blank_is_no_rating_and_never_a_zero() {
    let ran = bench(&[
        ("a1.csv", A1),
        ("a2.csv", "ID,Motivation\nR-01,\nR-02,8\nR-03,n/a\n"),
    ])
    .select();
    let came = totals(&ran);
    assert_eq!(came["R-01"], "clarify 2.3333");
    assert_eq!(came["R-03"], "clarify 1.6667");
    assert_eq!(came["R-02"], "selected 8.5");
}

#[test]
fn before_any_rating_came_everybody_who_may_be_eligible_is_open() {
    let ran = bench(&[]).select();
    assert_eq!(ran.said.exit, Exit::Questions, "{}", ran.said.words());
    assert_eq!(totals(&ran)["R-04"], "ineligible ");
    assert_eq!(totals(&ran)["R-01"], "clarify 0");
}

#[test]
fn an_unknown_id_is_said_with_its_place_and_what_may_be_meant_and_reaches_nobody() {
    let a1 = "ID,Motivation\nR-1,7\nR-02,9\nR-03,5\nr-03,5\nX,1\n,4\nTotal,\n";
    assert_snapshot!(said(&[("a1.csv", a1), ("a2.csv", A2)]), @"
    exit 1
    question[rated-unknown] a1.csv:2:A: there is no application `R-1`, so that its ratings reach nobody
      help: did you mean `R-01`? write the id as the applications have it
    question[rated-unknown] a1.csv:5:A: there is no application `r-03`, so that its ratings reach nobody
      help: did you mean `R-03`? write the id as the applications have it
    question[rated-unknown] a1.csv:6:A: there is no application `X`, so that its ratings reach nobody
      help: correct the id in the file; where the application was withdrawn, take the row out
    question[rated-unknown] a1.csv:7:A: the row has ratings and nothing that says whose they are
      help: write the id as the applications have it, as a value and no formula
    ");
}

#[test]
fn a_file_in_which_nobody_is_known_is_refused() {
    assert_snapshot!(said(&[("a1.csv", "ID,Motivation\nQ-1,7\n"), ("a2.csv", A2)]), @"
    exit 3
    error[rated-nobody] a1.csv:column A: no row of the file is known to be an application's: these are ratings of other applications, or their ids were changed
      help: give the ratings of these applications, with the ids as the applications have them, such as `R-01`; the first: correct the id in the file; where the application was withdrawn, take the row out
    ");
}

#[test]
fn two_versions_of_a_file_count_once_where_they_say_the_same() {
    let again = "ID,Motivation\nR-01,7.0\nR-02,9\nR-03,\n";
    assert_snapshot!(said(&[("a1.csv", A1), ("a1 (2).csv", again), ("a2.csv", A2)]), @"
    exit 0
    note[same-rating] a1.csv:2:B: motivation: the rating that A1 gave `R-01` stands at a1 (2).csv:2:B, too, says the same, and counts once; so it is with 1 more between these files
    ");
}

#[test]
fn two_versions_that_contradict_each_other_are_refused_with_both_places() {
    let again = "ID,Motivation\nR-01,6\nR-02,9\n";
    assert_snapshot!(said(&[("a1.csv", A1), ("a1 (2).csv", again), ("a2.csv", A2)]), @"
    exit 3
    error[rating-twice] a1.csv:2:B: motivation: A1 gave `R-01` `7` here, and `6` at a1 (2).csv:2:B
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
    let twice = "ID,Motivation\nR-01,6\nR-02,9\nR-01,7\n";
    assert_snapshot!(said(&[("a1.csv", twice), ("a2.csv", A2)]), @"
    exit 3
    error[rating-twice] a1.csv:4:B: motivation: A1 gave `R-01` `7` here, and `6` at a1.csv:2:B
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
}

#[test]
fn a_version_that_takes_no_part_contradicts_one_that_rates_and_the_message_says_so() {
    let again = "ID,Motivation\nR-01,conflict\nR-02,9\n";
    assert_snapshot!(said(&[("a1.csv", A1), ("a1 (2).csv", again), ("a2.csv", A2)]), @"
    exit 3
    error[rating-twice] a1.csv:2:B: motivation: A1 gave `R-01` `7` here, and takes no part in it at a1 (2).csv:2:B
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
}

#[test]
fn a_file_of_decisions_without_one_is_called_so() {
    let bench = Bench::new(RULES)
        .pile(PILE)
        .rated("a1.csv", A1)
        .rated("a2.csv", A2);
    let bench = bench.decided("decided.csv", "application,decision,answer,who,when,why\n");
    assert_snapshot!(bench.select().said.words().trim_end(), @"
    exit 3
    error[file-empty] decided.csv: no decisions in it
      help: the first row holds the headings, every row under it one decision; where nothing is decided yet, leave the file out
    ");
}

#[test]
fn what_stands_beside_the_answers_must_say_the_same() {
    let rules = RULES.replace(
        "readers = [[\"Motivation\"], [\"Motivation\"]]",
        "readers = [[\"First\", \"Motivation\"], [\"Second\", \"Motivation\"]]",
    );
    let pile = "ID,Submitted,E-mail,Member,First
R-01,2020-03-02T08:00:00,ana@example.org,yes,7
R-02,2020-03-03T08:00:00,bora@example.org,yes,1
R-03,2020-03-04T08:00:00,cezar@example.org,yes,
";
    let bench = Bench::new(&rules)
        .pile(pile)
        .rated("a1.csv", A1)
        .rated("a2.csv", A2);
    assert_snapshot!(bench.select().said.words().trim_end(), @"
    exit 3
    error[rating-twice] a1.csv:3:B: motivation: A1 gave `R-02` `9` here, and `1` at pile.csv:3:E
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
}

#[test]
fn a_file_may_hold_several_readers_where_headings_tell_them_apart() {
    let both = "ID,motivation A1,motivation A2,Remarks\nR-01,7,8,\nR-02,9,8,good\nR-03,5,6,\n";
    let ran = bench(&[("panel.csv", both)]).select();
    let apart = bench(&[("a1.csv", A1), ("a2.csv", A2)]).select();
    assert_eq!(totals(&ran), totals(&apart));
    assert!(ran.said.out.contains("D `Remarks`"), "{}", ran.said.out);
    assert_snapshot!(said(&[("panel.csv", A1)]), @r#"
    exit 3
    error[whose-rating] panel.csv:1:B: the column B `Motivation` could be that of A1 or of A2 or of A3 for the field `motivation`
      help: say in the rules whose file it is: `[[assessors]]`, of which the first is A1, and under it `files = ["panel.csv"]`; or write `motivation A1` over the column
    "#);
}

#[test]
fn files_that_cannot_be_joined_say_what_to_write() {
    let both = |rules: &str, file: (&str, &str)| {
        let bench = Bench::new(rules).pile(PILE).rated(file.0, file.1);
        bench.select().said.words().trim_end().to_owned()
    };
    assert_snapshot!(both(RULES, ("a1.csv", "Name,Motivation\nAna,7\n")), @"
    exit 3
    error[heading-missing] a1.csv:1: the file of ratings has no column of ids: looked for `ID`
      help: ratings are joined by the application's id, never by row: give the column of ids one of these headings; columns that no field uses: A `Name`
    ");
    assert_snapshot!(both(RULES, ("a1.csv", "ID,Mark\nR-01,7\n")), @"
    exit 3
    error[heading-missing] a1.csv:1: the file of ratings has no column of ratings of A1: looked for `Motivation`, `motivation A1`
      help: give the column of ratings one of these headings, or add its heading to the field in the rules; columns that no field uses: B `Mark`
    ");
    let rules = RULES.replace("a2*", "*.csv");
    assert_snapshot!(both(&rules, ("a1.csv", A1)), @"
    exit 3
    error[whose-rating] a1.csv: the file could be of several `[[assessors]]` in the rules: A1, A2
      help: write `files` so that only one of them fits `a1.csv`
    ");
    assert_snapshot!(both(RULES, ("pile.csv", A1)), @"
    exit 3
    error[rated-nobody] pile.csv: the file is given as applications and as ratings, or two files have this name
      help: ratings that stand beside the answers need no `--ratings`; of two files with one name rename the one with the ratings
    ");
}

#[test]
fn rules_must_tell_assessors_apart() {
    let wrong = |rules: &str| {
        Bench::new(rules)
            .pile(PILE)
            .select()
            .said
            .words()
            .trim_end()
            .to_owned()
    };
    assert_snapshot!(wrong(&RULES.replace("a2*", "A1*")), @r#"
    exit 2
    error[ambiguous-spelling]: `A1*` is the name of assessor 1's files, too
      --> rules.toml:34:10
       |
    34 | files = ["A1*"]
       |          ^^^^^
       |
       = help: give each assessor's files names of their own, such as `ratings A1*`
    "#);
    let more = RULES.replace(
        "[fields.application]",
        "[[assessors]]\nfiles = [\"a4*\"]\n\n[fields.application]",
    );
    assert_snapshot!(wrong(&more), @"
    exit 2
    error[bad-value]: there are 4 assessors, and no rating has more than 3 readers
      --> rules.toml:30:1
       |
    30 | [[assessors]]
       | ^^^^^^^^^^^^^
       |
       = help: write `readers` into the fields of type `rating`, with the headings of each assessor, or take the entry out
    ");
}

#[test]
fn an_address_joins_where_one_application_has_it() {
    let pile = format!("{PILE}R-05,2020-03-06T08:00:00,bora@example.org,yes\n");
    let a1 = "Panel A,\n,\nE-mail,Motivation\nANA@example.org,7\nbora@example.org,9\ncezar@example.org,5\nnobody@example.org,1\n";
    let bench = Bench::new(RULES)
        .pile(pile)
        .rated("a1.csv", a1)
        .rated("a2.csv", A2);
    let ran = bench.select();
    assert_snapshot!(ran.said.words().trim_end(), @"
    exit 1
    question[rated-unknown] a1.csv:5:A: 2 applications have the `email` of the row, so that its ratings reach none of them
      help: give the file a column with the ids of the applications
    question[rated-unknown] a1.csv:7:A: there is no application with the `email` of the row, so that its ratings reach nobody
      help: write it as the application has it, or give the file a column with the ids
    ");
    assert_eq!(totals(&ran)["R-01"], "selected 7.5");
}

#[test]
fn an_address_by_which_ratings_may_be_joined_is_not_called_unread() {
    let (head, rest) = RULES.split_once("[[duplicates]]").unwrap();
    let (_, ranking) = rest.split_once("[ranking]").unwrap();
    let alone = format!("{head}[ranking]{ranking}");
    let unread = |rules: &str| {
        let said = Bench::new(rules).pile(PILE).check();
        format!("{}{}", said.out, said.err).contains("nothing reads the field `email`")
    };
    assert!(!unread(&alone));
    let mut parts = alone.split("[[assessors]]");
    let none = parts.next().unwrap().to_owned();
    let (_, fields) = parts.last().unwrap().split_once("[fields").unwrap();
    let fields = fields.replace("[\"Motivation\"], [\"Motivation\"]", "[\"One\"], [\"Two\"]");
    let fields = fields.replace("third = [\"Motivation\"]", "third = [\"Three\"]");
    assert!(unread(&format!("{none}[fields{fields}")));
}

#[test]
fn what_cannot_be_read_is_asked_at_its_place_in_the_file_of_ratings() {
    let a1 = "ID,Motivation\nR-01,7/10\nR-02,11\nR-03,5\n";
    let bench = bench(&[("a1.csv", a1), ("a2.csv", A2)]);
    let ran = bench.select();
    let asked: Vec<String> = ran
        .rows("clarify.csv")
        .into_iter()
        .map(|row| {
            format!(
                "{} {} {}: {}",
                row["application"], row["cell"], row["found"], row["ask"]
            )
        })
        .collect();
    assert_snapshot!(asked.join("\n"), @"
    R-01 a1.csv:2:B 7/10: `7/10` is no number; write digits only, such as `7` or `7.5`
    R-02 a1.csv:3:B 11: `11` is above the highest value, 10
    ");
    let check = plain(&bench.check().out);
    assert!(check.contains("a1.csv:2:B: motivation: `7/10`"), "{check}");
}

#[test]
fn a_comma_is_asked_about_once_of_the_column_of_the_file() {
    let a1 = "ID;Motivation\nR-01;7,5\nR-02;8,5\nR-03;5\n";
    assert_snapshot!(said(&[("a1.csv", a1), ("a2.csv", A2)]), @r#"
    exit 1
    question[decimal-mark] a1.csv:column B: motivation: 2 cells such as `7,5` hold a comma, and the rules do not say what begins the decimals
      help: put one line under [fields.motivation] in the rules: `decimal = "comma"` reads `7,5` as 7.5; a mark between thousands is never read, so write such numbers without it in the file
    "#);
}

#[test]
fn decisions_name_the_cell_of_the_file_and_whose_rating_is_missing() {
    let head = crate::rulings::HEAD;
    let rows = "R-01,clarify,motivation,a1.csv:2:B,7/10,7,M. Rosa,2020-04-02,asked
R-02,clarify,motivation,a2.csv:3:B,,(no answer),M. Rosa,2020-04-02,abstains: an old friend
R-03,clarify,motivation,pile.csv:4 (A2),,6,M. Rosa,2020-04-02,by telephone
";
    let a1 = "ID,Motivation\nR-01,7/10\nR-02,9\nR-03,5\n";
    let a2 = "ID,Motivation\nR-01,8\nR-02,\n";
    let bench = bench(&[("a1.csv", a1), ("a2.csv", a2)]);
    let open = bench.select();
    let cells: Vec<String> = open
        .rows("clarify.csv")
        .into_iter()
        .map(|row| row["cell"].clone())
        .collect();
    assert_eq!(cells, ["a1.csv:2:B", "a2.csv:3:B", "pile.csv:4 (A2)"]);
    let bench = self::bench(&[("a1.csv", a1), ("a2.csv", a2)])
        .decided("decisions.csv", format!("{head}{rows}"));
    let ran = bench.select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    assert_eq!(totals(&ran)["R-01"], "selected 7.5");
    assert_eq!(totals(&ran)["R-02"], "selected 9");
    assert_eq!(totals(&ran)["R-03"], "reserve 5.5");
    let explained = bench.explain_as(About::Application("R-01".to_owned()), Format::Markdown);
    let explained = explained.out;
    let score = explained
        .lines()
        .find(|line| line.contains("A1 \\`7"))
        .unwrap_or_default();
    assert_snapshot!(score.trim(), @r"| Motivation (motivation) | A1 \`7\` (decided by people) in place of column B of row 2 of ratings 1, A2 \`8\` in column B of row 2 of ratings 2; (7 + 8) / 2 = 7.5 | the mean of the ratings (line 71) | 7.5 × 1 = 7.5 |");
}

#[test]
fn explanations_number_the_files_and_name_none() {
    let files = [("a1 Ana.csv", A1), ("a2 Bora.csv", A2)];
    let bench = bench(&files).with_workbook();
    let ran = bench.select();
    let explained = bench.explain_as(About::Application("R-01".to_owned()), Format::Markdown);
    let explained = explained.out;
    let named: Vec<&str> = explained
        .lines()
        .filter(|line| line.contains("ratings 1") || line.contains("ratings 2"))
        .map(str::trim)
        .collect();
    assert_snapshot!(named.join("\n"), @r"
    | Motivation (motivation) | A1 \`7\` in column B of row 2 of ratings 1, A2 \`8\` in column B of row 3 of ratings 2; (7 + 8) / 2 = 7.5 | the mean of the ratings (line 71) | 7.5 × 1 = 7.5 |
    ");
    let letter = bench.explain_as(About::ForApplicant("R-01".to_owned()), Format::Text);
    assert!(letter.out.contains("A1 `7`, A2 `8`"), "{}", letter.out);
    let packet = bench.packet(
        crate::shell::packet::Whom::Named(vec!["R-01".to_owned()]),
        &[],
    );
    for (what, text) in [
        ("explanation", explained.as_str()),
        ("letter", letter.out.as_str()),
        ("packet", &packet.out),
        ("report", ran.text("report.html")),
        ("list", ran.text("assessors.csv")),
        ("audit", ran.text("audit.jsonl")),
        ("manifest", ran.text("manifest.json")),
    ] {
        assert!(
            !text.contains("a1 Ana") && !text.contains("a2 Bora"),
            "{what}"
        );
    }
}

#[test]
fn a_run_comes_out_the_same_from_the_same_ratings_and_not_without_them() {
    let bench = bench(&[("a1.csv", A1), ("a2.csv", A2)]);
    let ran = bench.select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let verify = |ratings: &[std::path::PathBuf]| {
        bench.job(&Job::Verify {
            ratings: ratings.to_vec(),
            run: bench.out.clone(),
            applications: bench.applications.clone(),
            rules: Some(bench.rules.clone()),
            reading: Options::default(),
            rulings: Vec::new(),
            before: Vec::new(),
        })
    };
    let other_order: Vec<_> = bench.ratings.iter().rev().cloned().collect();
    let same = verify(&other_order);
    assert_eq!(same.exit, Exit::Done, "{}{}", same.out, same.err);
    let without = verify(&[]);
    assert_eq!(without.exit, Exit::Different);
    assert!(
        without.out.contains("give ratings 1 (of A1; SHA-256"),
        "{}",
        without.out
    );
    bench.beside("a1.csv", A1.replace("R-01,7", "R-01,6"));
    let other = verify(&bench.ratings);
    assert_eq!(other.exit, Exit::Different);
    assert!(
        other
            .out
            .contains("other ratings than the run's, which were ratings 1, ratings 2"),
        "{}",
        other.out
    );
}

#[test]
fn a_round_of_replacements_is_of_the_same_ratings() {
    let bench = bench(&[("a1.csv", A1), ("a2.csv", A2)]);
    bench.folder();
    assert_eq!(bench.select().said.exit, Exit::Done);
    let head = crate::rulings::HEAD;
    let decisions = bench.beside(
        "gone.csv",
        format!("{head}R-02,declined,,,,,M. Rosa,2020-04-09,has a job\n"),
    );
    let replace = |out: &str| {
        bench.job(&Job::Replace {
            after: None,
            ratings: bench.ratings.clone(),
            run: bench.out.clone(),
            applications: bench.applications.clone(),
            rules: None,
            out: bench.path(out),
            reading: Options::default(),
            rulings: vec![decisions.clone()],
            replace: false,
            issue: Issue {
                without_workbook: true,
                without_report: true,
                ..Issue::default()
            },
        })
    };
    let said = replace("next");
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    bench.beside("a1.csv", A1.replace("R-01,7", "R-01,6"));
    let refused = replace("other");
    assert_eq!(refused.exit, Exit::Refused);
    let begins = refused.err.lines().next().unwrap_or_default();
    assert_snapshot!(plain(begins), @"
    error[other-applications] a1.csv: these are other ratings than the run was made from
    ");
    assert!(
        refused.err.contains(",allow-change,ratings 1,"),
        "{}",
        refused.err
    );
}

/// A pile with so many applications, and the same ratings in its own row and in files.
fn ratings() -> impl Strategy<Value = Vec<[Option<u8>; 3]>> {
    let rating = || proptest::option::weighted(0.8, 0..=10_u8);
    proptest::collection::vec([rating(), rating(), rating()], 1..12)
}

fn text(rating: Option<u8>) -> String {
    rating.map_or_else(String::new, |rating| rating.to_string())
}

fn apart(ratings: &[[Option<u8>; 3]]) -> String {
    let mut pile = "ID,Submitted,E-mail,Member\n".to_owned();
    for number in 0..ratings.len() {
        pile += &format!("R-{number:02},2020-03-02T08:00:{number:02},a{number}@example.org,yes\n");
    }
    pile
}

/// What comes out, without what names rows and files.
fn came(bench: &Bench) -> (BTreeMap<String, String>, Vec<String>) {
    let ran = bench.select();
    let lists = ran.files.iter().filter(|(name, _)| {
        name.starts_with("rosters/") || name.contains("unplaced") || name.contains("assessors")
    });
    let lists = lists
        .map(|(name, bytes)| format!("{name} {}", String::from_utf8_lossy(bytes)))
        .collect();
    (totals(&ran), lists)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Rows may be shuffled, files split or merged; and ratings from files are the ratings in the export's own row.
    #[test]
    fn where_ratings_stand_changes_nothing(all in ratings(), turn in 0..7_usize, cut in 0..12_usize) {
        let alone = |reader: usize, rows: &[usize]| {
            let mut file = "ID,Motivation\n".to_owned();
            for row in rows {
                file += &format!("R-{row:02},{}\n", text(all[*row][reader]));
            }
            file
        };
        let rows: Vec<usize> = (0..all.len()).collect();
        let mut turned = rows.clone();
        turned.rotate_left(turn % all.len());
        let plainly = Bench::new(RULES).pile(apart(&all));
        let plainly = (0..3).fold(plainly, |bench, reader| bench.rated(&format!("a{}.csv", reader + 1), alone(reader, &rows)));
        let (first, second) = turned.split_at(cut.min(turned.len()));
        let mut split = Bench::new(RULES).pile(apart(&all));
        for (name, part) in [("x", first), ("y", second)] {
            for reader in (0..3).rev() {
                if !part.is_empty() {
                    split = split.rated(&format!("a{} {name}.csv", reader + 1), alone(reader, part));
                }
            }
        }
        let mut merged = "motivation A3,ID,motivation A1,motivation A2\n".to_owned();
        for row in &turned {
            let [one, two, three] = all[*row].map(text);
            merged += &format!("{three},R-{row:02},{one},{two}\n");
        }
        let merged = Bench::new(RULES).pile(apart(&all)).rated("panel.csv", &merged);
        let mut own = "ID,Submitted,E-mail,Member,motivation A1,motivation A2,motivation A3\n".to_owned();
        for (number, row) in all.iter().enumerate() {
            let [one, two, three] = row.map(text);
            own += &format!("R-{number:02},2020-03-02T08:00:{number:02},a{number}@example.org,yes,{one},{two},{three}\n");
        }
        let own = Bench::new(RULES).pile(own);
        let expected = came(&plainly);
        prop_assert_eq!(&came(&split), &expected);
        prop_assert_eq!(&came(&merged), &expected);
        prop_assert_eq!(&came(&own), &expected);
    }

    /// A rating that is changed changes nobody's total but that of whom it is about.
    #[test]
    fn a_rating_never_reaches_another_application(all in ratings(), whose in 0..12_usize, reader in 0..2_usize, turn in 0..7_usize) {
        let whose = whose % all.len();
        let file = |all: &[[Option<u8>; 3]], reader: usize| {
            let mut rows: Vec<usize> = (0..all.len()).collect();
            rows.rotate_left(turn % all.len());
            let mut file = "ID,Motivation\n".to_owned();
            for row in rows {
                file += &format!("R-{row:02},{}\n", text(all[row][reader]));
            }
            file
        };
        let totals = |all: &[[Option<u8>; 3]]| {
            let bench = Bench::new(RULES).pile(apart(all));
            let bench = (0..3).fold(bench, |bench, reader| bench.rated(&format!("a{}.csv", reader + 1), file(all, reader)));
            let ran = bench.select();
            let records = ran.audit().into_iter().skip(1);
            let key = |record: &serde_json::Value| (record["application"].to_string(), (record["total"].to_string(), record["total_at_most"].to_string()));
            records.map(|record| key(&record)).collect::<BTreeMap<_, _>>()
        };
        let mut other = all.clone();
        other[whose][reader] = other[whose][reader].map_or(Some(3), |rating| Some((rating + 5) % 11));
        let (before, after) = (totals(&all), totals(&other));
        for (id, total) in &before {
            if !id.contains(&format!("R-{whose:02}")) {
                prop_assert_eq!(total, &after[id]);
            }
        }
    }
}
