//! The marks of packs: each row has that of its application and reader, so that a rating under another id or heading is noticed.

use std::collections::BTreeMap;

use super::rated::{RatedRowId, RatingsFile, cell};
use crate::answers::types::rating::abstain;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{AssessorId, ids};
use crate::base::origin::Origin;
use crate::rules::marks::{asked_so, is_marked};
use crate::rules::{Form, Packs};
use crate::values::spelling::quoted;

/// Rows whose ratings are not of the pack that their mark names.
pub(super) enum Strange {
    /// The application was not among those that this reader was given.
    NotAssigned(Finding),
    /// It was made for another reader.
    Swapped(Finding),
}

/// What is wrong with the marks of a file that has some; rows without a rating are passed over.
pub(super) fn strange(form: &Form, file: &RatingsFile) -> BTreeMap<RatedRowId, Strange> {
    let mut strange = BTreeMap::new();
    let (Some(packs), Some(marks)) = (&form.packs, &file.marks) else {
        return strange;
    };
    for column in &file.columns {
        let is_filled = column.is_filled(form);
        for (row, mark) in marks.each() {
            let id = cell(&file.keys, row).0;
            if !is_filled(row) || is_marked(packs, mark, id, column.assessor) {
                continue;
            }
            let origin = Origin::cell(&file.source, file.rows[row], column.column);
            let found = match of_another(packs, form, mark, id) {
                Some(other) => Strange::Swapped(swapped(origin, column.assessor, other)),
                None if mark.trim().is_empty() => {
                    Strange::NotAssigned(unmarked(origin, column.assessor, id))
                }
                None => Strange::NotAssigned(not_assigned(origin, column.assessor, id)),
            };
            strange.entry(row).or_insert(found);
        }
    }
    strange
}

/// Whether a row is of an assessor's own pack, by its mark.
pub(super) fn is_of_pack(
    form: &Form,
    file: &RatingsFile,
    row: RatedRowId,
    assessor: AssessorId,
) -> bool {
    let of = form.packs.as_ref().zip(file.marks.as_ref());
    of.is_some_and(|(packs, marks)| {
        is_marked(packs, &marks[row], cell(&file.keys, row).0, assessor)
    })
}

/// By column, that its ratings were asked for by rules that asked something else.
pub(super) fn asked_otherwise(form: &Form, file: &RatingsFile) -> Vec<Finding> {
    let (Some(packs), Some(marks)) = (&form.packs, &file.marks) else {
        return Vec::new();
    };
    let each = file.columns.iter().filter_map(|column| {
        let field = &form.fields[column.field];
        let is_filled = column.is_filled(form);
        let is_other = |(row, mark): &(RatedRowId, &String)| {
            let id = cell(&file.keys, *row).0;
            let is_own = is_marked(packs, mark, id, column.assessor);
            // Whoever takes no part says so of everything, asked or not.
            let is_out = abstain::says(cell(&column.cells, *row).0, &field.abstain);
            is_own && is_filled(*row) && !is_out && !asked_so(mark, field)
        };
        let mut other = marks.each().filter(is_other);
        let (first, _) = other.next()?;
        let more = match other.count() {
            0 => String::new(),
            more => format!("; so it is in {} more", count(more, "row", "rows")),
        };
        let message = format!(
            "the pack was made by other rules: they asked for `{}` with other bounds or other words for its numbers, or not at all{more}",
            field.name
        );
        let help = "give the rules by which packs were made; where the ratings hold by those of today as well, give them in a file without `pack`, `conflict` and `abstain`";
        let origin = Origin::cell(&file.source, file.rows[first], column.column);
        Some(Finding::new(Code::PackRules, origin, message).help(help))
    });
    each.collect()
}

/// The reader of whose pack a row is, by its mark.
fn of_another(packs: &Packs, form: &Form, mark: &str, id: &str) -> Option<AssessorId> {
    ids::<AssessorId>(form.readers()).find(|other| is_marked(packs, mark, id, *other))
}

fn swapped(origin: Origin, here: AssessorId, of: AssessorId) -> Finding {
    let message =
        format!("the row is of the pack of {of}, and the rating stands in a column of {here}");
    let help = format!(
        "put each reader's ratings under the headings of their own pack, those that end in `{of}`"
    );
    Finding::new(Code::WhoseRating, origin, message).help(help)
}

fn unmarked(origin: Origin, by: AssessorId, id: &str) -> Finding {
    let message = format!(
        "the row has lost its mark in the column `pack`, so that nobody knows whether {by} was given {} to read; the ratings of the row do not count",
        quoted(id)
    );
    let help = "put the mark back as the pack had it; or give the rating in a file without `pack`, `conflict` and `abstain`";
    Finding::new(Code::NotAssigned, origin, message).help(help)
}

fn not_assigned(origin: Origin, by: AssessorId, id: &str) -> Finding {
    let message = format!(
        "{} was not given to {by} to read, and is rated here; the ratings of the row do not count",
        quoted(id)
    );
    let help = "the mark in the column `pack` is not that of this application and reader, by the seed in [packs]: give the row its own id back; or, where this \
                reader was to read it after all, give the rating in a file without `pack`, `conflict` and `abstain`";
    Finding::new(Code::NotAssigned, origin, message).help(help)
}
