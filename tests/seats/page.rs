//! The examples of the reference page, each filled.

use super::{Bench, bench, told};

/// The rows of the table under *Who sits where*: rules, people, outcome.
fn rows() -> Vec<[String; 3]> {
    let page = include_str!("../../rules/README.md");
    let (_, section) = page.split_once("#### Who sits where").unwrap();
    let (_, table) = section.split_once("|---|---|---|---|\n").unwrap();
    let cells = |line: &str| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
        [cells[1].clone(), cells[2].clone(), cells[3].clone()]
    };
    table
        .lines()
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect()
}

fn with(bench: Bench, word: &str) -> Bench {
    match word.split_once(' ') {
        None if word == "in-turn" => bench.in_turn(),
        None if word == "best-ranked" => bench.open_places(),
        None if word == "become-open" => bench.unfilled_become_open(),
        None if word == "best-place" => bench.best_place(),
        Some(("reserve", number)) => bench.reserves(number.parse().unwrap()),
        _ => panic!("`{word}`"),
    }
}

#[test]
fn the_examples_of_the_page_come_out_as_it_says() {
    let rows = rows();
    assert!(rows.len() > 10);
    for [rules, people, outcome] in rows {
        let words: Vec<&str> = rules.split(", ").collect();
        let cap = words[0].strip_prefix("cap ").unwrap().parse().unwrap();
        let pool = words[2..]
            .iter()
            .fold(bench(cap, words[1], &people), |bench, word| {
                with(bench, word)
            });
        let seats: Vec<String> = pool.fill().seats.into_iter().map(told).collect();
        assert_eq!(seats.join(" "), outcome, "{rules}: {people}");
    }
}
