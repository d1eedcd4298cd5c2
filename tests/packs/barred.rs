//! `select --assessors`: a rating by somebody who has a conflict of interest counts for nobody.

use insta::assert_snapshot;

use super::{APPLICATIONS, RULES};
use crate::bench::{Bench, Ran};

/// Ratings in a file that is no pack; A2 has the name of the applicant of P-02.
const RATINGS: &str = "ID,motivation A1,motivation A2,motivation A3,motivation A4\nP-01,5,,6,\nP-02,4,5,,\nP-04,6,,7,\n";

fn select(ratings: &str, assessors: &str) -> Ran {
    let bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    let bench = bench.rated("ratings.csv", ratings);
    match assessors {
        "" => bench.select(),
        _ => bench.assessed("assessors.csv", assessors).select(),
    }
}

#[test]
fn a_rating_by_somebody_with_a_conflict_is_refused_however_it_was_found() {
    let assessors = super::ASSESSORS;
    assert!(!select(RATINGS, "").files.is_empty());
    let refused = select(RATINGS, assessors);
    assert!(refused.files.is_empty());
    assert_snapshot!(refused.said.words(), @"
    exit 3
    error[conflict-counts] ratings.csv:3:C: A2 has rated `P-02` and may not: same name
      help: write `conflict` into the cell, so that somebody else rates it; where both have something in common that is no conflict, write the id under `no_conflict` of the assessors' file
    error[conflict-counts] ratings.csv:4:D: A3 has rated `P-04` and may not: declared conflict
      help: write `conflict` into the cell, so that somebody else rates it; where both have something in common that is no conflict, write the id under `no_conflict` of the assessors' file
    ");
}

#[test]
fn where_nobody_with_a_conflict_has_rated_the_file_changes_no_byte_of_the_run() {
    let ratings = "ID,motivation A1,motivation A4\nP-01,5,5\nP-02,4,conflict\n";
    let (with, without) = (select(ratings, super::ASSESSORS), select(ratings, ""));
    assert!(!with.files.is_empty(), "{}", with.said.err);
    assert_eq!(with.files, without.files);
    let manifest = with.text("manifest.json");
    assert!(!manifest.contains("Novak"));
}

#[test]
fn what_somebody_has_seen_to_be_no_conflict_counts_and_a_declared_one_never_does() {
    let ratings = "ID,motivation A1,motivation A2\nP-02,4,5\n";
    let with = |cells: &str| {
        let all = format!(
            "assessor,name,conflicts,no_conflict\nA1,,,\nA2,Ivan Petrow,{cells}\nA3,,,\nA4,,,\n"
        );
        select(ratings, &all)
    };
    assert!(with(",").said.words().contains(
        "error[conflict-counts] ratings.csv:2:C: A2 has rated `P-02` and may not: same name"
    ));
    let seen = with(",P-02");
    assert!(!seen.files.is_empty(), "{}", seen.said.err);
    let both = with("P-02,P-02").said.words();
    assert!(
        both.contains("`P-02` stands under `conflicts`, too"),
        "{both}"
    );
    let unknown = with(",P-2").said.words();
    assert!(
        unknown.contains("the conflicts of A2 name `P-2`, and no application has this id"),
        "{unknown}"
    );
}

#[test]
fn rules_without_packs_hold_declared_conflicts_against_ratings_and_say_what_they_cannot() {
    let (before, behind) = RULES.split_once("[packs]\n").unwrap();
    let (_, behind) = behind.split_once("[[eligibility]]").unwrap();
    let rules = format!("{before}[[eligibility]]{behind}").replace(
        "cites = [\"motivation\"]\nweight",
        "cites = [\"motivation\", \"readers\"]\nweight",
    );
    let ratings = "ID,Motivation\nP-01,5\n";
    let said = |conflicts: &str| {
        let bench = Bench::new(&rules).file("packs.csv", APPLICATIONS);
        let assessors =
            format!("assessor,name,conflicts\nA1,,\nA2,,\nA3,,\nA4,Marija Kovač,{conflicts}\n");
        let bench = bench.rated("ratings A4.csv", ratings);
        bench
            .assessed("assessors.csv", assessors)
            .select()
            .said
            .words()
    };
    assert!(said("P-01").contains("error[conflict-counts] ratings A4.csv:2:B: A4 has rated `P-01` and may not: declared conflict"));
    let free = said("");
    assert!(
        free.contains(
            "names, addresses and organisations of assessors are not held against applicants"
        ),
        "{free}"
    );
}

/// Two fixed readers, of whom the first has a conflict with P-01.
#[test]
fn a_fixed_reader_with_a_conflict_is_not_waited_for_and_packs_say_who_is_missing() {
    let pool = "headings = [\"Motivation\"]\nread_by = 2\nfurther_above = 3";
    let readers =
        "readers = [[\"Reader 1\"], [\"Reader 2\"]]\nthird = [\"Reader 3\"]\nthird_above = 9";
    let text = RULES
        .replace(pool, readers)
        .replace("[[assessors]]\nfiles = [\"ratings A4*\"]\n", "");
    let ratings =
        "ID,Reader 1,Reader 2\nP-01,conflict,6\nP-02,4,5\nP-03,1,2\nP-04,5,5\nP-05,4,4\nP-07,3,3\n";
    let bench = Bench::new(&text).file("packs.csv", APPLICATIONS);
    let ran = bench.rated("ratings.csv", ratings).select();
    let first = ran.rows("assessors.csv").remove(0);
    assert_eq!(
        [
            &first["unreadable"],
            &first["abstained"],
            &first["is_waited_for"]
        ],
        ["0", "1", ""]
    );
    assert_eq!(ran.rows("clarify.csv")[0]["whom_to_ask"], "office");
    let rated = [("ratings.csv", ratings.as_bytes().to_vec())];
    let made = super::made(
        &super::rules(&text),
        &[("packs.csv", APPLICATIONS)],
        None,
        &rated,
    )
    .unwrap();
    assert!(made.is_open);
    assert!(made.said.contains("question[readers-short] assignment.csv: `P-01` has one reader too few: A1: takes no part"), "{}", made.said);
}
