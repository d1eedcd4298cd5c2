//! KoboToolbox: names that begin with an underscore are its own; options of one question as `question/option`, 1 or 0.

use super::{Tool, first_row};

pub(super) static TOOL: Tool = Tool {
    id: "kobo",
    name: "KoboToolbox",
    recognise: |head| {
        let has = |name: &str| head.first().is_some_and(|row| row.iter().any(|cell| cell.trim() == name));
        has("_uuid") && has("_submission_time")
    },
    above: 0,
    rows: 1,
    headings: first_row,
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
};
