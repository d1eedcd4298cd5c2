//! What stands in place of a conflict and is no plain text is never nothing.

use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::back::{returned, selected};

/// The first pack as a workbook, with something in the cells for conflicts of its first rows.
fn workbook(fill: &dyn Fn(&mut Worksheet)) -> Vec<u8> {
    let text = String::from_utf8(returned()[0].1.clone()).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("ratings").unwrap();
    let mut rows = csv::ReaderBuilder::new();
    let mut rows = rows.has_headers(false).from_reader(text.as_bytes());
    for (row, record) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) if cell.is_empty() => continue,
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// What is said of the packs with this one in place of the first, and what is asked of its first application.
fn said_of(book: Vec<u8>) -> String {
    let mut all = returned();
    all[0] = ("A1.xlsx".to_owned(), book);
    let ran = selected(&all);
    let asked = match ran.files.is_empty() {
        true => String::new(),
        false => {
            let rows = ran.rows("clarify.csv").into_iter();
            rows.map(|row| format!("{}: {}\n", row["application"], row["ask"]))
                .collect()
        }
    };
    format!("{}{asked}", ran.said.words())
}

#[test]
fn whoever_fills_a_workbook_in_by_hand_says_the_same() {
    assert_eq!(
        said_of(workbook(&|_| ())),
        selected(&returned()).said.words()
    );
}

#[test]
fn a_formula_an_error_or_a_merged_cell_in_place_of_a_conflict_is_asked_about_and_never_nothing() {
    let formula = |result: &'static str| {
        workbook(&move |sheet| {
            let formula = Formula::new("=IF(B2>5,\"yes\",\"\")").set_result(result);
            sheet.write_formula(1, 2, formula).unwrap();
        })
    };
    assert_snapshot!(said_of(formula("")), @"
    exit 1
    question[conflict-unclear] A1.xlsx[ratings]:2:C: `conflict A1`: a formula, so that nobody knows whether A1 takes part; the ratings of the row do not count
      help: ask the reader, write what they mean into the cell as plain text (`yes`, or nothing), save, and run again
    P-01: the application has 1 rating, and 2 are needed; ask A2 or A4 to rate it
    ");
    assert_snapshot!(said_of(formula("no")).lines().nth(1).unwrap(), @"question[conflict-unclear] A1.xlsx[ratings]:2:C: `conflict A1`: a formula, so that nobody knows whether A1 takes part; the ratings of the row do not count");
    let merged = workbook(&|sheet| {
        let plain = Format::new();
        sheet.merge_range(1, 2, 3, 2, "yes", &plain).unwrap();
    });
    assert_snapshot!(said_of(merged), @"
    exit 1
    question[conflict-unclear] A1.xlsx[ratings]:3:C: `conflict A1`: a part of the merged cells C2:C4, so that nobody knows whether A1 takes part; the ratings of the row do not count; so it is in 1 more of the column
      help: ask the reader, write what they mean into the cell as plain text (`yes`, or nothing), save, and run again
    question[conflict-rated] A1.xlsx[ratings]:2:B: A1 says in column C that they take no part, because A1 has a conflict of interest, and has rated here; the rating does not count
      help: ask which of the two was meant: leave the rating blank, or the cell beside it
    P-01: the application has 1 rating, and 2 are needed; ask A2 or A4 to rate it
    P-02: the application has 1 rating, and 2 are needed; ask A2 or A3 to rate it
    P-03: the application has 1 rating, and 2 are needed; ask A3 or A4 to rate it
    ");
    let hidden = workbook(&|sheet| {
        sheet.set_column_hidden(2).unwrap();
    });
    assert_snapshot!(said_of(hidden), @"
    exit 3
    error[hidden] A1.xlsx[ratings]:1:C: the column C `conflict A1`, in which a reader says that they take no part, is hidden
      help: does what it holds count? `--hidden include` reads it; or show it in Excel, save, and run again
    ");
}

#[test]
fn a_number_in_place_of_a_conflict_may_be_a_rating_one_column_too_far_and_is_asked_about() {
    let shifted = workbook(&|sheet| {
        for row in 1..4 {
            sheet.write_blank(row, 1, &Format::new()).unwrap();
            sheet.write_number(row, 2, 4.5).unwrap();
        }
    });
    assert_snapshot!(said_of(shifted), @"
    exit 1
    question[conflict-unclear] A1.xlsx[ratings]:2:C: `conflict A1`: a number, so that nobody knows whether A1 takes part or has rated in the wrong column; the ratings of the row do not count; so it is in 2 more of the column
      help: ask the reader: a rating belongs into its own column, and here stands `yes`, or nothing
    P-01: the application has 1 rating, and 2 are needed; ask A2 or A4 to rate it
    P-02: the application has 1 rating, and 2 are needed; ask A2 or A3 to rate it
    P-03: the application has 1 rating, and 2 are needed; ask A3 or A4 to rate it
    ");
    let comma = workbook(&|sheet| {
        sheet.write_string(1, 2, "4,5").unwrap();
    });
    assert_snapshot!(said_of(comma), @"
    exit 1
    question[conflict-unclear] A1.xlsx[ratings]:2:C: `conflict A1`: a number, so that nobody knows whether A1 takes part or has rated in the wrong column; the ratings of the row do not count
      help: ask the reader: a rating belongs into its own column, and here stands `yes`, or nothing
    P-01: the application has 1 rating, and 2 are needed; ask A2 or A4 to rate it
    ");
}

/// The first pack with this under `conflict`, beside a rating or without one.
fn with_conflict(words: &str, is_rated: bool) -> (String, String) {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    let rating = if is_rated { "1" } else { "" };
    let changed = text.replace("P-01,1,,", &format!("P-01,{rating},\"{words}\","));
    assert_ne!(text, changed);
    all[0].1 = changed.into_bytes();
    let ran = selected(&all);
    let manifest = ran.files.get("manifest.json");
    let manifest = manifest.map(|_| ran.text("manifest.json").to_owned());
    (ran.said.words(), manifest.unwrap_or_default())
}

#[test]
fn a_plain_no_in_any_language_is_no_conflict() {
    let untouched = selected(&returned()).said.words();
    for words in [
        "no",
        "No.",
        "NO",
        "none",
        "Nein",
        "nein.",
        "kein",
        "keine",
        "Kein Konflikt",
        "kein Interessenkonflikt",
        "no conflict",
        "no conflict of interest",
        "No conflicts",
        "not any",
        "non",
        "pas de conflit",
        "aucun conflit d'intérêt",
        "aucun",
        "нет",
        "Нет.",
        "нет конфликта",
        "немає",
        "нема сукоба",
        "nema",
        "nie",
        "brak",
        "brak konfliktu",
        "sin conflicto",
        "-",
        "n/a",
        "false",
    ] {
        assert_eq!(with_conflict(words, true).0, untouched, "{words}");
    }
}

#[test]
fn whatever_says_that_there_is_a_conflict_is_one() {
    for words in [
        "yes",
        "x",
        "my cousin",
        "conflict",
        "да",
        "ja",
        "Interessenkonflikt",
    ] {
        let (said, _) = with_conflict(words, true);
        assert!(
            said.contains("question[conflict-rated] A1.csv:2:B"),
            "{words}: {said}"
        );
    }
}

#[test]
fn words_that_may_say_either_are_asked_about_and_stand_in_no_record() {
    for words in [
        "no, but we met once",
        "not sure",
        "nicht direkt",
        "нет, но мы знакомы",
        "no no",
        "ne",
    ] {
        let (said, manifest) = with_conflict(words, false);
        let line = said.lines().find(|line| line.contains("conflict-unclear"));
        assert!(line.is_some(), "{words}: {said}");
        assert!(
            said.contains(&format!("it says `{words}`: ask the reader")),
            "{said}"
        );
        assert!(
            !manifest.contains(&format!("`{words}`")) && !manifest.contains("met once"),
            "{words}"
        );
    }
}
