//! EUSurvey: the survey's alias and the day of the export stand in rows above the headings.

use super::{ANY, Tool, cell};

pub(super) static TOOL: Tool = Tool {
    id: "eusurvey",
    name: "EUSurvey",
    // The third row of the preamble is blank.
    recognise: |head| cell(head, 0, 0) == "alias" && cell(head, 1, 0) == "export date",
    above: 2,
    own: &[
        "invitation number",
        "contribution id",
        "user name",
        "creation date",
        "last update",
        "languages",
    ],
    ..ANY
};
