//! Files of ratings as they come: titles that hold no separator, and workbooks in which several sheets have something.

use insta::assert_snapshot;
use intake::table::{Hidden, Options};
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::bench::{Bench, plain};
use crate::shell::Job;

const RULES: &str = include_str!("../../sample-applications/small/ratings-apart.toml");
const PILE: &str = include_str!("../../sample-applications/small/ratings-apart.csv");
const SECOND: &str = "ID,Motivation\nR-001,6\nR-002,6\nR-003,6\nR-004,6\n";

/// The rows of a sheet.
type Rows<'a> = &'a [&'a [&'a str]];

fn workbook(sheets: &[(&str, Rows<'_>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap(), rows);
    }
    book.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet, rows: Rows<'_>) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, *cell).unwrap(),
            };
        }
    }
}

fn bench(name: &str, bytes: impl AsRef<[u8]>) -> Bench {
    let bench = Bench::new(RULES).file("ratings-apart.csv", PILE);
    bench.rated(name, bytes).rated("ratings A2.csv", SECOND)
}

/// What was decided, and what was said of the files.
fn told(name: &str, bytes: impl AsRef<[u8]>) -> (String, String) {
    let ran = bench(name, bytes).select();
    let words = ran.said.words();
    let decided = match ran.files.is_empty() {
        true => String::new(),
        false => format!(
            "{}{}",
            ran.text("rosters/course.csv"),
            ran.text("assessors.csv")
        ),
    };
    (decided, words)
}

const PLAIN: &str = "ID,Motivation\nR-001,7\nR-002,9\nR-003,6\nR-004,5\n";

#[test]
fn a_title_without_a_separator_stands_above_the_headings_of_a_csv() {
    let (plain, said) = told("ratings A1.csv", PLAIN);
    assert!(!plain.is_empty(), "{said}");
    for text in [
        format!("Ratings of Vera\n{PLAIN}"),
        format!("Ratings of Vera\n\nSummer 2020\n{PLAIN}"),
        format!("Ratings of Vera\n\n{}", PLAIN.replace(',', ";")),
        format!("Ratings of Vera\r\n{}", PLAIN.replace(',', "\t")),
        // A title with the other separator.
        format!("Ratings; of Vera\n{PLAIN}"),
    ] {
        let (decided, said) = told("ratings A1.csv", &text);
        assert_eq!(decided, plain, "{text}\n{said}");
    }
    // Without the headings it is refused as before.
    let (decided, said) = told("ratings A1.csv", "Ratings of Vera\nNo,Points\nR-001,7\n");
    assert_eq!(decided, "");
    assert!(said.contains("error["), "{said}");
}

#[test]
fn every_sheet_with_ids_and_ratings_is_read_and_others_are_named() {
    let (plain, _) = told(
        "ratings A1.xlsx",
        workbook(&[(
            "all",
            &[
                &["ID", "Motivation"],
                &["R-001", "7"],
                &["R-002", "9"],
                &["R-003", "6"],
                &["R-004", "5"],
            ],
        )]),
    );
    let halves = workbook(&[
        (
            "first half",
            &[
                &["Ratings"],
                &["ID", "Motivation"],
                &["R-001", "7"],
                &["R-002", "9"],
            ],
        ),
        ("notes", &[&["I was ill in May"]]),
        (
            "second half",
            &[&["ID", "Motivation"], &["R-003", "6"], &["R-004", "5"]],
        ),
    ]);
    let (decided, said) = told("ratings A1.xlsx", &halves);
    assert_eq!(decided, plain);
    assert_snapshot!(said, @"
    exit 0
    note[sheet-unread] ratings A1.xlsx: sheets without ids and ratings by the headings that the rules know, not read: `notes`
    ");
    // It is verified like any other file.
    let bench = bench("ratings A1.xlsx", &halves);
    bench.select();
    let verified = bench.job(&Job::Verify {
        ratings: bench.ratings.clone(),
        run: bench.out.clone(),
        before: Vec::new(),
        applications: bench.applications.clone(),
        rules: None,
        reading: Options::default(),
        rulings: Vec::new(),
    });
    assert_eq!(verified.exit as u8, 0, "{}", verified.out);
}

#[test]
fn two_sheets_that_say_something_else_are_refused_with_both_places_and_one_without_ratings_as_before()
 {
    let versions = workbook(&[
        ("old", &[&["ID", "Motivation"], &["R-001", "7"]]),
        ("new", &[&["ID", "Motivation"], &["R-001", "8"]]),
    ]);
    assert_snapshot!(told("ratings A1.xlsx", versions).1, @"
    exit 3
    error[rating-twice] ratings A1.xlsx[old]:2:B: motivation: A1 gave `R-001` `7` here, and `8` at ratings A1.xlsx[new]:2:B
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
    let none = workbook(&[("a", &[&["Name"], &["Ana"]]), ("b", &[&["Name"], &["Ana"]])]);
    assert_snapshot!(plain(&told("ratings A1.xlsx", none).1), @"
    exit 3
    error[workbook-sheets] ratings A1.xlsx: several sheets could hold the applications: `a`, `b`
      help: keep the sheet with the ratings alone in the workbook, or save it as a file of its own
    ");
}

#[test]
fn a_hidden_sheet_with_ratings_is_refused_and_any_other_is_named() {
    let sheets = |hidden: Rows<'_>, further: bool| {
        let mut book = Workbook::new();
        let shown: Rows<'_> = &[&["ID", "Motivation"], &["R-001", "7"]];
        let rest: Rows<'_> = &[&["ID", "Motivation"], &["R-002", "9"]];
        fill(book.add_worksheet().set_name("ratings").unwrap(), shown);
        if further {
            fill(book.add_worksheet().set_name("rest").unwrap(), rest);
        }
        let sheet = book.add_worksheet().set_name("before").unwrap();
        // Hidden rows in it are no reason to overlook it.
        sheet.set_row_hidden(1).unwrap();
        fill(sheet.set_hidden(true), hidden);
        book.save_to_buffer().unwrap()
    };
    let ratings: Rows<'_> = &[&["ID", "Motivation"], &["R-001", "4"]];
    for further in [false, true] {
        let (decided, said) = told("ratings A1.xlsx", sheets(ratings, further));
        assert_eq!(decided, "");
        insta::allow_duplicates! {
            assert_snapshot!(said, @"
            exit 3
            error[hidden] ratings A1.xlsx: hidden sheets have ids and columns of ratings, too: `before`
              help: does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that these ratings are missing; or show them in Excel, save, and run again
            ");
        }
        // What is typed holds for sheets as for rows.
        let counted = |hidden| {
            let bench = bench("ratings A1.xlsx", sheets(ratings, further));
            let reading = Options {
                hidden: Some(hidden),
                ..Options::default()
            };
            let said = bench.job(&Job::Check {
                ratings: bench.ratings.clone(),
                rules: bench.rules.clone(),
                applications: bench.applications.clone(),
                reading,
                sentences: None,
                notes: false,
            });
            said.words()
        };
        assert!(
            !counted(Hidden::Exclude).contains("error["),
            "{}",
            counted(Hidden::Exclude)
        );
        let included = counted(Hidden::Include);
        assert!(
            included.contains("`7` here, and `4` at") || included.contains("`4` here, and `7` at"),
            "{included}"
        );
    }
    let lists: Rows<'_> = &[&["Words for yes"], &["yes"]];
    for further in [false, true] {
        let (_, said) = told("ratings A1.xlsx", sheets(lists, further));
        assert!(
            said.contains("note[sheet-hidden] ratings A1.xlsx: hidden sheets, not read: `before`"),
            "{said}"
        );
    }
}
