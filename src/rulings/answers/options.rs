//! Answers about a field of options or of texts that rules ask for: one of them, or `(other)` and the applicant's own words.

use super::{Answer, Question, other, parts, plain, says_nothing};
use crate::base::finding::Code;
use crate::rules::form::Options;
use crate::rules::{Field, Kind};
use crate::values::spelling::fold_words;
use crate::values::{Choices, Reading, Unusable, Value};

impl Question<'_> {
    pub(super) fn text(&self, field: &Field, answer: &str) -> Result<Answer, Unusable> {
        if self.form.asks_for(field, answer) {
            return Ok(plain(answer, answer));
        }
        if let Reading::Value(Value::NearText(near)) = self.now {
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
            let own = (!is_remark).then(|| answer.to_owned());
            return Err(Unusable::NeitherTextNorOther(near.values.clone(), own));
        }
        if says_nothing(answer) {
            return Err(Unusable::SaysNothing);
        }
        self.read(answer)
    }

    /// Somebody says that a text is none of those that the rules ask for.
    pub(super) fn beside_texts(&self, field: &Field, words: &str) -> Result<Answer, Unusable> {
        let words = self.words(words)?;
        if self.form.asks_for(field, words) {
            return Err(Unusable::OtherIsText);
        }
        match self.reading(words) {
            Reading::Value(Value::NearText(_)) => {
                Ok(other(words, Some(Reading::Value(Value::Text))))
            }
            Reading::Value(_) => Ok(other(words, None)),
            reading @ (Reading::Blank | Reading::Unreadable(_)) => Err(Unusable::Read(reading)),
        }
    }

    /// Somebody says that an answer is none of the options.
    pub(super) fn beside_options(
        &self,
        field: &Field,
        options: &Options,
        words: &str,
    ) -> Result<Answer, Unusable> {
        if !options.other {
            let ids = options.options.iter().map(|(id, _)| id.clone());
            return Err(Unusable::OtherThanOptions(ids.collect()));
        }
        let chosen = |reading: &Reading| matches!(reading, Reading::Value(Value::Choices(choices)) if !choices.chosen.is_empty());
        if words.is_empty() && (self.columns > 1 || chosen(self.now)) {
            return Err(Unusable::OtherWithoutRest);
        }
        let words = self.words(words)?;
        if self.columns == 1
            && matches!(field.kind, Kind::Choice(_))
            && parts(words).iter().any(|part| self.is_option(part))
        {
            return Err(Unusable::OtherNamesOption);
        }
        match self.reading(words) {
            Reading::Value(Value::Choices(choices))
                if choices.unread.is_none() && choices.other =>
            {
                Ok(other(words, None))
            }
            Reading::Value(Value::Choices(choices)) if choices.unread.is_none() => {
                Err(Unusable::OtherIsOption)
            }
            // Somebody has looked at it, and says that it is none of the options it is near, in whatever language.
            Reading::Unreadable(problem)
                if matches!(problem.code(), Code::OtherLanguage | Code::Unreadable) =>
            {
                let beside = Choices {
                    other: true,
                    ..Choices::default()
                };
                Ok(other(words, Some(beside.into())))
            }
            reading => Err(Unusable::Read(reading)),
        }
    }

    /// The applicant's words behind `(other)`; where none are written, those in the cell.
    fn words<'w>(&'w self, words: &'w str) -> Result<&'w str, Unusable> {
        let own = if words.is_empty() { self.found } else { words };
        if own.is_empty() || says_nothing(own) {
            return Err(Unusable::OtherWithoutWords);
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
        separator: Option<char>,
        answer: &str,
    ) -> Result<Answer, Unusable> {
        let wrong = match self.read(answer) {
            Ok(answer) => return Ok(answer),
            Err(wrong) => wrong,
        };
        let parts = parts(answer);
        if parts.len() < 2 || !parts.iter().all(|part| self.is_option(part)) {
            return Err(wrong);
        }
        let Some(separator) = separator else {
            return Err(Unusable::SeveralOptions);
        };
        let joined = parts.join(&format!("{separator} "));
        Err(Unusable::OptionsAsOne(separator, joined))
    }
}
