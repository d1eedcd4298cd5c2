//! EUSurvey: the survey's alias and the day of the export stand in rows above the headings.

use super::{Tool, cell, first_row};

pub(super) static TOOL: Tool = Tool {
    id: "eusurvey",
    name: "EUSurvey",
    // The third row of the preamble is blank.
    recognise: |head| cell(head, 0, 0) == "alias" && cell(head, 1, 0) == "export date",
    above: 2,
    rows: 1,
    headings: first_row,
    own: &["invitation number", "contribution id", "user name", "creation date", "last update", "languages"],
};
