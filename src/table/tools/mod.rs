//! Form tools and how their exports look: which rows hold the headings, and what a column is called.
//!
//! A profile is one small file here and one line in [`TOOLS`]. It is recognised by what only that tool writes, said aloud
//! (`read as SurveyMonkey, 2 header rows`), and can be overridden. What no profile knows is a plain table: one row of
//! headings, applications under it.

mod eusurvey;
pub mod google_forms;
mod jotform;
pub(super) mod kobo;
mod limesurvey;
mod microsoft_forms;
mod parts;
mod plain;
mod qualtrics;
pub mod responses;
mod status;
mod surveymonkey;
mod typeform;

use std::collections::BTreeSet;

use responses::Mark;

use super::{HeadingId, Sheet};
use crate::values::spelling::{fold, fold_words};

/// How many filled rows are looked at to recognise a tool, and to find headings below the first row.
pub(super) const HEAD: usize = 20;

/// A form tool.
#[derive(Debug)]
pub struct Tool {
    /// What is typed to name it: `surveymonkey`.
    pub id: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// Whether the first rows that show anything can only be from this tool.
    recognise: fn(&[Vec<String>]) -> bool,
    /// How many rows of headings there are, where they are its headings without some of the rows it writes, which an older export
    /// lacks or somebody took out.
    shortened: fn(&[Vec<String>]) -> Option<usize>,
    /// How many filled rows stand above the headings.
    above: usize,
    /// How many rows the headings take.
    rows: usize,
    /// The name of each column, from the rows of headings.
    headings: fn(&[Vec<String>]) -> Vec<String>,
    /// By column, further names that it goes by: the question and option that stand under its short name.
    also: fn(&[Vec<String>]) -> Vec<Vec<String>>,
    /// Columns the tool adds by itself, folded; nobody need hear that no rule uses them.
    own: &'static [&'static str],
    /// How it marks responses that may be no application.
    marks: &'static [Mark],
    /// Columns, folded, in which it writes `anonymous` where nobody gave a name.
    nameless: &'static [&'static str],
    /// Whether it writes several chosen answers into one cell with nothing but spaces between them.
    spaced: bool,
    /// An answer without what the tool put in front of it.
    unmasked: fn(&str) -> &str,
}

/// A tool with nothing particular about it, for profiles to begin from.
const ANY: Tool = Tool {
    id: "",
    name: "",
    recognise: |_| false,
    shortened: |_| None,
    above: 0,
    rows: 1,
    headings: first_row,
    also: |_| Vec::new(),
    own: &[],
    marks: &[],
    nameless: &[],
    spaced: false,
    unmasked: |text| text,
};

/// Every tool, the more particular first; a plain table last.
pub static TOOLS: [&Tool; 10] = [
    &surveymonkey::TOOL,
    &qualtrics::TOOL,
    &eusurvey::TOOL,
    &limesurvey::TOOL,
    &kobo::TOOL,
    &typeform::TOOL,
    &microsoft_forms::TOOL,
    &google_forms::TOOL,
    &jotform::TOOL,
    &plain::TOOL,
];

impl Tool {
    /// No form tool: one row of headings.
    pub const PLAIN: &'static Self = &plain::TOOL;

    /// The tool with an id.
    pub fn named(id: &str) -> Option<&'static Self> {
        TOOLS.into_iter().find(|tool| tool.id == id)
    }

    /// Whether this is a plain table, of which nothing needs to be said.
    pub fn is_plain(&self) -> bool {
        self.id == plain::TOOL.id
    }

    /// Whether the tool adds such a column by itself: the address of a computer, a collector's number.
    pub fn adds(&self, heading: &str) -> bool {
        self.own.contains(&fold_words(heading).as_str())
    }

    /// Whether several chosen answers stand in one cell with nothing but spaces between them.
    pub fn joins_by_space(&self) -> bool {
        self.spaced
    }

    /// What is said behind missing headings, where the tool has several rows of them and the file may not be from it.
    pub fn doubt(&self) -> String {
        if self.rows < 2 {
            return String::new();
        }
        format!(
            "; the file is read as {}'s: if it is not from there, say `--tool plain`",
            self.name
        )
    }

    /// What the tool makes of the answers in a column with this heading.
    pub fn answers(&self, heading: &str) -> Answers {
        let nameless =
            !self.nameless.is_empty() && self.nameless.contains(&fold_words(heading).as_str());
        Answers {
            nameless,
            unmasked: self.unmasked,
        }
    }
}

/// What a tool makes of the answers in one column.
#[derive(Debug, Clone, Copy)]
pub struct Answers {
    nameless: bool,
    unmasked: fn(&str) -> &str,
}

impl Answers {
    /// What a cell says, without what the tool put there.
    pub fn plain<'a>(&self, text: &'a str) -> &'a str {
        const NOBODY: [&str; 6] = [
            "anonymous",
            "anonyme",
            "anonym",
            "anonimo",
            "anonimowy",
            "анонимный",
        ];
        if self.nameless && NOBODY.contains(&fold(text).as_str()) {
            ""
        } else {
            (self.unmasked)(text)
        }
    }
}

/// The columns of a sheet that are looked at whatever the rules say.
pub(super) fn looked_at(sheet: &Sheet) -> BTreeSet<HeadingId> {
    let mut columns = responses::candidates(sheet);
    columns.extend(kobo::parents(sheet).into_iter().flatten());
    columns
}

/// Where the headings of a table stand, and what they are.
#[derive(Debug)]
pub(super) struct Recognised {
    pub(super) tool: &'static Tool,
    /// Filled rows above the headings.
    pub(super) above: usize,
    /// Rows of headings.
    pub(super) rows: usize,
    pub(super) headings: Vec<String>,
    /// By column, further names; none where there are none.
    pub(super) also: Vec<Vec<String>>,
    /// Whether the file does not look like the tool it was said to be from, so that applications may be taken for headings.
    pub(super) unlike: bool,
    /// The first cell, by row of headings and column from 0, that is longer than a heading may be; none are put together then.
    pub(super) long: Option<(usize, usize)>,
}

/// Recognises the tool from the first rows that show anything, unless it is named. `is_first`: somebody said that the headings
/// begin in the first of these rows.
pub(super) fn recognise(
    head: &[Vec<String>],
    named: Option<&'static Tool>,
    is_first: bool,
) -> Recognised {
    let shortened = || {
        TOOLS
            .into_iter()
            .find(|tool| (tool.shortened)(head).is_some())
    };
    let found = TOOLS
        .into_iter()
        .find(|tool| (tool.recognise)(head) && !tool.is_plain())
        .or_else(shortened);
    let found = found.unwrap_or(&plain::TOOL);
    let tool = named.unwrap_or(found);
    let above = if is_first {
        0
    } else {
        tool.above.min(head.len().saturating_sub(1))
    };
    let headings = head.get(above..).unwrap_or_default();
    let shortened = if (tool.recognise)(head) {
        None
    } else {
        (tool.shortened)(head)
    };
    let rows = shortened.unwrap_or(tool.rows);
    let headings = headings.get(..rows).unwrap_or(headings);
    let unlike = !(tool.recognise)(head) && shortened.is_none() && above.saturating_add(rows) > 1;
    let long = headings.iter().enumerate().find_map(|(row, cells)| {
        Some((
            row,
            cells
                .iter()
                .position(|cell| cell.len() > super::limits::MAX_HEADING)?,
        ))
    });
    let texts = match long {
        Some(_) => Vec::new(),
        None if shortened.is_some() => first_row(headings),
        None => (tool.headings)(headings),
    };
    let also = match (long, headings) {
        (Some(_), _) => Vec::new(),
        (None, [only]) => parts::also(only),
        (None, headings) => (tool.also)(headings),
    };
    Recognised {
        tool,
        above,
        rows: headings.len(),
        headings: texts,
        also,
        unlike,
        long,
    }
}

/// The position of the row in which the headings seem to stand, where the first row cannot hold them: it says next to nothing,
/// and a row under it fills the table.
pub(super) fn seems_below(head: &[Vec<String>]) -> Option<usize> {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let widest = head.iter().map(filled).max().filter(|widest| *widest > 2)?;
    let is_wide = |row: &Vec<String>| filled(row).saturating_mul(2) >= widest;
    head.iter().position(is_wide).filter(|first| *first > 0)
}

/// How the tool is said before the format: `SurveyMonkey, 2 header rows, `; nothing for a plain table. `row` is where the headings
/// begin, where that was said.
pub(super) fn said(recognised: &Recognised, row: Option<u32>) -> String {
    let row = row
        .map(|row| format!("headings in row {row}, "))
        .unwrap_or_default();
    match (recognised.tool.is_plain(), recognised.rows) {
        (true, _) => row,
        (false, 1) => format!("{}, {row}", recognised.tool.name),
        (false, rows) => format!("{}, {rows} header rows, {row}", recognised.tool.name),
    }
}

/// The first row of headings as it is.
fn first_row(rows: &[Vec<String>]) -> Vec<String> {
    rows.first().cloned().unwrap_or_default()
}

/// A cell of the first rows, folded; blank where there is none.
fn cell(head: &[Vec<String>], row: usize, column: usize) -> String {
    head.get(row)
        .and_then(|row| row.get(column))
        .map(|text| fold_words(text))
        .unwrap_or_default()
}

/// How many of these names stand among the cells of the first row.
fn named(head: &[Vec<String>], names: &[&str]) -> usize {
    let row: Vec<String> = head
        .first()
        .into_iter()
        .flatten()
        .map(|text| fold_words(text))
        .collect();
    names
        .iter()
        .filter(|name| row.iter().any(|cell| cell == *name))
        .count()
}
