//! A run folder on the disk: every file of the run, in order, then the manifest. All of it or nothing.

use std::path::Path;

use intake::base::finding::Finding;
use intake::out::{self, Fill, Issue};
use intake::select::Selection;

use crate::shell::disk::folder::Folder;
use crate::shell::disk::{Disk, hidden};

/// What to write and where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options<'a> {
    pub(crate) out: &'a Path,
    /// Replace an earlier run folder of the same name, if nobody changed or added anything in it.
    pub(crate) replace: bool,
    pub(crate) issue: Issue,
}

/// Writes the run folder and returns what was noticed on the way. `holds` is asked when everything is written and nothing stands
/// in its place yet.
///
/// # Errors
/// A finding when the folder is there already or cannot be written, and that of `holds`; it says what is left then.
pub(crate) fn write(
    disk: &dyn Disk,
    selection: &Selection<'_>,
    options: Options<'_>,
    step: &dyn Fn(&str),
    holds: &dyn Fn() -> Result<(), Finding>,
) -> Result<Vec<Finding>, Finding> {
    let mut folder = Folder::begin(disk, options.out, options.replace)?;
    let mut telling = Telling {
        folder: &mut folder,
        step,
    };
    let written = out::write(selection, options.issue, &mut telling);
    let filled = written.and_then(|(_, notes)| holds().map(|()| notes));
    let mut notes = match filled {
        Ok(notes) => notes,
        Err(finding) => return Err(folder.abandon(finding)),
    };
    folder.finish()?;
    notes.extend(hidden::left_beside(options.out));
    Ok(notes)
}

/// Tells which file is written, and hands it on.
struct Telling<'a, 'd> {
    folder: &'a mut Folder<'d>,
    step: &'a dyn Fn(&str),
}

impl out::Sink for Telling<'_, '_> {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        (self.step)(name);
        self.folder.file(name, fill)
    }
}
