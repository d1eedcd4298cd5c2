//! What-ifs as they are told: other answers of one application, and what would have come of them.
//!
//! Only what was recomputed by the stages themselves stands here; `crate::study::what_if` does that. The shape is part of
//! `intake explain --format json`; fields may be added, never renamed.

use serde::{Serialize, Serializer};

use crate::base::ids::AssessorId;
use crate::record::Nth;
use crate::values::{OutcomeKind, SeatIn};

/// Everything that is told about one application.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct WhatIf {
    /// For each scoring rule one step up and one step down; none for those who are not ranked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smallest: Option<Counterfactuals>,
    /// Of the unclear: what each open answer could be, and what would come of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// Under balance rules, of somebody ranked without a seat: what would come of it if they had one all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_force: Option<ByForce>,
    /// What was left out and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A seat that somebody has by force, and everything else as well as it can be.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ByForce {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatIn<'static>>,
    /// Ids of applications.
    pub leaves: Vec<String>,
    pub comes: Vec<String>,
    pub aims: Vec<AimThen>,
    /// How many people have a seat: now, and then. So with the sum of their totals.
    pub seats: (usize, usize),
    pub sum: (String, String),
    /// What clashes, where nothing that must hold could hold then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub too_hard: bool,
}

/// How many people an aim counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AimThen {
    pub aim: String,
    pub was: usize,
    pub would_be: usize,
}

/// The smallest change of one answer that moves the points of a scoring rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The scoring rule's id.
    pub measure: String,
    /// `up` for more points, `down` for fewer.
    pub to: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
    /// Where there is no trial: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none: Option<String>,
}

/// The smallest changes that reach something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counterfactuals {
    pub aim: Aim,
    /// None can be left out of any; the smallest first.
    pub trials: Vec<Trial>,
    /// How many answers were changed at once, at most.
    pub at_once: usize,
    /// How many changes were tried.
    pub tried: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    Seat,
    /// Of somebody who is not eligible.
    Eligible,
}

/// Other answers, and what would have come of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    pub changes: Vec<Change>,
    pub then: Then,
    /// Whether the outcome, its group or the number on its reserve list would have been another.
    pub changes_outcome: bool,
}

/// Another answer in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub field: String,
    /// Of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<Nth<AssessorId>>,
    /// What it was read as; of a rating, what the cell says. Blank where there was no answer.
    pub was: String,
    /// What the cell would say.
    pub would_be: String,
    /// Where that stands for more, or says it less well: the answer in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<String>,
}

/// An outcome, as in a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Then {
    /// None, written `untold`, where it hangs on a personal column.
    #[serde(serialize_with = "or_untold")]
    pub outcome: Option<OutcomeKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'static>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    #[serde(rename = "place", skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// Criteria that would not have been met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_met: Vec<String>,
    /// Criteria that would have been unclear.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<String>,
}

#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
fn or_untold<S: Serializer>(outcome: &Option<OutcomeKind>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(outcome.map_or("untold", OutcomeKind::word))
}

/// What the open answers of somebody unclear could be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answers {
    pub open: Vec<Open>,
    /// Whether any answers that were tried would win a seat.
    pub could_sit: bool,
    /// Whether any would make the application eligible.
    pub could_be_eligible: bool,
    /// How many answers, or answers together, were tried.
    pub tried: usize,
    /// One of each kind of outcome that the answers lead to, best first.
    pub examples: Vec<Trial>,
}

/// One open answer: each that was tried stands under the best that could come of it, whatever the other open answers are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Open {
    pub field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<Nth<AssessorId>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seat: Vec<String>,
    /// Eligible, without a seat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eligible: Vec<String>,
    /// Something else must be asked first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ineligible: Vec<String>,
}

impl WhatIf {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
