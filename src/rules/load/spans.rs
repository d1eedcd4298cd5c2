//! Where in a rules file something stands, for those who have only the rules that were made of it.

use std::ops::Range;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::ids::Id;
use crate::rules::{BandId, RowId};
use crate::values::number::{self, DecimalMark};

/// One step into a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An element of an array, from 0.
    Nth(usize),
    /// An entry of a table, from 0 in the order of the file.
    Entry(RowId),
    /// A band, from 0 in the order of what they begin with.
    Band(BandId),
    /// The key itself, not its value; last.
    Name(String),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl<I: Id> From<I> for Step {
    fn from(nth: I) -> Self {
        Self::Nth(nth.position())
    }
}

impl From<usize> for Step {
    fn from(nth: usize) -> Self {
        Self::Nth(nth)
    }
}

/// A rules file by its spans.
#[derive(Debug)]
pub struct Spans<'t> {
    document: Spanned<DeTable<'t>>,
}

impl<'t> Spans<'t> {
    pub fn new(text: &'t str) -> Self {
        let (document, _) = DeTable::parse_recoverable(text);
        Self { document }
    }

    /// The bytes that the steps lead to, as far as they lead anywhere.
    pub fn find(&self, steps: &[Step]) -> Range<usize> {
        let mut span = 0..0;
        let mut table = Some(self.document.get_ref());
        let mut value: Option<&Spanned<DeValue<'t>>> = None;
        for step in steps {
            let array = value.and_then(|value| value.get_ref().as_array());
            let next = match step {
                Step::Key(key) => table.and_then(|table| table.get(key.as_str())),
                Step::Name(key) => {
                    return table
                        .and_then(|table| table.get_key_value(key.as_str()))
                        .map_or(span, |(name, _)| name.span());
                }
                Step::Nth(nth) => array.and_then(|array| array.get(*nth)),
                Step::Entry(nth) => {
                    return table.and_then(|table| entry(table, *nth)).unwrap_or(span);
                }
                Step::Band(nth) => array.and_then(|array| band(array.iter().collect(), *nth)),
            };
            let Some(found) = next else { return span };
            span = found.span();
            table = found.get_ref().as_table();
            value = Some(found);
        }
        span
    }
}

/// From an entry's key to the end of its value.
fn entry(table: &DeTable<'_>, nth: RowId) -> Option<Range<usize>> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| key.span().start..value.span().end)
        .collect();
    entries.sort_by_key(|span| span.start);
    entries.into_iter().nth(nth.0)
}

fn band<'a, 't>(
    mut bands: Vec<&'a Spanned<DeValue<'t>>>,
    nth: BandId,
) -> Option<&'a Spanned<DeValue<'t>>> {
    let from = |band: &&Spanned<DeValue<'_>>| -> Option<Decimal> {
        match band.get_ref().as_table()?.get("from")?.get_ref() {
            DeValue::Integer(integer) => number::decimal(integer.as_str(), DecimalMark::Point),
            DeValue::Float(float) => number::decimal(float.as_str(), DecimalMark::Point),
            _ => None,
        }
    };
    bands.sort_by_key(from);
    bands.into_iter().nth(nth.0)
}
