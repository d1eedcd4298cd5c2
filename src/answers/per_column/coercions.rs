//! What was read as something it does not literally say, counted by column, so that an officer can look it over.

use std::collections::BTreeMap;

use super::{Column, Count};
use crate::answers::applications::FieldColumns;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::values::spelling::{fold, quoted};
use crate::values::{Reading, Value, countries};

/// Kinds shown of a column, and words of each kind.
const SHOWN: usize = 5;

pub(super) fn look(
    column: &Column<'_>,
    columns: &FieldColumns,
    reader: usize,
    read: &dyn Fn(&str) -> Reading,
) -> Option<Finding> {
    // A row without an id is asked about.
    let cells = columns
        .readers
        .get(reader)
        .filter(|_| !column.field.kind.is_id())?;
    // By symbol, what it was read as where that is not what it says.
    let single = columns.combined.is_empty();
    let reading = |symbol: usize, text: &str| {
        if single {
            columns
                .readings
                .get(symbol)
                .and_then(|reading| other(reading, text))
        } else {
            other(&read(text), text)
        }
    };
    let others: Vec<Option<&'static str>> = cells
        .symbols
        .iter()
        .enumerate()
        .map(|(symbol, text)| reading(symbol, text))
        .collect();
    if others.iter().all(Option::is_none) {
        return None;
    }
    let mut kinds: BTreeMap<&str, BTreeMap<String, Count>> = BTreeMap::new();
    for symbol in cells.cells.get(column.rows.clone()).unwrap_or_default() {
        if let Some(Some(kind)) = others.get(*symbol as usize) {
            let text = cells.symbols.text(*symbol);
            kinds
                .entry(kind)
                .or_default()
                .entry(fold(text))
                .or_default()
                .add(text);
        }
    }
    let times =
        |words: &BTreeMap<String, Count>| words.values().map(|count| count.times).sum::<usize>();
    let mut kinds: Vec<(&str, BTreeMap<String, Count>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, words)| std::cmp::Reverse(times(words)));
    let rest = kinds.split_off(kinds.len().min(SHOWN));
    let said = kinds.iter().map(|(kind, words)| {
        let times = times(words);
        let cells = count(times, "cell", "cells");
        if column.field.personal {
            return format!("{cells} as {}", hidden(kind));
        }
        let mut named: Vec<&Count> = words.values().collect();
        named.sort_by(|one, other| {
            other
                .times
                .cmp(&one.times)
                .then_with(|| one.first.cmp(&other.first))
        });
        let shown: Vec<String> = named
            .iter()
            .take(SHOWN)
            .map(|count| quoted(&count.first))
            .collect();
        let more = if named.len() > SHOWN { ", …" } else { "" };
        format!("{cells} as {kind} ({}{more})", shown.join(", "))
    });
    let mut said: Vec<String> = said.collect();
    if !rest.is_empty() {
        let cells: usize = rest.iter().map(|(_, words)| times(words)).sum();
        said.push(format!("{cells} more in other ways"));
    }
    (!said.is_empty()).then(|| column.finding(Code::ReadAs, &format!("read {}", said.join("; "))))
}

/// What is said of a personal column, whose answers are not shown.
fn hidden(kind: &str) -> &str {
    if kind == "no answer" || kind == "numbers" || kind == "dates" {
        kind
    } else {
        "what they mean in other words"
    }
}

/// What a text was read as where it does not literally say so.
fn other(reading: &Reading, text: &str) -> Option<&'static str> {
    let foreign = !text.is_ascii();
    match reading {
        Reading::Blank if !text.is_empty() => Some("no answer"),
        Reading::Value(Value::YesNo(yes)) => {
            let plain = if *yes {
                ["yes", "y", "true"]
            } else {
                ["no", "n", "false"]
            };
            (!plain.contains(&fold(text).as_str())).then_some(if *yes { "yes" } else { "no" })
        }
        Reading::Value(Value::Number(_)) if foreign => Some("numbers"),
        Reading::Value(Value::Date(_) | Value::Instant(_)) if foreign => Some("dates"),
        Reading::Value(Value::Country(country)) => {
            let name = countries::name(*country);
            let code = country.to_string();
            (!name.eq_ignore_ascii_case(text) && !code.eq_ignore_ascii_case(text)).then_some(name)
        }
        _ => None,
    }
}
