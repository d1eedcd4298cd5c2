//! Which column holds which field: by heading, never by position, whatever its case, spaces and punctuation.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::choice_columns::{
    in_order, is_by_option, options_missing, options_of, several_choices, undeclared,
};
use super::heading::{Found, fold_heading};
use super::option_columns::{self, Part};
use super::whose::{APART, Ratings, shared};
use crate::base::finding::{Code, Finding};
use crate::base::ids::{AssessorId, Per, ids};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::rules::form::Headings;
use crate::rules::{Field, FieldId, Form};
use crate::table::{Heading, HeadingId, MAX_HEADING, Sheet, row_help};
use crate::values::heading::FoldedHeadings;
use crate::values::spelling::{fold_words, nearest};

/// For one sheet, where each field's columns are.
#[derive(Debug)]
pub struct Layout {
    /// By field, then by assessor; a third assessor comes last. None where the sheet has no such column and need not have it.
    pub columns: Per<FieldId, Per<AssessorId, Option<Found>>>,
    /// Headings that no field names.
    pub unused: Vec<(Column, String)>,
}

/// How a sheet was read, for the terminal and the manifest.
#[derive(Debug)]
pub struct SheetRead {
    pub source: Arc<Source>,
    pub dialect: String,
    pub digest: String,
    pub rows: usize,
    /// Whether rows are counted in lines that run ahead of a spreadsheet's rows.
    pub line_breaks: bool,
    pub layout: Layout,
}

impl SheetRead {
    pub fn new(sheet: &Sheet, layout: Layout) -> Self {
        Self {
            source: sheet.source.clone(),
            dialect: sheet.dialect.clone(),
            digest: sheet.digest.clone(),
            rows: sheet.len(),
            line_breaks: sheet.has_line_breaks(),
            layout,
        }
    }
}

/// Finds every field's columns in a sheet.
///
/// # Errors
/// A finding for every needed column that is missing (with the nearest headings that are there) or stands twice.
pub fn layout(form: &Form, sheet: &Sheet, ratings: Ratings) -> Result<Layout, Vec<Finding>> {
    let headings = all(sheet);
    let folded: Vec<String> = headings
        .iter()
        .map(|heading| fold_heading(&heading.heading))
        .collect();
    let also: Vec<Vec<String>> = sheet
        .headings
        .iter()
        .map(|heading| heading.also.iter().map(|name| fold_heading(name)).collect())
        .collect();
    let mut used: Per<HeadingId, bool> = vec![false; headings.len()].into();
    let mut findings = Vec::new();
    let mut missing = Vec::new();
    let mut columns: Vec<Vec<Option<Found>>> = Vec::new();
    let claimed: BTreeSet<&String> = form
        .fields
        .iter()
        .flat_map(|field| names(field, false))
        .flat_map(|(names, _)| &names.compiled().0)
        .collect();
    for field in &form.fields {
        let mut assessors = Vec::new();
        let mut further = VecDeque::new();
        let of_options = options_of(field, &headings, &folded, &claimed, sheet);
        // A column of other answers alone does not stand for the question.
        let by_option = of_options
            .iter()
            .flatten()
            .any(|(found, _)| is_by_option(field, found, sheet));
        for (found, _) in of_options.iter().flatten() {
            used[found.id] = true;
        }
        let elsewhere = field.kind.is_rating() && ratings == Ratings::Apart
            || field.kind.is_id() && !form.id_made_of.is_empty();
        for (names, needed) in names(field, elsewhere) {
            let FoldedHeadings(wanted) = names.compiled();
            let hits: Vec<&Found> = headings
                .iter()
                .zip(&folded)
                .filter(|(_, name)| wanted.contains(name))
                .map(|(found, _)| found)
                .filter(|hit| {
                    !of_options
                        .iter()
                        .flatten()
                        .any(|(found, _)| found.id == hit.id)
                })
                .collect();
            // The further names a form tool gives a column come after the headings themselves.
            let hits = if hits.is_empty() && !by_option {
                under(&headings, &also, wanted)
            } else {
                hits
            };
            for hit in &hits {
                used[hit.id] = true;
            }
            if hits.len() > 1 && !by_option && several_choices(field, &folded, wanted, &hits) {
                further = in_order(&folded, wanted, &hits);
                assessors.push(further.pop_front());
                continue;
            }
            if hits.len() > 1 {
                findings.push(twice(sheet, field, &hits));
            } else if hits.is_empty() && needed && !by_option {
                missing.push((field, names));
            }
            assessors.push(hits.first().map(|found| (*found).clone()));
        }
        let mut of_options = of_options.unwrap_or_default();
        if let Some(choices) = field.kind.options() {
            let further = further.into_iter().zip(0..);
            of_options.extend(
                further.map(|(found, at)| {
                    (found, option_columns::position(Part::Further(at), choices))
                }),
            );
        }
        let others: Vec<&Found> = undeclared(field, &of_options, sheet);
        if others.len() > 1 {
            findings.push(options_missing(sheet, field, &others));
            columns.push(assessors);
            continue;
        }
        for (found, position) in of_options {
            if assessors.len() <= position {
                assessors.resize(position + 1, None);
            }
            match assessors.get_mut(position) {
                Some(Some(other)) => findings.push(twice(sheet, field, &[&*other, &found])),
                Some(slot) => *slot = Some(found),
                None => {}
            }
        }
        findings.extend(shared(sheet, field, &assessors, Ratings::Here));
        columns.push(assessors);
    }
    let unused: Vec<(Column, String)> = headings
        .iter()
        .zip(&used)
        .filter(|(heading, used)| {
            !**used && !heading.heading.trim().is_empty() && !sheet.tool.adds(&heading.heading)
        })
        .map(|(heading, _)| (heading.column, heading.heading.clone()))
        .collect();
    if let Some(below) = below(
        sheet,
        &folded,
        missing.iter().map(|(_, names)| names.compiled()),
    ) {
        return Err(vec![below]);
    }
    let of_rating = missing.iter().any(|(of, _)| of.kind.is_rating());
    let said = missing
        .into_iter()
        .map(|(field, names)| absent(sheet, field, names, &unused));
    findings.extend(said);
    if let Some(last) = findings
        .last_mut()
        .filter(|last| last.code == Code::HeadingMissing)
    {
        let spare = || spare(&unused);
        let far = || match of_rating {
            true => format!("{APART}; {}", spare()),
            false => spare(),
        };
        let help = last.help.take().unwrap_or_else(far);
        last.help = Some(help + &sheet.tool.doubt());
    }
    if findings.is_empty() {
        let columns = columns.into_iter().map(Per::from).collect();
        Ok(Layout { columns, unused })
    } else {
        Err(findings)
    }
}

/// All headings of a sheet.
pub(super) fn all(sheet: &Sheet) -> Vec<Found> {
    let found = |(id, heading): (HeadingId, &Heading)| Found {
        id,
        column: heading.column,
        heading: heading.text.clone(),
    };
    sheet.headings.each().map(found).collect()
}

/// Each row in which headings may stand that are missing where they were looked for, with what its cells say, folded.
pub(super) fn each_below(sheet: &Sheet, mut look: impl FnMut(Row, &BTreeSet<String>)) {
    /// Rows under the headings.
    const BELOW: usize = 20;
    sheet.visit(0..sheet.len().min(BELOW), |row, cells| {
        let cells = sheet.headings.ids().map(|at| cells.get(at));
        let short = cells.filter(|cell| cell.len() <= MAX_HEADING);
        look(row, &short.map(fold_heading).collect());
    });
}

/// What is said where a row under the headings holds more of the missing ones than the headings hold of anything.
fn below<'n>(
    sheet: &Sheet,
    headings: &[String],
    missing: impl Iterator<Item = &'n FoldedHeadings>,
) -> Option<Finding> {
    // Of the several headings a field may have, one is enough.
    let missing: Vec<&FoldedHeadings> = missing.collect();
    if missing.is_empty() {
        return None;
    }
    let mut found: Option<(usize, Row)> = None;
    each_below(sheet, |row, says| {
        let names = missing
            .iter()
            .filter(|FoldedHeadings(names)| names.iter().any(|name| says.contains(name)))
            .count();
        // Of equals the first row is kept.
        if names > found.map_or(1, |(most, _)| most) {
            found = Some((names, row));
        }
    });
    let filled = headings
        .iter()
        .filter(|heading| !heading.is_empty())
        .count();
    let (names, row) = found.filter(|(names, _)| {
        names.saturating_mul(2) >= missing.len() && names.saturating_mul(2) >= filled
    })?;
    let location = Origin::row(&sheet.source, row);
    let message = format!(
        "the headings seem to stand in row {row}: it holds {names} of those the rules look for"
    );
    Some(Finding::new(Code::HeadingRow, location, message).help(row_help(sheet.heading_row, row)))
}

/// The columns over which one of the wanted headings stands, folded; where none does, those to which a form tool gives such a name.
pub(super) fn over<'h>(
    sheet: &Sheet,
    headings: &'h [Found],
    FoldedHeadings(wanted): &FoldedHeadings,
) -> Vec<&'h Found> {
    let is_over = |found: &&Found| wanted.contains(&fold_heading(&found.heading));
    let hits: Vec<&Found> = headings.iter().filter(is_over).collect();
    if !hits.is_empty() {
        return hits;
    }
    let also = sheet.headings.iter().map(|heading| &heading.also);
    let also: Vec<Vec<String>> = also
        .map(|names| names.iter().map(|name| fold_heading(name)).collect())
        .collect();
    under(headings, &also, wanted)
}

/// The columns that go by one of the wanted names, folded, where a form tool gives them further names.
fn under<'h>(headings: &'h [Found], also: &[Vec<String>], wanted: &[String]) -> Vec<&'h Found> {
    let named = headings
        .iter()
        .zip(also)
        .filter(|(_, names)| names.iter().any(|name| wanted.contains(name)));
    named.map(|(found, _)| found).collect()
}

/// Gives a field the same columns in every sheet; those that a sheet lacks are none.
pub(super) fn align(layouts: &mut [Layout]) {
    let fields = layouts
        .iter()
        .map(|layout| layout.columns.len())
        .max()
        .unwrap_or_default();
    for field in ids::<FieldId>(fields) {
        let widths = layouts.iter().map(|layout| layout.columns[field].len());
        let widest = widths.max().unwrap_or_default();
        for layout in layouts.iter_mut() {
            layout.columns[field].resize(widest, None);
        }
    }
}

/// The headings each of a field's columns may have, and whether it must be there.
/// `elsewhere`: an id is made of other fields, or ratings stand in files of their own.
fn names(field: &Field, elsewhere: bool) -> impl Iterator<Item = (&Headings, bool)> {
    let needed = field.is_needed() && !elsewhere;
    let third = field.third.iter().map(|third| (&third.headings, false));
    field
        .assessors
        .iter()
        .map(move |names| (names, needed))
        .chain(third)
}

pub(super) fn twice(sheet: &Sheet, field: &Field, hits: &[&Found]) -> Finding {
    let location = hits.last().map_or_else(
        || Origin::source(&sheet.source),
        |hit| Origin::cell(&sheet.source, sheet.heading_row, hit.column),
    );
    let columns: Vec<String> = hits
        .iter()
        .map(|hit| format!("{} `{}`", hit.column, hit.heading.trim()))
        .collect();
    let message = format!(
        "several columns could be the field `{}`: {}",
        field.name,
        columns.join(", ")
    );
    Finding::new(Code::HeadingTwice, location, message)
        .help("rename or remove all but one of them in the file, or narrow `headings` in the rules")
}

fn absent(sheet: &Sheet, field: &Field, names: &[String], unused: &[(Column, String)]) -> Finding {
    let wanted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "no column for the field `{}`: looked for {}",
        field.name,
        wanted.join(", ")
    );
    let near: Vec<String> = unused
        .iter()
        .filter(|(_, heading)| {
            names
                .iter()
                .any(|name| nearest(&fold_words(name), [fold_words(heading).as_str()]).is_some())
        })
        .map(|(column, heading)| format!("{column} `{}`", heading.trim()))
        .collect();
    let finding = Finding::new(
        Code::HeadingMissing,
        Origin::row(&sheet.source, sheet.heading_row),
        message,
    );
    if near.is_empty() {
        return finding;
    }
    finding.help(format!(
        "did you mean {}? then add that heading to the field in the rules",
        near.join(" or ")
    ))
}

/// The columns that a missing one might be, said once.
pub(super) fn spare(unused: &[(Column, String)]) -> String {
    if unused.is_empty() {
        return "every column of the file is in use".to_owned();
    }
    let named: Vec<String> = unused
        .iter()
        .take(20)
        .map(|(column, heading)| format!("{column} `{}`", heading.trim()))
        .collect();
    format!("columns that no field uses: {}", named.join(", "))
}
