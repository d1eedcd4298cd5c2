//! Evened-out ratings: each by its definition, and what comes out with them against a selection from scratch in which they stand in
//! the file.

use std::collections::BTreeMap;

use intake::study::firmness::told::WithoutThem;
use intake::study::spread::spread;
use intake::study::spread::told::{EvenOut, Evened, EvenedOut, OfField};
use proptest::prelude::*;

use super::{Fraction, exact};
use crate::firmness::Anew;
use crate::firmness::make::{ESSAY, Pool, pool};

fn essay(pool: &Pool) -> Option<OfField> {
    let anew = Anew::of(pool);
    let told = spread(&anew.rules, anew.audit.as_ref()?).unwrap();
    told.fields.into_iter().find(|field| field.field == "essay")
}

/// With two decimals, a half up, on a scale from 0 to 5.
fn counted(number: Fraction) -> Fraction {
    let hundredths = (number * 100 + Fraction::new(1, 2)).floor() / 100;
    hundredths
        .max(Fraction::from_integer(0))
        .min(Fraction::from_integer(5))
}

/// By row what each assessor gave.
fn given(pool: &Pool) -> Vec<Vec<Option<i128>>> {
    let cells = |row: &Vec<String>| {
        row[ESSAY..ESSAY + pool.assessors]
            .iter()
            .map(|cell| cell.parse().ok())
            .collect()
    };
    pool.rows.iter().map(cells).collect()
}

fn by_mean(given: &[Vec<Option<i128>>], assessor: usize, rating: i128) -> Fraction {
    let mut above = Vec::new();
    for row in given {
        let all: Vec<i128> = row.iter().flatten().copied().collect();
        if let (Some(own), true) = (row[assessor], all.len() > 1) {
            above.push(Fraction::new(all.iter().sum::<i128>(), all.len() as i128) - own);
        }
    }
    counted(Fraction::from_integer(rating) + above.iter().sum::<Fraction>() / above.len() as i128)
}

/// Everybody's pile written out as often as makes both as long, so that place is place.
fn by_rank(given: &[Vec<Option<i128>>], assessor: usize, rating: i128) -> Fraction {
    let mut own: Vec<i128> = given.iter().filter_map(|row| row[assessor]).collect();
    let mut all: Vec<i128> = given.iter().flatten().flatten().copied().collect();
    own.sort_unstable();
    all.sort_unstable();
    let often = |pile: &[i128], times: usize| -> Vec<i128> {
        pile.iter()
            .flat_map(|one| std::iter::repeat_n(*one, times))
            .collect()
    };
    let (long_own, long_all) = (often(&own, all.len()), often(&all, own.len()));
    let there: Vec<i128> = long_own
        .iter()
        .zip(&long_all)
        .filter(|(own, _)| **own == rating)
        .map(|(_, all)| *all)
        .collect();
    counted(Fraction::new(
        there.iter().sum::<i128>(),
        there.len() as i128,
    ))
}

#[test]
fn where_assessors_share_too_few_applications_nothing_is_evened_out() {
    let row = |at: usize, ratings: [&str; 3]| {
        let mut row: Vec<String> = [
            format!("A-{at:02}"),
            "2024-02-01T10:00:00".to_owned(),
            "a".to_owned(),
            "x".to_owned(),
            "3".to_owned(),
            "3".to_owned(),
        ]
        .into();
        row.extend(ratings.map(str::to_owned));
        row.push("500".to_owned());
        row
    };
    let pool = |together: usize, third: usize| Pool {
        places: "[places]\ncap = 3\npreference = \"themes\"\nreserve = 1\ncites = [\"all\"]"
            .to_owned(),
        balance: String::new(),
        ties: "",
        weights: ["1", "1", "1"],
        assessors: 3,
        personal: [false, false],
        rows: (0..20)
            .map(|at| {
                let second = if at < together { "4" } else { "" };
                let third = if at >= 20 - third { "2" } else { "" };
                row(at, ["3", second, third])
            })
            .collect(),
    };
    let refused = |pool: &Pool| match essay(pool).unwrap().even_out.unwrap() {
        EvenOut::Refused {
            between,
            most,
            needed,
        } => {
            let between: Vec<String> = between.iter().map(ToString::to_string).collect();
            Some((between.join(","), most, needed))
        }
        _ => None,
    };
    assert_eq!(refused(&pool(10, 10)), None);
    assert_eq!(refused(&pool(9, 9)), Some(("1".to_owned(), 9, 10)));
    // A2 and A3 are held against each other by way of A1, whom both share enough with.
    assert_eq!(refused(&pool(10, 9)), Some(("1,2".to_owned(), 9, 10)));
}

proptest! {
    #![proptest_config(crate::laws::cases(60))]

    #[test]
    fn what_comes_out_evened_out_is_what_a_file_with_these_ratings_gives(mut pool in pool(26)) {
        // Enough to be told: whoever has been read is read by all but one.
        pool.rows = pool.rows.iter().cycle().take(24).cloned().collect();
        for (at, row) in pool.rows.iter_mut().enumerate() {
            row[0] = format!("A-{at:02}");
        }
        let Some(told) = essay(&pool) else { return Ok(()) };
        let Some(EvenOut::Told(told)) = told.even_out else { return Ok(()) };
        let EvenedOut { ratings, mean, rank, side_by_side, .. } = *told;
        let given = given(&pool);
        let mut becomes: BTreeMap<(usize, i128), [Fraction; 2]> = BTreeMap::new();
        for Evened { assessor, rating, by_mean: mean, by_rank: rank } in &ratings {
            let (at, rating) = (assessor.id().unwrap().0, exact(*rating).to_integer());
            let is = [exact(*mean), exact(*rank)];
            prop_assert_eq!(is, [by_mean(&given, at, rating), by_rank(&given, at, rating)]);
            becomes.insert((at, rating), is);
        }
        let now = Anew::of(&pool).seated().unwrap();
        let weights = pool.weights.map(str::to_owned);
        for (method, outcome) in [&mean, &rank].into_iter().enumerate() {
            let mut rows = pool.rows.clone();
            for (row, given) in rows.iter_mut().zip(&given) {
                let whole: Option<Vec<i128>> = given.iter().copied().collect();
                for (at, rating) in whole.into_iter().flatten().enumerate() {
                    let evened = becomes[&(at, rating)][method] * 100;
                    row[ESSAY + at] = format!("{}.{:02}", evened.to_integer() / 100, evened.to_integer() % 100);
                }
            }
            let there = Anew::new(&pool.rules(&weights, None), &pool.csv(&rows));
            match outcome {
                WithoutThem::Selected { exchange, .. } => {
                    let leaves = |id: &&String| !exchange.leaves.contains(*id);
                    let then = now.iter().filter(leaves).chain(&exchange.comes).cloned().collect();
                    prop_assert_eq!(there.seated(), Some(then), "{}", method);
                }
                WithoutThem::Unknown { because } => prop_assert!(there.audit.is_none(), "{}", because),
            }
        }
        prop_assert!(side_by_side.len() >= now.len());
    }
}
