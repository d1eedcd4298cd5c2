//! `[[sources]]`: several forms in one pile, each with ids of its own and its own way to write dates and numbers.

use std::borrow::Cow;

use super::{Export, Field, FieldId, Form, Rules, SourceId};
use crate::base::ids::Per;
use crate::values::spelling::fold;

/// One form whose files lie in the pile.
#[derive(Debug, Clone)]
pub struct FormSource {
    /// What its ids begin with, before a hyphen. Only letters and digits, so that every id tells its source.
    pub id: String,
    /// The names its files may have; `*` stands for anything.
    pub files: Vec<String>,
    /// How its files are read, where that differs from what holds for all.
    pub export: Export,
    /// The form's fields, as this source's files write them.
    pub fields: Per<FieldId, Field>,
}

impl FormSource {
    /// An id as it is known everywhere: `17` of the source `en` is `en-17`.
    pub fn full_id(&self, id: &str) -> String {
        format!("{}-{id}", self.id)
    }

    /// An id as the source's own files have it.
    pub fn own_id<'t>(&self, id: &'t str) -> &'t str {
        id.strip_prefix(&self.id)
            .and_then(|rest| rest.strip_prefix('-'))
            .unwrap_or(id)
    }
}

/// An id for the form of which a file is, from the file's name.
pub fn id_for(file: &str) -> String {
    let stem = file
        .rsplit_once('.')
        .map_or(file, |(stem, _)| stem)
        .to_ascii_lowercase();
    let id: String = stem
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    if id.is_empty() { "a".to_owned() } else { id }
}

/// Whether one of the patterns fits a file's name, whatever its case and the folder it lies in.
pub fn fits(patterns: &[String], file: &str) -> bool {
    let name = fold(file.rsplit(['/', '\\']).next().unwrap_or(file));
    patterns
        .iter()
        .any(|pattern| fits_one(&fold(pattern), &name))
}

fn fits_one(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    let Some(mut rest) = rest.strip_suffix(last) else {
        return false;
    };
    // The first position of each piece leaves the most for the others.
    pieces.all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

impl Form {
    /// The fields, as a source's files write them.
    pub fn fields_of(&self, source: Option<SourceId>) -> &Per<FieldId, Field> {
        let source = source.and_then(|source| self.sources.find(source));
        source.map_or(&self.fields, |source| &source.fields)
    }

    /// The source of which an application with this id came.
    pub fn source_of(&self, id: &str) -> Option<SourceId> {
        let (source, _) = id.split_once('-')?;
        self.sources
            .each()
            .find(|(_, known)| known.id == source)
            .map(|(at, _)| at)
    }
}

impl Rules {
    /// These rules, as they read what the application with this id wrote.
    pub fn as_written_by(&self, id: &str) -> Cow<'_, Self> {
        match self.form.source_of(id) {
            None => Cow::Borrowed(self),
            source => {
                let mut rules = self.clone();
                rules.form.fields = self.form.fields_of(source).clone();
                Cow::Owned(rules)
            }
        }
    }
}
