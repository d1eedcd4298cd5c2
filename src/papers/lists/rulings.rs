//! What people decided about single applications, and what the file had said. No personal column is shown.

use super::{Cell, Table, headings};
use crate::base::counted::count;
use crate::rulings::RulingDone;
use crate::select::Selection;
use crate::values::escape::visible;

/// The list; none where nobody decided anything.
pub(super) fn rulings<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    (!selection.rulings.files.is_empty()).then(|| Table {
        name: "decisions".to_owned(),
        tab: "decisions".to_owned(),
        above: Vec::new(),
        headings: headings(&[
            "application",
            "decision",
            "field",
            "cell",
            "was",
            "answer",
            "who",
            "when",
            "why",
        ]),
        rows: Box::new(selection.rulings.done.iter().map(row)),
    })
}

fn row(done: &RulingDone) -> Vec<Cell<'_>> {
    let shown = |text| Cell::text(if done.personal { "(personal)" } else { text });
    vec![
        Cell::text(done.application.as_str()),
        Cell::text(done.kind.word()),
        Cell::text(done.about.as_str()),
        Cell::text(done.cell.as_str()),
        shown(done.was.as_str()),
        shown(done.answer.as_str()),
        Cell::text(done.by.who.as_str()),
        Cell::text(done.by.when.to_string()),
        Cell::text(done.by.why.as_str()),
    ]
}

/// The rows that were left out, by their ids.
pub(crate) fn left_out(rulings: &[RulingDone]) -> String {
    const MOST: usize = 20;
    let rows: Vec<&RulingDone> = rulings.iter().filter(|done| done.left_out).collect();
    if rows.is_empty() {
        return String::new();
    }
    let named: Vec<_> = rows
        .iter()
        .take(MOST)
        .map(|done| visible(&done.application))
        .collect();
    let more = rows.len().saturating_sub(MOST);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    format!(
        "; {} left out as no application: {}{more}",
        count(rows.len(), "row", "rows"),
        named.join(", ")
    )
}
