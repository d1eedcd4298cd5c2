//! Qualtrics: three rows of headings: a short name, the question, and a technical mark for each column.
//!
//! Whoever took the second and third out left the columns that say which responses are previews, tests or unfinished.

use super::responses::{Mark, Says};
use super::{ANY, Tool, named};

pub(super) static TOOL: Tool = Tool {
    id: "qualtrics",
    name: "Qualtrics",
    recognise: |head| {
        named(head, &["responseid"]) == 1
            && head.get(2).is_some_and(|row| row.first().is_some_and(|cell| cell.trim().starts_with("{\"ImportId\"")))
    },
    shortened: |head| {
        named(head, &["responseid"]) == 1
            && named(head, &["status"]) == 1
            && named(head, &["finished", "distributionchannel"]) > 0
    },
    rows: 3,
    own: &[
        "startdate",
        "enddate",
        "status",
        "ipaddress",
        "progress",
        "duration in seconds",
        "finished",
        "recordeddate",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "locationlatitude",
        "locationlongitude",
        "distributionchannel",
        "userlanguage",
    ],
    // As text, and as the numbers of an export of numeric values.
    marks: &[
        Mark {
            columns: &["status"],
            says: Says::OneOf(&["survey preview", "preview", "offline survey preview", "1", "17"]),
            what: "a preview",
        },
        Mark { columns: &["distributionchannel"], says: Says::OneOf(&["preview"]), what: "a preview" },
        Mark { columns: &["status"], says: Says::OneOf(&["survey test", "test", "2"]), what: "a test" },
        Mark { columns: &["distributionchannel"], says: Says::OneOf(&["test"]), what: "a test" },
        Mark {
            columns: &["status"],
            says: Says::OneOf(&[
                "spam",
                "possible spam",
                "survey preview spam",
                "imported spam",
                "offline spam",
                "8",
                "9",
                "12",
                "40",
                "48",
            ]),
            what: "spam",
        },
        Mark { columns: &["finished"], says: Says::OneOf(&["false", "0", "no"]), what: "unfinished" },
    ],
    ..ANY
};
