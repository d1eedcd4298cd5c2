//! What would be lost if a folder were replaced: whatever Intake did not write, or somebody changed since.
//!
//! The folder's manifest says what a run wrote; a folder without one is nobody's run, whatever else is in it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::manifest::{Manifest, OutputFile};
use crate::read::file;

/// The file that shows a folder to be a run of ours.
const MARK: &str = "manifest.json";

/// No manifest of ours is longer.
const LONGEST: u64 = 1 << 26;

/// Why a folder is not replaced.
pub(super) struct Lost {
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// The first thing that would be lost with the folder, by name; none when all of it can be written again.
///
/// # Errors
/// When something in the folder cannot be read.
pub(super) fn lost(folder: &Path) -> io::Result<Option<Lost>> {
    let Some(manifest) = manifest(&folder.join(MARK))? else {
        let message = "is a folder, but no run of Intake, and is not replaced".to_owned();
        return Ok(Some(Lost { message, help: "choose another name with --out" }));
    };
    let found = foreign(folder, "", &manifest.files)?;
    let help = "move that out of the folder, or choose another name with --out";
    Ok(found.map(|message| Lost { message, help }))
}

fn manifest(path: &Path) -> io::Result<Option<Manifest>> {
    if !fs::symlink_metadata(path).is_ok_and(|there| there.is_file()) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(serde_json::from_slice(&bytes).ok())
}

/// The first entry that is not as the run wrote it. `under` is the folder's path inside the run, ending in `/`.
fn foreign(folder: &Path, under: &str, files: &[OutputFile]) -> io::Result<Option<String>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        // Of a link this is the link's own kind, so it is neither.
        let kind = entry.file_type()?;
        let listed = files.iter().find(|file| file.file == name);
        let inner = format!("{name}/");
        let found = if kind.is_dir() && files.iter().any(|file| file.file.starts_with(&inner)) {
            foreign(&entry.path(), &inner, files)?
        } else if kind.is_file() && name == MARK {
            None
        } else if let (true, Some(listed)) = (kind.is_file(), listed) {
            let changed = file::digest(&entry.path())? != listed.sha256;
            changed.then(|| format!("`{name}` in it was changed since Intake wrote it, and the changes would be lost"))
        } else {
            Some(format!("`{name}` in it was not written by Intake, and would be lost"))
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
