//! Answers beside the options in what may be another language: asked once for each distinct answer of a column.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::of_text;
use super::{Column, Count};
use crate::answers::applications::FieldColumns;
use crate::answers::option_columns::{Part, position};
use crate::answers::types::spellings::{Found, Spellings};
use crate::base::counted;
use crate::base::finding::{Code, Finding};
use crate::rules::form::Options;
use crate::values::spelling::{fold, quoted};
use crate::values::{Reading, Value, Wrong};

/// Rows that a finding names, for whoever looks into a personal column.
const NAMED: usize = 3;

/// What is asked about one column; `separator` where a cell may hold several answers.
pub(super) fn look(
    column: &Column<'_>,
    columns: &FieldColumns,
    reader: usize,
    options: &Options,
    separator: Option<char>,
) -> Vec<Finding> {
    // A column of a single option holds a mark.
    let marks = position(Part::Option(0), options)..position(Part::OtherText, options);
    let waits = |reading: &Reading| match reading {
        Reading::Unreadable(problem) => matches!(problem.wrong, Wrong::OtherSpeech(_)),
        Reading::Value(Value::Choices(choices)) => choices
            .unread
            .as_ref()
            .is_some_and(|problem| matches!(problem.wrong, Wrong::OtherSpeech(_))),
        Reading::Value(_) | Reading::Blank => false,
    };
    let Some(cells) = columns
        .readers
        .get(reader)
        .filter(|_| !marks.contains(&reader))
    else {
        return Vec::new();
    };
    if !columns.readings.iter().any(waits) {
        return Vec::new();
    }
    let spellings = Spellings::of_answers(options);
    let symbols = if columns.combined.is_empty() {
        &cells.cells
    } else {
        &columns.combined
    };
    let mut answers: BTreeMap<String, (Count, Vec<String>, BTreeSet<String>)> = BTreeMap::new();
    for row in column.rows.clone() {
        let waiting = symbols
            .get(row)
            .and_then(|symbol| columns.readings.get(*symbol as usize))
            .is_some_and(waits);
        let Some(symbol) = cells
            .cells
            .get(row)
            .filter(|_| waiting && column.is_application(row))
        else {
            continue;
        };
        let text = cells.symbols.text(*symbol);
        let pieces =
            separator.map_or_else(|| vec![text], |separator| spellings.pieces(text, separator));
        for piece in pieces {
            if !matches!(
                spellings.find(piece),
                Found::Unreadable(Wrong::OtherSpeech(_))
            ) {
                continue;
            }
            let (count, rows, cells) = answers.entry(fold(piece)).or_default();
            count.add(piece);
            cells.insert(of_text(column.field, text));
            rows.extend(
                column
                    .places
                    .get(row)
                    .filter(|_| count.times <= NAMED)
                    .map(|(_, row)| row.0.to_string()),
            );
        }
    }
    answers
        .into_values()
        .map(|(count, rows, cells)| finding(column, &count, &rows).parts(cells))
        .collect()
}

fn finding(column: &Column<'_>, count: &Count, rows: &[String]) -> Finding {
    let field = column.field;
    let what =
        "something beside the options that may be one of them in another language or other words";
    let help = format!(
        "if it is one of the options, put it among the spellings of that option under [fields.{}.options] in the rules; if it \
         is none of them, put it into `others` under [fields.{}]",
        field.name, field.name
    );
    let message = if field.personal {
        let more = if count.times > NAMED { ", …" } else { "" };
        let row = if count.times == 1 { "row" } else { "rows" };
        format!(
            "{} ({row} {}{more})",
            count.says(field, &format!("says {what}"), &format!("say {what}")),
            rows.join(", ")
        )
    } else {
        let times = counted::count(count.times, "cell says", "cells say");
        format!("{times} {}, {what}", quoted(&count.first))
    };
    column.finding(Code::OtherLanguage, &message).help(help)
}
