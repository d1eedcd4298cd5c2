//! What an applicant is asked about an answer of theirs, as a kind and its parts. `words/to_applicant` says it in the languages of letters.

use serde::{Deserialize, Serialize};

use super::confusables::Alphabet;
use super::problem::Nothing;

/// What is asked about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// What was answered; none where that is personal, or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
    /// What is the matter with it, where that is not plain from what is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
    pub asks: Asks,
}

/// What is the matter with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// The rules count it as a blank.
    CountsAsNone,
    Says(Nothing),

    // Countries; the codes of those that it names.
    PeopleOfCountry,
    PlaceInCountry,
    CodeOrYesOrNo,
    CodeOrWord,
    Citizenship,
    Residence,
    Countries(Vec<String>),

    // Addresses and texts.
    Alphabets(Alphabet, Alphabet),
    NoAddress,
    MoreThanAddress,
    SeveralAddresses,

    // Numbers and days; the bound or the year.
    SeveralNumbers,
    BelowLeast(String),
    AboveHighest(String),
    NoSuchDay,
    BeforeEarliest(String),
    AfterLatest(String),
    Year(i16),

    // Answers to choose from.
    NoneOffered,
    AlmostOffered,
    SeveralOffered,
    TooLong,
    TooMany,
    OtherUnsaid,
    TwoAnswers,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// What is meant, where nothing known can be proposed.
    Meaning,
    Answer,
    Country,
    Number,
    Day,
    /// Days, of which one is meant; year-month-day.
    OneOf(Vec<String>),
    Moment,
    /// A moment with its offset from UTC.
    Offset,
    Address,
    OneAlphabet,
    YesOrNo,
    /// Whether these were meant, all of them.
    Meant(Vec<Named>),
    WhichHolds,
    WhichOrAll,

    // Nothing: somebody else settles it.
    /// What the answer counts as.
    Settled,
    /// How the answers of everybody to this question are to be read.
    ColumnSettled,
    /// What follows from it.
    PersonDecides,
}

/// Something known that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// A country's code.
    Country(String),
    /// In words of the form or the rules.
    Text(String),
}

impl Inquiry {
    /// That somebody else settles it, and nothing is asked.
    pub fn settled(asks: Asks) -> Self {
        Self {
            answered: None,
            matter: None,
            asks,
        }
    }
}
