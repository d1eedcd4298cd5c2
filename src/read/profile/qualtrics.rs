//! Qualtrics: three rows of headings: a short name, the question, and a technical mark for each column.

use super::{Tool, first_row, named};

pub(super) static TOOL: Tool = Tool {
    id: "qualtrics",
    name: "Qualtrics",
    recognise: |head| {
        named(head, &["responseid"]) == 1
            && head.get(2).is_some_and(|row| row.first().is_some_and(|cell| cell.trim().starts_with("{\"ImportId\"")))
    },
    above: 0,
    rows: 3,
    headings: first_row,
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
};
