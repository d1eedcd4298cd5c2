//! How scores are rounded and how equal scores are told apart.

use super::ids::{Cites, FieldId, MeasureId, Subject};
use crate::values::Rounding;

#[derive(Debug, Clone)]
pub struct Ranking {
    /// How many decimals points keep, 0 to 6.
    pub decimals: u32,
    pub rounding: Rounding,
    /// In order; the last is a lot and no other is.
    pub tie_breaks: Vec<TieBreak>,
    pub cites: Cites,
    /// Lines of the rules file, from 1: of each tie-break.
    pub lines: Vec<u32>,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// Who goes first among equal scores. An answer goes before a blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieBreak {
    Highest(Subject),
    Lowest(Subject),
    HighestPart(MeasureId),
    LowestPart(MeasureId),
    Earliest(FieldId),
    /// The lowest SHA-256 of `seed:id` goes first.
    Lot {
        seed: String,
    },
}

impl TieBreak {
    /// The field or level it looks at; none for parts, which have their own, and lots.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Highest(subject) | Self::Lowest(subject) => Some(*subject),
            Self::Earliest(field) => Some(Subject::Field(*field)),
            Self::HighestPart(_) | Self::LowestPart(_) | Self::Lot { .. } => None,
        }
    }

    /// The field or level whose order it goes by, however high or low; none for a day or moment at which something was done.
    pub fn ordered(&self) -> Option<Subject> {
        match self {
            Self::Highest(subject) | Self::Lowest(subject) => Some(*subject),
            Self::HighestPart(_) | Self::LowestPart(_) | Self::Earliest(_) | Self::Lot { .. } => {
                None
            }
        }
    }

    /// The measure whose part it looks at.
    pub fn part(&self) -> Option<MeasureId> {
        match self {
            Self::HighestPart(measure) | Self::LowestPart(measure) => Some(*measure),
            Self::Highest(_) | Self::Lowest(_) | Self::Earliest(_) | Self::Lot { .. } => None,
        }
    }

    /// The seed of a lot.
    pub fn seed(&self) -> Option<&str> {
        match self {
            Self::Lot { seed } => Some(seed),
            _ => None,
        }
    }
}
