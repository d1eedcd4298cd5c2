//! What is asked or noted once of a whole column, as a kind and its parts. What is said of each
//! kind stands in `words/problems/columns/`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Country;
use super::date_order::{DateOrder, Mark};
use super::number::Marks;
use crate::base::finding::Code;
use crate::base::origin::Row;

/// Cells of one kind: how many, and the first.
#[derive(Debug, Default)]
pub struct Count {
    pub times: usize,
    pub first: String,
}

#[derive(Debug)]
pub enum OfColumn {
    // Dates.
    OrderOpen(OrderOpen),
    OtherOrder(OtherOrder),
    ShortYears(Count),
    /// The first as Excel counts days.
    SerialDays(Count, Option<Date>),
    /// Texts, and true dates beside them that Excel may have turned round.
    Exchanged(Count, Count),

    // Moments.
    NoTimes(Count),
    Placeholders {
        /// On a day from which clocks count.
        begin: Count,
        /// Years before the deadline.
        old: Count,
        /// How many have one moment, where all have, and whether that is a midnight.
        same: Option<(usize, bool)>,
    },
    /// By the zone's short name.
    ZoneNames(BTreeMap<String, Count>),

    DecimalMarks(DecimalMarks),
    CountryCodes(Count),
    /// A word, and why it is a yes to some and a no to others.
    YesOrNo(String, &'static str, InRows),
    OtherSpeech(InRows),
    /// Answers of the same kind beyond those that are asked about one by one.
    MoreSpeech(InRows),
    /// What was read although it does not literally say so, and the texts.
    ReadAs(BTreeMap<ReadAs, Vec<Count>>),
}

/// The rules do not say whether the day or the month comes first.
#[derive(Debug)]
pub struct OrderOpen {
    pub both: Count,
    /// What the first that fits both can be.
    pub days: Option<(Date, Date)>,
    pub day_first: Count,
    pub month_first: Count,
    /// By the mark they are written with, where that reads all of them.
    pub orders: Option<Vec<(Mark, DateOrder)>>,
    pub apart: Option<Apart>,
}

/// Some are days only in another order than the rules declare.
#[derive(Debug)]
pub struct OtherOrder {
    pub against: Count,
    pub order: DateOrder,
    pub declared: Option<DateOrder>,
    /// How many are days only as the rules say.
    pub plain: usize,
    /// The marks whose dates are mostly in the other order, and what is written with them and fits
    /// both.
    pub turned: Vec<Mark>,
    pub asked: Count,
    /// All dates are written with one mark.
    pub alone: bool,
    /// Those that can be either of two days.
    pub doubted: Count,
    pub apart: Option<Apart>,
}

/// Marks of which the rules do not say what they are.
#[derive(Debug)]
pub struct DecimalMarks {
    pub declared: Marks,
    pub commas: Count,
    pub points: Count,
    pub either: Count,
    /// What the first that can be read in two ways can be.
    pub meanings: Option<(Decimal, Decimal)>,
}

/// A file of one pile whose dates have an order of their own.
#[derive(Debug)]
pub struct Apart {
    /// Its name without folders.
    pub file: String,
    pub order: DateOrder,
}

/// Cells of one kind, and the first rows that have one.
#[derive(Debug, Default)]
pub struct InRows {
    pub cells: Count,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadAs {
    NoAnswer,
    Yes,
    No,
    Number,
    Date,
    Country(Country),
}

impl Count {
    pub fn add(&mut self, text: &str) {
        self.add_times(text, 1);
    }

    pub fn add_times(&mut self, text: &str, times: usize) {
        if self.times == 0 {
            text.clone_into(&mut self.first);
        }
        self.times = self.times.saturating_add(times);
    }

    /// All of them, the first of the first kind first.
    pub fn together<'a>(counts: impl Iterator<Item = &'a Self>) -> Self {
        counts.fold(Self::default(), |all, one| Self {
            times: all.times.saturating_add(one.times),
            first: if all.times == 0 {
                one.first.clone()
            } else {
                all.first
            },
        })
    }
}

impl InRows {
    /// Rows that are named, for whoever looks into a personal column.
    const NAMED: usize = 3;

    pub fn add(&mut self, text: &str, row: Option<Row>) {
        self.cells.add(text);
        self.rows
            .extend(row.filter(|_| self.cells.times <= Self::NAMED));
    }
}

impl OfColumn {
    pub fn code(&self) -> Code {
        match self {
            Self::OrderOpen(_)
            | Self::OtherOrder(_)
            | Self::ShortYears(_)
            | Self::SerialDays(..)
            | Self::Exchanged(..) => Code::DateForm,
            Self::NoTimes(_) => Code::NoTime,
            Self::Placeholders { .. } => Code::Placeholder,
            Self::ZoneNames(_) => Code::ZoneName,
            Self::DecimalMarks(_) => Code::DecimalMark,
            Self::CountryCodes(_) => Code::CountryCodes,
            Self::YesOrNo(..) => Code::AnswerWord,
            Self::OtherSpeech(_) | Self::MoreSpeech(_) => Code::OtherLanguage,
            Self::ReadAs(_) => Code::ReadAs,
        }
    }
}
