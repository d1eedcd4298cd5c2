//! A folder that appears whole or not at all: written beside its place under another name, synced, then renamed.
//!
//! The folder is for its owner only (0700, files 0600): a list of human rights defenders is dangerous in other hands.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::replace;
use crate::domain::digest;
use crate::finding::{Code, Finding, Place, refusal};

/// A run folder in the making.
#[derive(Debug)]
pub struct Folder {
    /// Removed with all that is in it unless the folder is finished.
    temporary: TempDir,
    out: PathBuf,
    written: Vec<Written>,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Path inside the folder, with `/`.
    pub file: String,
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub digest: String,
}

impl Written {
    /// What would be written down of these bytes.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        let bytes_in_all = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self { file: name.to_owned(), bytes: bytes_in_all, digest: digest::of(bytes) }
    }
}

impl Folder {
    /// Begins a folder that will stand at `out`.
    ///
    /// # Errors
    /// When something stands there that may not be replaced, or the folder around it cannot be written.
    pub fn begin(out: &Path, replace: bool) -> Result<Self, Finding> {
        check(out, replace)?;
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = private_temporary(parent).map_err(|error| refused(&parent.display().to_string(), &error))?;
        Ok(Self { temporary, out: out.to_owned(), written: Vec::new() })
    }

    /// Writes one file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn file(&mut self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Finding> {
        let written = self.create(name, fill).map_err(|error| refused(name, &error))?;
        self.written.push(written);
        Ok(())
    }

    fn create(&self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Written> {
        let path = self.temporary.path().join(name);
        if let Some(parent) = path.parent() {
            create_private_folder(parent)?;
        }
        let mut out = Hashing { file: private_file(&path)?, hash: Sha256::new(), bytes: 0 };
        let mut buffered = BufWriter::with_capacity(1 << 20, &mut out);
        fill(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        out.file.sync_all()?;
        Ok(Written { file: name.to_owned(), bytes: out.bytes, digest: digest::text(&out.hash.finalize()) })
    }

    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// When it cannot be renamed; an earlier folder is put back then.
    pub fn finish(self) -> Result<(), Finding> {
        let name = self.out.display().to_string();
        let place = || -> io::Result<()> {
            sync_folder(self.temporary.path())?;
            let earlier = self.temporary.path().with_extension("earlier");
            let replaces = self.out.exists();
            if replaces {
                fs::rename(&self.out, &earlier)?;
            }
            if let Err(error) = fs::rename(self.temporary.path(), &self.out) {
                if replaces {
                    fs::rename(&earlier, &self.out)?;
                }
                return Err(error);
            }
            if replaces {
                fs::remove_dir_all(&earlier)?;
            }
            self.out.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync_folder)
        };
        place().map_err(|error| refused(&name, &error))
    }
}

/// Refuses what must not be overwritten.
///
/// # Errors
/// When something stands at `out` that may not be replaced.
pub fn check(out: &Path, replace: bool) -> Result<(), Finding> {
    let Ok(there) = fs::symlink_metadata(out) else { return Ok(()) };
    let name = out.display().to_string();
    let exists = |message: &str| Finding::new(Code::OutputExists, Place::File(name.clone()), message.to_owned());
    if !there.is_dir() {
        return Err(exists("is there already and is no folder").help("choose another name with --out"));
    }
    if !replace {
        return Err(
            exists("is there already").help("choose another name with --out, or add --replace to replace this run")
        );
    }
    let lost = replace::lost(out).map_err(|error| refused(&name, &error))?;
    lost.map_or(Ok(()), |lost| Err(exists(&lost.message).help(lost.help)))
}

fn refused(name: &str, error: &io::Error) -> Finding {
    unwritable(name, &refusal(error))
}

pub(super) fn unwritable(name: &str, error: &dyn Display) -> Finding {
    Finding::new(Code::OutputUnwritable, Place::File(name.to_owned()), format!("cannot be written: {error}"))
        .help("nothing was left behind; free some room or choose another place with --out")
}

struct Hashing {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.file.write_all(buffer)?;
        self.hash.update(buffer);
        self.bytes = self.bytes.saturating_add(u64::try_from(buffer.len()).unwrap_or(u64::MAX));
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(unix)]
fn private_temporary(parent: &Path) -> io::Result<TempDir> {
    use std::os::unix::fs::PermissionsExt as _;
    let owner_only = fs::Permissions::from_mode(0o700);
    tempfile::Builder::new().prefix(".intake-").permissions(owner_only).tempdir_in(parent)
}

#[cfg(not(unix))]
fn private_temporary(parent: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix(".intake-").tempdir_in(parent)
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn create_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
