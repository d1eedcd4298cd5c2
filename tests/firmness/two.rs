//! Two weights at once: every point of the grid against a selection made anew with both weights in the rules.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use intake::base::ids::Id as _;
use intake::rules::MeasureId;
use intake::study::firmness::firmness_over;
use intake::study::firmness::told::{Exchange, Spot, TwoWeights};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use serde_json::Value;

use super::Anew;
use super::make::{Pool, pool};
use crate::bench::{Bench, Said};
use crate::shell::{Exit, Format, Job};

fn told(anew: &Anew, pair: [usize; 2]) -> Option<TwoWeights> {
    let pair = pair.map(|at| anew.rules.measures[MeasureId::at(at)].id.clone());
    let told = firmness_over(&anew.rules, anew.audit.as_ref()?, Decimal::TEN, Some(&pair));
    told.unwrap().two
}

/// Who sits with these two weights in the rules; none where nothing lawful is found.
fn with(pool: &Pool, pair: [usize; 2], weights: [&str; 2]) -> Option<BTreeSet<String>> {
    let mut all = pool.weights.map(str::to_owned);
    for (at, weight) in pair.into_iter().zip(weights) {
        all[at] = weight.to_owned();
    }
    Anew::new(&pool.rules(&all, None), &pool.csv(&pool.rows)).seated()
}

proptest! {
    #![proptest_config(crate::laws::cases(24))]

    #[test]
    fn every_point_of_the_picture_is_a_selection_made_anew(
        pool in pool(12),
        pair in select(&[[0, 1], [1, 2], [2, 0]][..]),
        at in prop::collection::vec((0_usize..9, 0_usize..9), 8),
    ) {
        let anew = Anew::of(&pool);
        let Some(now) = anew.seated() else { return Ok(()) };
        let Some(two) = told(&anew, pair) else {
            prop_assert!(pool.is_untold());
            return Ok(());
        };
        let same = Spot::Selected { others: 0, exchange: Exchange::default() };
        prop_assert_eq!(&two.cells[4][4], &same);
        prop_assert_eq!([&two.across.weights[4], &two.down.weights[4]], [&two.across.weight, &two.down.weight]);
        prop_assert!(two.cells.len() == 9 && two.cells.iter().all(|row| row.len() == 9));
        for (column, row) in at {
            let weights = [two.across.weights[column].as_str(), two.down.weights[row].as_str()];
            let then = with(&pool, pair, weights);
            match &two.cells[row][column] {
                Spot::Selected { others, exchange } => {
                    let stays = now.iter().filter(|id| !exchange.leaves.contains(*id));
                    let all: BTreeSet<String> = stays.chain(&exchange.comes).cloned().collect();
                    prop_assert_eq!(Some(&all), then.as_ref(), "{:?}", weights);
                    let come = all.difference(&now).count();
                    let leave = now.difference(&all).count();
                    prop_assert_eq!(*others, come.max(leave));
                }
                // Nothing is personal here, and every such pool is little work.
                other => prop_assert!(then.is_none(), "{:?} at {:?}", other, weights),
            }
        }
    }
}

/// Seven people for three places, some better at one thing and some at the other.
fn small() -> Bench {
    let rows = [
        "A-1,2024-02-01T10:00:00,a,x,5,0,1,1,,500",
        "A-2,2024-02-02T10:00:00,a,y,1,3,5,5,,500",
        "A-3,2024-02-03T10:00:00,a,x,3,6,3,4,,500",
        "A-4,2024-02-03T10:00:00,b,y,5,6,0,1,,500",
        "A-5,2024-02-04T10:00:00,b,x,2,0,4,3,,500",
        "A-6,2024-02-04T10:00:00,b,x,0,3,5,5,,500",
        "A-7,2024-02-05T10:00:00,a,y,4,3,2,2,,500",
    ];
    let pool = Pool {
        places: "[places]\ncap = 3\npreference = \"themes\"\nreserve = 1\ncites = [\"all\"]"
            .to_owned(),
        balance: String::new(),
        ties: "{ earliest = \"sent\" }, ",
        weights: ["1", "1", "0.5"],
        assessors: 2,
        personal: [false, false],
        rows: rows
            .iter()
            .map(|row| row.split(',').map(str::to_owned).collect())
            .collect(),
    };
    let weights = pool.weights.map(str::to_owned);
    Bench::new(&pool.rules(&weights, None)).pile(pool.csv(&pool.rows))
}

fn said(bench: &Bench, two: [&str; 2], format: Format) -> Said {
    bench.job(&Job::Firmness {
        run: bench.out.clone(),
        percent: Decimal::TEN,
        two: Some(two.map(str::to_owned)),
        format,
    })
}

/// A section of the page as text.
fn section(text: &str) -> &str {
    let from = text.find("Would others sit if").unwrap();
    text[from..].split("\n\n").next().unwrap()
}

#[test]
fn the_table_has_a_number_for_every_point_and_marks_the_weights_as_they_are() {
    let bench = small();
    bench.select();
    let text = said(&bench, ["skill", "essay"], Format::Text);
    assert_eq!((text.exit, text.err.as_str()), (Exit::Done, ""));
    assert_snapshot!(section(&text.out), @"
    Would others sit if “Skill shown” and “The essay” counted otherwise at once?
      how many others would sit, of 3 seats, all else as it is: in each column Skill shown (skill, 1 in
          the run) counts as much as stands above it, in each row The essay (essay, 1 in the run) as
          much as stands before it
      [0] is as it is; what lies between two pairs is not looked at: of each weight by itself the exact
          range stands above
           0.2  0.4  0.6  0.8  1    1.2  1.4  1.6  1.8
      0.2  0    1    1    1    2    2    2    2    2
      0.4  0    0    1    1    1    2    2    2    2
      0.6  0    0    0    1    1    1    2    2    2
      0.8  1    0    0    0    1    1    1    2    2
      1    2    0    0    0    [0]  1    1    1    2
      1.2  2    2    0    0    0    0    1    1    1
      1.4  2    2    2    0    0    0    0    1    1
      1.6  2    2    2    2    0    0    0    0    1
      1.8  2    2    2    2    1    1    0    0    0
      by 21 pairs of weights: A-7 comes in, A-2 leaves
      by 15 pairs of weights: A-7 and A-4 come in, A-5 and A-2 leave
      by 14 pairs of weights: A-3 and A-6 come in, A-1 and A-5 leave
      by 2 pairs of weights: A-3 comes in, A-1 leaves
      by 1 pair of weights: A-6 comes in, A-5 leaves
    ");
}

#[test]
fn the_picture_has_the_numbers_of_the_table_and_loads_nothing() {
    let bench = small();
    bench.select();
    let two = ["skill", "essay"];
    let page = said(&bench, two, Format::Html).out;
    assert_eq!(page, said(&bench, two, Format::Html).out);
    let json: Value = serde_json::from_str(&said(&bench, two, Format::Json).out).unwrap();
    let cells = json["firmness"]["two"]["cells"].as_array().unwrap();
    let numbers: Vec<String> = cells
        .iter()
        .flat_map(|row| row.as_array().unwrap())
        .map(|cell| cell["others"].to_string())
        .collect();
    let picture = page.split("<svg class=\"map\"").nth(1).unwrap();
    let picture = picture.split("</svg>").next().unwrap();
    let drawn: Vec<String> = picture
        .split("<text")
        .skip(1)
        .map(|text| {
            let text = text.split('>').nth(1).unwrap();
            text.split('<').next().unwrap().to_owned()
        })
        .collect();
    // The weights across stand first, and one before each row.
    let rows: Vec<String> = drawn[9..]
        .chunks(10)
        .flat_map(|row| row[1..].to_vec())
        .collect();
    assert_eq!(rows, numbers);
    assert_eq!(picture.matches("class=\"now\"").count(), 1);
    assert_eq!(picture.matches("class=\"edge\"").count(), 81);
    let colours: BTreeSet<&str> = picture
        .split("fill=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let different: BTreeSet<&String> = numbers.iter().collect();
    assert_eq!(colours.len(), different.len().min(4));
    assert!(!page.contains("://") && !page.contains("<script"));
    // Without the question the page is as it was.
    let plain = bench.job(&Job::Firmness {
        run: bench.out.clone(),
        percent: Decimal::TEN,
        two: None,
        format: Format::Html,
    });
    assert!(!plain.out.contains("svg"));
}

#[test]
fn a_scoring_rule_that_there_is_not_is_named() {
    let bench = small();
    bench.select();
    let wrong = said(&bench, ["skil", "hours"], Format::Text);
    assert_snapshot!(wrong.words(), @"
    exit 3
    error[no-scoring-rule] --two: the rules have no scoring rule `skil`
      help: did you mean `skill`?
    error[no-scoring-rule] --two: the rules have no scoring rule `hours`
      help: they have skill, essay, years, bonus
    ");
}
