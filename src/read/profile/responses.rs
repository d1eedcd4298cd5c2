//! Responses that may be no application: unfinished, a preview, a test. Form tools export them among the others and say so in a
//! column of their own; whether one counts, only a person can tell.

use std::sync::Arc;

use crate::domain::spelling::{fold, fold_words, quoted};
use crate::finding::{Code, Finding, Place};
use crate::origin::{Column, Origin, Row};
use crate::read::Sheet;

/// What questions and decisions about such a response are about.
pub const RESPONSE: &str = "response";

/// How a tool marks a response.
#[derive(Debug)]
pub(super) struct Mark {
    /// The column that says it, folded as headings are; more than one where the tool has several names for it.
    pub(super) columns: &'static [&'static str],
    pub(super) says: Says,
    /// What the response is then: `a preview`.
    pub(super) what: &'static str,
}

/// What the column says of such a response.
#[derive(Debug, Clone, Copy)]
pub(super) enum Says {
    Nothing,
    /// One of these, folded.
    OneOf(&'static [&'static str]),
}

/// A response of which a person must say whether it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    pub row: Row,
    /// The column that says so.
    pub column: Column,
    /// What stands there; blank where nothing does.
    pub found: Box<str>,
    /// What is said of it, without the cell's place: ``Qualtrics marks it as a preview: `Status` says `Survey Preview` ``.
    pub why: Arc<str>,
}

/// The responses of a sheet that its tool marks, by row.
pub(in crate::read) fn unsure(sheet: &Sheet) -> Vec<Unsure> {
    let place = |mark: &Mark| {
        let named = |heading: &&str| mark.columns.contains(&fold_words(heading).as_str());
        sheet.headings.iter().position(|heading| named(&heading.text.as_str()))
    };
    let marks: Vec<(&Mark, usize)> = sheet.tool.marks.iter().filter_map(|mark| Some((mark, place(mark)?))).collect();
    let mut unsure: Vec<Unsure> = Vec::new();
    if marks.is_empty() {
        return unsure;
    }
    sheet.visit(0..sheet.len(), |row, cells| {
        let marked = |(mark, at): &&(&Mark, usize)| match (mark.says, cells.get(*at).trim()) {
            (Says::Nothing, text) => text.is_empty(),
            (Says::OneOf(words), text) => words.contains(&fold(text).as_str()),
        };
        let Some((mark, at)) = marks.iter().find(marked) else { return };
        let Some(heading) = sheet.headings.get(*at) else { return };
        let found: Box<str> = cells.get(*at).trim().into();
        let (tool, what, said) = (sheet.tool.name, mark.what, quoted(heading.text.trim()));
        // Thousands of rows say the same.
        let last = unsure.last().filter(|last| last.column == heading.column && last.found == found);
        let why = match last {
            Some(last) => Arc::clone(&last.why),
            None if found.is_empty() => format!("{tool} marks it as {what}: {said} is blank").into(),
            None => format!("{tool} marks it as {what}: {said} says {}", quoted(&found)).into(),
        };
        unsure.push(Unsure { row, column: heading.column, found, why });
    });
    unsure
}

/// A finding for each way in which responses are marked, at the first of them.
pub(in crate::read) fn findings(sheet: &Sheet) -> Vec<Finding> {
    let mut kinds: Vec<(&Unsure, usize)> = Vec::new();
    for unsure in &sheet.doubts.responses {
        match kinds.iter_mut().find(|(first, _)| first.why == unsure.why) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => kinds.push((unsure, 1)),
        }
    }
    let finding = |(first, count): (&Unsure, usize)| {
        let place = Place::Input(Origin::cell(&sheet.source, first.row, first.column));
        let (count, they) =
            if count == 1 { ("1 response".to_owned(), "it") } else { (format!("{count} responses"), "each") };
        Finding::new(Code::Response, place, format!("{count} may be no application: {}", first.why))
            .help(format!("a person must say of {they} whether it counts; until then nothing is decided about it"))
    };
    kinds.into_iter().map(finding).collect()
}
