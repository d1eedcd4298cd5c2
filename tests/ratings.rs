//! Ratings that are not all there yet: the mean lies in a range, and no wider a range than the ratings leave open.

mod files;
mod pool;

use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::answers;
use intake::awards::{Awarded, Precision, points};
use intake::engine::{File, sheets};
use intake::rules::load::load;
use intake::rules::measures::Linear;
use intake::rules::{Award, Band, FieldId, Rules, Subject, Worth};
use intake::table::Options;
use intake::values::{Number, Points, Problem, Reading, Rounding, Wrong};
use rust_decimal::Decimal;

use crate::bench::{Bench, said};

/// The rules of `assessors-apart` on a scale from 0 to 2, with the third assessor asked above a difference in half points.
fn rules(above: i64) -> Rules {
    let text = include_str!("../sample-applications/small/assessors-apart.toml")
        .replace("third_above = 3", &format!("third_above = {}", half(above)))
        .replace("max = 10", "max = 2");
    load("rules.toml", &text, &|_| Err(String::new()))
        .rules
        .unwrap()
}

fn half(points: i64) -> Decimal {
    Decimal::new(points * 5, 1)
}

/// What three assessors' cells are read as, row by row.
fn readings(rules: &Rules, rows: &[[&str; 3]]) -> Vec<Reading> {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| std::iter::once("yes").chain(*row).collect())
        .collect();
    let headings = "ID,Submitted,Name,Member,Assessor 1,Assessor 2,Assessor 3\n";
    of(rules, headings, &rows)
}

/// What the cells of `motivation` are read as, row by row; a row has what follows the name.
fn of(rules: &Rules, headings: &str, rows: &[Vec<&str>]) -> Vec<Reading> {
    let mut text = headings.to_owned();
    for (number, row) in rows.iter().enumerate() {
        writeln!(
            text,
            "R-{number:05},2020-03-02T08:00:00,Ana Lukić,{}",
            row.join(",")
        )
        .unwrap();
    }
    let (sheets, _) = sheets(&[File::new("ratings.csv", text)], &Options::default());
    let (applications, _) = answers::read(&rules.form, &sheets).unwrap();
    let field = rules
        .form
        .fields
        .iter()
        .position(|field| field.name == "motivation")
        .unwrap();
    applications
        .ids()
        .map(|row| applications.reading(row, FieldId(field)).clone())
        .collect()
}

/// The means that half points in the open cells can lead to.
fn means(cells: [Option<i64>; 3], above: i64) -> Vec<Number> {
    let values = |cell: Option<i64>| cell.map_or_else(|| (0..=4).collect(), |value| vec![value]);
    let [first, second, third] = cells.map(values);
    let mut means = Vec::new();
    for (a, b) in first
        .iter()
        .flat_map(|a| second.iter().map(move |b| (*a, *b)))
    {
        for c in &third {
            let apart = (a - b).abs() > above;
            means.push(if apart {
                Number {
                    sum: half(a + b + c),
                    of: 3,
                }
            } else {
                Number {
                    sum: half(a + b),
                    of: 2,
                }
            });
        }
    }
    means
}

#[test]
fn an_open_rating_lies_between_the_least_and_the_most_its_completions_reach() {
    let cells = ["0", "0.5", "1", "1.5", "2", "", "7/10", "3"];
    let known = |cell: usize| i64::try_from(cell).ok().filter(|value| *value <= 4);
    let all: Vec<[usize; 3]> = (0..512)
        .map(|row| [row / 64, row / 8 % 8, row % 8])
        .collect();
    let rows: Vec<[&str; 3]> = all.iter().map(|row| row.map(|cell| cells[cell])).collect();
    for above in 0..=5 {
        let mut open = 0;
        for (row, reading) in all.iter().zip(readings(&rules(above), &rows)) {
            let means = means(row.map(known), above);
            let ends = (*means.iter().min().unwrap(), *means.iter().max().unwrap());
            match reading {
                Reading::Unreadable(problem) => {
                    assert_eq!(
                        problem.between,
                        Some(ends),
                        "{above} {:?}",
                        row.map(|cell| cells[cell])
                    );
                    open += 1;
                }
                Reading::Blank => assert_eq!(*row, [5, 5, 5]),
                Reading::Value(value) => {
                    assert_eq!(ends.0, ends.1);
                    assert_eq!(value, intake::values::Value::Number(ends.0));
                }
            }
        }
        assert!(open > 200, "{open}");
    }
}

#[test]
fn the_range_is_that_of_all_numbers_not_of_half_points() {
    // Beside an 8, a 9.2 keeps the low third reader out; of half points only a 9 would.
    let text = "third_above = 1.2";
    let rules = include_str!("../sample-applications/small/assessors-apart.toml")
        .replace("third_above = 3", text);
    let rules = load("rules.toml", &rules, &|_| Err(String::new()))
        .rules
        .unwrap();
    let found = readings(&rules, &[["2", "", "0"], ["8", "", "0"]]);
    let between = |reading: &Reading| match reading {
        Reading::Unreadable(problem) => problem
            .between
            .map(|(least, most)| (least.to_string(), most.to_string())),
        other => panic!("{other:?}"),
    };
    let range = |least: &str, most: &str| Some((least.to_owned(), most.to_owned()));
    assert_eq!(between(&found[0]), range("2/3", "4"));
    assert_eq!(between(&found[1]), range("8/3", "8.6"));
}

fn written(value: i64) -> Points {
    Points::written(Decimal::from(value))
}

/// What a rating of which it is known only that it lies between two sums of three earns.
fn earned(award: &Award, range: (i64, i64), least: i64, most: i64) -> (String, String) {
    let number = |sum: i64| Number {
        sum: Decimal::from(sum),
        of: 3,
    };
    let problem = Problem {
        between: Some((number(least), number(most))),
        ..Problem::from(Wrong::Open)
    };
    let precision = Precision {
        decimals: 2,
        rounding: Rounding::HalfUp,
    };
    let worth = Worth {
        subject: Subject::Field(FieldId(0)),
        award: award.clone(),
        blank: Some(written(0)),
        least: written(range.0),
        most: written(range.1),
        line: 0,
    };
    let open = Reading::Unreadable(Box::new(problem));
    let Awarded { least, most, blank } = points(&worth, &open, precision);
    assert!(!blank);
    (least.to_string(), most.to_string())
}

#[test]
fn an_open_rating_earns_what_its_range_earns() {
    let pair = |least: &str, most: &str| (least.to_owned(), most.to_owned());
    assert_eq!(earned(&Award::Rating, (0, 10), 8, 20), pair("2.67", "6.67"));
    assert_eq!(
        earned(&Award::Rating, (3, 5), 8, 20),
        pair("3", "5"),
        "never beyond what the measure can award"
    );
    let falling = Linear {
        from: Decimal::ZERO,
        to: Decimal::from(10),
        points_from: written(10),
        points_to: written(0),
        least: None,
        most: None,
    };
    assert_eq!(
        earned(&Award::Linear(falling), (0, 10), 9, 18),
        pair("4", "7")
    );
    let band = |from: i64, below: Option<i64>, gives: i64| Band {
        from: Some(Decimal::from(from)),
        below: below.map(Decimal::from),
        gives: written(gives),
        line: 1,
    };
    let bands = Award::Bands(vec![
        band(0, Some(3), 2),
        band(3, Some(5), 9),
        band(5, Some(7), 0),
        band(7, None, 4),
    ]);
    assert_eq!(
        earned(&bands, (0, 9), 8, 14),
        pair("2", "9"),
        "a band is left below its upper bound"
    );
    assert_eq!(
        earned(&bands, (0, 9), 8, 15),
        pair("0", "9"),
        "a band in the middle may earn the most, or the least"
    );
    assert_eq!(earned(&bands, (0, 9), 9, 14), pair("9", "9"));
}

#[test]
fn two_of_three_ratings_bound_the_total_but_answer_no_test() {
    let ran = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    )
    .select();
    let record = ran
        .audit()
        .into_iter()
        .find(|record| record["application"] == "A-0077")
        .unwrap();
    let totals = [said(&record["total"]), said(&record["total_at_most"])];
    // 1 and 7, and a third from 0 to 10: the mean is from 8/3 to 6, rounded to four decimals and weighted with 4.
    assert_eq!(totals, ["43.9168", "57.25"]);
    let relevance = record["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .find(|asked| asked["id"] == "relevance")
        .unwrap();
    assert_eq!(relevance["answer"], "unclear");
}

#[test]
fn an_open_part_shows_its_range_and_no_points() {
    let bench = Bench::of(
        "sample-applications/small/assessors-apart.toml",
        "sample-applications/small/assessors-apart.csv",
    );
    let ran = bench.select();
    let record = ran
        .audit()
        .into_iter()
        .find(|record| record["application"] == "R-3")
        .unwrap();
    assert_eq!(
        record["parts"].to_string(),
        r#"[{"at_most":"7.6667","id":"motivation","part":"4.3333"}]"#
    );
    let page = bench.explain("R-3").out;
    let lines: Vec<&str> = page
        .lines()
        .skip_while(|line| *line != "Score")
        .take_while(|line| !line.is_empty())
        .collect();
    assert_snapshot!(lines.join("\n"), @"
    Score
      scoring rule             answer                     points                points × weight = part
      Motivation (motivation)  A1 `9` in column E, A2     still open (line 65)  open: from 4.3333 to
                               `4` in column F of row 4,                        7.6667
                               which has ratings 5 apart
                               and none by a third
                               assessor
      total: 4.3333 = 4.3333 at least, 7.6667 at most
    ");
    let page = bench.explain("R-2").out;
    let lines: Vec<&str> = page
        .lines()
        .skip_while(|line| *line != "Score")
        .take_while(|line| !line.is_empty())
        .collect();
    assert_snapshot!(lines.join("\n"), @"
    Score
      scoring rule             answer                    points                   points × weight = part
      Motivation (motivation)  A1 `9` in column E, A2    the mean of the ratings  7 × 1 = 7
                               `4` in column F, A3 `8`   (line 65)
                               in column G of row 3; (9
                               + 4 + 8) / 3 = 7
      total: 7 = 7
    ");
}

#[test]
fn a_third_rating_that_was_not_asked_for_is_shown_and_said_not_to_count() {
    let rules = include_str!("../sample-applications/small/assessors-apart.toml").replace(
        r#"test = { field = "member", is = true }"#,
        r#"test = { field = "motivation", at_least = 6.5 }"#,
    );
    let bench = Bench::new(&rules).pile(
        "ID,Submitted,Name,Member,Assessor 1,Assessor 2,Assessor 3\n\
         R-1,2020-03-02T08:00:00,Ana Lukić,yes,6,7,1\n\
         R-2,2020-03-02T08:00:00,Bora Kaya,yes,6,6,9\n\
         R-3,2020-03-02T08:00:00,Cezar Rusu,yes,1,6,9\n\
         R-4,2020-03-02T08:00:00,Dita Hoxha,yes,6,6,\n",
    );
    let ran = bench.select();
    let record = ran
        .audit()
        .into_iter()
        .find(|record| record["application"] == "R-1")
        .unwrap();
    let found = record["found"]
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["of"] == "motivation")
        .unwrap();
    assert_eq!(
        said(&found["read"]),
        "6.5 (the third rating was not asked for)"
    );
    let score = bench.explain("R-1").out;
    assert!(
        score.contains("of row 2; (6 + 7) / 2 = 6.5 (the third rating was not asked for)\n"),
        "{score}"
    );
    let found: Vec<String> = ran
        .rows("ineligible.csv")
        .into_iter()
        .map(|row| row["found"].clone())
        .collect();
    assert_eq!(
        found,
        [
            "motivation: `6`, `6`, `9` read as 6 (the third rating was not asked for)",
            "motivation: `1`, `6`, `9` read as 16/3",
            "motivation: `6`, `6` read as 6",
        ]
    );
}
