//! Ids: whether they can serve as file names, whether each is there once, and what a reference to one finds.

use std::collections::BTreeMap;

use super::diagnostics::{Spot, shown};
use crate::base::finding::Code;
use crate::base::ids::{Id, Per};

/// Names that Windows keeps for devices, whatever folder a file is in.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Notes an id that could not name a file on every system.
pub(super) fn check_id(id: &str, spot: Spot<'_>) -> bool {
    let letters = id
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let hyphens = id.starts_with('-') || id.ends_with('-') || id.contains("--");
    let device = DEVICES.contains(&id)
        || id
            .strip_prefix("com")
            .or_else(|| id.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let good = !id.is_empty() && letters && !hyphens && id.len() <= 40 && !device;
    if good {
        return true;
    }
    let message = format!("`{}` cannot be an id", shown(id));
    if device {
        spot.say_help(
            Code::BadId,
            message,
            "Windows keeps this name for itself; choose another",
        );
    } else {
        spot.say_help(
            Code::BadId,
            message,
            "use only a-z, 0-9 and single hyphens between them, 40 characters at most",
        );
    }
    false
}

/// The things of one kind that have been declared, in order. One that was declared wrongly keeps its place and its name, so
/// that what refers to it is not reported as well.
pub(super) struct Register<'d, I, T> {
    /// What is registered, for messages: `field`.
    what: &'static str,
    entries: Per<I, (String, Spot<'d>, Option<T>)>,
    /// The first of each name: a search through the entries would be slow for a hostile file.
    first: BTreeMap<String, I>,
}

impl<'d, I: Id, T> Register<'d, I, T> {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            entries: Per::default(),
            first: BTreeMap::new(),
        }
    }

    pub(super) fn push(&mut self, name: &str, spot: Spot<'d>, thing: Option<T>) {
        let id = self.entries.push((name.to_owned(), spot, thing));
        // A thing without a name cannot be meant by one.
        if !name.is_empty() {
            match self.find(name) {
                Some(first) => duplicate(self.what, name, self.spot(first), spot),
                None => _ = self.first.insert(name.to_owned(), id),
            }
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<I> {
        self.first.get(name).copied()
    }

    /// What a name means that stands at `spot`; an unknown one is noted.
    pub(super) fn resolve(&self, name: &str, spot: Spot<'_>) -> Option<I> {
        let found = self.find(name);
        if found.is_none() {
            let message = format!("there is no {} `{}`", self.what, shown(name));
            spot.say_unknown(
                Code::UnknownName,
                message,
                name,
                self.names(),
                &format!("define the {} first", self.what),
            );
        }
        found
    }

    pub(super) fn get(&self, id: I) -> Option<&T> {
        self.entries[id].2.as_ref()
    }

    pub(super) fn name(&self, id: I) -> &str {
        &self.entries[id].0
    }

    pub(super) fn spot(&self, id: I) -> Spot<'d> {
        self.entries[id].1
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|(name, ..)| name.as_str())
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (I, Spot<'d>, Option<&T>)> {
        self.entries
            .each()
            .map(|(id, (_, spot, thing))| (id, *spot, thing.as_ref()))
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All of them, unless one was declared wrongly.
    pub(super) fn into_all(self) -> Option<Per<I, T>> {
        self.entries
            .into_iter()
            .map(|(_, _, thing)| thing)
            .collect()
    }
}

/// Notes the second of two things with one id.
pub(super) fn duplicate(what: &str, id: &str, first: Spot<'_>, second: Spot<'_>) {
    second.say_help(
        Code::DuplicateId,
        format!("`{}` is the id of more than one {what}", shown(id)),
        format!(
            "the first stands in line {}; give one of them another id",
            first.line()
        ),
    );
}
