//! A large text is read in blocks: a run must not show where one ended.

use std::cell::Cell;
use std::io::{self, Read};
use std::sync::Arc;

use insta::assert_snapshot;
use intake::base::finding::Finding;
use intake::base::origin::Source;
use intake::rules::Rules;
use intake::select::select;
use intake::table::{Options, Sheet, Sizes, read};

use super::bench::listed;
use crate::bench::repository;

/// More rows than tell whether nearly all cells of a column differ.
const ROWS: usize = 2_500;

fn rules() -> Rules {
    let path = repository("rules/minimal.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let loaded = intake::rules::load::load("minimal.toml", &text, &|_| Err(String::new()));
    loaded.rules.unwrap()
}

/// How a text with so many ordinary rows before `tail` is read, where it is too large to be held.
fn in_parts(tail: &[u8], rows: usize) -> String {
    kept_in_parts(tail, rows, 10_000)
}

/// The same where so many bytes of text may be kept.
fn kept_in_parts(tail: &[u8], rows: usize, kept: usize) -> String {
    let sizes = Sizes {
        head: 2_900,
        region: 100,
        block: 50,
        held: 3_000,
        kept,
        rows,
    };
    sized(tail, sizes)
}

fn sized(tail: &[u8], sizes: Sizes) -> String {
    let mut bytes = b"ID,Name\n".to_vec();
    (0..300).for_each(|row| bytes.extend(format!("{row},\"a\nb\"\n").bytes()));
    bytes.extend(tail);
    let (sheet, findings) = all_of(&bytes, sizes);
    let rows = sheet.map(|sheet| format!("{} rows\n", sheet.len()));
    rows.unwrap_or_default() + &listed(&findings)
}

/// A text that is read with all its columns.
fn all_of(bytes: &[u8], sizes: Sizes) -> (Option<Sheet>, Vec<Finding>) {
    let open = || Ok(Box::new(bytes) as Box<dyn Read>);
    read(&source(), &open, &Options::default(), &|_| None, sizes)
}

fn source() -> Arc<Source> {
    Arc::new(Source {
        file: "a.csv".to_owned(),
        sheet: None,
    })
}

/// Applications whose moments and names nearly all differ, and are now and then the same.
fn text() -> String {
    let mut text = "ID,Submitted,Name,Years of practice,Motivation\n".to_owned();
    for row in 0..ROWS {
        let (minute, second, name) = (row / 60 % 60, row % 59, row * 7 % 2_003);
        let moment = match row % 40 {
            0 => "soon".to_owned(),
            _ => format!("2020-03-05T17:{minute:02}:{second:02}"),
        };
        text += &format!("{row},{moment},Name {name},{},{}.5\n", row % 9, row % 10);
    }
    text
}

fn audit(rules: &Rules, text: &str, wanted: bool, sizes: Sizes) -> String {
    let open = || Ok(Box::new(text.as_bytes()) as Box<dyn Read>);
    let columns = |sheet: &Sheet| match wanted {
        true => intake::answers::columns_of(&rules.form, sheet, intake::answers::Ratings::Here),
        false => None,
    };
    let (sheet, findings) = read(&source(), &open, &Options::default(), &columns, sizes);
    let sheets = [sheet.unwrap_or_else(|| panic!("{findings:?}"))];
    let selection = select(rules, &sheets).unwrap();
    let mut audit = Vec::new();
    intake::record::audit::write(&mut audit, &selection).unwrap();
    String::from_utf8(audit).unwrap()
}

#[test]
fn a_run_is_the_same_in_one_block_and_in_many_with_all_columns_and_with_those_looked_at() {
    let (rules, text) = (rules(), text());
    let whole = audit(&rules, &text, false, Sizes::default());
    let head = 16_000;
    for (region, block) in [(7, 7), (100, 30), (5_000, 1_000), (100_000, 90_000)] {
        let sizes = Sizes {
            head,
            region,
            block,
            ..Sizes::default()
        };
        assert!(
            audit(&rules, &text, true, sizes) == whole,
            "another audit in blocks of {block} bytes"
        );
    }
}

#[test]
fn what_is_wrong_in_a_text_that_is_never_held_is_said_with_its_line() {
    assert_snapshot!(in_parts(b"300,c\n", 301), @"301 rows");
    assert_snapshot!(in_parts(b"300,c\n301,d\n", 301), @"
    error [too-large] a.csv:603: the table has more than 20 million rows
      help: is it what the form tool exported? then divide it into several files and give all of them
    ");
    assert_snapshot!(in_parts(b"300,c\n301,5\" screen\n302,x\"y\n", 400), @r#"
    error [quote] a.csv:603:B: line 603: a quotation mark inside a cell that does not start with one
      help: put the whole cell between quotation marks and double those inside it: `"the ""green"" group"`
    error [quote] a.csv:604:B: line 604: a quotation mark inside a cell that does not start with one
      help: put the whole cell between quotation marks and double those inside it: `"the ""green"" group"`
    "#);
    assert_snapshot!(in_parts(b"300,c\n301,\"never closed\n302,x\n", 400), @"
    error [quote] a.csv:603:B: the quotation mark that opens a cell in line 603 is never closed
      help: close it, or double it if it belongs to the text
    ");
    assert_snapshot!(in_parts(b"300,c\n301,S\xE3o\n", 400), @"
    error [encoding] a.csv:603: line 603, character 6: the byte `E3` is not UTF-8
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say which it is: `--encoding windows-1252` reads São; `--encoding windows-1250` reads Săo; `--encoding windows-1251` reads Sгo
    ");
    assert_snapshot!(in_parts(b"300,c\n301,a\x00b\n", 400), @"
    error [control-character] a.csv:603: line 603, character 6: a NUL
      help: export the file again, or remove the character in a text editor
    ");
    // The ids take 793 bytes.
    assert_snapshot!(kept_in_parts(b"300,c\n", 400, 500), @"
    error [too-large] a.csv:398: the table has more than 2 GiB of text in the columns that are read
      help: is it what the form tool exported? then divide it into several files and give all of them
    ");
    assert_snapshot!(in_parts(b"300,c,d\n301\n", 400), @"
    error [long-row] a.csv:602: 3 cells under 2 headings
      help: put texts that hold the delimiter between quotation marks, or remove the surplus cells
    note [short-row] a.csv:603: 1 cell under 2 headings; the missing ones are read as blank
    ");
}

#[test]
fn a_text_too_large_to_be_held_that_does_not_show_how_it_is_to_be_read_is_refused() {
    let bytes = "ID,Name;Day\n1,a;b\n".repeat(400);
    let sizes = Sizes {
        head: 1_000,
        held: 2_000,
        ..Sizes::default()
    };
    let (sheet, findings) = all_of(bytes.as_bytes(), sizes);
    assert!(sheet.is_none());
    assert_snapshot!(listed(&findings), @"
    error [delimiter] a.csv: comma and semicolon separate the cells equally well
      help: say which one it is with `--delimiter`
    ");
}

#[test]
fn a_table_with_too_many_rows_is_refused_in_the_same_words_where_it_is_held() {
    let sizes = Sizes {
        rows: 301,
        ..Sizes::default()
    };
    let tail = b"300,c\n301,d\n";
    assert_eq!(sized(tail, sizes), in_parts(tail, 301));
}

#[test]
fn rows_that_end_early_take_no_room_for_the_cells_that_they_lack() {
    // At four bytes a cell 2.4 GB, were they all kept.
    let headings: Vec<String> = (0..2_000).map(|column| format!("h{column}")).collect();
    let short = format!("{}\n{}", headings.join(","), "x\n".repeat(300_000));
    let (sheet, findings) = all_of(short.as_bytes(), Sizes::default());
    let sheet = sheet.unwrap_or_else(|| panic!("{}", listed(&findings)));
    assert_eq!(sheet.len(), 300_000);
    // One full row under them makes all of them cells.
    let uneven = short + &"y,".repeat(1_999) + "y\n";
    assert_snapshot!(listed(&all_of(uneven.as_bytes(), Sizes::default()).1), @"
    error [too-large] a.csv:2: the table has more than 2 million cells and four for every byte of it
      help: is it what the form tool exported? then divide it into several files and give all of them
    ");
}

#[test]
fn a_cell_that_is_opened_and_never_closed_is_not_looked_for_to_the_end_of_any_file() {
    /// Counts what is read of it.
    struct Counted<'a>(io::Chain<&'a [u8], io::Take<io::Repeat>>, &'a Cell<usize>);

    impl Read for Counted<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(into)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }

    let mut bytes = b"ID,Name\n".to_vec();
    (0..300).for_each(|row| bytes.extend(format!("{row},b\n").bytes()));
    bytes.extend(b"300,\"");
    let taken = Cell::new(0);
    let open = || {
        let rest = bytes.as_slice().chain(io::repeat(b'a').take(30_000_000));
        Ok(Box::new(Counted(rest, &taken)) as Box<dyn Read>)
    };
    let sizes = Sizes {
        head: 1_800,
        region: 1_000,
        held: 20_000,
        ..Sizes::default()
    };
    let (sheet, findings) = read(&source(), &open, &Options::default(), &|_| None, sizes);
    assert!(sheet.is_none());
    assert!(taken.get() < 100_000, "{} bytes", taken.get());
    assert_snapshot!(listed(&findings), @"
    error [quote] a.csv:302:B: the quotation mark that opens a cell in line 302 is never closed
      help: close it, or double it if it belongs to the text
    ");
}

#[test]
fn white_space_without_a_heading_hides_no_cell_that_is_too_long() {
    let long = 1 << 20;
    let text = format!(
        "ID,Name,\n1,a,{}\n2,{}\n",
        " ".repeat(long + 1),
        "b".repeat(long + 1)
    );
    assert_snapshot!(listed(&all_of(text.as_bytes(), Sizes::default()).1), @"
    error [long-cell] a.csv:3:B: the cell holds more than 1 MiB of text
      help: shorten the text, or put it into a file of its own
    ");
}
