//! A single file that appears whole or not at all, for its owner only, and never over something that Intake did not write.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::{Disk, hidden};
use intake::base::finding::{Code, Finding, Location, refusal};

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ours<'a> {
    /// What every such file begins with; none where it is never written over.
    pub(crate) begins: Option<&'a str>,
    /// What it is: `snapshot`.
    pub(crate) what: &'a str,
    /// How to choose another place.
    pub(crate) help: &'a str,
}

impl Ours<'_> {
    fn exists(&self, path: &Path, message: impl Into<String>) -> Finding {
        Finding::new(Code::OutputExists, path, message).help(self.help)
    }

    fn unwritable(&self, path: &Path, error: &io::Error) -> Finding {
        let message = format!("cannot be written: {}", refusal(error));
        Finding::new(Code::OutputUnwritable, path, message).help(self.help)
    }

    /// Why the file at `path` may not be written over.
    fn foreign(&self, path: &Path) -> Option<String> {
        let Ok(there) = fs::symlink_metadata(path) else {
            return Some("is there already".to_owned());
        };
        if !there.is_file() {
            return Some("is there already and is no file".to_owned());
        }
        let Some(wanted) = self.begins else {
            return Some("is there already".to_owned());
        };
        let mut begins = Vec::new();
        let length = u64::try_from(wanted.len()).unwrap_or(u64::MAX);
        match File::open(path).and_then(|file| file.take(length).read_to_end(&mut begins)) {
            Err(error) => Some(format!(
                "is there already and cannot be read: {}",
                refusal(&error)
            )),
            Ok(_) if begins == wanted.as_bytes() => None,
            Ok(_) => Some(format!(
                "is there already, is no {} of Intake, and is not written over",
                self.what
            )),
        }
    }
}

/// Whether a file may be written at `path`: nothing is there, or one of its kind.
///
/// # Errors
/// A finding that says what is there.
pub(crate) fn check(path: &Path, ours: Ours<'_>) -> Result<(), Finding> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    ours.foreign(path)
        .map_or(Ok(()), |message| Err(ours.exists(path, message)))
}

/// Writes the file; returns what killed programs left beside it.
///
/// # Errors
/// A finding when something else is there or the disk refuses; what was there stays then, and the finding says what is left.
pub(crate) fn write(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    ours: Ours<'_>,
) -> Result<Vec<Finding>, Finding> {
    check(path, ours)?;
    disk.unfinished(true);
    let written = put(disk, path, bytes, ours);
    disk.unfinished(false);
    written?;
    Ok(hidden::left_beside(path))
}

fn put(disk: &dyn Disk, path: &Path, bytes: &[u8], ours: Ours<'_>) -> Result<(), Finding> {
    let (hidden, mut sink) = hidden::make(path, |hidden| disk.file(hidden))
        .map_err(|error| ours.unwritable(path, &error))?;
    let held = hidden::hold(&hidden);
    let written = sink
        .write_all(bytes)
        .and_then(|()| sink.finish())
        .map_err(|error| ours.unwritable(path, &error));
    let named = match written.map(|()| give_name(disk, &hidden, path, ours)) {
        Ok(Err(Stopped::NotPutBack(finding))) => return Err(finding),
        Ok(Err(Stopped::For(finding))) | Err(finding) => Err(finding),
        Ok(Ok(())) => Ok(()),
    };
    // Under the hidden name stands now what was written, a file of ours that was there before, or nothing.
    let there = fs::symlink_metadata(&hidden).is_ok();
    let removed = if there {
        disk.remove_file(&hidden)
    } else {
        Ok(())
    };
    drop(held);
    let left = removed.err().map(|error| {
        let error = refusal(&error);
        format!(
            "`{}` is left and cannot be removed ({error}): remove it, it may hold names",
            hidden.display()
        )
    });
    match (named, left) {
        (Ok(()), None) => disk.sync_folder(hidden::around(path)).map_err(|error| {
            let message = format!(
                "is written, but the disk does not confirm that it will stay: {}",
                refusal(&error)
            );
            Finding::new(Code::OutputUnwritable, path, message)
                .help("look after the disk, then look at the file")
        }),
        (Ok(()), Some(left)) => {
            let message = "is written and whole, but what stood there before is still on the disk";
            Err(Finding::new(Code::OutputUnwritable, path, message).help(left))
        }
        (Err(finding), None) => Err(finding),
        (Err(finding), Some(left)) => {
            let help = finding.help.as_deref().unwrap_or_default();
            let help = format!("{help}; {left}");
            Err(finding.help(help))
        }
    }
}

enum Stopped {
    For(Finding),
    /// Somebody else's file stands under the hidden name.
    NotPutBack(Finding),
}

/// Puts the written file in its place; what it replaces comes to stand under the hidden name.
fn give_name(disk: &dyn Disk, hidden: &Path, path: &Path, ours: Ours<'_>) -> Result<(), Stopped> {
    let refused = |error: io::Error| {
        Stopped::For(match error.kind() {
            io::ErrorKind::AlreadyExists => ours.exists(
                path,
                "appeared there while it was being made, and was left as it is",
            ),
            _ => ours.unwritable(path, &error),
        })
    };
    if fs::symlink_metadata(path).is_err() {
        return disk.rename_noreplace(hidden, path).map_err(refused);
    }
    match disk.exchange(hidden, path) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            check(path, ours).map_err(Stopped::For)?;
            disk.put_over(hidden, path).map_err(refused)
        }
        Err(error) => Err(refused(error)),
        // Somebody may have put something else there since it was looked at.
        Ok(()) => {
            ours.foreign(hidden)
                .map_or(Ok(()), |message| match disk.exchange(hidden, path) {
                    Ok(()) => Err(Stopped::For(ours.exists(path, message))),
                    Err(error) => {
                        let words = format!(
                            "is written; what stood there is now `{}`, {}",
                            hidden.display(),
                            refusal(&error)
                        );
                        let location = Location::File(path.display().to_string());
                        Err(Stopped::NotPutBack(
                            Finding::new(Code::OutputUnwritable, location, words)
                                .help("rename it yourself"),
                        ))
                    }
                })
        }
    }
}
