//! The two stages once more, from the documents alone: who is shortlisted and who is selected, by trying every set of people.

use std::collections::BTreeSet;

use intake::base::digest;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::laws::{Row, Shape, both, csv, known, rows, shape};
use super::made::{Files, outcomes};

/// Somebody in a ranking: number, groups, total.
type Ranked = (usize, &'static str, Decimal);

fn id(at: usize) -> String {
    format!("A-{at:02}")
}

fn number(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// Whether a set of people can sit in two groups of a size each, and no more of them than the cap.
fn sits(set: &[Ranked], size: usize, cap: usize) -> bool {
    let only = |group: &str| set.iter().filter(|(_, groups, _)| *groups == group).count();
    set.len() <= cap.min(2 * size) && only("a") <= size && only("b") <= size
}

/// Of all sets that can sit the one with most people, and of those the one that holds the best-ranked person in whom two differ.
fn best(ranked: &[Ranked], size: usize, cap: usize) -> BTreeSet<String> {
    let sets = (0..1_u32 << ranked.len()).map(|bits| {
        let is_in = |at: usize| bits >> at & 1 == 1;
        let set: Vec<Ranked> = (0..ranked.len())
            .filter(|at| is_in(*at))
            .map(|at| ranked[at])
            .collect();
        // The best-ranked person is the first digit.
        let digits: Vec<bool> = (0..ranked.len()).map(is_in).collect();
        (set, digits)
    });
    let lawful = sets.filter(|(set, _)| sits(set, size, cap));
    let best = lawful.max_by_key(|(set, digits)| (set.len(), digits.clone()));
    best.unwrap().0.into_iter().map(|(at, ..)| id(at)).collect()
}

/// Sorted by total, then by interview where it is known, then by lot.
fn ranked(rows: &[Row], mut all: Vec<(Ranked, Decimal)>) -> Vec<Ranked> {
    let lot = |at: usize| digest::of(format!("p:{}", id(at)).as_bytes());
    all.sort_by_key(|((at, _, total), interview)| (-*total, -*interview, lot(*at)));
    assert!(all.len() <= rows.len());
    all.into_iter().map(|(one, _)| one).collect()
}

fn chosen(files: &Files, word: &str) -> BTreeSet<String> {
    let all = outcomes(files).into_iter();
    let chosen = all.filter(|(_, outcome)| outcome.starts_with(word));
    chosen.map(|(id, _)| id).collect()
}

/// The groups without the order in which they are wanted.
fn groups(row: &Row) -> &'static str {
    match row.0 {
        "a" => "a",
        "b" => "b",
        _ => "both",
    }
}

fn eligible(rows: &[Row]) -> impl Iterator<Item = (usize, &Row)> {
    rows.iter().enumerate().filter(|(_, row)| row.1 == "yes")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn trying_every_set_of_people_comes_to_the_same_shortlist_and_the_same_seats(shape in shape(), rows in rows(10)) {
        let shape = Shape { ties: "settled", ..shape };
        let rows: Vec<Row> = rows.into_iter().map(known).map(|(groups, member, essay, interview)| {
            (groups, member, essay, if interview.is_empty() { "1" } else { interview })
        }).collect();
        let (first_floor, last_floor) = (Decimal::from(shape.floors.0), Decimal::from(shape.floors.1));
        let (one, two) = both(&shape.rules(), &csv(&rows, |_| true));

        let first = eligible(&rows).filter(|(_, row)| number(row.2) >= first_floor);
        let first = first.map(|(at, row)| ((at, groups(row), number(row.2)), Decimal::ZERO)).collect();
        let first = ranked(&rows, first);
        let many: usize = shape.most.rsplit(' ').next().unwrap().parse().unwrap();
        let list = match shape.most.starts_with("in_all") {
            true => best(&first, many, many),
            false => best(&first, many, 2 * many),
        };
        prop_assert_eq!(&chosen(&one, "shortlisted"), &list);

        let (half, more) = (Decimal::new(5, 1), Decimal::new(15, 1));
        let total = |row: &Row| match shape.combine {
            "sum" => number(row.2) + number(row.3),
            "weights" => half * number(row.2) + more * number(row.3),
            _ => number(row.3),
        };
        let last = eligible(&rows).filter(|(at, row)| list.contains(&id(*at)) && number(row.3) >= last_floor);
        let last = last.map(|(at, row)| ((at, groups(row), total(row)), number(row.3))).collect();
        let last = ranked(&rows, last);
        let size = usize::try_from(shape.size).unwrap();
        prop_assert_eq!(chosen(&two, "selected"), best(&last, size, 2 * size));
    }
}
