//! Which open question about its column a cell waits for, where several have one code: about two
//! words, or about dates in two orders and dates with short years. Each is settled by itself.

use crate::answers::types::day::{self, Doubt};
use crate::base::digest;
use crate::base::finding::Code;
use crate::rules::form::{DateOrder, Dates, Field, Kind};
use crate::values::spelling::fold;

/// What a question about dates is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum OfDates {
    Order,
    Against(Option<DateOrder>),
    ShortYear,
    Serial,
    Exchanged,
}

impl OfDates {
    pub(super) fn key(self) -> String {
        match self {
            Self::Order => "order".to_owned(),
            Self::Against(declared) => format!("against {}", declared.map_or("", DateOrder::word)),
            Self::ShortYear => "short year".to_owned(),
            Self::Serial => "serial".to_owned(),
            Self::Exchanged => "exchanged".to_owned(),
        }
    }

    fn of(dates: Dates, text: &str, with_time: bool) -> Self {
        let declared = || {
            day::mark(dates, text, with_time)
                .and_then(|mark| dates.order_of(mark))
                .or(dates.order)
        };
        match day::doubt(dates, text, with_time) {
            Some(Doubt::Order(..)) => Self::Order,
            Some(Doubt::ShortYear) => Self::ShortYear,
            Some(Doubt::Serial(_)) => Self::Serial,
            Some(Doubt::Against(..) | Doubt::Nothing | Doubt::NoSuchDay) => {
                Self::Against(declared())
            }
            // Read by itself, and held for what the column says.
            None => match day::read_day(dates, text, with_time) {
                Some((_, true)) => Self::Exchanged,
                _ => Self::Against(declared()),
            },
        }
    }
}

/// The part of its column's questions that a cell waits for; none where there can be but one question with the code.
pub(super) fn part(field: &Field, code: Code, text: &str) -> String {
    match (code, &field.kind) {
        (Code::AnswerWord | Code::OtherLanguage, _) => of_text(field, text),
        (Code::DateForm, Kind::Date(dates)) => OfDates::of(*dates, text, false).key(),
        (Code::DateForm, Kind::Timestamp(dates, _)) => OfDates::of(*dates, text, true).key(),
        _ => String::new(),
    }
}

/// A text by which a cell is known; of a personal column a digest of it, since findings are no place for one.
pub(super) fn of_text(field: &Field, text: &str) -> String {
    let folded = fold(text);
    if field.personal {
        digest::of(folded.as_bytes())
    } else {
        folded
    }
}
