//! Numbers: marks, bounds, words, digits of other scripts, and numbers that a workbook keeps as texts.

use insta::assert_snapshot;
use intake::rules::form::Bounds;
use intake::values::number::Marks;
use intake::values::{Reading, Value};
use proptest::prelude::*;

use super::{MINIMAL, asked, bench, noted, people, read_as, with_answers};
use crate::bench::Bench;

/// An unbounded number field with these cells.
fn numbers(declared: &str, cells: &[&str]) -> Bench {
    with_answers(&format!("type = \"number\"\n{declared}"), cells)
}

#[test]
fn b53_a_decimal_comma_is_read_where_it_is_declared() {
    assert_snapshot!(read_as(numbers("decimal = \"comma\"", &["3,5", "12", "-0,25"]), "answer"), @"
    `3,5` = 3.5
    `12` = 12
    `-0,25` = -0.25
    ");
}

#[test]
fn b53_an_undeclared_decimal_comma_is_asked_about_once_a_column() {
    assert_snapshot!(read_as(numbers("", &["3,5", "12", "0,25"]), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 2 cells such as `3,5` hold a comma, and the rules do not say what begins the decimals
      help: put one line under [fields.answer] in the rules: `decimal = "comma"` reads `3,5` as 3.5; a mark between thousands is never read, so write such numbers without it in the file
    `3,5` ? has a comma, and the rules do not say that it begins decimals
    `12` = 12
    `0,25` ? has a comma, and the rules do not say that it begins decimals
    "#);
    assert_snapshot!(asked(numbers("", &["3,5"])), @"a.csv:2:F answer: `3,5` has a comma, and the rules do not say that it begins decimals; this is asked once, about the whole column, and not of the applicant");
}

#[test]
fn b53_a_declared_mark_that_the_column_does_not_keep_is_asked_about_once() {
    assert_snapshot!(read_as(numbers("decimal = \"point\"", &["3,5", "4,5", "2.5"]), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 2 cells such as `3,5` hold a comma, 1 cell (`2.5`) holds a point, but the rules say `decimal = "point"`
      help: put one line under [fields.answer] in the rules: `decimal = "either"` reads both, `decimal = "comma"` reads `3,5` as 3.5; a mark between thousands is never read, so write such numbers without it in the file
    `3,5` ? has a comma, but the rules say `decimal = "point"`
    `4,5` ? has a comma, but the rules say `decimal = "point"`
    `2.5` = 2.5
    "#);
    assert_snapshot!(read_as(numbers("decimal = \"comma\"", &["3,5", "2.5"]), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 1 cell (`3,5`) holds a comma, 1 cell (`2.5`) holds a point, but the rules say `decimal = "comma"`
      help: put one line under [fields.answer] in the rules: `decimal = "either"` reads both, `decimal = "point"` reads `2.5` as 2.5; a mark between thousands is never read, so write such numbers without it in the file
    `3,5` = 3.5
    `2.5` ? has a point, but the rules say `decimal = "comma"`
    "#);
}

#[test]
fn b54_a_mark_that_could_stand_between_thousands_is_asked_about() {
    assert_snapshot!(read_as(numbers("", &["1.234", "1,234", "1.234.567", "1234", "12.50"]), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 1 cell (`12.50`) holds a point, 2 cells such as `1.234` can be read in two ways, 1.234 or 1234, and the rules do not say what begins the decimals
      help: put one line under [fields.answer] in the rules: `decimal = "point"` reads `1.234` as 1.234; a mark between thousands is never read, so write such numbers without it in the file
    `1.234` ? has a point, and the rules do not say whether it begins decimals or stands between thousands
    `1,234` ? has a comma, and the rules do not say whether it begins decimals or stands between thousands
    `1.234.567` ? has marks between its thousands
    `1234` = 1234
    `12.50` = 12.5
    "#);
    // Who declares a mark has said what it is.
    assert_snapshot!(read_as(numbers("decimal = \"point\"", &["1.234", "0.125"]), "answer"), @"
    `1.234` = 1.234
    `0.125` = 0.125
    ");
    // Bounds say nothing of it: who writes 1.500 may mean a number outside of them.
    assert_snapshot!(read_as(numbers("min = 0\nmax = 60", &["1.234"]), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 1 cell (`1.234`) can be read in two ways, 1.234 or 1234, and the rules do not say what begins the decimals
      help: put one line under [fields.answer] in the rules: `decimal = "point"` reads `1.234` as 1.234; a mark between thousands is never read, so write such numbers without it in the file
    `1.234` ? has a point, and the rules do not say whether it begins decimals or stands between thousands
    "#);
    assert_snapshot!(read_as(numbers("min = 0\nmax = 1000\ndecimal = \"either\"", &["1.500", "1,500", "1.5000"]), "answer"), @"
    `1.500` ? has a point that could begin decimals or stand between thousands
    `1,500` ? has a comma that could begin decimals or stand between thousands
    `1.5000` = 1.5
    ");
}

#[test]
fn b55_points_and_commas_in_one_column_are_asked_about_once_and_either_reads_both() {
    let cells = ["5.25", "12,5", "7", "8,75"];
    assert_snapshot!(read_as(numbers("", &cells), "answer"), @r#"
    question[decimal-mark] a.csv:column F: answer: 2 cells such as `12,5` hold a comma, 1 cell (`5.25`) holds a point, and the rules do not say what begins the decimals
      help: put one line under [fields.answer] in the rules: `decimal = "either"` reads both, `decimal = "comma"` reads `12,5` as 12.5, `decimal = "point"` reads `5.25` as 5.25; a mark between thousands is never read, so write such numbers without it in the file
    `5.25` = 5.25
    `12,5` ? has a comma, and the rules do not say that it begins decimals
    `7` = 7
    `8,75` ? has a comma, and the rules do not say that it begins decimals
    "#);
    assert_snapshot!(read_as(numbers("decimal = \"either\"", &["5.25", "12,5", "7", "1.234"]), "answer"), @"
    `5.25` = 5.25
    `12,5` = 12.5
    `7` = 7
    `1.234` ? has a point that could begin decimals or stand between thousands
    ");
}

#[test]
fn b56_what_is_out_of_range_or_no_number_is_asked_about() {
    let cells = [
        "11",
        "-1",
        "7/10",
        "5 - strong",
        "five",
        "7+",
        "1e2",
        "7 ²",
        "7²",
        "½",
        "10",
    ];
    assert_snapshot!(read_as(with_answers("type = \"rating\"\nmin = 0\nmax = 10", &cells), "answer"), @"
    `11` ? is above the highest value, 10
    `-1` ? is below the least value, 0
    `7/10` ? is no number
    `(in words)` ? is no number
    `(in words)` ? is no number
    `7+` ? is no number
    `(in words)` ? is no number
    `7 ²` ? is no number
    `7²` ? is no number
    `½` ? is no number
    `10` = 10
    ");
}

#[test]
fn b57_digits_of_other_scripts_are_read_and_noted() {
    // Full-width, Arabic, Persian, Devanagari; an Arabic decimal mark; and two scripts in one number, which nobody types.
    let cells = ["７", "٧", "۷", "७", "٣٫٥", "１２．５", "−2", "1٢"];
    assert_snapshot!(read_as(numbers("", &cells), "answer"), @"
    `７` = 7
    `٧` = 7
    `۷` = 7
    `७` = 7
    `٣٫٥` = 3.5
    `１２．５` = 12.5
    `−2` = -2
    `1٢` ? is no number
    ");
    assert_snapshot!(noted(numbers("", &cells)), @"a.csv:column F: answer: read 7 cells as numbers (`٣٫٥`, `٧`, `۷`, `७`, `−2`, …)");
    assert_snapshot!(noted(numbers("personal = true", &cells)), @"a.csv:column F: answer: read 7 cells as numbers");
}

proptest! {
    #[test]
    fn b54_no_number_is_ever_taken_for_another(whole in 0..10_000_000_u32, decimals in proptest::option::of(0..1_000_u32), comma: bool, grouped: bool) {
        let (mark, between) = if comma { (",", ".") } else { (".", ",") };
        let digits = whole.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if grouped && at > 0 && (digits.len() - at) % 3 == 0 {
                text.push_str(between);
            }
            text.push(digit);
        }
        let mut meant = digits;
        if let Some(decimals) = decimals {
            text.push_str(&format!("{mark}{decimals:03}"));
            meant.push_str(&format!(".{decimals:03}"));
        }
        let meant = meant.parse().unwrap();
        for marks in [Marks::Undeclared, Marks::Either] {
            let bounds = Bounds { min: None, max: None, marks };
            match intake::answers::types::number::read(&bounds, &text) {
                Reading::Value(Value::Number(read)) => prop_assert_eq!(read.sum, meant, "{}", text),
                other => prop_assert!(matches!(other, Reading::Unreadable(_)), "{}", text),
            }
        }
    }
}

/// The minimal programme, its years written with a comma.
fn comma() -> String {
    MINIMAL.replace(
        "headings = [\"Years of practice\"]",
        "headings = [\"Years of practice\"]\ndecimal = \"comma\"",
    )
}

#[test]
fn b54_the_point_of_a_true_number_stands_between_no_thousands() {
    let book = people(|sheet| {
        sheet.write(1, 3, 1.5).unwrap();
        sheet.write(2, 3, 7.125).unwrap();
    });
    assert_snapshot!(read_as(bench("a.xlsx", &book), "years"), @"
    `1.5` = 1.5
    `7.1250` = 7.125
    `4` = 4
    `5` = 5
    ");
    let either = comma().replace("comma", "either");
    assert_snapshot!(read_as(Bench::new(&either).file("a.xlsx", book), "years"), @"
    `1.5` = 1.5
    `7.1250` = 7.125
    `4` = 4
    `5` = 5
    ");
}

#[test]
fn b52_a_true_number_of_a_workbook_is_read_whatever_mark_the_rules_declare() {
    let book = people(|sheet| {
        sheet.write(1, 3, 3.5).unwrap();
        // A number that Excel keeps as text, in the way of the country that the rules know.
        sheet.write(2, 3, "2,5").unwrap();
        sheet.write(3, 3, "4").unwrap();
    });
    assert_snapshot!(read_as(Bench::new(&comma()).file("a.xlsx", book), "years"), @"
    `3,5` = 3.5
    `2,5` = 2.5
    `4` = 4
    `5` = 5
    ");
}

#[test]
fn b52_texts_with_a_point_beside_true_numbers_are_asked_about() {
    let book = people(|sheet| {
        sheet.write(1, 3, 3.5).unwrap();
        sheet.write(2, 3, "2.125").unwrap();
    });
    assert_snapshot!(read_as(Bench::new(&comma()).file("a.xlsx", book), "years"), @r#"
    question[decimal-mark] a.xlsx[Responses]:column D: years: 2 cells such as `3.5` hold a point, but the rules say `decimal = "comma"`
      help: put one line under [fields.years] in the rules: `decimal = "point"` reads `3.5` as 3.5; a mark between thousands is never read, so write such numbers without it in the file
    `3.5` ? has a point, but the rules say `decimal = "comma"`
    `2.125` ? has a point, but the rules say `decimal = "comma"`
    `4` = 4
    `5` = 5
    "#);
}

#[test]
fn b52_a_number_kept_as_text_is_read_as_one() {
    let book = people(|sheet| {
        sheet.write(1, 3, "3").unwrap();
        sheet.write(2, 3, " 3.5 ").unwrap();
    });
    assert_snapshot!(read_as(bench("a.xlsx", book), "years"), @"
    `3` = 3
    `3.5` = 3.5
    `4` = 4
    `5` = 5
    ");
}
