//! Ratings that somebody put together by copying one file under another: their headings stand again among the rows, and hold from there on.

use std::collections::BTreeSet;

use crate::answers::ratings::headings_in;
use crate::base::finding::{Code, Finding};
use crate::base::ids::Per;
use crate::base::origin::{Origin, Row};
use crate::rules::Rules;
use crate::table::{Body, Heading, HeadingId, Rows, Sheet};
use crate::values::heading::fold_heading;

/// Headings that stand again: where, and which of the sheet's they are by column.
struct Again {
    row: Row,
    under: Vec<HeadingId>,
}

/// The sheet with every rating under its own heading, and a note where headings stand again.
pub(super) fn unstacked(sheet: Sheet, rules: &[&Rules]) -> (Sheet, Option<Finding>) {
    let mut headings = sheet.headings.clone();
    let mut all: Vec<Again> = Vec::new();
    let tests: Vec<_> = rules.iter().map(|rules| headings_in(&rules.form)).collect();
    let folded = |text: &str| BTreeSet::from([fold_heading(text)]);
    // One id is looked at of every row, and not every cell.
    let keys = sheet.headings.each();
    let keys = keys.filter(|(_, heading)| tests.iter().any(|test| test(&folded(&heading.text)).0));
    let keys: Vec<HeadingId> = keys.map(|(at, _)| at).collect();
    sheet.visit(0..sheet.len(), |row, cells| {
        let is_key = |at: &HeadingId| tests.iter().any(|test| test(&folded(cells.get(*at))).0);
        if !keys.iter().any(is_key) {
            return;
        }
        let own: Vec<&str> = sheet
            .headings
            .ids()
            .map(|at| cells.get(at).trim())
            .collect();
        let says: BTreeSet<String> = own.iter().map(|text| fold_heading(text)).collect();
        if !tests.iter().any(|test| test(&says).1) {
            return;
        }
        let under = sheet.headings.each().zip(&own);
        let under = under.map(|((at, first), text)| known(&mut headings, (at, first), text));
        all.push(Again {
            row,
            under: under.collect(),
        });
    });
    let Some(first) = all.first() else {
        return (sheet, None);
    };
    let at = Origin::row(&sheet.source, first.row);
    let message = match all.len() {
        1 => "the headings stand again here, and hold for the rows under them".to_owned(),
        many => format!(
            "the headings stand again here and in {} more rows, and hold for the rows under them",
            many.saturating_sub(1)
        ),
    };
    let note = Finding::new(Code::HeadingAgain, at, message);
    let mut rows = Vec::new();
    let mut holds: Option<&Again> = None;
    let mut next = all.iter().peekable();
    sheet.visit(0..sheet.len(), |row, cells| {
        if let Some(again) = next.next_if(|again| again.row == row) {
            holds = Some(again);
            return;
        }
        let mut own = vec![String::new(); headings.len()];
        for (column, at) in sheet.headings.ids().enumerate() {
            let under = holds.and_then(|again| again.under.get(column));
            let HeadingId(under) = *under.unwrap_or(&at);
            if let Some(cell) = own.get_mut(under) {
                cells.get(at).clone_into(cell);
            }
        }
        rows.push((row, own));
    });
    let unstacked = Sheet {
        headings,
        body: Body::Given(Rows(rows)),
        ..sheet
    };
    (unstacked, Some(note))
}

/// The heading of this text in a column; a new one where it is not there yet.
fn known(
    headings: &mut Per<HeadingId, Heading>,
    (at, first): (HeadingId, &Heading),
    text: &str,
) -> HeadingId {
    if text.is_empty() {
        return at;
    }
    let folded = fold_heading(text);
    let mut all = headings.each();
    let same = all
        .find(|(_, one)| one.column == first.column && fold_heading(&one.text) == folded)
        .map(|(id, _)| id);
    drop(all);
    match same {
        Some(id) => id,
        None => headings.push(Heading {
            text: text.to_owned(),
            column: first.column,
            also: Vec::new(),
        }),
    }
}
