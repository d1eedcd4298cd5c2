//! Points × weight = part; the parts add up to the score. Four types, so that none is taken for another.
//!
//! The one place where Intake rounds is [`Points::rounded`]. A part is the exact product of the rounded points and the
//! weight, and a score the exact sum of its parts, so that what is printed can be added up by hand. The rules are refused
//! when any product or sum could leave the 28 digits of a `Decimal` (see `rules::load::measures`), so the saturating
//! operations below never saturate.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// How points that do not end after the stated decimals are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// A half goes up: 0.125 becomes 0.13.
    #[default]
    HalfUp,
    /// A half goes to the even neighbour: 0.125 becomes 0.12 (IEEE 754 roundTiesToEven, ISO 80000-1 rule B).
    HalfEven,
}

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub struct $name(Decimal);

        impl $name {
            pub const ZERO: Self = Self(Decimal::ZERO);

            pub fn decimal(self) -> Decimal {
                self.0
            }
        }

        /// Prints every decimal that was kept, without trailing zeros.
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.normalize().fmt(out)
            }
        }
    };
}

amount! {
    /// What a measure awards, before the weight.
    Points
}
amount! {
    /// What a measure counts for.
    Weight
}
amount! {
    /// Points times weight.
    Part
}
amount! {
    /// The sum of an application's parts.
    Score
}

impl Points {
    /// Points as the rules write them.
    pub fn written(value: Decimal) -> Self {
        Self(value)
    }

    /// `numerator / denominator`, rounded once to `decimals` places; zero for a zero denominator, which the rules exclude.
    ///
    /// The quotient is taken to 28 digits first. That cannot shift the rounding: it could only if the true quotient had more
    /// than fifteen nines or zeros in a row behind the last kept place, and the denominators the rules allow are too short.
    pub fn rounded(
        numerator: Decimal,
        denominator: Decimal,
        decimals: u32,
        rounding: Rounding,
    ) -> Self {
        let strategy = match rounding {
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
        };
        let quotient = numerator.checked_div(denominator).unwrap_or_default();
        Self(quotient.round_dp_with_strategy(decimals, strategy))
    }

    pub fn times(self, weight: Weight) -> Part {
        Part(self.0.saturating_mul(weight.0))
    }

    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Weight {
    /// A weight as the rules write it.
    pub fn written(value: Decimal) -> Self {
        Self(value)
    }

    /// What something counts for of which a part counts so much.
    #[must_use]
    pub fn times(self, whole: Self) -> Self {
        Self(self.0.saturating_mul(whole.0))
    }
}

impl Score {
    /// A total as a run has it.
    pub fn recorded(total: Decimal) -> Self {
        Self(total)
    }

    pub fn plus(self, part: Part) -> Self {
        Self(self.0.saturating_add(part.0))
    }

    /// The score of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}
