//! One column an option, as form tools export a multiple-response question: `Question [option]` or
//! `question/option`. What stands before the option is the stem.
//!
//! A cell says whether its option was chosen: 1 or 0, yes or no, or the option's own text. Beside them there may be a column for
//! what none of them is: as a mark (`question/other`), as a text (`Question [Other]`, `question_other`), or both.

use super::{beside_options, is_blank};
use crate::rules::form::Options;
use crate::values::spelling::{fold, fold_words};
use crate::values::yes_no::{Says, find};

/// More slashes than a heading has, at each of which the question could end.
const SLASHES: usize = 64;

/// The question and the option that a heading may name; a heading with several slashes may name several.
pub fn parts(heading: &str) -> Vec<(&str, &str)> {
    let heading = heading.trim();
    if let Some((stem, option)) = heading
        .strip_suffix(']')
        .and_then(|heading| heading.rsplit_once('['))
    {
        return vec![(stem, option)];
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
    /// Whether an answer beside the options was chosen.
    Other,
    /// An answer beside the options, written out.
    OtherText,
    /// All choices together: a further column of the kind, from 0, as of a second choice.
    Further(usize),
}

/// The option that a heading names, where it names the question, one of `wanted`, folded.
pub fn named<'h>(heading: &'h str, wanted: &[String]) -> Option<&'h str> {
    let stem = |stem: &str| wanted.iter().any(|name| *name == fold_words(stem));
    let named = parts(heading)
        .into_iter()
        .find(|(named, option)| stem(named) && !option.trim().is_empty());
    named.map(|(_, option)| option)
}

/// What a column is for, where its heading names the question (one of `wanted`, folded) and an option of it.
pub fn part(heading: &str, wanted: &[String], options: &Options) -> Option<Part> {
    let option = named(heading, wanted)?;
    let beside = if heading.trim().ends_with(']') {
        Part::OtherText
    } else {
        Part::Other
    };
    Some(
        options
            .compiled()
            .option(&fold(option))
            .map_or(beside, Part::Option),
    )
}

/// What a column is for whose heading is nothing but an option, as Typeform names it, or the word for other answers; the rules name
/// its heading among those of the question.
pub fn bare(heading: &str, wanted: &[String], options: &Options) -> Option<Part> {
    if !wanted.contains(&fold_words(heading)) {
        return None;
    }
    let option = options.compiled().option(&fold(heading)).map(Part::Option);
    option.or_else(|| beside_options::heads_other(heading).then_some(Part::OtherText))
}

/// Where a part's column stands among those of the question, from 0; first comes that of all choices.
pub fn position(part: Part, options: &Options) -> usize {
    let all = options.options.len();
    match part {
        Part::Option(option) => usize::from(option).saturating_add(1),
        Part::Other => all.saturating_add(1),
        Part::OtherText => all.saturating_add(2),
        Part::Further(further) => all.saturating_add(3).saturating_add(further),
    }
}

/// Whether a cell says that its option was chosen; none where it cannot be told.
pub(super) fn chosen(options: &Options, option: Option<u8>, cell: &str) -> Option<bool> {
    let folded = fold(cell);
    match folded.as_str() {
        // `ne` and `jo` are a yes to some; what a tool writes beside an option is a no where it is one of them.
        "0" | "unchecked" | "not checked" | "unselected" | "not selected" | "ne" | "jo" => {
            return Some(false);
        }
        // A mark beside an option means that it was chosen.
        "1" | "x" | "checked" | "selected" => return Some(true),
        _ => {}
    }
    match find(cell) {
        Some(Says::Yes) => return Some(true),
        Some(Says::No) => return Some(false),
        Some(Says::Ask(_)) | None if is_blank(cell) => return Some(false),
        Some(Says::Ask(_)) | None => {}
    }
    match option {
        Some(option) => (options.compiled().option(&folded) == Some(option)).then_some(true),
        None => beside_options::says_other(cell).then_some(true),
    }
}
