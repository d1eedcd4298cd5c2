//! Whose ratings a column holds, and whether ratings stand in files of their own.

use super::heading::Found;
use crate::base::finding::{Code, Finding};
use crate::base::ids::AssessorId;
use crate::base::origin::Origin;
use crate::rules::{Field, Form};
use crate::table::Sheet;

/// Where the ratings of applications are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ratings {
    /// Beside the answers.
    Here,
    /// In files of their own, at least some of them.
    Apart,
}

impl Ratings {
    /// Where rules expect them, if there are so many files of ratings.
    pub fn of(form: &Form, files: usize) -> Self {
        if files == 0 && form.assessors.is_empty() && form.packs.is_none() {
            Self::Here
        } else {
            Self::Apart
        }
    }
}

/// What to do where assessors' columns are missing.
pub(super) const APART: &str =
    "where assessors rated in files of their own, give these with `--ratings`";

/// What is said where one column could be that of several readers of a rating.
pub(super) fn shared(
    sheet: &Sheet,
    field: &Field,
    readers: &[Option<Found>],
    stand: Ratings,
) -> Option<Finding> {
    if !field.kind.is_rating() {
        return None;
    }
    let readers = || (0..).map(AssessorId).zip(readers);
    let (first, found) = readers().find_map(|(one, found)| {
        let found = found.as_ref()?;
        let is_same = |(other, same): (AssessorId, &Option<Found>)| {
            other != one && same.as_ref().is_some_and(|same| same.id == found.id)
        };
        readers().any(is_same).then_some((one, found))
    })?;
    let of = readers().filter(|(_, same)| same.as_ref().is_some_and(|same| same.id == found.id));
    let of: Vec<String> = of.map(|(reader, _)| reader.to_string()).collect();
    let message = format!(
        "the column {} `{}` could be that of {} for the field `{}`",
        found.column,
        found.heading.trim(),
        of.join(" or of "),
        field.name
    );
    let file = &sheet.source.file;
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let write = format!("write `{} {first}` over the column", field.name);
    let help = match stand {
        Ratings::Here => format!(
            "{write}; or take it out of the applications, and give it as a file of ratings with `--ratings`"
        ),
        Ratings::Apart => format!(
            "say in the rules whose file it is: `[[assessors]]`, of which the first is A1, and under it `files = [\"{name}\"]`; or {write}"
        ),
    };
    let location = Origin::cell(&sheet.source, sheet.heading_row, found.column);
    Some(Finding::new(Code::WhoseRating, location, message).help(help))
}
