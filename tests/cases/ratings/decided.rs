//! Decisions about ratings in files of their own: each is about one assessor's rating of one application, wherever that stands by now.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{PILE, RULES, apart, totals};
use crate::bench::{Bench, Ran, plain};
use crate::rulings::HEAD;
use crate::shell::Exit;

/// The rules without a third reader.
fn of_two() -> String {
    RULES
        .replace("third = [\"Motivation\"]\nthird_above = 3\n", "")
        .replace("[[assessors]]\nfiles = [\"a3*\"]\n", "")
}

fn bench(ratings: &[(&str, &str)], decisions: &str) -> Bench {
    let bench = Bench::new(&of_two()).pile(PILE);
    let files = ratings.iter();
    let bench = files.fold(bench, |bench, (name, text)| bench.rated(name, text));
    match decisions {
        "" => bench,
        rows => bench.decided("answers.csv", rows),
    }
}

/// The clarify list of a run with these answers, by cell.
fn filled(ran: &Ran, answers: &[(&str, &str)]) -> String {
    let mut form = csv::Writer::from_writer(Vec::new());
    let mut lines = csv::Reader::from_reader(
        ran.text("clarify.csv")
            .trim_start_matches('\u{feff}')
            .as_bytes(),
    );
    let headings = lines.headers().unwrap().clone();
    form.write_record(&headings).unwrap();
    for line in lines.records().map(Result::unwrap) {
        let cell = &line[headings.iter().position(|one| one == "cell").unwrap()];
        let answer = answers.iter().find(|(of, _)| *of == cell);
        let said = headings
            .iter()
            .zip(&line)
            .map(|(heading, text)| match (answer, heading) {
                (Some((_, answer)), "answer") => *answer,
                (Some(_), "who" | "why") => "M. Rosa",
                (Some(_), "when") => "2020-04-02",
                _ => text,
            });
        form.write_record(said).unwrap();
    }
    String::from_utf8(form.into_inner().unwrap()).unwrap()
}

const A1: &str = "ID,Motivation\nR-01,\nR-02,9\nR-03,5\n";
const A2: &str = "ID,Motivation\nR-01,\nR-02,8\nR-03,6\n";

/// The cells that decisions were carried out on.
fn decided(ran: &Ran) -> Vec<String> {
    let rows = ran.rows("decisions.csv").into_iter();
    rows.map(|row| format!("{} {}", row["cell"], row["answer"]))
        .collect()
}

#[test]
fn an_answer_of_one_assessor_never_becomes_that_of_another() {
    let asked = bench(&[("a1.csv", A1), ("a2.csv", A2)], "").select();
    let form = filled(&asked, &[("a1.csv:2:B", "10")]);
    let own = format!("{HEAD}R-01,clarify,motivation,a1.csv:2:B,,10,M. Rosa,2020-04-02,told us\n");
    let anew = "Name,ID,Motivation\nAna,R-01,\nBora,R-02,9\nCezar,R-03,5\n";
    let rated = "Name,ID,Motivation\nAna,R-01,3\nBora,R-02,9\nCezar,R-03,5\n";
    for decisions in [&form, &own] {
        let ran = bench(&[("a1.csv", anew), ("a2.csv", A2)], decisions).select();
        // Of a table of one's own nothing says that the cell was blank, but it is; the column moved.
        assert_eq!(decided(&ran), ["a1.csv:2:C 10"], "{}", ran.said.words());
        assert_eq!(totals(&ran)["R-01"], "clarify 5");
        // The file was forgotten.
        let ran = bench(&[("a2.csv", A2)], decisions).select();
        assert_eq!(
            decided(&ran),
            ["pile.csv:2 (A1) 10"],
            "{}",
            ran.said.words()
        );
        // The assessor has rated since.
        let ran = bench(&[("a1.csv", rated), ("a2.csv", A2)], decisions).select();
        assert_eq!(ran.said.exit, Exit::Refused);
        assert!(
            !plain(&ran.said.err).contains("names none"),
            "{}",
            ran.said.err
        );
    }
}

#[test]
fn a_decision_holds_where_the_file_of_ratings_is_sorted_renamed_or_widened() {
    let a1 = "ID,Motivation\nR-01,7/10\nR-02,9\nR-03,5\n";
    let a2 = A2.replace("R-01,", "R-01,5");
    for cell in [
        "a1.csv:2:B",
        "a1 of March.csv[Sheet1]:9:D",
        "A1",
        "pile.csv:2 (A1)",
    ] {
        let decisions =
            format!("{HEAD}R-01,clarify,motivation,{cell},7/10,7,M. Rosa,2020-04-02,told us\n");
        for (name, text) in [
            ("a1.csv", a1),
            ("a1 final.csv", a1),
            ("a1.csv", "ID,Motivation\nR-03,5\nR-01,7/10\nR-02,9\n"),
            (
                "a1 final.csv",
                "ID,Motivation\nR-03,5\n,\nR-01,7/10\nR-02,9\n",
            ),
            (
                "a1 final.csv",
                "Motivation,Name,ID\n5,,R-03\n7/10,,R-01\n9,,R-02\n",
            ),
        ] {
            let ran = bench(&[(name, text), ("a2.csv", &a2)], &decisions).select();
            assert_eq!(ran.said.exit, Exit::Done, "{cell} {}", ran.said.words());
            assert_eq!(totals(&ran)["R-01"], "selected 6");
        }
    }
}

#[test]
fn a_form_that_asks_one_assessor_and_names_the_cell_of_another_is_refused() {
    let asked = bench(&[("a1.csv", A1), ("a2.csv", A2)], "").select();
    let form = filled(&asked, &[("a1.csv:2:B", "10")]).replace("a1.csv:2:B", "a2.csv:2:B");
    let said = plain(
        &bench(&[("a1.csv", A1), ("a2.csv", A2)], &form)
            .select()
            .said
            .err,
    );
    assert!(
        said.contains("the row asks A1, and `cell` is `a2.csv:2:B`, which is A2's"),
        "{said}"
    );
}

#[test]
fn a_form_says_whose_rating_it_is_where_the_columns_of_one_table_have_moved() {
    let rules = of_two().replace(
        "readers = [[\"Motivation\"], [\"Motivation\"]]",
        "readers = [[\"M1\"], [\"M2\"]]",
    );
    let rules = rules.replace("[[assessors]]\nfiles = [\"a1*\"]\n", "");
    let rules = rules.replace("[[assessors]]\nfiles = [\"a2*\"]\n", "");
    let rules = rules.replace("[[assessors]]\nfiles = [\"a3*\"]\n", "");
    let bench = |name: &str, text: &str| Bench::new(&rules).pile(PILE).rated(name, text);
    let first = "ID,M1,M2\nR-01,4,\nR-02,9,9\nR-03,5,5\n";
    let asked = bench("panel.csv", first).select();
    let form = filled(&asked, &[("panel.csv:2:C", "10")]);
    for name in ["panel.csv", "panel 2.csv"] {
        // What was the column of M2 is that of M1 by now.
        let ran = bench(name, "ID,Name,M1,M2\nR-01,Ana,4,\nR-02,,9,9\nR-03,,5,5\n")
            .decided("answers.csv", &form)
            .select();
        assert_eq!(
            decided(&ran),
            [format!("{name}:2:D 10")],
            "{}",
            ran.said.words()
        );
    }
}

#[test]
fn all_ratings_that_cannot_be_read_are_asked_about_at_once() {
    let a1 = "ID,Motivation\nR-01,\nR-02,7/10\nR-03,7/10\n";
    let a2 = "ID,Motivation\nR-01,7/10\nR-02,\nR-03,8/10\n";
    let files = [("a1.csv", a1), ("a2.csv", a2)];
    let asked = bench(&files, "").select();
    let cells: Vec<String> = asked
        .rows("clarify.csv")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row["application"], row["whom_to_ask"], row["cell"], row["found"]
            )
        })
        .collect();
    insta::assert_snapshot!(cells.join("\n"), @r"
    R-01 assessor 1 a1.csv:2:B 
    R-01 assessor 2 a2.csv:2:B 7/10
    R-02 assessor 1 a1.csv:3:B 7/10
    R-02 assessor 2 a2.csv:3:B 
    R-03 assessor 1 a1.csv:4:B 7/10
    R-03 assessor 2 a2.csv:4:B 8/10
    ");
    // The answers may come in any order.
    let answers = [
        "R-03,clarify,motivation,a2.csv:4:B,8/10,8",
        "R-03,clarify,motivation,a1.csv:4:B,7/10,7",
    ];
    for turn in [0, 1] {
        let rows = [answers[turn], answers[1 - turn]]
            .map(|row| format!("{row},M. Rosa,2020-04-02,told us\n"));
        let ran = bench(&files, &format!("{HEAD}{}", rows.concat())).select();
        assert_eq!(totals(&ran)["R-03"], "selected 7.5", "{}", ran.said.words());
    }
    // Nobody has rated: each of them is asked.
    let none = "ID,Motivation\nR-01,\n";
    let nobody = bench(&[("a1.csv", none), ("a2.csv", none)], "").select();
    let rows = nobody.rows("clarify.csv");
    let whom = rows
        .iter()
        .filter(|row| row["application"] == "R-01")
        .map(|row| row["whom_to_ask"].as_str());
    assert_eq!(whom.collect::<Vec<_>>(), ["assessor 1", "assessor 2"]);
}

/// A cell of an assessor: a rating, a blank, or a text that is no rating.
type Cell = Option<Result<u8, u8>>;

fn cells() -> impl Strategy<Value = Vec<[Cell; 2]>> {
    let cell = || prop_oneof![2 => Just(None), 1 => (0..=9_u8).prop_map(|it| Some(Err(it))), 2 => (0..=10_u8).prop_map(|it| Some(Ok(it)))];
    proptest::collection::vec([cell(), cell()], 2..7)
}

fn says(cell: Cell) -> String {
    match cell {
        None => String::new(),
        Some(Ok(rating)) => rating.to_string(),
        Some(Err(rating)) => format!("{rating}/10"),
    }
}

/// How a file comes anew: rows turned, a column of names in front, a blank row, another name; or not at all.
type Anew = (usize, bool, bool, bool, bool);

fn file(all: &[[Cell; 2]], reader: usize, (turn, wide, gap, ..): Anew) -> String {
    let name = if wide { "Name," } else { "" };
    let mut text = format!("{name}ID,Motivation\n");
    if gap {
        text += if wide { ",,\n" } else { ",\n" };
    }
    let mut rows: Vec<usize> = (0..all.len()).collect();
    rows.rotate_left(turn % all.len());
    for row in rows {
        text += &format!("{name}R-{row:02},{}\n", says(all[row][reader]));
    }
    text
}

fn rated(all: &[[Cell; 2]], anew: [Anew; 2]) -> Bench {
    let bench = Bench::new(&of_two()).pile(apart(all.len()));
    let given = (0..2).filter(|reader| !anew[*reader].4);
    given.fold(bench, |bench, reader| {
        let more = if anew[reader].3 { " anew" } else { "" };
        bench.rated(
            &format!("a{}{more}.csv", reader + 1),
            file(all, reader, anew[reader]),
        )
    })
}

fn anew() -> impl Strategy<Value = Anew> {
    (
        0..5_usize,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        prop::bool::weighted(0.1),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_decision_reaches_the_same_assessor_and_application_or_is_refused(
        all in cells(),
        later in cells(),
        mixed in any::<bool>(),
        anew in [anew(), anew()],
        is_own in any::<bool>(),
        taken in proptest::collection::vec(any::<bool>(), 14),
    ) {
        let as_it_was = [(0, false, false, false, false); 2];
        let asked = rated(&all, as_it_was).select();
        let rows = asked.rows("clarify.csv");
        let answered: Vec<_> = rows.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(row, _)| row).collect();
        prop_assume!(!answered.is_empty());
        let cells: Vec<(&str, &str)> = answered.iter().map(|row| (row["cell"].as_str(), "10")).collect();
        let decisions = if is_own {
            let rows = answered.iter().map(|row| format!("{},clarify,motivation,{},{},10,M. Rosa,2020-04-02,asked\n", row["application"], row["cell"], row["found"]));
            format!("{HEAD}{}", rows.collect::<String>())
        } else {
            filled(&asked, &cells)
        };
        // Some cells say something else by now.
        let mut now = all;
        if mixed {
            for (one, other) in now.iter_mut().zip(&later) {
                one[1] = other[1];
            }
        }
        let ran = rated(&now, anew).decided("answers.csv", &decisions).select();
        if ran.files.is_empty() {
            let said = plain(&ran.said.err);
            prop_assert!(mixed || anew.iter().any(|one| one.4) || said.contains("which is somebody else's and says the same"), "{said}");
            return Ok(());
        }
        // The same answers, written into the cells themselves.
        let mut written = now.clone();
        for row in &answered {
            let whose = row["cell"].as_bytes()[1] - b'1';
            let of: usize = row["application"][2..].parse().unwrap();
            written[of][usize::from(whose)] = Some(Ok(10));
        }
        // What nobody gave stands in no file.
        for (reader, anew) in anew.iter().enumerate() {
            for (at, row) in written.iter_mut().enumerate() {
                let is_answered = answered.iter().any(|one| one["application"] == format!("R-{at:02}") && one["cell"].starts_with(&format!("a{}", reader + 1)));
                if anew.4 && !is_answered {
                    row[reader] = None;
                }
            }
        }
        let expected = rated(&written, [(0, false, false, false, false); 2]).select();
        prop_assert_eq!(totals(&ran), totals(&expected));
        let places: BTreeMap<String, String> = ran.rows("decisions.csv").into_iter().map(|row| (row["application"].clone() + &row["cell"], row["cell"].clone())).collect();
        prop_assert_eq!(places.len(), answered.len());
    }
}
