//! Responses that may be no application: unfinished, a preview, a test. Form tools export them among the others and say so in a
//! column of their own; whether one counts, only a person can tell.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::status::{self, Known, Word};
use crate::base::finding::{Code, Finding};
use crate::base::ids::Per;
use crate::base::origin::{Column, Origin, Row};
use crate::table::{HeadingId, Sheet};
use crate::values::spelling::{fold, fold_words, quoted};

/// What questions and decisions about such a response are about.
pub const RESPONSE: &str = "response";

/// So many rows mostly tell whether a column says what became of responses.
const FEW: usize = 100;

/// How a tool marks a response.
#[derive(Debug)]
pub(super) struct Mark {
    /// The column that says it, folded as headings are; more than one where the tool has several names for it.
    columns: &'static [&'static str],
    /// Where the column stands when its name is in another language.
    otherwise: Option<HeadingId>,
    says: Says,
    /// What the response is then: `a preview`.
    what: &'static str,
}

impl Mark {
    /// By one of these words, folded, in a column.
    pub(super) const fn one_of(
        column: &'static [&'static str; 1],
        words: &'static [&'static str],
        what: &'static str,
    ) -> Self {
        Self {
            columns: column,
            otherwise: None,
            says: Says::OneOf(words),
            what,
        }
    }

    /// By nothing in a column.
    pub(super) const fn blank(
        columns: &'static [&'static str],
        otherwise: Option<HeadingId>,
        what: &'static str,
    ) -> Self {
        Self {
            columns,
            otherwise,
            says: Says::Nothing,
            what,
        }
    }
}

/// What the column says of such a response.
#[derive(Debug, Clone, Copy)]
enum Says {
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
    /// What is said of it, without the cell's location: ``Qualtrics marks it as a preview: `Status` says `Survey Preview` ``.
    pub why: Arc<str>,
    /// Whether it is for the rules to say what the column means, where they read it.
    pub yields: bool,
    /// What is said of it as a finding.
    pub code: Code,
}

/// The responses of a sheet that its tool marks, or a column that says what became of responses, by row.
pub(in crate::table) fn unsure(sheet: &Sheet) -> Vec<Unsure> {
    let columns = columns(sheet);
    let mut unsure: Vec<Unsure> = Vec::new();
    if columns.is_empty() {
        return unsure;
    }
    sheet.visit(0..sheet.len(), |row, cells| {
        let marked = columns
            .iter()
            .find_map(|(at, says)| Some((at, says, says.marked(cells.get(*at))?)));
        let Some((at, says, what)) = marked else {
            return;
        };
        let heading = &sheet.headings[*at];
        let found: Box<str> = cells.get(*at).trim().into();
        let tool = if sheet.tool.is_plain() {
            "the form tool"
        } else {
            sheet.tool.name
        };
        let said = quoted(heading.text.trim());
        // Thousands of rows say the same.
        let last = unsure
            .last()
            .filter(|last| last.column == heading.column && last.found == found);
        let why = match last {
            Some(last) => Arc::clone(&last.why),
            None if found.is_empty() => {
                format!("{tool} marks it as {what}: {said} is blank").into()
            }
            None => format!("{tool} marks it as {what}: {said} says {}", quoted(&found)).into(),
        };
        let yields = matches!(says, Marking::Status(_));
        unsure.push(Unsure {
            row,
            column: heading.column,
            found,
            why,
            yields,
            code: Code::Response,
        });
    });
    unsure
}

/// What a column says of responses.
#[derive(Debug, Clone, Copy)]
enum Marking {
    Tool(&'static Mark),
    Status(Known),
}

impl Marking {
    /// What a response is by a cell of the column; none where nothing is said against it.
    fn marked(self, text: &str) -> Option<&'static str> {
        match self {
            Self::Tool(mark) => {
                let is = match mark.says {
                    Says::Nothing => text.trim().is_empty(),
                    Says::OneOf(words) => words.contains(&fold(text.trim()).as_str()),
                };
                is.then_some(mark.what)
            }
            Self::Status(known) => match status::word(known, text) {
                Some(Word::Marked(what)) => Some(what),
                Some(Word::Fine) | None => None,
            },
        }
    }
}

/// The columns that may mark responses by their headings, whatever stands in them.
pub(in crate::table) fn candidates(sheet: &Sheet) -> BTreeSet<HeadingId> {
    let own = marks(sheet).into_iter().map(|(at, _)| at);
    let headings = sheet.headings.each();
    let known = headings.filter(|(_, heading)| status::known(&heading.text).is_some());
    own.chain(known.map(|(at, _)| at)).collect()
}

/// The columns in which the form tool itself marks responses.
fn marks(sheet: &Sheet) -> Vec<(HeadingId, Marking)> {
    let folded: Per<HeadingId, String> = sheet
        .headings
        .iter()
        .map(|heading| fold_words(&heading.text))
        .collect();
    let column = |mark: &Mark| {
        let named = folded.position(|heading| mark.columns.contains(&heading.as_str()));
        let is_other = |at: &HeadingId| {
            sheet
                .headings
                .find(*at)
                .is_some_and(|heading| !sheet.tool.adds(&heading.text))
        };
        named.or(mark.otherwise.filter(is_other))
    };
    let marks = sheet.tool.marks.iter();
    marks
        .filter_map(|mark| Some((column(mark)?, Marking::Tool(mark))))
        .collect()
}

/// The columns that may mark responses: the tool's own first.
fn columns(sheet: &Sheet) -> Vec<(HeadingId, Marking)> {
    let mut columns = marks(sheet);
    let mut others: Vec<(HeadingId, Known, bool, bool)> = sheet
        .headings
        .each()
        .filter(|(at, _)| !columns.iter().any(|(own, _)| own == at))
        .filter_map(|(at, heading)| Some((at, status::known(&heading.text)?, true, false)))
        .collect();
    // Most columns of such a name say something else in their first rows, and the rest need not be read for them.
    let few = FEW.min(sheet.len());
    for rows in [0..few, few..sheet.len()] {
        if others.is_empty() {
            return columns;
        }
        sheet.visit(rows, |_, cells| {
            for (at, known, all, fine) in others.iter_mut().filter(|(_, _, all, _)| *all) {
                let text = cells.get(*at);
                match status::word(*known, text) {
                    Some(Word::Fine) => *fine |= !text.trim().is_empty(),
                    Some(Word::Marked(_)) => {}
                    None => *all = false,
                }
            }
        });
        others.retain(|(_, _, all, _)| *all);
    }
    // An instrument that nobody completed while others were is the organisers' own: a review that is still to come.
    others.retain(|(_, known, _, fine)| *known != Known::Finished || *fine);
    let completed = others
        .iter()
        .any(|(_, known, _, fine)| *known == Known::Instrument && *fine);
    others.retain(|(_, known, _, fine)| *known != Known::Instrument || *fine || !completed);
    columns.extend(
        others
            .into_iter()
            .map(|(at, known, ..)| (at, Marking::Status(known))),
    );
    columns
}

/// A finding for each way in which responses are marked by the form tool, at the first of them.
pub(in crate::table) fn findings(sheet: &Sheet) -> Vec<Finding> {
    asked(sheet, |unsure| unsure.code == Code::Response)
}

/// The same of those that are `asked` about.
pub fn asked(sheet: &Sheet, asked: impl Fn(&Unsure) -> bool) -> Vec<Finding> {
    let mut kinds: Vec<(&Unsure, usize)> = Vec::new();
    for unsure in sheet.doubts.responses.iter().filter(|unsure| asked(unsure)) {
        match kinds.iter_mut().find(|(first, _)| first.why == unsure.why) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => kinds.push((unsure, 1)),
        }
    }
    let finding = |(first, count): (&Unsure, usize)| {
        let location = Origin::cell(&sheet.source, first.row, first.column);
        let what = if first.code == Code::Response {
            "response"
        } else {
            "row"
        };
        let (count, they) = if count == 1 {
            (format!("1 {what}"), "it")
        } else {
            (format!("{count} {what}s"), "each")
        };
        Finding::new(
            first.code,
            location,
            format!("{count} may be no application: {}", first.why),
        )
        .help(format!(
            "a person must say of {they} whether it counts; until then nothing is decided about it"
        ))
    };
    kinds.into_iter().map(finding).collect()
}
