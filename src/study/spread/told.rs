//! What is told about the spread of ratings. The shape is part of `intake spread --format json`; fields may be added, never renamed.

use serde::Serialize;

use crate::base::ids::AssessorId;
use crate::record::{Nth, RecordedEvenOut};
use crate::rules::form;
use crate::study::firmness::told::WithoutThem;
pub use crate::values::Exact;

/// How assessors rated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// One for each field of ratings that is not personal, in the order of the rules.
    pub fields: Vec<OfField>,
    /// What was left out, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One field of ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfField {
    pub field: String,
    /// How its ratings count in the run, where people decided that they count evened out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<RecordedEvenOut>,
    pub assessors: Vec<OfAssessor>,
    pub agreement: Agreement,
    /// Applications with two ratings or more, the widest gap first.
    pub gaps: Vec<Gap>,
    /// What would come out if strictness were evened out, or were not; none where the field has one assessor.
    pub even_out: Option<EvenOut>,
}

/// What one assessor gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfAssessor {
    pub assessor: Nth<AssessorId>,
    pub ratings: u32,
    pub least: Exact,
    pub mean: Exact,
    pub greatest: Exact,
    /// How many of these applications somebody else rated as well.
    pub shared: u32,
    /// On these: the mean of (own rating − mean of the others' ratings); none where nothing is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<Exact>,
}

/// How far assessors agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    pub metric: Metric,
    /// Applications with two ratings or more, and the pairs of ratings of one application.
    pub applications: u32,
    pub pairs: u64,
    pub alpha: Alpha,
    /// What alpha would be with any one application left out.
    pub without_one: WithoutOne,
    /// Ratings are left out that were asked for only because others are far apart.
    pub without_third: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    Interval,
    Ordinal,
}

impl From<form::Agreement> for Metric {
    fn from(agreement: form::Agreement) -> Self {
        match agreement {
            form::Agreement::Interval => Self::Interval,
            form::Agreement::Ordinal => Self::Ordinal,
        }
    }
}

/// Krippendorff's alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "alpha", rename_all = "kebab-case")]
pub enum Alpha {
    Known(Exact),
    /// No application has two ratings.
    NothingShared,
    /// All ratings that can be compared are the same.
    NoVariation,
    /// The numbers have too many digits.
    TooLong,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum WithoutOne {
    Between {
        least: Exact,
        /// Without this application.
        least_without: String,
        greatest: Exact,
        greatest_without: String,
    },
    /// Without this application there is no alpha.
    Undefined {
        without: String,
    },
    /// There is none with all of them.
    Nothing,
    TooMuch,
}

/// How far the ratings of one application are apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub application: String,
    /// By assessor; null where there is none.
    pub ratings: Vec<Option<Exact>>,
    pub gap: Exact,
}

/// What would come out if strictness were evened out, or were not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum EvenOut {
    /// Too few applications are shared: between these assessors and all others no two share more than `most`, and `needed` are needed.
    Refused {
        between: Vec<Nth<AssessorId>>,
        most: u32,
        needed: u32,
    },
    TooLong,
    Told(Box<EvenedOut>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvenedOut {
    /// How many points the ratings of each assessor would move by `mean`.
    pub moves: Vec<Moves>,
    /// What each rating would be.
    pub ratings: Vec<Evened>,
    /// What would come out by the ratings as they were given; none where they count so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<WithoutThem>,
    pub mean: WithoutThem,
    pub rank: WithoutThem,
    /// Everybody with a seat, or who would have one: the field by the ratings as they are, and evened out.
    pub side_by_side: Vec<Beside>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moves {
    pub assessor: Nth<AssessorId>,
    pub by: Exact,
}

/// What one rating of one assessor would be; with two decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evened {
    pub assessor: Nth<AssessorId>,
    pub rating: Exact,
    pub by_mean: Exact,
    pub by_rank: Exact,
}

/// One application's mean of ratings, raw and evened out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beside {
    pub application: String,
    pub raw: Exact,
    pub by_mean: Exact,
    pub by_rank: Exact,
}
