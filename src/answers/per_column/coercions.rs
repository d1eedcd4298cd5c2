//! What was read as something it does not literally say, counted by column, so that an officer can look it over.

use crate::base::ids::{AssessorId, at, at_mut, find};
use std::collections::BTreeMap;

use super::Column;
use crate::answers::applications::FieldColumns;
use crate::base::finding::Finding;
use crate::base::interner::Symbol;
use crate::values::of_column::{Count, OfColumn, ReadAs};
use crate::values::spelling::fold;
use crate::values::{Reading, Value, countries};

pub(super) fn look(
    column: &Column<'_>,
    columns: &FieldColumns,
    assessor: AssessorId,
    read: &dyn Fn(&str) -> Reading,
) -> Option<Finding> {
    // A row without an id is asked about.
    let cells = find(&columns.assessors, assessor).filter(|_| !column.field.kind.is_id())?;
    // By symbol, what it was read as where that is not what it says.
    let single = columns.combined.is_empty();
    let reading = |symbol: Symbol, text: &str| {
        if single {
            find(&columns.readings, symbol).and_then(|reading| other(reading, text))
        } else {
            other(&read(text), text)
        }
    };
    let others: Vec<Option<ReadAs>> = cells
        .texts
        .symbols
        .iter()
        .zip(0..)
        .map(|(text, symbol)| reading(symbol, text))
        .collect();
    if others.iter().all(Option::is_none) {
        return None;
    }
    // By symbol, how often it stands there; and in which order they first do.
    let (mut times, mut seen) = (vec![0_usize; others.len()], Vec::new());
    let rows = cells.texts.cells.get(column.rows.clone());
    for symbol in rows.unwrap_or_default() {
        if find(&others, *symbol).is_some_and(Option::is_some) {
            let times = at_mut(&mut times, *symbol);
            if *times == 0 {
                seen.push(*symbol);
            }
            *times = times.saturating_add(1);
        }
    }
    let mut kinds: BTreeMap<ReadAs, BTreeMap<String, Count>> = BTreeMap::new();
    for symbol in seen {
        if let Some(Some(kind)) = find(&others, symbol) {
            let text = cells.texts.symbols.text(symbol);
            let texts = kinds.entry(*kind).or_default();
            let count = texts.entry(fold(text)).or_default();
            count.add_times(text, *at(&times, symbol));
        }
    }
    let texts = |(kind, texts): (_, BTreeMap<_, _>)| (kind, texts.into_values().collect());
    let kinds: BTreeMap<ReadAs, Vec<Count>> = kinds.into_iter().map(texts).collect();
    (!kinds.is_empty()).then(|| column.finding(&OfColumn::ReadAs(kinds)))
}

/// What a text was read as where it does not literally say so.
fn other(reading: &Reading, text: &str) -> Option<ReadAs> {
    let foreign = !text.is_ascii();
    match reading {
        Reading::Blank if !text.is_empty() => Some(ReadAs::NoAnswer),
        Reading::Value(Value::YesNo(yes)) => {
            let plain = if *yes {
                ["yes", "y", "true"]
            } else {
                ["no", "n", "false"]
            };
            (!plain.contains(&fold(text).as_str())).then_some(if *yes {
                ReadAs::Yes
            } else {
                ReadAs::No
            })
        }
        Reading::Value(Value::Number(_)) if foreign => Some(ReadAs::Number),
        Reading::Value(Value::Date(_) | Value::Instant(_)) if foreign => Some(ReadAs::Date),
        Reading::Value(Value::Country(country)) => {
            let name = countries::name(*country);
            let code = country.to_string();
            (!name.eq_ignore_ascii_case(text) && !code.eq_ignore_ascii_case(text))
                .then_some(ReadAs::Country(*country))
        }
        _ => None,
    }
}
