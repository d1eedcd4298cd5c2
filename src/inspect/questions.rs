//! Columns that are the options of one question, put together again: where their cells say that something was chosen. Columns
//! of a grid have the same headings and hold ratings or levels; those stay apart.

use std::collections::{BTreeMap, BTreeSet};

use super::column::says_nothing;
use super::{Column, Guess};
use crate::domain::spelling::{fold, fold_words};
use crate::domain::yes_no::{self, Says};
use crate::normalise::options::parts;

/// As many options as a field may have, without what other people wrote.
const OPTIONS: usize = 60;

/// How forms call the answer beside the options.
const OTHER: &str = "
    other others andere anderes sonstige sonstiges autre autres otro otra otros altro altri outro outra outros inne inny
    drugo ostalo друго остало другое иное інше другие ostatní jiné iné drugi tjetër tjera altul alta altele diğer muu annat
    andet annet egyéb άλλο სხვა այլ digər
";

/// The columns, those that belong to one question as one. `grids`: the tool writes headings in brackets for grids alone.
pub(super) fn gathered(columns: Vec<Column>, grids: bool) -> Vec<Column> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.left_out.is_none()) {
        if let Some((question, _)) = question(&column.heading) {
            groups.entry(question.to_owned()).or_default().push(at);
        }
    }
    let of = |members: &[usize]| -> Vec<&Column> { members.iter().filter_map(|at| columns.get(*at)).collect() };
    groups.retain(|_, members| is_question(&of(members), grids));
    let whole: BTreeSet<String> = groups.keys().map(|question| fold_words(question)).collect();
    let mut gathered: Vec<Column> = Vec::new();
    let mut at_question: BTreeMap<String, usize> = BTreeMap::new();
    for column in columns {
        let Some((question, option)) = question(&column.heading)
            .filter(|(question, _)| column.left_out.is_none() && groups.contains_key(*question))
        else {
            // A tool that writes each option may also write all of them into one cell; the question is one.
            if !whole.contains(&fold_words(&column.heading)) {
                gathered.push(column);
            }
            continue;
        };
        let (question, option) = (question.to_owned(), option.to_owned());
        let position = *at_question.entry(question.clone()).or_insert(gathered.len());
        if position == gathered.len() {
            gathered.push(Column {
                columns: Vec::new(),
                heading: question,
                answers: Vec::new(),
                guess: Guess::Choices { options: Vec::new(), separator: ';', other: false },
                ..column.clone()
            });
        }
        let Some(Column { columns, guess: Guess::Choices { options, other, .. }, doubts, .. }) =
            gathered.get_mut(position)
        else {
            continue;
        };
        columns.extend(&column.columns);
        if is_marked(&column) {
            options.push(option);
        } else {
            *other = true;
            doubts.push("people wrote answers of their own: what do they count as?".to_owned());
        }
    }
    gathered
}

/// Whether the columns are the options of one question: their cells are marks, but those of one for other answers.
fn is_question(columns: &[&Column], grids: bool) -> bool {
    let options: BTreeSet<String> =
        columns.iter().filter_map(|column| question(&column.heading)).map(|(_, option)| fold(option)).collect();
    let written: Vec<&&Column> = columns.iter().filter(|column| !is_marked(column)).collect();
    let other = written.iter().all(|column| question(&column.heading).is_some_and(|(_, option)| is_other(option)));
    // Where everybody's cell of every column says 1, that is rather a rating.
    let rated = columns.iter().all(|column| {
        column.blank == 0 && !column.answers.is_empty() && column.answers.iter().all(|(text, _)| text == "1")
    });
    let bracketed = columns.iter().any(|column| column.heading.trim().ends_with(']'));
    (2..=OPTIONS).contains(&columns.len())
        && options.len() == columns.len()
        && written.len() <= 1
        && other
        && !rated
        && !(grids && bracketed)
}

/// Whether every cell says whether the column's option was chosen.
fn is_marked(column: &Column) -> bool {
    let Some((_, option)) = question(&column.heading) else { return false };
    // Where a slash stands, a group of the form may stand before it, and its questions of yes and no are questions of their own.
    let words = column.heading.trim().ends_with(']');
    let option = fold(option);
    column.answers.iter().filter(|(text, _)| !says_nothing(text)).all(|(text, _)| {
        let text = fold(text);
        matches!(text.as_str(), "1" | "0" | "true" | "false")
            || text == option
            || (words && matches!(yes_no::find(&text), Some(Says::Yes | Says::No)))
    })
}

fn is_other(option: &str) -> bool {
    let words = fold_words(option);
    words.split(' ').next().is_some_and(|first| OTHER.split_whitespace().any(|other| other == first))
}

/// The question and the option that a heading names.
fn question(heading: &str) -> Option<(&str, &str)> {
    let (question, option) = parts(heading).into_iter().next_back()?;
    let (question, option) = (question.trim(), option.trim());
    (!fold_words(question).is_empty() && !option.is_empty()).then_some((question, option))
}
