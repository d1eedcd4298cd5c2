//! What several commands begin with: rules and applications from their files, and refusals said aloud.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

use super::files;
use super::{Exit, Screen, mistaken};
use crate::shell::disk::file;
use intake::analyse::{unfinished::unfinished, unlikely::unlikely};
use intake::decisions::{self, Decisions};
use intake::finding::{self, Code, Finding, Place};
use intake::read;
use intake::rules::Rules;
use intake::rules::load::{self, Loaded};
use intake::select::{self, Selection};
use intake::write::summary;

/// Bytes of a list beside the rules.
const LARGEST_LIST: u64 = 16 << 20;

/// Between two moves of the progress line.
const TICK: Duration = Duration::from_millis(200);

/// Reads and selects; returns what was noticed while reading, too. An error is what refuses the applications.
pub(super) fn decide<'a>(
    rules: &'a Rules,
    (files, decisions): (&[PathBuf], &[PathBuf]),
    reading: &read::Options,
    progress: &Progress,
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    if let Some(finding) = mistaken::rules_among(files) {
        return Err(vec![finding]);
    }
    progress.step("reading");
    let (sheets, mut findings) = files::read(files, &reading.over(rules));
    // All of it is read and tried before anything is said to be wrong, so that everything is mended at once.
    let (decisions, more, wrong) = tried(decisions, reading);
    findings.extend(more);
    if refuses(&findings) {
        return Err(findings.into_iter().chain(wrong).collect());
    }
    progress.step("selecting");
    match select::select_decided(rules, &sheets, &decisions) {
        Ok(selection) if wrong.is_empty() => Ok((selection, findings)),
        Ok(_) => Err(findings.into_iter().chain(wrong).collect()),
        // What was noticed while reading often says why.
        Err(refused) => Err(findings.into_iter().chain(wrong).chain(refused).collect()),
    }
}

/// The sheet that the program itself writes for decisions.
const FORM: &str = "clarify";

/// Reads what people decided, and says what was noticed; no file, no decisions. What was typed of encoding and separator holds for
/// these files, too.
pub(super) fn decided(files: &[PathBuf], reading: &read::Options) -> Result<(Decisions, Vec<Finding>), Vec<Finding>> {
    let (decisions, findings, wrong) = tried(files, reading);
    if wrong.is_empty() && !refuses(&findings) {
        Ok((decisions, findings))
    } else {
        Err(findings.into_iter().chain(wrong).collect())
    }
}

/// The decisions that can be read, what was noticed of the files, and what is wrong with the others.
fn tried(files: &[PathBuf], reading: &read::Options) -> (Decisions, Vec<Finding>, Vec<Finding>) {
    // Whatever a filter hides was decided all the same.
    let options = read::Options {
        tool: Some(read::Tool::PLAIN),
        hidden: Some(read::Hidden::Include),
        // A decision that somebody crossed out may be taken back.
        struck: reading.struck,
        encoding: reading.encoding,
        delimiter: reading.delimiter,
        ..read::Options::default()
    };
    let (mut sheets, mut findings) = files::read(files, &options);
    if findings.iter().any(|finding| finding.code == Code::WorkbookSheets) {
        // A colleague added a sheet of notes.
        (sheets, findings) = files::read(files, &read::Options { sheet: Some(FORM.to_owned()), ..options });
    }
    // Nobody was asked whether hidden rows count.
    findings.retain(|finding| finding.code != Code::HiddenSettled);
    let (decisions, wrong) = if refuses(&findings) { Default::default() } else { decisions::load::load(&sheets) };
    (decisions, findings, wrong)
}

/// As [`load_rules`], of rules that are to decide about people: those that say themselves that they are unfinished decide nothing.
pub(super) fn load_settled(path: &Path, screen: &mut Screen<'_>) -> Option<Rules> {
    let rules = load_rules(path, screen)?;
    let open = unfinished(&rules);
    if open.is_empty() {
        // Nobody need have run `check` before: a scale that stands upside down decides about everybody.
        screen.warn(&load::render(&rules.file.name, &rules.file.text, &unlikely(&rules), screen.colour));
        return Some(rules);
    }
    screen.warn(&load::render(&rules.file.name, &rules.file.text, &open, screen.colour));
    let places = summary::count(open.len(), "place is", "places are");
    screen.warn(&format!("{}: {places} still to be settled; unfinished rules decide nothing\n", rules.file.name));
    None
}

/// Reads a rules file with its lists; says what is wrong with it.
pub(super) fn load_rules(path: &Path, screen: &mut Screen<'_>) -> Option<Rules> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let bytes = match file::bytes(path, load::LARGEST as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            let place = Place::File(path.display().to_string());
            let finding = Finding::new(
                Code::FileUnreadable,
                place,
                format!("the rules cannot be read: {}", finding::refusal(&error)),
            );
            let absent = error.kind() == std::io::ErrorKind::NotFound;
            let finding = if absent { mistaken::beside(path, finding) } else { finding };
            screen.warn(&summary::findings(&[finding]));
            return None;
        }
    };
    if let Some(finding) = mistaken::for_rules(path, &bytes) {
        screen.warn(&summary::findings(&[finding]));
        return None;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (message, help) = load::not_text(error.as_bytes());
            let finding = Finding::new(Code::Encoding, Place::File(name), message);
            screen.warn(&summary::findings(&[finding.help(help)]));
            return None;
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let list = |file: &str| file::text(&folder.join(file), LARGEST_LIST).map_err(|error| finding::refusal(&error));
    let Loaded { rules, findings } = load::load(&name, &text, &list);
    screen.warn(&load::render(&name, &text, &findings, screen.colour));
    rules
}

pub(super) fn refuses(findings: &[Finding]) -> bool {
    findings.iter().any(|found| found.severity() == finding::Severity::Error)
}

pub(super) fn refuse(findings: &[Finding], screen: &mut Screen<'_>) -> Exit {
    screen.warn(&summary::findings(findings));
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
        Self { bar, mover: mover.and_then(Result::ok).map(|thread| (stop, thread)) }
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
