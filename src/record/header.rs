//! The first line of the audit: the rules as applied, which every record refers to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::evened_out::RecordedEvenOut;
use crate::values::{SeatIn, Sort, Topic};
use crate::words::outcomes::Awaited;

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
    /// The stage that the run is of; absent where the rules have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<RecordedStage>,
    /// The last day on which whoever is selected may confirm, where the rules say one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_by: Option<String>,
    pub criteria: Vec<RecordedCriterion>,
    pub measures: Vec<Measured>,
    /// Derived levels.
    pub levels: Vec<Derived>,
    /// What territories that are otherwise asked about count as.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standing_answers: Vec<RecordedStandingAnswer>,
    /// Ratings that count evened out, as people decided; absent where all count as they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evened_out: Vec<RecordedEvenOut>,
    /// Rows that people said are no applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Where each field stands in each file or sheet.
    pub sheets: Vec<Columns>,
    /// The files of ratings, in the same way; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Columns>,
    pub groups: Vec<GroupSeats>,
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
    /// How many are ranked and asked as well, because balance rules hang on it.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub ranked_and_asked: usize,
    /// An answer that is awaited may take a seat from somebody.
    #[serde(default)]
    pub seats_open: bool,
    /// How many of the seats are firm: their holders keep a seat whatever is still answered.
    #[serde(default)]
    pub seats_firm: usize,
    /// Balance rules that must hold and are missed, as people allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// Texts of the clauses and decisions that criteria, measures and groups cite.
    pub sources: Vec<Source>,
    /// Links the line to those before it; `record::audit` says how. None before it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<String>,
}

impl Header {
    /// Whether those who were chosen go on to another stage, so that nobody has a seat yet.
    pub fn is_shortlisting(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| stage.shortlists)
    }

    pub fn awaited(&self) -> Awaited {
        Awaited {
            unclear: self.unclear,
            could_sit: self.could_sit,
            ranked: self.ranked_and_asked,
            is_shortlisting: self.is_shortlisting(),
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde wants"
)]
fn is_nobody(count: &usize) -> bool {
    *count == 0
}

/// The stage that a run is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedStage {
    pub id: String,
    pub title: String,
    /// What counts in it, and who goes on.
    pub says: String,
    /// Those who are chosen go on to another stage; absent of the last, which deals the seats.
    #[serde(default, skip_serializing_if = "super::cohort::is_false")]
    pub shortlists: bool,
    pub cites: Vec<String>,
}

/// What a territory that Intake never settles by itself counts as in this call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedStandingAnswer {
    #[serde(rename = "place")]
    pub territory: String,
    /// `Kosovo counts in the list osce`.
    pub says: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footnote: Option<String>,
    pub cites: Vec<String>,
}

/// A balance rule, for one value and group, that is missed by so many people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missed {
    /// `women`; of a rule for each value `countries:FR`.
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    pub people: u32,
}

/// A row of which people said that it is no application, such as a total under the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The id it had; its location where it had none.
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
pub struct RecordedCriterion {
    pub id: String,
    pub title: String,
    /// The test as a sentence.
    pub asks: String,
    /// The test, condition by condition; [`super::Judged`] answers it.
    pub test: RecordedTest,
    pub cites: Vec<String>,
    /// Line of the rules file, from 1; 0 in runs of versions that did not say it.
    #[serde(default)]
    pub line: u32,
}

/// A test of a field or level, or several tests together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordedTest {
    Any(Vec<RecordedTest>),
    All(Vec<RecordedTest>),
    Not(Box<RecordedTest>),
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
    /// By field, a column's letters for each assessor; null where there is no such column.
    pub fields: BTreeMap<String, Vec<Option<String>>>,
    /// By field, the headings of the same columns as the export has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Vec<Option<String>>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupSeats {
    pub id: SeatIn<'static>,
    pub title: String,
    /// Seats the group had; fewer than its size where the cap was dealt in turn.
    pub seats: u32,
    pub taken: u32,
    /// The total of the last one seated, and the application.
    pub last: Option<(String, String)>,
    /// Who comes in when that seat is given back, there or, after others moved, in another group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The lowest position in the ranking at which somebody whom only this group admits (for open places: no group) has a seat;
    /// none when no position is high enough, one more than there are ranked when any is.
    #[serde(
        rename = "lowest_place",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub lowest_position: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub id: String,
    /// `clause` or `decision`.
    pub kind: String,
    pub text: String,
}
