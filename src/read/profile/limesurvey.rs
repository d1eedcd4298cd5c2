//! LimeSurvey: one row of headings, options of one question as `Question [option]`.

use super::{Tool, first_row, named};

pub(super) static TOOL: Tool = Tool {
    id: "limesurvey",
    name: "LimeSurvey",
    recognise: |head| {
        named(head, &["response id", "date submitted", "last page", "start language"]) >= 3
            || named(head, &["id", "submitdate", "lastpage", "startlanguage"]) >= 3
    },
    above: 0,
    rows: 1,
    headings: first_row,
    own: &["last page", "lastpage", "start language", "startlanguage", "seed", "ip address", "ipaddr", "refurl"],
};
