//! Files as a whole: protected, damaged, hostile, too large, or not what their name says.

use std::time::Instant;

use insta::assert_snapshot;
use rust_xlsxwriter::Workbook;

use super::{HEADINGS, bench, people, read, refused, write_people};
use crate::table::ole;
use crate::table::workbook::{archive, bare, bomb, open_document};

#[test]
fn b38_an_encrypted_workbook_is_refused() {
    assert_snapshot!(refused(&bench("a.xlsx", ole::locked())), @"
    error[workbook-locked] a.xlsx: the workbook is protected by a password
      help: remove the password and save again
    ");
    let manifest = r#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let open = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{7}\u{1}no xml"),
    ]);
    assert!(refused(&bench("a.ods", open)).contains("protected by a password"));
}

#[test]
fn b39_a_protected_sheet_that_is_not_encrypted_is_read() {
    let book = people(|sheet| {
        sheet.protect_with_password("secret");
    });
    assert_snapshot!(read(&bench("a.xlsx", book)), @"
    exit 0
    4  received
    ");
}

#[test]
fn b40_a_damaged_or_truncated_workbook_is_refused() {
    let sound = people(|_| ());
    for length in [30, sound.len() / 2, sound.len() - 30] {
        assert!(
            refused(&bench("a.xlsx", &sound[..length]))
                .contains("the workbook is damaged or cut short")
        );
    }
    let mut changed = sound.clone();
    let sheet = sound
        .windows(24)
        .position(|window| window == b"xl/worksheets/sheet1.xml")
        .unwrap();
    changed[sheet + 40..sheet + 80].fill(0x55);
    assert_snapshot!(refused(&bench("a.xlsx", changed)), @"
    error[file-unreadable] a.xlsx: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
}

#[test]
fn b41_bombs_and_entities_are_refused() {
    let entities =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>"#;
    assert_snapshot!(refused(&bench("a.xlsx", bare(r#"<row r="1"/>"#, &format!("{entities}<sst/>")))), @"
    error[file-unreadable] a.xlsx: the workbook declares texts of its own that unfold into others or into other files (a DOCTYPE, with XML entities), which no spreadsheet program writes
      help: ask whoever sent it for the form tool's own export; do not open it in a spreadsheet program
    ");
    let rows = format!(
        r#"{entities}<row r="1"><c r="A1" t="str"><v>&b;</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#
    );
    assert_snapshot!(refused(&bench("a.xlsx", bare(&rows, "<sst/>"))), @"
    error[file-unreadable] a.xlsx: the workbook declares texts of its own that unfold into others or into other files (a DOCTYPE, with XML entities), which no spreadsheet program writes
      help: ask whoever sent it for the form tool's own export; do not open it in a spreadsheet program
    ");
    let rows = r#"<row r="1"><c r="A1" t="str"><v>&b;</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    assert_snapshot!(refused(&bench("a.xlsx", bare(rows, "<sst/>"))), @"
    error[file-unreadable] a.xlsx: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    assert_snapshot!(refused(&bench("a.xlsx", bomb(1100))), @"
    error[workbook-limit] a.xlsx: too large a workbook: it unpacks to more than 1 GiB
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
    // Wherever it stands.
    let book = |parts: &[(&str, &str)]| {
        let mut whole = crate::table::workbook::bare_parts("", r#"<row r="1"/>"#, "<sst/>");
        for (name, part) in parts {
            whole.retain(|(other, _)| other != name);
            whole.push(((*name).to_owned(), (*part).to_owned()));
        }
        let whole: Vec<_> = whole
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_str()))
            .collect();
        refused(&bench("a.xlsx", archive(&whole)))
    };
    for name in [
        "xl/workbook.xml",
        "xl/styles.xml",
        "_rels/.rels",
        "xl/worksheets/sheet1.xml",
        "xl/theme/theme1.xml",
    ] {
        let said = book(&[(name, &format!("<?xml version=\"1.0\"?>{entities}<x/>"))]);
        assert!(said.contains("XML entities"), "{name}: {said}");
    }
    let open = refused(&bench("a.ods", open_document("<!DOCTYPE x>")));
    assert!(open.contains("XML entities"), "{open}");
}

#[test]
fn b42_a_cell_in_the_far_corner_is_refused_at_once() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    write_people(sheet);
    sheet.write(1_048_575, 16_383, "far").unwrap();
    let bench = bench("a.xlsx", book.save_to_buffer().unwrap());
    let before = Instant::now();
    assert_snapshot!(refused(&bench), @"
    error[workbook-limit] a.xlsx[Responses]:1048576:XFD: a cell in column XFD; only the first 1,000 columns are read
      help: remove what stands so far to the right, or copy the applications into a new workbook
    ");
    assert!(before.elapsed().as_secs() < 5, "{:?}", before.elapsed());
}

#[test]
fn b43_parts_that_stand_twice_or_lead_out_are_refused() {
    let twice = archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl\\Workbook.xml", "<workbook/>"),
    ]);
    assert_snapshot!(refused(&bench("a.xlsx", twice)), @"
    error[file-unreadable] a.xlsx: the workbook holds a part of one name twice: `xl/workbook.xml`
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    // Twice the very same name, which no writer of archives allows.
    let mut same = archive(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/workbook.xmk", "<other/>"),
    ]);
    for at in 0..same.len() - 15 {
        if &same[at..at + 15] == b"xl/workbook.xmk" {
            same[at + 14] = b'l';
        }
    }
    assert_snapshot!(refused(&bench("a.xlsx", same)), @"
    error[file-unreadable] a.xlsx: the workbook holds a part of one name twice: `xl/workbook.xml`
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    for name in [
        "../outside.xml",
        "xl/../../outside.xml",
        "/xl/workbook.xml",
        "C:/workbook.xml",
        "..\\outside.xml",
    ] {
        let astray = archive(&[("xl/workbook.xml", "<workbook/>"), (name, "")]);
        let said = refused(&bench("a.xlsx", astray));
        assert!(said.contains("leads out of it"), "{name}: {said}");
    }
}

fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn b44_a_cell_or_row_that_stands_twice_is_refused_at_its_address() {
    let heading = format!(
        r#"<row r="1">{}{}</row>"#,
        text("A1", "ID"),
        text("B1", "Name")
    );
    let cells = |cells: &str| bench("a.xlsx", bare(&format!("{heading}{cells}"), "<sst/>"));
    assert_snapshot!(refused(&cells(&format!(r#"<row r="2">{}{}</row>"#, text("B2", "1"), text("B2", "2")))), @"
    error[file-unreadable] a.xlsx[S]:2:B: the cell stands twice in the file, or in the wrong order
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    // Blank ones, rows that go back, and cells in a row that is not theirs: readers differ in what they make of them.
    let blank = r#"<c r="B2"/>"#;
    let far = text("A3", "9");
    for (rows, at) in [
        (
            format!(r#"<row r="2">{}{blank}</row>"#, text("B2", "1")),
            "2:B",
        ),
        (
            format!(
                r#"<row r="3">{far}</row><row r="2">{}</row>"#,
                text("A2", "1")
            ),
            "2:A",
        ),
        (
            format!(r#"<row r="3">{far}</row><row r="3">{far}</row>"#),
            "3:A",
        ),
        (format!(r#"<row r="2">{far}</row>"#), "3:A"),
    ] {
        let said = refused(&cells(&rows));
        assert!(
            said.contains(&format!("a.xlsx[S]:{at}: the cell stands twice")),
            "{rows}\n{said}"
        );
    }
}

#[test]
fn b45_what_is_called_xls_and_is_none_is_named() {
    assert_snapshot!(refused(&bench("a.xls", "<html><body><table><tr><td>ID</td></tr></table></body></html>")), @"
    error[file-unreadable] a.xls: this is a web page, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
    let old = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>"#;
    assert_snapshot!(refused(&bench("a.xls", old)), @"
    error[file-unreadable] a.xls: this is a workbook in the XML format of Excel 2003, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
    for sylk in [
        "ID;PWXL;N;E\r\nP;PGeneral\r\n",
        "ID;PSCALC3\nC;X1;Y1;K\"ID\"\nE\n",
    ] {
        let said = refused(&bench("a.xls", sylk));
        assert!(said.contains("this is a SYLK spreadsheet"), "{said}");
    }
    assert!(
        refused(&bench("a.xls", "MIME-Version: 1.0\n"))
            .contains("this is a web page saved as one file")
    );
    let csv = format!(
        "{}\nA-1,2020-03-02T09:00:00,Ana,3,7.5\n",
        HEADINGS.join(",")
    );
    assert_snapshot!(refused(&bench("a.xls", &csv)), @"
    error[file-unreadable] a.xls: its name ends in `.xls`, but it is no workbook: it is plain text, perhaps a CSV
      help: if it came from the form tool like this, give it a name that ends in `.csv` and run again; if not, export it again
    ");
    for name in ["a.XLSX", "a.xlsm", "a.xlsb", "a.ods"] {
        assert!(
            refused(&bench(name, &csv)).contains("it is no workbook: it is plain text"),
            "{name}"
        );
    }
    for name in ["a.csv", "a.txt", "a.tsv", "a", "a.xls.csv"] {
        assert!(read(&bench(name, &csv)).starts_with("exit 0"), "{name}");
    }
    // What is read right and cannot be taken for anything else is read, and it is said.
    assert_snapshot!(read(&bench("a.csv", people(|_| ()))), @"
    exit 0
    note[misnamed] a.csv: its name ends in `.csv`, but it is a workbook, and read as such
    4  received
    ");
    // A heading that begins like SYLK makes no table one.
    let headings = csv.replace("ID,", "ID;PLACE,");
    assert!(!refused(&bench("a.csv", headings)).contains("SYLK"));
}

#[test]
fn b46_a_workbook_of_excel_4_or_older_is_refused() {
    for start in [
        [0x09, 0x00, 0x04, 0x00],
        [0x09, 0x02, 0x06, 0x00],
        [0x09, 0x04, 0x06, 0x00],
    ] {
        let old = [&start[..], &[0; 60]].concat();
        assert!(refused(&bench("a.xls", old)).contains("a workbook of Excel 4 or older"));
    }
    assert_snapshot!(refused(&bench("a.xls", [0x09, 0x04, 0x06, 0x00, 0, 0, 0, 0, 0, 0])), @"
    error[file-unreadable] a.xls: this is a workbook of Excel 4 or older, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
}

#[test]
fn b85_a_text_of_more_than_a_mebibyte_is_refused_at_its_cell() {
    let long = "x".repeat((1 << 20) + 1);
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}{}</row>"#,
        text("A1", "ID"),
        text("B1", "Name"),
        text("A2", "1"),
        text("B2", &long)
    );
    assert_snapshot!(refused(&bench("a.xlsx", bare(&rows, "<sst/>"))), @"
    error[long-cell] a.xlsx[S]:2:B: the cell holds more than 1 MiB of text
      help: shorten the text, or put it into a file of its own
    ");
    let csv = |name: &str| {
        format!(
            "{}\nA-1,2020-03-02T09:00:00,{name},3,7.5\n",
            HEADINGS.join(",")
        )
    };
    assert_snapshot!(refused(&bench("a.csv", csv(&long))), @"
    error[long-cell] a.csv:2:C: the cell holds more than 1 MiB of text
      help: shorten the text, or put it into a file of its own
    ");
    // One that Excel could not hold, but a person could have written.
    assert_snapshot!(read(&bench("a.csv", csv(&long[..40_000]))), @"
    exit 0
    1  received
    ");
}

#[test]
fn b86_a_row_beyond_the_last_is_refused() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="1048577">{}</row>"#,
        text("A1", "ID"),
        text("A1048577", "1")
    );
    assert_snapshot!(refused(&bench("a.xlsx", bare(&rows, "<sst/>"))), @"
    error[workbook-limit] a.xlsx[S]: a cell in row 1048577, beyond the last row of a sheet
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

#[test]
fn b86_columns_beyond_the_last_of_a_table_of_text_are_refused() {
    let columns =
        |head: usize, row: usize| format!("ID{}\n1{}\n", ",".repeat(head), ",".repeat(row));
    assert_snapshot!(refused(&bench("a.csv", columns(16_384, 1))), @"
    error[too-large] a.csv:1: the table has more than 16,384 columns
      help: is it what the form tool exported? then divide it into several files and give all of them
    ");
    assert!(
        refused(&bench("a.csv", columns(1, 16_384)))
            .contains("a.csv:2: the table has more than 16,384 columns")
    );
    assert!(refused(&bench("a.csv", columns(1, 16_383))).contains("heading-missing"));
}

#[test]
fn b41_lists_and_texts_that_would_take_the_memory_are_refused_before_they_are_read() {
    let book = |styles: &str, shared: &str| {
        let mut parts = crate::table::workbook::bare_parts("", r#"<row r="1"/>"#, shared);
        parts.retain(|(name, _)| name != "xl/styles.xml");
        parts.push(("xl/styles.xml".to_owned(), styles.to_owned()));
        let parts: Vec<_> = parts
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_str()))
            .collect();
        refused(&bench("a.xlsx", archive(&parts)))
    };
    let styles = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        "<xf/>".repeat(1_000_001)
    );
    assert_snapshot!(book(&styles, "<sst/>"), @"
    error[workbook-limit] a.xlsx: too large a workbook: it lists more than 1 million styles, relationships or sheets
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat((8 << 20) + 1));
    assert_snapshot!(book("<styleSheet/>", &long), @"
    error[workbook-limit] a.xlsx: too large a workbook: it holds a text of more than 8 MiB
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}
