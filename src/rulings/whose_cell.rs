//! Which of a field's several columns a ruling is about. An assessor is known by the clarify list, which says whom it asks, by a number,
//! by a file that the rules say is theirs, and by the column of the table that is named. A letter alone never leads into another table.

use super::Ruling;
use crate::answers::Applications;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{FieldId, Form};

/// Whose cell it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    One(AssessorId),
    /// Two that the row names at once.
    Both(AssessorId, AssessorId),
    Nobodys,
}

/// Which of several columns a ruling names.
pub(super) fn which_of(
    ruling: &Ruling,
    form: &Form,
    (application, field): (ApplicationId, FieldId),
    all: &Applications,
) -> Whose {
    let cell = ruling.cell.trim();
    if form.fields[field].kind.is_rating() {
        let named = [
            ruling.asked,
            numbered(cell, field, all).or_else(|| of_file(cell, form, all)),
        ];
        let known = |one: &AssessorId| all.assessors(field).any(|other| other == *one);
        let mut named = named.into_iter().flatten().filter(known);
        match (named.next(), named.next()) {
            (Some(one), Some(other)) if one != other => return Whose::Both(one, other),
            (Some(one), _) => return Whose::One(one),
            (None, _) => {}
        }
    }
    in_column(cell, (application, field), all).map_or(Whose::Nobodys, Whose::One)
}

/// By number: `A2`, or `applications.csv:3 (A2)`.
fn numbered(cell: &str, field: FieldId, all: &Applications) -> Option<AssessorId> {
    all.assessors(field).find(|one| {
        let number = one.to_string();
        cell == number || cell.ends_with(&format!("({number})"))
    })
}

/// By a file of one assessor, whether or not it was given, where the rules say whose it is.
fn of_file(cell: &str, form: &Form, all: &Applications) -> Option<AssessorId> {
    let named = parts(cell).0;
    let mut tables = all.sources().filter(|source| source.to_string() == named);
    if tables.next().is_some() && !all.is_of_ratings(named) {
        return None;
    }
    let of_workbook = named.strip_suffix(']').and_then(|it| it.rsplit_once('['));
    let file = of_workbook.map_or(named, |(file, _)| file);
    match form.assessors_of(file).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// By the column of a table: the one that is named, or, where none goes by that name, the one in which all of them stand.
fn in_column(
    cell: &str,
    (application, field): (ApplicationId, FieldId),
    all: &Applications,
) -> Option<AssessorId> {
    let stands = |by: &AssessorId| {
        let origin = all.origin(application, field, *by);
        origin.is_some_and(|origin| origin.to_string() == cell)
    };
    // Where files stand one under another, a column is of several readers, and of these one has something there.
    let here: Vec<AssessorId> = all.assessors(field).filter(stands).collect();
    let says = |by: &&AssessorId| !all.said(application, field, **by).is_empty();
    if let Some(by) = here.iter().find(says).or(here.first()) {
        return Some(*by);
    }
    let (named, row, column) = parts(cell);
    if all.sources().any(|source| source.to_string() == named) {
        return all.assessor_in(named, field, column);
    }
    let column = column.or((!cell.contains(':')).then_some(named));
    let is_cell = row.is_empty() != cell.contains(':');
    let table = all.table_of_all(application, field)?;
    all.assessor_in(&table, field, Some(column.filter(|_| is_cell)?))
}

/// A cell as its file, row and column.
pub(super) fn parts(cell: &str) -> (&str, &str, Option<&str>) {
    let is_row = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match cell.rsplit_once(':') {
        Some((file, row)) if is_row(row) => (file, row, None),
        Some((before, column)) => match before.rsplit_once(':') {
            Some((file, row)) if is_row(row) => (file, row, Some(column)),
            _ => (before, "", Some(column)),
        },
        None => (cell, "", None),
    }
}
