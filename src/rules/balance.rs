//! `[[balance]]`: how many of whom shall be among those selected.

use rust_decimal::Decimal;

use super::criteria::Test;
use super::ids::{Cites, GroupId, Subject};

/// One balance rule.
#[derive(Debug, Clone)]
pub struct Balance {
    pub id: String,
    pub title: String,
    pub counts: Counts,
    pub within: Within,
    pub asks: Asks,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// Whom a balance rule counts.
#[derive(Debug, Clone)]
pub enum Counts {
    /// Those who meet a test.
    Meeting(Test),
    /// Those of each value of a field or level, by themselves.
    EachValue(Subject),
}

/// Among whom they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// All who are selected, open places included.
    All,
    Group(GroupId),
    /// Every group by itself.
    EachGroup,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Must hold.
    AtMost(Amount),
    /// Must hold.
    AtLeast(Amount),
    /// Is met as far as possible.
    Aim(Aim),
}

/// How many people. In a rule that must hold a share is one of those seated (in the group, or in all), and nothing is rounded. In
/// an aim it is a share of the seats that can be filled, rounded up: of the most that any lawful selection fills, or for one group
/// of the most that can be filled in it while as many as possible are filled in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    People(u32),
    Share(Share),
}

/// An exact fraction, at most one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub numerator: u32,
    /// Nothing is a share of zero parts: taken as one.
    pub denominator: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    pub least: Amount,
    /// Lower is served first; aims of one priority share the smallest sum of shortfalls.
    pub priority: u32,
    /// None: the aim comes before the ranking. Otherwise it comes after it, and people change places for it only within so many points:
    /// with S the selection without the aim, a selection may be had for its sake if nobody who leaves S has a total more than so
    /// much above that of anybody who comes in. Zero: among equal totals only. Among those selections the shortfall counts,
    /// then the ranking. Gentle aims are served one after another by priority and their order, each from the selection before it,
    /// which keeps its shortfalls and its limits.
    pub within: Option<Decimal>,
}

impl Balance {
    /// The test by which it counts people; none where it counts each value.
    pub fn test(&self) -> Option<&Test> {
        match &self.counts {
            Counts::Meeting(test) => Some(test),
            Counts::EachValue(_) => None,
        }
    }

    pub fn test_mut(&mut self) -> Option<&mut Test> {
        match &mut self.counts {
            Counts::Meeting(test) => Some(test),
            Counts::EachValue(_) => None,
        }
    }

    /// The field or level of whose values it counts each.
    pub fn each(&self) -> Option<Subject> {
        match &self.counts {
            Counts::EachValue(subject) => Some(*subject),
            Counts::Meeting(_) => None,
        }
    }

    /// The fields and levels it looks at.
    pub fn subjects(&self) -> Vec<Subject> {
        match &self.counts {
            Counts::Meeting(test) => test.subjects(),
            Counts::EachValue(subject) => vec![*subject],
        }
    }
}
