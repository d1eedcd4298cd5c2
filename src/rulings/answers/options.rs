//! Answers about a field of options or of texts that rules ask for: one of them, or `(other)` and the applicant's own words.

use super::super::{NO_ANSWER, OTHER};
use super::{Answer, Asked, nothing, other, parts, plain, says_nothing, unread};
use crate::base::finding::Code;
use crate::rules::form::Options;
use crate::rules::{Field, Kind};
use crate::values::spelling::{fold, fold_words, quoted};
use crate::values::{Choices, Reading, Value};
use crate::words::problems::{self, Said, with};

impl Asked<'_> {
    pub(super) fn text(&self, field: &Field, answer: &str) -> Result<Answer, Said> {
        let wanted = self.form.asked_texts(field);
        if wanted.binary_search(&fold(answer)).is_ok() {
            return Ok(plain(answer, answer));
        }
        if let Reading::Value(Value::NearText(near)) = self.now {
            let offered: Vec<String> = near.values.iter().map(|value| quoted(value)).collect();
            let offered = if field.personal {
                "the text as the rules have it".to_owned()
            } else {
                offered.join(" or ")
            };
            let words = fold_words(answer);
            let first = words.split(' ').next().unwrap_or_default();
            let is_remark = says_nothing(answer)
                || says_nothing(first)
                || first == "it"
                || near
                    .values
                    .iter()
                    .any(|value| words.contains(&fold_words(value)))
                || !answer.starts_with(char::is_alphanumeric);
            let own = if is_remark || field.personal {
                "its right words"
            } else {
                answer
            };
            return Err(with(
                "is no answer to whether it is one of the texts that the rules ask for",
                format!(
                    "write {offered} if it is that; if it is none, `{OTHER}`, which keeps the applicant's words, or `{OTHER} {own}`"
                ),
            ));
        }
        if says_nothing(answer) {
            return Err(nothing());
        }
        self.read(field, answer)
    }

    /// Somebody says that a text is none of those that the rules ask for.
    pub(super) fn beside_texts(&self, field: &Field, words: &str) -> Result<Answer, Said> {
        let words = self.words(words)?;
        if self
            .form
            .asked_texts(field)
            .binary_search(&fold(words))
            .is_ok()
        {
            return Err(with(
                format!("is a text that the rules ask for, and `{OTHER}` says that it is none"),
                format!("if it is that text, write it without `{OTHER}`"),
            ));
        }
        match self.reading(words) {
            Reading::Value(Value::NearText(_)) => {
                Ok(other(words, Some(Reading::Value(Value::Text))))
            }
            Reading::Value(_) => Ok(other(words, None)),
            reading @ (Reading::Blank | Reading::Unreadable(_)) => Err(unread(field, &reading)),
        }
    }

    /// Somebody says that an answer is none of the options.
    pub(super) fn beside_options(
        &self,
        field: &Field,
        options: &Options,
        words: &str,
    ) -> Result<Answer, Said> {
        if !options.other {
            return Err(with(
                "has no place here: the field has no answers beside its options",
                problems::the_options_are(options.options.iter().map(|(id, _)| id)),
            ));
        }
        let chosen = |reading: &Reading| matches!(reading, Reading::Value(Value::Choices(choices)) if !choices.chosen.is_empty());
        if words.is_empty() && (self.columns > 1 || chosen(self.now)) {
            return Err(with(
                "does not say what becomes of the rest of the answer",
                format!(
                    "write behind `{OTHER}` everything that was chosen, and the applicant's own words"
                ),
            ));
        }
        let words = self.words(words)?;
        if self.columns == 1
            && matches!(field.kind, Kind::Choice(_))
            && parts(words).iter().any(|part| self.is_option(part))
        {
            return Err(with(
                format!("is one of the options, or names one, and `{OTHER}` says that it is none"),
                format!("if it is that option, write it without `{OTHER}`"),
            ));
        }
        match self.reading(words) {
            Reading::Value(Value::Choices(choices))
                if choices.unread.is_none() && choices.other =>
            {
                Ok(other(words, None))
            }
            Reading::Value(Value::Choices(choices)) if choices.unread.is_none() => Err(with(
                format!("is one of the options, and `{OTHER}` says that it is none"),
                format!("if it is that option, write it without `{OTHER}`"),
            )),
            // Somebody has looked at it, and says that it is none of the options it is near, in whatever language.
            Reading::Unreadable(problem)
                if matches!(problem.code(), Code::OtherLanguage | Code::Unreadable) =>
            {
                let beside = Choices {
                    other: true,
                    ..Choices::default()
                };
                Ok(other(words, Some(Reading::Value(Value::Choices(beside)))))
            }
            reading => Err(unread(field, &reading)),
        }
    }

    /// The applicant's words behind `(other)`; where none are written, those in the cell.
    fn words<'w>(&'w self, words: &'w str) -> Result<&'w str, Said> {
        let own = if words.is_empty() { self.found } else { words };
        if own.is_empty() || says_nothing(own) {
            return Err(with(
                "says nothing of what the answer is",
                format!(
                    "write the applicant's own words behind `{OTHER}`, or `{NO_ANSWER}` where there are none"
                ),
            ));
        }
        Ok(own)
    }

    /// Whether a text is exactly one option.
    fn is_option(&self, text: &str) -> bool {
        match self.reading(text) {
            Reading::Value(Value::Choices(choices)) => {
                choices.chosen.len() == 1 && !choices.other && choices.unread.is_none()
            }
            _ => false,
        }
    }

    pub(super) fn options(
        &self,
        field: &Field,
        separator: Option<char>,
        answer: &str,
    ) -> Result<Answer, Said> {
        let wrong = match self.read(field, answer) {
            Ok(answer) => return Ok(answer),
            Err(wrong) => wrong,
        };
        let parts = parts(answer);
        if parts.len() < 2 || !parts.iter().all(|part| self.is_option(part)) {
            return Err(wrong);
        }
        let Some(separator) = separator else {
            return Err(with(
                "names several options, and the question takes one",
                "write the one that counts",
            ));
        };
        let joined = parts.join(&format!("{separator} "));
        let shown = if field.personal {
            String::new()
        } else {
            format!(": {}", quoted(&joined))
        };
        Err(with(
            "names several options as one",
            format!("write `{separator}` between them{shown}"),
        ))
    }
}
