//! A run folder on the disk, as the engine reads it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use intake::engine::PastRun;
use intake::record::verify::{Entry, Kind};

use crate::shell::disk::{Disk, file};

const LARGEST_MANIFEST: u64 = 1 << 26;

pub(super) struct RunFolder<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
}

impl<'d> RunFolder<'d> {
    pub(super) fn at(disk: &'d dyn Disk, path: &Path) -> Self {
        let path = path.to_owned();
        Self { disk, path }
    }
}

impl PastRun for RunFolder<'_> {
    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        self.disk.bytes(
            &self.path.join(name),
            if name == "manifest.json" {
                LARGEST_MANIFEST
            } else {
                u64::MAX
            },
        )
    }

    fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        entries_under(&self.path, "", &mut entries)?;
        Ok(entries)
    }

    fn called(&self, name: &str) -> String {
        if name.is_empty() {
            self.path.display().to_string()
        } else {
            self.path.join(name).display().to_string()
        }
    }
}

/// What stands in a folder and those below; a link is named, not followed.
fn entries_under(folder: &Path, under: &str, entries: &mut Vec<Entry>) -> io::Result<()> {
    for name in file::entries(folder)? {
        let path = folder.join(&name);
        let name = format!("{under}{}", name.to_string_lossy());
        let there = fs::symlink_metadata(&path)?.file_type();
        let kind = match (there.is_file(), there.is_dir(), there.is_symlink()) {
            (true, ..) if file::is_lock_of_office(&path) => Kind::Lock,
            (true, ..) => Kind::File,
            (_, true, _) => Kind::Folder,
            (.., true) => Kind::Link,
            _ => Kind::Other,
        };
        entries.push(Entry {
            name: name.clone(),
            kind,
        });
        if kind == Kind::Folder {
            entries_under(&path, &format!("{name}/"), entries)?;
        }
    }
    Ok(())
}
