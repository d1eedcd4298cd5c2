//! What rules can say, as `rules/README.md` lists it: plain values, so that the reference can read them and the writer of
//! TOML can write them.

use super::fraction::Fraction;

#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) export: Export,
    pub(super) workbook: bool,
    pub(super) zone: Zone,
    pub(super) deadline: Bound,
    pub(super) lists: Vec<List>,
    pub(super) scales: Vec<Scale>,
    /// The first is the id, the second the moment of submission.
    pub(super) fields: Vec<Field>,
    pub(super) levels: Vec<Level>,
    /// Without the deadline, which is always the first.
    pub(super) criteria: Vec<Test>,
    pub(super) measures: Vec<Measure>,
    pub(super) decimals: Option<u32>,
    pub(super) rounding: Option<&'static str>,
    pub(super) ties: Vec<TieBreak>,
    pub(super) seed: String,
    pub(super) duplicates: Vec<Duplicates>,
    pub(super) standing: Vec<Standing>,
    pub(super) places: Places,
}

pub(super) const ID: usize = 0;
pub(super) const SUBMITTED: usize = 1;

/// An answer that can be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// A text, an address, a country's code (or the name of a place with a standing answer), an option; [`OTHER`] is none of them.
    Word(String),
    /// Options in the order in which they were chosen, at least one.
    Words(Vec<String>),
    Level(usize),
    Yes(bool),
    Number(Fraction),
    /// A date by its day of February 2020, a moment by its second since that month began in Greenwich.
    Time(i64),
}

pub(super) const OTHER: &str = "";

/// How a moment is written, and when it is over (or begins, where the rule excludes it).
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) text: String,
    pub(super) at: i64,
}

/// A zone with its hours before Greenwich in February 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) name: &'static str,
    pub(super) hours: i64,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Export {
    pub(super) tool: bool,
    pub(super) header_row: Option<usize>,
    pub(super) sheet: bool,
    pub(super) delimiter: Option<(&'static str, u8)>,
    pub(super) encoding: bool,
}

#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) values: Vec<Value>,
    /// In a file beside the rules.
    pub(super) file: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Scale {
    pub(super) name: String,
    /// Worst first, each with its other spellings.
    pub(super) levels: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) personal: bool,
    pub(super) roster: bool,
    pub(super) count: bool,
    pub(super) fixed: bool,
    pub(super) usable: Option<&'static str>,
    pub(super) no_answer: Option<String>,
}

/// How several ratings become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Combine {
    Mean,
    Median,
    /// The mean, times the number of those who are asked.
    Sum,
    /// Without the least and the greatest, from three on.
    Trimmed,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Id,
    Text,
    Email,
    Country,
    Choice {
        options: Vec<(String, Vec<String>)>,
        other: bool,
    },
    Choices {
        options: Vec<(String, Vec<String>)>,
        other: bool,
        separator: Option<char>,
    },
    Scale(usize),
    YesNo {
        yes: Vec<String>,
        no: Vec<String>,
    },
    Number {
        min: Option<Fraction>,
        max: Option<Fraction>,
        decimal: Option<&'static str>,
    },
    Rating {
        min: Fraction,
        max: Fraction,
        decimal: Option<&'static str>,
        assessors: usize,
        third: Option<Fraction>,
        /// Any so many of the assessors read each application.
        pool: Option<usize>,
        combine: Combine,
    },
    Date {
        order: Option<&'static str>,
        century: bool,
    },
    Timestamp {
        order: Option<&'static str>,
        century: bool,
        zone: Option<Zone>,
    },
}

/// A field or a derived level, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Field(usize),
    Level(usize),
}

#[derive(Debug, Clone)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Ask(Of, Ask),
}

#[derive(Debug, Clone)]
pub(super) enum Ask {
    Is(Value),
    In(Vec<Value>),
    InList(usize),
    AtLeast(Value),
    AtMost(Value),
    Before(Bound),
    By(Bound),
    Given,
}

#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) id: String,
    pub(super) scale: usize,
    pub(super) how: How,
}

#[derive(Debug, Clone)]
pub(super) enum How {
    /// Rows from the top, and what the last one, without a test, gives.
    Table(Vec<(Test, usize)>, usize),
    /// Points added up, and bands over the sum.
    Points(Vec<Earns>, Vec<Band<usize>>),
}

/// What an answer earns.
#[derive(Debug, Clone)]
pub(super) struct Earns {
    pub(super) of: Of,
    pub(super) award: Award,
    pub(super) blank: Option<Fraction>,
}

#[derive(Debug, Clone)]
pub(super) enum Award {
    Points(Vec<(Value, Fraction)>, Option<Fraction>),
    Bands(Vec<Band<Fraction>>),
    Linear {
        from: Fraction,
        to: Fraction,
        points_from: Fraction,
        points_to: Fraction,
    },
    Rating,
}

/// From a value, included, to below another.
#[derive(Debug, Clone)]
pub(super) struct Band<T> {
    pub(super) from: Option<Fraction>,
    pub(super) below: Option<Fraction>,
    pub(super) gives: T,
}

#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) id: String,
    pub(super) weight: Fraction,
    pub(super) earns: Earns,
}

#[derive(Debug, Clone)]
pub(super) enum TieBreak {
    Answer { highest: bool, of: Of },
    Part { highest: bool, measure: usize },
    Earliest(usize),
}

#[derive(Debug, Clone)]
pub(super) struct Duplicates {
    pub(super) id: String,
    pub(super) same: Vec<usize>,
    pub(super) apart: bool,
    pub(super) stands: &'static str,
}

#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) name: &'static str,
    pub(super) counts_as: Option<&'static str>,
    /// Lists it counts in.
    pub(super) counts_in: Vec<usize>,
    pub(super) footnote: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) cap: usize,
    pub(super) group_size: Option<usize>,
    pub(super) deal: Option<&'static str>,
    pub(super) open: Option<&'static str>,
    pub(super) unfilled: Option<&'static str>,
    pub(super) several: Option<&'static str>,
    pub(super) preference: Option<usize>,
    pub(super) reserve: Option<usize>,
    pub(super) groups: Vec<Group>,
}

#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) test: Option<Test>,
    pub(super) size: Option<usize>,
}

impl Rules {
    pub(super) fn scale_of(&self, field: usize) -> Option<usize> {
        if let Kind::Scale(scale) = self.fields[field].kind {
            Some(scale)
        } else {
            None
        }
    }
}

impl Places {
    pub(super) fn sizes(&self) -> Vec<usize> {
        self.groups
            .iter()
            .map(|group| group.size.or(self.group_size).unwrap())
            .collect()
    }
}

impl Kind {
    /// As the table of types calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Email => "email",
            Self::Country => "country",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Scale(_) => "scale",
            Self::YesNo { .. } => "yes-no",
            Self::Number { .. } => "number",
            Self::Rating { .. } => "rating",
            Self::Date { .. } => "date",
            Self::Timestamp { .. } => "timestamp",
        }
    }

    /// How many columns it has.
    pub(super) fn columns(&self) -> usize {
        match self {
            Self::Rating {
                assessors, third, ..
            } => assessors + usize::from(third.is_some()),
            _ => 1,
        }
    }
}
