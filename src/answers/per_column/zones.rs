//! Moments with the short name of a time zone: `EET` is two hours from UTC, or three where somebody leaves it in summer.

use std::collections::BTreeMap;

use super::{Column, waits};
use crate::answers::applications::FieldColumns;
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
        let reading = find(&columns.readings, *symbol);
        if let Some(Reading::Unreadable(problem)) = reading
            && let Wrong::ZoneName(name) = &problem.wrong
        {
            let of_name = names.entry(name.to_ascii_uppercase()).or_default();
            of_name.add(cells.texts.symbols.text(*symbol));
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    vec![column.finding(&OfColumn::ZoneNames(names))]
}
