//! Typeform: one row of headings, in UTC; marks for bold type and recalled answers in them.

use super::{Tool, cell, first_row, named};

pub(super) static TOOL: Tool = Tool {
    id: "typeform",
    name: "Typeform",
    recognise: |head| {
        let first = head.first().and_then(|row| row.first()).map_or("", |cell| cell.trim());
        (first == "#" || cell(head, 0, 0) == "token") && named(head, &["network id", "submit date utc"]) >= 1
    },
    above: 0,
    rows: 1,
    headings: first_row,
    own: &["start date utc", "network id", "tags", "ending"],
};
