//! Small workbooks that hold much, or millions of cells that hold nothing: refused by counting, before anything walks them.

use super::rules;
use crate::bench::Bench;
use crate::table::workbook::{bare, open_document};
use crate::table::xlsb;

fn refused(name: &str, book: &[u8]) {
    assert!(book.len() < 10 << 20, "{name}: {}", book.len());
    let said = Bench::new(&rules()).file(name, book).select().said;
    assert!(
        said.words()
            .contains("it names more rows and cells than 2 million"),
        "{name}: {}",
        said.words()
    );
}

#[test]
fn hostile_cells20m_and_rows15m_are_refused_by_their_number() {
    // Rows count as cells do, with a prefix or without one.
    refused(
        "a.xlsx",
        &bare(&"<row/><x:row><c/><x:c/></x:row>".repeat(520_000), ""),
    );
}

#[test]
fn hostile_rows15m_has_neighbours_in_other_formats() {
    refused(
        "a.ods",
        &open_document(&"<table:table-row><table:table-cell/></table:table-row>".repeat(1_200_000)),
    );
    let records = xlsb::record(0, &[]).repeat(2_100_000);
    refused("a.xlsb", &xlsb::workbook(&[], &[records], &[]));
}

#[test]
fn hostile_cells20m_leaves_a_sheet_alone_that_repeats_its_empty_rows_to_the_end() {
    let cell = crate::table::workbook::open_cell;
    let row = |cells: [&str; 3]| {
        format!(
            "<table:table-row>{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    let book = open_document(&format!(
        "{}{}<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        row(["ID", "Submitted", "Score"]),
        row(["a", "2020-03-02 10:00", "5"])
    ));
    let ran = Bench::new(&rules()).file("a.ods", book).select();
    assert_eq!(
        super::outcome(&ran, "a"),
        "selected course",
        "{}",
        ran.said.words()
    );
}

/// A small workbook that would take time or memory out of all proportion, and what is said of it.
fn out_of_proportion(book: &[u8], words: &str) {
    assert!(book.len() < 10 << 20, "{}", book.len());
    let said = Bench::new(&rules()).file("a.xlsx", book).select().said;
    assert!(said.words().contains(words), "{words}: {}", said.words());
}

#[test]
fn hostile_cells_of_much_text_are_refused_by_the_size_of_the_file() {
    const TEXT: &str = "its cells hold more text than 48 MiB";
    let row = |cells: &str| format!("<row>{cells}</row>");
    let long = "x".repeat(30_000);
    let one = format!("<sst><si><t>{long}</t></si></sst>");
    out_of_proportion(
        &bare(&row(&"<c t=\"s\"><v>0</v></c>".repeat(50)).repeat(40), &one),
        TEXT,
    );
    let inline = row(&format!("<c t=\"inlineStr\"><is><t>{long}</t></is></c>"));
    out_of_proportion(&bare(&inline.repeat(2_000), ""), TEXT);
    out_of_proportion(&bare(&format!("<!--{long}-->").repeat(2_000), ""), TEXT);
    out_of_proportion(
        &bare(
            &row("<c/>"),
            &format!("<sst>{}</sst>", "<si><t>a</t></si>".repeat(700_000)),
        ),
        "it holds more different texts than 500,000",
    );
}

#[test]
fn hostile_cells_of_much_text_leave_a_pile_alone_in_which_all_agree_to_the_same_long_sentence() {
    let consent = "I agree that what I wrote is kept, read by the panel and answered. ".repeat(30);
    let mut rows =
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>"
            .to_owned();
    for number in 0..2_000 {
        rows += &format!(
            "<row><c><v>{number}</v></c><c t=\"inlineStr\"><is><t>2020-03-02 10:{:02}</t></is></c><c><v>5</v></c><c t=\"s\"><v>4</v></c></row>",
            number % 60
        );
    }
    let texts = ["ID", "Submitted", "Score", "Consent", &consent]
        .map(|text| format!("<si><t>{text}</t></si>"))
        .concat();
    let texts = format!("<sst>{texts}</sst>");
    let ran = Bench::new(&rules())
        .file("a.xlsx", bare(&rows, &texts))
        .select();
    assert_eq!(
        ran.said.exit,
        crate::shell::Exit::Done,
        "{}",
        ran.said.words()
    );
}
