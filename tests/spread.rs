//! How assessors rated: every number against its definition, pair by pair, and what would come out with other ratings against
//! selections from scratch.

mod alpha;
mod even_out;
mod page;
mod record;

use std::path::Path;

use intake::answers::even_out::Ratings;
use intake::values::Exact;
use num_rational::Ratio;
use rust_decimal::Decimal;

use crate::bench::{Bench, Said};
use crate::shell::{Format, Job};

type Fraction = Ratio<i128>;

/// By application what each assessor gave, in halves.
type Halves = Vec<Vec<Option<u8>>>;

fn ratings(all: &Halves, asked: usize) -> Ratings {
    let half = |rating: u8| Decimal::from(rating) / Decimal::TWO;
    let given = all.iter().enumerate().map(|(at, given)| {
        let given = given.iter().map(|rating| rating.map(half)).collect();
        (format!("A-{at:02}"), given, 1)
    });
    Ratings::new(given.collect(), asked).unwrap()
}

/// `3.25`, `8/3 (2.6666…)`, as JSON has it.
fn exact(number: Exact) -> Fraction {
    let text = serde_json::to_value(number).unwrap();
    let text = text.as_str().unwrap().split(' ').next().unwrap().to_owned();
    match text.split_once('/') {
        Some((over, under)) => Fraction::new(over.parse().unwrap(), under.parse().unwrap()),
        None => {
            let decimal: Decimal = text.parse().unwrap();
            Fraction::new(decimal.mantissa(), 10_i128.pow(decimal.scale()))
        }
    }
}

fn said(bench: &Bench, run: &Path, format: Format) -> Said {
    bench.job(&Job::Spread {
        run: run.to_owned(),
        format,
    })
}

fn rules() -> &'static str {
    include_str!("../sample-applications/small/assessors-apart.toml")
}

/// So many people, rated by two and where they are far apart by a third.
fn pile(ratings: impl IntoIterator<Item = (&'static str, &'static str, &'static str)>) -> String {
    let head = "ID,Submitted,Name,Member,Assessor 1,Assessor 2,Assessor 3\n".to_owned();
    let rows = ratings
        .into_iter()
        .enumerate()
        .map(|(at, (one, two, three))| {
            format!("R-{at:02},2020-03-02T08:00:00,Somebody,yes,{one},{two},{three}\n")
        });
    head + &rows.collect::<String>()
}

/// What two assessors wrote about into files of their own.
fn by_file(cells: [[&str; 2]; 6]) -> Bench {
    let rules = include_str!("../sample-applications/small/ratings-apart.toml");
    let people = (0..6).map(|at| format!("R-{at:02},2020-03-02T08:00:00,Ana Lukić,yes\n"));
    let pile = format!("ID,Submitted,Name,Member\n{}", people.collect::<String>());
    let file = |by: usize| {
        let rows = cells.iter().enumerate();
        let rows = rows.map(|(at, cells)| format!("R-{at:02},\"{}\",Ana writes well\n", cells[by]));
        format!("ID,Motivation,Remarks\n{}", rows.collect::<String>())
    };
    Bench::new(rules)
        .pile(pile)
        .rated("ratings A1 Petrov.csv", file(0))
        .rated("ratings A2 Novak.csv", file(1))
}
