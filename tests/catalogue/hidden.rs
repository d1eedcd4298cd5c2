//! Hidden rows, columns and sheets, merged cells, and headings.

use insta::assert_snapshot;
use intake::table::Hidden;
use rust_xlsxwriter::{FilterCondition, Format, Workbook};

use super::{HEADINGS, asked, bench, people, read, refused, select, told, write_people};
use crate::table::workbook::{open_cell, open_document};
use crate::table::{ole, xlsb};

#[test]
fn b24_a_needed_heading_that_stands_twice_is_refused_with_both_columns() {
    let book = people(|sheet| {
        sheet.write(0, 6, "motivation ").unwrap();
        sheet.write(1, 6, 9).unwrap();
    });
    assert_snapshot!(refused(&bench("a.xlsx", book)), @"
    error[heading-twice] a.xlsx[Responses]:1:G: several columns could be the field `motivation`: E `Motivation`, G `motivation`
      help: rename or remove all but one of them in the file, or narrow `headings` in the rules
    ");
}

#[test]
fn b25_an_unused_heading_that_stands_twice_is_noted() {
    let book = people(|sheet| {
        sheet.write_column(0, 5, ["Remarks", "x"]).unwrap();
        sheet.write_column(0, 6, ["Remarks", "y"]).unwrap();
    });
    let bench = bench("a.xlsx", book);
    assert_snapshot!(read(&bench), @"
    exit 0
    4  received
    ");
    assert_snapshot!(crate::bench::plain(&bench.check().out), @"
    rules.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      a.xlsx[Responses]: Excel workbook, sheet Responses; 4 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         years        D `Years of practice`
         motivation   E `Motivation`
         (not used)   F `Remarks`, G `Remarks`
    0 kinds of answers to be asked about; nothing was decided
    ");
}

#[test]
fn b26_a_column_with_answers_and_no_heading_is_asked_about() {
    let book = people(|sheet| {
        sheet.write(2, 5, "in their own words").unwrap();
    });
    assert_snapshot!(read(&bench("a.xlsx", book)), @"
    exit 1
    question[heading-blank] a.xlsx[Responses]:1:F: column F has answers and no heading; it is not read
    4  received
    ");
}

#[test]
fn b30_a_merged_heading_stands_over_each_of_its_columns() {
    let unused = people(|sheet| {
        sheet
            .merge_range(0, 5, 0, 7, "Languages", &Format::new())
            .unwrap();
        sheet.write_row(1, 5, ["English", "French"]).unwrap();
    });
    assert_snapshot!(read(&bench("a.xlsx", unused)), @"
    exit 0
    note[heading-merged] a.xlsx[Responses]:1:F: `Languages` is merged over the columns F to G and taken as the heading of each
    4  received
    ");
    // A heading that was made wide for looks; nothing stands under its second column.
    let wide = people(|sheet| {
        sheet
            .merge_range(0, 4, 0, 5, "Motivation", &Format::new())
            .unwrap();
    });
    assert_snapshot!(read(&bench("a.xlsx", wide)), @"
    exit 0
    4  received
    ");
    // With answers under both columns nobody knows which of them is meant.
    let both = people(|sheet| {
        sheet
            .merge_range(0, 4, 0, 5, "Motivation", &Format::new())
            .unwrap();
        sheet.write(3, 5, 7).unwrap();
    });
    assert_snapshot!(refused(&bench("a.xlsx", both)), @"
    note[heading-merged] a.xlsx[Responses]:1:E: `Motivation` is merged over the columns E to F and taken as the heading of each
    error[heading-twice] a.xlsx[Responses]:1:F: several columns could be the field `motivation`: E `Motivation`, F `Motivation`
      help: rename or remove all but one of them in the file, or narrow `headings` in the rules
    ");
}

#[test]
fn b31_cells_under_merged_cells_are_asked_about() {
    let book = people(|sheet| {
        sheet.merge_range(1, 3, 3, 3, "", &Format::new()).unwrap();
        sheet.write(1, 3, 5).unwrap();
    });
    assert_snapshot!(asked(bench("a.xlsx", book)), @"
    a.xlsx[Responses]:3:D years: the application shares the merged cells D2:D4 with others; unmerge them and write into each cell what holds for it; now only D2 is shown
    a.xlsx[Responses]:4:D years: the application shares the merged cells D2:D4 with others; unmerge them and write into each cell what holds for it; now only D2 is shown
    ");
}

#[test]
fn b32_hidden_rows_are_asked_about() {
    let book = people(|sheet| {
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(4).unwrap();
        // Hidden, and nothing in it.
        sheet.set_row_hidden(9).unwrap();
    });
    let bench = bench("a.xlsx", book);
    assert_snapshot!(refused(&bench), @"
    error[hidden] a.xlsx[Responses]:3: 2 rows are hidden, by hand or by a filter: 3, 5
      help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that whoever stands in them has not applied; or show them in Excel, save, and run again
    ");
    assert_snapshot!(told(&select(&bench, Some(Hidden::Include))), @"
    exit 0
    note[hidden-settled] a.xlsx[Responses]:3: hidden rows, read as asked: 3, 5
    4  received
    ");
    assert_snapshot!(told(&select(&bench, Some(Hidden::Exclude))), @"
    exit 0
    note[hidden-settled] a.xlsx[Responses]:3: 2 hidden rows, left out as asked: 3, 5
    2  received
    ");
    let audit = bench.written("audit.jsonl");
    assert!(
        audit.contains("A-1") && !audit.contains("A-2"),
        "who stands in a hidden row has not applied"
    );
    let manifest = bench.written("manifest.json");
    assert!(
        manifest.contains("hidden rows and columns left out"),
        "{manifest}"
    );
}

#[test]
fn b32_a_filter_left_on_is_asked_about() {
    let book = people(|sheet| {
        sheet.autofilter(0, 0, 4, 4).unwrap();
        sheet
            .filter_column(0, &FilterCondition::new().add_list_filter("A-1"))
            .unwrap();
        for row in 2..=4 {
            sheet.set_row_hidden(row).unwrap();
        }
    });
    assert_snapshot!(refused(&bench("a.xlsx", book)), @"
    error[hidden] a.xlsx[Responses]:3: 3 rows are hidden, by a filter: 3 to 5
      help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that whoever stands in them has not applied; or show them in Excel, save, and run again
    ");
    // A filter that hides nobody leaves nothing to ask.
    let book = people(|sheet| {
        sheet.autofilter(0, 0, 4, 4).unwrap();
    });
    assert_snapshot!(read(&bench("a.xlsx", book)), @"
    exit 0
    4  received
    ");
}

#[test]
fn b32_rows_without_height_are_hidden_too() {
    let book = people(|sheet| {
        sheet.set_row_height(3, 0).unwrap();
    });
    assert!(refused(&bench("a.xlsx", book)).contains("1 row is hidden, by hand or by a filter: 4"));
}

/// Headings and two applications, as rows of an open document; `hide` goes into the second person's row.
fn open_people(columns: &str, hide: &str) -> Vec<u8> {
    let row = |attributes: &str, cells: [&str; 5]| {
        let cells: String = cells.iter().map(|cell| open_cell(cell)).collect();
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let rows = [
        columns.to_owned(),
        row("", HEADINGS),
        row("", ["A-1", "2020-03-02T09:00:00", "Ana", "3", "7"]),
        row(hide, ["A-2", "2020-03-02T09:00:00", "Bora", "3", "8"]),
    ];
    open_document(&rows.concat())
}

#[test]
fn b32_hidden_rows_of_an_open_document_are_asked_about() {
    let bench = bench("a.ods", open_people("", r#"table:visibility="filter""#));
    assert_snapshot!(refused(&bench), @"
    error[hidden] a.ods[T]:3: 1 row is hidden, by a filter: 3
      help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that whoever stands in them has not applied; or show them in Excel, save, and run again
    ");
    assert_snapshot!(told(&select(&bench, Some(Hidden::Exclude))), @"
    exit 0
    note[hidden-settled] a.ods[T]:3: 1 hidden row, left out as asked: 3
    1  received
    ");
}

/// A record of an `.xls` row: which it is, and whether it is hidden.
fn row_record(row: u16, hidden: bool) -> Vec<u8> {
    let flags = if hidden { 0x20 } else { 0 };
    ole::record(
        0x0208,
        &[row, 0, 5, 255, 0, 0, flags, 0]
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    )
}

fn old_people(extra: &[Vec<u8>]) -> Vec<u8> {
    let mut cells = extra.to_vec();
    let rows = [
        HEADINGS,
        ["A-1", "2020-03-02T09:00:00", "Ana", "3", "7"],
        ["A-2", "2020-03-02T09:00:00", "Bora", "3", "8"],
    ];
    for (row, texts) in (0..).zip(rows) {
        cells.extend(
            (0..)
                .zip(texts)
                .map(|(column, text)| ole::label(row, column, text)),
        );
    }
    ole::container("Workbook", ole::workbook(&cells))
}

#[test]
fn b32_hidden_rows_of_an_old_workbook_are_asked_about() {
    let bench = bench(
        "a.xls",
        old_people(&[row_record(1, false), row_record(2, true)]),
    );
    assert_snapshot!(refused(&bench), @"
    error[hidden] a.xls[Answers]:3: 1 row is hidden, by hand or by a filter: 3
      help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that whoever stands in them has not applied; or show them in Excel, save, and run again
    ");
    assert_snapshot!(told(&select(&bench, Some(Hidden::Exclude))), @"
    exit 0
    note[hidden-settled] a.xls[Answers]:3: 1 hidden row, left out as asked: 3
    1  received
    ");
}

#[test]
fn b33_a_hidden_column_that_a_field_needs_is_asked_about() {
    let book = people(|sheet| {
        sheet.set_column_hidden(3).unwrap();
    });
    let bench_ = bench("a.xlsx", book);
    assert_snapshot!(refused(&bench_), @"
    error[hidden] a.xlsx[Responses]:1:D: the column D `Years of practice`, from which the field `years` is read, is hidden
      help: does what it holds count? `--hidden include` reads it, `--hidden exclude` reads the file as if it were not there; or show it in Excel, save, and run again
    ");
    assert_snapshot!(told(&select(&bench_, Some(Hidden::Include))), @"
    exit 0
    note[hidden-settled] a.xlsx[Responses]:column D: hidden columns, read as asked: D
    4  received
    ");
    let left_out = bench(
        "a.xlsx",
        people(|sheet| {
            sheet.set_column_hidden(3).unwrap();
        }),
    );
    assert_snapshot!(crate::bench::plain(&select(&left_out, Some(Hidden::Exclude)).err), @"
    note[hidden-settled] a.xlsx[Responses]:column D: hidden columns, left out as asked: D
    error[heading-missing] a.xlsx[Responses]:1: no column for the field `years`: looked for `Years of practice`
      help: every column of the file is in use
    ");
    // Nobody needs to be asked about a column that nothing is read from.
    let book = people(|sheet| {
        sheet.write_column(0, 5, ["Remarks", "x"]).unwrap();
        sheet.set_column_hidden(5).unwrap();
    });
    assert_snapshot!(read(&bench("a.xlsx", book)), @"
    exit 0
    4  received
    ");
}

#[test]
fn b33_hidden_columns_of_other_formats_are_asked_about_too() {
    let open = r#"<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>"#;
    let open = refused(&bench("a.ods", open_people(open, "")));
    assert!(open.contains("the column D `Years of practice`"), "{open}");
    // First and last column, width, style, flags.
    let column: Vec<u8> = [3_u16, 3, 2000, 0, 1, 0]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    let old = refused(&bench("a.xls", old_people(&[ole::record(0x007D, &column)])));
    assert!(old.contains("the column D `Years of practice`"), "{old}");
}

#[test]
fn b34_hidden_sheets_are_ignored_with_a_note_unless_there_is_no_other() {
    let mut book = Workbook::new();
    write_people(book.add_worksheet());
    for (name, very) in [
        ("Old", false),
        ("Secret", true),
        ("_56F9DC9755BA473782653E2940F9", true),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_column(0, 0, ["ID", "9"]).unwrap();
        if very {
            sheet.set_very_hidden(true)
        } else {
            sheet.set_hidden(true)
        };
    }
    assert_snapshot!(read(&bench("a.xlsx", book.save_to_buffer().unwrap())), @"
    exit 0
    note[sheet-hidden] a.xlsx: hidden sheets, not read: `Old`, `Secret`
    4  received
    ");
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Front").unwrap();
    write_people(
        book.add_worksheet()
            .set_name("Answers")
            .unwrap()
            .set_hidden(true),
    );
    assert_snapshot!(refused(&bench("a.xlsx", book.save_to_buffer().unwrap())), @"
    error[workbook-sheets] a.xlsx: no visible sheet holds anything; hidden are `Answers`
      help: show the sheet with the applications and save, or name it with `--sheet`
    ");
}

#[test]
fn b31_merged_cells_of_other_formats_are_asked_about_too() {
    let cells = [
        open_cell("A-1"),
        open_cell("2020-03-02T09:00:00"),
        open_cell("Ana"),
    ]
    .concat();
    let merged = open_cell("3").replace(
        "office:value-type",
        r#"table:number-rows-spanned="2" office:value-type"#,
    );
    let headings: String = HEADINGS.iter().map(|heading| open_cell(heading)).collect();
    let rows = format!(
        "<table:table-row>{headings}</table:table-row><table:table-row>{cells}{merged}{}</table:table-row>\
         <table:table-row>{}<table:covered-table-cell/>{}</table:table-row>",
        open_cell("7"),
        cells.replace("A-1", "A-2"),
        open_cell("8"),
    );
    assert_snapshot!(asked(bench("a.ods", open_document(&rows))), @"a.ods[T]:3:D years: the application shares the merged cells D2:D3 with others; unmerge them and write into each cell what holds for it; now only D2 is shown");
    // One merged area: first and last row, first and last column.
    let merge: Vec<u8> = [1_u16, 1, 2, 3, 3]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_snapshot!(asked(bench("a.xls", old_people(&[ole::record(0x00E5, &merge)]))), @"a.xls[Answers]:3:D years: `3` shares the merged cells D2:D3 with others; unmerge them and write into each cell what holds for it; now only D2 is shown");
}

#[test]
fn b32_hidden_rows_and_columns_of_a_binary_workbook_are_asked_about() {
    let row = |row: u32, hidden: bool, cells: [&str; 5]| {
        let cells: Vec<_> = (0..)
            .zip(cells)
            .map(|(column, text)| xlsb::text(column, text))
            .collect();
        xlsb::row(row, hidden, &cells)
    };
    let sheet = |hidden_row: bool, hidden_column: bool| {
        let column: Vec<u8> = [3_u32, 3, 2000, 0]
            .into_iter()
            .flat_map(u32::to_le_bytes)
            .chain([u8::from(hidden_column), 0])
            .collect();
        let columns = [
            xlsb::record(390, &[]),
            xlsb::record(60, &column),
            xlsb::record(391, &[]),
        ]
        .concat();
        let rows = [
            row(0, false, HEADINGS),
            row(
                1,
                hidden_row,
                ["A-1", "2020-03-02T09:00:00", "Ana", "3", "7"],
            ),
        ];
        xlsb::workbook(&columns, &rows, &xlsb::styles(&[]))
    };
    assert_snapshot!(refused(&bench("a.xlsb", sheet(true, false))), @"
    error[hidden] a.xlsb[Answers]:2: 1 row is hidden, by hand or by a filter: 2
      help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that whoever stands in them has not applied; or show them in Excel, save, and run again
    ");
    assert_snapshot!(refused(&bench("a.xlsb", sheet(false, true))), @"
    error[hidden] a.xlsb[Answers]:1:D: the column D `Years of practice`, from which the field `years` is read, is hidden
      help: does what it holds count? `--hidden include` reads it, `--hidden exclude` reads the file as if it were not there; or show it in Excel, save, and run again
    ");
    assert_snapshot!(read(&bench("a.xlsb", sheet(false, false))), @"
    exit 0
    1  received
    ");
}
