//! The fields and levels that rules look at, and their distinct answers, to which numbers can be given.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::is_personal;
use crate::base::ids::{ApplicationId, Id as _, Per, id};
use crate::base::interner::{Combinations, Symbol};
use crate::rules::{FieldId, Rules, Subject};
use crate::select::Selection;

/// A number in the dictionary, from 1; 0 for what stands in its line.
pub(super) type Number = u32;

pub(super) const NONE: Number = 0;

id! {
    /// Which of the fields and levels.
    pub(super) DistinctId
}

/// A field or level, and its distinct answers.
pub(super) struct Distinct {
    pub(super) subject: Subject,
    /// Whether it is personal, or derived from what is.
    pub(super) personal: bool,
    of: Of,
    /// By distinct answer.
    pub(super) numbers: Vec<Number>,
}

/// Where to look up which of the distinct answers somebody gave.
enum Of {
    Field(FieldId),
    /// Of a level: which distinct combination of answers to the fields behind it.
    Fields(Per<ApplicationId, Symbol>),
}

impl Distinct {
    pub(super) fn new(selection: &Selection<'_>, subject: Subject) -> Self {
        let applications = &selection.applications;
        let fields = selection.rules.fields_behind([subject]);
        let (of, many) = if let [field] = fields[..] {
            (Of::Field(field), applications.readings(field).len())
        } else {
            let mut known = Combinations::default();
            let mut key = Vec::with_capacity(fields.len());
            let symbols = applications.ids().map(|application| {
                key.clear();
                key.extend(
                    fields
                        .iter()
                        .map(|field| applications.symbol(application, *field)),
                );
                known.number(&key).0
            });
            let symbols = symbols.collect();
            (Of::Fields(symbols), known.len())
        };
        Self {
            subject,
            personal: is_personal(selection.rules, subject),
            of,
            numbers: vec![NONE; many],
        }
    }

    pub(super) fn symbol(&self, selection: &Selection<'_>, application: ApplicationId) -> Symbol {
        match &self.of {
            Of::Field(field) => selection.applications.symbol(application, *field),
            Of::Fields(symbols) => symbols[application],
        }
    }
}

/// A list of the dictionary, with the number of each text in it.
pub(super) struct Numbered<T> {
    pub(super) all: Vec<T>,
    by_text: BTreeMap<String, Number>,
}

impl<T: Serialize> Numbered<T> {
    pub(super) fn new() -> Self {
        Self {
            all: Vec::new(),
            by_text: BTreeMap::new(),
        }
    }

    /// The number of this; the next one where it is new.
    pub(super) fn number(&mut self, it: T) -> Number {
        // Nothing in it can fail to be written: every key is a text.
        let text = serde_json::to_string(&it).unwrap_or_default();
        let next = Number::at(self.all.len().saturating_add(1));
        let number = *self.by_text.entry(text).or_insert(next);
        if number == next {
            self.all.push(it);
        }
        number
    }
}

/// Everything that a rule looks at, each with what it is derived from; and how many of these the criteria look at.
pub(super) fn subjects(rules: &Rules) -> (Vec<Subject>, usize) {
    let mut all = Vec::new();
    let criteria = rules.criteria.iter();
    criteria
        .flat_map(|criterion| criterion.test.subjects())
        .for_each(|subject| with_parts(rules, subject, &mut all));
    let judged = all.len();
    rules
        .ranked_and_seated_by()
        .into_iter()
        .for_each(|subject| with_parts(rules, subject, &mut all));
    (all, judged)
}

/// Adds a subject and, after it, what it is derived from; each once.
fn with_parts(rules: &Rules, subject: Subject, subjects: &mut Vec<Subject>) {
    if !subjects.contains(&subject) {
        subjects.push(subject);
        rules
            .derived_from(subject)
            .into_iter()
            .for_each(|part| with_parts(rules, part, subjects));
    }
}
