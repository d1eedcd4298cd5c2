//! Moments with the short name of a time zone: `EET` is two hours from UTC, or three where somebody leaves it in summer.

use std::collections::BTreeMap;

use super::{Column, Count, waits};
use crate::answers::applications::FieldColumns;
use crate::answers::types::clock::{Zone, zone_of};
use crate::base::finding::{Code, Finding};
use crate::values::{Reading, Wrong};

pub(super) fn look(column: &Column<'_>, columns: &FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns
        .readers
        .first()
        .filter(|_| waits(columns, Code::ZoneName))
    else {
        return Vec::new();
    };
    let mut names: BTreeMap<String, Count> = BTreeMap::new();
    let symbols = cells.cells.get(column.rows.clone()).unwrap_or_default();
    for symbol in symbols {
        let waits = columns
            .readings
            .get(*symbol as usize)
            .is_some_and(|reading| matches!(reading, Reading::Unreadable(problem) if matches!(problem.wrong, Wrong::ZoneName(_))));
        let text = cells.symbols.text(*symbol);
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
    let said: Vec<String> = names
        .iter()
        .map(|(name, count)| {
            format!(
                "{} the zone `{name}`",
                count.says(column.field, "names", "name")
            )
        })
        .collect();
    let lines: Vec<String> = names.keys().map(|name| format!("{name} = \"…\"")).collect();
    let message = format!(
        "{}, and the rules do not say which offset that is",
        said.join("; ")
    );
    let help = format!(
        "put `zones = {{ {} }}` under [fields.{}] in the rules, each with its offset from UTC, such as `+02:00`",
        lines.join(", "),
        column.field.name
    );
    vec![column.finding(Code::ZoneName, &message).help(help)]
}
