//! What the form asked, by the headings of an export: the question of each field, and the fields called so.

use std::collections::{BTreeMap, BTreeSet};

use super::heading::{Found, plain};
use super::headings::SheetRead;
use super::option_columns::{self, Part, position};
use crate::rules::{Field, Form};
use crate::words::naming::{in_words, is_short};

/// By field, the headings of its columns as a sheet has them; a column that is missing has none.
pub type Asked = BTreeMap<String, Vec<Option<String>>>;

/// What a sheet has of it. Of ratings nothing: an assessor's heading may hold a name.
pub fn asked(form: &Form, sheet: &SheetRead) -> Asked {
    let heading = |found: &Option<Found>| {
        let found = found.as_ref()?;
        Some(plain(&found.heading).trim().to_owned())
    };
    let fields = form.fields.iter().zip(&sheet.layout.columns);
    fields
        .filter(|(field, _)| !field.kind.is_rating())
        .map(|(field, columns)| (field.name.clone(), columns.iter().map(heading).collect()))
        .collect()
}

/// Gives every field a title: its own, otherwise the form's question, where all sheets have one and it is short, otherwise the name in
/// words. A heading of the rules may be one that this form never had. Where no sheet has headings, nothing changes.
pub fn title_as_asked(form: &mut Form, sheets: &[&Asked]) {
    if sheets.iter().all(|asked| asked.is_empty()) {
        return;
    }
    for field in &mut form.fields {
        if field.title.is_some() {
            continue;
        }
        let asked = sheets
            .iter()
            .map(|asked| question(field, asked.get(&field.name)?));
        let asked: BTreeSet<Option<String>> = asked.collect();
        let is_one = asked.len() == 1 && !field.kind.is_rating();
        let one = asked.into_iter().next().flatten().filter(|_| is_one);
        let title = one.filter(|one| is_short(one));
        field.title = Some(title.unwrap_or_else(|| in_words(&field.name)));
    }
}

/// The question by the headings of its columns.
pub fn question(field: &Field, headings: &[Option<String>]) -> Option<String> {
    let of_option = || {
        let heading = headings.iter().flatten().next()?;
        let (stem, _) = option_columns::parts(heading).into_iter().next()?;
        Some(stem.trim().to_owned())
    };
    let wholes = headings
        .iter()
        .enumerate()
        .filter(|(at, _)| is_whole(field, *at));
    let wholes: Vec<&str> = wholes
        .filter_map(|(_, heading)| heading.as_deref())
        .collect();
    let whole = (!wholes.is_empty()).then(|| wholes.join("; "));
    whole
        .or_else(of_option)
        .filter(|heading| !heading.is_empty())
}

/// Whether a column holds the whole answer, as that of a first or second choice does, and not one option of several.
pub fn is_whole(field: &Field, at: usize) -> bool {
    let Some(options) = field.kind.options() else {
        return true;
    };
    at == 0 || at >= position(Part::Further(0), options)
}
