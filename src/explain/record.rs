//! The audit record, one JSON object a line: first a header with what was asked, then one record an application.
//!
//! Columns marked personal never appear here, only where they stand. The schema is written down in `docs/run-folder.md`;
//! fields may be added, never renamed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::Answer;

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
    pub groups: Vec<GroupPlaces>,
    pub tie_breaks: Vec<String>,
    /// The lot's published seed.
    pub seed: String,
    /// How many are ranked.
    pub ranked: usize,
    /// Texts of the clauses and decisions that criteria, measures and groups cite.
    pub sources: Vec<Source>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub id: String,
    pub title: String,
    /// The test as a sentence.
    pub asks: String,
    pub cites: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub id: String,
    pub title: String,
    pub weight: String,
    pub cites: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupPlaces {
    pub id: String,
    pub title: String,
    /// Seats the group had; fewer than its size where the cap was dealt in turn.
    pub seats: u32,
    pub taken: u32,
    /// The total of the last one seated, and the application.
    pub last: Option<(String, String)>,
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
    /// `selected`, `reserve`, `unplaced`, `clarify`, `ineligible` or `superseded`.
    pub outcome: Text<'a>,
    /// The group of a seat or a reserve; `open` for an open place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Text<'a>>,
    /// The place on a reserve list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    /// Sentences that say why the outcome is what it is.
    pub why: Vec<Text<'a>>,
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
    /// For `clarify`: what to ask, and whether any answer could win a seat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Asking<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_sit: Option<bool>,
    /// Other applications of the same person, or sharing what the rules point out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Text<'a>>,
}

/// A criterion's answer with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged<'a> {
    pub id: Text<'a>,
    pub answer: Answer,
    pub test: Tried<'a>,
}

/// A test as it went, alternative by alternative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tried<'a> {
    Any { answer: Answer, of: Vec<Tried<'a>> },
    All { answer: Answer, of: Vec<Tried<'a>> },
    Not { answer: Answer, of: Box<Tried<'a>> },
    Ask { answer: Answer, asked: Text<'a>, evidence: Evidence<'a> },
}

/// What was found for a field or a derived level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence<'a> {
    /// The field's name, or the level's id.
    pub of: Text<'a>,
    /// The cells, one a reader; none for a derived level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell<'a>>,
    /// What it was read as; none when it is blank or cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<Text<'a>>,
    /// Why it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Text<'a>>,
    /// For a derived level, what it was derived from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Evidence<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell<'a> {
    /// The column's letters; the row is the record's.
    pub column: Text<'a>,
    /// As it stands in the cell; none for a personal column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Text<'a>>,
}

/// Points × weight = part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartOf<'a> {
    pub id: Text<'a>,
    pub evidence: Evidence<'a>,
    /// For an open part, the least.
    pub points: Text<'a>,
    pub weight: Text<'a>,
    pub part: Text<'a>,
    /// For an open part, the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Text<'a>>,
    /// The answer is blank and earns what the rules give a blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
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
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asking<'a> {
    /// The cell as `file:row:column`, or the row.
    pub at: Text<'a>,
    pub ask: Text<'a>,
}
