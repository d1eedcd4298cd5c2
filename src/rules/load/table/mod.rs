//! Tables and values of the rules file, taken key by key; what does not fit is noted where it stands.
//!
//! Every table is opened with the keys it may have, so that an unknown key is reported whether or not the rest is right.

mod item;

pub(super) use item::Item;

use toml::de::DeTable;

use super::aliases;
use super::diagnostics::{Notes, Spot, shown};
use super::format::{Keys, ROOT, TEST};
use crate::base::contradiction::contradiction;
use crate::base::finding::Code;

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
        if !self.keys.keys.contains(&key) {
            contradiction(format!("{} does not declare {key}", self.keys.table));
        }
        self.entries
            .get_key_value(key)
            .map(|(name, value)| Item::new(self.spot.notes, name.get_ref(), value))
    }

    /// The span of a key's name, for findings about the key rather than its value.
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

/// A table's entries in the order of the file, each with the span of its key.
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
