//! Files that were written and may not be on the disk yet. Asking a disk once to keep everything takes a fraction of the time of
//! asking for each file.

use std::io;

use super::NewFile;

/// Far below what a system lets one program hold open.
const OPEN: usize = 100;

/// The files, by their names in the folder that they belong to.
#[derive(Debug, Default)]
pub(crate) struct Unsynced<'d>(Vec<(String, Box<dyn NewFile + 'd>)>);

impl<'d> Unsynced<'d> {
    /// Takes a file that is written. Of many the disk is asked for a hundred at once: letters are two files for everybody.
    pub(crate) fn push(&mut self, name: &str, file: Box<dyn NewFile + 'd>) -> io::Result<()> {
        if self.0.len() >= OPEN {
            let first = self.0.first().map(|(_, first)| first.sync_disk());
            if !first.transpose()?.unwrap_or(false) {
                return file.finish();
            }
            self.0.clear();
        }
        self.0.push((name.to_owned(), file));
        Ok(())
    }

    /// Waits until all of them are on the disk; says whether whatever else was written meanwhile is there, too, such as their
    /// names in their folders.
    ///
    /// # Errors
    /// What the disk refuses, with the name of the file that it was about.
    pub(crate) fn sync(&mut self) -> Result<bool, (String, io::Error)> {
        let files = std::mem::take(&mut self.0);
        // What went wrong since it was made is known to the one that was made first.
        if let Some((name, first)) = files.first()
            && first.sync_disk().map_err(|error| (name.clone(), error))?
        {
            return Ok(true);
        }
        for (name, file) in files {
            file.finish().map_err(|error| (name, error))?;
        }
        Ok(false)
    }
}
