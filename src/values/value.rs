//! What a cell says once it has been read: a value, nothing, or something no rule may count.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Country, Number, Problem};

/// A cell after reading. Never a yes, a no or a zero unless it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    Blank,
    Unreadable(Box<Problem>),
    Value(Value),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The text itself, which stays in its column.
    Text,
    /// A text that is nearly one that some rule asks for.
    NearText(Box<NearText>),
    Country(Country),
    /// In a box, so that every reading of a million others does not take as much room.
    Choices(Box<Choices>),
    Level(LevelSet),
    YesNo(bool),
    Number(Number),
    Date(Date),
    Instant(Timestamp),
}

/// A text of which a person must say whether it is one of those that rules ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearText {
    pub problem: Problem,
    /// The texts it is near, folded and sorted.
    pub values: Vec<String>,
}

/// The options that were chosen, in the applicant's order where there is one, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// Positions in the field's list of options, from 0.
    pub chosen: Vec<u8>,
    /// The applicant's order is not known: a column for each option says which were chosen, and no more.
    pub unordered: bool,
    /// How many of those chosen stand before whatever could not be read; none where nobody can say.
    pub before_unread: usize,
    /// An answer beside the listed ones, where the field allows that.
    pub other: bool,
    /// Part of the answer could not be read, so any option may be meant by it.
    pub unread: Option<Box<Problem>>,
}

impl From<Choices> for Reading {
    fn from(choices: Choices) -> Self {
        Self::Value(Value::Choices(Box::new(choices)))
    }
}

/// The levels of a scale that an application may have: exactly one when it is known.
///
/// A set, because a level derived from an unclear answer is narrowed down rather than lost. Levels count from 0, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct LevelSet(u64);

impl Reading {
    /// What is wrong with the answer or with part of it.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Unreadable(problem) => Some(problem),
            Self::Value(Value::Choices(choices)) => choices.unread.as_deref(),
            Self::Value(Value::NearText(near)) => Some(&near.problem),
            Self::Value(_) | Self::Blank => None,
        }
    }
}

impl Choices {
    /// A word that always means something beside the options, and is near none: for answers that the program makes up itself,
    /// and for those of which a person has said so.
    pub const BESIDE: &'static str = "something-else";
}

impl LevelSet {
    /// How many levels a scale can have.
    pub const MOST: usize = 64;

    pub fn only(level: u8) -> Self {
        Self(1_u64.checked_shl(u32::from(level)).unwrap_or(0))
    }

    pub fn with(self, level: u8) -> Self {
        Self(self.0 | Self::only(level).0)
    }

    pub fn contains(self, level: u8) -> bool {
        self.0 & Self::only(level).0 != 0
    }

    /// The levels of either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The level, when only one is possible.
    pub fn known(self) -> Option<u8> {
        if self.0.count_ones() == 1 {
            u8::try_from(self.0.trailing_zeros()).ok()
        } else {
            None
        }
    }

    /// The possible levels, worst first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut left = self;
        std::iter::from_fn(move || {
            let level = u8::try_from(left.0.trailing_zeros())
                .ok()
                .filter(|level| left.contains(*level))?;
            left.0 &= !Self::only(level).0;
            Some(level)
        })
    }
}
