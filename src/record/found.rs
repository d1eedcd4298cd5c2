//! Evidence in a record: the cells, what they were read as, how a level came about, and what is
//! wrong.
//!
//! In names of the rules and exact numbers beside the words, so that nothing need be understood from the words again.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::nth::Nth;
use crate::answers::even_out::Method;
use crate::base::ids::AssessorId;
use crate::rules::{BandId, RowId};
use crate::values::Sort;

type Text<'a> = Cow<'a, str>;

/// What was found for a field or a derived level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence<'a> {
    /// The field's name, or the level's id.
    pub of: Text<'a>,
    /// Which of the two.
    #[serde(default, skip_serializing_if = "Sort::is_field")]
    pub sort: Sort,
    /// What stands in the cells, one for each assessor; null for a personal column. None for a derived level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Option<Text<'a>>>,
    /// What it was read as; none when it is blank or cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<Text<'a>>,
    /// The same exactly, so that it can be taken up again whatever names hold; none of text, which is its own value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Known<'a>>,
    /// How a level came about; none where an answer behind it is personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By<'a>>,
    /// Of ratings that count evened out, as people decided: what stands in place of each; the cells stay as they are, and `read` and
    /// `value` are what counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evened: Option<Evened<'a>>,
    /// The territory whose standing answer settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Text<'a>>,
    /// Why it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Text<'a>>,
    /// The only values it can be, where they are known; none of a personal column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<Known<'a>>,
    /// Which of several cells that is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Nth<AssessorId>>,
}

/// What stands in place of the ratings of one application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evened<'a> {
    pub by: Method,
    /// By assessor; null where there is no rating. A third assessor's stay as they were given.
    pub cells: Vec<Option<Text<'a>>>,
    /// What the ratings would come to as they were given, and the same exactly; none while one is awaited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_value: Option<Known<'a>>,
}

/// What an answer was read as, in names of the rules and exact numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known<'a> {
    /// Two letters; for a territory without a code of its own those that Intake gives it.
    Country(Text<'a>),
    Choices(Chosen<'a>),
    /// The levels of a scale that are possible, worst first.
    Levels(Vec<Text<'a>>),
    YesNo(bool),
    Number(Text<'a>),
    /// Sum and count.
    Mean(Text<'a>, u8),
    /// Year-month-day.
    Date(Text<'a>),
    /// In UTC, to the last digit.
    Instant(Text<'a>),
}

/// Options in the applicant's order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chosen<'a> {
    pub options: Vec<Text<'a>>,
    /// An answer beside the options.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
    /// Part of the answer could not be read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unread: bool,
    /// How many of the options stand before that part.
    #[serde(default, skip_serializing_if = "is_none")]
    pub before_unread: usize,
    /// The applicant's order is not known; the options stand in that of the rules.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unordered: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out a reference"
)]
fn is_none(number: &usize) -> bool {
    *number == 0
}

/// How a level came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By<'a> {
    /// The row of the header's table that decided; while answers are open those that still could.
    Rows(Vec<Nth<RowId>>),
    Sum(Sum<'a>),
}

/// A sum of points, and the bands it falls or can fall into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sum<'a> {
    /// In the order of the header's terms.
    pub terms: Vec<Summand<'a>>,
    /// While answers are open, what it is at least.
    pub sum: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Text<'a>>,
    /// Of the header's bands.
    pub bands: Vec<Nth<BandId>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summand<'a> {
    /// While the answer is open, the least.
    pub points: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Text<'a>>,
    /// The row of the header's that gave the points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Nth<RowId>>,
}

impl Evidence<'_> {
    /// Whether it is what was found for this: a field and a level may have the same name.
    pub fn is_of(&self, sort: Sort, name: &str) -> bool {
        self.sort == sort && self.of == name
    }
}
