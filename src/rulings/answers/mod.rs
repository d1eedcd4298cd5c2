//! What a person's answer about a cell comes to. Where a question offers answers, only these are answers; one that says nothing
//! decides nothing.

mod options;

use super::{NO_ANSWER, OTHER};
use crate::answers::override_cell;
use crate::answers::types::day;
use crate::rules::form::DateOrder;
use crate::rules::{FieldId, Form, Kind, SourceId};
use crate::values::spelling::{fold, fold_words};
use crate::values::{Reading, Unusable, Value, yes_no};

/// What people write who say that they have looked, and not what they saw. Words for yes and no are of these, too.
const NOTHING: &str = include_str!("nothing.txt");

/// The question that is answered: of which field in which source, and what the cell says and was read as.
pub(super) struct Question<'a> {
    pub(super) form: &'a Form,
    pub(super) source: Option<SourceId>,
    pub(super) id: FieldId,
    pub(super) found: &'a str,
    pub(super) now: &'a Reading,
    /// In how many columns the field stands.
    pub(super) columns: usize,
}

/// What is put in the place of the cell.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) text: String,
    /// What it counts as, where the text by itself would be read as something else.
    pub(super) settled: Option<Reading>,
    /// The answer as the records keep it.
    pub(super) said: String,
}

/// Whether an answer says nothing of what was asked.
pub(super) fn says_nothing(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
        || yes_no::find(text.trim().trim_end_matches(['.', '!'])).is_some()
        || NOTHING.lines().any(|nothing| nothing == fold_words(text))
}

/// The words behind `(other)`; none where the answer does not begin with it.
fn beside(answer: &str) -> Option<&str> {
    let (mark, words) = answer.split_at_checked(OTHER.len())?;
    mark.eq_ignore_ascii_case(OTHER).then(|| words.trim())
}

impl Question<'_> {
    /// What an answer comes to.
    pub(super) fn answer(&self, answer: &str) -> Result<Answer, Unusable> {
        let answer = answer.trim();
        if fold(answer) == NO_ANSWER {
            return Ok(plain("", answer));
        }
        let field = &self.form.fields_of(self.source)[self.id];
        // Whoever asks has not answered. What has options is read exactly.
        let options = field.kind.options().is_some();
        if answer.ends_with('?') && !options && !self.form.asks_for(field, answer) {
            return Err(Unusable::AsksBack);
        }
        match (&field.kind, beside(answer)) {
            (Kind::Text, Some(words)) => self.beside_texts(field, words),
            (Kind::Text, None) => self.text(field, answer),
            (Kind::Choice(options) | Kind::Choices(options, _), Some(words)) => {
                self.beside_options(field, options, words)
            }
            (_, Some(_)) => Err(Unusable::OtherOfThisType),
            (Kind::Choice(_), None) => self.options(None, answer),
            (Kind::Choices(_, separator), None) => self.options(Some(*separator), answer),
            (Kind::Country, None) if yes_no::find(answer).is_some() => Err(Unusable::YesOrNo),
            (Kind::Date(dates), None) => self.day(dates.order, answer),
            _ => self.read(answer),
        }
    }

    fn reading(&self, text: &str) -> Reading {
        override_cell::answered(self.form, (self.source, self.id), self.now, text)
    }

    /// An answer that is read like a cell of its column.
    fn read(&self, answer: &str) -> Result<Answer, Unusable> {
        match self.reading(answer) {
            Reading::Value(Value::Choices(choices))
                if choices.unread.is_some() || choices.other =>
            {
                Err(Unusable::Read(Reading::Value(Value::Choices(choices))))
            }
            reading @ (Reading::Value(Value::NearText(_))
            | Reading::Blank
            | Reading::Unreadable(_)) => Err(Unusable::Read(reading)),
            Reading::Value(_) => Ok(plain(answer, answer)),
        }
    }

    /// A day as people write it, where only one is possible. Where the rules put the month first, people mostly do not.
    fn day(&self, order: Option<DateOrder>, answer: &str) -> Result<Answer, Unusable> {
        let read = self.read(answer);
        match day::readings(answer) {
            [Some(one), Some(other)]
                if one != other && (read.is_err() || order == Some(DateOrder::MonthDayYear)) =>
            {
                Err(Unusable::TwoDays(one, other))
            }
            [Some(one), _] | [None, Some(one)] if read.is_err() => self.read(&one.to_string()),
            _ => read,
        }
    }
}

/// The parts of an answer, however people put them together.
fn parts(answer: &str) -> Vec<&str> {
    answer
        .split([',', ';', '/', '|', '\n', '+', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect()
}

fn plain(text: &str, said: &str) -> Answer {
    Answer {
        text: text.to_owned(),
        settled: None,
        said: said.to_owned(),
    }
}

fn other(words: &str, settled: Option<Reading>) -> Answer {
    Answer {
        text: words.to_owned(),
        settled,
        said: format!("{OTHER} {words}"),
    }
}
