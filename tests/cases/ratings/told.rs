//! What is said of files of ratings: nothing that misleads, and nothing that is personal.

use rust_xlsxwriter::{Format, Workbook};

use super::{A2, PILE, RULES, bench, said};
use crate::bench::{Bench, plain};

const SOURCES: &str = "
[[sources]]
id = \"en\"
files = [\"en*\"]

[[sources]]
id = \"ru\"
files = [\"ru*\"]
";

/// Two forms that both number from 1.
fn two_forms(rules: &str) -> Bench {
    let pile = |many: &[u8]| {
        let rows = many.iter().map(|number| {
            format!(
                "{number},2020-03-02T08:00:00,{number}{}@example.org,yes\n",
                many.len()
            )
        });
        format!("ID,Submitted,E-mail,Member\n{}", rows.collect::<String>())
    };
    Bench::new(rules)
        .file("en.csv", pile(&[1, 2, 3]))
        .file("ru.csv", pile(&[1, 4]))
}

#[test]
fn an_id_that_may_be_of_several_applications_is_not_called_one_of_them() {
    let rules = format!("{RULES}{SOURCES}");
    let ran = two_forms(&rules)
        .rated("a1.csv", "ID,Motivation\n1,9\nen-3,3\n3,8\n4,2\n")
        .select();
    let err = plain(&ran.said.err);
    let helps: Vec<&str> = err.lines().filter(|line| line.contains("help")).collect();
    insta::assert_snapshot!(helps.join("\n"), @"
    help: it could be `en-1` or `ru-1`; write the id as the applications have it
    help: correct the id in the file; where the application was withdrawn, take the row out
    help: did you mean `ru-4`? write the id as the applications have it
    ");
}

#[test]
fn what_begins_decimals_is_asked_of_a_column_by_what_the_sources_say() {
    let rules = format!("{RULES}{SOURCES}")
        .replace(
            "files = [\"en*\"]",
            "files = [\"en*\"]\ndecimal = \"point\"",
        )
        .replace(
            "files = [\"ru*\"]",
            "files = [\"ru*\"]\ndecimal = \"comma\"",
        );
    let ran = two_forms(&rules)
        .rated(
            "a1.csv",
            "ID,Motivation\nen-1,7.5\nen-2,\"7,5\"\nru-1,\"7,5\"\nru-4,7.5\n",
        )
        .select();
    let asked = |err: &str| -> Vec<String> {
        let lines = plain(err);
        let lines = lines.lines().filter(|line| line.contains("decimal"));
        lines.map(str::to_owned).collect()
    };
    insta::assert_snapshot!(asked(&ran.said.err).join("\n"), @r#"
    question[decimal-mark] a1.csv:column B: motivation: 1 cell (`7,5`) holds a comma, 1 cell (`7.5`) holds a point, but the rules say `decimal = "point"`
      help: put one line under the `[[sources]]` entry `en` in the rules: `decimal = "either"` reads both, `decimal = "comma"` reads `7,5` as 7.5; a mark between thousands is never read, so write such numbers without it in the file
    question[decimal-mark] a1.csv:column B: motivation: 1 cell (`7,5`) holds a comma, 1 cell (`7.5`) holds a point, but the rules say `decimal = "comma"`
      help: put one line under the `[[sources]]` entry `ru` in the rules: `decimal = "either"` reads both, `decimal = "point"` reads `7.5` as 7.5; a mark between thousands is never read, so write such numbers without it in the file
    "#);
    // Each as its form writes: nothing is asked.
    let ran = two_forms(&rules)
        .rated("a1.csv", "ID,Motivation\nen-1,7.5\nru-1,\"7,5\"\n")
        .select();
    assert!(asked(&ran.said.err).is_empty(), "{}", ran.said.words());
}

#[test]
fn what_may_be_personal_in_the_column_of_ids_is_not_shown() {
    let a1 = "ID,Motivation\nana@example.org,7\nAna Lukić,8\nR-02,9\nX9,1\n";
    let ran = bench(&[("a1.csv", a1), ("a2.csv", A2)]).select();
    let said = ran.said.words() + ran.text("manifest.json");
    assert!(!said.contains("ana@") && !said.contains("Lukić"), "{said}");
    insta::assert_snapshot!(plain(&ran.said.err).trim_end(), @"
    question[rated-unknown] a1.csv:2:A: an e-mail address stands in the column of ids, so that the ratings reach nobody
      help: write the id as the applications have it; rows may be known by addresses instead where the column of ids is taken out and these stand under `E-mail`
    question[rated-unknown] a1.csv:3:A: no application's id stands in the column of ids, so that the ratings reach nobody; what does may be personal, and is not shown
      help: write the id as the applications have it, as a value and no formula
    question[rated-unknown] a1.csv:5:A: there is no application `X9`, so that its ratings reach nobody
      help: correct the id in the file; where the application was withdrawn, take the row out
    ");
}

#[test]
fn a_column_of_the_applications_that_could_be_several_readers_is_not_sent_to_the_rules_about_files()
{
    let pile =
        "ID,Submitted,E-mail,Member,Motivation\nR-01,2020-03-02T08:00:00,a@example.org,yes,4\n";
    let said = Bench::new(RULES).pile(pile).select().said;
    insta::assert_snapshot!(plain(&said.err).trim_end(), @"
    error[whose-rating] pile.csv:1:E: the column E `Motivation` could be that of A1 or of A2 or of A3 for the field `motivation`
      help: write `motivation A1` over the column; or take it out of the applications, and give it as a file of ratings with `--ratings`
    ");
}

#[test]
fn a_file_of_ratings_is_not_spoken_of_as_one_of_applications() {
    insta::assert_snapshot!(said(&[("a1.csv", "ID,Motivation\n"), ("a2.csv", A2)]), @"
    exit 3
    error[file-empty] a1.csv: no ratings in it
      help: the first row holds the headings, every row under it the ratings of one application; where the assessor has not begun, leave the file out
    ");
}

#[test]
fn ratings_are_not_looked_at_without_applications() {
    let bench = Bench::new(RULES).rated("a1.csv", super::A1);
    let said = bench.check();
    insta::assert_snapshot!(plain(&said.words()).trim_end(), @"
    exit 3
    error[rated-nobody] a1.csv: ratings are joined with applications, and none are given
      help: give the applications as well: `intake check RULES APPLICATIONS --ratings FILE`
    ");
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["ID", "Motivation"].iter().enumerate() {
        sheet
            .write(0, u16::try_from(column).unwrap(), *heading)
            .unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_time_of_day_is_no_rating() {
    let a1 = workbook(|sheet| {
        let time = Format::new().set_num_format("h:mm");
        sheet.write(1, 0, "R-01").unwrap();
        sheet.write_number_with_format(1, 1, 0.3125, &time).unwrap();
        sheet.write(2, 0, "R-02").unwrap();
        sheet.write(2, 1, 9).unwrap();
    });
    let ran = Bench::new(RULES)
        .pile(PILE)
        .rated("a1.xlsx", a1)
        .rated("a2.csv", A2)
        .select();
    let asked = ran.rows("clarify.csv").into_iter();
    let mut asked = asked.filter(|row| row["cell"] == "a1.xlsx[Sheet1]:2:B");
    assert_eq!(
        asked.next().map(|row| row["found"].clone()),
        Some("07:30:00".to_owned()),
        "{}",
        ran.said.words()
    );
}

#[test]
fn an_id_under_merged_cells_is_said_to_be_merged() {
    let a1 = workbook(|sheet| {
        sheet
            .merge_range(1, 0, 2, 0, "R-01", &Format::new())
            .unwrap();
        sheet.write(1, 1, 9).unwrap();
        sheet.write(2, 1, 4).unwrap();
    });
    let ran = Bench::new(RULES)
        .pile(PILE)
        .rated("a1.xlsx", a1)
        .rated("a2.csv", A2)
        .select();
    assert!(
        plain(&ran.said.err).contains("is merged with others"),
        "{}",
        ran.said.words()
    );
}
