//! KoboToolbox: names that begin with an underscore are its own; options of one question as `question/option`, 1 or 0.

use super::{ANY, Tool};
use crate::table::{HeadingId, Sheet};

pub(super) static TOOL: Tool = Tool {
    id: "kobo",
    name: "KoboToolbox",
    recognise: |head| {
        let has = |name: &str| {
            head.first()
                .is_some_and(|row| row.iter().any(|cell| cell.trim() == name))
        };
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
        "parent table name",
        "parent index",
    ],
    spaced: true,
    ..ANY
};

/// The columns that say which row of another table a row belongs to.
pub(in crate::table) fn parents(sheet: &Sheet) -> Option<[HeadingId; 2]> {
    let column = |name: &str| {
        sheet
            .headings
            .position(|heading| heading.text.trim() == name)
    };
    Some([column("_parent_index")?, column("_parent_table_name")?])
}

/// Whether a sheet holds the rows of a repeated group: several for one application, so that they are no applications.
///
/// Older exports, and those of Ona, give the table of the applications themselves the same columns: no row has a parent there, and
/// its index is -1.
pub(in crate::table) fn is_repeated_group(sheet: &Sheet) -> bool {
    let Some([index, name]) = parents(sheet) else {
        return false;
    };
    let mut has_parent = false;
    sheet.visit(0..sheet.len(), |_, cells| {
        let (index, name) = (cells.get(index).trim(), cells.get(name).trim());
        has_parent |= !(index.is_empty() || index == "-1" || index == "-1.0") || !name.is_empty();
    });
    has_parent
}
