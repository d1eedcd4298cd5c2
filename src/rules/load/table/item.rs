//! One value of a rules file: taken as what its key needs, or noted where it stands.

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::super::diagnostics::{Notes, Spot, shown, ticks};
use super::super::format::{self, Keys, Value};
use super::super::instead;
use super::{Table, pairs};
use crate::base::contradiction::contradiction;
use crate::base::finding::Code;
use crate::values::number::{self, DecimalMark};

/// A value, the key it stands under, and where.
#[derive(Clone, Copy)]
pub(in crate::rules::load) struct Item<'d> {
    pub(in crate::rules::load) key: &'d str,
    pub(in crate::rules::load) spot: Spot<'d>,
    pub(in crate::rules::load) value: &'d DeValue<'d>,
}

impl<'d> Item<'d> {
    pub(super) fn new(notes: &'d Notes<'d>, key: &'d str, value: &'d Spanned<DeValue<'d>>) -> Self {
        Self {
            key,
            spot: Spot::new(notes, value.span()),
            value: value.get_ref(),
        }
    }

    pub(in crate::rules::load) fn wrong_type(self, wanted: &str) {
        let message = format!(
            "`{}` takes {wanted}, and this is {}",
            shown(self.key),
            kind(self.value)
        );
        match instead::of(self.key, self.value, self.spot, wanted) {
            Some(help) => self.spot.say_help(Code::WrongType, message, help),
            None => self.spot.say(Code::WrongType, message),
        }
    }

    /// A text with something in it.
    pub(in crate::rules::load) fn text(self) -> Option<&'d str> {
        match self.value {
            DeValue::String(text) if text.trim().is_empty() => {
                self.spot.say_bad(format!("`{}` is blank", self.key));
                None
            }
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong_type("a text in quotes");
                None
            }
        }
    }

    pub(in crate::rules::load) fn flag(self) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.wrong_type("`true` or `false`");
        }
        flag
    }

    /// A number, exactly as its digits are written.
    pub(in crate::rules::load) fn decimal(self) -> Option<Decimal> {
        let digits = match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(_) => "",
            _ => {
                self.wrong_type("a number");
                return None;
            }
        };
        let exact = number::decimal(digits, DecimalMark::Point);
        if exact.is_none() {
            let message = format!(
                "`{}` is no number Intake can keep exactly",
                self.spot.written()
            );
            self.spot.say_bad_help(
                message,
                "write at most 15 decimal digits, with a point and without an exponent",
            );
        }
        exact
    }

    /// A whole number between two bounds, both included.
    pub(in crate::rules::load) fn count(self, least: u32, most: u32) -> Option<u32> {
        if !format::takes(self.key, |value| value == Value::Whole(least, most)) {
            let key = self.key;
            contradiction(format!(
                "`{key}` takes other numbers than from {least} to {most}"
            ));
        }
        let DeValue::Integer(integer) = self.value else {
            self.wrong_type("a whole number");
            return None;
        };
        let count = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let count = count.filter(|count| (least..=most).contains(count));
        if count.is_none() {
            self.spot.say_bad(format!(
                "`{}` takes a whole number from {least} to {most}, not `{}`",
                self.key,
                self.spot.written()
            ));
        }
        count
    }

    /// One of a few words.
    pub(in crate::rules::load) fn word<T: Copy>(self, words: &[(&'static str, T)]) -> Option<T> {
        let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let takes = |value| match value {
            Value::Words(words) => words == known,
            other => other == Value::Type,
        };
        if !format::takes(self.key, takes) {
            contradiction(format!("`{}` takes other words than {known:?}", self.key));
        }
        let text = self.text()?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, meaning)| *meaning);
        if found.is_none() {
            let message = format!(
                "`{}` takes {}, not `{}`",
                self.key,
                ticks(&known),
                shown(text)
            );
            match self.spot.notes.nearest(text, known.iter().copied()) {
                Some(near) => {
                    self.spot
                        .say_bad_help(message, format!("did you mean `{near}`?"));
                }
                None => self.spot.say_bad(message),
            }
        }
        found
    }

    /// The elements of an array with something in it.
    pub(in crate::rules::load) fn array(self) -> Option<Vec<Self>> {
        let DeValue::Array(array) = self.value else {
            self.wrong_type("an array in square brackets");
            return None;
        };
        if array.is_empty() {
            self.spot.say_bad(format!("`{}` is empty", self.key));
            return None;
        }
        Some(
            array
                .iter()
                .map(|value| Item::new(self.spot.notes, self.key, value))
                .collect(),
        )
    }

    /// The texts of an array; those that are none are noted and left out.
    pub(in crate::rules::load) fn texts(self) -> Option<Vec<(&'d str, Spot<'d>)>> {
        let items = self.array()?;
        Some(
            items
                .into_iter()
                .filter_map(|item| Some((item.text()?, item.spot)))
                .collect(),
        )
    }

    pub(in crate::rules::load) fn table(self, keys: &'static Keys) -> Option<Table<'d>> {
        let entries = self.value.as_table();
        if entries.is_none() {
            self.wrong_type("a table");
        }
        Some(
            Table {
                spot: self.spot,
                entries: entries?,
                keys,
            }
            .checked(),
        )
    }

    /// The tables of an array of tables, such as `[[groups]]`.
    pub(in crate::rules::load) fn tables(self, keys: &'static Keys) -> Vec<Table<'d>> {
        if self.value.is_table() {
            // One header with a bracket too few: what stands under it is read, so that nothing else seems to be missing.
            self.wrong_type("an array in square brackets");
            return self.table(keys).into_iter().collect();
        }
        self.array()
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| item.table(keys))
            .collect()
    }

    /// The entries of a table whose keys are the author's own, in the order of the file, each with its key's span.
    pub(in crate::rules::load) fn entries(self) -> Option<Vec<(Spot<'d>, Self)>> {
        let entries = self.value.as_table();
        if entries.is_none() {
            self.wrong_type("a table");
        }
        Some(pairs(self.spot.notes, entries?))
    }
}

/// What a value is, in the words of somebody who writes rules.
pub(in crate::rules::load) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
