//! Which column of a file of ratings has the ids, and which are whose ratings: by heading, as in the applications.

use std::collections::BTreeSet;

use super::pack::PackColumns;
use crate::answers::heading::Found;
use crate::answers::headings::{Layout, all, each_below, over, spare, twice};
use crate::answers::whose::{self, shared};
use crate::base::finding::{Code, Finding};
use crate::base::ids::{AssessorId, Per, ids};
use crate::base::origin::{Column, Origin, Row};
use crate::rules::form::Headings;
use crate::rules::{Field, FieldId, Form};
use crate::table::Sheet;

/// Where everything stands in one file.
#[derive(Debug)]
pub(super) struct Columns {
    /// As of a file of applications; fields without a column here have none.
    pub(super) layout: Layout,
    /// The field by which rows are known: the id, or an e-mail address.
    pub(super) key: (FieldId, Found),
    pub(super) packs: PackColumns,
}

/// Finds the columns of a file of ratings.
///
/// # Errors
/// A finding where the file could be of two assessors, where a column could be two readers', and where ids or ratings are missing.
pub(super) fn columns(form: &Form, sheet: &Sheet) -> Result<Columns, Vec<Finding>> {
    let of = assessor(form, sheet).map_err(|finding| vec![finding])?;
    let headings = all(sheet);
    let mut findings = Vec::new();
    let mut layout: Per<FieldId, Per<AssessorId, Option<Found>>> = Per::default();
    for field in &form.fields {
        if !field.kind.is_rating() {
            layout.push(Per::default());
            continue;
        }
        let mut readers: Vec<Option<Found>> = Vec::new();
        for (reader, names) in (0..).map(AssessorId).zip(field.columns()) {
            // The heading of a pack says whose it is, whatever the file is called.
            let own = form.packs.as_ref().map(|_| field.heading_of(reader));
            let own: Headings = own.into_iter().collect::<Vec<_>>().into();
            let mut hits = over(sheet, &headings, own.compiled());
            if hits.is_empty() && of.is_none_or(|of| of == reader) {
                hits = over(sheet, &headings, names.compiled());
            }
            if hits.len() > 1 {
                findings.push(twice(sheet, field, &hits));
            }
            readers.push(hits.first().map(|found| (*found).clone()));
        }
        findings.extend(shared(sheet, field, &readers, whose::Ratings::Apart));
        layout.push(readers.into());
    }
    let (packs, twice) = PackColumns::of(form, sheet, &headings);
    findings.extend(twice);
    let key = key(form, sheet, &headings);
    let is_read = |found: &Found| {
        let mut ratings = layout.iter().flatten().flatten();
        let of_key = key.as_ref().ok().and_then(Option::as_ref);
        ratings.any(|one| one.id == found.id)
            || of_key.is_some_and(|(_, one)| one.id == found.id)
            || packs.found().any(|one| one.id == found.id)
    };
    let unread = headings.iter().filter(|found| !is_read(found));
    findings.extend(packs.nobodys(form, sheet, unread));
    let unused = headings.iter().filter(|found| {
        let is_blank = found.heading.trim().is_empty();
        !is_blank && !is_read(found) && !sheet.tool.adds(&found.heading)
    });
    let unused: Vec<(Column, String)> = unused
        .map(|found| (found.column, found.heading.clone()))
        .collect();
    if findings.is_empty() && layout.iter().flatten().all(Option::is_none) {
        findings.push(no_rating(form, sheet, of, &unused));
    }
    match key {
        Ok(Some(key)) if findings.is_empty() => {
            layout[key.0] = vec![Some(key.1.clone())].into();
            let layout = Layout {
                columns: layout,
                unused,
            };
            return Ok(Columns { layout, key, packs });
        }
        Ok(Some(_)) => {}
        Ok(None) => findings.push(no_id(form, sheet, &unused)),
        Err(finding) => findings.push(finding),
    }
    Err(findings)
}

/// The row in which the headings stand, where that is not the first one: assessors' files begin with titles. It has the heading of an
/// id or address and that of a rating, as the rules write them.
pub(super) fn heading_row(form: &Form, sheet: &Sheet) -> Option<Row> {
    if columns(form, sheet).is_ok() {
        return None;
    }
    let of = assessor(form, sheet).ok()?;
    let wanted = Wanted::of(form, of);
    let mut found = None;
    each_below(sheet, |row, says| {
        if found.is_none() && wanted.are_in(says) {
            found = Some(row);
        }
    });
    found
}

/// The headings by which a row of headings is known.
pub(super) struct Wanted {
    keys: Vec<Headings>,
    ratings: Vec<Headings>,
}

impl Wanted {
    /// Of a file of one assessor, or of any.
    pub(super) fn of(form: &Form, of: Option<AssessorId>) -> Self {
        let made = made_id(form);
        let fields = || form.fields.iter().filter(|field| field.kind.is_rating());
        let own = fields()
            .flat_map(|field| (0..).map(AssessorId).zip(field.columns()))
            .filter(|(reader, _)| of.is_none_or(|of| of == *reader))
            .map(|(_, names)| names.clone());
        let of_packs = fields().filter(|_| form.packs.is_some()).flat_map(|field| {
            ids(field.readers()).map(|reader| Headings::from(vec![field.heading_of(reader)]))
        });
        Self {
            keys: keys(form, &made)
                .map(|(_, _, names)| names.clone())
                .collect(),
            ratings: own.chain(of_packs).collect(),
        }
    }

    /// Whether the cells of a row, folded, hold one of each.
    pub(super) fn are_in(&self, says: &BTreeSet<String>) -> bool {
        self.has_key(says) && has_one(&self.ratings, says)
    }

    /// Whether they hold that of an id or address.
    pub(super) fn has_key(&self, says: &BTreeSet<String>) -> bool {
        has_one(&self.keys, says)
    }
}

fn has_one(all: &[Headings], says: &BTreeSet<String>) -> bool {
    let has = |names: &Headings| names.compiled().0.iter().any(|name| says.contains(name));
    all.iter().any(has)
}

/// The columns of a file of ratings that anything is read from; none where some are missing.
pub(super) fn found(form: &Form, sheet: &Sheet) -> Option<Vec<Found>> {
    let Columns { layout, packs, .. } = columns(form, sheet).ok()?;
    let rated = layout.columns.into_iter().flatten().flatten();
    Some(rated.chain(packs.found().cloned()).collect())
}

/// Whose file it is; none where it may hold the columns of several.
fn assessor(form: &Form, sheet: &Sheet) -> Result<Option<AssessorId>, Finding> {
    let of = form.assessors_of(&sheet.source.file);
    if of.len() <= 1 {
        return Ok(of.first().copied());
    }
    let names: Vec<String> = of.iter().map(AssessorId::to_string).collect();
    let message = format!(
        "the file could be of several `[[assessors]]` in the rules: {}",
        names.join(", ")
    );
    let file = &sheet.source.file;
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let help = format!("write `files` so that only one of them fits `{name}`");
    Err(Finding::new(Code::WhoseRating, Origin::source(&sheet.source), message).help(help))
}

/// The column by which rows are known: that of the id, else that of an e-mail address.
fn key(
    form: &Form,
    sheet: &Sheet,
    headings: &[Found],
) -> Result<Option<(FieldId, Found)>, Finding> {
    let made = made_id(form);
    for (at, field, names) in keys(form, &made) {
        match over(sheet, headings, names.compiled()).as_slice() {
            [] => {}
            [found] => return Ok(Some((at, (*found).clone()))),
            several => return Err(twice(sheet, field, several)),
        }
    }
    Ok(None)
}

/// The headings of an id that is made of other fields: what it is called in the lists of a run, and its name.
fn made_id(form: &Form) -> Headings {
    vec!["application".to_owned(), form.fields[form.id].name.clone()].into()
}

/// The fields by which rows may be known, with their headings: the id first.
fn keys<'a>(
    form: &'a Form,
    made: &'a Headings,
) -> impl Iterator<Item = (FieldId, &'a Field, &'a Headings)> {
    let id = &form.fields[form.id];
    let of_id = if form.id_made_of.is_empty() {
        id.assessors.first()
    } else {
        Some(made)
    };
    let addresses = form
        .fields
        .each()
        .filter(|(_, field)| field.kind.is_email());
    let addresses = addresses.filter_map(|(at, field)| Some((at, field, field.assessors.first()?)));
    let ids = of_id.map(|names| (form.id, id, names));
    ids.into_iter().chain(addresses)
}

fn no_id(form: &Form, sheet: &Sheet, unused: &[(Column, String)]) -> Finding {
    let names = match form.fields[form.id].assessors.first() {
        Some(names) if form.id_made_of.is_empty() => names.join("`, `"),
        _ => "application".to_owned(),
    };
    let message = format!("the file of ratings has no column of ids: looked for `{names}`");
    let location = Origin::row(&sheet.source, sheet.heading_row);
    let help = format!(
        "ratings are joined by the application's id, never by row: give the column of ids one of these headings; {}",
        spare(unused)
    );
    Finding::new(Code::HeadingMissing, location, message).help(help)
}

fn no_rating(
    form: &Form,
    sheet: &Sheet,
    of: Option<AssessorId>,
    unused: &[(Column, String)],
) -> Finding {
    let fields = form.fields.iter().filter(|field| field.kind.is_rating());
    let names = fields.flat_map(|field| {
        let readers = (0..).map(AssessorId).zip(field.columns());
        readers.filter(|(reader, _)| of.is_none_or(|of| of == *reader))
    });
    let names = names.flat_map(|(_, names)| names.iter());
    let mut looked_for: Vec<String> = Vec::new();
    for name in names.map(|name| format!("`{name}`")) {
        if !looked_for.contains(&name) {
            looked_for.push(name);
        }
    }
    let location = Origin::row(&sheet.source, sheet.heading_row);
    let of = of.map_or_else(String::new, |of| format!(" of {of}"));
    if looked_for.is_empty() {
        let message = format!("the rules have no rating{of} that the file could hold");
        let help = "write a field of type `rating` with `readers`, or leave the file out";
        return Finding::new(Code::HeadingMissing, location, message).help(help);
    }
    let message = format!(
        "the file of ratings has no column of ratings{of}: looked for {}",
        looked_for.join(", ")
    );
    let help = format!(
        "give the column of ratings one of these headings, or add its heading to the field in the rules; {}",
        spare(unused)
    );
    Finding::new(Code::HeadingMissing, location, message).help(help)
}
