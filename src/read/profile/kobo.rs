//! KoboToolbox: names that begin with an underscore are its own; options of one question as `question/option`, 1 or 0.

use super::{ANY, Tool};

pub(super) static TOOL: Tool = Tool {
    id: "kobo",
    name: "KoboToolbox",
    recognise: |head| {
        let has = |name: &str| head.first().is_some_and(|row| row.iter().any(|cell| cell.trim() == name));
        has("_uuid") && has("_submission_time")
    },
    own: &[
        "start",
        "end",
        "deviceid",
        "notes",
        "validation status",
        "status",
        "submitted by",
        "version",
        "tags",
        "index",
    ],
    spaced: true,
    ..ANY
};

/// Whether a sheet holds the rows of a repeated group: several for one application, so that they are no applications.
pub(in crate::read) fn is_repeated_group<'h>(headings: impl Iterator<Item = &'h str>) -> bool {
    let own = ["_parent_index", "_parent_table_name"];
    headings.filter(|heading| own.contains(&heading.trim())).count() == own.len()
}
