//! Where things stand on a line, in shares of its length: exact numbers, so that the same run draws the same picture.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Cell, Listing};

/// A share of a line's length in hundredths of a percent, from 0 to 10000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Share(u32);

impl Share {
    const WHOLE: u32 = 10_000;

    /// `part / whole`, rounded; nothing of no whole.
    pub(super) fn of(part: Decimal, whole: Decimal) -> Self {
        let share = part
            .checked_div(whole)
            .unwrap_or_default()
            .saturating_mul(Decimal::from(Self::WHOLE));
        Self(share.round().to_u32().unwrap_or(0).min(Self::WHOLE))
    }

    /// The same of counts.
    pub fn of_counts(part: usize, whole: usize) -> Self {
        Self::of(Decimal::from(part), Decimal::from(whole))
    }

    /// How long it is where the longest is the whole line.
    pub(super) fn beside(self, longest: Self) -> Self {
        Self::of(Decimal::from(self.0), Decimal::from(longest.0))
    }

    /// In hundredths of a percent.
    pub fn hundredths(self) -> u32 {
        self.0
    }

    /// The share as a sentence has it, with one digit behind the point: `12.5 %`.
    pub fn words(self) -> String {
        let tenths = self.0.saturating_add(5) / 10;
        format!("{}.{} %", tenths / 10, tenths % 10)
    }
}

/// As a picture takes it: `12.5%`.
impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(out, "{whole}%"),
            (whole, part) if part % 10 == 0 => write!(out, "{whole}.{}%", part / 10),
            (whole, part) => write!(out, "{whole}.{part:02}%"),
        }
    }
}

/// How many there are of each number, on a line from the lowest to the highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    pub title: String,
    /// What stands at the ends of the line.
    pub from: String,
    pub to: String,
    /// What each count of a bin is of.
    pub sorts: Vec<&'static str>,
    pub bins: Vec<Bin>,
    /// The most that a bin has.
    pub most: u32,
    pub marks: Vec<Mark>,
    /// The same as numbers.
    pub numbers: Listing,
}

/// The numbers from one to below the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    pub at: Share,
    pub width: Share,
    pub counts: Vec<u32>,
}

/// A number that is pointed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub at: Share,
    pub words: String,
}

/// Bins of one width over a range of numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    start: Decimal,
    /// The highest number there can be: the line says that it ends there, though the last bin is as wide as all others.
    most: Decimal,
    step: Decimal,
    bins: u32,
    /// No two different numbers are in one bin.
    is_exact: bool,
}

/// At most so many bins are drawn; on a narrow screen each has five points.
const BINS: u32 = 60;

/// Nobody reads finer steps than hundredths off a picture.
const DECIMALS: u32 = 2;

impl Scale {
    /// From `least` to `most`, both included, in steps of 1, 2 or 5 times a power of ten, as fine as these numbers need and the picture
    /// allows.
    pub(super) fn new(
        (least, most): (Decimal, Decimal),
        numbers: impl Iterator<Item = Decimal>,
    ) -> Self {
        let decimals = numbers.map(|number| number.normalize().scale()).max();
        let decimals = decimals.unwrap_or(0);
        let finest = Decimal::new(1, decimals.min(DECIMALS));
        let range = most.saturating_sub(least);
        let mut step = finest;
        // 1, 2, 5, 10, …
        let factors = [Decimal::TWO, Decimal::new(25, 1), Decimal::TWO];
        for factor in factors.iter().cycle().take(90) {
            let most_bins = Decimal::from(BINS.saturating_sub(1));
            if range <= step.saturating_mul(most_bins) {
                break;
            }
            step = step.saturating_mul(*factor);
        }
        let start = least
            .checked_div(step)
            .map_or(least, |steps| steps.floor().saturating_mul(step));
        let scale = Self {
            start,
            most,
            step,
            bins: BINS,
            is_exact: step == finest && decimals <= DECIMALS,
        };
        Self {
            bins: scale.bin(most).saturating_add(1),
            ..scale
        }
    }

    /// Which bin holds the number, from 0.
    fn bin(self, number: Decimal) -> u32 {
        let steps = number.saturating_sub(self.start).checked_div(self.step);
        let bin = steps.and_then(|steps| steps.floor().to_u32()).unwrap_or(0);
        bin.min(self.bins)
    }

    fn number(self, bin: u32) -> Decimal {
        let along = self.step.saturating_mul(Decimal::from(bin));
        self.start.saturating_add(along).normalize()
    }

    /// Where the number stands on the line.
    pub(super) fn at(self, number: Decimal) -> Share {
        let whole = self.step.saturating_mul(Decimal::from(self.bins));
        Share::of(number.saturating_sub(self.start), whole)
    }

    /// The strip of these numbers, each with what sort it is of.
    pub(super) fn strip(
        self,
        title: String,
        sorts: &[&'static str],
        numbers: impl Iterator<Item = (Decimal, usize, u32)>,
    ) -> Strip {
        let blank = || vec![0_u32; sorts.len()];
        let mut counts: Vec<Vec<u32>> = (0..self.bins).map(|_| blank()).collect();
        for (number, sort, many) in numbers {
            let bin = usize::try_from(self.bin(number)).ok();
            let bin = bin.and_then(|bin| counts.get_mut(bin));
            if let Some(count) = bin.and_then(|bin| bin.get_mut(sort)) {
                *count = count.saturating_add(many);
            }
        }
        let first = if self.is_exact {
            "number"
        } else {
            "from, to below"
        };
        let headings: Vec<&str> = std::iter::once(first)
            .chain(sorts.iter().copied())
            .collect();
        let mut listing = Listing::new(format!("{title}: the numbers"), &headings);
        let mut bins = Vec::new();
        for (bin, counts) in (0..).zip(counts) {
            if counts.iter().all(|count| *count == 0) {
                continue;
            }
            let (from, to) = (self.number(bin), self.number(bin.saturating_add(1)));
            let range = Cell::Text(if self.is_exact {
                from.to_string()
            } else {
                format!("{from} – {to}")
            });
            let counted = counts.iter().map(Cell::number);
            listing
                .rows
                .push(std::iter::once(range).chain(counted).collect());
            let (at, end) = (self.at(from), self.at(to));
            bins.push(Bin {
                at,
                width: Share(end.0.saturating_sub(at.0)),
                counts,
            });
        }
        let of_bin = |bin: &Bin| {
            bin.counts
                .iter()
                .fold(0_u32, |sum, one| sum.saturating_add(*one))
        };
        let last = self.bins.saturating_sub(u32::from(self.is_exact));
        Strip {
            title,
            from: self.number(0).to_string(),
            to: self.number(last).min(self.most).normalize().to_string(),
            sorts: sorts.to_vec(),
            most: bins.iter().map(of_bin).max().unwrap_or(0),
            bins,
            marks: Vec::new(),
            numbers: listing,
        }
    }
}
