//! Three-valued answers, combined by Kleene's strong logic: what is unknown stays unknown unless the rest decides.

use std::ops::Not;

use serde::{Deserialize, Serialize};

/// The answer of a test for one application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Met,
    NotMet,
    Unclear,
}

impl Answer {
    /// Met when all are met, not met when one is not met, else unclear. An empty set is met.
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut result = Self::Met;
        for answer in answers {
            match answer {
                Self::NotMet => return Self::NotMet,
                Self::Unclear => result = Self::Unclear,
                Self::Met => {}
            }
        }
        result
    }

    /// Met when one is met, not met when all are not met, else unclear. An empty set is not met.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        !Self::all(answers.into_iter().map(|answer| !answer))
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Unclear => "unclear",
        }
    }
}

impl Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            Self::Unclear => Self::Unclear,
        }
    }
}

impl From<bool> for Answer {
    fn from(met: bool) -> Self {
        if met { Self::Met } else { Self::NotMet }
    }
}
