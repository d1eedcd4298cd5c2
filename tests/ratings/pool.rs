//! Ratings by any two of a pool: who counts, who is asked, and what can still come of it.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::values::{Number, Reading, Value};
use rust_decimal::Decimal;

use super::of;
use crate::bench::{Bench, said};

const SAMPLE: &str = include_str!("../../sample-applications/small/readers-pool.toml");
const COLUMNS: &str = "ID,Submitted,Name,Reader 1,Reader 2,Reader 3,Reader 4\n";

fn rules(combine: &str, further: Option<&str>) -> Rules {
    let further = further.map_or(String::new(), |above| format!("further_above = {above}"));
    let text = SAMPLE
        .replace("combine = \"mean\"", combine)
        .replace("further_above = 3", &further)
        .replace("max = 10", "max = 2");
    load("rules.toml", &text, &|_| Err(String::new()))
        .rules
        .unwrap()
}

/// What ratings in half points come to, worked out apart from the program.
fn come_to(combine: &str, ratings: &[i64]) -> Number {
    let mut all = ratings.to_vec();
    all.sort_unstable();
    let many = all.len();
    let number = |some: &[i64], times: i64| Number {
        sum: Decimal::new(some.iter().sum::<i64>() * times * 5, 1),
        of: u8::try_from(some.len()).unwrap(),
    };
    match combine {
        "combine = \"mean\"" => number(&all, 1),
        "combine = \"sum\"" => number(&all, 2),
        "combine = \"median\"" if many % 2 == 1 => number(&all[many / 2..=many / 2], 1),
        "combine = \"median\"" => number(&all[many / 2 - 1..=many / 2], 1),
        _ if many < 3 => number(&all, 1),
        _ => number(&all[1..many - 1], 1),
    }
}

/// One application as four readers left it.
#[derive(Clone)]
struct Left {
    rated: Vec<i64>,
    unreadable: usize,
    blank: usize,
}

impl Left {
    fn wanted(&self, further: Option<i64>) -> usize {
        let ends = self.rated.iter().max().zip(self.rated.iter().min());
        let apart = ends.map(|(most, least)| most - least);
        let is_far = apart
            .zip(further)
            .is_some_and(|(apart, above)| apart > above);
        2 + usize::from(is_far)
    }

    /// Every list of ratings that it may come to, by half points: what cannot be read becomes some rating, then whoever is still needed
    /// rates. Where too few are left, what is there may be enough, or somebody else rates.
    fn become_what(&self, further: Option<i64>, all: &mut BTreeSet<Vec<i64>>) {
        let rates = |left: &Self, all: &mut BTreeSet<Vec<i64>>| {
            for rating in 0..=4 {
                let mut left = left.clone();
                left.rated.push(rating);
                left.become_what(further, all);
            }
        };
        let (rated, wanted) = (self.rated.len(), self.wanted(further));
        if self.unreadable > 0 {
            let mut left = self.clone();
            left.unreadable -= 1;
            rates(&left, all);
        } else if rated >= wanted {
            all.insert(self.rated.clone());
        } else {
            if rated > 0 && rated + self.blank < wanted {
                all.insert(self.rated.clone());
            }
            let mut left = self.clone();
            left.blank = left.blank.saturating_sub(1);
            rates(&left, all);
        }
    }
}

#[test]
fn any_two_of_a_pool_come_to_what_their_ratings_make_of_it_and_what_is_open_lies_in_no_wider_a_range()
 {
    let cells = ["0", "1", "2", "", "7/10", "conflict"];
    let all: Vec<[usize; 4]> = (0..6_usize.pow(4))
        .map(|row| [row / 216, row / 36 % 6, row / 6 % 6, row % 6])
        .collect();
    let rows: Vec<Vec<&str>> = all
        .iter()
        .map(|row| row.map(|cell| cells[cell]).to_vec())
        .collect();
    let (mut known, mut open) = (0, 0);
    for combine in [
        "combine = \"mean\"",
        "combine = \"median\"",
        "combine = \"sum\"",
        "combine = \"trimmed-mean\"\ntrim_from = 3",
    ] {
        for (further, above) in [(None, None), (Some("0.5"), Some(1)), (Some("1"), Some(2))] {
            let rules = rules(combine, further);
            for (row, reading) in all.iter().zip(of(&rules, COLUMNS, &rows)) {
                let count = |cell: usize| row.iter().filter(|one| **one == cell).count();
                let rated = row.iter().filter(|one| **one < 3);
                let left = Left {
                    rated: rated.map(|one| i64::try_from(*one).unwrap() * 2).collect(),
                    unreadable: count(4),
                    blank: count(3),
                };
                let mut lists = BTreeSet::new();
                left.become_what(above, &mut lists);
                let numbers: Vec<Number> =
                    lists.iter().map(|list| come_to(combine, list)).collect();
                let ends = (
                    *numbers.iter().min().unwrap(),
                    *numbers.iter().max().unwrap(),
                );
                let case = format!("{combine} {further:?} {:?}", row.map(|cell| cells[cell]));
                match reading {
                    Reading::Blank => {
                        assert!(left.rated.is_empty() && left.unreadable == 0, "{case}");
                        assert!(left.blank >= 2, "{case}");
                    }
                    Reading::Value(value) => {
                        assert_eq!(
                            value,
                            Value::Number(come_to(combine, &left.rated)),
                            "{case}"
                        );
                        assert_eq!(lists.len(), 1, "{case}");
                        known += 1;
                    }
                    Reading::Unreadable(problem) => {
                        assert_eq!(problem.between, Some(ends), "{case}");
                        open += 1;
                    }
                }
            }
        }
    }
    assert!(known > 1000 && open > 1000, "{known} {open}");
}

/// What is asked of these rows, and what comes of everybody else.
fn told(further: &str, rows: &str, decisions: &str) -> String {
    let rules = SAMPLE.replace("further_above = 3", further);
    let mut bench = Bench::new(&rules).pile(format!("{COLUMNS}{rows}"));
    if !decisions.is_empty() {
        bench = bench.decided(
            "decisions.csv",
            format!("application,decision,field,cell,found,answer,who,when,why\n{decisions}"),
        );
    }
    let ran = bench.select();
    if ran.files.is_empty() {
        return ran.said.err;
    }
    let asked = ran.rows("clarify.csv").into_iter().map(|row| {
        format!(
            "{}: {} (ask {})",
            row["cell"], row["ask"], row["whom_to_ask"]
        )
    });
    let totals = ran.audit().into_iter().filter_map(|record| {
        let total = said(record.get("total")?);
        Some(format!("{} {total}", said(&record["application"])))
    });
    let asked: Vec<String> = asked.collect();
    let totals: Vec<String> = totals.collect();
    format!(
        "{}\n{}\n{}",
        asked.join("\n"),
        totals.join("\n"),
        ran.said.err
    )
}

#[test]
fn a_blank_of_a_pool_asks_nobody_in_particular() {
    assert_snapshot!(told(
        "",
        "R-1,2020-03-02T08:00:00,Ana Lukić,,7,,9\n\
         R-2,2020-03-02T08:00:00,Bora Kaya,6,,,\n\
         R-3,2020-03-02T08:00:00,Cezar Rusu,,,,\n\
         R-4,2020-03-02T08:00:00,Dita Hoxha,5,6,7,8\n",
        ""
    ), @"
    pile.csv:3:E: the application has 1 rating, and 2 are needed; ask A2, A3 or A4 to rate it (ask office)
    pile.csv:4:D: the application has no rating, and 2 are needed; ask A1, A2, A3 or A4 to rate it (ask office)
    R-1 8
    R-2 3
    R-3 0
    R-4 6.5
    ");
}

#[test]
fn whoever_abstains_or_has_a_conflict_is_out_and_too_few_readers_are_a_question_to_the_office() {
    let rows = "R-1,2020-03-02T08:00:00,Ana Lukić,conflict,7,Abstain,9\n\
                R-2,2020-03-02T08:00:00,Bora Kaya,6,conflict of interest,,recused\n\
                R-3,2020-03-02T08:00:00,Cezar Rusu,abstain,conflict,8,воздержалась\n\
                R-4,2020-03-02T08:00:00,Dita Hoxha,conflict,conflict,conflict,8/10\n";
    assert_snapshot!(told("", rows, ""), @"
    pile.csv:3:F: the application has 1 rating, and 2 are needed; ask A3 to rate it (ask office)
    pile.csv:4:G: the application has 1 rating, 2 are needed, and nobody else of the pool is left to rate it; let somebody else rate in this assessor's place and write that rating, or answer `(no answer)`: then the ratings that there are count (ask office)
    pile.csv:5:G: `8/10` is no number; write digits only, such as `7` or `7.5` (ask assessor 4)
    R-1 8
    R-2 3
    R-3 4
    R-4 0
    ");
    let decided = "R-3,clarify,motivation,pile.csv:4:G,воздержалась,(no answer),Vera,2020-04-02,nobody else can read it\n";
    assert_snapshot!(told("", rows, decided), @"
    pile.csv:3:F: the application has 1 rating, and 2 are needed; ask A3 to rate it (ask office)
    pile.csv:5:G: `8/10` is no number; write digits only, such as `7` or `7.5` (ask assessor 4)
    R-1 8
    R-2 3
    R-3 8
    R-4 0
    ");
}

#[test]
fn whoever_says_that_they_take_no_part_is_not_asked_where_nobody_has_rated_yet() {
    let rows = "R-1,2020-03-02T08:00:00,Ana Lukić,conflict,,,\n\
                R-2,2020-03-02T08:00:00,Bora Kaya,abstain,,recused,\n";
    assert_snapshot!(told("", rows, ""), @"
    pile.csv:2:E: the application has no rating, and 2 are needed; ask A2, A3 or A4 to rate it (ask office)
    pile.csv:3:E: the application has no rating, and 2 are needed; ask A2 or A4 to rate it (ask office)
    R-1 0
    R-2 0
    ");
}

#[test]
fn the_list_of_assessors_says_which_applications_are_short_of_readers() {
    let bench = Bench::of(
        "sample-applications/small/readers-pool.toml",
        "sample-applications/small/readers-pool.csv",
    );
    let ran = bench.select();
    let rows = ran.rows("assessors.csv").into_iter().map(|row| {
        let of = |column: &str| row[column].clone();
        format!(
            "{}: {} given, {} out, may rate {}",
            of("assessor"),
            of("given"),
            of("abstained"),
            of("applications_short_of_readers")
        )
    });
    assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    A1: 4 given, 2 out, may rate 
    A2: 4 given, 1 out, may rate R-5
    A3: 3 given, 1 out, may rate R-4, R-5
    A4: 4 given, 0 out, may rate R-4, R-5
    ");
}

#[test]
fn readers_who_are_far_apart_ask_for_one_more_of_the_pool() {
    assert_snapshot!(told(
        "further_above = 3",
        "R-1,2020-03-02T08:00:00,Ana Lukić,2,,,9\n\
         R-2,2020-03-02T08:00:00,Bora Kaya,2,9,7,\n\
         R-3,2020-03-02T08:00:00,Cezar Rusu,5,8,,\n",
        ""
    ), @"
    pile.csv:2:E: the application has ratings 7 apart, so that one more is needed; ask A2 or A3 to rate it (ask office)
    R-1 3.6667
    R-2 6
    R-3 6.5
    ");
}

#[test]
fn what_a_pool_cannot_be_is_said_where_the_rules_are_read() {
    let told = |from: &str, to: &str| {
        let text = SAMPLE.replace(from, to);
        assert_ne!(text, SAMPLE);
        let loaded = load("rules.toml", &text, &|_| Err(String::new()));
        let told = loaded.findings.iter().map(|found| {
            let help = found.help.as_deref().unwrap_or_default();
            format!("{}: {}; {help}", found.code, found.message)
        });
        told.collect::<Vec<_>>().join("\n")
    };
    let mut page = String::new();
    for (from, to) in [
        ("read_by = 2", "read_by = 4"),
        ("read_by = 2", "read_by = 0"),
        ("read_by = 2\n", ""),
        ("read_by = 2", "third = [\"Reader 5\"]\nread_by = 2"),
        ("combine = \"mean\"", "combine = \"mean\"\ntrim_from = 4"),
        ("combine = \"mean\"", "combine = \"trimmed-mean\""),
        (
            "combine = \"mean\"",
            "combine = \"trimmed-mean\"\ntrim_from = 2",
        ),
        ("combine = \"mean\"", "combine = \"mode\""),
        ("further_above = 3", "further_above = -1"),
    ] {
        page += &format!("{to:?}\n{}\n", told(from, to));
    }
    assert_snapshot!(page, @r#"
    "read_by = 4"
    bad-value: 4 and one more are to rate each application, and there are 4 readers; 
    "read_by = 0"
    bad-value: `read_by` takes a whole number from 1 to 20, not `0`; 
    ""
    bad-value: `further_above` belongs to `read_by`; with two fixed readers write `third` and `third_above`; 
    "third = [\"Reader 5\"]\nread_by = 2"
    missing-key: [fields.NAME] needs the key `third_above`; 
    bad-value: a third reader needs exactly two readers before; 
    bad-value: of a pool one more is asked by `further_above`, and nobody is the third; 
    "combine = \"mean\"\ntrim_from = 4"
    bad-value: `trim_from` belongs to `combine = "trimmed-mean"`; 
    "combine = \"trimmed-mean\""
    missing-key: [fields.NAME] needs the key `trim_from`; 
    "combine = \"trimmed-mean\"\ntrim_from = 2"
    bad-value: `trim_from` takes a whole number from 3 to 20, not `2`; 
    "combine = \"mode\""
    bad-value: `combine` takes `mean`, `median`, `sum`, `trimmed-mean`, not `mode`; 
    "further_above = -1"
    bad-value: a difference is never negative;
    "#);
}

#[test]
fn where_assessors_send_files_of_their_own_the_pool_is_as_many_as_they_are() {
    let rules = include_str!("../../sample-applications/small/ratings-apart.toml")
        .replace(
            "readers = [[\"Motivation\"], [\"Motivation\"]]",
            "headings = [\"Motivation\"]\nread_by = 2",
        )
        .replace(
            "[[assessors]]\nfiles = [\"ratings A2*\"]",
            "[[assessors]]\nfiles = [\"ratings A2*\"]\n\n[[assessors]]\nfiles = [\"ratings A3*\"]",
        );
    let bench = Bench::new(&rules)
        .pile(
            "ID,Submitted,Name,Member\n\
             R-1,2020-03-02T08:00:00,Ana Lukić,yes\n\
             R-2,2020-03-02T08:00:00,Bora Kaya,yes\n\
             R-3,2020-03-02T08:00:00,Cezar Rusu,yes\n",
        )
        .rated("ratings A1.csv", "ID,Motivation\nR-1,7\nR-2,6\n")
        .rated("ratings A2.csv", "ID,Motivation\nR-2,8\nR-3,conflict\n")
        .rated("ratings A3.csv", "ID,Motivation\nR-3,4\nR-1,9\n");
    let ran = bench.select();
    let rows: Vec<String> = ran
        .rows("assessors.csv")
        .into_iter()
        .map(|row| format!("{row:?}"))
        .collect();
    assert_snapshot!(rows.join("\n"), @r#"
    {"abstained": "0", "applications_short_of_readers": "R-3", "applications_that_wait": "", "assessor": "A1", "blank": "0", "from_others motivation": "-2", "given": "2", "highest motivation": "7", "is_waited_for": "", "lowest motivation": "6", "mean motivation": "6.5", "ratings motivation": "2", "ratings_asked_for": "2", "shared motivation": "2", "unreadable": "0"}
    {"abstained": "1", "applications_short_of_readers": "", "applications_that_wait": "", "assessor": "A2", "blank": "0", "from_others motivation": "2", "given": "1", "highest motivation": "8", "is_waited_for": "", "lowest motivation": "8", "mean motivation": "8", "ratings motivation": "1", "ratings_asked_for": "2", "shared motivation": "1", "unreadable": "0"}
    {"abstained": "0", "applications_short_of_readers": "", "applications_that_wait": "", "assessor": "A3", "blank": "0", "from_others motivation": "2", "given": "2", "highest motivation": "9", "is_waited_for": "", "lowest motivation": "4", "mean motivation": "6.5", "ratings motivation": "2", "ratings_asked_for": "2", "shared motivation": "1", "unreadable": "0"}
    "#);
    let mut lines = ran.said.out.lines();
    let turns: Vec<&str> = lines
        .by_ref()
        .skip_while(|line| !line.contains("asked for"))
        .take_while(|line| !line.is_empty())
        .collect();
    assert_snapshot!(turns.join("\n"), @"
    assessor  asked for  given  blank  unreadable  abstained
    A1                2      2      0           0          0  may rate, short of readers: 1 application (R-3)
    A2                2      1      0           0          1  complete
    A3                2      2      0           0          0  complete
    ");
}
