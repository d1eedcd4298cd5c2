//! Bad input through the whole program: the exit code, the words, and nothing left behind.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::fs;

use insta::assert_snapshot;

use crate::bench::{Bench, plain, repository};
use crate::shell::Exit;

const MINIMAL: &str = include_str!("../rules/minimal.toml");
const HEADINGS: &str = "ID,Submitted,Name,Years of practice,Motivation\n";

/// The minimal programme with these rows under its headings.
fn rows(rows: &str) -> Bench {
    whole(format!("{HEADINGS}{rows}"))
}

/// The minimal programme with this file.
fn whole(file: impl AsRef<[u8]>) -> Bench {
    Bench::new(MINIMAL).pile(file)
}

/// What a run says that must be refused, and leave nothing.
pub(crate) fn refused(bench: &Bench) -> String {
    let before = bench.left();
    let ran = bench.select();
    assert!(
        matches!(ran.said.exit, Exit::Refused | Exit::Usage),
        "{}",
        ran.said.words()
    );
    assert_eq!(ran.said.out, "", "a refused run has no result");
    assert_eq!(bench.left(), before, "something was left behind");
    ran.said.words()
}

/// What a run says about input it can live with; the exit code and the words before the result.
fn accepted(bench: &Bench) -> String {
    let ran = bench.select();
    assert!(
        matches!(ran.said.exit, Exit::Done | Exit::Questions),
        "{}",
        ran.said.words()
    );
    ran.said.words()
}

/// What is asked, a question a line.
fn asked(bench: &Bench) -> String {
    let rows = bench.select().rows("clarify.csv");
    rows.iter()
        .map(|row| format!("{} {}: {}\n", row["cell"], row["field"], row["ask"]))
        .collect()
}

const ANA: &str = "1,2020-03-02T09:00:00,Ana,3,7.5\n";

#[test]
fn files_without_applications_are_refused() {
    assert_snapshot!(refused(&whole("")), @"
    exit 3
    error[file-empty] pile.csv: the file is empty
      help: export the applications again
    ");
    assert_snapshot!(refused(&whole(HEADINGS)), @"
    exit 3
    error[file-empty] pile.csv: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
    assert_snapshot!(refused(&whole("\n\n\n")), @"
    exit 3
    error[file-empty] pile.csv: no applications in it
      help: the first row holds the headings, every row under it an application
    ");
}

#[test]
fn files_that_are_no_sound_table_are_refused_at_their_line() {
    assert_snapshot!(refused(&rows(&format!("{ANA}2,2020-03-02T09:00:00,\"Bora,3,7\n"))), @"
    exit 3
    error[quote] pile.csv:3:C: the quotation mark that opens a cell in line 3 is never closed
      help: close it, or double it if it belongs to the text
    ");
    assert_snapshot!(refused(&rows(&format!("{ANA}2,2020-03-02T09:00:00,Kaya, Bora,3,7\n"))), @"
    exit 3
    error[long-row] pile.csv:3: 6 cells under 5 headings
      help: put texts that hold the delimiter between quotation marks, or remove the surplus cells
    ");
    assert_snapshot!(refused(&rows(&format!("{ANA}2,2020-03-02T09:00:00,Bo\0ra,3,7\n"))), @"
    exit 3
    error[control-character] pile.csv:3: line 3, character 25: a NUL
      help: export the file again, or remove the character in a text editor
    ");
    assert_snapshot!(refused(&whole([HEADINGS.as_bytes(), b"1,2020-03-02T09:00:00,Ren\xe9e,3,7.5\n"].concat())), @"
    exit 3
    error[encoding] pile.csv:2: line 2, character 26: the byte `E9` is not UTF-8
      help: save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8; or say which it is: `--encoding windows-1252` reads Renée; `--encoding windows-1250` reads Renée; `--encoding windows-1251` reads Renйe
    ");
}

#[test]
fn a_short_row_is_read_and_pointed_out() {
    assert_snapshot!(accepted(&rows(&format!("{ANA}2,2020-03-02T09:00:00,Bora,3\n"))), @"
    exit 1
    note[short-row] pile.csv:3: 4 cells under 5 headings; the missing ones are read as blank
    ");
}

#[test]
fn damaged_and_locked_workbooks_are_refused() {
    let whole_book = fs::read(repository("sample-applications/montenegro-2019.xlsx")).unwrap();
    assert_snapshot!(refused(&Bench::new(MINIMAL).file("cut.xlsx", &whole_book[..9000])), @"
    exit 3
    error[file-unreadable] cut.xlsx: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.resize(9000, 0);
    assert_snapshot!(refused(&Bench::new(MINIMAL).file("odd.xls", locked)), @"
    exit 3
    error[file-unreadable] odd.xls: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
    let locked = crate::table::ole::locked();
    assert_snapshot!(refused(&Bench::new(MINIMAL).file("locked.xlsx", locked)), @"
    exit 3
    error[workbook-locked] locked.xlsx: the workbook is protected by a password
      help: remove the password and save again
    ");
    assert_snapshot!(refused(&Bench::new(MINIMAL).file("letter.pdf", "%PDF-1.4 and so on")), @"
    exit 3
    error[file-unreadable] letter.pdf: this is a PDF document, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
}

#[test]
fn two_applications_with_one_id_are_refused_and_a_row_that_stands_twice_is_noted() {
    assert_snapshot!(refused(&rows(&format!("{ANA}1,2020-03-03T09:00:00,Bora,3,7\n2,,,,\n2,,Cezar,,\n"))), @"
    exit 3
    error[same-id] pile.csv:3: `1` is also the id of another application, at pile.csv:2
      help: give each application an id of its own, or remove the row that does not count
    error[same-id] pile.csv:5: `2` is also the id of another application, at pile.csv:4
      help: give each application an id of its own, or remove the row that does not count
    ");
    let bench = rows(&format!("{ANA}{ANA}"));
    assert_snapshot!(accepted(&bench), @"
    exit 0
    note[same-row] pile.csv:3: `1` stands at pile.csv:2 already and says the same in every column the rules read; one is kept
    ");
    assert_eq!(bench.replacing().select().ranked().len(), 1);
}

#[test]
fn columns_the_rules_do_not_read_make_no_row_different() {
    let bench = whole(
        "ID,Submitted,Name,Years of practice,Motivation,Colour\n\
         1,2020-03-02T09:00:00,Ana,3,7.5,red\n1,2020-03-02T09:00:00,Ana,3,7.5,blue\n",
    );
    assert_snapshot!(accepted(&bench), @"
    exit 0
    note[same-row] pile.csv:3: `1` stands at pile.csv:2 already and says the same in every column the rules read; one is kept
    ");
}

#[test]
fn an_id_that_is_the_place_of_a_row_without_one_is_refused() {
    let anonymous = |id: &str| format!("{id},2020-03-03T09:00:00,Bora,3,7\n");
    assert_snapshot!(refused(&rows(&format!("pile.csv:3,2020-03-02T09:00:00,Ana,3,7.5\n{}", anonymous("-")))), @"
    exit 3
    error[same-id] pile.csv:3: `pile.csv:3`, the id at pile.csv:2, is also the place of a row without an id, which goes by it
      help: give each application an id of its own, or remove the row that does not count
    ");
    assert_snapshot!(refused(&rows(&format!("{}pile.csv:2,2020-03-02T09:00:00,Ana,3,7.5\n", anonymous("")))), @"
    exit 3
    error[same-id] pile.csv:3: `pile.csv:2`, the id at pile.csv:3, is also the place of a row without an id, which goes by it
      help: give each application an id of its own, or remove the row that does not count
    ");
    let known = rows(&format!(
        "pile.csv:2,2020-03-02T09:00:00,Ana,3,7.5\n{}",
        anonymous("1")
    ));
    assert_eq!(
        known.select().said.exit,
        Exit::Done,
        "no row is called that"
    );
}

#[test]
fn a_file_given_twice_counts_once_even_where_ids_are_missing() {
    let mut bench = rows(&format!("{ANA},2020-03-03T09:00:00,Bora,3,7\n"));
    bench.applications.push(bench.applications[0].clone());
    let ran = bench.select();
    assert_eq!(ran.rows("clarify.csv").len(), 1, "{}", ran.said.words());
    assert_eq!(ran.ranked().len(), 1);
}

#[test]
fn an_id_that_says_nothing_or_has_lost_digits_is_no_id() {
    let ids = [
        "-", "-", "n/a", "–", "9.22E+19", "9.22E+19", "1,5e+15", "2E-05", "12E+7", "3E5", "A-1",
    ];
    let bench = rows(
        &ids.map(|id| format!("\"{id}\",2020-03-02T09:00:00,Ana,3,7.5\n"))
            .concat(),
    );
    assert_snapshot!(asked(&bench), @"
    pile.csv:2 id: the row has no application id: is it an application, or a total or remark under the table?
    pile.csv:3 id: the row has no application id: is it an application, or a total or remark under the table?
    pile.csv:4 id: the row has no application id: is it an application, or a total or remark under the table?
    pile.csv:5 id: the row has no application id: is it an application, or a total or remark under the table?
    pile.csv:6:A application: `9.22E+19` has lost digits in Excel; format the column as text and enter the ids again
    pile.csv:7:A application: `9.22E+19` has lost digits in Excel; format the column as text and enter the ids again
    pile.csv:8:A application: `1,5e+15` has lost digits in Excel; format the column as text and enter the ids again
    ");
    let mut ranked: Vec<String> = bench
        .replacing()
        .select()
        .ranked()
        .into_iter()
        .map(|row| row["application"].clone())
        .collect();
    ranked.sort();
    assert_eq!(ranked, ["12E+7", "2E-05", "3E5", "A-1"]);
    let bench = rows("-,,,,\n9.22E+19,2020-03-02T09:00:00,Ana,3,7.5\n");
    assert_snapshot!(plain(&bench.check().out), @"
    rules.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      pile.csv: CSV, comma, UTF-8; 2 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         years        D `Years of practice`
         motivation   E `Motivation`
    question[no-id] pile.csv:2: the row has no application id
    question[unreadable] pile.csv:3:A: application: `9.22E+19` has lost digits in Excel
      help: format the column as text and enter the ids again
    2 kinds of answers to be asked about; nothing was decided
    ");
}

#[test]
fn a_missing_or_doubled_heading_is_refused_and_the_nearest_is_offered() {
    let headings = |text: &str| whole(format!("{text}\n{ANA}"));
    assert_snapshot!(refused(&headings("ID,Submited,Name,Years of practice,Motivation")), @"
    exit 3
    error[heading-missing] pile.csv:1: no column for the field `submitted`: looked for `Submitted`
      help: did you mean B `Submited`? then add that heading to the field in the rules
    ");
    assert_snapshot!(refused(&headings("ID,Submitted,Name,Motivation,Motivation")), @"
    exit 3
    error[heading-twice] pile.csv:1:E: several columns could be the field `motivation`: D `Motivation`, E `Motivation`
      help: rename or remove all but one of them in the file, or narrow `headings` in the rules
    error[heading-missing] pile.csv:1: no column for the field `years`: looked for `Years of practice`
      help: every column of the file is in use
    ");
}

#[test]
fn numbers_and_moments_that_cannot_be_are_asked_about() {
    let row = |number: usize, submitted: &str, years: &str, motivation: &str| {
        format!("{number},{submitted},Ana,{years},{motivation}\n")
    };
    let good = "2020-03-02T09:00:00";
    let file: String = [
        row(1, good, "3", "11"),
        row(2, good, "-3", "7"),
        row(3, good, "\"3,5\"", "7"),
        row(4, good, "3", "7/10"),
        row(5, good, "1e2", "7"),
        row(6, good, "99999999999999999999", "7"),
        row(7, "2020-02-30T09:00:00", "3", "7"),
        row(8, "2020-03-02", "3", "7"),
        row(9, "2020-03-02T24:00:01", "3", "7"),
        // The hour that clocks skip, and the same with an offset.
        row(10, "2020-03-29T02:30:00", "3", "7"),
        row(11, "2020-03-29T02:30:00+01:00", "3", "7"),
        row(12, "02.03.2020 09:00", "3", "7"),
        // Two hours or twenty: in time by the one, late by the other.
        row(13, "2020-03-31T23:00:00+200", "3", "7"),
    ]
    .concat();
    assert_snapshot!(asked(&rows(&file)), @"
    pile.csv:2:E motivation: `11` is above the highest value, 10
    pile.csv:11:B submitted: `2020-03-29T02:30:00` falls into the hour when clocks change; write the offset too, such as `+01:00`
    pile.csv:13:B submitted: `02.03.2020 09:00` is a date of which the rules do not say whether the day or the month comes first; this is asked once, about the whole column, and not of the applicant
    pile.csv:14:B submitted: `2020-03-31T23:00:00+200` ends in no offset from UTC; write its hours and minutes with two digits each, such as `+02:00`
    pile.csv:3:D years: `-3` is below the least value, 0
    pile.csv:4:D years: `3,5` has a comma, and the rules do not say that it begins decimals; this is asked once, about the whole column, and not of the applicant
    pile.csv:5:E motivation: `7/10` is no number; write digits only, such as `7` or `7.5`
    pile.csv:6:D years: `1e2` is no number; write digits only, such as `7` or `7.5`
    pile.csv:7:D years: `99999999999999999999` is no number; write digits only, such as `7` or `7.5`
    pile.csv:8:B submitted: `2020-02-30T09:00:00` names a day that the calendar does not have
    pile.csv:9:B submitted: `2020-03-02` has no time of day; write year-month-day, such as `2019-03-28`, then the time, such as `14:03:00`
    pile.csv:10:B submitted: `2020-03-02T24:00:01` has a time that no clock shows; write year-month-day, such as `2019-03-28`, then the time, such as `14:03:00`
    ");
}

#[test]
fn what_cannot_be_opened_is_named() {
    let mut bench = rows(ANA);
    bench.applications.push(bench.folder().join("absent.csv"));
    bench.applications.push(bench.folder().to_owned());
    let folder = bench
        .folder()
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    assert_snapshot!(refused(&bench).replace(&folder, "FOLDER"), @"
    exit 3
    error[file-unreadable] absent.csv: there is no such file
      help: check the name and the folder, and that no other program holds the file open
    error[file-unreadable] FOLDER: this is a folder, not a file
      help: check the name and the folder, and that no other program holds the file open
    ");
}

#[test]
fn rules_that_are_absent_or_wrong_are_wrong_usage() {
    let mut bench = rows(ANA);
    bench.rules = bench.folder().join("absent.toml");
    assert_snapshot!(refused(&bench), @"
    exit 2
    error[file-unreadable] …/absent.toml: the rules cannot be read: there is no such file or folder
      help: in that folder are `…/rules.toml`
    ");
    let broken = Bench::new(&MINIMAL.replace("at_least = 2", "at_leest = 2"))
        .pile(format!("{HEADINGS}{ANA}"));
    assert_snapshot!(refused(&broken), @r#"
    exit 2
    error[unknown-key]: { test } has no key `at_leest`
      --> rules.toml:74:27
       |
    74 | test = { field = "years", at_leest = 2 }
       |                           ^^^^^^^^
       |
       = help: did you mean `at_least`?
    "#);
    let broken = Bench::new("format = 1\nname =").pile(format!("{HEADINGS}{ANA}"));
    assert_snapshot!(refused(&broken), @"
    exit 2
    error[syntax]: `name` has no value
     --> rules.toml:2:7
      |
    2 | name =
      |       ^
      |
      = help: write one after the `=`, or leave the line out
    ");
    let latin = Bench::new("").pile(format!("{HEADINGS}{ANA}"));
    latin.beside("rules.toml", b"# R\xe9gles\n");
    assert_snapshot!(refused(&latin), @"
    exit 2
    error[encoding] rules.toml: the rules are not UTF-8 text: a letter in line 1 is of another encoding
      help: save the file as UTF-8
    ");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_run_is_for_its_owner_only() {
        let bench = rows(ANA).with_workbook();
        let run = bench.run_folder();
        let ran = bench.select();
        assert_eq!((mode(run), mode(&run.join("rosters"))), (0o700, 0o700));
        assert!(ran.files.len() >= 7);
        for file in ran.files.keys() {
            assert_eq!(mode(&run.join(file)), 0o600, "{file}");
        }
    }

    /// What is said of a file that has no end, or is larger than what may be read; at once, and with little memory.
    fn without_end(path: &Path) -> String {
        let mut applications = rows(ANA);
        applications.applications = vec![path.to_owned()];
        let mut rules = rows(ANA);
        rules.rules = path.to_owned();
        let before = std::time::Instant::now();
        let said = refused(&applications) + &refused(&rules);
        assert!(before.elapsed().as_secs() < 10, "{:?}", before.elapsed());
        said.replace(&path.parent().unwrap().display().to_string(), "PATH")
    }

    #[test]
    fn a_pipe_a_device_and_a_huge_file_are_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        assert_snapshot!(without_end(&pipe), @"
        exit 3
        error[file-unreadable] pipe: this is a pipe or a device, not a file
          help: save the applications as a file, or as several smaller ones, and give all of them
        exit 2
        error[file-unreadable] PATH/pipe: the rules cannot be read: this is a pipe or a device, not a file
        ");
        assert_snapshot!(without_end(Path::new("/dev/zero")), @"
        exit 3
        error[file-unreadable] zero: this is a pipe or a device, not a file
          help: save the applications as a file, or as several smaller ones, and give all of them
        exit 2
        error[file-unreadable] PATH/zero: the rules cannot be read: this is a pipe or a device, not a file
        ");
        let huge = folder.path().join("huge.csv");
        fs::File::create(&huge)
            .unwrap()
            .set_len((32 << 30) + 1)
            .unwrap();
        assert_snapshot!(without_end(&huge), @"
        exit 3
        error[file-unreadable] huge.csv: the file is larger than 32 GiB
          help: save the applications as a file, or as several smaller ones, and give all of them
        exit 2
        error[file-unreadable] PATH/huge.csv: the rules cannot be read: the file is larger than 1 MiB
        ");
    }

    #[test]
    fn a_list_that_has_no_end_is_refused_unread() {
        let rules = fs::read_to_string(repository("rules/montenegro-2019.toml")).unwrap();
        let bench = Bench::new(&rules).pile("ID\n1\n");
        fs::create_dir(bench.folder().join("lists")).unwrap();
        symlink(
            "/dev/zero",
            bench.folder().join("lists/osce-participating-states.csv"),
        )
        .unwrap();
        let said = refused(&bench);
        assert!(
            said.contains(
                "cannot read `lists/osce-participating-states.csv`: this is a pipe or a device"
            ),
            "{said}"
        );
    }
}
