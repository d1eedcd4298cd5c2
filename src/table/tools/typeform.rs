//! Typeform: one row of headings, in UTC; marks for bold type and recalled answers in them.

use super::responses::{Mark, Says};
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
        Mark {
            columns: &["response type"],
            place: None,
            says: Says::OneOf(&["partial", "started"]),
            what: "unfinished",
        },
        Mark {
            columns: &["submit date utc"],
            place: None,
            says: Says::Nothing,
            what: "unfinished",
        },
    ],
    ..ANY
};
