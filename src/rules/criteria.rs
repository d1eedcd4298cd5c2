//! Eligibility criteria: tests over fields and derived levels, finite, with no expression language.

use jiff::Timestamp;
use jiff::civil::Date;

use super::ids::{Cites, ListId, Subject};
use crate::values::{Country, LevelSet, Number};

#[derive(Debug, Clone)]
pub struct Criterion {
    pub id: String,
    pub title: String,
    pub cites: Cites,
    pub test: Test,
    /// Line of the rules file, from 1.
    pub line: u32,
}

#[derive(Debug, Clone)]
pub enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Leaf(Leaf),
}

/// A leaf of a test: one condition on one field or derived level.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub subject: Subject,
    pub ask: Ask,
    /// Line of the rules file, from 1.
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Answered at all; the only condition that a blank does not meet.
    Given,
    /// `is`, and `in` with values written out.
    OneOf(Set),
    /// `in` with the name of a list.
    InList(ListId),
    AtLeast(Bound),
    AtMost(Bound),
    /// Strictly before.
    Before(Moment),
    /// At the moment or before it; a date means the whole day.
    By(Moment),
}

impl Ask {
    /// Any of these.
    pub fn one_of(set: Set) -> Self {
        Self::OneOf(set)
    }

    /// The list it names.
    pub fn list(&self) -> Option<ListId> {
        match self {
            Self::InList(list) => Some(*list),
            _ => None,
        }
    }

    /// The bound it compares with.
    pub fn bound(&self) -> Option<Bound> {
        match self {
            Self::AtLeast(bound) | Self::AtMost(bound) => Some(*bound),
            Self::Given | Self::OneOf(_) | Self::InList(_) | Self::Before(_) | Self::By(_) => None,
        }
    }

    /// Of a bound on a scale, the lowest and the highest position that meets it.
    pub fn levels(&self) -> Option<(u8, u8)> {
        match self {
            Self::AtLeast(Bound::Level(least)) => Some((*least, u8::MAX)),
            Self::AtMost(Bound::Level(most)) => Some((0, *most)),
            _ => None,
        }
    }

    pub fn bound_mut(&mut self) -> Option<&mut Bound> {
        match self {
            Self::AtLeast(bound) | Self::AtMost(bound) => Some(bound),
            Self::Given | Self::OneOf(_) | Self::InList(_) | Self::Before(_) | Self::By(_) => None,
        }
    }

    /// Whether it asks for any answer at all.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given)
    }

    /// The values that are written out.
    pub fn written(&self) -> Option<&Set> {
        match self {
            Self::OneOf(set) => Some(set),
            _ => None,
        }
    }

    pub fn written_mut(&mut self) -> Option<&mut Set> {
        match self {
            Self::OneOf(set) => Some(set),
            _ => None,
        }
    }

    /// The day or moment it compares with.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Self::Before(moment) | Self::By(moment) => Some(*moment),
            Self::Given | Self::OneOf(_) | Self::InList(_) | Self::AtLeast(_) | Self::AtMost(_) => {
                None
            }
        }
    }
}

/// A set of values of one type, for `is`, `in` and points tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// Sorted.
    Countries(Vec<Country>),
    /// Positions in the field's options, sorted.
    Options(Vec<u8>),
    Levels(LevelSet),
    YesNo(bool),
    Numbers(Vec<Number>),
    /// Folded (`spelling::fold`) and sorted.
    Texts(Vec<String>),
}

impl Set {
    /// The numbers in it; none in a set of anything else.
    pub fn numbers(&self) -> &[Number] {
        match self {
            Self::Numbers(numbers) => numbers,
            _ => &[],
        }
    }

    /// The texts in it, folded; none in a set of anything else.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Texts(texts) => texts,
            _ => &[],
        }
    }

    pub fn has_country(&self, country: Country) -> bool {
        matches!(self, Self::Countries(all) if all.binary_search(&country).is_ok())
    }
}

/// What `at_least` and `at_most` compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Number(Number),
    /// A position on the subject's scale, from 0, worst first.
    Level(u8),
}

/// What `before` and `by` compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Date(Date),
    Instant(Timestamp),
}
