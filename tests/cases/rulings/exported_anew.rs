//! Decisions after the applications were exported anew: a decision belongs to the application, the field and what was found.

use calamine::Reader as _;

use super::answers::{RULES, pile};
use crate::bench::{Bench, Ran, plain};
use crate::rulings::HEAD;

/// A pile with questions about a personal cell, others, and a blank one.
fn first() -> String {
    pile("org", "Green House", 5)
        .replacen("Ana 1,1999-05-14", "Ana 1,30/06/1998", 1)
        .replacen("Ana 2,1999-05-14", "Ana 2,30/06/1998", 1)
        .lines()
        .map(|line| {
            let line = if line.starts_with("A-03") {
                line.replace(",B2,", ",fluent,")
            } else {
                line.to_owned()
            };
            let line = if line.starts_with("A-04") {
                line.replace(",B2,", ",fluent,")
            } else {
                line
            };
            let line = if line.starts_with("A-05") {
                line.replace(",Armenia,", ",,")
            } else {
                line
            };
            format!("{line}\n")
        })
        .collect()
}

/// The form of a run of this file, filled in.
fn filled(name: &str, text: &str) -> String {
    let asked = Bench::new(RULES).file(name, text).select();
    let mut form = csv::Writer::from_writer(HEAD.as_bytes().to_vec());
    for row in asked.rows("clarify.csv") {
        let answer = match row["field"].as_str() {
            "born" => "1998-06-30",
            "english" => "B2",
            "country" => "Armenia",
            other => panic!("{other}"),
        };
        let cells = [
            &row["application"],
            "clarify",
            &row["field"],
            &row["cell"],
            &row["found"],
            answer,
            "Tamar",
            "2020-04-02",
            "asked",
        ];
        form.write_record(cells).unwrap();
    }
    String::from_utf8(form.into_inner().unwrap()).unwrap()
}

fn with(name: &str, text: &str, form: &str) -> Ran {
    Bench::new(RULES)
        .file(name, text)
        .decided("answers.csv", form)
        .select()
}

/// The same rows in another order.
fn sorted_anew(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn decisions_hold_after_a_download_under_another_name_and_in_another_order() {
    let text = first();
    let form = filled("responses.csv", &text);
    assert_eq!(form.lines().count(), 6, "{form}");
    for (name, text) in [
        ("responses.csv", text.clone()),
        ("responses (1).csv", text.clone()),
        ("responses.csv", sorted_anew(&text)),
        ("responses (1).csv", sorted_anew(&text)),
    ] {
        let ran = with(name, &text, &form);
        assert!(!ran.files.is_empty(), "{name}: {}", ran.said.words());
        assert!(
            ran.outcomes()
                .values()
                .all(|outcome| outcome == "selected course"),
            "{:?}",
            ran.outcomes()
        );
    }
}

#[test]
fn a_decision_is_never_drawn_onto_another_text() {
    let text = first();
    let form = filled("responses.csv", &text);
    let changes = [
        ("Ana 1,30/06/1998", "Ana 1,30/07/1998"),
        ("Ana 2,30/06/1998", "Ana 2,"),
        ("Ana 1,30/06/1998", "Eva 9,30/06/1998"),
        (",fluent,", ",good,"),
    ];
    for (was, is) in changes {
        assert!(text.contains(was), "{was}");
        for name in ["responses.csv", "responses (1).csv"] {
            for text in [
                text.replacen(was, is, 1),
                sorted_anew(&text.replacen(was, is, 1)),
            ] {
                let ran = with(name, &text, &form);
                assert!(
                    ran.files.is_empty(),
                    "{was} to {is}, {name}: {:?}",
                    ran.outcomes()
                );
                let said = plain(&ran.said.err);
                assert!(
                    said.contains("it was decided when the cell")
                        && said.contains("see whether it still holds"),
                    "{said}"
                );
            }
        }
    }
}

#[test]
fn the_form_shows_nothing_of_a_personal_cell_but_a_mark_that_is_made_with_the_others() {
    let of = |text: &str| {
        let rows = Bench::new(RULES).pile(text).select().rows("clarify.csv");
        let born = rows.into_iter().filter(|row| row["field"] == "born");
        born.map(|row| row["found"].clone())
            .collect::<Vec<String>>()
    };
    let marks = of(&first());
    assert!(
        marks
            .iter()
            .all(|mark| mark.starts_with("(personal, see the cell) ") && mark.len() == 29),
        "{marks:?}"
    );
    // The same text of two people has two marks, so that nobody can try texts out.
    assert_ne!(marks[0], marks[1]);
    // Where nothing else is personal there is none.
    let alone: String = first()
        .lines()
        .map(|line| line.replace("Ana 1,", ",").replace("Ana 2,", ",") + "\n")
        .collect();
    assert!(
        of(&alone)
            .iter()
            .all(|found| found == "(personal, see the cell)"),
        "{:?}",
        of(&alone)
    );
    // It stays what it is when other answers of the applicant were decided.
    let both = first().replacen(
        "Ana 1,30/06/1998,Green House",
        "Ana 1,30/06/1998,Court Wach Circle",
        1,
    );
    let row = "A-01,correct,name,,,Ana Won,Tamar,2020-04-02,asked\n";
    let ran = with("pile.csv", &both, &format!("{HEAD}{row}"));
    let found = ran
        .rows("clarify.csv")
        .iter()
        .find(|row| row["field"] == "born")
        .unwrap()["found"]
        .clone();
    assert_eq!(found, marks[0], "{}", ran.said.words());
}

#[test]
fn a_form_of_before_says_what_differs_where_it_cannot_be_taken() {
    let text = first();
    let old: String = filled("responses.csv", &text)
        .lines()
        .map(|line| {
            let end = line.find("(personal, see the cell) ").map(|at| at + 24);
            let line = end.map_or(line.to_owned(), |end| {
                format!("{}{}", &line[..end], &line[end + 5..])
            });
            line + "\n"
        })
        .collect();
    assert!(
        !with("responses (1).csv", &text, &old).files.is_empty(),
        "{}",
        with("responses (1).csv", &text, &old).said.words()
    );
    let said = plain(&with("responses.csv", &sorted_anew(&text), &old).said.err);
    assert!(
        said.contains("only the row differs")
            && said.contains("write into `cell` where that cell stands now"),
        "{said}"
    );
    let said = plain(&with("other.csv", &sorted_anew(&text), &old).said.err);
    assert!(
        said.contains("the file's name and the row differ"),
        "{said}"
    );
}

#[test]
fn a_row_without_an_id_is_known_by_its_mark_wherever_it_stands() {
    let text = pile("org", "Green House", 3).replace("A-02,", ",");
    let asked = Bench::new(RULES).file("responses.csv", &text).select();
    let found = asked
        .rows("clarify.csv")
        .into_iter()
        .find(|row| row["field"] == "id")
        .unwrap();
    assert_eq!(found["application"], "responses.csv:3");
    for (ruling, field, answer, wanted) in [
        ("clarify", "id", "A-77", Some("selected course")),
        ("leave-out", "", "", None),
        ("clarify", "id", "total", None),
    ] {
        let mark = &found["found"];
        let form = format!(
            "{HEAD}responses.csv:3,{ruling},{field},,{mark},{answer},Tamar,2020-04-02,asked\n"
        );
        let moved = text.replace("A-03", "A-00\u{a0}").replace('\u{a0}', "");
        for (name, text) in [
            ("responses.csv", &text),
            ("responses (1).csv", &text),
            ("r.csv", &sorted_anew(&moved)),
        ] {
            let ran = with(name, text, &form);
            assert!(
                !ran.files.is_empty(),
                "{name} {ruling}: {}",
                ran.said.words()
            );
            assert_eq!(ran.outcomes().get("A-77").map(String::as_str), wanted);
            assert_eq!(ran.outcomes().len(), if wanted.is_some() { 3 } else { 2 });
        }
    }
}

#[test]
fn a_row_is_left_out_by_its_place_though_the_file_has_another_name() {
    let text = pile("org", "Green House", 2);
    let form = format!("{HEAD}A-01,leave-out,,responses.csv:2,,,Tamar,2020-04-16,cannot come\n");
    let ran = with("responses (1).csv", &text, &form);
    assert_eq!(ran.outcomes().len(), 1, "{}", ran.said.words());
    let said = plain(&with("responses.csv", &sorted_anew(&text), &form).said.err);
    assert!(
        said.contains("the row of `A-01` is responses.csv:3: only the row differs"),
        "{said}"
    );
}

#[test]
fn an_answer_to_a_blank_cell_is_not_taken_for_what_was_written_there_since() {
    let text = first();
    // The whole list as it is written, with the last columns filled in.
    let asked = Bench::new(RULES).file("responses.csv", &text).select();
    let lines = asked
        .text("clarify.csv")
        .trim_start_matches('\u{feff}')
        .lines();
    let lines = lines.filter(|line| line.contains(",country,") || line.starts_with("application,"));
    let whole: String = lines
        .map(|line| line.replace(",clarify,,,,", ",clarify,Armenia,Tamar,2020-04-02,asked") + "\n")
        .collect();
    assert!(whole.contains(",Tamar,"), "{whole}");
    // A table of one's own that does not say what the cell said.
    let own = format!("{HEAD}A-05,clarify,country,,,Armenia,Tamar,2020-04-02,asked\n");
    let was = "Ana 5,1999-05-14,Green House,Human rights law,Digital rights,,";
    assert!(text.contains(was), "{text}");
    for name in ["responses.csv", "responses (1).csv"] {
        for form in [&whole, &own] {
            assert_eq!(
                with(name, &text, form).outcomes()["A-05"],
                "selected course",
                "{name} {form}"
            );
        }
        for cell in ["the mountains", "somewhere", "#REF!"] {
            let filled_in = text.replace(was, &was.replace(",,", &format!(",{cell},")));
            let ran = with(name, &filled_in, &whole);
            let said = plain(&ran.said.err);
            let wanted = format!("it was decided when the cell said nothing; now it says `{cell}`");
            assert!(
                ran.files.is_empty() && said.contains(&wanted),
                "{name} {cell}: {said}"
            );
            // Who looks again says so.
            let seen = whole.replace(
                ",country,responses.csv:6:H,,",
                &format!(",country,responses.csv:6:H,{cell},"),
            );
            assert_ne!(seen, whole);
            assert_eq!(
                with(name, &filled_in, &seen).outcomes()["A-05"],
                "selected course",
                "{name} {cell}"
            );
            assert_eq!(
                with(name, &filled_in, &own).outcomes()["A-05"],
                "selected course"
            );
        }
    }
}

/// The sheet of the workbook on which the form is filled in, as texts.
fn sheet(text: &str) -> Vec<String> {
    let bench = Bench::new(RULES)
        .file("responses.csv", text)
        .with_workbook();
    let bytes = bench.select().files["workbook.xlsx"].clone();
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("clarify").unwrap();
    sheet.rows().flatten().map(ToString::to_string).collect()
}

#[test]
fn a_sheet_says_in_words_where_a_personal_cell_stands_and_the_cell_is_known_again_by_them() {
    let text = first();
    let cells = sheet(&text);
    let said = cells.iter().filter(|cell| cell.starts_with("personal: "));
    let said: Vec<&str> = said.map(String::as_str).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    personal: it stands in responses.csv, row 2, column D “Born” (to know it again: 489c)
    personal: it stands in responses.csv, row 3, column D “Born” (to know it again: c3de)
    ");
    assert!(
        !cells.iter().any(|cell| cell.contains("30/06/1998")),
        "the text itself"
    );
    // As somebody copies it from the sheet.
    let mut form = filled("responses.csv", &text);
    for words in &said {
        let (_, mark) = words.trim_end_matches(')').rsplit_once(' ').unwrap();
        let of_file = format!("(personal, see the cell) {mark}");
        assert!(form.contains(&of_file), "{form}");
        form = form.replace(&of_file, words);
    }
    let ran = with("responses.csv", &text, &form);
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    let other = text.replacen("Ana 1,30/06/1998", "Ana 1,30/07/1998", 1);
    assert!(with("responses.csv", &other, &form).files.is_empty());
}
