//! A single file that appears whole or not at all, for its owner only, and never over something that Intake did not write.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::finding::{Code, Finding, Place, refusal};

/// A kind of file that may be written again.
#[derive(Debug, Clone, Copy)]
pub struct Ours<'a> {
    /// What every such file begins with.
    pub begins: &'a str,
    /// What it is: `snapshot`.
    pub what: &'a str,
    /// How to choose another place.
    pub help: &'a str,
}

/// Whether a file may be written at `path`: nothing is there, or one of its kind.
///
/// # Errors
/// A finding that says what is there.
pub fn check(path: &Path, ours: Ours<'_>) -> Result<(), Finding> {
    let name = path.display().to_string();
    let Ok(there) = fs::symlink_metadata(path) else { return Ok(()) };
    let foreign =
        |message: String| Err(Finding::new(Code::OutputExists, Place::File(name.clone()), message).help(ours.help));
    if !there.is_file() {
        return foreign("is there already and is no file".to_owned());
    }
    let mut begins = Vec::new();
    let length = u64::try_from(ours.begins.len()).unwrap_or(u64::MAX);
    let read = File::open(path).and_then(|file| file.take(length).read_to_end(&mut begins));
    if let Err(error) = read {
        return foreign(format!("is there already and cannot be read: {}", refusal(&error)));
    }
    if begins != ours.begins.as_bytes() {
        return foreign(format!("is there already, is no {} of Intake, and is not written over", ours.what));
    }
    Ok(())
}

/// Writes the file.
///
/// # Errors
/// A finding when something else is there or the disk refuses; what was there stays then.
pub fn write(path: &Path, bytes: &[u8], ours: Ours<'_>) -> Result<(), Finding> {
    check(path, ours)?;
    let put = || -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut temporary = tempfile::Builder::new().prefix(".intake-").tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        temporary.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    put().map_err(|error| {
        let place = Place::File(path.display().to_string());
        Finding::new(Code::OutputUnwritable, place, format!("cannot be written: {}", refusal(&error))).help(ours.help)
    })
}
