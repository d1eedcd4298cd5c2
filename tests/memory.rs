//! A disk in memory, for commands that are not about disks. What does not stand on it is looked for in the repository.

use std::collections::BTreeMap;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::shell::disk::{Disk, NewFile, file};

/// What stands at each path: the bytes of a file; of a folder nothing.
#[derive(Debug, Default)]
pub(crate) struct Memory(pub(crate) Mutex<BTreeMap<PathBuf, Option<Vec<u8>>>>);

impl Memory {
    pub(crate) fn holds(&self, path: &Path) -> bool {
        self.0.lock().unwrap().contains_key(path)
    }

    /// Puts a file there, and the folder it stands in.
    pub(crate) fn put(&self, path: &Path, bytes: Vec<u8>) {
        let folder = path.parent().unwrap().to_owned();
        let mut all = self.0.lock().unwrap();
        all.extend([(folder, None), (path.to_owned(), Some(bytes))]);
    }

    fn make(&self, path: &Path, what: Option<Vec<u8>>) -> io::Result<()> {
        if self.holds(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let mut all = self.0.lock().unwrap();
        match all.get(path.parent().unwrap()) {
            Some(None) => all.insert(path.to_owned(), what),
            Some(Some(_)) => return Err(ErrorKind::NotADirectory.into()),
            None => return Err(ErrorKind::NotFound.into()),
        };
        Ok(())
    }
}

impl Disk for Memory {
    fn open(&self, path: &Path, most: u64) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(Cursor::new(self.bytes(path, most)?)))
    }

    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        match self.0.lock().unwrap().get(path) {
            Some(Some(bytes)) if bytes.len() as u64 > most => Err(file::too_large(most)),
            Some(Some(bytes)) => Ok(bytes.clone()),
            Some(None) => Err(ErrorKind::IsADirectory.into()),
            None => file::bytes(path, most),
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.0
            .lock()
            .unwrap()
            .get(path)
            .map_or_else(|| path.is_dir(), Option::is_none)
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        self.make(path, None)
    }

    fn file(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        self.make(path, Some(Vec::new()))?;
        Ok(Box::new(New(self, path.to_owned())))
    }

    fn rename_noreplace(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.holds(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.put_over(from, to)
    }

    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn put_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut all = self.0.lock().unwrap();
        for (path, what) in all
            .extract_if(.., |path, _| path.starts_with(from))
            .collect::<Vec<_>>()
        {
            let rest = path.strip_prefix(from).unwrap();
            all.insert(to.components().chain(rest.components()).collect(), what);
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let gone = self.0.lock().unwrap().remove(path);
        gone.map(drop).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.remove_file(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug)]
struct New<'m>(&'m Memory, PathBuf);

impl Write for New<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let mut all = self.0.0.lock().unwrap();
        all.get_mut(&self.1)
            .unwrap()
            .as_mut()
            .unwrap()
            .write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for New<'_> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }

    fn sync_disk(&self) -> io::Result<bool> {
        Ok(true)
    }
}
