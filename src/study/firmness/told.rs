//! What is told about firmness. The shape is part of `intake firmness --format json`; fields may be added, never renamed.

use serde::Serialize;

use crate::base::ids::AssessorId;
use crate::record::Nth;
use crate::study::what_if::told::Change;

/// How firm a selection is: what would have to be otherwise for others to sit.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Firmness {
    /// How many people have a seat, and how many are ranked.
    pub seated: usize,
    pub ranked: usize,
    /// One for each scoring rule, in the order of the rules.
    pub measures: Vec<Weighed>,
    pub within: Within,
    /// Two weights at once, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two: Option<TwoWeights>,
    /// Everybody with a seat, best-ranked first.
    pub seats: Vec<Margin>,
    /// One for each number of an assessor.
    pub assessors: Vec<Without>,
    /// What was left out, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A scoring rule, and how far its weight can go while all other weights stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weighed {
    pub measure: String,
    pub title: String,
    pub weight: String,
    pub down: End,
    pub up: End,
    /// Weights at which a personal column decides between equal totals; beside them the same people sit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untold_at: Vec<String>,
    /// Those who are asked because of it alone, and would be ranked where it counts nothing. They are not looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
}

/// Who would sit over a grid of two weights, all else as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TwoWeights {
    pub across: Axis,
    pub down: Axis,
    /// By the weights of `down`, and in each row by those of `across`.
    pub cells: Vec<Vec<Spot>>,
}

/// One of two weights, and what it is tried as; the middle one is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    /// The id of the scoring rule.
    pub measure: String,
    pub title: String,
    pub weight: String,
    pub weights: Vec<String>,
}

/// Who would sit by two weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Spot {
    Selected {
        /// How many others would sit than do.
        others: usize,
        exchange: Exchange,
    },
    /// A personal column decides between equal totals.
    Untold,
    /// It was too much work.
    Unknown,
}

/// One weight that counts something else, all else as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// The id of the scoring rule, or `stage` and that of a stage.
    pub measure: String,
    pub title: String,
    /// What it counts in the run, and what it would count.
    pub weight: String,
    pub counts: String,
    pub then: Spot,
}

/// Where others come to sit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum End {
    /// Nobody else sits, down to nothing or however high.
    Never,
    Changes(Turn),
    /// Nobody else sits up to this weight; beyond it was too much work.
    Unknown {
        weight: String,
    },
}

/// A weight from which on others sit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    pub weight: String,
    /// How far away it is, in percent of the weight as it is, cut after one decimal.
    pub percent: String,
    /// Who would sit, and who would not, at exactly that weight; of nobody where the same people sit as in the run. None where a
    /// personal column decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<Exchange>,
    /// The same beyond it, up to the next weight that changes anything.
    pub beyond: Exchange,
}

/// Ids of applications, best-ranked first.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Exchange {
    pub comes: Vec<String>,
    pub leaves: Vec<String>,
}

/// Which seats one weight can change if it is so much larger or smaller.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Within {
    /// Of the weight.
    pub percent: String,
    /// Those who keep a seat whichever weight goes how far within that.
    pub firm: Vec<String>,
    pub moved: Vec<Moved>,
    /// Of some weights within that it is not told who sits: there a personal column decides between equal totals.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub untold: bool,
    /// Scoring rules whose weight was not followed so far.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// Somebody who has a seat, and would have none by another weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub application: String,
    /// The scoring rule, and the nearest of its weights at which the seat is lost; `at` is false where it is lost beyond it only.
    pub measure: String,
    pub weight: String,
    pub at: bool,
    /// Whether the weight would be larger.
    pub more: bool,
}

/// What stands between somebody and the loss of their seat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Margin {
    pub application: String,
    pub total: String,
    pub points: Points,
    /// How many points of its own stage they have above the floor of that: with less the seat is lost, whatever the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above_floor: Option<String>,
    /// Single answers that would lose the seat, each alone: of every cell the nearest; the smallest loss of points first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs_on: Vec<Hinge>,
}

/// How much of the total could be lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Points {
    /// The seat is held.
    Held,
    /// No total is too low.
    All,
    /// The seat stays with less than `points` lost, and is lost with more.
    Up {
        points: String,
        /// Whether it stays with exactly so many lost; none where a personal column decides.
        #[serde(skip_serializing_if = "Option::is_none")]
        stays: Option<bool>,
        then: Exchange,
    },
    Unknown,
}

/// An answer on which a seat hangs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hinge {
    #[serde(flatten)]
    pub change: Change,
    /// The total then; none for whoever would not be eligible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// Criteria that would not be met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_met: Vec<String>,
}

/// What comes out if one assessor had abstained from every application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Without {
    pub assessor: Nth<AssessorId>,
    /// The fields whose ratings they gave.
    pub fields: Vec<String>,
    /// How many of their ratings count no more.
    pub ratings: usize,
    pub outcome: WithoutThem,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum WithoutThem {
    Selected {
        exchange: Exchange,
        /// Those ranked now who would have to be asked, and those asked now who would be ranked.
        asked: Vec<String>,
        ranked: Vec<String>,
        /// Those ranked or asked now who would not be eligible, and those not eligible now who would be ranked.
        ineligible: Vec<String>,
        eligible: Vec<String>,
        /// Those who would be below the floor of the stage, and those below it now who would be ranked.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        below: Vec<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        above: Vec<String>,
    },
    Unknown {
        because: String,
    },
}
