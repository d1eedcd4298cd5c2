//! Tables and values of the rules file, taken key by key; what does not fit is noted where it stands.
//!
//! Every table is opened with the keys it may have, so that an unknown key is reported whether or not the rest is right,
//! and so that the reference in `rules/README.md` can be held against the very lists the loader goes by.

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostics::{Notes, Spot, shown, ticks};
use super::format::{Keys, ROOT, TEST};
use super::{aliases, instead};
use crate::base::finding::Code;
use crate::values::number::{self, DecimalMark};

pub(super) struct Table<'d> {
    pub(super) spot: Spot<'d>,
    entries: &'d DeTable<'d>,
    keys: &'static Keys,
}

impl<'d> Table<'d> {
    /// The whole file.
    pub(super) fn root(
        notes: &'d Notes<'d>,
        entries: &'d DeTable<'d>,
        keys: &'static Keys,
    ) -> Self {
        Self {
            spot: Spot::new(notes, 0..0),
            entries,
            keys,
        }
        .checked()
    }

    fn checked(self) -> Self {
        if self.headerless() {
            return self;
        }
        for (key, item) in pairs(self.spot.notes, self.entries) {
            if !self.keys.keys.contains(&item.key) {
                let message = format!("{} has no key `{}`", self.keys.table, shown(item.key));
                if let Some(help) = aliases::meant(self.keys, item.key)
                    .map(str::to_owned)
                    .or_else(|| self.elsewhere(key, item))
                {
                    key.say_help(Code::UnknownKey, message, help);
                    continue;
                }
                let near = self
                    .spot
                    .notes
                    .nearest(item.key, self.keys.keys.iter().copied());
                if near.is_none() && self.keys.table == TEST.table {
                    let field = shown(item.key);
                    let help = format!(
                        "to ask a field of this name write `field = \"{field}\"` and what is asked, such as `is = …` or `in = …`"
                    );
                    key.say_help(Code::UnknownKey, message, help);
                    continue;
                }
                key.say_unknown(
                    Code::UnknownKey,
                    message,
                    item.key,
                    self.keys.keys.iter().copied(),
                    "rules/README.md lists every key",
                );
            }
        }
        self
    }

    /// Says that a header is missing, where several keys are no keys of this table and all are keys of another.
    fn headerless(&self) -> bool {
        let pairs = pairs(self.spot.notes, self.entries);
        let strange: Vec<_> = pairs
            .iter()
            .filter(|(_, item)| !self.keys.keys.contains(&item.key))
            .collect();
        let ([(first, item), _, ..], true) = (strange.as_slice(), self.keys.table.starts_with('['))
        else {
            return false;
        };
        let held = |keys: &&&Keys| {
            strange
                .iter()
                .all(|(_, item)| keys.keys.contains(&item.key))
        };
        let plain = |keys: &&&Keys| keys.table.starts_with('[') && !keys.table.contains('.');
        let Some(other) = super::TABLES.iter().filter(plain).find(held) else {
            return false;
        };
        let message = format!(
            "{} has no key `{}`, nor those after it that belong to {}",
            self.keys.table,
            shown(item.key),
            other.table
        );
        first.say_help(
            Code::UnknownKey,
            message,
            format!("write `{}` before the first of them", other.table),
        );
        self.spot.notes.headerless.borrow_mut().push(other.table);
        true
    }

    /// What to write instead of a header that puts a table where none belongs.
    fn elsewhere(&self, key: Spot<'d>, item: Item<'d>) -> Option<String> {
        let (name, table) = (shown(item.key), item.value.as_table()?);
        if self.keys.table == ROOT.table {
            return table
                .contains_key("type")
                .then(|| format!("write `[fields.{name}]`"));
        }
        if ROOT.keys.contains(&item.key) {
            return Some(format!("it is a table of its own: write `[{name}]`"));
        }
        let several = self
            .keys
            .table
            .strip_prefix("[[")
            .and_then(|table| table.strip_suffix("]]"));
        let several = several.filter(|_| key.in_header())?;
        Some(format!(
            "write `[[{several}]]` over each, and `id = \"{name}\"` under it"
        ))
    }

    pub(super) fn get(&self, key: &'static str) -> Option<Item<'d>> {
        debug_assert!(
            self.keys.keys.contains(&key),
            "{} does not declare {key}",
            self.keys.table
        );
        self.entries
            .get_key_value(key)
            .map(|(name, value)| Item::new(self.spot.notes, name.get_ref(), value))
    }

    /// The place of a key's name, for findings about the key rather than its value.
    pub(super) fn key_spot(&self, key: &str) -> Option<Spot<'d>> {
        self.entries
            .get_key_value(key)
            .map(|(name, _)| Spot::new(self.spot.notes, name.span()))
    }

    pub(super) fn need(&self, key: &'static str) -> Option<Item<'d>> {
        let item = self.get(key);
        if item.is_none() && !self.misspelt(key) {
            self.spot.say(
                Code::MissingKey,
                format!("{} needs the key `{key}`", self.keys.table),
            );
        }
        item
    }

    /// Whether a key stands here that was reported as this one misspelt.
    fn misspelt(&self, key: &str) -> bool {
        let mut strange = self
            .entries
            .keys()
            .map(|key| key.get_ref().as_ref())
            .filter(|key| !self.keys.keys.contains(key));
        let part = |strange: &str| key == "test" && TEST.keys.contains(&strange);
        let told = self
            .spot
            .notes
            .headerless
            .borrow()
            .iter()
            .any(|table| table.trim_matches(['[', ']']) == key);
        told || strange.any(|strange| {
            part(strange)
                || self
                    .spot
                    .notes
                    .nearest(strange, self.keys.keys.iter().copied())
                    == Some(key)
        })
    }

    /// Whether a key stands here that the table does not have: what seems to be missing was probably meant by it.
    pub(super) fn strange(&self) -> bool {
        self.entries
            .keys()
            .any(|key| !self.keys.keys.contains(&key.get_ref().as_ref()))
    }

    /// Those of the keys that are there.
    pub(super) fn present(&self, keys: &[&'static str]) -> Vec<&'static str> {
        keys.iter()
            .copied()
            .filter(|key| self.entries.contains_key(*key))
            .collect()
    }

    pub(super) fn name(&self) -> &'static str {
        self.keys.table
    }
}

/// A table's entries in the order of the file, each with the place of its key.
fn pairs<'d>(notes: &'d Notes<'d>, entries: &'d DeTable<'d>) -> Vec<(Spot<'d>, Item<'d>)> {
    let mut pairs: Vec<_> = entries
        .iter()
        .map(|(key, value)| {
            (
                Spot::new(notes, key.span()),
                Item::new(notes, key.get_ref(), value),
            )
        })
        .collect();
    pairs.sort_by_key(|(key, _)| key.start);
    pairs
}

/// A value, the key it stands under, and where.
#[derive(Clone, Copy)]
pub(super) struct Item<'d> {
    pub(super) key: &'d str,
    pub(super) spot: Spot<'d>,
    pub(super) value: &'d DeValue<'d>,
}

impl<'d> Item<'d> {
    fn new(notes: &'d Notes<'d>, key: &'d str, value: &'d Spanned<DeValue<'d>>) -> Self {
        Self {
            key,
            spot: Spot::new(notes, value.span()),
            value: value.get_ref(),
        }
    }

    pub(super) fn wrong_type(self, wanted: &str) {
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
    pub(super) fn text(self) -> Option<&'d str> {
        match self.value {
            DeValue::String(text) if text.trim().is_empty() => {
                self.spot
                    .say(Code::BadValue, format!("`{}` is blank", self.key));
                None
            }
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong_type("a text in quotes");
                None
            }
        }
    }

    pub(super) fn flag(self) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.wrong_type("`true` or `false`");
        }
        flag
    }

    /// A number, exactly as its digits are written.
    pub(super) fn decimal(self) -> Option<Decimal> {
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
            self.spot.say_help(
                Code::BadValue,
                message,
                "write at most 15 decimal digits, with a point and without an exponent",
            );
        }
        exact
    }

    /// A whole number between two bounds, both included.
    pub(super) fn count(self, least: u32, most: u32) -> Option<u32> {
        let DeValue::Integer(integer) = self.value else {
            self.wrong_type("a whole number");
            return None;
        };
        let count = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let count = count.filter(|count| (least..=most).contains(count));
        if count.is_none() {
            self.spot.say(
                Code::BadValue,
                format!(
                    "`{}` takes a whole number from {least} to {most}, not `{}`",
                    self.key,
                    self.spot.written()
                ),
            );
        }
        count
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(self, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!(
                "`{}` takes {}, not `{}`",
                self.key,
                ticks(&known),
                shown(text)
            );
            match self.spot.notes.nearest(text, known.iter().copied()) {
                Some(near) => {
                    self.spot
                        .say_help(Code::BadValue, message, format!("did you mean `{near}`?"))
                }
                None => self.spot.say(Code::BadValue, message),
            }
        }
        found
    }

    /// The elements of an array with something in it.
    pub(super) fn array(self) -> Option<Vec<Self>> {
        let DeValue::Array(array) = self.value else {
            self.wrong_type("an array in square brackets");
            return None;
        };
        if array.is_empty() {
            self.spot
                .say(Code::BadValue, format!("`{}` is empty", self.key));
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
    pub(super) fn texts(self) -> Option<Vec<(&'d str, Spot<'d>)>> {
        let items = self.array()?;
        Some(
            items
                .into_iter()
                .filter_map(|item| Some((item.text()?, item.spot)))
                .collect(),
        )
    }

    pub(super) fn table(self, keys: &'static Keys) -> Option<Table<'d>> {
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
    pub(super) fn tables(self, keys: &'static Keys) -> Vec<Table<'d>> {
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

    /// The entries of a table whose keys are the author's own, in the order of the file, each with its key's place.
    pub(super) fn entries(self) -> Option<Vec<(Spot<'d>, Self)>> {
        let entries = self.value.as_table();
        if entries.is_none() {
            self.wrong_type("a table");
        }
        Some(pairs(self.spot.notes, entries?))
    }
}

/// What a value is, in the words of somebody who writes rules.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
