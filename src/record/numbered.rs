//! Files of ratings by number, in place of their names: these may be names of assessors, which stand in the office's lists alone.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::answers::headings::SheetRead;
use crate::base::ids::AssessorId;
use crate::rules::Rules;

/// The numbers of the files of ratings that a run was made from, in their order.
#[derive(Debug, Default)]
pub struct Numbered {
    /// What each is called: the file alone, and the file with its sheet.
    names: Vec<[String; 2]>,
}

/// What a file of ratings is called, by its number from 1.
pub fn ratings(number: usize) -> String {
    format!("ratings {number}")
}

/// Whose ratings a file has.
pub fn whose(rules: &Rules, sheet: &SheetRead) -> Vec<String> {
    let fields = rules.form.fields.iter().zip(&sheet.layout.columns);
    let rated = fields.filter(|(field, _)| field.kind.is_rating());
    let by: BTreeSet<AssessorId> = rated
        .flat_map(|(_, readers)| readers.each())
        .filter_map(|(by, found)| found.as_ref().map(|_| by))
        .collect();
    by.into_iter().map(|one| one.to_string()).collect()
}

impl Numbered {
    pub fn new(sheets: &[SheetRead]) -> Self {
        let names = sheets.iter().map(|sheet| {
            let source = &sheet.source;
            [source.file.clone(), source.to_string()]
        });
        Self {
            names: names.collect(),
        }
    }

    /// Every name, the longest first, with the number that takes its place.
    fn each(&self) -> impl Iterator<Item = (&str, usize)> {
        let all = (1..).zip(&self.names);
        let mut all: Vec<(&str, usize)> = all
            .flat_map(|(number, names)| names.iter().map(move |name| (name.as_str(), number)))
            .collect();
        all.sort_by_key(|(name, number)| (std::cmp::Reverse(name.len()), *number));
        all.dedup_by(|other, first| other.0 == first.0);
        all.into_iter()
    }

    /// A location, `file:row:column`, or the name of a file.
    pub fn location<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.each().find_map(|(name, number)| {
            let behind = text.strip_prefix(name)?;
            // A sheet that nothing was read from has no number of its own.
            let behind = match behind.strip_prefix('[') {
                Some(sheet) => sheet.split_once(']')?.1,
                None => behind,
            };
            (behind.is_empty() || behind.starts_with(':'))
                .then(|| format!("{}{behind}", ratings(number)))
        });
        found.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// A sentence in which locations may stand.
    pub fn sentence<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut said = Cow::Borrowed(text);
        for (name, number) in self.each() {
            if let Some(other) = replaced(&said, name, &ratings(number)) {
                said = Cow::Owned(other);
            }
        }
        said
    }
}

/// A text with a name replaced wherever it stands by itself; none where it does not.
fn replaced(text: &str, name: &str, by: &str) -> Option<String> {
    let (mut said, mut from) = (String::new(), 0);
    for (at, _) in text.match_indices(name) {
        let behind = at.saturating_add(name.len());
        let (before, after) = (text.get(..at)?, text.get(behind..)?);
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if is_part(before.chars().next_back()) || is_part(after.chars().next()) {
            continue;
        }
        said.push_str(text.get(from..at)?);
        said.push_str(by);
        from = behind;
    }
    (from > 0).then(|| format!("{said}{}", text.get(from..).unwrap_or_default()))
}
