//! Microsoft Forms: one row of headings, its own columns named in the language of whoever owns the form.

use super::{Tool, cell, first_row, named};

/// Start and completion in the languages in which exports were seen or its pages are written.
const TIMES: &[&str] = &[
    "start time",
    "completion time",
    "heure de début",
    "heure de fin",
    "startzeit",
    "fertigstellungszeit",
    "hora de inicio",
    "hora de finalización",
    "ora di inizio",
    "ora di completamento",
    "godzina rozpoczęcia",
    "godzina ukończenia",
    "время начала",
    "время выполнения",
];

pub(super) static TOOL: Tool = Tool {
    id: "microsoft-forms",
    name: "Microsoft Forms",
    recognise: |head| cell(head, 0, 0) == "id" && named(head, TIMES) == 2,
    above: 0,
    rows: 1,
    headings: first_row,
    own: &["start time", "last modified time", "total points", "quiz feedback"],
};
