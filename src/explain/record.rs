//! The audit record, one JSON object a line: first a header with what was asked, then one record an application.
//!
//! What is the same for everybody stands in the header only: questions, weights, columns, what levels are derived from. A
//! record holds what was found, once a field, and what came of it, in the order of the header's questions.
//!
//! Columns marked personal never appear here, only where they stand. The schema is written down in `docs/run-folder.md`;
//! fields may be added, never renamed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::elsewhere::{Elsewhere, Instead};
pub use super::found::{By, Chosen, Evidence, Known, Sum, Summand};
pub use super::questions::Asking;
use crate::decisions;
use crate::domain::{Answer, OutcomeKind, SeatIn, Sort, Topic};

type Text<'a> = Cow<'a, str>;

/// Version of the header's and the records' shape.
pub const SCHEMA: u32 = 1;

/// What every record refers to: the rules as applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Always `rules`.
    pub record: String,
    pub schema: u32,
    pub programme: String,
    pub title: String,
    /// The deadline in its zone.
    pub deadline: String,
    pub criteria: Vec<Asked>,
    pub measures: Vec<Measured>,
    /// Derived levels.
    pub levels: Vec<Derived>,
    /// What places that are otherwise asked about count as.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standing_answers: Vec<Standing>,
    /// Rows that people said are no applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Where each field stands in each file or sheet.
    pub sheets: Vec<Columns>,
    pub groups: Vec<GroupPlaces>,
    pub tie_breaks: Vec<String>,
    /// The lot's published seed.
    pub seed: String,
    /// How many are ranked.
    pub ranked: usize,
    /// How many wait for an answer, and how many of those could win a seat.
    #[serde(default)]
    pub unclear: usize,
    #[serde(default)]
    pub could_sit: usize,
    /// An answer that is awaited may take a seat from somebody.
    #[serde(default)]
    pub seats_open: bool,
    /// Texts of the clauses and decisions that criteria, measures and groups cite.
    pub sources: Vec<Source>,
    /// Links the line to those before it; `write::audit` says how. None before it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<String>,
}

/// What a place that Intake never settles by itself counts as in this call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub place: String,
    /// `Kosovo counts in the list osce`.
    pub says: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footnote: Option<String>,
    pub cites: Vec<String>,
}

/// A row of which people said that it is no application, such as a total under the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The id it had; its place where it had none.
    #[serde(default)]
    pub application: String,
    /// `file:row`.
    pub row: String,
    /// What it said in columns that are not personal.
    #[serde(default)]
    pub was: String,
    pub who: String,
    /// Year-month-day.
    pub when: String,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub id: String,
    pub title: String,
    /// The test as a sentence.
    pub asks: String,
    /// The test, question by question; [`Judged`] answers it.
    pub test: Question,
    pub cites: Vec<String>,
    /// Line of the rules file, from 1; 0 in runs of versions that did not say it.
    #[serde(default)]
    pub line: u32,
}

/// A test: a question about a field or level, or several questions together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    Any(Vec<Question>),
    All(Vec<Question>),
    Not(Box<Question>),
    Ask {
        /// The field's name, or the level's id.
        of: String,
        /// Which of the two: a field and a level may have the same name.
        #[serde(default, skip_serializing_if = "Sort::is_field")]
        sort: Sort,
        /// What is asked of it: `is at least B2`.
        asks: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub id: String,
    pub title: String,
    /// The field's name, or the level's id.
    pub of: String,
    /// Which of the two.
    #[serde(default, skip_serializing_if = "Sort::is_field")]
    pub sort: Sort,
    pub weight: String,
    /// What earns how many points, as a sentence.
    #[serde(default)]
    pub awards: String,
    /// Of a table or bands: what each row gives. None for a line or a rating.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<PointsFor>,
    /// What a blank earns; none where it is asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    pub cites: Vec<String>,
    /// Line of the rules file, from 1; 0 in runs of versions that did not say it.
    #[serde(default)]
    pub line: u32,
}

/// A row of a points table, or a band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointsFor {
    /// The answers it is for: `C1`, `from 1 to below 3`, `anything else`.
    pub answer: String,
    pub points: String,
    /// Line of the rules file, from 1; 0 in runs of versions that did not say it.
    #[serde(default)]
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derived {
    pub id: String,
    /// The fields and levels it is derived from.
    pub from: Vec<String>,
    /// The same with what each is, and as a sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<Topic>,
    #[serde(default)]
    pub says: String,
    /// Of a table: its rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<LevelFor>,
    /// Of a sum of points: its terms, and the bands it falls into.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<LevelFor>,
    /// Line of the rules file, from 1; 0 in runs of versions that did not say it.
    #[serde(default)]
    pub line: u32,
}

/// A row of a level's table, or a band of its sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelFor {
    /// When it decides: the test of a row, the range of a band; `otherwise` for a last row.
    pub when: String,
    pub level: String,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// A term of a level's sum of points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The field's name, or the level's id.
    pub of: String,
    /// Which of the two.
    #[serde(default, skip_serializing_if = "Sort::is_field")]
    pub sort: Sort,
    /// What earns how many points, as a sentence.
    pub awards: String,
    /// Of a table or bands: what each row gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<PointsFor>,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// The columns of a file or sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// The file, in a workbook `file[sheet]`: what a record's origin begins with.
    pub sheet: String,
    /// By field, a column's letters for each reader; null where there is no such column.
    pub fields: BTreeMap<String, Vec<Option<String>>>,
    /// By field, the headings of the same columns as the export has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Vec<Option<String>>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupPlaces {
    pub id: SeatIn<'static>,
    pub title: String,
    /// Seats the group had; fewer than its size where the cap was dealt in turn.
    pub seats: u32,
    pub taken: u32,
    /// The total of the last one seated, and the application.
    pub last: Option<(String, String)>,
    /// The lowest place in the ranking at which somebody whom only this group admits (for open places: no group) has a seat;
    /// none when no place is high enough, one more than there are ranked when any is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_place: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub id: String,
    /// `clause` or `decision`.
    pub kind: String,
    pub text: String,
}

/// One application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// Always `application`.
    pub record: Text<'a>,
    pub application: Text<'a>,
    /// `file:row`, in a workbook `file[sheet]:row`. Rows count from 1.
    pub origin: Text<'a>,
    pub outcome: OutcomeKind,
    /// The group of a seat or a reserve; `open` for an open place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'a>>,
    /// The place on a reserve list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    /// Sentences that say why the outcome is what it is.
    pub why: Vec<Text<'a>>,
    /// What was found for every field and level that a rule looks at, each once; of a superseded application only for the
    /// criteria.
    pub found: Vec<Evidence<'a>>,
    pub criteria: Vec<Judged<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartOf<'a>>,
    /// The sum of the parts; for an open score what it is at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Text<'a>>,
    /// For an open score, what it is at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_at_most: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Ranked<'a>>,
    /// The ids of the groups that admit the applicant, in the applicant's order of preference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fits: Vec<Text<'a>>,
    /// Of somebody selected: the groups they had wanted before their own, and why they do not sit there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere<'a>>,
    /// The groups of which it is unclear whether they do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_fit: Vec<Text<'a>>,
    /// Who applied is open, whatever the answers are: there is no id, or several applications of the person could stand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsettled: bool,
    /// What people decided about it, in the order of their file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Settled<'a>>,
    /// For `clarify`: what to ask, and whether any answer could win a seat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Asking<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_sit: Option<bool>,
    /// Other applications of the same person, or sharing what the rules point out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Text<'a>>,
    /// Links the line to those before it. None before it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Text<'a>>,
}

impl Record<'_> {
    /// Whether this group admits the applicant.
    pub fn fits(&self, group: &SeatIn<'_>) -> bool {
        matches!(group, SeatIn::Group(id) if self.fits.contains(id))
    }
}

/// A decision of people. The cells of the record say what they decided, `was` what the file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settled<'a> {
    pub decision: decisions::Kind,
    /// The field, duplicates rule or criterion.
    pub about: Text<'a>,
    /// Which of them it is.
    #[serde(default, skip_serializing_if = "Sort::is_field")]
    pub sort: Sort,
    /// The cell, or the row, as in a question.
    pub cell: Text<'a>,
    /// What the file says, or what came out by the rules; none of a personal column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Text<'a>>,
    /// Blank where the applicant has no answer; none of a personal column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Text<'a>>,
    pub who: Text<'a>,
    /// Year-month-day.
    pub when: Text<'a>,
    pub why: Text<'a>,
}

/// A criterion's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged<'a> {
    pub id: Text<'a>,
    pub answer: Answer,
    /// The answers to the questions the test is made of, in the header's order; none for a single question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Tried>,
}

/// The answer to a part of a test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    pub answer: Answer,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Tried>,
}

/// Points × weight = part; the weight is the header's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartOf<'a> {
    pub id: Text<'a>,
    /// None for an open part, so that nobody takes what is not known for points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Text<'a>>,
    /// For an open part, the least.
    pub part: Text<'a>,
    /// For an open part, the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Text<'a>>,
    /// The answer is blank and earns what the rules give a blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// The row of the header's that gave the points, from 1; not said of a personal answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked<'a> {
    /// From 1, each number once: the order of the ranking.
    pub place: usize,
    /// From 1; shared by those whom only a lot tells apart.
    pub rank: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Neighbour<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Neighbour<'a>>,
    /// The lot, where one was drawn: SHA-256 of `seed:application`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Text<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour<'a> {
    pub application: Text<'a>,
    pub total: Text<'a>,
    /// What decided between the two: `score` or a tie-break.
    pub by: Text<'a>,
    /// The tie-break's number among the header's, from 1; none where the score decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<usize>,
}
