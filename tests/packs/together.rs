//! Packs put together by hand, one under another; and two versions of one pack.

use insta::assert_snapshot;

use super::back::{returned, selected};
use super::{APPLICATIONS, RULES};
use crate::bench::{Bench, Ran};

fn text(all: &[(String, Vec<u8>)], at: usize) -> String {
    let text = String::from_utf8(all[at].1.clone()).unwrap();
    format!("{}\n", text.trim_end())
}

fn one(name: &str, text: String) -> Vec<(String, Vec<u8>)> {
    vec![(name.to_owned(), text.into_bytes())]
}

fn decided(ran: &Ran) -> String {
    let lists = ["rosters/course.csv", "unplaced.csv", "assessors.csv"];
    lists.map(|name| ran.text(name).to_owned()).join("\n")
}

#[test]
fn packs_one_under_another_with_their_headings_give_the_same_run() {
    let packs = returned();
    let plain = decided(&selected(&packs));
    let stacked: String = (0..packs.len()).map(|at| text(&packs, at)).collect();
    let ran = selected(&one("all.csv", stacked));
    assert_eq!(decided(&ran), plain);
    assert_snapshot!(ran.said.words(), @"
    exit 0
    note[heading-again] all.csv:6: the headings stand again here and in 2 more rows, and hold for the rows under them
    ");
    // In any order, with a line between, and with a pack that is in two pieces.
    let mut pieces: Vec<String> = (1..packs.len()).rev().map(|at| text(&packs, at)).collect();
    let first = text(&packs, 0);
    let (headings, rows) = first.split_once('\n').unwrap();
    for row in rows.lines() {
        pieces.push(format!("\n{headings}\n{row}\n"));
    }
    assert_eq!(decided(&selected(&one("all.csv", pieces.concat()))), plain);
}

#[test]
fn a_question_about_packs_one_under_another_names_the_cell_and_is_answered_there() {
    let packs = returned();
    let stacked: String = (0..packs.len()).map(|at| text(&packs, at)).collect();
    let stacked = stacked.replacen("P-04,4,", "P-04,four,", 1);
    let bench = || {
        let bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
        bench.rated("all.csv", &stacked)
    };
    let row = bench().select().rows("clarify.csv").remove(0);
    let line = stacked
        .lines()
        .position(|line| line.starts_with("P-04,four"))
        .unwrap()
        + 1;
    assert_eq!(
        (row["cell"].as_str(), row["whom_to_ask"].as_str()),
        (format!("all.csv:{line}:B").as_str(), "assessor 2")
    );
    let decisions = format!(
        "application,field,cell,found,decision,answer,who,when,why\nP-04,motivation,{},four,clarify,4,office,2020-04-02,asked\n",
        row["cell"]
    );
    let ran = bench().decided("d.csv", decisions).select();
    assert!(!ran.files.is_empty(), "{}", ran.said.err);
    assert!(ran.rows("clarify.csv").is_empty());
}

#[test]
fn headings_that_stand_again_in_a_file_that_is_no_pack_are_no_rating() {
    let rules = RULES.replace(
        "[[assessors]]\nfiles = [\"ratings A4*\"]",
        "[[assessors]]\nfiles = [\"mine*\"]",
    );
    let bench = Bench::new(&rules).file("packs.csv", APPLICATIONS);
    let ratings = "ID,Motivation\nP-01,5\n\nID,Motivation\nP-02,6\n";
    let said = bench.rated("mine.csv", ratings).select().said.words();
    assert!(said.contains("note[heading-again] mine.csv:4:"), "{said}");
    assert!(!said.contains("rated-unknown"), "{said}");
}

#[test]
fn a_rating_that_another_version_of_the_pack_has_blank_is_asked_about() {
    let mut packs = returned();
    let newer = text(&packs, 0)
        .replace("P-01,1,", "P-01,,")
        .replace("P-02,2,", "P-02,,");
    packs.push(("A1 v2.csv".to_owned(), newer.into_bytes()));
    let ran = selected(&packs);
    assert!(!ran.files.is_empty());
    assert_snapshot!(ran.said.words(), @"
    exit 1
    question[rating-blanked] A1 v2.csv:2:B: motivation: A1 left `P-01` blank in this version of the pack, and rated it at A1.csv:2:B; that rating counts; so it is with 1 more between these files
      help: give only the version that holds; where nobody knows which it is, ask the reader
    note[same-rating] A1.csv:4:B: motivation: the rating that A1 gave `P-03` stands at A1 v2.csv:4:B, too, says the same, and counts once; so it is with 1 more between these files
    ");
    // A file that is no pack has whatever rows it has.
    let mut all = returned();
    all.push((
        "more.csv".to_owned(),
        b"ID,motivation A1\nP-01,\nP-02,2\n".to_vec(),
    ));
    assert!(!selected(&all).said.words().contains("rating-blanked"));
}

#[test]
fn a_row_that_has_lost_its_mark_is_asked_about_as_such() {
    let mut packs = returned();
    let first = text(&packs, 0);
    let line = first.lines().find(|line| line.starts_with("P-01")).unwrap();
    let bare = format!("{},", line.rsplit_once(',').unwrap().0);
    packs[0].1 = first.replace(line, &bare).into_bytes();
    let said = selected(&packs).said.words();
    assert_snapshot!(said.lines().skip(1).take(2).collect::<Vec<_>>().join("\n"), @"
    question[not-assigned] A1.csv:2:B: the row has lost its mark in the column `pack`, so that nobody knows whether A1 was given `P-01` to read; the ratings of the row do not count
      help: put the mark back as the pack had it; or give the rating in a file without `pack`, `conflict` and `abstain`
    ");
}
