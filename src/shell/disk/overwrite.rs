//! The earlier run that a new one replaces: what would be lost with its folder, and taking away exactly what that run wrote.
//!
//! The folder's sealed manifest says what a run wrote; a folder without one is nobody's run, whatever else is in it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super as disk;
use super::Disk;
use crate::shell::disk::file;
use intake::base::digest;
use intake::record::manifest::{self, Manifest, OutputFile};

/// The file that shows a folder to be a run of ours.
const MARK: &str = "manifest.json";

/// No manifest of ours is longer.
const LONGEST: u64 = 1 << 26;

const MOVE: &str = "move that out of the folder, or choose another name with --out";

/// Why a folder is not replaced.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// A run in whose folder stands what it wrote and nothing else.
#[derive(Debug)]
pub(super) struct Earlier {
    /// What is in the folder, the manifest left out: paths inside it, each folder before what is in it.
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Tells one run from another.
    pub(super) digest: String,
}

/// The run in a folder, or the first thing that would be lost with the folder, by name.
///
/// # Errors
/// When something in the folder cannot be read.
pub(super) fn earlier(folder: &Path) -> io::Result<Result<Earlier, Lost>> {
    let mark = folder.join(MARK);
    let is_file = fs::symlink_metadata(&mark).is_ok_and(|there| there.is_file());
    let text = if is_file {
        file::bytes(&mark, LONGEST).and_then(file::text).ok()
    } else {
        None
    };
    let manifest = text
        .as_ref()
        .and_then(|text| Some((text, serde_json::from_str::<Manifest>(text).ok()?)));
    let Some((text, manifest)) = manifest else {
        let message = "is a folder, but no run of Intake, and is not replaced".to_owned();
        return Ok(Err(Lost {
            message,
            help: "choose another name with --out",
        }));
    };
    if !manifest::is_sealed(text) {
        return Ok(Err(changed(MARK)));
    }
    let mut earlier = Earlier {
        files: Vec::new(),
        folders: Vec::new(),
        digest: digest::of(text.as_bytes()),
    };
    let lost = foreign(folder, Path::new(""), &manifest.files, &mut earlier)?;
    Ok(lost.map_or(Ok(earlier), Err))
}

/// The first entry that is not as the run wrote it. `under` is the folder's path inside the run; what is as it was is noted.
fn foreign(
    run: &Path,
    under: &Path,
    listed: &[OutputFile],
    noted: &mut Earlier,
) -> io::Result<Option<Lost>> {
    for entry in file::entries(&run.join(under))? {
        let inside = under.join(&entry);
        let path = run.join(&inside);
        let name = inside
            .iter()
            .map(|piece| piece.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        // Of a link this is the link's own kind, so it is neither.
        let kind = fs::symlink_metadata(&path)?;
        let found = if kind.is_dir()
            && listed
                .iter()
                .any(|file| file.file.starts_with(&format!("{name}/")))
        {
            noted.folders.push(inside.clone());
            foreign(run, &inside, listed, noted)?
        } else if kind.is_file() && name == MARK {
            None
        } else if let (true, Some(as_it_was)) =
            (kind.is_file(), listed.iter().find(|file| file.file == name))
        {
            noted.files.push(inside);
            (file::digest(fs::File::open(&path)?)? != as_it_was.sha256).then(|| changed(&name))
        } else if kind.is_file() && file::is_lock_of_office(&path) {
            let message =
                format!("`{name}` in it shows that a file of the run is open in an office program");
            Some(Lost {
                message,
                help: "close the file there; where nobody has it open any more, remove that",
            })
        } else {
            let message = format!("`{name}` in it was not written by Intake, and would be lost");
            Some(Lost {
                message,
                help: MOVE,
            })
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn changed(name: &str) -> Lost {
    let message =
        format!("`{name}` in it was changed since Intake wrote it, and the changes would be lost");
    Lost {
        message,
        help: MOVE,
    }
}

impl Earlier {
    /// Removes from a folder the files that the run wrote, and the folders that are empty then; the manifest last, so that what is
    /// left can still be told for what it is.
    ///
    /// # Errors
    /// The first refusal; all that can be removed is removed.
    pub(super) fn remove(&self, disk: &dyn Disk, folder: &Path) -> io::Result<()> {
        let files = self
            .files
            .iter()
            .map(|file| disk.remove_file(&folder.join(file)));
        let folders = self
            .folders
            .iter()
            .rev()
            .map(|inner| disk.remove_folder(&folder.join(inner)));
        disk::all(files.chain(folders))?;
        disk.remove_file(&folder.join(MARK))?;
        disk.remove_folder(folder)
    }
}
