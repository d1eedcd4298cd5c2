//! The worst files: what is written, kept and compared grows no faster than they do.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::fmt::Write as _;

use crate::bench::Bench;

const TWO_GROUPS: &str = include_str!("../sample-applications/small/cap-binds-by-rank.toml");

/// Two groups with room for everybody on their reserve lists, and so many people who fit both, every other one of whom wants the
/// second more.
fn both_groups(people: usize) -> Bench {
    let mut pile = "ID,Submitted,Name,Theme,Motivation\n".to_owned();
    for at in 0..people {
        let themes = ["Clean water;Old forests", "Old forests;Clean water"][at % 2];
        writeln!(pile, "A-{at:06},2020-03-01 10:00,N,{themes},{}", at % 7).unwrap();
    }
    let rules = TWO_GROUPS
        .replace("reserve = 1", "reserve = 100000")
        .replace("\nreserve", "\npreference = \"themes\"\nreserve");
    Bench::new(&rules).pile(pile)
}

#[test]
fn a_reserve_is_told_of_no_more_people_the_more_there_are() {
    let bytes = |people| {
        let files = both_groups(people).lists().files;
        files.values().map(Vec::len).sum::<usize>()
    };
    let (few, many) = (bytes(400), bytes(1600));
    assert!(many < few * 5, "{few} {many}");
}

#[test]
fn of_many_who_would_come_before_a_reserve_the_best_ranked_are_named_and_the_others_counted() {
    let ran = both_groups(40).lists();
    let rows = ran.rows("rosters/water.csv");
    let said = &rows.last().unwrap()["notes"];
    assert_eq!(said.matches(" on the list of forest").count(), 10, "{said}");
    assert!(said.ends_with(" and 8 more"), "{said}");
    let first = ran.rows("rosters/forest.csv");
    let first = first
        .iter()
        .find(|row| row["outcome"] == "reserve")
        .unwrap();
    let named = format!("ranked above and fits too: {} on", first["application"]);
    assert!(said.contains(&named), "{said}");
}
