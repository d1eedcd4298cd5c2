//! Words that are a yes in one language or tool and something else in another.

use std::collections::BTreeMap;

use super::parts::of_text;
use super::{Column, Count, waits};
use crate::answers::applications::FieldColumns;
use crate::base::counted;
use crate::base::finding::{Code, Finding};
use crate::values::spelling::fold;
use crate::values::yes_no::{Says, find};
use crate::values::{Reading, Wrong};

/// Rows that a finding names, for whoever looks into a personal column.
const NAMED: usize = 3;

pub(super) fn look(column: &Column<'_>, columns: &FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns
        .readers
        .first()
        .filter(|_| waits(columns, Code::AnswerWord))
    else {
        return Vec::new();
    };
    let waiting = |symbol: u32| {
        let reading = columns.readings.get(symbol as usize);
        matches!(reading, Some(Reading::Unreadable(problem)) if problem.wrong == Wrong::EitherYesOrNo)
    };
    let mut words: BTreeMap<String, (Count, &str, Vec<String>)> = BTreeMap::new();
    for (row, symbol) in column
        .rows
        .clone()
        .zip(cells.cells.get(column.rows.clone()).unwrap_or_default())
    {
        let text = cells.symbols.text(*symbol);
        if let Some(Says::Ask(why)) =
            find(text).filter(|_| waiting(*symbol) && column.is_application(row))
        {
            let (count, _, rows) =
                words
                    .entry(fold(text))
                    .or_insert((Count::default(), why, Vec::new()));
            count.add(text);
            rows.extend(
                column
                    .places
                    .get(row)
                    .filter(|_| count.times <= NAMED)
                    .map(|(_, row)| row.0.to_string()),
            );
        }
    }
    let field = column.field;
    let finding = |(word, (count, why, rows)): (&String, &(Count, &str, Vec<String>))| {
        if field.personal {
            let said = count.says(field, "says", "say");
            let more = if count.times > NAMED { ", …" } else { "" };
            let row = if count.times == 1 { "row" } else { "rows" };
            let message = format!(
                "{said} yes or no in a word that the rules must settle ({row} {}{more})",
                rows.join(", ")
            );
            let help = format!(
                "put the word into `yes` or `no` under [fields.{}] in the rules",
                field.name
            );
            return column.finding(Code::AnswerWord, &message).help(help);
        }
        let times = counted::count(count.times, "cell says", "cells say");
        let message = format!("{times} `{word}`, which {why}");
        let help = format!(
            "put one line under [fields.{}] in the rules: `no = [\"{word}\"]` or `yes = [\"{word}\"]`, beside the words that are there",
            field.name
        );
        column.finding(Code::AnswerWord, &message).help(help)
    };
    words
        .iter()
        .map(|asked| finding(asked).parts([of_text(field, asked.0)]))
        .collect()
}
