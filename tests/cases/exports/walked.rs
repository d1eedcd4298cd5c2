//! Workbooks of millions of cells that hold nothing: refused by counting, before anything walks them.

use super::rules;
use crate::bench::Bench;
use crate::read::workbook::{bare, open_document};
use crate::read::xlsb;

fn refused(name: &str, book: &[u8]) {
    assert!(book.len() < 10 << 20, "{name}: {}", book.len());
    let said = Bench::new(&rules()).file(name, book).select().said;
    assert!(said.words().contains("it names more rows and cells than 2 million"), "{name}: {}", said.words());
}

#[test]
fn hostile_cells20m_and_rows15m_are_refused_by_their_number() {
    // Rows count as cells do, with a prefix or without one.
    refused("a.xlsx", &bare(&"<row/><x:row><c/><x:c/></x:row>".repeat(520_000), ""));
}

#[test]
fn hostile_rows15m_has_neighbours_in_other_formats() {
    refused("a.ods", &open_document(&"<table:table-row><table:table-cell/></table:table-row>".repeat(1_200_000)));
    let records = xlsb::record(0, &[]).repeat(2_100_000);
    refused("a.xlsb", &xlsb::workbook(&[], &[records], &[]));
}

#[test]
fn hostile_cells20m_leaves_a_sheet_alone_that_repeats_its_empty_rows_to_the_end() {
    let cell = crate::read::workbook::open_cell;
    let row = |cells: [&str; 3]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let book = open_document(&format!(
        "{}{}<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        row(["ID", "Submitted", "Score"]),
        row(["a", "2020-03-02 10:00", "5"])
    ));
    let ran = Bench::new(&rules()).file("a.ods", book).select();
    assert_eq!(super::outcome(&ran, "a"), "selected course", "{}", ran.said.words());
}
