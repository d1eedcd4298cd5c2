//! What several records have, said once (dictionary encoding): the audit's second line. A record has a number in its place.

use std::borrow::Cow;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::{Evidence, Judged, PartOf};

type Text<'a> = Cow<'a, str>;

/// What several records have. Numbers count from 1, in the order in which records first have something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dictionary<'a> {
    /// Always `dictionary`.
    pub record: Text<'a>,
    pub found: Vec<Evidence<'a>>,
    /// The answers to all criteria, together.
    pub criteria: Vec<Vec<Judged<'a>>>,
    pub parts: Vec<PartOf<'a>>,
    pub why: Vec<Sentence<'a>>,
    /// Links the line to those before it. None before it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Text<'a>>,
}

impl Dictionary<'_> {
    /// Whether it is what its first key says.
    pub fn is_one(&self) -> bool {
        self.record == "dictionary"
    }
}

/// A sentence about an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Sentence<'a> {
    Whole(Text<'a>),
    /// What follows `place 12 in the ranking; `, with the place of whoever it is said of.
    Placed {
        placed: Text<'a>,
    },
}

/// Something as a line has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry<T> {
    /// By its number in the dictionary, from 1.
    Number(usize),
    /// Itself, as no other line has it; most have a number, for which no room is kept that it does not need.
    Here(Box<T>),
}

/// Something of a record: the dictionary's, or its own.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Held<'a, T> {
    Shared(&'a T),
    Own(T),
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Shared(it) => it,
            Self::Own(it) => it,
        }
    }
}

/// Whose it is makes no difference.
impl<T: PartialEq> PartialEq for Held<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Default for Dictionary<'_> {
    fn default() -> Self {
        Self {
            record: Cow::Borrowed("dictionary"),
            found: Vec::new(),
            criteria: Vec::new(),
            parts: Vec::new(),
            why: Vec::new(),
            chain: None,
        }
    }
}

/// Whether no number stands twice: whatever a record has, it has once.
pub fn are_distinct<T>(entries: &[Entry<T>]) -> bool {
    let number = |entry: &Entry<T>| match entry {
        Entry::Number(number) => Some(*number),
        Entry::Here(_) => None,
    };
    let mut numbers: Vec<usize> = entries.iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.is_sorted_by(|one, next| one < next)
}

impl<T> Entry<T> {
    /// What it stands for; none where the dictionary ends before its number.
    pub fn held(self, all: &[T]) -> Option<Held<'_, T>> {
        match self {
            Self::Here(it) => Some(Held::Own(*it)),
            Self::Number(number) => all.get(number.checked_sub(1)?).map(Held::Shared),
        }
    }
}
