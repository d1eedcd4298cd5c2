//! `intake letters`: a letter for everybody, and the templates they are made from.

use std::io;
use std::path::{Path, PathBuf};

use intake::base::counted::count;
use intake::base::finding::{Code, Finding, Location, refusal};
use intake::engine::{File, PastRun, Pile, letters as engine};
use intake::out::letters::LARGEST;
use intake::papers::letters::{DEFAULTS, LetterKind};
use intake::table;
use intake::values::escape::visible;
use jiff::civil::Date;

use super::files::{file_name, files};
use super::inputs::refuse;
use super::past_run::RunFolder;
use super::{Exit, Screen};
use crate::shell::disk::folder::Folder;
use crate::shell::disk::{Disk, file, hidden};

/// At most so many ids are named on the screen.
const NAMED: usize = 20;

/// What `intake letters` is to write.
#[derive(Debug, Clone)]
pub(crate) enum Letters {
    /// The templates of the program, to be edited, in a new folder.
    Templates(PathBuf),
    Everybody(Box<Everybody>),
}

/// A letter for everybody who applied.
#[derive(Debug, Clone)]
pub(crate) struct Everybody {
    pub(crate) run: PathBuf,
    pub(crate) out: PathBuf,
    /// The applications the run was made from, for names and addresses; none where these are not wanted.
    pub(crate) personal: Vec<PathBuf>,
    /// The rulings that run took.
    pub(crate) rulings: Vec<PathBuf>,
    pub(crate) reading: table::Options,
    pub(crate) templates: Option<PathBuf>,
    pub(crate) date: Option<Date>,
    /// The run whose letters went out.
    pub(crate) told: Option<PathBuf>,
    /// Letters that say the same as those, too.
    pub(crate) all: bool,
}

pub(super) fn letters(what: &Letters, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    match what {
        Letters::Templates(out) => templates(out, screen),
        Letters::Everybody(everybody) => everybody.write(screen),
    }
}

fn templates(out: &Path, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    let mut folder = begin(out, screen)?;
    let printed = engine::print_templates(&mut folder).map_err(|finding| vec![finding]);
    finish(folder, out, printed, screen)?;
    screen.say(&format!(
        "{}: {} written, to be edited; those that stay as they are may be removed\n",
        out.display(),
        count(DEFAULTS.len(), "template", "templates")
    ));
    Ok(Exit::Done)
}

impl Everybody {
    fn write(&self, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
        let disk = screen.disk;
        let run = RunFolder::at(disk, &self.run);
        let told = self.told.as_deref().map(|told| RunFolder::at(disk, told));
        let own = self.templates.as_deref().map(|path| in_folder(disk, path));
        let own = own
            .transpose()
            .map_err(|finding| refuse(&[finding], screen))?;
        let called = self.templates.as_deref().map(file_name).unwrap_or_default();
        let request = engine::Request {
            personal: Pile {
                applications: &files(disk, &self.personal),
                ratings: &[],
                rulings: &files(disk, &self.rulings),
                reading: &self.reading,
                follows: None,
                stage_before: None,
            },
            templates: own.as_ref().map(|own| (called.as_str(), own.as_slice())),
            date: self.date,
            told: told.as_ref().map(|told| told as &dyn PastRun),
            all: self.all,
        };
        let mut folder = begin(&self.out, screen)?;
        let written = engine::letters(&run, &request, &mut folder);
        let written = finish(folder, &self.out, written, screen)?;
        screen.warn_of(&written.notes);
        if self.personal.is_empty() {
            screen.warn("note: without the applications no letter has a name, an address or a language of its own; give their files after the run\n");
        }
        warn_of_rounds(&written, self.all, screen);
        warn(&written, self.date, screen);
        say(&self.out, &written, screen);
        Ok(Exit::Done)
    }
}

fn say(out: &Path, written: &engine::Written, screen: &mut Screen<'_>) {
    let all: usize = written.letters.iter().map(|(_, many)| many).sum();
    screen.say(&format!(
        "{}: {}, as text and as pages, and mail-merge.xlsx\n",
        out.display(),
        count(all, "letter", "letters")
    ));
    for (kind, many) in &written.letters {
        screen.say(&format!("  {many:>6}  {}\n", kind.word()));
    }
    if written
        .letters
        .iter()
        .any(|(kind, _)| *kind == LetterKind::Undecided)
    {
        screen.say("  undecided: an answer that is awaited could still change these; no seat is promised until it is firm\n");
    }
}

/// What earlier letters said, or that nobody said which they were.
fn warn_of_rounds(written: &engine::Written, all: bool, screen: &mut Screen<'_>) {
    if written.untold {
        screen.warn(
            "note: this run follows another one; with `--told RUN`, the run whose letters went out, a letter says what has changed since then, and \
             nobody is sent the same letter again\n",
        );
    }
    let Some(since) = &written.since else {
        return;
    };
    let each: Vec<String> = since
        .iter()
        .map(|(since, many)| format!("{many} {}", since.word()))
        .collect();
    let left_out = match since {
        [.., (_, 0)] => "",
        _ if all => "; all are written",
        _ => {
            "; what is unchanged is not written again, and stands on a sheet of its own in mail-merge.xlsx (`--all` writes it)"
        }
    };
    screen.warn(&format!(
        "note: since the letters of that run: {}{left_out}\n",
        each.join(", ")
    ));
}

/// What is to be done before the letters are sent.
fn warn(written: &engine::Written, date: Option<Date>, screen: &mut Screen<'_>) {
    if let Some(by) = written.too_late {
        screen.warn(&format!(
            "warning: the letters ask to confirm by {by}, and are dated later; give an earlier `--date`, or change `confirm_by` in [call] and select again\n"
        ));
    }
    if let (Some(date), Some(last)) = (date, written.early.iter().map(|one| one.on).max()) {
        let each = written.early.iter();
        let each: Vec<String> = each
            .map(|one| format!("{} ({}, {})", one.application, one.decision, one.on))
            .collect();
        screen.warn(&format!(
            "warning: the letters are dated {date}, and speak of {} that came later: {}; give a `--date` from {last} on\n",
            count(each.len(), "decision", "decisions"),
            named(&each)
        ));
    }
    if !written.told_before.is_empty() {
        screen.warn(&format!(
            "note: {} told of a seat by the letters of the run before, and now that it stays: {}; leave these letters out where nobody wants them\n",
            match written.told_before.len() {
                1 => "1 person was".to_owned(),
                many => format!("{many} people were"),
            },
            named(&written.told_before)
        ));
    }
    if !written.look_first.is_empty() {
        screen.warn(&format!(
            "warning: {} held back in `look-first`, and on a sheet of that name in mail-merge.xlsx: late by the zone of the call alone, in time by \
             the clock they were sent by: {}; look whether the call meant that. To take one, decide `accept-late` and select again; otherwise send \
             its letter from there\n",
            count(written.look_first.len(), "refusal is", "refusals are"),
            named(&written.look_first)
        ));
    }
    if !written.come_next.is_empty() {
        screen.warn(&format!(
            "note: {} that a seat or place which becomes free may be offered, and promised nothing, because they come next and stand on no reserve \
             list: {}; do not treat these as final\n",
            match written.come_next.len() {
                1 => "1 person without a seat is told".to_owned(),
                many => format!("{many} people without a seat are told"),
            },
            named(&written.come_next)
        ));
    }
    if !written.unaddressed.is_empty() {
        screen.warn(&format!(
            "note: {} no e-mail address that can be read: {}; their letters are in the folder, and `email` is blank in mail-merge.xlsx\n",
            count(written.unaddressed.len(), "person has", "people have"),
            named(&written.unaddressed)
        ));
    }
    if !written.lacks.is_empty() {
        let each = written.lacks.iter();
        let each: Vec<String> = each
            .map(|(what, key)| format!("no {what} ({key})"))
            .collect();
        screen.warn(&format!(
            "note: the letters have {}; docs/letters.md says what stands where\n",
            each.join(", ")
        ));
    }
    for (language, keys) in &written.untranslated {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        screen.warn(&format!(
            "note: letters in {} have {} as [letters] says it for all languages; write it in that language into [letters.{}]\n",
            language.name(),
            keys.join(", "),
            language.code()
        ));
    }
    let (rows, they) = match written.nobodys.len() {
        0 => return,
        1 => (
            "a row that seems to be a total or a remark under a table".to_owned(),
            "it counts",
        ),
        many => (
            format!("{many} rows that seem to be totals or remarks under a table"),
            "they count",
        ),
    };
    screen.warn(&format!(
        "note: there is no letter to {rows}: {}; clarify.csv asks whether {they}\n",
        named(&written.nobodys)
    ));
}

/// The first ids, and how many more there are.
fn named(ids: &[String]) -> String {
    let named: Vec<String> = ids
        .iter()
        .take(NAMED)
        .map(|id| visible(id).into_owned())
        .collect();
    match ids.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

fn begin<'d>(out: &Path, screen: &mut Screen<'d>) -> Result<Folder<'d>, Exit> {
    Folder::begin(screen.disk, out, false).map_err(|finding| refuse(&[finding], screen))
}

/// Puts the folder in its place, or removes what there is of it.
fn finish<T>(
    folder: Folder<'_>,
    out: &Path,
    written: Result<T, Vec<Finding>>,
    screen: &mut Screen<'_>,
) -> Result<T, Exit> {
    let written = match written {
        Ok(written) => written,
        Err(findings) => {
            let mut findings = findings.into_iter();
            let last = findings.next_back().map(|last| folder.abandon(last));
            let all: Vec<Finding> = findings.chain(last).collect();
            return Err(refuse(&all, screen));
        }
    };
    folder
        .finish()
        .map_err(|finding| refuse(&[finding], screen))?;
    screen.warn_of(&hidden::left_beside(out));
    Ok(written)
}

/// The templates in a folder, by their paths in it: those that letters have, and whatever else ends like one.
pub(super) fn in_folder<'d>(disk: &'d dyn Disk, folder: &Path) -> Result<Vec<File<'d>>, Finding> {
    if !disk.is_folder(folder) {
        let message = "there is no such folder of templates".to_owned();
        return Err(Finding::new(Code::Template, folder, message)
            .help("`intake letters --print-templates DIR` writes one"));
    }
    let mut names: Vec<String> = Vec::new();
    for (name, _) in DEFAULTS {
        if disk.leads_outside(&folder.join(name), folder) {
            return Err(outside(&folder.join(name)));
        }
        match disk.open(&folder.join(name), LARGEST as u64) {
            Ok(_) => names.push((*name).to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                let message = format!("cannot be read: {}", refusal(&error));
                let location = Location::File(folder.join(name).display().to_string());
                return Err(Finding::new(Code::Template, location, message));
            }
        }
    }
    // One whose name is misspelt would be left out without a word.
    for under in ["", "en/", "fr/", "ru/"] {
        for entry in file::entries(&folder.join(under)).unwrap_or_default() {
            let name = format!("{under}{}", entry.to_string_lossy());
            if name.ends_with(".j2") && !names.contains(&name) {
                if disk.leads_outside(&folder.join(&name), folder) {
                    return Err(outside(&folder.join(&name)));
                }
                names.push(name);
            }
        }
    }
    let file = |name: String| {
        let path = folder.join(&name);
        File::opened(name, move || disk.open(&path, LARGEST as u64))
    };
    Ok(names.into_iter().map(file).collect())
}

fn outside(path: &Path) -> Finding {
    let message =
        "leads outside of the folder of templates by a symbolic link, and is not followed"
            .to_owned();
    let location = Location::File(path.display().to_string());
    Finding::new(Code::Template, location, message).help("put the template itself into the folder")
}
