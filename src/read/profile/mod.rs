//! Form tools and how their exports look: which rows hold the headings, and what a column is called.
//!
//! A profile is one small file here and one line in [`TOOLS`]. It is recognised by what only that tool writes, said aloud
//! (`read as SurveyMonkey, 2 header rows`), and can be overridden. What no profile knows is a plain table: one row of
//! headings, applications under it.

mod eusurvey;
mod google_forms;
mod kobo;
mod limesurvey;
mod microsoft_forms;
mod plain;
mod qualtrics;
mod surveymonkey;
mod typeform;

use crate::domain::spelling::fold_words;

/// How many filled rows are looked at to recognise a tool.
pub(super) const HEAD: usize = 8;

/// A form tool.
#[derive(Debug)]
pub struct Tool {
    /// What is typed to name it: `surveymonkey`.
    pub id: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// Whether the first rows that show anything can only be from this tool.
    recognise: fn(&[Vec<String>]) -> bool,
    /// How many filled rows stand above the headings.
    above: usize,
    /// How many rows the headings take.
    rows: usize,
    /// The name of each column, from the rows of headings.
    headings: fn(&[Vec<String>]) -> Vec<String>,
    /// Columns the tool adds by itself, folded; nobody need hear that no rule uses them.
    own: &'static [&'static str],
}

/// Every tool, the more particular first; a plain table last.
pub static TOOLS: [&Tool; 9] = [
    &surveymonkey::TOOL,
    &qualtrics::TOOL,
    &eusurvey::TOOL,
    &limesurvey::TOOL,
    &kobo::TOOL,
    &typeform::TOOL,
    &microsoft_forms::TOOL,
    &google_forms::TOOL,
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
}

/// Recognises the tool from the first rows that show anything, unless it is named.
pub(super) fn recognise(head: &[Vec<String>], named: Option<&'static Tool>) -> Recognised {
    let tool = named.or_else(|| TOOLS.into_iter().find(|tool| (tool.recognise)(head))).unwrap_or(&plain::TOOL);
    let above = tool.above.min(head.len().saturating_sub(1));
    let headings = head.get(above..).unwrap_or_default();
    let headings = headings.get(..tool.rows).unwrap_or(headings);
    Recognised { tool, above, rows: headings.len(), headings: (tool.headings)(headings) }
}

/// How the tool is said before the format: `SurveyMonkey, 2 header rows, `; nothing for a plain table.
pub(super) fn said(recognised: &Recognised) -> String {
    match (recognised.tool.is_plain(), recognised.rows) {
        (true, _) => String::new(),
        (false, 1) => format!("{}, ", recognised.tool.name),
        (false, rows) => format!("{}, {rows} header rows, ", recognised.tool.name),
    }
}

/// The first row of headings as it is.
fn first_row(rows: &[Vec<String>]) -> Vec<String> {
    rows.first().cloned().unwrap_or_default()
}

/// A cell of the first rows, folded; blank where there is none.
fn cell(head: &[Vec<String>], row: usize, column: usize) -> String {
    head.get(row).and_then(|row| row.get(column)).map(|text| fold_words(text)).unwrap_or_default()
}

/// How many of these names stand among the cells of the first row.
fn named(head: &[Vec<String>], names: &[&str]) -> usize {
    let row: Vec<String> = head.first().into_iter().flatten().map(|text| fold_words(text)).collect();
    names.iter().filter(|name| row.iter().any(|cell| cell == *name)).count()
}
