//! The answers of a field that a rule about duplicates compares, as numbers: equal numbers for
//! equal blocking keys, and for equal answers.

use std::collections::BTreeMap;

use crate::answers::Applications;
use crate::base::ids::{ApplicationId, at};
use crate::base::interner::{BySymbol, Symbol, Symbols};
use crate::rules::{Alike, Duplicates, FieldId, Form, Kind};
use crate::values::spelling::fold;
use crate::values::{Reading, Value, Wrong, match_key, similar_ids, telephone};

/// What an answer says to a rule that compares it. Equal numbers stand for answers that are alike, and that are the same.
#[derive(Clone, Copy)]
pub(super) enum Said {
    /// A blank, which agrees with nothing.
    Nothing,
    /// It cannot be read; it may say anything, or only what looks like it.
    Open {
        looks: Option<Symbol>,
    },
    Known {
        alike: Symbol,
        same: Symbol,
    },
}

impl Said {
    pub(super) fn alike(self) -> Option<Symbol> {
        match self {
            Self::Nothing => None,
            Self::Open { looks } => looks,
            Self::Known { alike, .. } => Some(alike),
        }
    }

    pub(super) fn same(self) -> Option<Symbol> {
        match self {
            Self::Nothing | Self::Open { .. } => None,
            Self::Known { same, .. } => Some(same),
        }
    }
}

/// A field's answers by their symbol.
pub(super) struct Compared {
    field: FieldId,
    answers: Vec<Said>,
}

impl Compared {
    /// The fields of a rule.
    pub(super) fn all(rule: &Duplicates, form: &Form, applications: &Applications) -> Vec<Self> {
        rule.same
            .iter()
            .filter_map(|field| compared(rule, *field, form, applications))
            .collect()
    }

    pub(super) fn of(&self, applications: &Applications, application: ApplicationId) -> Said {
        *at(&self.answers, applications.symbol(application, self.field))
    }

    pub(super) fn field(&self) -> FieldId {
        self.field
    }

    pub(super) fn is_partly_open(&self) -> bool {
        self.answers
            .iter()
            .any(|said| matches!(said, Said::Open { .. }))
    }
}

fn compared(
    rule: &Duplicates,
    field: FieldId,
    form: &Form,
    applications: &Applications,
) -> Option<Compared> {
    let kind = &form.fields.find(field)?.kind;
    let texts = applications.distinct(field)?;
    let room = || Symbols::with_capacity(texts.len());
    let (mut same, mut keys, mut joined) = (room(), room(), UnionFind::default());
    let mut said = |(symbol, reading): (Symbol, &Reading)| match reading {
        Reading::Unreadable(problem)
            if rule.alike == Alike::Ask && matches!(problem.wrong, Wrong::MixedAlphabets(..)) =>
        {
            Said::Open {
                looks: Some(keys.intern(&key(kind, texts.text(symbol)))),
            }
        }
        Reading::Blank => Said::Nothing,
        Reading::Unreadable(_) => Said::Open { looks: None },
        Reading::Value(Value::Choices(choices)) if choices.unread.is_some() => {
            Said::Open { looks: None }
        }
        Reading::Value(Value::Text | Value::NearText(_)) => {
            let text = texts.text(symbol);
            let same = same.intern(&written(kind, text));
            let alike = if rule.alike == Alike::Ask {
                keys.intern(&key(kind, text))
            } else {
                same
            };
            joined.union(same, alike);
            Said::Known { alike, same }
        }
        // Dates and countries are the same however they are written.
        Reading::Value(value) => {
            let same = same.intern(&format!("{value:?}"));
            Said::Known { alike: same, same }
        }
    };
    let mut answers: Vec<Said> = (0..)
        .zip(applications.readings(field))
        .map(&mut said)
        .collect();
    for answer in &mut answers {
        match answer {
            Said::Known { alike, .. } | Said::Open { looks: Some(alike) } => {
                *alike = joined.find(*alike);
            }
            Said::Nothing | Said::Open { looks: None } => {}
        }
    }
    Some(Compared { field, answers })
}

/// Keys of answers that are alike because one answer is the same as both theirs (union–find): what is the same is alike,
/// whatever its key.
#[derive(Default)]
struct UnionFind {
    /// By what answers are the same in: the first key it came with.
    keys: BySymbol<Symbol>,
    /// By key: one it is joined to.
    to: BTreeMap<Symbol, Symbol>,
}

impl UnionFind {
    fn union(&mut self, same: Symbol, key: Symbol) {
        let other = self.keys.get(same, || key);
        let (one, other) = (self.find(key), self.find(other));
        if one != other {
            self.to.insert(one.max(other), one.min(other));
        }
    }

    fn find(&self, key: Symbol) -> Symbol {
        let mut key = key;
        while let Some(next) = self.to.get(&key) {
            key = *next;
        }
        key
    }
}

/// What answers of a field have in common that are the same: they differ by case, width and spaces alone, and telephones by what
/// stands between the digits.
pub(super) fn written(kind: &Kind, text: &str) -> String {
    let digits = if kind.is_text() {
        telephone::digits(text)
    } else {
        None
    };
    digits.unwrap_or_else(|| fold(text).split(' ').collect())
}

/// Answers of a field that are the same or alike have one of these in common, each with what it is.
pub fn keys(kind: &Kind, text: &str) -> Vec<(&'static str, String)> {
    match kind {
        Kind::Id => vec![
            ("words", similar_ids::by_words(text)),
            ("shapes", similar_ids::by_shapes(text)),
        ],
        Kind::Text | Kind::Email => vec![("alike", key(kind, text)), ("same", written(kind, text))],
        // What is the same can be written in many ways.
        _ => vec![("answered", String::new())],
    }
}

/// What answers of a field have in common that are alike.
pub(super) fn key(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Text => match_key::text(text),
        Kind::Email => match_key::email(text),
        Kind::Id => similar_ids::by_words(text),
        _ => fold(text),
    }
}
