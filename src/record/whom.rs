//! Who is asked: the applicant, an assessor, or the office.

use serde::{Deserialize, Serialize};

use super::nth::Nth;
use crate::base::ids::AssessorId;
use crate::values::Wrong;

/// Who is to be asked. The record has `applicant`, `office`, or `{"assessor": 2}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    Applicant,
    /// Which of them, from 1.
    Assessor(Nth<AssessorId>),
    /// Whoever runs the programme: it is about a whole column, a table, or something of which a person says what it counts as.
    Office,
}

impl Whom {
    /// Who is asked about a cell with which this is wrong, or that is blank; of a rating the assessor whose cell it is.
    pub(super) fn about(wrong: Option<&Wrong>, assessor: Option<AssessorId>) -> Self {
        match (wrong, assessor) {
            (Some(wrong), _) if wrong.is_asked_once() || wrong.is_of_panel() => Self::Office,
            (_, Some(assessor)) => Self::Assessor(assessor.into()),
            (Some(wrong), None) if wrong.is_for_office() => Self::Office,
            _ => Self::Applicant,
        }
    }

    /// `applicant`, `assessor 2`, `office`.
    pub fn words(self) -> String {
        match self {
            Self::Applicant => "applicant".to_owned(),
            Self::Assessor(assessor) => format!("assessor {assessor}"),
            Self::Office => "office".to_owned(),
        }
    }
}
