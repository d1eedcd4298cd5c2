//! Moments with the short name of a time zone: `EET` is two hours from UTC, or three where somebody leaves it in summer.

use std::collections::BTreeMap;

use super::{Column, waits};
use crate::answers::applications::FieldColumns;
use crate::answers::types::clock::{Zone, zone_of};
use crate::base::finding::{Code, Finding};
use crate::base::ids::find;
use crate::values::of_column::{Count, OfColumn};
use crate::values::{Reading, Wrong};

pub(super) fn look(column: &Column<'_>, columns: &FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns
        .assessors
        .first()
        .filter(|_| waits(columns, Code::ZoneName))
    else {
        return Vec::new();
    };
    let mut names: BTreeMap<String, Count> = BTreeMap::new();
    let symbols = cells
        .texts
        .cells
        .get(column.rows.clone())
        .unwrap_or_default();
    for symbol in symbols {
        let waits = find(&columns.readings, *symbol)
            .is_some_and(|reading| matches!(reading, Reading::Unreadable(problem) if matches!(problem.wrong, Wrong::ZoneName(_))));
        let text = cells.texts.symbols.text(*symbol);
        if let Zone::Named(name) = zone_of(&column.field.zones, text)
            && waits
        {
            names
                .entry(name.to_ascii_uppercase())
                .or_default()
                .add(text);
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    vec![column.finding(&OfColumn::ZoneNames(names))]
}
