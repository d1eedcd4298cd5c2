//! Writing the run folder: lists as CSV and as one workbook, the audit record, the manifest. All of it or nothing.
//!
//! What a list shows is said once, in `tables`; `csv` and `workbook` only set it down. Adding an output format is one new
//! file here, one line in [`write()`] and its tests.

pub mod audit;
pub mod csv;
pub mod folder;
pub mod manifest;
mod replace;
pub mod safe;
pub mod summary;
pub mod tables;
pub mod workbook;

use std::path::Path;

use crate::finding::Finding;
use crate::select::Selection;
use folder::Folder;

/// What to write and where.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    pub out: &'a Path,
    /// Replace an earlier run folder of the same name, if nobody changed or added anything in it.
    pub replace: bool,
    /// Leave the workbook out.
    pub without_workbook: bool,
}

/// Writes the run folder and returns what was noticed on the way.
///
/// # Errors
/// A finding when the folder is there already or cannot be written; nothing is left behind then.
pub fn write(selection: &Selection<'_>, options: Options<'_>, step: &dyn Fn(&str)) -> Result<Vec<Finding>, Finding> {
    let mut folder = Folder::begin(options.out, options.replace)?;
    let mut notes = Vec::new();
    for table in tables::files(selection) {
        step(&table.name);
        folder.file(&format!("{}.csv", table.name), |out| csv::write(out, table))?;
    }
    if !options.without_workbook {
        step("workbook.xlsx");
        let (bytes, more) = workbook::bytes(selection).map_err(|error| folder::unwritable("workbook.xlsx", &error))?;
        notes = more;
        folder.file("workbook.xlsx", |out| out.write_all(&bytes))?;
    }
    step("audit.jsonl");
    folder.file("audit.jsonl", |out| audit::write(out, selection))?;
    step("manifest.json");
    let manifest = manifest::manifest(selection, &notes, folder.written());
    folder.file("manifest.json", |out| manifest::write(out, &manifest))?;
    folder.finish()?;
    Ok(notes)
}
