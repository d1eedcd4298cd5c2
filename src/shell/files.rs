//! Files of applications and rulings under the names they are known by, and whether they are still what was read.

use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use intake::base::finding::{Code, Finding};
use intake::base::origin::{Origin, Source};
use intake::engine::File;
use intake::table;

use crate::shell::disk::Disk;
use crate::shell::disk::file::{self, Stamp};

/// Smaller files are hashed again whatever their stamps say: it takes no time, and a program that is just saving one may write it twice
/// within one tick of the file system's clock.
const LARGE: u64 = 1 << 24;

/// The files at these paths.
pub(crate) fn files<'a>(disk: &'a dyn Disk, paths: &'a [PathBuf]) -> Vec<File<'a>> {
    paths
        .iter()
        .map(|path| File::opened(name(path, paths), || disk.open(path, table::MAX_FILE)))
        .collect()
}

/// What tells whether these files are written to from now on.
pub(crate) fn stamps(paths: &[PathBuf]) -> Vec<Option<Stamp>> {
    paths.iter().map(|path| file::stamp(path)).collect()
}

/// Whether the files still hold what was read from them; `read` names each sheet's source and the digest of its file. `before` are
/// their stamps from before they were read, if they were taken: a large file whose stamp is the same is not hashed again.
///
/// # Errors
/// A finding about the first that does not.
pub(crate) fn unchanged<'a>(
    disk: &dyn Disk,
    paths: &[PathBuf],
    before: &[Option<Stamp>],
    read: impl Iterator<Item = (&'a Source, &'a str)>,
) -> Result<(), Finding> {
    let digests: Vec<(&Source, &str)> = read.collect();
    for (path, before) in paths.iter().zip(before.iter().chain(iter::repeat(&None))) {
        let untouched = before.as_ref().is_some_and(|before| {
            before.length() >= LARGE && file::stamp(path).as_ref() == Some(before)
        });
        let file = name(path, paths);
        let of_file = digests.iter().find(|(source, _)| source.file == file);
        let now = || disk.open(path, table::MAX_FILE).and_then(file::digest);
        let changed = |(_, digest): &(&Source, &str)| now().ok().as_deref() != Some(*digest);
        if !untouched && of_file.is_some_and(changed) {
            let location = Origin::source(&Arc::new(Source { file, sheet: None }));
            return Err(Finding::new(Code::FileChanged, location, "the file was changed or moved after it was read")
                .help("close it in all other programs, wait until it is saved or synchronised, and run again"));
        }
    }
    Ok(())
}

/// The name without its folder; the path as given where it ends in none.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The file's name, or its path as given where another of the files has the same name.
fn name(path: &Path, paths: &[PathBuf]) -> String {
    let same = paths
        .iter()
        .filter(|other| other.file_name() == path.file_name())
        .count();
    if same == 1 {
        file_name(path)
    } else {
        path.display().to_string()
    }
}
