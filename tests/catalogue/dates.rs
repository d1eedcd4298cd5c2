//! Dates and moments: what the rules leave open, what a spreadsheet may have turned round, and what the zone alone makes late.

use insta::assert_snapshot;
use intake::answers::types::date::read_date;
use intake::rules::form::{DateOrder, Dates};
use intake::values::{Reading, Value};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::{
    MINIMAL, asked, bench, noted, people, read, read_as, rules_with, table, told, with_answers,
};
use crate::bench::{Bench, plain};

/// A date field with these cells.
fn dates(declared: &str, cells: &[&str]) -> Bench {
    with_answers(&format!("type = \"date\"\n{declared}"), cells)
}

/// A date field with these cells, and a criterion that asks for a day rather than for an answer.
fn dated(declared: &str, cells: &[&str]) -> Bench {
    let rules = rules_with(&format!("type = \"date\"\n{declared}"));
    let rules = rules.replace(
        "field = \"answer\", given = true",
        "field = \"answer\", before = 1985-04-01",
    );
    Bench::new(&rules).file("a.csv", table("Answer", cells))
}

#[test]
fn b60_bare_numbers_in_a_column_of_dates_are_asked_about_once() {
    assert_snapshot!(read_as(dates("", &["44927", "45000.5", "2025-04-03", "59", "2025"]), "answer"), @"
    question[date-form] a.csv:column F: answer: 2 cells such as `44927` are bare numbers, perhaps days as Excel counts them; the first would be 1 January 2023
      help: if they are dates, give the column a date format in the spreadsheet and save it again; Excel for Mac may count from 1904, so compare one with the form tool
    `44927` ? is a number, perhaps a day as Excel counts them
    `45000.5` ? is a number, perhaps a day as Excel counts them
    `2025-04-03` = 2025-04-03
    `59` ? is no date
    `2025` ? is no date
    ");
    assert_snapshot!(read_as(with_answers("type = \"timestamp\"", &["44927.375", "59.5"]), "answer"), @"
    question[date-form] a.csv:column F: answer: 1 cell (`44927.375`) is a bare number, perhaps a day as Excel counts them; the first would be 1 January 2023
      help: if they are dates, give the column a date format in the spreadsheet and save it again; Excel for Mac may count from 1904, so compare one with the form tool
    `44927.375` ? is a number, perhaps a day as Excel counts them
    `59.5` ? is no date with a time
    ");
}

#[test]
fn b61_dates_of_undeclared_order_are_asked_about_once_a_column() {
    assert_snapshot!(read_as(dates("", &["03/04/2025", "5.6.2025", "2025-04-03", "04/04/2025"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 2 cells such as `03/04/2025` fit both, 3 April 2025 or 4 March 2025
      help: put one line under [fields.answer] in the rules: `order = "day-month-year"` or `order = "month-day-year"`: nothing in the column tells which, so look at the settings of the form tool
    `03/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `5.6.2025` ? is a date of which the rules do not say whether the day or the month comes first
    `2025-04-03` = 2025-04-03
    `04/04/2025` = 2025-04-04
    "#);
    // Nobody need write to the applicants; each is told where the answer comes from.
    assert_snapshot!(asked(dated("", &["03/04/1985", "4.3.1985"])), @"
    a.csv:2:F answer: `03/04/1985` is a date of which the rules do not say whether the day or the month comes first; this is asked once, about the whole column, and not of the applicant
    a.csv:3:F answer: `4.3.1985` is a date of which the rules do not say whether the day or the month comes first; this is asked once, about the whole column, and not of the applicant
    ");
}

#[test]
fn b61_an_order_that_fits_everything_is_proposed_and_still_not_taken() {
    assert_snapshot!(read_as(dates("", &["03/04/2025", "13/04/2025"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 1 cell (`03/04/2025`) fits both, 3 April 2025 or 4 March 2025; 1 cell (`13/04/2025`) fits only with the day first
      help: put one line under [fields.answer] in the rules: `order = "day-month-year"` reads all of them; look at the settings of the form tool to be sure
    `03/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `13/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    "#);
    assert_snapshot!(read_as(dates("", &["03/04/2025", "04/13/2025", "04/14/2025"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 1 cell (`03/04/2025`) fits both, 3 April 2025 or 4 March 2025; 2 cells such as `04/13/2025` fit only with the month first
      help: put one line under [fields.answer] in the rules: `order = "month-day-year"` reads all of them; look at the settings of the form tool to be sure
    `03/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `04/13/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `04/14/2025` ? is a date of which the rules do not say whether the day or the month comes first
    "#);
    assert_snapshot!(read_as(dates("", &["03/04/2025", "04/13/2025", "14/04/2025"]), "answer"), @"
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 1 cell (`03/04/2025`) fits both, 3 April 2025 or 4 March 2025; 1 cell (`14/04/2025`) fits only with the day first; 1 cell (`04/13/2025`) fits only with the month first
      help: neither order reads all of them, so the column was typed by hand or put together from two files: write its dates as year-month-day in the file, or answer each cell in the clarify list
    `03/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `04/13/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `14/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    ");
}

#[test]
fn b61_a_personal_column_is_asked_about_without_showing_a_date() {
    let bench = dated("personal = true", &["03/04/1985", "13/04/1990"]);
    assert_snapshot!(read(&bench), @r#"
    exit 1
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 1 cell fits both; 1 cell fits only with the day first
      help: put one line under [fields.answer] in the rules: `order = "day-month-year"` reads all of them; look at the settings of the form tool to be sure
    2  received
    "#);
    assert_snapshot!(asked(bench), @"
    a.csv:2:F answer: the answer is a date of which the rules do not say whether the day or the month comes first; this is asked once, about the whole column, and not of the applicant
    a.csv:3:F answer: the answer is a date of which the rules do not say whether the day or the month comes first; this is asked once, about the whole column, and not of the applicant
    ");
}

#[test]
fn b61_moments_are_asked_about_in_the_same_way_and_the_count_is_said() {
    let bench = Bench::new(MINIMAL).pile(
        "ID,Submitted,Name,Years of practice,Motivation\n1,03/04/2020 09:00,Ana,3,7\n2,04/03/2020 9:05 PM,Bora,3,7\n\
         3,2020-03-02 09:00,Cem,3,7\n",
    );
    let ran = bench.select();
    assert_snapshot!(plain(&ran.said.err), @r#"
    question[date-form] pile.csv:column B: submitted: the rules do not say whether the day or the month comes first in its dates: 2 cells such as `03/04/2020 09:00` fit both, 3 April 2020 or 4 March 2020
      help: put one line under [fields.submitted] in the rules: `order = "day-month-year"` or `order = "month-day-year"`: nothing in the column tells which, so look at the settings of the form tool
    "#);
    let counted: Vec<&str> = ran
        .said
        .out
        .lines()
        .filter(|line| line.contains("to be asked"))
        .collect();
    assert_snapshot!(counted.join("\n"), @"       2  unclear, to be asked: 2 of them could win a seat, see clarify.csv; 2 wait for an answer about a column");
    assert_snapshot!(plain(&bench.check().out), @r#"
    rules.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      pile.csv: CSV, comma, UTF-8; 3 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         years        D `Years of practice`
         motivation   E `Motivation`
    question[date-form] pile.csv:column B: submitted: the rules do not say whether the day or the month comes first in its dates: 2 cells such as `03/04/2020 09:00` fit both, 3 April 2020 or 4 March 2020
      help: put one line under [fields.submitted] in the rules: `order = "day-month-year"` or `order = "month-day-year"`: nothing in the column tells which, so look at the settings of the form tool
    1 kind of answer to be asked about; nothing was decided
    "#);
}

#[test]
fn b61_a_declared_order_is_read_and_dates_against_it_are_asked_about() {
    let order = "order = \"day-month-year\"";
    // One slip: what fits both and is written like it may be either.
    assert_snapshot!(read_as(dates(order, &["03/04/2025", "13/04/2025", "28.04.2025", "04/13/2025"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: 1 cell (`04/13/2025`) fits only with the month first, but the rules say `order = "day-month-year"`; 1 cell (`03/04/2025`) could be either of two days, and who it matters for is asked
      help: most of the column fits what the rules say: write these few as year-month-day in the file, or answer each in the clarify list
    `03/04/2025` ? is one of two days: the column is written with the day first and with the month first
    `13/04/2025` = 2025-04-13
    `28.04.2025` = 2025-04-28
    `04/13/2025` ? is a date only with the month first, but the rules say `order = "day-month-year"`
    "#);
    // More cells against the rules than for them: what fits both cannot be trusted.
    assert_snapshot!(read_as(dates(order, &["03/04/2025", "04/13/2025", "04/14/2025", "15/04/2025"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: 2 cells such as `04/13/2025` fit only with the month first, but the rules say `order = "day-month-year"`; fewer fit only what the rules say, so all that fit both are asked about, too
      help: is the `order` under [fields.answer] right for this file? `order = "month-day-year"` reads these; otherwise write them as year-month-day in the file
    `03/04/2025` ? could be another day in the other order, in which more of the column is written
    `04/13/2025` ? is a date only with the month first, but the rules say `order = "day-month-year"`
    `04/14/2025` ? is a date only with the month first, but the rules say `order = "day-month-year"`
    `15/04/2025` = 2025-04-15
    "#);
    assert_snapshot!(read_as(dates("order = \"year-month-day\"", &["03/04/2025", "2025-04-03"]), "answer"), @r#"
    question[date-form] a.csv:column F: answer: the rules do not say whether the day or the month comes first in its dates: 1 cell (`03/04/2025`) fits both, 3 April 2025 or 4 March 2025
      help: put one line under [fields.answer] in the rules: `order = "day-month-year"` or `order = "month-day-year"`: nothing in the column tells which, so look at the settings of the form tool
    `03/04/2025` ? is a date of which the rules do not say whether the day or the month comes first
    `2025-04-03` = 2025-04-03
    "#);
}

#[test]
fn b61_points_and_spaces_as_the_languages_of_the_region_write_them_are_read() {
    let cells = [
        "3. 4. 2025",
        "03.04.2025.",
        "3.4.2025",
        "2025. 04. 03.",
        "2025/4/3",
        "٠٣/٠٤/٢٠٢٥",
    ];
    let order = "order = \"day-month-year\"";
    assert_snapshot!(read_as(dates(order, &cells), "answer"), @"
    `3. 4. 2025` = 2025-04-03
    `03.04.2025.` = 2025-04-03
    `3.4.2025` = 2025-04-03
    `2025. 04. 03.` = 2025-04-03
    `2025/4/3` = 2025-04-03
    `٠٣/٠٤/٢٠٢٥` = 2025-04-03
    ");
    assert_snapshot!(noted(dates(order, &cells)), @"a.csv:column F: answer: read 1 cell as dates (`٠٣/٠٤/٢٠٢٥`)");
}

#[test]
fn b62_days_and_times_that_do_not_exist_are_asked_about() {
    let order = "order = \"day-month-year\"";
    let cells = [
        "31/02/2025",
        "2014-0900",
        "29.02.2023",
        "2025-13-01",
        "0/4/2025",
        "April 2025",
        "2025",
    ];
    assert_snapshot!(read_as(dates(order, &cells), "answer"), @"
    `31/02/2025` ? names a day that the calendar does not have
    `2014-0900` ? is no date
    `29.02.2023` ? names a day that the calendar does not have
    `2025-13-01` ? names a day that the calendar does not have
    `0/4/2025` ? names a day that the calendar does not have
    `April 2025` ? is no date
    `2025` ? is no date
    ");
    assert_snapshot!(read_as(dates("", &["31/02/2025"]), "answer"), @"`31/02/2025` ? names a day that the calendar does not have");
    let cells = [
        "2025-04-03 09:24:61",
        "2025-04-03 24:00",
        "2025-04-03 9",
        "2025-04-03",
        "09:24:61",
    ];
    assert_snapshot!(read_as(with_answers("type = \"timestamp\"", &cells), "answer"), @"
    `2025-04-03 09:24:61` ? has a time that no clock shows
    `2025-04-03 24:00` ? has a time that no clock shows
    `2025-04-03 9` ? is no date with a time
    `2025-04-03` ? has no time of day
    `09:24:61` ? is no date with a time
    ");
}

#[test]
fn b63_years_of_two_digits_are_asked_about_once_unless_the_century_is_declared() {
    assert_snapshot!(read_as(dates("", &["03/04/25", "13.04.25"]), "answer"), @"
    question[date-form] a.csv:column F: answer: 2 cells such as `03/04/25` have a year of two digits, and the rules do not say of which century
      help: put `century = 20` under [fields.answer] in the rules if all are from 2000 on, and the `order` of day and month with it; or export the dates with all four digits
    `03/04/25` ? has a year of two digits, and the rules do not say of which century
    `13.04.25` ? has a year of two digits, and the rules do not say of which century
    ");
    let declared = "order = \"day-month-year\"\ncentury = 20";
    assert_snapshot!(read_as(dates(declared, &["03/04/25", "13.04.2025", "3.4.5"]), "answer"), @"
    `03/04/25` = 2025-04-03
    `13.04.2025` = 2025-04-13
    `3.4.5` ? names a day that the calendar does not have
    ");
}

#[test]
fn b63_a_century_is_19_or_20() {
    assert_snapshot!(plain(&dates("century = 21", &["03/04/25"]).select().said.err), @"
    error[bad-value]: a century is 19 or 20: what years of two digits begin with
      --> rules.toml:91:11
       |
    91 | century = 21
       |           ^^
    ");
}

proptest! {
    #[test]
    fn b61_no_order_of_a_date_is_ever_guessed(days in 0..30_000_i32, day_first: bool, mark in "[-/.]") {
        let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (day, month, year) = (date.day(), date.month(), date.year());
        let (first, second) = if day_first { (day, month) } else { (month, day) };
        let text = format!("{first:02}{mark}{second:02}{mark}{year}");
        match read_date(Dates::default(), &text) {
            Reading::Value(Value::Date(read)) => prop_assert_eq!(read, date, "{}", text),
            other => prop_assert!(matches!(other, Reading::Unreadable(_)), "{}", text),
        }
        let order = if day_first { DateOrder::DayMonthYear } else { DateOrder::MonthDayYear };
        let declared = Dates::default().by(order);
        prop_assert_eq!(read_date(declared, &text), Reading::Value(Value::Date(date)), "{}", text);
    }
}

/// A workbook whose applications came in at these true moments and texts.
fn book(true_dates: &[(u16, u8, u8)], texts: &[&str]) -> Vec<u8> {
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    people(|sheet| {
        for (row, (year, month, day)) in (1..).zip(true_dates) {
            let at = ExcelDateTime::from_ymd(*year, *month, *day)
                .unwrap()
                .and_hms(9, 0, 0)
                .unwrap();
            sheet
                .write_datetime_with_format(row, 1, at, &format)
                .unwrap();
        }
        for (row, text) in (1..).skip(true_dates.len()).zip(texts) {
            sheet.write(row, 1, *text).unwrap();
        }
    })
}

/// The minimal programme, its moments written with the day first.
fn day_first(book: Vec<u8>) -> Bench {
    let rules = MINIMAL.replace(
        "headings = [\"Submitted\"]",
        "headings = [\"Submitted\"]\norder = \"day-month-year\"",
    );
    Bench::new(&rules).file("a.xlsx", book)
}

#[test]
fn b64_true_dates_beside_texts_are_asked_about_where_excel_may_have_exchanged_day_and_month() {
    let exchanged = book(
        &[(2020, 4, 3), (2020, 5, 3), (2020, 6, 6)],
        &["13/03/2020 09:00"],
    );
    let bench = day_first(exchanged.clone());
    read(&bench);
    let page = plain(&bench.explain("A-1").out);
    assert!(
        !page.contains("somebody changed it") && page.contains("would be met"),
        "{page}"
    );
    assert_snapshot!(read_as(day_first(exchanged), "submitted"), @"
    question[date-form] a.xlsx[Responses]:column B: submitted: the column holds true dates beside texts: 1 cell (`13/03/2020 09:00`) is a text, and of the true dates 2 cells such as `2020-04-03T09:00:00` could have day and month exchanged
      help: Excel turns such texts into dates by its own country's order and leaves the rest: read the form tool's export itself, not a file that was opened and saved; or, if the true dates are right, type the texts anew as year-month-day
    `2020-04-03T09:00:00` ? is a true date among texts; Excel may have exchanged its day and month
    `2020-05-03T09:00:00` ? is a true date among texts; Excel may have exchanged its day and month
    `2020-06-06T09:00:00` = 2020-06-06 09:00:00+02 Europe/Vienna
    `13/03/2020 09:00` = 2020-03-13 09:00:00+01 Europe/Vienna
    ");
}

#[test]
fn b64_a_mixture_is_read_where_it_shows_that_nothing_was_exchanged() {
    // Days above 12 among the true dates: Excel would have left them as texts, had it exchanged anything.
    let right = book(
        &[(2020, 3, 13), (2020, 3, 3), (2020, 3, 28)],
        &["14/03/2020 09:00"],
    );
    assert!(read(&day_first(right)).starts_with("exit 0"));
    // Nothing that could be exchanged.
    let same = book(
        &[(2020, 3, 3), (2020, 2, 2), (2020, 1, 1)],
        &["14/03/2020 09:00"],
    );
    assert!(read(&day_first(same)).starts_with("exit 0"));
    // Texts that begin with the year are read in one way only.
    let sound = book(
        &[(2020, 3, 4), (2020, 3, 5)],
        &["2020-03-06 09:00", "2020-03-07 09:00"],
    );
    assert!(read(&bench("a.xlsx", sound)).starts_with("exit 0"));
}

/// The minimal programme, whose deadline is the end of 31 March 2020 in Vienna, with these moments of submission.
fn sent(zone: &str, moments: &[&str]) -> Bench {
    let rules = MINIMAL.replace(
        "headings = [\"Submitted\"]",
        &format!("headings = [\"Submitted\"]\n{zone}"),
    );
    let rows: String = (1..)
        .zip(moments)
        .map(|(id, at)| format!("A-{id},{at},Ana,3,7\n"))
        .collect();
    Bench::new(&rules).pile(format!(
        "ID,Submitted,Name,Years of practice,Motivation\n{rows}"
    ))
}

#[test]
fn b65_who_is_late_by_the_zone_alone_is_pointed_out_with_both_times() {
    let moments = [
        "2020-03-31T23:30:00-05:00",
        "2020-04-01T00:30:00-05:00",
        "2020-03-31T23:30:00Z",
        "2020-03-31T12:00:00Z",
    ];
    let bench = sent("", &moments);
    assert_snapshot!(told(&super::select(&bench, None)), @"
    exit 1
    question[late-by-zone] pile.csv:2:B: `A-1` is late by the zone alone: 2020-03-31 23:30:00 (UTC-05) is 2020-04-01 06:30:00 in Europe/Vienna
      help: the deadline of the rules holds in Europe/Vienna, so the application counts as late; a person should look whether the call meant that
    question[late-by-zone] pile.csv:4:B: `A-3` is late by the zone alone: 2020-03-31 23:30:00 (UTC+00) is 2020-04-01 01:30:00 in Europe/Vienna
      help: the deadline of the rules holds in Europe/Vienna, so the application counts as late; a person should look whether the call meant that
    4  received
    ");
    let ineligible: Vec<String> = bench
        .replacing()
        .select()
        .rows("ineligible.csv")
        .iter()
        .map(|row| row["application"].clone())
        .collect();
    assert_eq!(
        ineligible,
        ["A-1", "A-2", "A-3"],
        "the rules have the last word until a person decides"
    );
    // The form tool writes no offset, and the rules say in which zone it lives.
    assert_snapshot!(told(&super::select(&sent("time_zone = \"America/New_York\"", &["2020-03-31 23:30", "2020-04-01 00:30"]), None)), @"
    exit 1
    question[late-by-zone] pile.csv:2:B: `A-1` is late by the zone alone: 2020-03-31 23:30:00 (America/New_York) is 2020-04-01 05:30:00 in Europe/Vienna
      help: the deadline of the rules holds in Europe/Vienna, so the application counts as late; a person should look whether the call meant that
    2  received
    ");
}

#[test]
fn b65_of_many_the_first_twenty_are_named() {
    let moments = vec!["2020-03-31T23:30:00-05:00"; 25];
    let said = told(&super::select(&sent("", &moments), None));
    assert_eq!(said.matches("late by the zone alone").count(), 20, "{said}");
    assert!(said.contains("; and so are 5 more"), "{said}");
}
