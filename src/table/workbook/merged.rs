//! A heading over merged cells stands over each of their columns.

use crate::base::finding::{Code, Finding};
use crate::base::ids::Per;
use crate::base::origin::{Column, Origin, Row};
use crate::table::{HeadingId, Sheet};

use super::survey::Area;

/// Whether a row holds several headings, one of them over merged cells; a title over the whole table stands alone.
pub(super) fn is_heading(merges: &[Area], row: Row, cells: Option<&Vec<String>>) -> bool {
    let filled = cells
        .into_iter()
        .flatten()
        .filter(|cell| !cell.trim().is_empty())
        .count();
    let merged =
        |area: &Area| area.from.1 < area.to.1 && (area.from.0..=area.to.0).contains(&row.0);
    filled > 1 && merges.iter().any(merged)
}

/// Spreads headings over the columns they were merged over, as far as something stands under them.
pub(super) fn spread(sheet: &mut Sheet, merges: &[Area]) -> Vec<Finding> {
    let row = sheet.heading_row.0;
    let over = |area: &&Area| area.from.1 < area.to.1 && (area.from.0..=area.to.0).contains(&row);
    let merges: Vec<&Area> = merges.iter().filter(over).collect();
    if merges.is_empty() {
        return Vec::new();
    }
    let mut answered: Per<HeadingId, bool> = vec![false; sheet.headings.len()].into();
    sheet.visit(0..sheet.len(), |_, cells| {
        for (at, answered) in answered.each_mut() {
            *answered |= !cells.get(at).trim().is_empty();
        }
    });
    let mut notes = Vec::new();
    for merge in merges {
        let covers = |column: Column| (merge.from.1..=merge.to.1).contains(&column.0);
        let Some(first) = sheet
            .headings
            .iter()
            .find(|heading| heading.column.0 == merge.from.1)
        else {
            continue;
        };
        let text = first.text.clone();
        let location = Origin::cell(&sheet.source, sheet.heading_row, first.column);
        let mut last = None;
        for (heading, answered) in sheet.headings.iter_mut().zip(&answered) {
            if *answered
                && covers(heading.column)
                && heading.text.trim().is_empty()
                && !text.trim().is_empty()
            {
                heading.text.clone_from(&text);
                last = Some(heading.column);
            }
        }
        if let Some(last) = last {
            let message = format!(
                "`{}` is merged over the columns {} to {last} and taken as the heading of each",
                text.trim(),
                Column(merge.from.1),
            );
            notes.push(Finding::new(Code::HeadingMerged, location, message));
        }
    }
    notes
}
