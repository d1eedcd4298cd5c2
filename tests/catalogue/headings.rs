//! Headings: rows above them, several rows of them, doubled, blank, misspelt and missing ones.

use insta::assert_snapshot;
use intake::table::{Options, Tool};
use rust_xlsxwriter::{Format, Workbook};

use super::{HEADINGS, MINIMAL, bench, read, refused, select, told, with, write_people};
use crate::bench::Bench;

const TABLE: &str = "ID,Submitted,Name,Years of practice,Motivation\nA-1,2020-03-02T09:00:00,Ana,3,7\nA-2,2020-03-02T10:00:00,Bora,4,8\n";

/// How the file was read, and what is said of it.
fn how(bench: &Bench, reading: Options) -> String {
    let said = with(bench, reading);
    let how = said
        .out
        .lines()
        .find(|line| line.contains("a.csv") || line.contains("a.xlsx"))
        .unwrap_or_default();
    format!("{}\n{}", how.trim(), told(&said))
}

fn row(row: u32) -> Options {
    Options {
        header_row: Some(row),
        ..Options::default()
    }
}

#[test]
fn b22_a_title_above_the_headings_is_refused_and_the_row_of_the_headings_proposed() {
    let title = bench("a.csv", format!("Applications spring 2020\n\n{TABLE}"));
    assert_snapshot!(refused(&title), @"
    error[heading-row] a.csv:3: the headings seem to stand in row 3: row 1 has 1 cell, and nearly all from row 3 on have 5
      help: if so, say `--header-row 3`, or write `header_row = 3` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
    let padded = bench(
        "a.csv",
        format!("Applications,,,,\nexported,2020-03-05,,,\n{TABLE}"),
    );
    assert_snapshot!(refused(&padded), @"
    error[heading-row] a.csv:3: the headings seem to stand in row 3: row 1 fills less than half of the columns
      help: if so, say `--header-row 3`, or write `header_row = 3` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
    let with_a_comma = bench(
        "a.csv",
        format!("Applications, spring 2020\n{}", TABLE.replace(',', ";")),
    );
    assert_snapshot!(refused(&with_a_comma), @"
    error[heading-row] a.csv:2: the headings seem to stand in row 2: row 1 has 1 cell, and nearly all from row 2 on have 5
      help: if so, say `--header-row 2`, or write `header_row = 2` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
    let wide = bench(
        "a.csv",
        format!("Call,Spring,2020,exported by,Ana\n{TABLE}"),
    );
    assert_snapshot!(refused(&wide), @"
    error[heading-row] a.csv:2: the headings seem to stand in row 2: it holds 5 of those the rules look for
      help: if so, say `--header-row 2`, or write `header_row = 2` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
}

#[test]
fn b22_a_title_over_a_workbooks_headings_is_refused_and_the_row_proposed() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    sheet
        .merge_range(0, 0, 0, 4, "Applications, spring 2020", &Format::new())
        .unwrap();
    sheet.write_row(2, 0, HEADINGS).unwrap();
    sheet
        .write_row(3, 0, ["A-1", "2020-03-02T09:00:00", "Ana", "3", "7"])
        .unwrap();
    let bench = bench("a.xlsx", book.save_to_buffer().unwrap());
    assert_snapshot!(refused(&bench), @"
    error[heading-row] a.xlsx[Responses]:3: the headings seem to stand in row 3: row 1 fills less than half of the columns
      help: if so, say `--header-row 3`, or write `header_row = 3` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
    assert_snapshot!(how(&bench, row(3)), @"
    a.xlsx[Responses]: headings in row 3, Excel workbook, sheet Responses; 1 row
    exit 0
    1  received
    ");
}

#[test]
fn b22_the_row_that_was_said_is_taken_and_what_stands_above_is_not_read() {
    let title = format!("Applications, spring 2020\n\n{}", TABLE.replace(',', ";"));
    assert_snapshot!(how(&bench("a.csv", &title), row(3)), @"
    a.csv: headings in row 3, CSV, semicolon, UTF-8; 2 rows
    exit 0
    2  received
    ");
    let rules = MINIMAL.replace("[call]", "[export]\nheader_row = 3\n\n[call]");
    assert_snapshot!(how(&Bench::new(&rules).file("a.csv", &title), Options::default()), @"
    a.csv: headings in row 3, CSV, semicolon, UTF-8 (header_row as the rules say); 2 rows
    exit 0
    2  received
    ");
    // What is typed goes before the rules.
    let rules = MINIMAL.replace("[call]", "[export]\nheader_row = 1\n\n[call]");
    assert_snapshot!(how(&Bench::new(&rules).file("a.csv", &title), row(3)), @"
    a.csv: headings in row 3, CSV, semicolon, UTF-8 (header_row as typed, not as the rules say); 2 rows
    exit 0
    2  received
    ");
}

#[test]
fn b22_a_row_without_headings_cannot_hold_them() {
    assert_snapshot!(with(&bench("a.csv", TABLE), row(9)).words(), @"
    exit 3
    error[heading-row] a.csv:9: row 9 was said to hold the headings, and nothing stands there
      help: count the rows from 1, blank ones too, as the spreadsheet or text editor shows them
    ");
    assert_snapshot!(with(&bench("a.csv", format!("\n{TABLE}")), row(1)).words(), @"
    exit 3
    error[heading-row] a.csv:1: row 1 was said to hold the headings, and nothing stands there
      help: count the rows from 1, blank ones too, as the spreadsheet or text editor shows them
    ");
    let mut book = Workbook::new();
    write_people(book.add_worksheet());
    assert_snapshot!(with(&bench("a.xlsx", book.save_to_buffer().unwrap()), row(9)).words(), @"
    exit 3
    error[heading-row] a.xlsx[Sheet1]:9: row 9 was said to hold the headings, and nothing stands there
      help: count the rows from 1, blank ones too, as the spreadsheet or text editor shows them
    ");
}

#[test]
fn b23_a_second_row_of_headings_that_no_profile_knows_is_asked_about() {
    let table = TABLE.replacen('\n', "\n,date,as in the passport,number,0 to 10\n", 1);
    assert_snapshot!(super::asked(bench("a.csv", table)), @"a.csv:2 id: the row has no application id: is it an application, or a total or remark under the table?");
}

#[test]
fn b23_a_file_that_does_not_look_like_the_tool_it_is_said_to_be_from_is_read_so_and_asked_about() {
    let reading = Options {
        tool: Tool::named("qualtrics"),
        ..Options::default()
    };
    let table = format!("{TABLE}A-3,2020-03-02T11:00:00,Cem,3,7\n");
    assert_snapshot!(told(&with(&bench("a.csv", table), reading)), @"
    exit 1
    question[tool-unlike] a.csv:1: the file is read as Qualtrics, as was said, and does not look like it: rows 1 to 3 pass for headings
      help: if an application stands there, name another tool; `plain` is a table with one row of headings
    1  received
    ");
}

#[test]
fn b24_a_needed_heading_over_two_columns_is_refused_naming_both() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Name", "motivation"))), @"
    error[heading-twice] a.csv:1:E: several columns could be the field `motivation`: C `motivation`, E `Motivation`
      help: rename or remove all but one of them in the file, or narrow `headings` in the rules
    error[heading-missing] a.csv:1: no column for the field `name`: looked for `Name`
      help: every column of the file is in use
    ");
}

#[test]
fn b25_a_heading_twice_that_nothing_needs_is_noted_as_not_used() {
    let table = "ID,Submitted,Name,Years of practice,Motivation,Remark,Remark\nA-1,2020-03-02T09:00:00,Ana,3,7,x,y\n";
    let bench = bench("a.csv", table);
    let said = select(&bench, None);
    assert_snapshot!(told(&said), @"
    exit 0
    1  received
    ");
    assert_snapshot!(said.out.lines().find(|line| line.contains("not used")).unwrap().trim(), @"(not used)   F `Remark`, G `Remark`");
}

#[test]
fn b26_answers_under_a_blank_heading_are_asked_about_by_their_column() {
    assert_snapshot!(read(&bench("a.csv", TABLE.replace("\n", ",call her\n").replacen(",call her", ",", 1))), @"
    exit 1
    question[heading-blank] a.csv:1:F: column F has answers and no heading; it is not read
    2  received
    ");
}

#[test]
fn b27_headings_are_found_whatever_their_case_spaces_quotes_breaks_and_entities() {
    let table = "\"\u{a0}ID \",SUBMITTED,&#78;ame,\"Years&nbsp;of\npractice:\",<b>\u{201c}Motivation\u{201d}</b>\nA-1,2020-03-02T09:00:00,Ana,3,7\n";
    assert_snapshot!(read(&bench("a.csv", table)), @"
    exit 0
    1  received
    ");
}

#[test]
fn b28_a_needed_column_that_is_missing_is_refused_with_the_columns_that_are_left() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Motivation", "Essay"))), @"
    error[heading-missing] a.csv:1: no column for the field `motivation`: looked for `Motivation`
      help: where assessors rated in files of their own, give these with `--ratings`; columns that no field uses: E `Essay`
    ");
}

#[test]
fn b29_a_heading_with_a_letter_wrong_is_refused_with_the_near_one_and_never_taken_for_it() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Motivation", "Motivaton"))), @"
    error[heading-missing] a.csv:1: no column for the field `motivation`: looked for `Motivation`
      help: did you mean E `Motivaton`? then add that heading to the field in the rules
    ");
}

#[test]
fn b22_what_stands_above_the_row_that_was_said_changes_nothing_below_it() {
    let plain = bench("a.csv", TABLE).select();
    for (above, at) in [
        ("Title\n", 2),
        ("a,b\n\n\"c\n", 4),
        ("A;B;C;D;E;F\r\n\r\n", 3),
        ("id,submitted\n", 2),
        ("sep=,\n", 2),
    ] {
        let said = with(&bench("a.csv", format!("{above}{TABLE}")), row(at));
        let (received, there) = (
            told(&said),
            plain
                .said
                .out
                .lines()
                .find(|line| line.contains("received"))
                .unwrap(),
        );
        assert!(received.ends_with(there.trim()), "{above:?}: {received}");
    }
}

#[test]
fn b22_one_of_several_headings_a_field_may_have_is_enough_to_find_their_row() {
    let several = "headings = [\"Motivation\", \"Letter\", \"Why\", \"Reasons\", \"Q4\", \"Q5\", \"Q6\", \"Q7\", \"Q8\"]";
    let rules = MINIMAL.replace("headings = [\"Motivation\"]", several);
    assert_ne!(rules, MINIMAL);
    let bench = Bench::new(&rules).file(
        "a.csv",
        format!("Call,Spring,2020,exported by,Ana\n{TABLE}"),
    );
    assert_snapshot!(refused(&bench), @"
    error[heading-row] a.csv:2: the headings seem to stand in row 2: it holds 5 of those the rules look for
      help: if so, say `--header-row 2`, or write `header_row = 2` under `[export]` in the rules; if they do stand in row 1, say that in the same way
    ");
}

#[test]
fn a_heading_longer_than_any_question_is_refused_before_its_marks_are_read() {
    for marks in ["<a>", "{{a}}", "&", "/"] {
        let bench = bench(
            "a.csv",
            format!("{},{TABLE}", marks.repeat(1_000_000 / marks.len())),
        );
        assert_eq!(
            refused(&bench),
            "error[long-cell] a.csv:1:A: the heading holds more than 16 KiB of text\n  help: shorten it in the file\n"
        );
    }
}
