//! CSV files as tools and people write them.

use crate::shell::disk::Machine;
use crate::shell::files::files;
use insta::assert_snapshot;
use intake::engine;
use intake::table::{Delimiter, HeadingId, Options};

use super::bench::{listed, read_files, shown, shown_with};

#[test]
fn an_empty_file_holds_no_applications() {
    assert_snapshot!(shown("a.csv", b""), @"
    error [file-empty] a.csv: the file is empty
      help: export the applications again
    ");
}

#[test]
fn headings_alone_are_no_applications() {
    assert_snapshot!(shown("a.csv", b"id,name\r\n\r\n,\r\n"), @"
    error [file-empty] a.csv: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
    assert_eq!(
        shown("a.csv", b"id;name, first\n"),
        shown("a.csv", b"id,name\n")
    );
}

#[test]
fn a_mark_at_the_start_belongs_to_no_heading() {
    assert_snapshot!(shown("a.csv", b"\xEF\xBB\xBFid,name\n1,Ana\n"), @"
    a.csv (CSV, comma, UTF-8)
    1: A=id | B=name
    2: 1 | Ana
    ");
}

#[test]
fn semicolons_with_decimal_commas_and_commas_in_texts_are_told_apart() {
    assert_snapshot!(shown("a.csv", b"id;score;Why, in a word\n1;4,6;a, b\n2;3,5;c\n"), @"
    a.csv (CSV, semicolon, UTF-8)
    1: A=id | B=score | C=Why, in a word
    2: 1 | 4,6 | a, b
    3: 2 | 3,5 | c
    ");
}

#[test]
fn tabs_and_pipes_separate_cells_too() {
    assert_snapshot!(shown("a.tsv", b"id\tname\n1\tAna\n"), @"
    a.tsv (CSV, tab, UTF-8)
    1: A=id | B=name
    2: 1 | Ana
    ");
    assert_snapshot!(shown("a.txt", b"id|name\n1|Ana\n"), @"
    a.txt (CSV, pipe, UTF-8)
    1: A=id | B=name
    2: 1 | Ana
    ");
}

#[test]
fn a_separator_line_is_honoured_and_counted() {
    assert_snapshot!(shown("a.csv", b"\xEF\xBB\xBFsep=;\r\nid;a,b\r\n1;x,y\r\n"), @"
    a.csv (CSV, semicolon, UTF-8)
    2: A=id | B=a,b
    3: 1 | x,y
    ");
    assert_snapshot!(shown("a.csv", b"sep=#\nid#name\n1#Ana\n"), @"
    error [delimiter] a.csv: the `sep=` line names `#`, which separates no cells here
      help: use a comma, a semicolon, a tab or a pipe
    ");
}

#[test]
fn a_tie_of_delimiters_is_a_question_not_a_guess() {
    let tie = b"id;a,b\n1;2,5\n2;3,5\n";
    assert_snapshot!(shown("a.csv", tie), @"
    error [delimiter] a.csv: comma and semicolon separate the cells equally well
      help: say which one it is with `--delimiter`
    ");
    let options = Options {
        delimiter: Some(Delimiter::Semicolon),
        ..Options::default()
    };
    assert_snapshot!(shown_with("a.csv", tie, &options), @"
    a.csv (CSV, semicolon, UTF-8)
    1: A=id | B=a,b
    2: 1 | 2,5
    3: 2 | 3,5
    ");
}

#[test]
fn a_single_column_needs_no_delimiter() {
    assert_snapshot!(shown("a.csv", b"id\n1\n2\n"), @"
    a.csv (CSV, one column, UTF-8)
    1: A=id
    2: 1
    3: 2
    ");
    assert_snapshot!(shown("a.csv", b"why\nbecause, well\n"), @"
    error [delimiter] a.csv: the headings hold no delimiter, but the rows under them hold comma
      help: say which one it is with `--delimiter`, or put every text between quotation marks
    ");
}

#[test]
fn an_unclosed_quotation_mark_names_the_line_it_opened_in() {
    assert_snapshot!(shown("a.csv", b"id,name\n1,Ana\n2,\"Ben\n3,Cem\n4,Dea\n"), @"
    error [quote] a.csv:3:B: the quotation mark that opens a cell in line 3 is never closed
      help: close it, or double it if it belongs to the text
    ");
}

#[test]
fn misplaced_quotation_marks_are_all_reported() {
    assert_snapshot!(shown("a.csv", b"id,name\n1,the \"green\" one\n2,\"x\"y\n3,\"a\nb\"c\"\n"), @r#"
    error [quote] a.csv:2:B: line 2: a quotation mark inside a cell that does not start with one
      help: put the whole cell between quotation marks and double those inside it: `"the ""green"" group"`
    error [quote] a.csv:3:B: line 3: text after the quotation mark that closes a cell
      help: double the quotation marks inside the cell: `"the ""green"" group"`
    error [quote] a.csv:5:B: line 5: text after the quotation mark that closes a cell
      help: the cell was opened in line 4; perhaps it should have been closed there
    "#);
    let many = format!("id,name\n{}", "1,a\"b\n".repeat(25));
    let (sheets, findings) = read_files(&[("a.csv", many.as_bytes())], &Options::default());
    assert!(sheets.is_empty());
    assert_eq!(findings.len(), 21);
    assert!(listed(&findings).ends_with("a.csv: 5 more of these: misplaced quotation mark\n"));
}

#[test]
fn long_rows_are_refused_and_short_ones_noted() {
    assert_snapshot!(shown("a.csv", b"id,name\n1,Ana,Roma\n2\n3,Cem,,\n"), @"
    error [long-row] a.csv:2: 3 cells under 2 headings
      help: put texts that hold the delimiter between quotation marks, or remove the surplus cells
    note [short-row] a.csv:3: 1 cell under 2 headings; the missing ones are read as blank
    ");
    assert_snapshot!(shown("a.csv", b"id,name\n2\n3,Cem,, \n"), @"
    a.csv (CSV, comma, UTF-8)
    1: A=id | B=name
    2: 2 | _
    3: 3 | Cem
    note [short-row] a.csv:2: 1 cell under 2 headings; the missing ones are read as blank
    ");
    let many = format!("id,a,b\n{}", "1\n".repeat(25));
    assert!(shown("a.csv", many.as_bytes()).ends_with(
        "note [short-row] a.csv: 5 more of these: row with fewer cells than there are headings\n"
    ));
}

#[test]
fn trailing_empty_columns_are_dropped_and_answers_without_heading_noted() {
    assert_snapshot!(shown("a.csv", b"id,,name,,\n1,x,Ana,,\n2,,Ben,,\n"), @"
    a.csv (CSV, comma, UTF-8)
    1: A=id | B=_ | C=name
    2: 1 | x | Ana
    3: 2 | _ | Ben
    question [heading-blank] a.csv:1:B: column B has answers and no heading; it is not read
    ");
    assert_snapshot!(shown("a.csv", b"id,name,,\n1,Ana,,\n2,Ben,y,\n"), @"
    a.csv (CSV, comma, UTF-8)
    1: A=id | B=name | C=_
    2: 1 | Ana | _
    3: 2 | Ben | y
    question [heading-blank] a.csv:1:C: column C has answers and no heading; it is not read
    ");
}

#[test]
fn control_characters_are_refused_with_line_and_character() {
    assert_snapshot!(shown("a.csv", b"id,name\n1,Ana\n2,Be\0n\n"), @"
    error [control-character] a.csv:3: line 3, character 5: a NUL
      help: export the file again, or remove the character in a text editor
    ");
    assert_snapshot!(shown("a.csv", b"id,name\r1,Ana\r2,\x1B[31mBen\r"), @"
    error [control-character] a.csv:3: line 3, character 3: the control character `1B`
      help: export the file again, or remove the character in a text editor
    ");
}

#[test]
fn other_encodings_are_refused_with_the_place() {
    assert_snapshot!(shown("a.csv", b"id,name\n1,\xC5\xBDana\n2,Jos\xE9\n"), @"
    error [encoding] a.csv:3: line 3, character 6: the byte `E9` is not UTF-8
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say which it is: `--encoding windows-1250` reads Ĺ˝ana, José; `--encoding windows-1251` reads ЕЅana, Josй; `--encoding windows-1252` reads Å½ana, José
    ");
    assert_snapshot!(shown("a.csv", b"\xFF\xFEi\0d\0\n\0"), @"
    error [file-empty] a.csv: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
    let bare: Vec<u8> = "id,name\n1,Ana\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_snapshot!(shown("a.csv", &bare), @"
    error [encoding] a.csv: the file seems to be UTF-16LE, without the mark that says so
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say `--encoding utf-16le`
    ");
}

#[test]
fn utf_16_is_read_by_its_mark_and_other_encodings_when_they_are_declared() {
    let shown_as = |bytes: &[u8], encoding| {
        shown_with(
            "a.csv",
            bytes,
            &Options {
                encoding,
                ..Options::default()
            },
        )
    };
    let text = "id,name\n1,Жана\n";
    let marked: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_snapshot!(shown_as(&marked, None), @"
    a.csv (CSV, comma, UTF-16BE)
    1: A=id | B=name
    2: 1 | Жана
    ");
    let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode(text);
    assert_snapshot!(shown_as(&cyrillic, Some(encoding_rs::WINDOWS_1251)), @"
    a.csv (CSV, comma, windows-1251)
    1: A=id | B=name
    2: 1 | Жана
    ");
    // A byte that windows-1251 does not use, and a text that is not what was declared.
    assert_snapshot!(shown_as(b"id,name\n1,\x98\n", Some(encoding_rs::WINDOWS_1251)), @"
    error [encoding] a.csv:2: line 2: a byte that stands for nothing in windows-1251
      help: name the right encoding with `--encoding`, or save the file as `CSV UTF-8`
    ");
    assert_snapshot!(shown_as(text.as_bytes(), Some(encoding_rs::WINDOWS_1251)), @"
    error [encoding] a.csv: the file is UTF-8, whatever `--encoding` says
      help: leave out `--encoding`
    ");
}

#[test]
fn rows_are_numbered_as_a_text_editor_numbers_lines() {
    let mixed = b"\n\nid,name\r\n1,\"Ana\r\nof Bar\"\r\n\r\n\n , \n2,\"x\ry\"\r3,Cem\n\n\n";
    assert_snapshot!(shown("a.csv", mixed).replace('\r', "<cr>"), @"
    a.csv (CSV, comma, UTF-8)
    3: A=id | B=name
    4: 1 | Ana<cr>
    of Bar
    9: 2 | x<cr>y
    11: 3 | Cem
    note [blank-row] a.csv:6: 5 blank rows, skipped; this is the first
    ");
}

#[test]
fn a_cell_that_starts_like_a_file_mark_keeps_it() {
    let (sheets, _) = read_files(
        &[("a.csv", "id,n\n1,a\n\u{FEFF}2,b\n".as_bytes())],
        &Options::default(),
    );
    let mut ids = Vec::new();
    sheets[0].visit(1..2, |_, cells| {
        ids.push(cells.get(HeadingId(0)).to_owned());
    });
    assert_eq!(ids, ["\u{FEFF}2"]);
}

#[test]
fn what_is_no_table_is_named() {
    assert_snapshot!(shown("a.xls", b"<html><table><tr><td>id</td></tr></table>"), @"
    error [file-unreadable] a.xls: this is a web page, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
    assert_snapshot!(shown("a.csv", b"%PDF-1.7"), @"
    error [file-unreadable] a.csv: this is a PDF document, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
}

#[test]
fn all_problems_of_all_files_come_at_once() {
    let files: &[(&str, &[u8])] = &[
        ("a.csv", b""),
        ("b.csv", b"id,name\n1,Ana\n"),
        ("c.csv", b"id,name\n1,\"x\n"),
    ];
    let (sheets, findings) = read_files(files, &Options::default());
    assert_eq!(
        sheets
            .iter()
            .map(|sheet| sheet.source.file.as_str())
            .collect::<Vec<_>>(),
        ["b.csv"]
    );
    assert_eq!(
        findings
            .iter()
            .map(|finding| finding.code.text())
            .collect::<Vec<_>>(),
        ["file-empty", "quote"]
    );
}

#[test]
fn files_of_one_name_are_told_apart_by_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let paths =
        ["x/a.csv", "y/a.csv", "y/b.csv", "y/none.csv"].map(|name| folder.path().join(name));
    for path in &paths[..3] {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::io::Write::write_all(
            &mut std::fs::File::create(path).unwrap(),
            b"id,name\n1,Ana\n",
        )
        .unwrap();
    }
    let (sheets, findings) =
        engine::sheets(&files(&Machine::default(), &paths), &Options::default());
    let names: Vec<_> = sheets
        .iter()
        .map(|sheet| sheet.source.file.clone())
        .collect();
    assert_eq!(
        names,
        [
            paths[0].display().to_string(),
            paths[1].display().to_string(),
            "b.csv".to_owned()
        ]
    );
    assert_snapshot!(listed(&findings), @"
    error [file-unreadable] none.csv: there is no such file
      help: check the name and the folder, and that no other program holds the file open
    ");
}

#[test]
fn the_digest_is_that_of_the_files_bytes() {
    let (sheets, _) = read_files(&[("a.csv", b"id\n1\n")], &Options::default());
    assert_eq!(
        sheets[0].digest,
        "7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108"
    );
}
