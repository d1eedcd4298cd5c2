//! Temporary names: what something is called while it is unfinished, and what killed runs left
//! under such names.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::shell::disk::file;
use intake::base::finding::{Code, Finding, Location};
use intake::record::manifest;

const BEGINS: &str = ".intake-";

/// So many names are tried; as many programs would have to have been killed with one process number.
const TRIED: usize = 1_000;

/// The folder a path stands in.
pub(crate) fn around(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Makes something beside `path` under a hidden name. No random number, which a system can refuse: `.intake-`, the number of this
/// process, and the first number that is free.
pub(crate) fn make<T>(
    path: &Path,
    make: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    for number in 0..TRIED {
        let hidden = path.with_file_name(format!("{BEGINS}{}-{number}", std::process::id()));
        match make(&hidden) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|made| (hidden, made)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Shows to others that somebody still works on it; the system lets go when this program ends, however it ends.
pub(crate) fn hold(hidden: &Path) -> Option<File> {
    let file = File::open(hidden).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// What programs that were killed left beside `path`.
pub(crate) fn left_beside(path: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in file::entries(around(path)).unwrap_or_default() {
        let path = path.with_file_name(&name);
        if name.to_string_lossy().starts_with(BEGINS) && !is_held(&path) {
            found.push(left(&path));
        }
    }
    found
}

fn is_held(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn left(path: &Path) -> Finding {
    let location = Location::File(path.display().to_string());
    let is_run =
        fs::read_to_string(path.join("manifest.json")).is_ok_and(|text| manifest::is_sealed(&text));
    let (message, help) = if is_run {
        (
            "was left by a run of Intake that was stopped, and holds a run, or what is left of one",
            "look whether you need it; rename or remove it, it holds names",
        )
    } else {
        (
            "was left by a run of Intake that was stopped",
            "remove it, it may hold names",
        )
    };
    Finding::new(Code::Leftover, location, message).help(help)
}
