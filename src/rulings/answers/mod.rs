//! What a person's answer about a cell comes to. Where a question offers answers, only these are answers; one that says nothing
//! decides nothing.

mod options;

use jiff::civil::Date;

use super::{NO_ANSWER, OTHER};
use crate::answers::override_cell;
use crate::answers::types::day;
use crate::rules::form::DateOrder;
use crate::rules::{Field, FieldId, Form, Kind};
use crate::values::spelling::{fold, fold_words};
use crate::values::{Lack, Reading, Value, yes_no};
use crate::words::problems::{self, Said, with};

/// What people write who say that they have looked, and not what they saw. Words for yes and no are of these, too.
const NOTHING: &[&str] = &[
    "x",
    "xx",
    "xxx",
    "ok",
    "okay",
    "fine",
    "good",
    "correct",
    "right",
    "wrong",
    "confirmed",
    "checked",
    "done",
    "asked",
    "agreed",
    "accepted",
    "it is",
    "it is not",
    "yes it is",
    "no it is not",
    "yes it is that",
    "that one",
    "same",
    "the same",
    "same as above",
    "as above",
    "see above",
    "see below",
    "above",
    "see attached",
    "attached",
    "see e mail",
    "see email",
    "see comment",
    "ditto",
    "idem",
    "unknown",
    "not known",
    "do not know",
    "don t know",
    "dont know",
    "not sure",
    "unclear",
    "maybe",
    "perhaps",
    "tbd",
    "tbc",
    "todo",
    "to do",
    "pending",
    "waiting",
    "no reply",
    "no response",
    "has not replied",
    "other",
    "none",
    "none of them",
    "none of these",
    "none of the options",
    "neither",
    "no answer",
];

/// The question that is answered: of which field in which source, and what the cell says and was read as.
pub(super) struct Asked<'a> {
    pub(super) form: &'a Form,
    pub(super) source: Option<u16>,
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
        || NOTHING.contains(&fold_words(text).as_str())
}

/// The words behind `(other)`; none where the answer does not begin with it.
fn beside(answer: &str) -> Option<&str> {
    let (mark, words) = answer.split_at_checked(OTHER.len())?;
    mark.eq_ignore_ascii_case(OTHER).then(|| words.trim())
}

impl Asked<'_> {
    /// What an answer comes to.
    pub(super) fn answer(&self, answer: &str) -> Result<Answer, Said> {
        let answer = answer.trim();
        if fold(answer) == NO_ANSWER {
            return Ok(plain("", answer));
        }
        let Some(field) = self.form.fields_of(self.source).get(self.id.0) else {
            return Ok(plain(answer, answer));
        };
        // Whoever asks has not answered. What has options is read exactly.
        let options = field.kind.options().is_some();
        if answer.ends_with('?')
            && !options
            && self
                .form
                .asked_texts(field)
                .binary_search(&fold(answer))
                .is_err()
        {
            return Err(with(
                "is a question itself",
                "write the answer once it is known",
            ));
        }
        match (&field.kind, beside(answer)) {
            (Kind::Text, Some(words)) => self.beside_texts(field, words),
            (Kind::Text, None) => self.text(field, answer),
            (Kind::Choice(options) | Kind::Choices(options, _), Some(words)) => {
                self.beside_options(field, options, words)
            }
            (_, Some(_)) => Err(with(
                format!(
                    "has no place here: `{OTHER}` is for fields with options, and for texts that the rules ask for"
                ),
                format!("write the answer alone, or `{NO_ANSWER}` where the applicant has none"),
            )),
            (Kind::Choice(_), None) => self.options(field, None, answer),
            (Kind::Choices(_, separator), None) => self.options(field, Some(*separator), answer),
            (Kind::Country, None) if yes_no::find(answer).is_some() => Err(with(
                "is a yes or a no, and the question is which country",
                "write the country's name",
            )),
            (Kind::Date(dates), None) => self.day(field, dates.order, answer),
            _ => self.read(field, answer),
        }
    }

    fn reading(&self, text: &str) -> Reading {
        override_cell::answered(self.form, (self.source, self.id), self.now, text)
    }

    /// An answer that is read like a cell of its column.
    fn read(&self, field: &Field, answer: &str) -> Result<Answer, Said> {
        match self.reading(answer) {
            Reading::Value(Value::Choices(choices))
                if choices.unread.is_some() || choices.other =>
            {
                Err(unread(field, &Reading::Value(Value::Choices(choices))))
            }
            near @ Reading::Value(Value::NearText(_)) => Err(unread(field, &near)),
            Reading::Value(_) => Ok(plain(answer, answer)),
            reading @ (Reading::Blank | Reading::Unreadable(_)) => Err(unread(field, &reading)),
        }
    }

    /// A day as people write it, where only one is possible. Where the rules put the month first, people mostly do not.
    fn day(&self, field: &Field, order: Option<DateOrder>, answer: &str) -> Result<Answer, Said> {
        let read = self.read(field, answer);
        match day::readings(answer) {
            [Some(one), Some(other)]
                if one != other && (read.is_err() || order == Some(DateOrder::MonthDayYear)) =>
            {
                Err(two_days((one, other), field.personal))
            }
            [Some(one), _] | [None, Some(one)] if read.is_err() => {
                self.read(field, &one.to_string())
            }
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

/// What is said of a day that can be two.
pub(super) fn two_days((one, other): (Date, Date), personal: bool) -> Said {
    let help = if personal {
        "write year-month-day".to_owned()
    } else {
        format!("write `{one}` or `{other}`")
    };
    with(
        "can be two days, with the day first or the month first",
        help,
    )
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

fn nothing() -> Said {
    with(
        "says nothing",
        format!("write the answer itself, or `{NO_ANSWER}` where the applicant has none"),
    )
}

const WRITE_AN_OPTION: &str =
    "write one of the options; or `(other)` and the applicant's own words";

/// Why a reading is no answer.
fn unread(field: &Field, reading: &Reading) -> Said {
    let Some(problem) = reading.problem() else {
        return match reading {
            Reading::Value(Value::Choices(choices)) if choices.other => with(
                "is none of the options",
                format!("write one of them; or `{OTHER}` and the applicant's own words"),
            ),
            _ => with(
                "is no answer",
                format!("write `{NO_ANSWER}` where the applicant has none"),
            ),
        };
    };
    let said = problems::said(problem, field.personal);
    let lacks = if field.personal && problem.wrong.tells() {
        Lack::Meaning
    } else {
        problem.wrong.lacks()
    };
    let write = match field.kind {
        _ if lacks == Lack::Decision && said.help.is_none() => {
            "write the country it counts as; or settle it for everybody with a standing answer in the rules"
        }
        Kind::Country if said.help.is_none() => "write the country's name",
        Kind::Choice(_) | Kind::Choices(..) if lacks == Lack::Answer => WRITE_AN_OPTION,
        _ if !problem.code().is_of_column() => return said,
        Kind::YesNo { .. } => "write `yes` or `no`",
        Kind::Country => "write the country's name",
        Kind::Choice(_) | Kind::Choices(..) => WRITE_AN_OPTION,
        _ => "write it so that it can be read in one way only, such as `7.5` or `2019-03-28`",
    };
    with(said.message, write)
}
