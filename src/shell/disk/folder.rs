//! A folder that appears whole or not at all: written beside its place under another name, synced, then put in its place.
//!
//! Nothing that somebody else put there is ever taken away, even if it appears while the run is being made: the last step takes a
//! free name or changes names with an earlier run, and what comes out is looked at before it is removed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super as disk;
use super::overwrite::{self, Earlier};
use super::unsynced::Unsynced;
use super::{Disk, hidden, interrupt};
use intake::base::finding::{Code, Finding, Location, refusal};
use intake::out::{self, Fill, unwritable};

const ELSEWHERE: &str = "choose another name with --out";

/// A run folder in the making.
#[derive(Debug)]
pub(crate) struct Folder<'d> {
    disk: &'d dyn Disk,
    out: PathBuf,
    /// The run that is to be replaced.
    earlier: Option<Earlier>,
    /// Where the folder stands until it is finished.
    hidden: PathBuf,
    /// What to remove where it is not, in the order it was made; true for a folder.
    made: Vec<(PathBuf, bool)>,
    unsynced: Unsynced<'d>,
    /// What to do about what the disk refused last.
    next: &'static str,
    /// Shows that this program still works on it.
    held: Option<File>,
}

impl<'d> Folder<'d> {
    /// Begins a folder that will stand at `out`.
    ///
    /// # Errors
    /// When something stands there that may not be replaced, or the folder around it cannot be written.
    pub(crate) fn begin(disk: &'d dyn Disk, out: &Path, replace: bool) -> Result<Self, Finding> {
        let earlier = may_stand(out, replace)?;
        disk.unfinished(true);
        match hidden::make(out, |path| disk.folder(path)) {
            Ok((hidden, ())) => {
                let (held, made) = (hidden::hold(&hidden), vec![(hidden.clone(), true)]);
                Ok(Self {
                    disk,
                    out: out.to_owned(),
                    earlier,
                    hidden,
                    made,
                    unsynced: Unsynced::default(),
                    next: ROOM,
                    held,
                })
            }
            Err(error) => {
                disk.unfinished(false);
                Err(nothing_left(
                    unwritable(&hidden::around(out).display().to_string(), &refusal(&error)),
                    &error,
                ))
            }
        }
    }

    fn create(&mut self, name: &str, fill: Fill<'_>) -> io::Result<()> {
        let path = self.hidden.join(name);
        let above: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|above| *above != self.hidden)
            .collect();
        for folder in above.into_iter().rev() {
            if !self.made.iter().any(|(made, _)| made == folder) {
                self.disk.folder(folder)?;
                self.made.push((folder.to_owned(), true));
            }
        }
        let mut sink = self.disk.file(&path)?;
        self.made.push((path, false));
        fill(&mut sink)?;
        self.unsynced.push(name, sink)
    }

    fn unwritten(&mut self, name: &str, error: &io::Error) -> Finding {
        self.next = next(error);
        unwritable(name, &refusal(error))
    }

    /// Puts the folder in its place, and removes the run that stood there.
    ///
    /// # Errors
    /// A finding that says what stands where, when that cannot be done in full.
    pub(crate) fn finish(mut self) -> Result<(), Finding> {
        let is_all = match self.unsynced.sync() {
            Ok(is_all) => is_all,
            Err((name, error)) => {
                let finding = self.unwritten(&name, &error);
                return Err(self.abandon(finding));
            }
        };
        let folders = self.made.iter();
        let folders = folders.filter(|(_, is_folder)| *is_folder && !is_all);
        let synced = folders
            .map(|(folder, _)| folder)
            .try_for_each(|folder| self.disk.sync_folder(folder));
        if let Err(error) = synced {
            let finding = self.not_put(&error);
            self.next = next(&error);
            return Err(self.abandon(finding));
        }
        let replaced = match self.earlier.take() {
            None => self
                .disk
                .rename_noreplace(&self.hidden, &self.out)
                .map(|()| None),
            Some(earlier) => match self.exchange(&earlier) {
                Err(Stopped::ByDisk(error)) => Err(error),
                Err(Stopped::By(finding)) => return Err(self.abandon(*finding)),
                Err(Stopped::Apart(finding)) => {
                    self.made.clear();
                    return Err(*finding);
                }
                Ok(None) => Ok(None),
                Ok(Some(old)) => Ok(Some((earlier, old))),
            },
        };
        let replaced = match replaced {
            Ok(replaced) => replaced,
            Err(error) => {
                let finding = self.not_put(&error);
                self.next = next(&error);
                return Err(self.abandon(finding));
            }
        };
        // From here on nothing of the new run is to be removed.
        self.made.clear();
        let stands = |message: String| Finding::new(Code::OutputUnwritable, &*self.out, message);
        if let Some((earlier, old)) = replaced {
            earlier.remove(self.disk, &old).map_err(|error| {
                stands(format!(
                    "the new run stands there and is whole, but the earlier one cannot be removed: {}",
                    refusal(&error)
                ))
                .help(format!("what is left of it is in `{}`: remove that folder, it holds names", old.display()))
            })?;
        }
        self.disk
            .sync_folder(hidden::around(&self.out))
            .map_err(|error| {
                stands(format!(
                    "the new run stands there, but the disk does not confirm that it will stay: {}",
                    refusal(&error)
                ))
                .help("look after the disk, then see with `intake verify` whether the run is whole")
            })
    }

    /// Lets the new run and the earlier one change places; returns where the earlier one is now, if it is anywhere.
    fn exchange(&self, earlier: &Earlier) -> Result<Option<PathBuf>, Stopped> {
        let back = match self.disk.exchange(&self.hidden, &self.out) {
            Ok(()) => self.hidden.clone(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.put_alone(),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                return self.in_two_steps(earlier);
            }
            Err(error) => return Err(Stopped::ByDisk(error)),
        };
        let Some(finding) = self.is_another(&back, earlier) else {
            return Ok(Some(back));
        };
        match self.disk.exchange(&self.hidden, &self.out) {
            Ok(()) => Err(Stopped::By(Box::new(finding))),
            Err(error) => Err(Stopped::Apart(Box::new(self.apart(
                "the new run stands there",
                &back,
                &finding,
                &error,
            )))),
        }
    }

    /// The earlier run went away meanwhile.
    fn put_alone(&self) -> Result<Option<PathBuf>, Stopped> {
        self.disk
            .rename_noreplace(&self.hidden, &self.out)
            .map(|()| None)
            .map_err(Stopped::ByDisk)
    }

    /// Where the system cannot let two names change places: the earlier run stands under a hidden name only, between two steps.
    fn in_two_steps(&self, earlier: &Earlier) -> Result<Option<PathBuf>, Stopped> {
        let aside = self.hidden.with_extension("earlier");
        match self.disk.rename_noreplace(&self.out, &aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.put_alone(),
            moved => moved.map_err(Stopped::ByDisk)?,
        }
        let stopped = match self.is_another(&aside, earlier) {
            Some(finding) => finding,
            None => match self.disk.rename_noreplace(&self.hidden, &self.out) {
                Ok(()) => return Ok(Some(aside)),
                Err(error) => self.not_put(&error),
            },
        };
        match self.disk.rename_noreplace(&aside, &self.out) {
            Ok(()) => Err(Stopped::By(Box::new(stopped))),
            Err(error) => {
                let finding = self.apart("nothing stands there now", &aside, &stopped, &error);
                Err(Stopped::Apart(Box::new(with_left(
                    finding,
                    self.next,
                    self.remove(),
                ))))
            }
        }
    }

    /// Both runs are there, and not where they should be.
    fn apart(&self, there: &str, aside: &Path, why: &Finding, error: &io::Error) -> Finding {
        let message = format!(
            "{there}; the folder that stood there is `{}` and cannot be put back: {} ({})",
            aside.display(),
            refusal(error),
            why.message
        );
        Finding::new(Code::OutputUnwritable, &*self.out, message)
            .help("rename it to where it was; it holds names")
    }

    /// Whether what stood there is not the run that was there when this one began.
    fn is_another(&self, folder: &Path, earlier: &Earlier) -> Option<Finding> {
        let name = self.out.display().to_string();
        match overwrite::earlier(folder) {
            Ok(Ok(now)) if now.digest == earlier.digest => None,
            Ok(Ok(_)) => Some(
                Finding::new(
                    Code::OutputExists,
                    Location::File(name),
                    "another run was put there while this one was being made",
                )
                .help("look which of them you want; --replace replaces it"),
            ),
            Ok(Err(lost)) => Some(
                Finding::new(Code::OutputExists, Location::File(name), lost.message)
                    .help(lost.help),
            ),
            Err(error) => Some(unwritable(&name, &refusal(&error))),
        }
    }

    /// Why the folder cannot stand where it should.
    fn not_put(&self, error: &io::Error) -> Finding {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotADirectory};
        let name = self.out.display().to_string();
        if matches!(
            error.kind(),
            AlreadyExists | DirectoryNotEmpty | NotADirectory
        ) {
            let message = "appeared there while the run was being made, and was left as it is";
            return Finding::new(Code::OutputExists, Location::File(name), message).help(ELSEWHERE);
        }
        unwritable(&name, &refusal(error))
    }

    /// Gives up: removes what was written, and says in the finding what is left.
    pub(crate) fn abandon(mut self, finding: Finding) -> Finding {
        let left = self.remove();
        self.made.clear();
        with_left(finding, self.next, left)
    }

    /// Removes what was written; what cannot be removed is returned.
    fn remove(&self) -> Option<(PathBuf, io::Error)> {
        let removed = self.made.iter().rev().map(|(path, is_folder)| {
            let gone = if *is_folder {
                self.disk.remove_folder(path)
            } else {
                self.disk.remove_file(path)
            };
            gone.or_else(|error| {
                if error.kind() == io::ErrorKind::NotFound {
                    Ok(())
                } else {
                    Err(error)
                }
            })
        });
        disk::all(removed)
            .err()
            .map(|error| (self.hidden.clone(), error))
    }
}

impl out::Sink for Folder<'_> {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        let created = self.create(name, fill);
        created.map_err(|error| self.unwritten(name, &error))
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        // Only where the program broke down.
        let _ = self.remove();
        self.disk.unfinished(false);
        drop(self.held.take());
    }
}

/// Why the new run does not stand in the place of the earlier one.
enum Stopped {
    ByDisk(io::Error),
    By(Box<Finding>),
    /// What stood there could not be put back.
    Apart(Box<Finding>),
}

/// Refuses what must not be overwritten.
///
/// # Errors
/// When something stands at `out` that may not be replaced.
pub(crate) fn check(out: &Path, replace: bool) -> Result<(), Finding> {
    may_stand(out, replace).map(drop)
}

/// The run that may be replaced; none where the name is free.
fn may_stand(out: &Path, replace: bool) -> Result<Option<Earlier>, Finding> {
    let Ok(there) = fs::symlink_metadata(out) else {
        return Ok(None);
    };
    let name = out.display().to_string();
    let exists = |message: &str| {
        Finding::new(
            Code::OutputExists,
            Location::File(name.clone()),
            message.to_owned(),
        )
    };
    if !there.is_dir() {
        return Err(exists("is there already and is no folder").help(ELSEWHERE));
    }
    if !replace {
        return Err(exists("is there already")
            .help("choose another name with --out, or add --replace to replace this run"));
    }
    let earlier = overwrite::earlier(out)
        .map_err(|error| nothing_left(unwritable(&name, &refusal(&error)), &error))?;
    earlier
        .map(Some)
        .map_err(|lost| exists(&lost.message).help(lost.help))
}

const ROOM: &str = "free some room or choose another place with --out";

fn nothing_left(finding: Finding, why: &io::Error) -> Finding {
    with_left(finding, next(why), None)
}

/// What to do about what the disk refused.
fn next(why: &io::Error) -> &'static str {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    match why.kind() {
        _ if interrupt::is(why) => "start it again",
        NotFound | PermissionDenied | NotADirectory => "choose another place with --out",
        _ => ROOM,
    }
}

/// Says what is left of what was written.
fn with_left(mut finding: Finding, next: &str, left: Option<(PathBuf, io::Error)>) -> Finding {
    let left = left.map(|(path, error)| {
        format!(
            "what was written is left in `{}` and cannot be removed ({}): remove that folder, it may hold names",
            path.display(),
            refusal(&error)
        )
    });
    finding.help = Some(match (finding.help.take(), left) {
        (None, None) => format!("nothing was left behind; {next}"),
        (None, Some(left)) => format!("{left}; then {next}"),
        (Some(help), None) => help,
        (Some(help), Some(left)) => format!("{help}; {left}"),
    });
    finding
}
