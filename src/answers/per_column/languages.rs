//! Answers beside the options in what may be another language: asked once for each distinct answer of a column.

use crate::base::ids::{AssessorId, find};
use std::collections::{BTreeMap, BTreeSet};

use super::Column;
use super::parts::of_text;
use crate::answers::applications::FieldColumns;
use crate::answers::option_columns::{Part, position};
use crate::answers::types::spellings::Found;
use crate::base::finding::Finding;
use crate::rules::form::Options;
use crate::values::of_column::{InRows, OfColumn};
use crate::values::spelling::fold;
use crate::values::{Reading, Value, Wrong};

/// What is asked about one column; `separator` where a cell may hold several answers.
pub(super) fn look(
    column: &Column<'_>,
    columns: &FieldColumns,
    assessor: AssessorId,
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
    let Some(cells) = find(&columns.assessors, assessor).filter(|_| !marks.contains(&assessor.0))
    else {
        return Vec::new();
    };
    if !columns.readings.iter().any(waits) {
        return Vec::new();
    }
    let spellings = options.compiled();
    let symbols = if columns.combined.is_empty() {
        &cells.texts.cells
    } else {
        &columns.combined
    };
    let mut answers: BTreeMap<String, (InRows, BTreeSet<String>)> = BTreeMap::new();
    for row in column.rows.clone() {
        let waiting = symbols
            .get(row)
            .and_then(|symbol| find(&columns.readings, *symbol))
            .is_some_and(waits);
        let Some(symbol) = cells
            .texts
            .cells
            .get(row)
            .filter(|_| waiting && column.is_application(row))
        else {
            continue;
        };
        let text = cells.texts.symbols.text(*symbol);
        let pieces =
            separator.map_or_else(|| vec![text], |separator| spellings.pieces(text, separator));
        for piece in pieces {
            if !matches!(
                spellings.find(piece),
                Found::Unreadable(Wrong::OtherSpeech(_))
            ) {
                continue;
            }
            let (rows, texts) = answers.entry(fold(piece)).or_default();
            rows.add(piece, column.row(row));
            texts.insert(of_text(column.field, text));
        }
    }
    answers
        .into_values()
        .map(|(rows, texts)| column.finding(&OfColumn::OtherSpeech(rows)).parts(texts))
        .collect()
}
