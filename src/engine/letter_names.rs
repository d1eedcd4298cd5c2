//! What the files of letters are called.

use std::collections::BTreeSet;

/// Names of files for letters: the application's id where that can name a file on every system, else a number.
#[derive(Debug)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// All ids, in small letters: no number is somebody's.
    ids: BTreeSet<String>,
}

impl Names {
    /// For applications with these ids, in small letters.
    pub(super) fn new(ids: BTreeSet<String>) -> Self {
        Self {
            taken: BTreeSet::new(),
            ids,
        }
    }

    /// Characters of an id that names a file.
    const LONGEST: usize = 60;

    pub(super) fn of(&mut self, id: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let folded = id.to_ascii_lowercase();
        // Windows keeps these names for itself.
        let is_device = matches!(folded.as_str(), "con" | "prn" | "aux" | "nul")
            || id.len() == 4 && (folded.starts_with("com") || folded.starts_with("lpt"));
        let is_safe = id.chars().all(plain)
            && id.starts_with(|c: char| c.is_ascii_alphanumeric())
            && id.len() <= Self::LONGEST
            && !is_device;
        // Some systems take capitals for small letters.
        if is_safe && self.taken.insert(folded) {
            return id.to_owned();
        }
        let from = self.taken.len().saturating_add(1);
        let free = (from..).map(|number| format!("letter-{number}"));
        let is_free = |name: &String| !self.taken.contains(name) && !self.ids.contains(name);
        let name = free.into_iter().find(is_free);
        let name = name.unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }
}
