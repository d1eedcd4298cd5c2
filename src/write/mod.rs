//! Writing the run folder: lists as CSV and as one workbook, the audit record, the manifest. All of it or nothing.
//!
//! What a list shows is said once, in `tables`; `csv` and `workbook` only set it down. Adding an output format is one new
//! file here, one line in [`each_file`] and its tests.

pub mod audit;
pub mod csv;
pub mod safe;
pub mod summary;
pub mod tables;
pub mod workbook;

use std::fmt::Display;
use std::{io, iter};

use crate::finding::{Code, Finding, Place};
use crate::record::manifest::{self, Manifest, Written};
use crate::select::{Outcome, Selection};

/// A file of a run, made but not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Path inside the run folder, with `/`.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Makes the files of a run one by one, as [`each_file`] would write them, and hands each on; the manifest is returned.
///
/// # Errors
/// A finding when the workbook cannot be put together.
pub fn make(
    selection: &Selection<'_>,
    without_workbook: bool,
    take: &mut dyn FnMut(Made),
) -> Result<Manifest, Finding> {
    let mut written = Vec::new();
    let notes = each_file(selection, without_workbook, &mut |name, fill| {
        let mut bytes = Vec::new();
        fill(&mut bytes).map_err(|error| unwritable(name, &error))?;
        written.push(Written::of(name, &bytes));
        take(Made { name: name.to_owned(), bytes });
        Ok(())
    })?;
    Ok(manifest::manifest(selection, &notes, &written))
}

pub type Fill<'a> = Box<dyn FnOnce(&mut dyn io::Write) -> io::Result<()> + 'a>;

/// Every file but the manifest, in order; returns what was noticed.
pub fn each_file(
    selection: &Selection<'_>,
    without_workbook: bool,
    put: &mut dyn FnMut(&str, Fill<'_>) -> Result<(), Finding>,
) -> Result<Vec<Finding>, Finding> {
    let mut notes = Vec::new();
    for table in tables::files(selection) {
        put(&format!("{}.csv", table.name), Box::new(|out| csv::write(out, table)))?;
    }
    if !without_workbook {
        let (bytes, more) = workbook::bytes(selection).map_err(|error| unwritable("workbook.xlsx", &error))?;
        notes = more;
        put("workbook.xlsx", Box::new(move |out| out.write_all(&bytes)))?;
    }
    let asked = selection.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    if asked && !without_workbook {
        let form = workbook::to_fill_in(selection).map_err(|error| unwritable("clarify.xlsx", &error))?;
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

/// What could not be written, and why; the help is added by whoever knows what is left.
pub fn unwritable(name: &str, error: &dyn Display) -> Finding {
    Finding::new(Code::OutputUnwritable, Place::File(name.to_owned()), format!("cannot be written: {error}"))
}
