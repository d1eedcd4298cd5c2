//! The best lawful selection under balance rules, against brute force and laws.

mod examples;
mod laws;
mod make;
mod proved;
mod reach;
mod reference;
mod selected;
mod written;

use intake::seats::Placing;
use intake::seats::balance::{Balanced, Failed, balance};

use make::Case;

impl Case {
    fn solve(&self) -> Result<Balanced<'_>, Failed> {
        balance(&self.problem, &|standing| {
            super::wish(&self.wishes[standing.0])
        })
    }

    fn seats(&self) -> Option<Vec<Placing>> {
        match self.solve() {
            Ok(balanced) => Some(balanced.seats.iter().copied().collect()),
            Err(Failed::Never(_)) => None,
            Err(Failed::TooHard(hard)) => panic!("too hard: {hard:?}"),
        }
    }
}
