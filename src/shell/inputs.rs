//! What several commands begin with: rules and applications from their files, and refusals said aloud.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

use super::files::{file_name, files};
use super::{Exit, Screen, mistaken};
use crate::shell::disk::atomic_file::{self, Ours};
use crate::shell::disk::{Disk, file};
use intake::base::counted::count;
use intake::base::finding::{self, Code, Finding, Location};
use intake::engine::{self, Pile};
use intake::rules::Rules;
use intake::rules::load::{self, Loaded};
use intake::table::{self, Sheet};

/// Bytes of a list beside the rules.
const LARGEST_LIST: u64 = 16 << 20;

/// Between two moves of the progress line.
const TICK: Duration = Duration::from_millis(200);

/// The files that a pile is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) applications: &'a [PathBuf],
    pub(super) ratings: &'a [PathBuf],
    pub(super) rulings: &'a [PathBuf],
}

impl<'a> Given<'a> {
    pub(super) fn of(
        applications: &'a [PathBuf],
        ratings: &'a [PathBuf],
        rulings: &'a [PathBuf],
    ) -> Self {
        Self {
            applications,
            ratings,
            rulings,
        }
    }
}

/// Does something with the files of applications and rulings, while a line on the screen moves; an error is what refuses them.
pub(super) fn piled<T>(
    disk: &dyn Disk,
    given: Given<'_>,
    reading: &table::Options,
    work: impl FnOnce(Pile<'_>, &dyn Fn(&str)) -> Result<T, Vec<Finding>>,
) -> Result<T, Vec<Finding>> {
    if let Some(finding) = mistaken::rules_among(given.applications) {
        return Err(vec![finding]);
    }
    with_files(disk, given, reading, work)
}

/// The same, whatever the files are.
pub(super) fn with_files<T>(
    disk: &dyn Disk,
    given: Given<'_>,
    reading: &table::Options,
    work: impl FnOnce(Pile<'_>, &dyn Fn(&str)) -> T,
) -> T {
    let progress = Progress::new();
    let pile = Pile {
        applications: &files(disk, given.applications),
        ratings: &files(disk, given.ratings),
        rulings: &files(disk, given.rulings),
        reading,
        follows: None,
        stage_before: None,
    };
    work(pile, &|what| progress.step(what))
}

/// As [`load_rules`], of rules that are to decide about people: those that say themselves that they are unfinished decide nothing.
///
/// # Errors
/// As [`load_rules`].
pub(super) fn load_settled(path: &Path, screen: &mut Screen<'_>) -> Result<Rules, Exit> {
    let rules = load_rules(path, screen)?;
    let open = match engine::unfinished(&rules) {
        Ok(unlikely) => {
            screen.warn(&screen.underlined(&rules.file, &unlikely));
            return Ok(rules);
        }
        Err(open) => open,
    };
    screen.warn(&screen.underlined(&rules.file, &open));
    let unsettled = count(open.len(), "place is", "places are");
    screen.warn(&format!(
        "{}: {unsettled} still to be settled; unfinished rules decide nothing\n",
        rules.file.name
    ));
    Err(Exit::Usage)
}

/// Reads a rules file with its lists; says what is wrong with it.
///
/// # Errors
/// When there are no valid rules in it.
pub(super) fn load_rules(path: &Path, screen: &mut Screen<'_>) -> Result<Rules, Exit> {
    let name = file_name(path);
    let bytes = match screen.disk.bytes(path, load::LARGEST as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            let location = Location::File(path.display().to_string());
            let finding = Finding::new(
                Code::FileUnreadable,
                location,
                format!("the rules cannot be read: {}", finding::refusal(&error)),
            );
            let absent = error.kind() == std::io::ErrorKind::NotFound;
            let finding = if absent {
                mistaken::beside(path, finding)
            } else {
                finding
            };
            screen.warn_of(&[finding]);
            return Err(Exit::Usage);
        }
    };
    if let Some(finding) = mistaken::for_rules(path, &bytes) {
        screen.warn_of(&[finding]);
        return Err(Exit::Usage);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (message, help) = load::not_text(error.as_bytes());
            let finding = Finding::new(Code::Encoding, Location::File(name), message);
            screen.warn_of(&[finding.help(help)]);
            return Err(Exit::Usage);
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let list = |file: &str| {
        let bytes = screen.disk.bytes(&folder.join(file), LARGEST_LIST);
        bytes
            .and_then(file::text)
            .map_err(|error| finding::refusal(&error))
    };
    let Loaded { rules, findings } = load::load(&name, &text, &list);
    screen.warn(&load::render(&name, &text, &findings, screen.colour));
    rules.ok_or(Exit::Usage)
}

/// The sheets in files of applications, and what is to be said of them, which is said.
///
/// # Errors
/// When the files are refused.
pub(super) fn sheets(
    paths: &[PathBuf],
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<(Vec<Sheet>, Vec<Finding>), Exit> {
    let (sheets, findings) = engine::sheets(&files(screen.disk, paths), reading);
    if engine::refuses(&findings) {
        return Err(refuse(&findings, screen));
    }
    screen.warn_of(&findings);
    Ok((sheets, findings))
}

/// Writes a single file; says what killed programs left beside it.
///
/// # Errors
/// When something else is there or the disk refuses.
pub(super) fn write_single(
    path: &Path,
    bytes: &[u8],
    ours: Ours<'_>,
    screen: &mut Screen<'_>,
) -> Result<(), Exit> {
    let left = atomic_file::write(screen.disk, path, bytes, ours)
        .map_err(|found| refuse(&[found], screen))?;
    screen.warn_of(&left);
    Ok(())
}

pub(super) fn refuse(findings: &[Finding], screen: &mut Screen<'_>) -> Exit {
    screen.warn_of(findings);
    Exit::Refused
}

/// A line on standard error that moves while work goes on; nothing where that is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Moves the line until it goes; none where no thread can be had.
    mover: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        let (stop, stopped) = channel::<()>();
        let moved = bar.clone();
        // indicatif's own ticker breaks down where a thread is refused.
        let mover = (!bar.is_hidden()).then(|| {
            thread::Builder::new().spawn(move || {
                while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                    moved.tick();
                }
            })
        });
        Self {
            bar,
            mover: mover.and_then(Result::ok).map(|thread| (stop, thread)),
        }
    }

    pub(super) fn step(&self, what: &str) {
        self.bar.set_message(what.to_owned());
        self.bar.tick();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.mover.take() {
            drop(stop);
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
