//! The columns of a multiple-response question, one for each option, put together again: where
//! their cells say that something was chosen. Columns of a grid have the same headings and hold
//! ratings or levels; those stay apart.

use std::collections::{BTreeMap, BTreeSet};

use super::column::says_nothing;
use super::stems::Stems;
use super::{Column, Guess};
use crate::answers::option_columns::parts;
use crate::answers::says_other;
use crate::values::spelling::{fold, fold_words};
use crate::values::yes_no::{self, Says};

/// As many options as a field may have, without what other people wrote.
const OPTIONS: usize = 60;

/// How forms call the answer beside the options.
static OTHER: Stems = Stems::words("
    other others andere anderes sonstige sonstiges autre autres otro otra otros altro altri outro outra outros inne inny
    drugo ostalo друго остало другое иное інше другие ostatní jiné iné drugi tjetër tjera altul alta altele diğer muu annat
    andet annet egyéb άλλο სხვა այլ digər
");

/// The columns, those that belong to one question as one. `grids`: the tool writes headings in brackets for grids alone.
pub(super) fn gathered(columns: Vec<Column>, grids: bool) -> Vec<Column> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.left_out.is_none())
    {
        if let Some((stem, _)) = stem_and_option(column) {
            groups.entry(stem.to_owned()).or_default().push(at);
        }
    }
    let of = |members: &[usize]| -> Vec<&Column> {
        members.iter().filter_map(|at| columns.get(*at)).collect()
    };
    groups.retain(|_, members| is_multiple_response(&of(members), grids));
    let whole: BTreeSet<String> = groups.keys().map(|stem| fold_words(stem)).collect();
    let mut gathered: Vec<Column> = Vec::new();
    let mut at_stem: BTreeMap<String, usize> = BTreeMap::new();
    for column in columns {
        let Some((stem, option)) = stem_and_option(&column)
            .filter(|(stem, _)| column.left_out.is_none() && groups.contains_key(*stem))
        else {
            // A tool that writes each option may also write all of them into one cell; the question is one.
            if !whole.contains(&column.heading.compiled().words) {
                gathered.push(column);
            }
            continue;
        };
        let (stem, option) = (stem.to_owned(), option.to_owned());
        let position = *at_stem.entry(stem.clone()).or_insert(gathered.len());
        if position == gathered.len() {
            gathered.push(Column {
                columns: Vec::new(),
                heading: stem.into(),
                also: Vec::new(),
                answers: Vec::new(),
                guess: Guess::Choices {
                    options: Vec::new(),
                    separator: ';',
                    other: false,
                },
                ..column.clone()
            });
        }
        let Some(Column {
            columns,
            guess: Guess::Choices { options, other, .. },
            doubts,
            ..
        }) = gathered.get_mut(position)
        else {
            continue;
        };
        columns.extend(&column.columns);
        if is_marked(&column) && !says_other(&option) {
            options.push(option);
        } else {
            *other = true;
            doubts.push(super::WRITTEN.to_owned());
        }
    }
    for column in &mut gathered {
        if matches!(&column.guess, Guess::Choices { options, .. } if options.iter().any(|option| is_code(option)))
        {
            column.doubt("these are codes of the form tool: which options do they stand for?");
        }
    }
    gathered
}

/// Whether an option is a number or a short name that no applicant saw: `1`, `SQ001`.
fn is_code(option: &str) -> bool {
    let digits = option.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    option.len().saturating_sub(digits.len()) < 4
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the columns are the options of one question: their cells are marks, but those of one for other answers.
fn is_multiple_response(columns: &[&Column], grids: bool) -> bool {
    let options: BTreeSet<String> = columns
        .iter()
        .filter_map(|column| stem_and_option(column))
        .map(|(_, option)| fold(option))
        .collect();
    let written: Vec<&&Column> = columns.iter().filter(|column| !is_marked(column)).collect();
    let other = written
        .iter()
        .all(|column| stem_and_option(column).is_some_and(|(_, option)| is_other(option)));
    // Where everybody's cell of every column says 1, that is rather a rating.
    let rated = columns.iter().all(|column| {
        column.blank == 0
            && !column.answers.is_empty()
            && column.answers.iter().all(|(text, _)| text == "1")
    });
    let bracketed = columns
        .iter()
        .any(|column| column.heading.trim().ends_with(']'));
    (2..=OPTIONS).contains(&columns.len())
        && options.len() == columns.len()
        && written.len() <= 1
        && other
        && !rated
        && !(grids && bracketed)
}

/// Whether every cell says whether the column's option was chosen.
fn is_marked(column: &Column) -> bool {
    let Some((_, option)) = stem_and_option(column) else {
        return false;
    };
    // Where a slash stands, a group of the form may stand before it, and its questions of yes and no are questions of their own.
    let words = column.names().any(|name| name.trim().ends_with(']'));
    let option = fold(option);
    column
        .answers
        .iter()
        .filter(|(text, _)| !says_nothing(text))
        .all(|(text, _)| {
            let text = fold(text);
            let no = matches!(text.as_str(), "ne" | "jo") && column.answers.len() < 3;
            matches!(
                text.as_str(),
                "1" | "0" | "true" | "false" | "checked" | "unchecked"
            ) || text == option
                || (words && (no || matches!(yes_no::find(&text), Some(Says::Yes | Says::No))))
        })
}

fn is_other(option: &str) -> bool {
    let words = fold_words(option);
    words
        .split(' ')
        .next()
        .is_some_and(|first| OTHER.has(first))
}

/// The question and the option that a heading names.
fn stem_and_option(column: &Column) -> Option<(&str, &str)> {
    let named = |name| {
        let (stem, option): (&str, &str) = parts(name).into_iter().next_back()?;
        let (stem, option) = (stem.trim(), option.trim());
        (!fold_words(stem).is_empty() && !option.is_empty()).then_some((stem, option))
    };
    // A slash in the text of a question is none between a question and its option.
    let bracketed = column.also.iter().filter(|name| name.ends_with(']'));
    bracketed
        .chain([&column.heading])
        .map(|name| name.as_str())
        .find_map(named)
}

/// Columns side by side that say nothing but their own headings, as one: Typeform names each option so.
pub(super) fn bare(columns: Vec<Column>) -> Vec<Column> {
    let option = |column: &Column| {
        let heading = fold(&column.heading);
        column.left_out.is_none()
            && column.columns.len() == 1
            && column.filled() > 0
            && column.answers.iter().all(|(text, _)| fold(text) == heading)
    };
    let mut kept: Vec<Column> = Vec::new();
    let mut rest = columns.into_iter().peekable();
    while let Some(column) = rest.next() {
        if !(option(&column) && rest.peek().is_some_and(option)) {
            kept.push(column);
            continue;
        }
        let mut options = vec![column.heading.to_string()];
        let mut whole = column;
        while let Some(next) = rest.next_if(option) {
            whole.columns.extend(&next.columns);
            options.push(next.heading.to_string());
            whole.others.push(next.heading.to_string());
        }
        let written = rest.next_if(|column| {
            column.left_out.is_none()
                && column.filled() <= column.blank
                && says_other(&column.heading)
        });
        whole.answers.clear();
        whole.blank = 0;
        whole.doubt(
            "these columns say nothing but their headings: are they the options of one question?",
        );
        if let Some(written) = &written {
            whole.columns.extend(&written.columns);
            whole.others.push(written.heading.to_string());
            whole.doubt(super::WRITTEN);
        }
        whole.guess = Guess::Choices {
            options,
            separator: ';',
            other: written.is_some(),
        };
        kept.push(whole);
    }
    kept
}
