//! Which sheet is read, and where on it.

use insta::assert_snapshot;
use intake::table::Options;
use rust_xlsxwriter::Workbook;

use super::{HEADINGS, bench, read, refused, told, with, write_people};
use crate::table::workbook::archive;

#[test]
fn b35_of_several_sheets_one_must_be_named() {
    let mut book = Workbook::new();
    write_people(book.add_worksheet().set_name("Responses").unwrap());
    book.add_worksheet()
        .set_name("Panel notes")
        .unwrap()
        .write_column(0, 0, ["Note", "call A-2"])
        .unwrap();
    let bench = bench("a.xlsx", book.save_to_buffer().unwrap());
    assert_snapshot!(refused(&bench), @"
    error[workbook-sheets] a.xlsx: several sheets could hold the applications: `Responses`, `Panel notes`
      help: name the right one with `--sheet`
    ");
    let named = Options {
        sheet: Some("responses".to_owned()),
        ..Options::default()
    };
    assert_snapshot!(told(&with(&bench, named)), @"
    exit 0
    4  received
    ");
}

#[test]
fn b36_a_workbook_of_charts_or_macros_alone_is_refused() {
    let only = |kind: &str| {
        let relations = |kind: &str, target: &str| {
            format!(
                r#"<Relationships><Relationship Id="r1" Type="http://schemas.x/relationships/{kind}" Target="{target}"/></Relationships>"#
            )
        };
        archive(&[
            (
                "_rels/.rels",
                &relations("officeDocument", "xl/workbook.xml"),
            ),
            (
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="M" sheetId="1" r:id="r1"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &relations(kind, "sheets/sheet1.xml"),
            ),
        ])
    };
    assert_snapshot!(refused(&bench("a.xlsx", only("chartsheet"))), @"
    error[workbook-sheets] a.xlsx: the workbook holds no sheet with cells, only charts, dialogues or macros
      help: save the sheet with the applications as `.xlsx` or as `CSV UTF-8`
    ");
    assert_snapshot!(refused(&bench("a.xlsm", only("xlMacrosheet"))), @"
    error[workbook-sheets] a.xlsm: the workbook holds a macro sheet of an old Excel
      help: copy the sheet with the applications into a new workbook, and save that as `.xlsx`
    ");
}

#[test]
fn b37_a_table_that_does_not_start_at_a1_keeps_its_addresses() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    sheet.write_row(8, 2, HEADINGS).unwrap();
    sheet
        .write_row(9, 2, ["A-1", "2020-03-02T09:00:00", "Ana", "three", "7"])
        .unwrap();
    let bench = bench("a.xlsx", book.save_to_buffer().unwrap());
    assert_snapshot!(read(&bench), @"
    exit 1
    1  received
    ");
    assert_snapshot!(super::asked(bench), @"a.xlsx[Responses]:10:F years: `three` is no number; write digits only, such as `7` or `7.5`");
}
