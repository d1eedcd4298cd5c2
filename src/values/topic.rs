//! Topics: what sort of thing a name is the name of. Names of different sorts may coincide, so
//! nothing is looked up by its name alone.

use serde::{Deserialize, Serialize};

/// The sorts of things that rules name, and what is asked about an application besides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    #[default]
    Field,
    Level,
    Criterion,
    Group,
    /// Which of the groups somebody fits comes first for them.
    Preference,
    /// A scoring rule.
    Scoring,
    TieBreaks,
    /// A balance rule.
    Balance,
    /// A duplicates rule.
    Duplicates,
    /// Which application a row is.
    Id,
    /// Whether a response that the form tool marks is an application.
    Response,
}

impl Sort {
    /// Fields are what most names are of, and it is not said.
    pub fn is_field(&self) -> bool {
        *self == Self::Field
    }
}

/// A name, and what it is the name of; in the order of names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Topic {
    pub name: String,
    pub sort: Sort,
}

impl Topic {
    pub fn new(sort: Sort, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            sort,
        }
    }
}

/// The names, each once.
pub fn listed(topics: &[Topic]) -> String {
    let mut names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
    names.dedup();
    names.join(", ")
}
