//! What the step *Rules* says.

use crate::base::counted::count;

pub const RULES_FILE: &str = "Rules file and its lists (.toml, .csv)";
pub const TAKE_SAMPLE: &str = "Take the sample";
pub const SAMPLE_ABOUT: &str = "A real call with invented applicants, to try the page with.";
pub const DRAFT: &str = "Begin from an export";
pub const DRAFT_FILE: &str = "Export to begin from (.csv, .xlsx, .xls, .xlsb, .ods)";
pub const DRAFT_ABOUT: &str =
    "Makes a first rules file for its columns, in which every line marked EDIT is yours to settle.";
pub const EDITOR: &str = "The rules as text";
pub const EDITOR_ABOUT: &str =
    "Change them here; they are checked as you type. Tab leaves the text.";
pub const DRAFT_MADE: &str = "A first rules file: go through every line marked EDIT.";
pub const SAVE_RULES: &str = "Save the rules file";
pub const RULES_VALID: &str = "The rules are valid.";
pub const EVERY_RULE: &str = "Every rule, and what it rests on";

pub fn line_of(file: &str, line: usize) -> String {
    format!("{file}, line {line}")
}

/// What a rules file comes to.
pub fn rules_line(
    title: &str,
    criteria: usize,
    measures: usize,
    groups: usize,
    cap: u32,
) -> String {
    format!(
        "{title}: {} with the deadline, {}, {}, {}",
        count(criteria, "criterion", "criteria"),
        count(measures, "measure", "measures"),
        count(groups, "group", "groups"),
        count(cap, "place", "places")
    )
}

pub fn unsettled(many: usize) -> String {
    let places = count(many, "place is", "places are");
    format!("{places} still to be settled (EDIT); nothing is decided by these rules until then")
}
