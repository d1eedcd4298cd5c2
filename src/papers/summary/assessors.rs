//! What each assessor has given, and whose turn it is; by number, never by name.

use std::fmt::Write as _;

use super::super::lists::assessors::{are_told, named, statuses};
use super::{heading, plain, right};
use crate::base::counted::count;
use crate::base::ids::ApplicationId;
use crate::select::Selection;
use crate::values::escape::visible;

/// So many applications that wait for an assessor are named.
const NAMED: usize = 5;

pub(super) fn assessors(page: &mut String, selection: &Selection<'_>) {
    if !are_told(selection) {
        return;
    }
    heading(page, "Ratings, of those who are eligible or may be");
    let mut table = plain();
    table.set_header([
        "  assessor",
        "asked for",
        "given",
        "blank",
        "unreadable",
        "abstained",
        "",
    ]);
    let statuses = statuses(selection);
    let is_open = statuses
        .iter()
        .any(|status| !status.missing.is_empty() || !status.may.is_empty());
    for status in statuses {
        let some = |waiting: &[ApplicationId]| {
            format!(
                "{} ({})",
                count(waiting.len(), "application", "applications"),
                named(selection, waiting, NAMED)
            )
        };
        let turn = match (status.missing.as_slice(), status.may.as_slice()) {
            ([], []) if status.asked_for == 0 => "nothing to rate".to_owned(),
            ([], []) => "complete".to_owned(),
            ([], may) if status.given == 0 && status.unreadable == 0 && status.abstained == 0 => {
                format!(
                    "has returned nothing; may rate, short of readers: {}",
                    some(may)
                )
            }
            ([], may) => format!("may rate, short of readers: {}", some(may)),
            (missing, []) => format!("waits: {}", some(missing)),
            (missing, may) => format!(
                "waits: {}; may rate, short of readers: {}",
                some(missing),
                some(may)
            ),
        };
        table.add_row([
            format!("  {}", status.assessor),
            status.asked_for.to_string(),
            status.given.to_string(),
            status.blank.to_string(),
            status.unreadable.to_string(),
            status.abstained.to_string(),
            visible(&turn).into_owned(),
        ]);
    }
    right(&mut table, &[1, 2, 3, 4, 5]);
    let _ = writeln!(page, "{}", table.trim_fmt());
    if is_open && selection.rules.form.packs.is_some() {
        let _ = writeln!(
            page,
            "  packs of what is still to be rated, for whoever is to rate it: `intake packs` with these `--ratings`"
        );
    }
}
