//! A short run of every fuzz target: its corpus, and some hundred inputs made from it by a fixed seed.
//!
//! The targets and their laws stand in `fuzz/src/lib.rs`; CONTRIBUTING.md says how to run them for as long as one likes.

#[path = "../fuzz/src/lib.rs"]
#[allow(
    unreachable_pub,
    reason = "the targets are binaries of another package"
)]
mod targets;

use std::fs;

use crate::bench::repository;

/// Inputs made from the corpus of a target.
const MADE: usize = 300;

/// A row of numbers that is the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }
}

/// Changes an input in a few places: a byte, a stretch doubled or dropped, a piece of another input.
fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(input.len());
        let to = (at + numbers.below(20)).min(input.len());
        match numbers.below(5) {
            0 if !input.is_empty() => input[at] = u8::try_from(numbers.below(256)).unwrap(),
            1 if !input.is_empty() => input[at] = b"\0\"';,\n\r<>&09\xff"[numbers.below(13)],
            2 => drop(input.drain(at..to)),
            3 => {
                let stretch = input[at..to].to_vec();
                input.splice(at..at, stretch);
            }
            _ => {
                let from = numbers.below(other.len());
                let piece = other[from..(from + numbers.below(40)).min(other.len())].to_vec();
                input.splice(at..to, piece);
            }
        }
    }
}

fn run(target: &str, check: fn(&[u8])) {
    let mut files: Vec<_> = fs::read_dir(repository(&format!("fuzz/corpus/{target}")))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(
        corpus.len() >= 20,
        "{target} has a corpus of {} files",
        corpus.len()
    );
    for (file, input) in files.iter().zip(&corpus) {
        eprintln!("{}", file.display());
        check(input);
    }
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..MADE {
        let mut input = corpus[numbers.below(corpus.len())].clone();
        let other = &corpus[numbers.below(corpus.len())];
        change(&mut input, other, &mut numbers);
        eprintln!("{:?}", String::from_utf8_lossy(&input));
        check(&input);
    }
}

#[test]
fn tables_of_any_bytes_lose_nobody() {
    run("table", targets::table);
}

#[test]
fn workbooks_of_any_bytes_lose_nobody() {
    run("workbook", targets::workbook);
}

#[test]
fn rules_of_any_text_are_told_what_is_wrong() {
    run("rules", targets::rules);
}

#[test]
fn any_text_names_a_country_or_none() {
    run("country", targets::country);
}

#[test]
fn any_text_is_an_answer_or_none() {
    run("answers", targets::answers);
}
