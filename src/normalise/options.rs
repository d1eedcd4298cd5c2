//! One column an option, as form tools export a question with several choices: `Question [option]` or `question/option`.
//!
//! A cell says whether its option was chosen: 1 or 0, yes or no, or the option's own text. Where the tool also wrote all of
//! them into one cell, both must agree.

use super::choices::{self, Spellings};
use super::is_blank;
use crate::domain::spelling::{fold, fold_words};
use crate::domain::yes_no::{Says, find};
use crate::domain::{Choices, Problem, Reading, Value};
use crate::finding::Code;
use crate::rules::form::Options;

/// More slashes than a heading has, at each of which the question could end.
const SLASHES: usize = 64;

/// The question and the option that a heading may name; a heading with several slashes may name several.
pub fn parts(heading: &str) -> Vec<(&str, &str)> {
    let heading = heading.trim();
    if let Some((question, option)) = heading.strip_suffix(']').and_then(|heading| heading.rsplit_once('[')) {
        return vec![(question, option)];
    }
    heading
        .char_indices()
        .filter(|(_, c)| *c == '/')
        .take(SLASHES)
        .filter_map(|(at, _)| Some((heading.get(..at)?, heading.get(at + 1..)?)))
        .collect()
}

/// What a column of a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The position of an option among the field's, from 0.
    Option(u8),
    /// An answer beside the options.
    Other,
}

/// The option that a heading names, where it names the question, one of `wanted`, folded.
pub fn named<'h>(heading: &'h str, wanted: &[String]) -> Option<&'h str> {
    let question = |question: &str| wanted.iter().any(|name| *name == fold_words(question));
    let named = parts(heading).into_iter().find(|(named, option)| question(named) && !option.trim().is_empty());
    named.map(|(_, option)| option)
}

/// What a column is for, where its heading names the question (one of `wanted`, folded) and an option of it.
pub fn part(heading: &str, wanted: &[String], options: &Options) -> Option<Part> {
    let spellings = Spellings::new(options);
    let option = named(heading, wanted)?;
    Some(spellings.option(&fold(option)).map_or(Part::Other, Part::Option))
}

/// How many columns a question may have: one for all choices together, one an option, one for other answers.
pub fn width(options: &Options) -> usize {
    options.options.len().saturating_add(2)
}

/// Where a part's column stands among them, from 0.
pub fn position(part: Part, options: &Options) -> usize {
    match part {
        Part::Option(option) => usize::from(option).saturating_add(1),
        Part::Other => options.options.len().saturating_add(1),
    }
}

/// What one application's cells are read as together: first that of all choices, then each option's, then other answers.
pub fn together(options: &Options, whole: &Reading, cells: &[&str]) -> Reading {
    if cells.iter().all(|cell| is_blank(cell)) {
        return whole.clone();
    }
    let mut choices = Choices::default();
    for (reader, cell) in (1_usize..).zip(cells) {
        let option = u8::try_from(reader - 1).ok().filter(|option| usize::from(*option) < options.options.len());
        match (chosen(options, option, cell), option) {
            (Some(false), _) => {}
            (Some(true), Some(option)) => choices.chosen.push(option),
            (Some(true), None) if options.other => choices.other = true,
            _ => {
                let message = "says neither that its option was chosen nor that it was not";
                choices.unread =
                    choices.unread.or(Some(Box::new(Problem { reader, ..Problem::new(Code::Unreadable, message) })));
            }
        }
    }
    match (whole, choices) {
        (Reading::Blank, Choices { chosen, other: false, unread: None, .. }) if chosen.is_empty() => Reading::Blank,
        (_, Choices { chosen, other: false, unread: Some(problem), .. }) if chosen.is_empty() => {
            Reading::Unreadable(problem)
        }
        (Reading::Unreadable(problem), Choices { chosen, other: false, unread: None, .. })
            if chosen.is_empty() && problem.code == Code::Declined =>
        {
            whole.clone()
        }
        // Nobody's answer is lost because the columns hold none: which of the two is right, only a person can tell.
        (_, Choices { chosen, other: false, unread: None, .. }) if chosen.is_empty() => {
            let message = "names an answer, but no column of the single options says that it was chosen";
            Reading::Unreadable(Box::new(Problem::new(Code::Unreadable, message)))
        }
        (Reading::Value(Value::Choices(said)), choices) if !choices::same(said, &choices) => {
            let names: Vec<String> = choices
                .chosen
                .iter()
                .filter_map(|option| Some(format!("`{}`", options.options.get(usize::from(*option))?.0)))
                .collect();
            let message = "names other options than the columns of the single options, by which the applicant chose";
            let message =
                format!("{message} {}", if names.is_empty() { "something else".to_owned() } else { names.join(", ") });
            Reading::Unreadable(Box::new(Problem::new(Code::Unreadable, message).telling()))
        }
        // The applicant's order is known from the cell with all choices, where there is one.
        (Reading::Value(_), _) => whole.clone(),
        (Reading::Blank | Reading::Unreadable(_), choices) => {
            Reading::Value(Value::Choices(Choices { unordered: true, ..choices }))
        }
    }
}

/// Whether a cell says that its option was chosen; none where it cannot be told.
fn chosen(options: &Options, option: Option<u8>, cell: &str) -> Option<bool> {
    let folded = fold(cell);
    match folded.as_str() {
        "0" => return Some(false),
        // A mark beside an option means that it was chosen.
        "1" | "x" => return Some(true),
        _ => {}
    }
    match find(cell) {
        Some(Says::Yes) => return Some(true),
        Some(Says::No) => return Some(false),
        Some(Says::Ask(_)) | None if is_blank(cell) => return Some(false),
        Some(Says::Ask(_)) | None => {}
    }
    match option {
        Some(option) => (Spellings::new(options).option(&folded) == Some(option)).then_some(true),
        // What is written in the column for other answers is the other answer.
        None => Some(true),
    }
}
