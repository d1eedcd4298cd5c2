//! Who is not eligible and why: one row a failed criterion, with the value found and the clauses it rests on.

use super::{Cell, Table, headings};
use crate::domain::Answer;
use crate::explain::build::evidence;
use crate::explain::record::Evidence;
use crate::explain::words;
use crate::rules::Criterion;
use crate::rules::criteria::Test;
use crate::select::{Outcome, Selection};

pub(super) fn ineligible<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let out = |application: &usize| matches!(selection.outcomes.get(*application), Some(Outcome::Ineligible));
    let order: Vec<usize> = selection.by_id().into_iter().filter(out).collect();
    Table {
        name: "ineligible".to_owned(),
        tab: "ineligible".to_owned(),
        headings: headings(&["application", "criterion", "not_met", "found", "asked", "cites"]),
        rows: Box::new(order.into_iter().flat_map(move |application| rows(selection, application))),
    }
}

fn rows<'a>(selection: &'a Selection<'_>, application: usize) -> Vec<Vec<Cell<'a>>> {
    let Some(judgement) = selection.judgements.get(application) else { return Vec::new() };
    let criteria = selection.rules.criteria.iter().enumerate();
    criteria
        .filter(|(index, _)| judgement.answer(*index) == Answer::NotMet)
        .map(|(_, criterion)| row(selection, application, criterion))
        .collect()
}

fn row<'a>(selection: &'a Selection<'_>, application: usize, criterion: &'a Criterion) -> Vec<Cell<'a>> {
    let mut subjects = Vec::new();
    collect(&criterion.test, &mut subjects);
    let found: Vec<String> =
        subjects.into_iter().map(|subject| said(&evidence(selection, application, subject))).collect();
    vec![
        Cell::text(selection.applications.id(application)),
        Cell::text(criterion.id.as_str()),
        Cell::text(criterion.title.as_str()),
        Cell::text(found.join("; ")),
        Cell::text(words::test(selection.rules, &criterion.test)),
        Cell::text(criterion.cites.join(", ")),
    ]
}

fn collect(test: &Test, subjects: &mut Vec<crate::rules::Subject>) {
    match test {
        Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|test| collect(test, subjects)),
        Test::Not(test) => collect(test, subjects),
        Test::Leaf(leaf) if !subjects.contains(&leaf.subject) => subjects.push(leaf.subject),
        Test::Leaf(_) => {}
    }
}

/// ``citizenship: `Brazil` (BR)``; a derived level with what it was derived from.
fn said(evidence: &Evidence<'_>) -> String {
    let cells: Vec<String> = evidence
        .cells
        .iter()
        .map(|cell| match &cell.found {
            Some(found) if found.is_empty() => "no answer".to_owned(),
            Some(found) => format!("`{found}`"),
            None => format!("(personal, column {})", cell.column),
        })
        .collect();
    let from: Vec<String> = evidence.from.iter().map(said).collect();
    let read = evidence.read.as_ref().map_or_else(String::new, ToString::to_string);
    match (cells.is_empty(), from.is_empty()) {
        (true, true) => format!("{}: {read}", evidence.of),
        (true, false) => format!("{}: {read} (from {})", evidence.of, from.join("; ")),
        (false, _) if read.is_empty() => format!("{}: {}", evidence.of, cells.join(", ")),
        (false, _) => format!("{}: {} read as {read}", evidence.of, cells.join(", ")),
    }
}
