//! A disk that does what a test wants at one of its steps. It waits for nothing: no test takes the power away.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use crate::shell::disk::{Disk, Machine, NewFile, rename_noreplace_in_steps};

/// What happens at a step of the disk, counted from 0: an error to fail with, or nothing. The step's name is given, too.
type Meddle<'a> = dyn Fn(usize, &str) -> Option<io::Error> + 'a;

pub(super) struct Meddled<'a> {
    machine: Machine,
    meddle: Box<Meddle<'a>>,
    steps: Cell<usize>,
    /// Whether it can take a free name, let two names change places, and keep all that was written, in one step each.
    exchanges: bool,
}

impl<'a> Meddled<'a> {
    pub(super) fn new(meddle: impl Fn(usize, &str) -> Option<io::Error> + 'a) -> Self {
        Self {
            machine: Machine::default(),
            meddle: Box::new(meddle),
            steps: Cell::new(0),
            exchanges: true,
        }
    }

    pub(super) fn on(
        machine: Machine,
        meddle: impl Fn(usize, &str) -> Option<io::Error> + 'a,
    ) -> Self {
        Self {
            machine,
            ..Self::new(meddle)
        }
    }

    /// As systems are that cannot let two names change places.
    pub(super) fn without_exchange(mut self) -> Self {
        self.exchanges = false;
        self
    }

    /// How many steps there were.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    fn step(&self, what: &str) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        (self.meddle)(step, what).map_or(Ok(()), Err)
    }
}

impl fmt::Debug for Meddled<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Meddled")
    }
}

#[derive(Debug)]
struct Open<'m> {
    disk: &'m Meddled<'m>,
    sink: Box<dyn NewFile + 'm>,
}

impl Write for Open<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.disk.step("write")?;
        self.sink.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl NewFile for Open<'_> {
    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.disk.step("finish")?;
        self.sink.flush()
    }

    fn sync_disk(&self) -> io::Result<bool> {
        self.disk.step("sync")?;
        Ok(self.disk.exchanges)
    }
}

impl Disk for Meddled<'_> {
    fn folder(&self, path: &Path) -> io::Result<()> {
        self.step("folder")?;
        self.machine.folder(path)
    }

    fn file(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        self.step("file")?;
        Ok(Box::new(Open {
            disk: self,
            sink: self.machine.file(path)?,
        }))
    }

    fn rename_noreplace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("place")?;
        if self.exchanges {
            self.machine.rename_noreplace(from, to)
        } else {
            rename_noreplace_in_steps(from, to)
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.step("exchange")?;
        self.machine.exchange(one, other)
    }

    fn put_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("put over")?;
        self.machine.put_over(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step("remove file")?;
        self.machine.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step("remove folder")?;
        self.machine.remove_folder(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step("sync")
    }

    fn unfinished(&self, there: bool) {
        self.machine.unfinished(there);
    }
}
