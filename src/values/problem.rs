//! Why a cell cannot be read, as a kind and its parts. What is said of each kind stands in
//! `words/problems/mod.rs`.

use crate::base::ids::AssessorId;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::confusables::Alphabet;
use super::countries::{Hint, Territory};
use super::language::Strange;
use super::number::{DecimalMark, Marks};
use super::{DateOrder, Number, Reading, Value};
use crate::base::finding::Code;

/// Why a cell cannot be read, and what it can still be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub wrong: Wrong,
    /// Of a rating's assessors, the one whose cell it is, from 0; 0 for other fields.
    pub assessor: AssessorId,
    /// The least and the most the value can still turn out to be, where part of it is known: of a
    /// rating's assessors some.
    pub between: Option<(Number, Number)>,
    /// The only values it can turn out to be, where they are known: of `06/07/1991` two days. Empty
    /// where it can be any, or none.
    pub among: Vec<Value>,
    /// The cell holds an answer, which may only be several, so that it cannot turn out blank.
    pub answered: bool,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It was made out before, or is only supposed: nobody is told of it.
    Open,

    // Countries.
    NoCountry,
    /// No country's name, and it points at the one of this name.
    NearCountry(Hint, &'static str),
    /// The field asks where somebody lives.
    CitizenshipOf(&'static str),
    /// The field asks whose citizen somebody is.
    ResidenceIn(&'static str),
    SeveralCountries(Vec<&'static str>),
    /// A territory of which a person must say what it counts as.
    TerritoryToDecide(&'static Territory),
    /// In a column of codes.
    PerhapsCountryCode,

    // Ids and addresses.
    LostDigits,
    MixedAlphabets(Alphabet, Alphabet),
    NoAddress,
    /// The address stands in it with something around it.
    NearAddress(String),
    SeveralAddresses,

    // Numbers and ratings.
    NoNumber,
    SeveralNumbers,
    BelowLeast(Decimal),
    AboveHighest(Decimal),
    ThousandsMarks,
    /// A mark that the rules do not say begins the decimals; whether it could stand between
    /// thousands.
    Mark(Marks, DecimalMark, bool),
    /// The assessor, from 0.
    NotRated(AssessorId),
    /// How far apart the others are.
    ThirdNotRated(Decimal),
    /// An assessor abstains, or says that there is a conflict of interest.
    TakesNoPart,
    /// Of a pool: how many have rated, how many are to, and who else may.
    FewRatings {
        rated: usize,
        needed: usize,
        may: Vec<AssessorId>,
    },
    /// Of a pool: how far apart those are who have rated, and who else may.
    FurtherNotRated {
        apart: Decimal,
        may: Vec<AssessorId>,
    },
    /// Of a pool so many of whom take no part that those who are left are too few.
    TooFewReaders {
        rated: usize,
        needed: usize,
        may: Vec<AssessorId>,
    },

    // Levels of a scale: the names of all, where none is near.
    NoLevel(Arc<[String]>),
    NearLevel(String),
    SeveralLevels,

    // Yes and no.
    NeitherYesNorNo,
    /// A word that is yes in one language and no in another.
    EitherYesOrNo,

    // Days and moments; the order that the rules declare, where an example is shown.
    NoDate(Option<DateOrder>),
    NoMoment(Option<DateOrder>),
    NoTimeOfDay(Option<DateOrder>),
    NoSuchTime(Option<DateOrder>),
    NoSuchDay,
    BeforeEarliest(Date),
    AfterLatest(Date),
    /// The year.
    OtherCalendar(i16),
    NoOffset,
    ZoneName(String),
    ClocksChange,
    ShortYear,
    OrderOpen,
    /// The order in which it is a date, and the one that the rules declare.
    OtherOrder(DateOrder, Option<DateOrder>),
    SerialDay,

    // Days and moments beside the others of their column.
    TwoDays,
    PerhapsOtherOrder,
    PerhapsExchanged,
    /// A person's answer that can be as many days as the cell.
    TwoDaysAgain,
    ColumnOfDays,
    Placeholder,

    // Options: their ids, where none is near.
    NoOption(Arc<[String]>),
    /// The spelling.
    AlmostOption(String),
    /// Words that tell of options, each with the option's id.
    WordsOfOptions(Vec<(String, String)>),
    /// A word, the spelling that it nearly is, and the option's id.
    NearlyWord(String, String, String),
    /// A spelling that stands in it, and the option's id.
    HoldsOption(String, String),
    TooLong,
    TooManyAnswers,
    /// Answers beside the options.
    NoAnswer(Nothing),
    OtherSpeech(Strange),

    // Options over several columns.
    NeitherMarkedNorNot,
    OtherUnsaid,
    TwoAnswers,
    NothingMarked,
    /// The ids of the options that the columns say were chosen.
    OtherThanMarked(Vec<String>),

    // Texts.
    NoText(Nothing),
    /// The first of the texts it is near.
    NearText(String),
    BytesLost,
    /// What was probably meant.
    Garbled(String),
    Declined,

    // What the spreadsheet does with the cell. A formula is blank where it is not known, or not to be told.
    Formula(String),
    FormulaOfNothing(String),
    FormulaUnsaved(String),
    FormulaColumn,
    OtherWorkbook(String),
    /// The area, and its first cell.
    Merged(String, String),
    /// Whether all of it.
    Struck(bool),
    ErrorShown,
    Control(u8),
    ShownAsPercentage(String),
    /// An id, and what the sheet shows in its place.
    ShownAsId(String),
}

/// How a text shows that it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nothing {
    NoWords,
    SpreadsheetError,
    LostLetters,
    Address,
    OffTopic,
}

/// What a cell that cannot be read has too little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It is not plain what it means.
    Meaning,
    /// It says nothing.
    Answer,
    /// It is plain what it means, and a person must decide what that counts as.
    Ruling,
}

impl Problem {
    /// The only values it can turn out to be.
    pub fn among(mut self, values: Vec<Value>) -> Self {
        self.answered |= !values.is_empty();
        self.among = values;
        self
    }

    pub fn code(&self) -> Code {
        self.wrong.code()
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        Self {
            wrong,
            assessor: AssessorId::FIRST,
            between: None,
            among: Vec::new(),
            answered: false,
        }
    }
}

impl From<Wrong> for Reading {
    fn from(wrong: Wrong) -> Self {
        Self::from(Problem::from(wrong))
    }
}

impl From<Problem> for Reading {
    fn from(problem: Problem) -> Self {
        Self::Unreadable(Box::new(problem))
    }
}

impl Wrong {
    pub fn code(&self) -> Code {
        match self {
            Self::BelowLeast(_)
            | Self::AboveHighest(_)
            | Self::BeforeEarliest(_)
            | Self::AfterLatest(_) => Code::OutOfRange,
            Self::NotRated(_) | Self::FewRatings { .. } => Code::NotRated,
            Self::ThirdNotRated(_) | Self::FurtherNotRated { .. } => Code::ThirdAssessor,
            Self::TakesNoPart | Self::TooFewReaders { .. } => Code::TooFewReaders,
            Self::MixedAlphabets(..) => Code::LookAlike,
            Self::BytesLost => Code::BytesLost,
            Self::Garbled(_) => Code::Garbled,
            Self::Declined => Code::Declined,
            Self::Formula(_) | Self::FormulaOfNothing(_) => Code::Formula,
            Self::FormulaUnsaved(_) => Code::FormulaUnsaved,
            Self::OtherWorkbook(_) => Code::OtherWorkbook,
            Self::Merged(..) => Code::Merged,
            Self::Struck(_) => Code::StruckCell,
            Self::ErrorShown => Code::CellError,
            Self::ShownAsPercentage(_) | Self::ShownAsId(_) => Code::ShownOtherwise,
            // What hangs on the whole column.
            Self::FormulaColumn => Code::FormulaColumn,
            Self::PerhapsCountryCode => Code::CountryCodes,
            Self::EitherYesOrNo => Code::AnswerWord,
            Self::Mark(Marks::Undeclared | Marks::Only(_), ..) => Code::DecimalMark,
            Self::ZoneName(_) => Code::ZoneName,
            Self::ColumnOfDays => Code::NoTime,
            Self::Placeholder => Code::Placeholder,
            Self::OtherSpeech(_) => Code::OtherLanguage,
            Self::TwoDays => Code::TwoDays,
            Self::ShortYear
            | Self::OrderOpen
            | Self::OtherOrder(..)
            | Self::SerialDay
            | Self::PerhapsOtherOrder
            | Self::PerhapsExchanged
            | Self::TwoDaysAgain => Code::DateForm,
            _ => Code::Unreadable,
        }
    }

    /// Whether it is about the ratings of an application together, rather than about what a cell says.
    pub fn is_of_ratings(&self) -> bool {
        self.is_of_panel() && *self != Self::TakesNoPart
    }

    /// Whether it is about the assessors of an application together, or about one who takes no part: the office finds who else rates.
    pub fn is_of_panel(&self) -> bool {
        matches!(
            self,
            Self::TakesNoPart
                | Self::FewRatings { .. }
                | Self::FurtherNotRated { .. }
                | Self::TooFewReaders { .. }
        )
    }

    /// Whether it is asked once, about the whole column, and not of the applicant.
    pub fn is_asked_once(&self) -> bool {
        self.code().is_of_column() && !matches!(self, Self::TwoDays | Self::OtherSpeech(_))
    }

    /// Whether whoever runs the programme settles it, and not the applicant: it is about the table, which the applicant does not have, or
    /// about what an answer counts as.
    pub fn is_for_office(&self) -> bool {
        let of_table = match self {
            // An exported cell was altered, or columns of one answer contradict each other: the form tool has what was answered.
            Self::LostDigits
            | Self::BytesLost
            | Self::Garbled(_)
            | Self::Control(_)
            | Self::ErrorShown
            | Self::NeitherMarkedNorNot
            | Self::NothingMarked
            | Self::OtherThanMarked(_) => true,
            Self::Formula(_)
            | Self::FormulaOfNothing(_)
            | Self::FormulaUnsaved(_)
            | Self::OtherWorkbook(_)
            | Self::Merged(..)
            | Self::Struck(_)
            | Self::ShownAsPercentage(_)
            | Self::ShownAsId(_) => true,
            _ => false,
        };
        let of_person = matches!(self, Self::TerritoryToDecide(_) | Self::Declined);
        of_table || of_person || self.is_of_panel() || self.is_asked_once()
    }

    pub fn lacks(&self) -> Lack {
        match self {
            Self::NoAnswer(_) => Lack::Answer,
            Self::TerritoryToDecide(_) => Lack::Ruling,
            _ => Lack::Meaning,
        }
    }

    /// Whether its words let the cell's text be guessed: a suggestion, or what is known about the
    /// very answer.
    pub fn tells(&self) -> bool {
        matches!(
            self,
            Self::NearCountry(..)
                | Self::CitizenshipOf(_)
                | Self::ResidenceIn(_)
                | Self::SeveralCountries(_)
                | Self::TerritoryToDecide(_)
                | Self::NearAddress(_)
                | Self::NearLevel(_)
                | Self::OtherCalendar(_)
                | Self::AlmostOption(_)
                | Self::WordsOfOptions(_)
                | Self::NearlyWord(..)
                | Self::HoldsOption(..)
                | Self::NoAnswer(_)
                | Self::OtherSpeech(_)
                | Self::OtherThanMarked(_)
                | Self::NearText(_)
                | Self::Garbled(_)
                | Self::Declined
                | Self::ShownAsPercentage(_)
                | Self::ShownAsId(_)
        )
    }
}
