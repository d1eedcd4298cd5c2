//! The worst files: what is written, kept and compared grows no faster than they do.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::fmt::Write as _;

use intake::table::Options;
use intake::values::spelling::fold;
use unicode_normalization::UnicodeNormalization as _;

use crate::bench::{Bench, Ran, Row, plain};
use crate::shell::Job;

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
    assert_eq!(
        said.matches(" on the list of “Old forests”").count(),
        10,
        "{said}"
    );
    assert!(said.ends_with(" and 8 more"), "{said}");
    let first = ran.rows("rosters/forest.csv");
    let first = first
        .iter()
        .find(|row| row["outcome"] == "reserve")
        .unwrap();
    let named = format!("ranked above and fits too: {} on", first["application"]);
    assert!(said.contains(&named), "{said}");
}

/// People whose themes are these cells.
fn themes(cells: impl Iterator<Item = String>) -> Bench {
    let mut pile = "ID,Submitted,Name,Theme,Motivation\n".to_owned();
    for (at, cell) in cells.enumerate() {
        writeln!(pile, "A-{at:06},2020-03-01 10:00,N,{cell},7").unwrap();
    }
    Bench::new(TWO_GROUPS).pile(pile)
}

#[test]
fn of_thousands_of_answers_in_other_languages_the_first_are_asked_about_and_the_others_counted() {
    let cells = (0..1000).map(|at| format!("чиста вода {at}; шума {at}"));
    let said = plain(&themes(cells).check().out);
    let asked: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("[other-language]"))
        .collect();
    assert_eq!(asked.len(), 501);
    assert!(asked[500].ends_with(
        "beside these 750 cells such as `чиста вода 250` say something beside the options that may be one of them in another language or other words, in more \
         different answers than are asked about one by one"
    ), "{}", asked[500]);
}

#[test]
fn a_cell_with_many_further_answers_is_counted_once_and_still_with_those_that_are_asked_about() {
    let each = (0..520).map(|at| format!("вода {at}"));
    let last = [
        "вода 515;вода 3;вода 600;вода 601".to_owned(),
        "вода 601;вода 4".to_owned(),
    ];
    let said = plain(&themes(each.chain(last)).check().out);
    assert!(
        said.contains("beside these 22 cells such as `вода 500`"),
        "{said}"
    );
    for twice in ["2 cells say `вода 3`", "2 cells say `вода 4`"] {
        assert!(said.contains(twice), "{said}");
    }
}

/// Of hundreds of answers in each cell most stand in other cells, too, and beyond so many no more are remembered.
#[test]
fn what_a_piece_of_an_answer_is_does_not_depend_on_how_many_cells_hold_it() {
    let piece = |at: usize| ["Cleen water", "none of these", "вода", "Old forests", "..."][at % 5];
    let cell = |row: usize| {
        let pieces = (0..300).map(|at| format!("{} {}", piece(row + at), (row * 97 + at) % 25_000));
        pieces
            .chain(["Clean water".to_owned()])
            .collect::<Vec<_>>()
            .join(";")
    };
    let whole = themes((0..120).map(cell)).lists();
    for row in [0, 60, 119] {
        let alone = themes(std::iter::once(cell(row))).lists();
        let found = |ran: &Ran, id: &str| {
            let rows = ran.rows("clarify.csv");
            let of = |row: &&Row| row["application"] == id && row["field"] == "themes";
            rows.iter()
                .find(of)
                .map(|row| (row["found"].clone(), row["ask"].clone()))
        };
        assert_eq!(
            found(&whole, &format!("A-{row:06}")),
            found(&alone, "A-000000")
        );
    }
}

#[test]
fn what_one_cell_says_twice_in_another_language_is_one_cell() {
    let said = themes(["шума;шума".to_owned(), "Шума".to_owned()].into_iter())
        .check()
        .out;
    assert!(said.contains("2 cells say `шума`"), "{said}");
}

#[test]
fn a_question_about_a_column_goes_with_the_last_cell_that_waits_although_it_is_asked_of_many() {
    let cells = (0..600).map(|at| format!("чиста вода {at}"));
    let bench = themes(cells).replacing();
    let asked = |bench: &Bench| {
        bench
            .select()
            .said
            .words()
            .matches("[other-language]")
            .count()
    };
    assert_eq!(asked(&bench), 501);
    let mut rulings = "application,decision,field,found,answer,who,when,why\n".to_owned();
    for at in 500..600 {
        writeln!(
            rulings,
            "A-{at:06},clarify,themes,чиста вода {at},Clean water,office,2020-04-01,asked"
        )
        .unwrap();
    }
    let bench = bench.decided("rulings.csv", rulings);
    assert_eq!(asked(&bench), 500, "{}", bench.select().said.words());
}

/// Took minutes when every heading was folded anew beside every other.
#[test]
fn thousands_of_headings_are_compared_by_a_look_at_each() {
    let headings: Vec<String> = (0..16_000)
        .map(|at| format!("Frage {at} mit Worten"))
        .collect();
    let row = |word: &str| format!("{word},").repeat(headings.len());
    let pile = [
        headings.join(","),
        row("ja"),
        row("nein"),
        row("ja"),
        row("vielleicht"),
    ]
    .join("\n");
    let bench = Bench::new("").pile(pile);
    let files = bench.applications.clone();
    let reading = Options::default();
    let said = bench.job(&Job::Inspect { files, reading }).out;
    assert!(said.contains("Frage 15999 mit Worten"));
}

/// Took minutes when lists of words were split anew for each word of each heading, and headings folded anew for each guess.
#[test]
fn what_long_headings_say_is_worked_out_once() {
    let heading = |at: usize| format!("{at} {}", "bitte geben sie worte an ".repeat(600));
    let headings: Vec<String> = (0..200).map(heading).collect();
    let bench = Bench::new("").pile(format!("{}\nja\n", headings.join(",")));
    let files = bench.applications.clone();
    let reading = Options::default();
    let said = bench.job(&Job::Inspect { files, reading }).out;
    assert!(said.contains("[fields.field-199-bitte-geben-sie-worte-an]"));
}

/// Took a look at all names for each that was tried.
#[test]
fn thousands_of_headings_that_begin_alike_get_names_of_their_own() {
    let heading =
        |at: usize| format!("Welche der folgenden Fragen wollen Sie beantworten - Frage {at}");
    let headings: Vec<String> = (0..3_000).map(heading).collect();
    let bench = Bench::new("").pile(format!("{}\nja\n", headings.join(",")));
    let files = bench.applications.clone();
    let reading = Options::default();
    let said = bench.job(&Job::Inspect { files, reading }).out;
    let name = "[fields.welche-der-folgenden-fragen";
    assert!(said.contains(&format!("{name}]\n")) && said.contains(&format!("{name}-3000]\n")));
    assert_eq!(said.matches(name).count(), 3_000);
}

#[test]
fn letters_that_are_folded_without_normalising_come_out_as_with_it() {
    let slow = |text: &str| {
        let lower = text.nfkc().collect::<String>().to_lowercase();
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for letter in '\0'..='\u{2fff}' {
        for beside in ['a', 'ж', 'Σ', '\u{301}', '\u{17f}'] {
            for text in [format!("{letter}{beside}"), format!("{beside}{letter} é")] {
                assert_eq!(fold(&text), slow(&text), "{text:?}");
            }
        }
    }
}
