//! Which column holds which field: by heading, never by position, whatever its case, spaces and punctuation.

use crate::domain::spelling::{fold_words, nearest};
use crate::finding::{Code, Finding, Place};
use crate::origin::{Column, Origin};
use crate::read::Sheet;
use crate::rules::{Field, Form};

/// For one sheet, where each field's columns are.
#[derive(Debug)]
pub struct Layout {
    /// By field, then by reader; a third reader comes last. None where the sheet has no such column and need not have it.
    pub columns: Vec<Vec<Option<Found>>>,
    /// Headings that no field names.
    pub unused: Vec<(Column, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Position among the sheet's headings, from 0.
    pub index: usize,
    pub column: Column,
    pub heading: String,
}

/// Finds every field's columns in a sheet.
///
/// # Errors
/// A finding for every needed column that is missing (with the nearest headings that are there) or stands twice.
pub fn layout(form: &Form, sheet: &Sheet) -> Result<Layout, Vec<Finding>> {
    let headings: Vec<Found> = sheet
        .headings
        .iter()
        .enumerate()
        .map(|(index, heading)| Found { index, column: heading.column, heading: heading.text.clone() })
        .collect();
    let folded: Vec<String> = headings.iter().map(|heading| fold_words(&heading.heading)).collect();
    let mut used = vec![false; headings.len()];
    let mut findings = Vec::new();
    let mut missing = Vec::new();
    let mut columns = Vec::new();
    for field in &form.fields {
        let mut readers = Vec::new();
        for (names, needed) in names(field) {
            let wanted: Vec<String> = names.iter().map(|name| fold_words(name)).collect();
            let hits: Vec<&Found> = headings
                .iter()
                .zip(&folded)
                .filter(|(_, name)| wanted.contains(name))
                .map(|(found, _)| found)
                .collect();
            for hit in &hits {
                if let Some(used) = used.get_mut(hit.index) {
                    *used = true;
                }
            }
            if hits.len() > 1 {
                findings.push(twice(sheet, field, &hits));
            } else if hits.is_empty() && needed {
                missing.push((field, names));
            }
            readers.push(hits.first().map(|found| (*found).clone()));
        }
        columns.push(readers);
    }
    let unused: Vec<(Column, String)> = headings
        .iter()
        .zip(&used)
        .filter(|(heading, used)| !**used && !heading.heading.trim().is_empty())
        .map(|(heading, _)| (heading.column, heading.heading.clone()))
        .collect();
    findings.extend(missing.into_iter().map(|(field, names)| absent(sheet, field, names, &unused)));
    if let Some(last) = findings.last_mut().filter(|last| last.code == Code::HeadingMissing && last.help.is_none()) {
        last.help = Some(spare(&unused));
    }
    if findings.is_empty() { Ok(Layout { columns, unused }) } else { Err(findings) }
}

/// The headings each of a field's columns may have, and whether it must be there.
fn names(field: &Field) -> impl Iterator<Item = (&Vec<String>, bool)> {
    let needed = field.is_needed();
    let third = field.third.iter().map(|third| (&third.headings, false));
    field.readers.iter().map(move |names| (names, needed)).chain(third)
}

fn twice(sheet: &Sheet, field: &Field, hits: &[&Found]) -> Finding {
    let place = hits.last().map_or_else(
        || Origin::source(&sheet.source),
        |hit| Origin::cell(&sheet.source, sheet.heading_row, hit.column),
    );
    let columns: Vec<String> = hits.iter().map(|hit| format!("{} `{}`", hit.column, hit.heading.trim())).collect();
    let message = format!("several columns could be the field `{}`: {}", field.name, columns.join(", "));
    Finding::new(Code::HeadingTwice, Place::Input(place), message)
        .help("rename or remove all but one of them in the file, or narrow `headings` in the rules")
}

fn absent(sheet: &Sheet, field: &Field, names: &[String], unused: &[(Column, String)]) -> Finding {
    let wanted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("no column for the field `{}`: looked for {}", field.name, wanted.join(", "));
    let near: Vec<String> = unused
        .iter()
        .filter(|(_, heading)| {
            names.iter().any(|name| nearest(&fold_words(name), [fold_words(heading).as_str()]).is_some())
        })
        .map(|(column, heading)| format!("{column} `{}`", heading.trim()))
        .collect();
    let finding =
        Finding::new(Code::HeadingMissing, Place::Input(Origin::row(&sheet.source, sheet.heading_row)), message);
    if near.is_empty() {
        return finding;
    }
    finding.help(format!("did you mean {}? then add that heading to the field in the rules", near.join(" or ")))
}

/// The columns that a missing one might be, said once.
fn spare(unused: &[(Column, String)]) -> String {
    if unused.is_empty() {
        return "every column of the file is in use".to_owned();
    }
    let named: Vec<String> =
        unused.iter().take(20).map(|(column, heading)| format!("{column} `{}`", heading.trim())).collect();
    format!("columns that no field uses: {}", named.join(", "))
}
