//! Answers that people chose among options, in one cell: which the options are, and what stands between several.

use std::collections::BTreeMap;

use super::stems::Stems;
use super::{Column, Guess};
use crate::values::spelling::fold;

/// More different answers than a question offers options.
const OPTIONS: usize = 12;
/// Letters of an answer that nobody chose among options.
const LONG: usize = 120;
/// Letters of an answer that may be prose where the heading asks for it.
const PROSE: usize = 30;

/// Beginnings of words of headings that ask for prose.
static ASKS: Stems = Stems::beginnings("
    why describ explain motivat essay statement tell summar elaborat comment expect contribut zašto zasto motiva opišite опиш зошто защо
    зашто почему чому мотив pourquoi décri warum beschreib perché descri dlaczego opisz neden përse pse
");

/// Whether people wrote the answers: long, in sentences, or where the heading asks for it.
pub(super) fn is_prose(column: &Column) -> bool {
    let answers: Vec<&str> = column.said().map(|(text, _)| text).collect();
    let share = |holds: &dyn Fn(&&&str) -> bool| {
        answers.iter().filter(holds).count().saturating_mul(3) > answers.len()
    };
    let words = |text: &str| text.split_whitespace().count();
    let long = share(&|text| text.chars().count() >= LONG);
    let sentences = share(&|text| words(text) >= 6 && text.trim_end().ends_with(['.', '!', '…']));
    let asks = ASKS.in_words(&column.asks().words);
    let prose = share(&|text| text.chars().count() >= PROSE && !text.contains([';', '\n']));
    // Where more than a few different answers stand, the heading is believed.
    long || sentences || (asks && (prose || answers.len() > OPTIONS))
}

/// The options of a column whose answers are few, each whole; none where they are too many.
pub(super) fn few(column: &Column) -> Option<Vec<String>> {
    options(&counted(column, &|text| vec![text.to_owned()])).map(|(options, _)| options)
}

/// Choices, a choice, or a text.
pub(super) fn guess(column: &Column, spaced: bool) -> (Guess, Option<String>) {
    let separators: &[char] = if spaced {
        &[' ']
    } else {
        &[';', '\n', '|', ',']
    };
    let filled: usize = column.said().map(|(_, times)| times).sum();
    let joins = |separator: char| -> usize {
        let joined = column.said().filter(|(text, _)| text.contains(separator));
        joined.map(|(_, times)| times).sum::<usize>()
    };
    let whole = counted(column, &|text| vec![text.to_owned()]);
    for separator in separators
        .iter()
        .copied()
        .filter(|separator| joins(*separator).saturating_mul(30) >= filled.max(1))
    {
        let belongs = belonging(column, separator);
        let split = |text: &str| pieces(text, separator, &belongs);
        let several = column.said().any(|(text, _)| split(text).len() > 1);
        let pieces = counted(column, &split);
        // Options that hold the separator are not combined anew: there are more pieces than answers.
        if several
            && pieces.len() <= whole.len()
            && let Some((options, other)) = options(&pieces)
        {
            let comma = separator == ',';
            let doubt = comma.then(|| {
                "an option may hold a comma: are these the options of the form?".to_owned()
            });
            let doubt = doubt.or_else(|| doubted(&options, other));
            return (
                Guess::Choices {
                    options,
                    separator,
                    other: false,
                },
                doubt,
            );
        }
    }
    match options(&whole) {
        Some((options, other)) => {
            let doubt = doubted(&options, other);
            (
                Guess::Choice {
                    options,
                    other: false,
                },
                doubt,
            )
        }
        None => (Guess::Text, None),
    }
}

fn doubted(options: &[String], other: bool) -> Option<String> {
    if options.iter().any(|option| fold(option) == "none") {
        Some("is `None` an option of the form, or no answer?".to_owned())
    } else if other {
        Some(
            "people gave other answers as well: options that few chose, or answers of their own?"
                .to_owned(),
        )
    } else if options.len() == 1 {
        Some("everybody gave one answer: which are the other options?".to_owned())
    } else {
        None
    }
}

/// Pieces, and how often each is there.
type Counted = Vec<(String, usize)>;

/// Of a few options that many chose, each was chosen more than once, and hardly anybody wrote something else. Whether somebody did.
fn options(pieces: &Counted) -> Option<(Vec<String>, bool)> {
    let all: usize = pieces.iter().map(|(_, times)| times).sum();
    let options: Vec<&(String, usize)> = pieces
        .iter()
        .filter(|(_, times)| *times > 1 || all < 20)
        .collect();
    let chosen: usize = options.iter().map(|(_, times)| times).sum();
    let alone = options.len() == 1 && pieces.len() == 1 && all > 2;
    let again = options.iter().filter(|(_, times)| *times > 1).count();
    let few = (alone || options.len() > 1)
        && options.len() <= OPTIONS
        && options.len().saturating_mul(2) <= all.max(4)
        && again.saturating_mul(2) >= options.len()
        && options
            .iter()
            .all(|(option, _)| option.chars().count() < LONG);
    (few && chosen.saturating_mul(10) >= all.saturating_mul(8)).then(|| {
        (
            options.iter().map(|(piece, _)| piece.clone()).collect(),
            options.len() < pieces.len(),
        )
    })
}

/// Pieces that begin with a small letter and only ever stand behind one other belong to it: `Environment, land and water`.
fn belonging(column: &Column, separator: char) -> BTreeMap<String, String> {
    let mut before: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut is_small: BTreeMap<String, bool> = BTreeMap::new();
    for (text, _) in column.said() {
        let mut last: Option<String> = None;
        for piece in text
            .split(separator)
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
        {
            let small = piece.starts_with(char::is_lowercase);
            let all = is_small.entry(fold(piece)).or_insert(true);
            *all = *all && small;
            let known = before.entry(fold(piece)).or_insert_with(|| last.clone());
            if *known != last {
                *known = None;
            }
            last = Some(fold(piece));
        }
    }
    let some_large = is_small.values().any(|small| !small);
    let pairs = before
        .into_iter()
        .filter_map(|(piece, before)| Some((piece, before?)));
    pairs
        .filter(|(piece, _)| some_large && separator == ',' && is_small.get(piece) == Some(&true))
        .collect()
}

fn pieces(text: &str, separator: char, belongs: &BTreeMap<String, String>) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = String::new();
    for piece in text
        .split(separator)
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        match pieces
            .last_mut()
            .filter(|_| belongs.get(&fold(piece)) == Some(&last))
        {
            Some(before) => {
                before.push(separator);
                before.push(' ');
                before.push_str(piece);
            }
            None => pieces.push(piece.to_owned()),
        }
        last = fold(piece);
    }
    pieces
}

/// The pieces of a column's answers, spellings that differ in case alone as one, the most frequent first.
fn counted(column: &Column, pieces: &dyn Fn(&str) -> Vec<String>) -> Counted {
    let mut counted: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (text, times) in column.said() {
        for piece in pieces(text.trim()) {
            let (_, count) = counted.entry(fold(&piece)).or_insert((piece, 0));
            *count = count.saturating_add(times);
        }
    }
    let mut counted: Counted = counted.into_values().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}
