//! Workbooks, made on the fly.

use std::io::{Cursor, Write as _};
use std::time::Instant;

use insta::assert_snapshot;
use intake::table::{HeadingId, Options};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::bench::{read_files, shown, shown_with, table};
use super::xlsb;

/// A workbook with one sheet, `Responses`, of texts from A1 on.
fn texts(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    for (at, row) in (0..).zip(rows) {
        sheet.write_row(at, 0, row.iter().copied()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A sound `.xlsx`.
pub(super) fn small() -> Vec<u8> {
    texts(&[&["id", "name"], &["1", "Ana"], &["2", "Ben"]])
}

/// A zip archive of these parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small archive with one part that unpacks to so many MiB.
pub(crate) fn bomb(size: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let quick = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("xl/workbook.xml", quick).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..size {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same three times: together they unpack to more than any of them.
fn bombs(size: usize) -> Vec<u8> {
    let packed = bomb(size);
    let mut packed = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["xl/workbook.xml", "xl/part1.xml", "xl/part2.xml"] {
        zip.raw_copy_file_rename(packed.by_index_raw(0).unwrap(), name)
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The smallest `.xlsx` around a sheet and its shared texts, both as XML; style 1 is a date.
pub(crate) fn bare(sheet: &str, shared: &str) -> Vec<u8> {
    bare_with("", sheet, shared)
}

pub(crate) fn bare_with(properties: &str, sheet: &str, shared: &str) -> Vec<u8> {
    let parts = bare_parts(properties, sheet, shared);
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_str()))
        .collect();
    archive(&parts)
}

/// The parts of [`bare_with`].
pub(crate) fn bare_parts(properties: &str, sheet: &str, shared: &str) -> Vec<(String, String)> {
    let relation = |id: &str, kind: &str, target: &str| {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!(r#"<Relationship Id="{id}" Type="{base}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &str| format!("<Relationships>{all}</Relationships>");
    let parts = [
        (
            "_rels/.rels",
            relations(&relation("r1", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook>{properties}<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&relation("r1", "worksheet", "worksheets/sheet1.xml")),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", shared.to_owned()),
        (
            "xl/styles.xml",
            r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
                .to_owned(),
        ),
    ];
    parts.map(|(name, part)| (name.to_owned(), part)).into()
}

#[test]
fn a_sheet_is_what_the_workbook_says_is_one_whatever_its_part_is_called() {
    let cell =
        |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let sheet = format!(
        r#"<row r="1">{}</row><row r="2" hidden="1">{}</row>"#,
        cell("A1", "id"),
        cell("A2", "7")
    );
    let read = |name: &str| {
        let parts = bare_parts("", &sheet, "<sst/>");
        let named = |text: &str| text.replace("worksheets/sheet1.xml", name);
        let parts: Vec<(String, String)> = parts
            .iter()
            .map(|(part, content)| (named(part), named(content)))
            .collect();
        let parts: Vec<(&str, &str)> = parts
            .iter()
            .map(|(part, content)| (part.as_str(), content.as_str()))
            .collect();
        shown("a.xlsx", &archive(&parts))
    };
    let usual = read("worksheets/sheet1.xml");
    assert!(usual.contains("hidden"), "{usual}");
    for name in [
        "worksheets/first",
        "worksheets/my-styles.xml",
        "worksheets/Workbook.xml",
    ] {
        assert_eq!(read(name), usual, "{name}");
    }
}

#[test]
fn a_table_reads_the_same_from_csv_and_from_excel() {
    let rows: &[&[&str]] = &[
        &["id", "name", "why"],
        &["1", "Ana", "a, \"b\"\nc"],
        &["2", "", "d"],
        &["3", "Žana", ""],
    ];
    let mut csv = csv::Writer::from_writer(Vec::new());
    for row in rows {
        csv.write_record(*row).unwrap();
    }
    let csv = csv.into_inner().unwrap();
    let (sheets, findings) = read_files(
        &[("a.xlsx", &texts(rows)), ("a.csv", &csv)],
        &Options::default(),
    );
    assert_eq!(findings, []);
    let cells = |at: usize| {
        let mut cells = Vec::new();
        let sheet = &sheets[at];
        sheet.visit(0..sheet.len(), |_, row| {
            cells.extend((0..3).map(|column| row.get(HeadingId(column)).to_owned()));
        });
        (sheet.headings.clone(), cells)
    };
    assert_eq!(cells(0), cells(1));
}

#[test]
fn numbers_dates_and_truths_become_the_text_excel_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let duration = Format::new().set_num_format("[h]:mm:ss");
    sheet.write_row(0, 0, ["value", "text"]).unwrap();
    for (row, number) in (1..).zip([4.6, 0.1 + 0.2, 1e21, 3.0, 1.0 / 3.0, -0.5]) {
        sheet.write(row, 0, number).unwrap();
    }
    sheet
        .write_datetime_with_format(7, 0, ExcelDateTime::from_ymd(2019, 3, 28).unwrap(), &date)
        .unwrap();
    let at = ExcelDateTime::from_ymd(2019, 3, 28)
        .unwrap()
        .and_hms(14, 3, 0)
        .unwrap();
    sheet.write_datetime_with_format(8, 0, at, &moment).unwrap();
    sheet
        .write_with_format(9, 0, 27.5 / 24.0, &duration)
        .unwrap();
    sheet.write_with_format(10, 0, 59, &date).unwrap();
    sheet.write(11, 0, true).unwrap();
    sheet
        .write(12, 0, Formula::new("=NA()").set_result("#N/A"))
        .unwrap();
    sheet
        .write(13, 0, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write(14, 0, "007").unwrap();
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    a.xlsx[Sheet1] (Excel workbook, sheet Sheet1)
    1: A=value | B=text
    2: 4.6 | _
    3: 0.3 | _
    4: 1E+21 | _
    5: 3 | _
    6: 0.333333333333333 | _
    7: -0.5 | _
    8: 2019-03-28 | _
    9: 2019-03-28T14:03:00 | _
    10: 27:30:00 | _
    11: 59 | _
    12: TRUE | _
    13: #N/A | _
    14: #DIV/0! | _
    15: 007 | _
    ");
}

#[test]
fn whole_numbers_keep_every_digit_a_double_holds_and_say_when_digits_are_lost() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "id").unwrap();
    let numbers = [
        1234567890123456_i64,
        1234567890123457,
        -9007199254740991,
        9007199254740992,
        1234567890123456789,
    ];
    for (row, number) in (1..).zip(numbers) {
        // What a double cannot hold is lost here, as it is when a person types it into Excel.
        sheet.write(row, 0, number).unwrap();
    }
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    a.xlsx[Sheet1] (Excel workbook, sheet Sheet1)
    1: A=id
    2: 1234567890123456
    3: 1234567890123457
    4: -9007199254740991
    5: 9.00719925474099E+15
    6: 1.23456789012346E+18
    ");
}

#[test]
fn a_workbook_that_counts_from_1904_gives_the_same_dates() {
    let sheet = |serial: &str| {
        let heading = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c></row>"#;
        let dates = format!(
            r#"<c r="A2" s="1"><v>{serial}</v></c><c r="B2" t="d"><v>2019-03-28T00:00:00</v></c>"#
        );
        format!(r#"{heading}<row r="2">{dates}</row>"#)
    };
    let from_1904 = bare_with(
        r#"<workbookPr date1904="1"/>"#,
        &sheet("42090"),
        "<sst></sst>",
    );
    assert_eq!(
        shown("a.xlsx", &from_1904),
        shown("a.xlsx", &bare(&sheet("43552"), "<sst></sst>"))
    );
    assert_snapshot!(shown("a.xlsx", &from_1904), @"
    a.xlsx[S] (Excel workbook, sheet S)
    1: A=when | B=_
    2: 2019-03-28 | 2019-03-28
    question [heading-blank] a.xlsx[S]:1:B: column B has answers and no heading; it is not read
    ");
}

#[test]
fn a_table_at_c9_keeps_its_addresses() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(8, 2, ["id", "", "name"]).unwrap();
    sheet.write_row(9, 2, ["1", "x", "Ana"]).unwrap();
    sheet.write_row(12, 2, ["2", "", "", "stray"]).unwrap();
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    a.xlsx[Sheet1] (Excel workbook, sheet Sheet1)
    9: C=id | D=_ | E=name | F=_
    10: 1 | x | Ana | _
    13: 2 | _ | _ | stray
    note [blank-row] a.xlsx[Sheet1]:11: 2 blank rows, skipped; this is the first
    question [heading-blank] a.xlsx[Sheet1]:9:D: column D has answers and no heading; it is not read
    question [heading-blank] a.xlsx[Sheet1]:9:F: column F has answers and no heading; it is not read
    ");
}

#[test]
fn of_two_sheets_one_must_be_named() {
    let mut book = Workbook::new();
    for name in ["First call", "Second call"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_column(0, 0, ["id", name]).unwrap();
    }
    book.add_worksheet().set_name("Empty").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_snapshot!(shown("a.xlsx", &bytes), @"
    error [workbook-sheets] a.xlsx: several sheets could hold the applications: `First call`, `Second call`
      help: name the right one with `--sheet`
    ");
    let named = |name: &str| Options {
        sheet: Some(name.to_owned()),
        ..Options::default()
    };
    assert_snapshot!(shown_with("a.xlsx", &bytes, &named("second CALL")), @"
    a.xlsx[Second call] (Excel workbook, sheet Second call)
    1: A=id
    2: Second call
    ");
    assert_snapshot!(shown_with("a.xlsx", &bytes, &named("Third")), @"
    error [workbook-sheets] a.xlsx: there is no sheet `Third`; the sheets are `First call`, `Second call`, `Empty`
      help: name one of them with `--sheet`
    ");
}

#[test]
fn hidden_sheets_are_left_out_with_a_note() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Shown")
        .unwrap()
        .write_column(0, 0, ["id", "1"])
        .unwrap();
    let hidden = book.add_worksheet().set_name("Old").unwrap();
    hidden.set_hidden(true);
    hidden.write_column(0, 0, ["id", "2"]).unwrap();
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    a.xlsx[Shown] (Excel workbook, sheet Shown)
    1: A=id
    2: 1
    note [sheet-hidden] a.xlsx: hidden sheets, not read: `Old`
    ");
}

#[test]
fn a_workbook_without_applications_says_so() {
    assert_snapshot!(shown("a.xlsx", &texts(&[])), @"
    error [file-empty] a.xlsx: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
    assert_snapshot!(shown("a.xlsx", &texts(&[&["id", "name"]])), @"
    error [file-empty] a.xlsx[Responses]: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
}

#[test]
fn damaged_workbooks_and_other_archives_are_refused_in_plain_words() {
    let sound = small();
    assert_snapshot!(shown("a.xlsx", &sound[..sound.len() / 2]), @"
    error [file-unreadable] a.xlsx: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    assert_snapshot!(shown("a.xlsx", &archive(&[("word/document.xml", "<w/>")])), @"
    error [file-unreadable] a.xlsx: this is another kind of document, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
    let twice = archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("XL/Workbook.xml", "<workbook/>"),
    ]);
    assert_snapshot!(shown("a.xlsx", &twice), @"
    error [file-unreadable] a.xlsx: the workbook holds a part of one name twice: `xl/workbook.xml`
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
}

#[test]
fn a_number_in_a_column_beyond_any_sheet_is_refused_before_it_costs_anything() {
    let rows = [
        xlsb::row(0, false, &[xlsb::text(0, "id")]),
        xlsb::row(1, false, &[xlsb::number(0xFFFF_FF00, 0, 1.5)]),
    ];
    let said = shown("a.xlsb", &xlsb::workbook(&[], &rows, &xlsb::styles(&["0"])));
    assert!(
        said.contains("only the first 1,000 columns are read"),
        "{said}"
    );
}

#[test]
fn a_cell_in_the_far_corner_is_refused_before_it_costs_anything() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_column(0, 0, ["id", "1"]).unwrap();
    sheet.write(1_048_575, 16_383, "far").unwrap();
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    error [workbook-limit] a.xlsx[Sheet1]:1048576:XFD: a cell in column XFD; only the first 1,000 columns are read
      help: remove what stands so far to the right, or copy the applications into a new workbook
    ");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_column(0, 0, ["id", "1"]).unwrap();
    sheet.write(1_048_575, 0, "2").unwrap();
    assert_snapshot!(shown("a.xlsx", &book.save_to_buffer().unwrap()), @"
    a.xlsx[Sheet1] (Excel workbook, sheet Sheet1)
    1: A=id
    2: 1
    1048576: 2
    note [blank-row] a.xlsx[Sheet1]:3: 1048573 blank rows, skipped; this is the first
    ");
}

#[test]
fn false_claims_about_shared_texts_are_refused() {
    let row = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    assert_snapshot!(shown("a.xlsx", &bare(row, r#"<sst uniqueCount="999999999999"><si><t>id</t></si></sst>"#)), @"
    error [workbook-limit] a.xlsx: too large a workbook: it holds more than 20 million different texts
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

/// Once a part that ended inside of a tag was read for ever, and one with many brackets in it took the square of their number.
#[test]
fn a_part_that_ends_inside_of_a_tag_or_is_one_long_tag_is_refused_at_once() {
    let row = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let before = Instant::now();
    for open in [
        r#"<sst count="1>"#,
        "<sst a='>>",
        "<!-- ->",
        "<?xml >",
        "<![CDATA[ >",
        "<",
    ] {
        assert!(
            shown("a.xlsx", &bare(row, open)).contains("damaged or cut short"),
            "{open}"
        );
    }
    let brackets = ">".repeat(1 << 20);
    for tag in [format!("<sst a=\"{brackets}"), format!("<!--{brackets}")] {
        assert!(
            shown("a.xlsx", &bare(row, &tag)).contains("damaged or cut short"),
            "{}",
            &tag[..9]
        );
    }
    assert!(before.elapsed().as_secs() < 10, "{:?}", before.elapsed());
}

#[test]
fn a_small_archive_that_unpacks_to_gigabytes_is_refused() {
    assert_snapshot!(shown("a.xlsx", &bombs(400)), @"
    error [workbook-limit] a.xlsx: too large a workbook: it unpacks to more than 1 GiB
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

#[test]
fn a_cell_that_stands_twice_is_refused() {
    let cell = |text: &str| format!(r#"<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = format!(r#"<row r="1">{}{}</row>"#, cell("id"), cell("name"));
    assert_snapshot!(shown("a.xlsx", &bare(&row, "<sst></sst>")), @"
    error [file-unreadable] a.xlsx[S]:1:A: the cell stands twice in the file, or in the wrong order
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
}

#[test]
fn a_control_character_is_named_with_its_cell() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="A2" t="str"><v>_x001B_[31m</v></c></row>"#;
    assert_snapshot!(shown("a.xlsx", &bare(rows, "<sst></sst>")), @"
    a.xlsx[S] (Excel workbook, sheet S)
    1: A=id
    2: ␛[31m
    note [control-shown] a.xlsx[S]:2:A: 1 cell holds a control character, which no key types; it is shown as `␛`
    ");
}

/// An OpenDocument spreadsheet around the rows of its one table.
pub(crate) fn open_document(rows: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        (
            "content.xml",
            &format!(
                r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
            ),
        ),
    ])
}

pub(crate) fn open_cell(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

#[test]
fn open_document_spreadsheets_read_too() {
    let rows = [
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        &format!(
            "<table:table-row><table:table-cell/>{}{}</table:table-row>",
            open_cell("id"),
            open_cell("score")
        ),
        &format!(
            r#"<table:table-row><table:table-cell/>{}<table:table-cell office:value-type="float" office:value="4.6"/></table:table-row>"#,
            open_cell("1")
        ),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
    ];
    assert_snapshot!(shown("a.ods", &open_document(&rows.concat())), @"
    a.ods[T] (OpenDocument spreadsheet, sheet T)
    3: B=id | C=score
    4: 1 | 4.6
    ");
}

#[test]
fn repeated_cells_of_an_open_document_are_counted_before_they_are_made() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>"#;
    let row = format!(
        r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#
    );
    assert_snapshot!(shown("a.ods", &open_document(&row)), @"
    error [workbook-limit] a.ods: too large a workbook: its cells, those between them counted, are more than 2 million and one for every eight bytes of it
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
    let spaces = open_cell(r#"a<text:s text:c="4000000000"/>"#);
    assert_snapshot!(shown("a.ods", &open_document(&format!("<table:table-row>{spaces}</table:table-row>"))), @"
    error [workbook-limit] a.ods: too large a workbook: its cells hold more text than 48 MiB and eight bytes for every byte of it
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

/// Once a file of two kilobytes took all the memory there was.
#[test]
fn repeated_texts_of_an_open_document_are_counted_before_they_are_made() {
    let long = "x".repeat(1 << 20);
    let cell = |attributes: &str, text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |attributes: &str, cells: &str| {
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let heading = row("", &open_cell("id"));
    let value = |attributes: &str| {
        format!(
            r#"<table:table-cell {attributes} office:string-value="{}"/>"#,
            &long[200..]
        )
    };
    for rows in [
        row("", &cell(r#"table:number-columns-repeated="300""#, &long)),
        row(r#"table:number-rows-repeated="300""#, &cell("", &long)),
        row(
            r#"table:number-rows-repeated="20""#,
            &cell(r#"table:number-columns-repeated="20""#, &long),
        ),
        row(
            r#"table:number-rows-repeated="300""#,
            &value(r#"office:value-type="string""#),
        ),
        row(
            r#"table:number-rows-repeated="300""#,
            &cell("", r#"a<text:s text:c="1000000"/>"#),
        ),
    ] {
        let shown = shown("a.ods", &open_document(&format!("{heading}{rows}")));
        assert_eq!(
            shown,
            "\
            error [workbook-limit] a.ods: too large a workbook: its cells hold more text than 48 MiB and eight bytes for every byte of it\n  \
            help: copy the applications into a new workbook, or export them as `CSV UTF-8`\n"
        );
    }
    // The blank cells with which LibreOffice fills a table cost nothing.
    let blank = |inside: &str| {
        let blank = format!(
            r#"<table:table-cell table:number-columns-repeated="16384">{inside}</table:table-cell>"#
        );
        row(r#"table:number-rows-repeated="1048000""#, &blank)
    };
    let table = format!(
        "{heading}{}{}{}",
        row("", &open_cell("1")),
        blank(""),
        blank("\n")
    );
    let shown = shown("a.ods", &open_document(&table));
    assert!(shown.contains("2: 1\n"), "{shown}");
}

#[test]
fn parts_of_a_sheet_add_up_to_the_whole() {
    let (sheets, _) = read_files(&[("a.xlsx", &small())], &Options::default());
    let sheet = &sheets[0];
    let mut rows = String::new();
    for at in 0..sheet.len() {
        sheet.visit(at..at + 1, |row, cells| {
            rows.push_str(&format!(
                "{row}: {} | {}\n",
                cells.get(HeadingId(0)),
                cells.get(HeadingId(1))
            ));
        });
    }
    assert_eq!(table(sheet), format!("1: A=id | B=name\n{rows}"));
}
