//! Who rates, and how several ratings of one application become one number.

use rust_decimal::Decimal;

/// Any so many of the assessors rate each application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    pub readers: usize,
    /// The difference between those who have rated above which one more of them is asked.
    pub above: Option<Decimal>,
}

/// How several ratings become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combine {
    #[default]
    Mean,
    /// The middle one; of an even number the mean of the two in the middle.
    Median,
    /// The mean times the number of those who are asked: the sum, where all of them have rated and nobody else has.
    Sum,
    /// The mean without one least and one greatest, from so many ratings on; of fewer the mean.
    TrimmedMean { from: usize },
}
