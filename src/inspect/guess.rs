//! What a column seems to hold, by its answers first and its heading second.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::Column;
use super::personal::is_identifying;
use crate::domain::countries::{self, Named};
use crate::domain::number::{DecimalMark, decimal};
use crate::domain::spelling::fold;
use crate::domain::yes_no::{self, Says};
use crate::domain::{Reading, Value};
use crate::normalise::date;
use crate::normalise::headings::fold_heading;
use crate::rules::form::{DateOrder, Dates};

/// A guess at a column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    Id,
    Email,
    Country,
    YesNo,
    Number(DecimalMark),
    /// All orders of day and month that read every answer.
    Date(Vec<DateOrder>),
    Timestamp(Vec<DateOrder>),
    /// Levels of the Common European Framework of Reference for Languages.
    Cefr,
    Choice(Vec<String>),
    Choices(Vec<String>, char),
    Text,
}

/// More different answers than a question offers options.
const OPTIONS: usize = 12;
const CEFR: [&str; 6] = ["a1", "a2", "b1", "b2", "c1", "c2"];

impl Guess {
    /// What it seems to be, for the screen.
    pub fn words(&self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Email => "email".to_owned(),
            Self::Country => "country".to_owned(),
            Self::YesNo => "yes-no".to_owned(),
            Self::Number(DecimalMark::Point) => "number".to_owned(),
            Self::Number(DecimalMark::Comma) => "number with a decimal comma".to_owned(),
            Self::Date(orders) => format!("date, {}", said(orders)),
            Self::Timestamp(orders) => format!("timestamp, {}", said(orders)),
            Self::Cefr => "scale, levels of the Common European Framework".to_owned(),
            Self::Choice(options) => format!("choice among {}", options.len()),
            Self::Choices(options, _) => format!("choices among {}", options.len()),
            Self::Text => "text".to_owned(),
        }
    }

    /// Whether its answers may tell who somebody is.
    pub fn is_telling(&self) -> bool {
        matches!(self, Self::Id | Self::Email | Self::Text)
    }
}

fn said(orders: &[DateOrder]) -> String {
    let name = |order: &DateOrder| date::word(*order).replace('-', " ");
    match orders {
        [only] => name(only),
        several => format!("{} all fit: ask", several.iter().map(name).collect::<Vec<_>>().join(" and ")),
    }
}

/// Guesses at every column that is not known from its headings; only one can be the id.
pub(super) fn settle(columns: &mut [Column]) {
    for column in columns.iter_mut().filter(|column| column.columns.len() == 1) {
        column.guess = guess(column);
    }
    // An id may stand twice by mistake, hardly ever more often.
    let once = |column: &Column| {
        let twice = column.answers.iter().filter(|(_, times)| *times > 1).count();
        twice.saturating_mul(20) <= column.answers.len()
    };
    let short = |column: &Column| column.answers.iter().all(|(text, _)| !text.contains(char::is_whitespace));
    let words = ["id", "no", "nr", "number", "code", "token", "ref", "reference"];
    // What form tools and plain tables call the number of an application; Typeform calls it `#`.
    let whole =
        ["application", "respondent", "response", "submission", "responseid", "respondentid", "submissionid", "#"];
    let named = |column: &Column| {
        let heading = fold_heading(&column.heading);
        whole.contains(&heading.as_str()) || heading.split(' ').any(|word| words.contains(&word))
    };
    let could = |column: &&mut Column| {
        once(column) && short(column) && matches!(column.guess, Guess::Text | Guess::Number(_)) && named(column)
    };
    if let Some(column) = columns.iter_mut().find(could) {
        column.guess = Guess::Id;
    }
}

/// Real exports are untidy: a column is what nearly all of its answers are.
fn guess(column: &Column) -> Guess {
    let filled = column.filled();
    let share = |holds: &dyn Fn(&str) -> bool| -> usize {
        column.answers.iter().filter(|(text, _)| holds(text)).map(|(_, times)| times).sum()
    };
    // In tenths of the answers.
    let at_least =
        |tenths: usize, count: usize| filled > 0 && count.saturating_mul(10) >= filled.saturating_mul(tenths);
    if at_least(9, share(&|text| text.contains('@') && text.contains('.') && !text.contains(' '))) {
        return Guess::Email;
    }
    if at_least(5, share(&|text| matches!(yes_no::find(text), Some(Says::Yes | Says::No)))) {
        return Guess::YesNo;
    }
    if at_least(5, share(&|text| CEFR.iter().any(|level| fold(text).split(' ').next() == Some(*level)))) {
        return Guess::Cefr;
    }
    let number = |mark| share(&|text| decimal(text, mark).is_some());
    let point = at_least(9, number(DecimalMark::Point));
    let mark = if point { DecimalMark::Point } else { DecimalMark::Comma };
    if at_least(9, number(mark)) {
        return Guess::Number(mark);
    }
    let by = |order| Dates { order: Some(order), century: None };
    let day = |order| share(&|text| matches!(date::read_date(by(order), text), Reading::Value(Value::Date(_))));
    let moment = |order| {
        share(&|text| matches!(date::read_instant(by(order), &TimeZone::UTC, text), Reading::Value(Value::Instant(_))))
    };
    let fitting = |count: &dyn Fn(DateOrder) -> usize| -> Vec<DateOrder> {
        let orders = [DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear];
        let most = orders.map(count).into_iter().max().unwrap_or_default();
        let fitting: Vec<DateOrder> =
            orders.into_iter().filter(|order| count(*order) == most && at_least(9, most)).collect();
        // What is read with the year first is read so by every order.
        if fitting.first() == Some(&DateOrder::YearMonthDay) { vec![DateOrder::YearMonthDay] } else { fitting }
    };
    for (orders, guess) in [(fitting(&day), Guess::Date as fn(_) -> _), (fitting(&moment), Guess::Timestamp)] {
        if !orders.is_empty() {
            return guess(orders);
        }
    }
    if at_least(7, share(&|text| !matches!(countries::find(text), Named::Unknown))) {
        return Guess::Country;
    }
    // Of a few options that many chose, each was chosen more than once, and hardly anybody wrote something else.
    let options = |pieces: Vec<(String, usize)>| -> Option<Vec<String>> {
        let all: usize = pieces.iter().map(|(_, times)| times).sum();
        let several = |(_, times): &&(String, usize)| *times > 1 || filled < 20;
        let options: Vec<&(String, usize)> = pieces.iter().filter(several).collect();
        let chosen: usize = options.iter().map(|(_, times)| times).sum();
        let few = 1 < options.len() && options.len() <= OPTIONS && options.len().saturating_mul(3) <= filled.max(6);
        (few && chosen.saturating_mul(10) >= all.saturating_mul(8))
            .then(|| options.into_iter().map(|(piece, _)| piece.clone()).collect())
    };
    // Nobody's name or address becomes an option of a draft, however often it stands there.
    if is_identifying(column) {
        return Guess::Text;
    }
    let joins = |separator: char| share(&|text| text.contains(separator)).saturating_mul(30) >= filled;
    for separator in [';', ','].into_iter().filter(|separator| filled > 0 && joins(*separator)) {
        if let Some(chosen) = options(counted(column, |text| text.split(separator).collect())) {
            return Guess::Choices(chosen, separator);
        }
    }
    options(counted(column, |text| vec![text])).map_or(Guess::Text, Guess::Choice)
}

/// The pieces of a column's answers, spellings that differ in case alone as one, the most frequent first.
fn counted<'c>(column: &'c Column, pieces: impl Fn(&'c str) -> Vec<&'c str>) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (text, times) in &column.answers {
        for piece in pieces(text).into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            let (_, count) = counted.entry(fold(piece)).or_insert((piece, 0));
            *count = count.saturating_add(*times);
        }
    }
    let mut counted: Vec<(String, usize)> =
        counted.into_values().map(|(piece, count)| (piece.to_owned(), count)).collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}
