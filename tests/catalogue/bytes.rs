//! Files of text: encodings, marks, delimiters, line ends, quotation marks, ragged and blank rows.

use insta::assert_snapshot;
use intake::table::{Delimiter, Options};

use super::{bench, read, refused, told, with};

const TABLE: &str = "ID,Submitted,Name,Years of practice,Motivation\nA-1,2020-03-02T09:00:00,Ana,3,7\nA-2,2020-03-02T10:00:00,Bora,4,8\n";
const HEADINGS: &str = "ID,Submitted,Name,Years of practice,Motivation\n";

/// What is said of these bytes, which can be read; and how they were read.
fn accepted(bytes: impl AsRef<[u8]>, reading: Options) -> String {
    let said = with(&bench("a.csv", bytes), reading);
    let how = said
        .out
        .lines()
        .find(|line| line.contains("a.csv:"))
        .unwrap_or_default()
        .trim()
        .to_owned();
    format!("{how}\n{}", told(&said))
}

fn plainly(bytes: impl AsRef<[u8]>) -> String {
    accepted(bytes, Options::default())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

#[test]
fn b01_a_file_without_a_byte_is_refused_as_empty() {
    assert_snapshot!(refused(&bench("a.csv", "")), @"
    error[file-empty] a.csv: the file is empty
      help: export the applications again
    ");
}

#[test]
fn b02_headings_alone_are_refused_as_no_applications() {
    assert_snapshot!(refused(&bench("a.csv", HEADINGS)), @"
    error[file-empty] a.csv: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
}

#[test]
fn b03_the_mark_of_utf_8_belongs_to_no_heading() {
    assert_snapshot!(plainly(format!("\u{feff}{TABLE}")), @"
    a.csv: CSV, comma, UTF-8; 2 rows
    exit 0
    2  received
    ");
}

#[test]
fn b04_utf_16_with_its_mark_is_read_whichever_byte_comes_first() {
    let marked = format!("\u{feff}{}", TABLE.replace("Bora", "Türkân"));
    assert_snapshot!(plainly(utf16(&marked, u16::to_le_bytes)), @"
    a.csv: CSV, comma, UTF-16LE; 2 rows
    exit 0
    2  received
    ");
    assert_snapshot!(plainly(utf16(&marked, u16::to_be_bytes)), @"
    a.csv: CSV, comma, UTF-16BE; 2 rows
    exit 0
    2  received
    ");
}

#[test]
fn b05_utf_16_without_its_mark_is_refused_naming_the_likely_encoding() {
    assert_snapshot!(refused(&bench("a.csv", utf16(TABLE, u16::to_le_bytes))), @"
    error[encoding] a.csv: the file seems to be UTF-16LE, without the mark that says so
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say `--encoding utf-16le`
    ");
    assert_snapshot!(refused(&bench("a.csv", utf16(TABLE, u16::to_be_bytes))), @"
    error[encoding] a.csv: the file seems to be UTF-16BE, without the mark that says so
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say `--encoding utf-16be`
    ");
}

#[test]
fn b06_bytes_that_are_not_utf_8_are_refused_with_words_as_each_encoding_would_read_them() {
    let text = TABLE
        .replace("Ana", "Žofia")
        .replace("Bora", "Łukasz Dąbrowski");
    assert_snapshot!(refused(&bench("a.csv", encoded(encoding_rs::WINDOWS_1250, &text))), @"
    error[encoding] a.csv:2: line 2, character 25: the byte `8E` is not UTF-8
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say which it is: `--encoding windows-1250` reads Žofia, Łukasz, Dąbrowski; `--encoding windows-1251` reads Ћofia, Јukasz, D№browski; `--encoding windows-1252` reads Žofia, £ukasz, D¹browski
    ");
}

#[test]
fn b07_a_declared_encoding_is_taken_and_a_byte_that_it_leaves_undefined_is_refused() {
    let declared = |encoding| Options {
        encoding: Some(encoding),
        ..Options::default()
    };
    let russian = TABLE.replace("Ana", "Анна");
    let reading = declared(encoding_rs::WINDOWS_1251);
    assert_snapshot!(accepted(encoded(encoding_rs::WINDOWS_1251, &russian), reading), @"
    a.csv: CSV, comma, windows-1251; 2 rows
    exit 0
    2  received
    ");
    let bytes = [TABLE.as_bytes(), b"A-3,2020-03-02T11:00:00,\x98,3,7\n"].concat();
    let said = with(&bench("a.csv", bytes), declared(encoding_rs::WINDOWS_1251));
    assert_snapshot!(said.words(), @"
    exit 3
    error[encoding] a.csv:4: line 4: a byte that stands for nothing in windows-1251
      help: name the right encoding with `--encoding`, or save the file as `CSV UTF-8`
    ");
    // The rules may declare it, too.
    let rules = super::MINIMAL.replace("[call]", "[export]\nencoding = \"windows-1251\"\n\n[call]");
    let ruled = crate::bench::Bench::new(&rules)
        .file("a.csv", encoded(encoding_rs::WINDOWS_1251, &russian));
    let said = super::select(&ruled, None);
    assert_snapshot!(said.out.lines().find(|line| line.contains("a.csv:")).unwrap().trim(), @"a.csv: CSV, comma, windows-1251 (encoding as the rules say); 2 rows");
    let ruled = crate::bench::Bench::new(&rules).file("a.csv", russian.as_bytes());
    assert_snapshot!(super::select(&ruled, None).words(), @"
    exit 3
    error[encoding] a.csv: the file is UTF-8, whatever `encoding` in the rules says
      help: leave out `encoding` in the rules
    ");
}

#[test]
fn b08_garbled_letters_in_a_needed_cell_are_asked_about_with_what_was_probably_meant() {
    let rules = "[fields.residence]\ntype = \"country\"\nheadings = [\"Residence\"]\nroster = true\n\n[fields.years]";
    let test = "[[eligibility]]\nid = \"residence\"\ntitle = \"Lives in Turkey\"\ncites = [\"practice\"]\ntest = { field = \"residence\", in = [\"TR\"] }\n\n[[eligibility]]";
    let rules = super::MINIMAL
        .replacen("[fields.years]", rules, 1)
        .replacen("[[eligibility]]", test, 1);
    let rows: String = (1..)
        .zip([
            "TÃ¼rkiye",
            "TĂĽrkiye",
            "РўСѓСЂС†РёСЏ",
            "Ð£ÐºÑ€Ð°Ñ—Ð½Ð°",
            "Türkiye",
            "Турция",
            "Úžas",
            "Вікторія",
        ])
        .map(|(number, country)| format!("A-{number},2020-03-02T09:00:00,Ana,3,7,{country}\n"))
        .collect();
    let table = format!("{},Residence\n{rows}", HEADINGS.trim_end());
    assert_snapshot!(super::asked(crate::bench::Bench::new(&rules).file("a.csv", &table)), @"
    a.csv:2:F residence: `TÃ¼rkiye` holds letters that were read in a wrong encoding; was `Türkiye` meant?
    a.csv:3:F residence: `TĂĽrkiye` holds letters that were read in a wrong encoding; was `Türkiye` meant?
    a.csv:4:F residence: `РўСѓСЂС†РёСЏ` holds letters that were read in a wrong encoding; was `Турция` meant?
    a.csv:5:F residence: `Ð£ÐºÑ€Ð°Ñ—Ð½Ð°` holds letters that were read in a wrong encoding; was `Україна` meant?
    a.csv:8:F residence: `Úžas` is no country Intake knows
    a.csv:9:F residence: `Вікторія` is no country Intake knows
    ");
}

#[test]
fn b09_the_mark_of_lost_bytes_in_a_needed_cell_is_asked_about() {
    let table = format!(
        "{HEADINGS}A-1,2020-03-02T09:00:00,Ana,3\u{fffd},7\nA-\u{fffd},2020-03-02T09:00:00,Bora,4,7\n"
    );
    assert_snapshot!(super::asked(bench("a.csv", &table)), @"
    a.csv:2:D years: `3�` holds U+FFFD, the mark that stands for lost bytes; look the answer up in the form tool, or ask
    a.csv:3:A application: `A-�` holds U+FFFD, the mark that stands for lost bytes; look the answer up in the form tool, or ask
    ");
}

#[test]
fn b10_a_nul_and_other_control_characters_are_refused_at_their_place() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Bora", "Bo\0ra"))), @"
    error[control-character] a.csv:3: line 3, character 27: a NUL
      help: export the file again, or remove the character in a text editor
    ");
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Bora", "\u{1b}[31mBora"))), @"
    error[control-character] a.csv:3: line 3, character 25: the control character `1B`
      help: export the file again, or remove the character in a text editor
    ");
}

#[test]
fn b11_semicolons_tabs_and_pipes_are_told_apart_and_said() {
    for (sign, delimiter) in [(";", "semicolon"), ("\t", "tab"), ("|", "pipe")] {
        let said = plainly(TABLE.replace(',', sign));
        assert_eq!(
            said,
            format!("a.csv: CSV, {delimiter}, UTF-8; 2 rows\nexit 0\n2  received")
        );
    }
}

#[test]
fn b12_a_separator_line_is_honoured_and_no_heading() {
    assert_snapshot!(plainly(format!("sep=;\r\n{}", TABLE.replace(',', ";"))), @"
    a.csv: CSV, semicolon, UTF-8; 2 rows
    exit 0
    2  received
    ");
}

#[test]
fn b13_two_delimiters_that_fit_equally_well_are_refused_until_somebody_says() {
    let table = "ID;a,Submitted;b,Name\nA-1;x,2020;y,Ana\nA-2;x,2020;y,Bora\n";
    assert_snapshot!(refused(&bench("a.csv", table)), @"
    error[delimiter] a.csv: comma and semicolon separate the cells equally well
      help: say which one it is with `--delimiter`
    ");
}

#[test]
fn b14_carriage_returns_alone_or_mixed_with_other_line_ends_end_lines() {
    assert_snapshot!(plainly(TABLE.replace('\n', "\r")), @"
    a.csv: CSV, comma, UTF-8; 2 rows
    exit 0
    2  received
    ");
    assert_snapshot!(plainly(TABLE.replacen('\n', "\r\n", 1)), @"
    a.csv: CSV, comma, UTF-8; 2 rows
    exit 0
    2  received
    ");
}

#[test]
fn b15_a_quotation_mark_that_is_never_closed_is_refused_at_the_line_where_it_opens() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Ana", "\"Ana"))), @"
    error[quote] a.csv:2:C: the quotation mark that opens a cell in line 2 is never closed
      help: close it, or double it if it belongs to the text
    ");
}

#[test]
fn b16_text_after_a_closing_quotation_mark_and_one_inside_a_cell_are_refused_at_their_line() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Bora", "\"Bora\" K."))), @r#"
    error[quote] a.csv:3:C: line 3: text after the quotation mark that closes a cell
      help: double the quotation marks inside the cell: `"the ""green"" group"`
    "#);
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace("Bora", "Bora \"Bo\" K."))), @r#"
    error[quote] a.csv:3:C: line 3: a quotation mark inside a cell that does not start with one
      help: put the whole cell between quotation marks and double those inside it: `"the ""green"" group"`
    "#);
}

#[test]
fn b17_a_line_break_in_a_cell_is_part_of_it_and_places_count_physical_lines() {
    let table = TABLE
        .replace("Ana", "\"Ana\nMaria\"")
        .replace(",4,8", ",four,8");
    assert_snapshot!(super::asked(bench("a.csv", table)), @"a.csv:4:D years: `four` is no number; write digits only, such as `7` or `7.5`");
}

#[test]
fn b18_a_row_longer_than_the_headings_is_refused_at_its_row() {
    assert_snapshot!(refused(&bench("a.csv", TABLE.replace(",4,8", ",4,8,and more"))), @"
    error[long-row] a.csv:3: 6 cells under 5 headings
      help: put texts that hold the delimiter between quotation marks, or remove the surplus cells
    ");
}

#[test]
fn b19_cells_missing_at_the_end_of_a_row_are_blank_with_a_note_and_asked_about_where_they_are_needed()
 {
    let table = TABLE.replace(",4,8", ",4");
    assert_snapshot!(read(&bench("a.csv", &table)), @"
    exit 1
    note[short-row] a.csv:3: 4 cells under 5 headings; the missing ones are read as blank
    2  received
    ");
    assert_snapshot!(super::asked(bench("a.csv", &table)), @"a.csv:3:E motivation: no answer");
}

#[test]
fn b20_blank_rows_are_skipped_with_one_note() {
    let table = TABLE.replacen("\nA-2", "\n\n,,,,\nA-2", 1) + "\n,,,,\n";
    assert_snapshot!(read(&bench("a.csv", &table)), @"
    exit 0
    note[blank-row] a.csv:3: 4 blank rows, skipped; this is the first
    2  received
    ");
}

#[test]
fn b21_a_row_of_totals_under_the_table_is_asked_about() {
    assert_snapshot!(super::asked(bench("a.csv", format!("{TABLE},,Total,7,15\n"))), @"a.csv:4 id: the row has no application id: is it an application, or a total or remark under the table?");
}

#[test]
fn a_delimiter_that_is_typed_goes_before_the_rules_and_that_is_said() {
    let rules = super::MINIMAL.replace(
        "[call]",
        "[export]\ndelimiter = \"semicolon\"\nheader_row = 1\n\n[call]",
    );
    let bench = crate::bench::Bench::new(&rules).file("a.csv", TABLE);
    let reading = Options {
        delimiter: Some(Delimiter::Comma),
        ..Options::default()
    };
    let said = with(&bench, reading);
    assert_snapshot!(said.out.lines().find(|line| line.contains("a.csv:")).unwrap().trim(), @"a.csv: headings in row 1, CSV, comma, UTF-8 (header_row as the rules say; delimiter as typed, not as the rules say); 2 rows");
}

#[test]
fn b08_no_country_in_any_language_of_the_region_looks_garbled() {
    let names = include_str!("../../src/values/countries/names.tsv");
    let names = names
        .lines()
        .filter_map(|line| line.split('\t').next())
        .filter(|name| !name.starts_with('#'));
    let spellings: Vec<String> = names
        .flat_map(|name| [name.to_owned(), name.to_uppercase()])
        .collect();
    assert!(spellings.len() > 30_000);
    let rows: String = (1..)
        .zip(&spellings)
        .map(|(number, name)| format!("{number},2020-03-02T09:00:00,\"{name}\",3,7\n"))
        .collect();
    let said = bench("a.csv", format!("{HEADINGS}{rows}")).check();
    assert!(!said.out.contains("garbled"), "{}", said.out);
}
