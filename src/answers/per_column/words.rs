//! Words that are a yes in one language or tool and something else in another.

use std::collections::BTreeMap;

use super::parts::of_text;
use super::{Column, waits};
use crate::answers::applications::FieldColumns;
use crate::base::finding::{Code, Finding};
use crate::base::ids;
use crate::base::interner::Symbol;
use crate::values::of_column::{InRows, OfColumn};
use crate::values::spelling::fold;
use crate::values::yes_no::{Says, find};
use crate::values::{Reading, Wrong};

pub(super) fn look(column: &Column<'_>, columns: &FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns
        .assessors
        .first()
        .filter(|_| waits(columns, Code::AnswerWord))
    else {
        return Vec::new();
    };
    let waiting = |symbol: Symbol| {
        let reading = ids::find(&columns.readings, symbol);
        matches!(reading, Some(Reading::Unreadable(problem)) if problem.wrong == Wrong::EitherYesOrNo)
    };
    let mut words: BTreeMap<String, (&'static str, InRows)> = BTreeMap::new();
    for (row, symbol) in column.rows.clone().zip(
        cells
            .texts
            .cells
            .get(column.rows.clone())
            .unwrap_or_default(),
    ) {
        let text = cells.texts.symbols.text(*symbol);
        if let Some(Says::Ask(why)) =
            find(text).filter(|_| waiting(*symbol) && column.is_application(row))
        {
            let (_, cells) = words
                .entry(fold(text))
                .or_insert_with(|| (why, InRows::default()));
            cells.add(text, column.row(row));
        }
    }
    let finding = |(word, (why, cells)): (String, (&'static str, InRows))| {
        let part = of_text(column.field, &word);
        column
            .finding(&OfColumn::YesOrNo(word, why, cells))
            .parts([part.into()])
    };
    words.into_iter().map(finding).collect()
}
