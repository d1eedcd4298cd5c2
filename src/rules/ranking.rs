//! How scores are rounded and how equal scores are told apart.

use super::ids::{Cites, FieldId, MeasureId, Subject, TieBreakId};
use crate::base::ids::Per;
use crate::values::Rounding;

#[derive(Debug, Clone)]
pub struct Ranking {
    /// How many decimals points keep, 0 to 6.
    pub decimals: u32,
    pub rounding: Rounding,
    /// In order; the last is a lot and no other is.
    pub tie_breaks: Per<TieBreakId, TieBreak>,
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

/// What a tie-break looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared<'r> {
    /// The order of a field's or level's values.
    Order(Subject),
    /// When something was.
    Moment(FieldId),
    Part(MeasureId),
    /// A lot, by its seed.
    Lot(&'r str),
}

impl TieBreak {
    pub fn compared(&self) -> Compared<'_> {
        match self {
            Self::Highest(subject) | Self::Lowest(subject) => Compared::Order(*subject),
            Self::HighestPart(measure) | Self::LowestPart(measure) => Compared::Part(*measure),
            Self::Earliest(field) => Compared::Moment(*field),
            Self::Lot { seed } => Compared::Lot(seed),
        }
    }

    /// Whether the higher of two goes first.
    pub fn is_descending(&self) -> bool {
        match self {
            Self::Highest(_) | Self::HighestPart(_) => true,
            Self::Lowest(_) | Self::LowestPart(_) | Self::Earliest(_) | Self::Lot { .. } => false,
        }
    }

    /// The field or level it looks at; none for parts, which have their own, and lots.
    pub fn subject(&self) -> Option<Subject> {
        match self.compared() {
            Compared::Order(subject) => Some(subject),
            Compared::Moment(field) => Some(Subject::Field(field)),
            Compared::Part(_) | Compared::Lot(_) => None,
        }
    }

    /// The field or level whose order it goes by.
    pub fn ordered(&self) -> Option<Subject> {
        self.subject()
            .filter(|_| matches!(self.compared(), Compared::Order(_)))
    }

    /// The same where measures stand elsewhere; none where the one that it looks at is not there.
    pub fn moved(&self, to: impl Fn(MeasureId) -> Option<MeasureId>) -> Option<Self> {
        match self {
            Self::HighestPart(was) => to(*was).map(Self::HighestPart),
            Self::LowestPart(was) => to(*was).map(Self::LowestPart),
            Self::Highest(_) | Self::Lowest(_) | Self::Earliest(_) | Self::Lot { .. } => {
                Some(self.clone())
            }
        }
    }

    /// The seed of a lot.
    pub fn seed(&self) -> Option<&str> {
        match self.compared() {
            Compared::Lot(seed) => Some(seed),
            _ => None,
        }
    }
}
