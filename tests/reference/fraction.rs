//! Exact fractions, as at school.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

/// In lowest terms, with the sign above the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    pub(super) fn new(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let shared = a.max(1) * below.signum();
        Self {
            above: above / shared,
            below: below / shared,
        }
    }

    pub(super) fn whole(number: i128) -> Self {
        Self {
            above: number,
            below: 1,
        }
    }

    /// `12.50`, as rules and lists write it.
    pub(super) fn parse(text: &str) -> Self {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{whole}{decimals}").parse().unwrap();
        Self::new(digits, 10_i128.pow(u32::try_from(decimals.len()).unwrap()))
    }

    /// Rounded to so many decimals; halves away from zero, or to the even neighbour.
    pub(super) fn round(self, decimals: u32, half_even: bool) -> Self {
        let scale = 10_i128.pow(decimals);
        let (above, below) = (self.above * scale, self.below);
        let (down, rest) = (above.div_euclid(below), above.rem_euclid(below));
        let up = match (rest * 2).cmp(&below) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal if half_even => down % 2 != 0,
            Ordering::Equal => down >= 0,
        };
        Self::new(down + i128::from(up), scale)
    }

    /// Cut after so many decimals, towards less.
    pub(super) fn floor(self, decimals: u32) -> Self {
        let scale = 10_i128.pow(decimals);
        Self::new((self.above * scale).div_euclid(self.below), scale)
    }

    /// Its decimals, where they end.
    pub(super) fn decimals(self) -> Option<usize> {
        (0..15)
            .find(|&places| 10_i128.pow(places) % self.below == 0)
            .map(|places| places as usize)
    }
}

/// As a decimal; panics where the decimals do not end.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.decimals().unwrap();
        let digits = self.above * 10_i128.pow(u32::try_from(places).unwrap()) / self.below;
        let (sign, digits) = (
            if digits < 0 { "-" } else { "" },
            format!("{:0>1$}", digits.abs(), places + 1),
        );
        let (whole, decimals) = digits.split_at(digits.len() - places);
        match decimals {
            "" => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{decimals}"),
        }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(
            self.above * other.below + other.above * self.below,
            self.below * other.below,
        )
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(
            self.above * other.below - other.above * self.below,
            self.below * other.below,
        )
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.above * other.above, self.below * other.below)
    }
}

impl Div for Fraction {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.above * other.below, self.below * other.above)
    }
}
