//! The bytes of a file: only of one that has an end, and never more than whoever asks for them can use.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use intake::base::digest;

/// A file from its first byte, of so many bytes at the most.
pub(crate) struct Bounded {
    file: File,
    /// What its length was when it was opened.
    length: u64,
    most: u64,
    read: u64,
}

/// Why a file of more bytes is not read.
pub(crate) fn too_large(most: u64) -> io::Error {
    io::Error::other(format!("the file is larger than {}", size(most)))
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read = self.read.saturating_add(read as u64);
        // Some files say nothing of their length, and some grow.
        if self.read > self.most {
            return Err(too_large(self.most));
        }
        Ok(read)
    }
}

/// Opens the file at `path`.
///
/// # Errors
/// Whatever the system refuses; `IsADirectory` for a folder; `Other`, with words for a person, for a pipe or a device, and for a
/// larger file.
pub(crate) fn open(path: &Path, most: u64) -> io::Result<Bounded> {
    // Asked before it is opened: opening a pipe waits until somebody writes into it, and a device may never end.
    let there = fs::metadata(path)?;
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        return Err(io::Error::other("this is a pipe or a device, not a file"));
    }
    let opened = Bounded {
        file: File::open(path)?,
        length: there.len(),
        most,
        read: 0,
    };
    if opened.length > most {
        Err(too_large(most))
    } else {
        Ok(opened)
    }
}

/// The whole file at `path`, of `most` bytes at the most.
///
/// # Errors
/// As [`open`].
pub(crate) fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path, most)?;
    let mut bytes = Vec::new();
    // A byte more than the length, so that finding the end needs no second, doubled buffer.
    let room = usize::try_from(file.length).map_or(usize::MAX, |length| length.saturating_add(1));
    bytes
        .try_reserve_exact(room)
        .map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    // The file itself is read, of which the system fills the room as it is: a reader of ours would have it wiped first.
    let mut within = (&file.file).take(most.saturating_add(1));
    if within.read_to_end(&mut bytes)? as u64 > most {
        return Err(too_large(most));
    }
    Ok(bytes)
}

/// The bytes of a file as text.
///
/// # Errors
/// `InvalidData` where they are not UTF-8.
pub(crate) fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// The SHA-256 of a file's bytes in hexadecimal, without keeping them.
///
/// # Errors
/// Whatever the system refuses.
pub(crate) fn digest(file: impl Read) -> io::Result<String> {
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut hash = Sha256::new();
    loop {
        let part = file.fill_buf()?;
        if part.is_empty() {
            return Ok(digest::text(&hash.finalize()));
        }
        hash.update(part);
        let length = part.len();
        file.consume(length);
    }
}

/// What the file system keeps of a file and changes with it: device, inode, length, and to the nanosecond when its content and
/// when anything about it was changed last. No program can set the last of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    file: (u64, u64),
    length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    pub(crate) fn length(&self) -> u64 {
        self.length
    }
}

/// The stamp of a file; none where it cannot be had.
#[cfg(unix)]
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt as _;

    let there = fs::metadata(path).ok()?;
    Some(Stamp {
        file: (there.dev(), there.ino()),
        length: there.len(),
        modified: (there.mtime(), there.mtime_nsec()),
        changed: (there.ctime(), there.ctime_nsec()),
    })
}

#[cfg(not(unix))]
pub(crate) fn stamp(_: &Path) -> Option<Stamp> {
    None
}

/// The names in a folder, sorted.
///
/// # Errors
/// Whatever the system refuses. std's own way of listing a folder panics where closing it is refused, as disks over a network do.
#[cfg(unix)]
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<OsString>> {
    use std::os::unix::ffi::OsStringExt as _;

    let mut names = Vec::new();
    for entry in rustix::fs::Dir::new(File::open(folder)?)? {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(not(unix))]
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Whether a file is what an office program puts beside a file while somebody has it open: its name is of that kind, and it holds no
/// more than who that is.
pub(crate) fn is_lock_of_office(path: &Path) -> bool {
    const LONGEST: u64 = 1 << 10;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let named = name.starts_with("~$") || name.starts_with(".~lock.") && name.ends_with('#');
    named && fs::symlink_metadata(path).is_ok_and(|there| there.is_file() && there.len() <= LONGEST)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..0x10_0000 => format!("{bytes} bytes"),
        0x10_0000..0x4000_0000 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}
