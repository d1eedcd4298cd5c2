//! LimeSurvey: one row of headings, options of one question as `Question [option]`.

use super::responses::{Mark, Says};
use super::{ANY, Tool, named};

pub(super) static TOOL: Tool = Tool {
    id: "limesurvey",
    name: "LimeSurvey",
    recognise: |head| {
        named(head, &["response id", "date submitted", "last page", "start language"]) >= 3
            || named(head, &["id", "submitdate", "lastpage", "startlanguage"]) >= 3
    },
    own: &["last page", "lastpage", "start language", "startlanguage", "seed", "ip address", "ipaddr", "refurl"],
    marks: &[Mark { columns: &["date submitted", "submitdate"], says: Says::Nothing, what: "unfinished" }],
    // So that no spreadsheet takes the answer for a formula.
    unmasked: |text| text.strip_prefix('\'').filter(|rest| rest.starts_with('=')).unwrap_or(text),
    ..ANY
};
