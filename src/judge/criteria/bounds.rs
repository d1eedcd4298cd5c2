//! `at_least` and `at_most`: on numbers, and on the order of a scale. Both bounds count as met.

use super::one_of::known;
use crate::rules::criteria::Bound;
use crate::values::{Answer, LevelSet, Value};

pub fn at_least(bound: Bound, value: &Value) -> Answer {
    match (bound, value) {
        (Bound::Number(least), Value::Number(number)) => (*number >= least).into(),
        (Bound::Level(least), Value::Level(levels)) => levels_all(*levels, |level| level >= least),
        _ => Answer::Unclear,
    }
}

pub fn at_most(bound: Bound, value: &Value) -> Answer {
    match (bound, value) {
        (Bound::Number(most), Value::Number(number)) => (*number <= most).into(),
        (Bound::Level(most), Value::Level(levels)) => levels_all(*levels, |level| level <= most),
        _ => Answer::Unclear,
    }
}

fn levels_all(levels: LevelSet, holds: impl Fn(u8) -> bool) -> Answer {
    known(levels.iter().all(&holds), levels.iter().any(&holds))
}
