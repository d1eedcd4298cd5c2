//! The rows of a file of decisions that would allow something of a run, for whoever may allow it.

use super::Kind;

/// A row of a file of decisions about a run, in which who, when and why are still to be said.
pub(super) fn row(kind: Kind, about: &str, answer: &str) -> String {
    let about = if about.contains([',', '"', '\n', ';']) {
        format!("\"{}\"", about.replace('"', "\"\""))
    } else {
        about.to_owned()
    };
    format!("`,{},{about},,,{answer},WHO,WHEN,WHY`", kind.word())
}

/// What to write where such rows would allow something.
pub(super) fn allowed_by(rows: &[String]) -> String {
    let decisions = if rows.len() == 1 {
        "the decision"
    } else {
        "the decisions"
    };
    format!(
        "does so by {decisions} {} under the headings `{}`",
        rows.join(" and "),
        super::load::COLUMNS.join(",")
    )
}
