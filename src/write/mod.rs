//! Writing the run folder: lists as CSV and as one workbook, the audit record, the manifest. All of it or nothing.
//!
//! What a list shows is said once, in `tables`; `csv` and `workbook` only set it down. Adding an output format is one new
//! file here, one line in [`write()`] and its tests.

pub mod audit;
pub mod csv;
pub mod disk;
pub mod folder;
mod hidden;
pub mod interrupt;
pub mod manifest;
mod replace;
pub mod safe;
pub mod single;
pub mod summary;
pub mod tables;
pub mod workbook;

use std::path::Path;
use std::{io, iter};

use crate::finding::Finding;
use crate::select::{Outcome, Selection};
use disk::Disk;
use folder::{Folder, Written};

/// What to write and where.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    pub out: &'a Path,
    /// Replace an earlier run folder of the same name, if nobody changed or added anything in it.
    pub replace: bool,
    /// Leave the workbooks out.
    pub without_workbook: bool,
}

/// Writes the run folder and returns what was noticed on the way. `holds` is asked when everything is written and nothing stands
/// in its place yet.
///
/// # Errors
/// A finding when the folder is there already or cannot be written, and that of `holds`; it says what is left then.
pub fn write(
    disk: &dyn Disk,
    selection: &Selection<'_>,
    options: Options<'_>,
    step: &dyn Fn(&str),
    holds: &dyn Fn() -> Result<(), Finding>,
) -> Result<Vec<Finding>, Finding> {
    let mut folder = Folder::begin(disk, options.out, options.replace)?;
    let filled = fill(&mut folder, selection, options, step).and_then(|notes| holds().map(|()| notes));
    let mut notes = match filled {
        Ok(notes) => notes,
        Err(finding) => return Err(folder.abandon(finding)),
    };
    folder.finish()?;
    notes.extend(hidden::left_beside(options.out));
    Ok(notes)
}

fn fill(
    folder: &mut Folder<'_>,
    selection: &Selection<'_>,
    options: Options<'_>,
    step: &dyn Fn(&str),
) -> Result<Vec<Finding>, Finding> {
    let notes = each_file(selection, options.without_workbook, &mut |name, fill| {
        step(name);
        folder.file(name, fill)
    })?;
    step("manifest.json");
    let manifest = manifest::manifest(selection, &notes, folder.written());
    folder.file("manifest.json", |out| manifest::write(out, &manifest))?;
    Ok(notes)
}

/// A file of a run, made but not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Path inside the run folder, with `/`.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Makes the files of a run one by one, as [`write()`] would write them, and hands each on; the manifest is returned.
///
/// # Errors
/// A finding when the workbook cannot be put together.
pub fn make(
    selection: &Selection<'_>,
    without_workbook: bool,
    take: &mut dyn FnMut(Made),
) -> Result<manifest::Manifest, Finding> {
    let mut written = Vec::new();
    let notes = each_file(selection, without_workbook, &mut |name, fill| {
        let mut bytes = Vec::new();
        fill(&mut bytes).map_err(|error| folder::unwritable(name, &error))?;
        written.push(Written::of(name, &bytes));
        take(Made { name: name.to_owned(), bytes });
        Ok(())
    })?;
    Ok(manifest::manifest(selection, &notes, &written))
}

type Fill<'a> = Box<dyn FnOnce(&mut dyn io::Write) -> io::Result<()> + 'a>;

/// Every file but the manifest, in order; returns what was noticed.
fn each_file(
    selection: &Selection<'_>,
    without_workbook: bool,
    put: &mut dyn FnMut(&str, Fill<'_>) -> Result<(), Finding>,
) -> Result<Vec<Finding>, Finding> {
    let mut notes = Vec::new();
    for table in tables::files(selection) {
        put(&format!("{}.csv", table.name), Box::new(|out| csv::write(out, table)))?;
    }
    if !without_workbook {
        let (bytes, more) = workbook::bytes(selection).map_err(|error| folder::unwritable("workbook.xlsx", &error))?;
        notes = more;
        put("workbook.xlsx", Box::new(move |out| out.write_all(&bytes)))?;
    }
    let asked = selection.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    if asked && !without_workbook {
        let form = workbook::to_fill_in(selection).map_err(|error| folder::unwritable("clarify.xlsx", &error))?;
        notes.extend(form.1);
        put("clarify.xlsx", Box::new(move |out| out.write_all(&form.0)))?;
    }
    put("audit.jsonl", Box::new(|out| audit::write(out, selection)))?;
    // As they were, so that whoever asks later need not wonder which version was meant.
    let rules = selection.rules;
    let lists = rules.list_files.iter().filter(|list| list.name != rules.file.name);
    for file in iter::once(&rules.file).chain(lists) {
        put(&format!("rules/{}", file.name), Box::new(|out| out.write_all(file.text.as_bytes())))?;
    }
    Ok(notes)
}
