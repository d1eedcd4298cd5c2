//! Cells that are more than text: formulas, errors, numbers, dates, and characters nobody typed.

use insta::assert_snapshot;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::{asked, bench, people, read, refused, select};
use crate::bench::plain;
use crate::table::workbook::{bare, bare_with, open_cell, open_document};
use crate::table::{ole, xlsb};

fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// The cells of the first row.
fn headings() -> String {
    ["A1", "B1", "C1", "D1", "E1"]
        .iter()
        .zip(super::HEADINGS)
        .map(|(at, heading)| text(at, heading))
        .collect()
}

#[test]
fn b47_a_formula_in_a_needed_cell_is_shown_and_asked_about() {
    let book = people(|sheet| {
        sheet
            .write_formula(1, 4, Formula::new("=D2*2+1").set_result("5"))
            .unwrap();
        sheet
            .write_formula(2, 4, Formula::new(r#"=IF(D3>2,9,0)"#).set_result("9"))
            .unwrap();
        // A text that only looks like a formula: the usual way of keeping zeros in front.
        sheet
            .write_formula(3, 0, Formula::new(r#"="0003""#).set_result("0003"))
            .unwrap();
        // Nobody asks about a column that nothing is read from.
        sheet.write(0, 5, "Check").unwrap();
        sheet
            .write_formula(1, 5, Formula::new("=NOW()").set_result("43891.5"))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:2:E motivation: `5` is what the formula `=D2*2+1` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[Responses]:3:E motivation: `9` is what the formula `=IF(D3>2,9,0)` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    ");
}

#[test]
fn b47_a_column_of_formulas_is_asked_about_once() {
    let book = || {
        people(|sheet| {
            for row in 1..5 {
                let formula = format!("=AVERAGE(F{0}:G{0})", row + 1);
                sheet
                    .write_formula(row, 4, Formula::new(formula).set_result("7.5"))
                    .unwrap();
            }
        })
    };
    let said = select(&bench("a.xlsx", book()), None);
    assert_snapshot!(said.words(), @"
    exit 1
    question[formula-column] a.xlsx[Responses]:column E: motivation: formulas stand in 4 cells, the first `=AVERAGE(F2:G2)` in row 2; what they came to when the file was saved is not taken for an answer
      help: if the values are right, put them in place of the formulas (copy the column, then paste special, values), save, and run again
    ");
    assert_snapshot!(asked(bench("a.xlsx", book())), @"
    a.xlsx[Responses]:2:E motivation: `7.5` is what a formula came to when the file was saved; this is asked once, about the whole column, and not of the applicant
    a.xlsx[Responses]:3:E motivation: `7.5` is what a formula came to when the file was saved; this is asked once, about the whole column, and not of the applicant
    a.xlsx[Responses]:4:E motivation: `7.5` is what a formula came to when the file was saved; this is asked once, about the whole column, and not of the applicant
    a.xlsx[Responses]:5:E motivation: `7.5` is what a formula came to when the file was saved; this is asked once, about the whole column, and not of the applicant
    ");
    assert_snapshot!(plain(&bench("a.xlsx", book()).check().out), @"
    rules.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      a.xlsx[Responses]: Excel workbook, sheet Responses; 4 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         years        D `Years of practice`
         motivation   E `Motivation`
    question[formula-column] a.xlsx[Responses]:column E: motivation: formulas stand in 4 cells, the first `=AVERAGE(F2:G2)` in row 2; what they came to when the file was saved is not taken for an answer
      help: if the values are right, put them in place of the formulas (copy the column, then paste special, values), save, and run again
    1 kind of answer to be asked about; nothing was decided
    ");
    let personal = super::MINIMAL.replace(
        "headings = [\"Motivation\"]",
        "headings = [\"Motivation\"]\npersonal = true",
    );
    let said = crate::bench::Bench::new(&personal)
        .file("a.xlsx", book())
        .select()
        .said
        .words();
    assert!(
        said.contains("formulas stand in 4 cells") && !said.contains("AVERAGE"),
        "{said}"
    );
}

#[test]
fn b47_a_formula_in_a_personal_column_is_not_shown() {
    let rules = super::MINIMAL.replace(
        "headings = [\"Years of practice\"]",
        "headings = [\"Years of practice\"]\npersonal = true",
    );
    let book = people(|sheet| {
        sheet
            .write_formula(1, 3, Formula::new("=LEN(\"Ana K\")").set_result("5"))
            .unwrap();
    });
    let asked = asked(crate::bench::Bench::new(&rules).file("a.xlsx", book));
    assert!(
        asked.contains("the formula came to") && !asked.contains("Ana K"),
        "{asked}"
    );
}

#[test]
fn b47_formulas_that_share_a_text_or_fill_several_cells_are_asked_about() {
    let person = |row: u32, years: &str, motivation: &str| {
        let (id, rest) = (
            text(&format!("A{row}"), &format!("A-{row}")),
            text(&format!("C{row}"), "Ana"),
        );
        format!(
            r#"<row r="{row}">{id}{}{rest}{years}{motivation}</row>"#,
            text(&format!("B{row}"), "2020-03-02T09:00:00")
        )
    };
    let number = |at: &str| format!(r#"<c r="{at}"><v>7</v></c>"#);
    let headings = headings();
    let rows = [
        format!(r#"<row r="1">{headings}</row>"#),
        person(
            2,
            r#"<c r="D2"><f t="shared" ref="D2:D3" si="0">LEN(C2)&amp;""</f><v>3</v></c>"#,
            &number("E2"),
        ),
        person(
            3,
            r#"<c r="D3"><f t="shared" si="0"/><v>3</v></c>"#,
            &number("E3"),
        ),
        person(
            4,
            &number("D4"),
            r#"<c r="E4"><f t="array" ref="E4:E5">ROW(A4:A5)</f><v>4</v></c>"#,
        ),
        person(5, &number("D5"), r#"<c r="E5"><v>5</v></c>"#),
        person(6, &number("D6"), r#"<c r="E6"><v>6</v></c>"#),
        person(
            7,
            r#"<c r="D7" t="str"><f>IF(1,"",2)</f><v></v></c>"#,
            &number("E7"),
        ),
    ];
    assert_snapshot!(asked(bench("a.xlsx", bare(&rows.concat(), "<sst/>"))), @r#"
    a.xlsx[S]:2:D years: `3` is what the formula `=LEN(C2)&""` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[S]:3:D years: `3` is what the formula `=LEN(C2)&""` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[S]:4:E motivation: `4` is what the formula `=ROW(A4:A5)` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[S]:5:E motivation: `5` is what the formula `=ROW(A4:A5)` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[S]:7:D years: the application has the formula `=IF(1,"",2)` there, which came to nothing when the file was saved; write the answer in place of the formula
    "#);
}

#[test]
fn b48_a_formula_without_its_result_in_a_needed_column_is_refused() {
    let sheet = |column: &str| {
        let headings = headings();
        let row = |row: u32| {
            format!(
                r#"<row r="{row}">{}{}{}<c r="D{row}"><v>3</v></c><c r="{column}{row}"><f>D{row}*2</f><v/></c></row>"#,
                text(&format!("A{row}"), &format!("A-{row}")),
                text(&format!("B{row}"), "2020-03-02T09:00:00"),
                text(&format!("C{row}"), "Ana"),
            )
        };
        bare(
            &format!(r#"<row r="1">{headings}</row>{}{}"#, row(2), row(3)),
            "<sst/>",
        )
    };
    assert_snapshot!(refused(&bench("a.xlsx", sheet("E"))), @"
    error[formula-unsaved] a.xlsx[S]:2:E: motivation: the formula `=D2*2` was saved without its result, and so was one more in the column
      help: open the workbook in Excel or LibreOffice, save it there, and run again; or replace the formulas by their values
    ");
    assert_snapshot!(read(&bench("a.xlsx", sheet("F"))), @"
    exit 1
    2  received
    ");
}

#[test]
fn b49_a_link_to_another_workbook_is_asked_about() {
    let book = people(|sheet| {
        sheet
            .write_formula(
                1,
                3,
                Formula::new("='[ratings 2020.xlsx]Sheet1'!D2").set_result("5"),
            )
            .unwrap();
        sheet
            .write_formula(2, 3, Formula::new("=[1]Sheet1!D3").set_result("5"))
            .unwrap();
        sheet
            .write_formula(3, 3, Formula::new("=Table1[1]").set_result("5"))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:2:D years: `5` was fetched from another workbook by the formula `='[ratings 2020.xlsx]Sheet1'!D2`; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[Responses]:3:D years: `5` was fetched from another workbook by the formula `=[1]Sheet1!D3`; if it is right, put the value in place of the formula (copy, then paste special, values)
    a.xlsx[Responses]:4:D years: `5` is what the formula `=Table1[1]` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)
    ");
}

#[test]
fn b50_an_error_in_a_needed_cell_is_asked_about() {
    let book = people(|sheet| {
        sheet
            .write_formula(1, 3, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
        sheet
            .write_formula(2, 0, Formula::new("=Z9").set_result("#REF!"))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:2:D years: `#N/A` is an error that the spreadsheet shows; correct the formula, or write down the value
    a.xlsx[Responses]:3:A application: `#REF!` is an error that the spreadsheet shows; correct the formula, or write down the value
    ");
}

/// Headings and one application as XML, its years as given.
fn with_years(properties: &str, years: &str) -> Vec<u8> {
    let headings = headings();
    let rest = [
        text("A2", "A-1"),
        text("B2", "2020-03-02T09:00:00"),
        text("C2", "Ana"),
        years.to_owned(),
        text("E2", "7"),
    ];
    bare_with(
        properties,
        &format!(
            r#"<row r="1">{headings}</row><row r="2">{}</row>"#,
            rest.concat()
        ),
        "<sst/>",
    )
}

#[test]
fn b51_a_number_that_is_none_is_asked_about() {
    assert_snapshot!(asked(bench("a.xlsx", with_years("", r#"<c r="D2"><v>NaN</v></c>"#))), @"a.xlsx[S]:2:D years: `#NUM!` is an error that the spreadsheet shows; correct the formula, or write down the value");
    assert_snapshot!(asked(bench("a.xlsx", with_years("", r#"<c r="D2"><v>1e999</v></c>"#))), @"a.xlsx[S]:2:D years: `#NUM!` is an error that the spreadsheet shows; correct the formula, or write down the value");
}

#[test]
fn b58_a_percentage_in_a_needed_cell_is_asked_about() {
    let percent = Format::new().set_num_format("0%");
    let book = people(|sheet| {
        sheet.write_with_format(1, 4, 0.9, &percent).unwrap();
        sheet
            .write_with_format(2, 4, 0.075, &Format::new().set_num_format("0.0%"))
            .unwrap();
        sheet
            .write_with_format(3, 4, 7, &Format::new().set_num_format("0\" of 10 %\""))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:2:E motivation: `0.9` is shown as 90%; which of them is meant? then format the column as a plain number and enter it so
    a.xlsx[Responses]:3:E motivation: `0.075` is shown as 7.5%; which of them is meant? then format the column as a plain number and enter it so
    a.xlsx[Responses]:4:E motivation: `7` is shown as 7 of 10 %; which of them is meant? then format the column as a plain number and enter it so
    ");
}

#[test]
fn b52_a_number_is_read_as_excel_shows_it() {
    let book = people(|sheet| {
        sheet.write(1, 4, 4.6 - 1e-16 * 5.0).unwrap();
    });
    let ran = bench("a.xlsx", book).select();
    let roster = ran.rows("unplaced.csv");
    assert!(roster.iter().any(|row| row["total"] == "4.6"), "{roster:?}");
}

#[test]
fn b58_an_id_shown_with_zeros_is_read_with_them_and_other_formats_are_asked_about() {
    let zeros = people(|sheet| {
        let format = Format::new().set_num_format("0000");
        sheet.write_with_format(1, 0, 7, &format).unwrap();
        sheet.write_with_format(2, 0, 8, &format).unwrap();
    });
    let zeros = bench("a.xlsx", zeros);
    assert_snapshot!(read(&zeros), @"
    exit 0
    note[zeros-shown] a.xlsx[Responses]:2:A: 2 numbers are read as the sheet shows them, with zeros in front; the first is `0007`
    4  received
    ");
    let ids: Vec<String> = zeros
        .replacing()
        .select()
        .ranked()
        .into_iter()
        .map(|row| row["application"].clone())
        .collect();
    assert!(ids.contains(&"0007".to_owned()), "{ids:?}");
    let letters = people(|sheet| {
        let format = Format::new().set_num_format("\"A-\"000");
        sheet.write_with_format(1, 0, 7, &format).unwrap();
        // What matters for a name does not for a number.
        sheet
            .write_with_format(1, 3, 7, &Format::new().set_num_format("0 \"years\""))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", letters)), @"a.xlsx[Responses]:2:A application: `7` is a number that the sheet shows as something else; is the id `A-007`? then format the column as text and enter the ids again");
    let long = people(|sheet| {
        sheet.write(1, 0, 92_200_000_000_000_000_000.0).unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", long)), @"a.xlsx[Responses]:2:A application: `9.22E+19` has lost digits in Excel; format the column as text and enter the ids again");
}

#[test]
fn b58_an_open_document_keeps_the_zeros_it_shows() {
    let number = r#"<table:table-cell office:value-type="float" office:value="7"><text:p>0007</text:p></table:table-cell>"#;
    let headings: String = super::HEADINGS
        .iter()
        .map(|heading| open_cell(heading))
        .collect();
    let rest: String = ["2020-03-02T09:00:00", "Ana", "3", "7"]
        .iter()
        .map(|cell| open_cell(cell))
        .collect();
    let rows = format!(
        "<table:table-row>{headings}</table:table-row><table:table-row>{number}{rest}</table:table-row>"
    );
    assert_eq!(
        bench("a.ods", open_document(&rows)).select().ranked()[0]["application"],
        "0007"
    );
    let letters = asked(bench(
        "a.ods",
        open_document(&rows.replace("0007", "A-007")),
    ));
    assert!(letters.contains("is the id `A-007`?"), "{letters}");
}

#[test]
fn b58_old_and_binary_workbooks_keep_the_zeros_they_show() {
    let formats = ["0", "00000", "\"A-\"000"];
    let rest = ["2020-03-02T09:00:00", "Ana", "3", "7"];
    let old = |wide: bool| {
        let mut cells: Vec<_> = (0..)
            .zip(super::HEADINGS)
            .map(|(column, text)| ole::label(0, column, text))
            .collect();
        for row in 1..=4 {
            cells.extend(
                (1..)
                    .zip(rest)
                    .map(|(column, text)| ole::label(row, column, text)),
            );
        }
        cells.push(ole::styled(1, 0, 1, 7.0_f64.to_le_bytes()));
        cells.push(ole::styled(2, 0, 0, 8.0_f64.to_le_bytes()));
        // A short form of 9, and of 11 and 12 side by side; and the styles they have.
        let short = |number: u32| (number << 2 | 2).to_le_bytes();
        cells.push(ole::record(
            0x027E,
            &[&[3, 0, 0, 0, 1, 0], &short(9)[..]].concat(),
        ));
        cells.push(ole::record(
            0x00BD,
            &[&[4, 0, 0, 0, 2, 0], &short(11)[..], &[0, 0]].concat(),
        ));
        bench(
            "a.xls",
            ole::container(
                "Workbook",
                ole::workbook_with(&ole::styles(&formats, wide), &cells),
            ),
        )
    };
    let binary = {
        let heading: Vec<_> = (0..)
            .zip(super::HEADINGS)
            .map(|(column, text)| xlsb::text(column, text))
            .collect();
        let mut rows = vec![xlsb::row(0, false, &heading)];
        for (row, (style, number)) in (1..).zip([(1, 7.0), (0, 8.0), (1, 9.0), (2, 11.0)]) {
            let mut cells = vec![xlsb::number(0, style, number)];
            cells.extend(
                (1..)
                    .zip(rest)
                    .map(|(column, text)| xlsb::text(column, text)),
            );
            rows.push(xlsb::row(row, false, &cells));
        }
        bench(
            "a.xlsb",
            xlsb::workbook(&[], &rows, &xlsb::styles(&formats)),
        )
    };
    for bench in [old(false), old(true), binary] {
        let said = read(&bench);
        let expected = "[Answers]:2:A: 2 numbers are read as the sheet shows them, with zeros in front; the first is `00007`";
        assert!(said.contains(expected), "{said}");
        let ran = bench.replacing().select();
        let mut ids: Vec<String> = ran
            .ranked()
            .into_iter()
            .map(|row| row["application"].clone())
            .collect();
        ids.sort();
        assert_eq!(ids, ["00007", "00009", "8"]);
        let ask = &ran.rows("clarify.csv")[0]["ask"];
        assert!(ask.contains("is the id `A-011`?"), "{ask}");
    }
}

#[test]
fn b59_true_dates_are_read_in_both_epochs() {
    let date = |serial: &str, properties: &str| {
        let headings = headings();
        let cells = [
            text("A2", "A-1"),
            format!(r#"<c r="B2" s="1"><v>{serial}</v></c>"#),
            text("C2", "Ana"),
            text("D2", "3"),
            text("E2", "7"),
        ];
        bare_with(
            properties,
            &format!(
                r#"<row r="1">{headings}</row><row r="2">{}</row>"#,
                cells.concat()
            ),
            "<sst/>",
        )
    };
    // 30 March 2020, 9:00.
    for book in [
        date("43920.375", ""),
        date("42458.375", r#"<workbookPr date1904="1"/>"#),
    ] {
        let bench = bench("a.xlsx", book);
        assert!(read(&bench).starts_with("exit 0"), "{}", read(&bench));
        let audit = bench.written("audit.jsonl");
        assert!(audit.contains("2020-03-30T09:00:00"), "{audit}");
    }
}

#[test]
fn b60_a_day_before_march_1900_or_a_bare_serial_is_asked_about() {
    let book = people(|sheet| {
        sheet
            .write_with_format(
                1,
                1,
                59.5,
                &Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            )
            .unwrap();
        sheet.write(2, 1, 43892.375).unwrap();
        let at = ExcelDateTime::from_ymd(2020, 3, 2)
            .unwrap()
            .and_hms(9, 0, 0)
            .unwrap();
        sheet
            .write_datetime_with_format(3, 1, at, &Format::new().set_num_format("yyyy-mm-dd hh:mm"))
            .unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:2:B submitted: `59.5` is no date with a time; write year-month-day, such as `2019-03-28`, then the time, such as `14:03:00`
    a.xlsx[Responses]:3:B submitted: `43892.375` is a number, perhaps a day as Excel counts them; this is asked once, about the whole column, and not of the applicant
    ");
}

#[test]
fn b10_a_control_character_in_a_needed_cell_is_asked_about_and_others_are_noted() {
    // What Word's line break becomes, and what a terminal would obey.
    let years = bench(
        "a.xlsx",
        with_years("", r#"<c r="D2" t="str"><v>3_x000B_</v></c>"#),
    );
    assert_snapshot!(read(&years), @"
    exit 1
    note[control-shown] a.xlsx[S]:2:D: 1 cell holds a control character, which no key types; it is shown as `␋`
    1  received
    ");
    assert_snapshot!(asked(years), @"a.xlsx[S]:2:D years: `3␋` holds the control character `0B`; remove it, or type the cell anew");
    let name = people(|sheet| {
        sheet.write(1, 2, "Ana\u{1b}[31m\u{0}").unwrap();
    });
    let bench = bench("a.xlsx", name);
    assert_snapshot!(read(&bench), @"
    exit 0
    note[control-shown] a.xlsx[Responses]:2:C: 1 cell holds a control character, which no key types; it is shown as `␛`
    4  received
    ");
    for (file, bytes) in bench.replacing().select().files {
        assert!(
            !bytes.contains(&0x1b) || file.ends_with("xlsx"),
            "{file} could steer a terminal"
        );
    }
}

#[test]
fn b47_formulas_of_an_open_document_are_asked_about_and_need_their_result() {
    let headings: String = super::HEADINGS
        .iter()
        .map(|heading| open_cell(heading))
        .collect();
    let book = |formula: &str, result: &str| {
        let rest: String = ["A-1", "2020-03-02T09:00:00", "Ana", "3"]
            .iter()
            .map(|cell| open_cell(cell))
            .collect();
        let formula = format!(r#"<table:table-cell table:formula="{formula}" {result}/>"#);
        let rows = format!(
            "<table:table-row>{headings}</table:table-row><table:table-row>{rest}{formula}</table:table-row>"
        );
        bench("a.ods", open_document(&rows))
    };
    let result = r#"office:value-type="float" office:value="6""#;
    assert_snapshot!(asked(book("of:=SUM([.D2:.D2])*2", result)), @"a.ods[T]:2:E motivation: `6` is what the formula `=SUM(D2:D2)*2` came to when the file was saved; if it is right, put the value in place of the formula (copy, then paste special, values)");
    assert_snapshot!(asked(book("of:=['file:///home/ana/marks.ods'#$S.A1]", result)), @"a.ods[T]:2:E motivation: `6` was fetched from another workbook by the formula; if it is right, put the value in place of the formula (copy, then paste special, values)");
    assert!(
        refused(&book("of:=[.D2]*2", ""))
            .contains("error[formula-unsaved] a.ods[T]:2:E: motivation: the formula `=D2*2`")
    );
}
