//! What each command does. The only caller of anything that touches files; everything else is handed what it needs.

use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use crate::explain::{Header, Record, page, sentences};
use crate::finding::{Code, Finding, Place};
use crate::read;
use crate::rules::Rules;
use crate::rules::load::{self, Loaded};
use crate::select::{self, Outcome, Selection, SheetRead};
use crate::write::summary::count;
use crate::write::{self, safe, summary};
use crate::{check, finding, verify};

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Job {
    Select {
        applications: Vec<PathBuf>,
        rules: PathBuf,
        out: PathBuf,
        reading: read::Options,
        replace: bool,
        without_workbook: bool,
    },
    Check {
        rules: PathBuf,
        applications: Vec<PathBuf>,
        reading: read::Options,
        /// Say every rule as a sentence.
        sentences: bool,
    },
    Explain {
        run: PathBuf,
        application: String,
    },
    /// Without applications only the folder is held against its manifest.
    Verify {
        run: PathBuf,
        applications: Vec<PathBuf>,
        rules: Option<PathBuf>,
        reading: read::Options,
    },
}

/// How it ended. The numbers are exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done, and nothing is open.
    Done = 0,
    /// Done, and questions are open for a person.
    Questions = 1,
    /// Wrong usage, or rules that are not valid.
    Usage = 2,
    /// Applications refused, or output not written.
    Refused = 3,
    /// A verification or comparison found a difference.
    Different = 4,
}

/// Where results (`out`) and words about them (`err`) go.
pub struct Screen<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    /// Whether `err` shows colour.
    pub colour: bool,
}

impl Screen<'_> {
    /// A reader that went away, such as a closed pager, is no error of ours.
    fn say(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    fn warn(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }
}

/// Does the job.
pub fn run(job: &Job, screen: &mut Screen<'_>) -> Exit {
    match job {
        Job::Select { applications, rules, out, reading, replace, without_workbook } => {
            let options = write::Options { out, replace: *replace, without_workbook: *without_workbook };
            select(applications, rules, reading, options, screen)
        }
        Job::Check { rules, applications, reading, sentences } => {
            check(rules, applications, reading, *sentences, screen)
        }
        Job::Explain { run, application } => explain(run, application, screen),
        Job::Verify { run, applications, rules, reading } => {
            let inputs = rules.as_ref().map(|rules| (rules.as_path(), applications.as_slice(), reading));
            verify(run, inputs, screen)
        }
    }
}

fn select(
    files: &[PathBuf],
    rules: &Path,
    reading: &read::Options,
    options: write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Exit {
    let Some(rules) = load_rules(rules, screen) else { return Exit::Usage };
    // Said before the work is done, and checked again when the folder is written.
    if let Err(finding) = write::folder::check(options.out, options.replace) {
        return refuse(&[finding], screen);
    }
    let progress = Progress::new();
    let (selection, mut findings) = match decide(&rules, files, reading, &progress) {
        Ok(decided) => decided,
        Err(findings) => return refuse(&findings, screen),
    };
    match write::write(&selection, options, &|name| progress.step(&format!("writing {name}"))) {
        Ok(notes) => findings.extend(notes),
        Err(finding) => return refuse(&[finding], screen),
    }
    drop(progress);
    // The page has its own places for these.
    let on_the_page = |finding: &&Finding| matches!(finding.code, Code::HeadingUnused | Code::Shared);
    findings.extend(selection.findings.iter().filter(|finding| !on_the_page(finding)).cloned());
    screen.warn(&summary::findings(&findings));
    screen.say(&summary::selection(&selection, options.out, options.without_workbook));
    let open = selection.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    if open { Exit::Questions } else { Exit::Done }
}

/// Reads and selects; returns what was noticed while reading, too. An error is what refuses the applications.
fn decide<'a>(
    rules: &'a Rules,
    files: &[PathBuf],
    reading: &read::Options,
    progress: &Progress,
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    progress.step("reading");
    let (sheets, findings) = read::read(files, reading);
    if refuses(&findings) {
        return Err(findings);
    }
    progress.step("selecting");
    select::select(rules, &sheets).map(|selection| (selection, findings))
}

fn check(
    rules: &Path,
    files: &[PathBuf],
    reading: &read::Options,
    as_sentences: bool,
    screen: &mut Screen<'_>,
) -> Exit {
    let Some(rules) = load_rules(rules, screen) else { return Exit::Usage };
    screen.say(&format!(
        "{}: valid; {} with the deadline, {}, {}, {}\n",
        rules.file,
        count(rules.criteria.len(), "criterion", "criteria"),
        count(rules.measures.len(), "measure", "measures"),
        count(rules.places.groups.len(), "group", "groups"),
        count(rules.places.cap, "place", "places")
    ));
    if as_sentences {
        screen.say(&format!("\n{}", safe::visible_lines(&sentences::sentences(&rules))));
    }
    if files.is_empty() {
        return Exit::Done;
    }
    let (sheets, findings) = read::read(files, reading);
    if refuses(&findings) {
        return refuse(&findings, screen);
    }
    screen.warn(&summary::findings(&findings));
    match check::check(&rules, &sheets) {
        Err(findings) => refuse(&findings, screen),
        Ok(checked) => {
            for (sheet, layout) in sheets.iter().zip(checked.layouts) {
                let (source, dialect, digest) = (sheet.source.clone(), sheet.dialect.clone(), sheet.digest.clone());
                let read = SheetRead { source, dialect, digest, rows: sheet.len(), layout };
                screen.say(&summary::read(&rules, &read));
            }
            screen.say(&summary::findings(&checked.findings));
            let questions =
                checked.findings.iter().filter(|found| found.severity() == finding::Severity::Question).count();
            screen.say(&format!(
                "{} to be asked about; nothing was decided\n",
                count(questions, "kind of answer", "kinds of answers")
            ));
            if questions == 0 { Exit::Done } else { Exit::Questions }
        }
    }
}

fn explain(run: &Path, application: &str, screen: &mut Screen<'_>) -> Exit {
    let path = run.join("audit.jsonl");
    let wrong = |message: String| Finding::new(Code::RunUnreadable, Place::File(path.display().to_string()), message);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            let finding = wrong(format!("cannot be read: {}", finding::refusal(&error)))
                .help("name the folder that `intake select --out` wrote");
            return refuse(&[finding], screen);
        }
    };
    let mut lines = text.lines();
    let Some(Ok(header)) = lines.next().map(serde_json::from_str::<Header>) else {
        return refuse(&[wrong("does not begin with the rules".to_owned())], screen);
    };
    // The id is looked for in the line first: a million records need not be taken apart.
    let quoted = serde_json::to_string(application).unwrap_or_default();
    for line in lines.clone().filter(|line| line.contains(&quoted)) {
        match serde_json::from_str::<Record<'_>>(line) {
            Ok(record) if record.application == application => {
                screen.say(&safe::visible_lines(&page::page(&header, &record)));
                return Exit::Done;
            }
            Ok(_) => {}
            Err(error) => return refuse(&[wrong(format!("a record is damaged: {error}"))], screen),
        }
    }
    let ids: Result<Vec<Known<'_>>, _> = lines.map(serde_json::from_str).collect();
    let ids = match ids {
        Ok(ids) => ids,
        Err(error) => return refuse(&[wrong(format!("a record is damaged: {error}"))], screen),
    };
    let near = crate::domain::spelling::nearest(application, ids.iter().map(|known| known.application.as_ref()));
    let help = near.map_or_else(
        || "ids are in the rosters and lists of the run".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    refuse(&[wrong(format!("holds no application `{application}`")).help(help)], screen)
}

/// As much of a record as is needed to name it.
#[derive(serde::Deserialize)]
struct Known<'a> {
    #[serde(borrow)]
    application: Cow<'a, str>,
}

fn verify(run: &Path, inputs: Option<(&Path, &[PathBuf], &read::Options)>, screen: &mut Screen<'_>) -> Exit {
    let place = |name: &str| Place::File(run.join(name).display().to_string());
    let unreadable = |name: &str, error: String| {
        Finding::new(Code::RunUnreadable, place(name), format!("cannot be read: {error}"))
            .help("name the folder that `intake select --out` wrote")
    };
    let read = |name: &str| fs::read(run.join(name)).map_err(|error| finding::refusal(&error));
    let text = match read("manifest.json") {
        Ok(text) => text,
        Err(error) => return refuse(&[unreadable("manifest.json", error)], screen),
    };
    let manifest = match verify::manifest(&text) {
        Ok(manifest) => manifest,
        Err(difference) => return differ(&[difference], screen),
    };
    let mut names = Vec::new();
    if let Err(error) = files_under(run, "", &mut names) {
        return refuse(&[unreadable("", finding::refusal(&error))], screen);
    }
    let differences = verify::folder(&manifest, &names, &read);
    if !differences.is_empty() {
        return differ(&differences, screen);
    }
    screen.say(&format!("the folder is as it was written: {}\n", count(manifest.files.len(), "file", "files")));
    let Some((rules, files, reading)) = inputs else { return Exit::Done };
    let Some(rules) = load_rules(rules, screen) else { return Exit::Usage };
    let progress = Progress::new();
    let selection = match decide(&rules, files, reading, &progress) {
        Ok((selection, _)) => selection,
        Err(findings) => return refuse(&findings, screen),
    };
    let without_workbook = !manifest.files.iter().any(|file| file.file == "workbook.xlsx");
    let mut differences = Vec::new();
    let made = write::make(&selection, without_workbook, &mut |made| {
        progress.step(&format!("comparing {}", made.name));
        differences.extend(read(&made.name).ok().and_then(|was| verify::file(&was, &made)));
    });
    drop(progress);
    match made {
        Err(finding) => refuse(&[finding], screen),
        Ok(anew) => {
            let mut all = verify::inputs(&manifest, &anew);
            all.append(&mut differences);
            if all.is_empty() {
                screen.say("it comes out the same from these applications and rules, to the byte\n");
                Exit::Done
            } else {
                differ(&all, screen)
            }
        }
    }
}

/// Says what differs; that is the result.
fn differ(differences: &[verify::Difference], screen: &mut Screen<'_>) -> Exit {
    for difference in differences {
        screen.say(&format!("{}: {}\n", safe::visible(&difference.file), safe::visible(&difference.words)));
    }
    Exit::Different
}

/// The files of a folder and those below, with `/`; a link is named, not followed.
fn files_under(folder: &Path, under: &str, names: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_under(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(())
}

/// Reads a rules file with its lists; says what is wrong with it.
fn load_rules(path: &Path, screen: &mut Screen<'_>) -> Option<Rules> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let place = Place::File(path.display().to_string());
            let finding = Finding::new(
                Code::FileUnreadable,
                place,
                format!("the rules cannot be read: {}", finding::refusal(&error)),
            );
            screen.warn(&summary::findings(&[finding]));
            return None;
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let finding = Finding::new(Code::Encoding, Place::File(name), "the rules are not UTF-8 text");
        screen.warn(&summary::findings(&[finding.help("save the file as UTF-8")]));
        return None;
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let list = |file: &str| fs::read_to_string(folder.join(file)).map_err(|error| error.to_string());
    let Loaded { rules, findings } = load::load(&name, &text, &list);
    screen.warn(&load::render(&name, &text, &findings, screen.colour));
    rules
}

fn refuses(findings: &[Finding]) -> bool {
    findings.iter().any(|found| found.severity() == finding::Severity::Error)
}

fn refuse(findings: &[Finding], screen: &mut Screen<'_>) -> Exit {
    screen.warn(&summary::findings(findings));
    Exit::Refused
}

/// A line on standard error that moves while work goes on; nothing where that is no terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        Self(bar)
    }

    fn step(&self, what: &str) {
        self.0.set_message(what.to_owned());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
