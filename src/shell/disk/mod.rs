//! The only place that changes anything on a disk: every folder and file made, written, renamed or removed goes through [`Disk`],
//! and so does what a command is made from.
//!
//! So that a test can let each step fail, and a person can stop it, there is a trait; [`Machine`] is the real one. Whatever is made
//! is for its owner only (folders 0700, files 0600): a list of human rights defenders is dangerous in other hands.

pub(crate) mod file;
pub(crate) mod folder;
pub(crate) mod hidden;
pub(crate) mod interrupt;
mod overwrite;
mod unsynced;
pub(crate) mod atomic_file;

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use interrupt::Interrupt;

/// What changes a disk, step by step. No step ever takes anything away but those that say so.
pub(crate) trait Disk: Debug {
    /// As [`file::open`].
    fn open(&self, path: &Path, most: u64) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(file::open(path, most)?))
    }

    /// As [`file::bytes`].
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        file::bytes(path, most)
    }

    /// Whether a path is there and symbolic links lead it out of a folder; the folder itself may be one.
    fn leads_outside(&self, path: &Path, folder: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        match (real(path), real(folder)) {
            (Some(path), Some(folder)) => !path.starts_with(folder),
            _ => false,
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    /// Makes a folder; an error where anything has that name.
    fn folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a file; an error where anything has that name.
    fn file(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>>;

    /// Gives what stands at `from` the name `to`; an error where anything has that name.
    fn rename_noreplace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two change names, in one step; `Unsupported` where the system has no such step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Puts one file in the place of another.
    fn put_over(&self, from: &Path, to: &Path) -> io::Result<()>;

    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Says that something unfinished begins to be there, or is there no longer: whoever interrupts the program meanwhile is heard
    /// at the next step, and not before it was removed.
    fn unfinished(&self, there: bool) {
        let _ = there;
    }
}

/// A file being written.
pub(crate) trait NewFile: Write + Debug {
    /// Waits until all of it is on the disk. After that nothing can be lost by closing it, so nobody need ask whether that worked.
    fn finish(self: Box<Self>) -> io::Result<()>;

    /// Waits until everything that was written to its disk since it was made is on it, where the system does that in one go; says
    /// whether it does.
    fn sync_disk(&self) -> io::Result<bool>;
}

/// The disks of this machine.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    pub(crate) interrupt: Interrupt,
}

#[derive(Debug)]
struct Open<'m> {
    file: File,
    interrupt: &'m Interrupt,
}

impl Write for Open<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.interrupt.heard()?;
        self.file.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile for Open<'_> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.interrupt.heard()?;
        self.file.sync_all()
    }

    #[cfg(target_os = "linux")]
    fn sync_disk(&self) -> io::Result<bool> {
        self.interrupt.heard()?;
        rustix::fs::syncfs(&self.file)?;
        Ok(true)
    }

    #[cfg(not(target_os = "linux"))]
    fn sync_disk(&self) -> io::Result<bool> {
        Ok(false)
    }
}

impl Disk for Machine {
    fn folder(&self, path: &Path) -> io::Result<()> {
        self.interrupt.heard()?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    fn file(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        self.interrupt.heard()?;
        let mut options = File::options();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(Open {
            file: options.write(true).create_new(true).open(path)?,
            interrupt: &self.interrupt,
        }))
    }

    fn rename_noreplace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.interrupt.heard()?;
        match renamed::noreplace(from, to) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                rename_noreplace_in_steps(from, to)
            }
            done => done,
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        renamed::exchange(one, other)
    }

    fn put_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.interrupt.heard()?;
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn unfinished(&self, there: bool) {
        self.interrupt.wait(there);
    }
}

/// Takes all steps, also after one was refused; the first refusal.
pub(super) fn all(steps: impl Iterator<Item = io::Result<()>>) -> io::Result<()> {
    let mut first = None;
    for refused in steps.filter_map(Result::err) {
        first.get_or_insert(refused);
    }
    first.map_or(Ok(()), Err)
}

/// For systems without one step for it. No rename of a folder replaces anything but an empty folder, and no link replaces a file; where
/// a disk knows no links, somebody could put a file there in the moment between the two.
///
/// # Errors
/// As [`Disk::rename_noreplace`].
pub(crate) fn rename_noreplace_in_steps(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if fs::symlink_metadata(from)?.is_dir() {
        return fs::rename(from, to);
    }
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod renamed {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    pub(super) fn noreplace(from: &Path, to: &Path) -> io::Result<()> {
        rename(from, to, RenameFlags::NOREPLACE)
    }

    pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        rename(one, other, RenameFlags::EXCHANGE)
    }

    fn rename(from: &Path, to: &Path, how: RenameFlags) -> io::Result<()> {
        renameat_with(CWD, from, CWD, to, how).map_err(|error| match error {
            // Old kernels, and disks of other systems and over the network.
            Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod renamed {
    use std::io;
    use std::path::Path;

    pub(super) fn noreplace(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
