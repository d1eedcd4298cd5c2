//! Typeform: one row of headings, in UTC; marks for bold type and recalled answers in them.

use super::responses::Mark;
use super::{ANY, Tool, cell, named};

pub(super) static TOOL: Tool = Tool {
    id: "typeform",
    name: "Typeform",
    recognise: |head| {
        let first = head
            .first()
            .and_then(|row| row.first())
            .map_or("", |cell| cell.trim());
        (first == "#" || cell(head, 0, 0) == "token")
            && named(head, &["network id", "submit date utc"]) >= 1
    },
    own: &[
        "start date utc",
        "stage date utc",
        "response type",
        "network id",
        "tags",
        "ending",
    ],
    marks: &[
        Mark::one_of(&["response type"], &["partial", "started"], "unfinished"),
        Mark::blank(&["submit date utc"], None, "unfinished"),
    ],
    ..ANY
};
