//! A column as it stands in the file: its heading, and how often it says what.

use std::collections::BTreeMap;

use super::heading::Said;
use super::{Guess, Heading};
use crate::answers::heading::plain;
use crate::answers::is_blank;
use crate::base::ids::Per;
use crate::base::origin;
use crate::table::doubts::Why;
use crate::table::{HeadingId, Sheet};
use crate::values::spelling::fold;

/// Letters of an answer that are kept; longer ones are texts anyway.
const LONGEST: usize = 200;

/// One column, or those of a question that has one for each option.
#[derive(Debug, Clone)]
pub struct Column {
    /// Columns from 1; several for a question with a column an option.
    pub columns: Vec<origin::Column>,
    pub heading: Heading,
    /// Further names that the form tool gives it, by which rules find it as well.
    pub also: Vec<Heading>,
    /// The headings of further assessors' columns.
    pub others: Vec<String>,
    /// Its headings in other files.
    pub elsewhere: Vec<String>,
    /// What it says, as written, and how often; the most frequent first.
    pub answers: Vec<(String, usize)>,
    pub blank: usize,
    pub guess: Guess,
    /// What is not sure about the guess, as the draft asks it.
    pub doubts: Vec<String>,
    /// Why rules could not read the column as the file is now; it is left out of the draft.
    pub left_out: Option<String>,
}

impl Column {
    /// How many cells say something.
    pub fn filled(&self) -> usize {
        self.answers.iter().map(|(_, times)| times).sum()
    }

    /// The answers that say something: `N/A` and `-` are none.
    pub(super) fn said(&self) -> impl Iterator<Item = (&str, usize)> {
        let said = self
            .answers
            .iter()
            .map(|(text, times)| (text.as_str(), *times));
        said.filter(|(text, _)| !says_nothing(text))
    }

    /// Its heading and its further names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.heading.as_str()).chain(self.also.iter().map(|name| name.as_str()))
    }

    /// The question as people read it, where the heading is a short name of it.
    pub(super) fn wording(&self) -> &Heading {
        self.also
            .iter()
            .find(|name| !name.ends_with(']'))
            .unwrap_or(&self.heading)
    }

    /// What its wording says.
    pub(super) fn asks(&self) -> &Said {
        self.wording().compiled()
    }

    pub(super) fn doubt(&mut self, doubt: impl Into<String>) {
        self.doubts.push(doubt.into());
    }

    /// The letters of its columns: `C`, or `E–G`.
    pub fn letters(&self) -> String {
        match self.columns.as_slice() {
            [] => String::new(),
            [only] => only.to_string(),
            [first, .., last] => format!("{first}–{last}"),
        }
    }
}

/// Whether a cell says that nothing was answered. `None` may be an option of a form as well, and is looked at as one.
pub(super) fn says_nothing(text: &str) -> bool {
    is_blank(text) && fold(text) != "none"
}

/// Every column that has a heading.
pub(super) fn read(sheet: &Sheet) -> Vec<Column> {
    let mut counts: Per<HeadingId, (BTreeMap<String, usize>, usize)> =
        sheet.headings.iter().map(|_| Default::default()).collect();
    let tool: Per<HeadingId, _> = sheet
        .headings
        .iter()
        .map(|heading| sheet.tool.answers(&heading.text))
        .collect();
    sheet.visit(0..sheet.len(), |_, cells| {
        for (heading, (answers, blank)) in counts.each_mut() {
            let text = tool[heading].plain(cells.get(heading).trim());
            if text.is_empty() {
                *blank = blank.saturating_add(1);
                continue;
            }
            let kept = text
                .char_indices()
                .nth(LONGEST)
                .and_then(|(end, _)| text.get(..end))
                .unwrap_or(text);
            match answers.get_mut(kept) {
                Some(times) => *times = times.saturating_add(1),
                None => drop(answers.insert(kept.to_owned(), 1)),
            }
        }
    });
    let headed = sheet
        .headings
        .iter()
        .zip(counts)
        .filter(|(heading, _)| !heading.text.trim().is_empty());
    headed
        .map(|(heading, (answers, blank))| {
            let mut answers: Vec<(String, usize)> = answers.into_iter().collect();
            answers.sort_by(|(one, often), (other, seldom)| {
                seldom.cmp(often).then_with(|| one.cmp(other))
            });
            let heading_text = plain(&heading.text).trim().to_owned();
            Column {
                columns: vec![heading.column],
                heading: heading_text.into(),
                also: heading
                    .also
                    .iter()
                    .map(|name| plain(name).trim().to_owned().into())
                    .collect(),
                others: Vec::new(),
                elsewhere: Vec::new(),
                answers,
                blank,
                guess: Guess::Text,
                doubts: Vec::new(),
                left_out: left_out(sheet, heading.column),
            }
        })
        .collect()
}

/// What of a column would stop rules that read it.
fn left_out(sheet: &Sheet, column: origin::Column) -> Option<String> {
    if sheet.doubts.hidden.contains(&column) {
        return Some(
            "the column is hidden: show it in the file, or say `--hidden include`".to_owned(),
        );
    }
    let unsaved = sheet
        .doubts
        .column(column)
        .iter()
        .find(|doubt| matches!(doubt.why, Why::NoResult(_)))?;
    Some(format!(
        "a formula in row {} was saved without its result: put values in place of formulas",
        unsaved.first
    ))
}
