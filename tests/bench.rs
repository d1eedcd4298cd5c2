//! A workbench for the whole program: rules and applications in, exit code, words and the run folder out, as text.
//!
//! Everything stands in memory, as if in a folder of its own, until a test looks at that folder: from then on it stands on the disk,
//! in a temporary folder that goes when the bench goes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench that breaks fails its test"
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;

use intake::base::finding::{Code, Finding};
use intake::engine;
use intake::out;
use intake::out::Issue;
use intake::papers::{lists, summary};
use intake::record::Audit;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::select::{Outcome, select};
use intake::table::{Options, Sheet};
use serde_json::Value;
use tempfile::TempDir;

use crate::memory::Memory;
use crate::shell::disk::{Disk, Machine};
use crate::shell::files::files;
use crate::shell::packet::Whom;
use crate::shell::{About, Exit, Format, Job, Packet, Screen, run};

/// Rules, applications, and a place for the run folder.
pub(crate) struct Bench {
    memory: Memory,
    machine: Machine,
    folder: PathBuf,
    on_disk: OnceLock<TempDir>,
    pub(crate) rules: PathBuf,
    pub(crate) applications: Vec<PathBuf>,
    pub(crate) ratings: Vec<PathBuf>,
    pub(crate) rulings: Vec<PathBuf>,
    /// Who the assessors are.
    pub(crate) assessors: Vec<PathBuf>,
    /// Where the run folder stands, or would.
    pub(crate) out: PathBuf,
    replace: bool,
    workbook: bool,
    is_final: bool,
    /// Of rules with stages which of them, and the run of the one before.
    pub(crate) stage: Option<String>,
    pub(crate) after: Option<PathBuf>,
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// What a selection said and wrote.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) said: Said,
    /// By path inside the run folder; empty when nothing was written.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// What `check` cannot say: it hangs on what was decided, or on what is written.
pub(crate) const AFTER: [Code; 6] = [
    Code::Shared,
    Code::TextCut,
    Code::SheetCut,
    Code::Leftover,
    Code::LeftOut,
    Code::RatedOutside,
];

/// A row of a list, by heading.
pub(crate) type Row = BTreeMap<String, String>;

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::File::create(path)
        .unwrap()
        .write_all(bytes.as_ref())
        .unwrap();
}

impl Bench {
    /// A bench with these rules, called `rules.toml`.
    pub(crate) fn new(rules: &str) -> Self {
        let name = format!("intake-{:x}", RandomState::new().hash_one(0));
        let (memory, folder) = (Memory::default(), std::env::temp_dir().join(name));
        let bench = Self {
            memory,
            machine: Machine::default(),
            on_disk: OnceLock::new(),
            rules: folder.join("rules.toml"),
            applications: Vec::new(),
            ratings: Vec::new(),
            rulings: Vec::new(),
            assessors: Vec::new(),
            out: folder.join("run"),
            replace: false,
            workbook: false,
            is_final: false,
            stage: None,
            after: None,
            folder,
        };
        bench.beside("rules.toml", rules);
        bench
    }

    /// A bench with rules and applications of the repository.
    pub(crate) fn of(rules: &str, applications: &str) -> Self {
        let bench = Self::new("");
        Self {
            rules: repository(rules),
            applications: vec![repository(applications)],
            ..bench
        }
    }

    /// Adds a file of applications.
    pub(crate) fn file(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.applications.push(self.beside(name, bytes));
        self
    }

    /// Adds a file of ratings.
    pub(crate) fn rated(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.ratings.push(self.beside(name, bytes));
        self
    }

    /// The assessors' file, against which ratings are held.
    pub(crate) fn assessed(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.assessors = vec![self.beside(name, bytes)];
        self
    }

    /// Adds a file of rulings.
    pub(crate) fn decided(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.rulings = vec![self.beside(name, bytes)];
        self
    }

    /// Where a file of the bench's folder stands, or would.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Puts a file into the bench's folder, in place of what has its name there.
    pub(crate) fn beside(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        if self.on_disk.get().is_some() {
            put(&path, bytes);
        } else {
            self.memory.put(&path, bytes.as_ref().to_owned());
        }
        path
    }

    /// Adds `pile.csv`.
    pub(crate) fn pile(self, text: impl AsRef<[u8]>) -> Self {
        self.file("pile.csv", text)
    }

    pub(crate) fn replacing(mut self) -> Self {
        self.replace = true;
        self
    }

    pub(crate) fn with_workbook(mut self) -> Self {
        self.workbook = true;
        self
    }

    /// The run is to be final.
    pub(crate) fn made_final(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// Another place for the run folder, from the bench's folder.
    pub(crate) fn out(mut self, path: &str) -> Self {
        self.out = self.folder.join(path);
        self
    }

    /// The bench's folder on the disk.
    pub(crate) fn folder(&self) -> &Path {
        self.on_disk.get_or_init(|| {
            let folder = tempfile::Builder::new()
                .prefix(self.folder.file_name().unwrap())
                .rand_bytes(0)
                .tempdir()
                .unwrap();
            for (path, what) in self.memory.0.lock().unwrap().iter().skip(1) {
                match what {
                    None => self.machine.folder(path).unwrap(),
                    Some(bytes) => self.machine.file(path).unwrap().write_all(bytes).unwrap(),
                }
            }
            folder
        });
        &self.folder
    }

    /// The same of the run folder.
    pub(crate) fn run_folder(&self) -> &Path {
        self.folder();
        &self.out
    }

    /// A file of the run folder.
    pub(crate) fn written(&self, name: &str) -> String {
        self.read(&self.out.join(name))
    }

    pub(crate) fn read(&self, path: &Path) -> String {
        String::from_utf8(self.disk().bytes(path, u64::MAX).unwrap()).unwrap()
    }

    fn disk(&self) -> &dyn Disk {
        if self.on_disk.get().is_some() {
            &self.machine
        } else {
            &self.memory
        }
    }

    pub(crate) fn select(&self) -> Ran {
        self.selected(|job| self.job(job))
    }

    /// On a disk of the test's own.
    pub(crate) fn select_on(&self, disk: &dyn Disk) -> Ran {
        self.folder();
        self.selected(|job| self.job_on(disk, job))
    }

    fn selected(&self, said: impl FnOnce(&Job) -> Said) -> Ran {
        let said = said(&Job::Select {
            assessors: self.assessors.clone(),
            ratings: self.ratings.clone(),
            applications: self.applications.clone(),
            rules: self.rules.clone(),
            out: self.out.clone(),
            rulings: self.rulings.clone(),
            reading: Options::default(),
            stage: self.stage.clone(),
            after: self.after.clone(),
            replace: self.replace,
            issue: Issue {
                without_workbook: !self.workbook,
                is_final: self.is_final,
                ..Issue::default()
            },
        });
        let mut files = BTreeMap::new();
        if matches!(said.exit, Exit::Done | Exit::Questions) {
            let mut all = self.memory.0.lock().unwrap().clone();
            if self.on_disk.get().is_some() {
                all.clear();
                collect(&self.out, &mut all);
            }
            files.extend(all.into_iter().filter_map(|(path, bytes)| {
                let name = path.strip_prefix(&self.out).ok()?.to_str()?;
                Some((name.to_owned(), bytes?))
            }));
            self.hold_check_to(&said);
        }
        Ran { said, files }
    }

    /// The sheets of the applications, and what is said of them.
    pub(crate) fn sheets(&self) -> (Vec<Sheet>, Vec<Finding>) {
        engine::sheets(&files(self.disk(), &self.applications), &Options::default())
    }

    /// The same lists and records as [`Bench::select`], made in memory: for laws that run thousands of piles.
    pub(crate) fn lists(&self) -> Ran {
        self.lists_unless_refused()
            .unwrap_or_else(|wrong| panic!("{wrong}"))
    }

    /// As [`Bench::lists`]; what was wrong where nothing is decided.
    pub(crate) fn lists_unless_refused(&self) -> Result<Ran, String> {
        self.made(true)
    }

    /// As [`Bench::lists`], without the audit.
    pub(crate) fn lists_alone(&self) -> Ran {
        self.made(false).unwrap_or_else(|wrong| panic!("{wrong}"))
    }

    /// The ids of those selected, and nothing that is worked out about them; what was wrong where nothing is decided.
    pub(crate) fn selected_alone(&self) -> Result<BTreeSet<String>, String> {
        let rules = loaded(self.read(&self.rules));
        let (sheets, findings) = self.sheets();
        let selection =
            select(&rules, &sheets).map_err(|wrong| format!("{findings:?} {wrong:?}"))?;
        let all = selection.outcomes.each();
        let selected = all.filter(|(_, outcome)| matches!(outcome, Outcome::Selected { .. }));
        let id = |one| selection.applications.id(one).into_owned();
        Ok(selected.map(|(one, _)| id(one)).collect())
    }

    fn made(&self, with_audit: bool) -> Result<Ran, String> {
        let rules = loaded(self.read(&self.rules));
        let (sheets, findings) = self.sheets();
        let selection =
            select(&rules, &sheets).map_err(|wrong| format!("{findings:?} {wrong:?}"))?;
        let mut files = BTreeMap::new();
        for table in lists::files(&selection) {
            let name = format!("{}.csv", table.name);
            let mut bytes = Vec::new();
            out::csv::write(&mut bytes, table).unwrap();
            files.insert(name, bytes);
        }
        if with_audit {
            let mut audit = Vec::new();
            intake::record::audit::write(&mut audit, &selection).unwrap();
            files.insert("audit.jsonl".to_owned(), audit);
        }
        Ok(Ran {
            said: Said {
                exit: Exit::Done,
                out: String::new(),
                err: summary::findings(&findings),
            },
            files,
        })
    }

    pub(crate) fn check(&self) -> Said {
        let (rules, applications) = (self.rules.clone(), self.applications.clone());
        self.job(&Job::Check {
            ratings: self.ratings.clone(),
            rules,
            applications,
            reading: Options::default(),
            sentences: None,
            notes: false,
        })
    }

    /// Holds `check` to what a selection said: of the files it says the same before anything is decided.
    fn hold_check_to(&self, selected: &Said) {
        let said = |said: &Said, code: Code| said.err.contains(&format!("[{code}]"));
        let wanted = |code: &&Code| said(selected, **code) && !AFTER.contains(code);
        // What people have answered is asked no more.
        let wanted: Vec<&Code> = Code::ALL
            .iter()
            .filter(wanted)
            .filter(|_| self.rulings.is_empty())
            .collect();
        if !wanted.is_empty() {
            let checked = self.check();
            let checked = plain(&format!("{}{}", checked.out, checked.err));
            for code in wanted {
                assert!(
                    checked.contains(&format!("[{code}]")),
                    "only `select` says {code}: {}",
                    selected.words()
                );
            }
        }
    }

    /// Asks about an application of the run that was written.
    pub(crate) fn explain(&self, application: &str) -> Said {
        self.explain_as(About::Application(application.to_owned()), Format::Text)
    }

    pub(crate) fn explain_as(&self, about: About, format: Format) -> Said {
        self.explain_with(about, &[], format)
    }

    /// With the personal answers from these files.
    pub(crate) fn explain_with(&self, about: About, personal: &[PathBuf], format: Format) -> Said {
        let (run, personal, rulings) = (self.out.clone(), personal.to_vec(), self.rulings.clone());
        self.job(&Job::Explain {
            run,
            about,
            personal,
            rulings,
            reading: Options::default(),
            format,
        })
    }

    /// A packet about some people of the run that was written, to standard output.
    pub(crate) fn packet(&self, whom: Whom, personal: &[PathBuf]) -> Said {
        self.job(&Job::Packet(Packet {
            run: self.out.clone(),
            whom,
            personal: personal.to_vec(),
            rulings: if personal.is_empty() {
                Vec::new()
            } else {
                self.rulings.clone()
            },
            reading: Options::default(),
            out: None,
            replace: false,
        }))
    }

    pub(crate) fn job(&self, job: &Job) -> Said {
        // These look around on the disk itself.
        if match job {
            Job::Verify { .. } | Job::Snapshot { accept: true, .. } => true,
            Job::Select { out, .. } => self.memory.holds(out) || !out.starts_with(&self.folder),
            _ => false,
        } {
            self.folder();
        }
        self.job_on(self.disk(), job)
    }

    pub(crate) fn job_on(&self, disk: &dyn Disk, job: &Job) -> Said {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = run(
            job,
            &mut Screen {
                out: &mut out,
                err: &mut err,
                disk,
                colour: false,
            },
        );
        let folder = self.folder.display().to_string();
        // So that it can be compared.
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&folder, "…");
        Said {
            exit,
            out: text(out),
            err: text(err),
        }
    }

    /// What stands in the bench's folder, sorted.
    pub(crate) fn left(&self) -> Vec<String> {
        let paths: Vec<PathBuf> = if self.on_disk.get().is_some() {
            let entries = fs::read_dir(&self.folder).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        } else {
            self.memory.0.lock().unwrap().keys().cloned().collect()
        };
        let inside = paths
            .iter()
            .filter(|path| path.parent() == Some(&self.folder));
        let mut names: Vec<String> = inside
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// The rules of a text. A law tries thousands of piles on the same rules, so the last ones of a thread are kept.
fn loaded(text: String) -> Rc<Rules> {
    thread_local! { static LAST: RefCell<Option<(String, Rc<Rules>)>> = const { RefCell::new(None) }; }
    if let Some((_, rules)) = LAST.take().filter(|(last, _)| *last == text) {
        LAST.set(Some((text, Rc::clone(&rules))));
        return rules;
    }
    let loaded = load("rules.toml", &text, &|_| Err("no lists here".to_owned()));
    let rules = loaded.rules.map(Rc::new);
    let rules = rules.unwrap_or_else(|| panic!("{:?}", loaded.findings));
    LAST.set(Some((text, Rc::clone(&rules))));
    rules
}

fn collect(folder: &Path, all: &mut BTreeMap<PathBuf, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, all);
        } else {
            let bytes = fs::read(&path).unwrap();
            all.insert(path, Some(bytes));
        }
    }
}

impl Said {
    /// The exit code, then what was said about the input or the output, without colours.
    pub(crate) fn words(&self) -> String {
        format!("exit {}\n{}", self.exit as u8, plain(&self.err))
    }
}

/// Text without the codes for bold and colour that the screen is given; a plain terminal never sees them.
pub(crate) fn plain(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once('m').map_or(piece, |(_, rest)| rest)
    })
}

impl Ran {
    pub(crate) fn text(&self, file: &str) -> &str {
        let bytes = self
            .files
            .get(file)
            .unwrap_or_else(|| panic!("no {file}: {}", self.said.words()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The rows of a list.
    pub(crate) fn rows(&self, file: &str) -> Vec<Row> {
        rows(self.text(file))
    }

    /// The paths of the rosters, or of the lists in their place.
    pub(crate) fn rosters(&self) -> Vec<&str> {
        self.files
            .keys()
            .map(String::as_str)
            .filter(|name| name.starts_with("rosters/") || name.starts_with("shortlist"))
            .collect()
    }

    /// Everybody who is ranked, best first: rosters, open places, and the unplaced.
    pub(crate) fn ranked(&self) -> Vec<Row> {
        let lists = self
            .rosters()
            .into_iter()
            .chain(self.has("unplaced.csv"))
            .chain(self.has("open.csv"));
        let mut rows: Vec<Row> = lists.flat_map(|list| self.rows(list)).collect();
        // A list of one outcome does not repeat it in every row.
        for row in &mut rows {
            row.entry("outcome".to_owned())
                .or_insert_with(|| "unplaced".to_owned());
        }
        rows.sort_by_key(|row| row["place"].parse::<usize>().unwrap());
        rows
    }

    pub(crate) fn has<'a>(&self, file: &'a str) -> Option<&'a str> {
        self.files.contains_key(file).then_some(file)
    }

    /// The audit record: the header, then one record an application.
    pub(crate) fn audit(&self) -> Vec<Value> {
        audit(self.text("audit.jsonl"))
    }

    /// Each application's outcome: `selected a`, `reserve a 2`, `unplaced`, `clarify`, …
    pub(crate) fn outcomes(&self) -> BTreeMap<String, String> {
        let records = self.audit().into_iter().skip(1);
        records
            .map(|record| (said(&record["application"]), outcome(&record)))
            .collect()
    }
}

/// The text of an audit: the header, then every application's record in full.
pub(crate) fn audit(text: &str) -> Vec<Value> {
    let audit = Audit::new(text.to_owned()).unwrap();
    let header = serde_json::to_value(&audit.header).unwrap();
    let records = audit
        .records()
        .map(|record| serde_json::to_value(record.unwrap()).unwrap());
    std::iter::once(header).chain(records).collect()
}

pub(crate) fn rows(csv: &str) -> Vec<Row> {
    let text = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let row = |record: ::csv::StringRecord| {
        headings
            .iter()
            .zip(&record)
            .map(|(heading, cell)| (heading.to_owned(), cell.to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// The outcome of a record of the audit, in a word or three.
pub(crate) fn outcome(record: &Value) -> String {
    let words = [
        said(&record["outcome"]),
        said(&record["group"]),
        said(&record["reserve"]),
    ];
    words
        .iter()
        .filter(|word| !word.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text or number of the audit as text; nothing for what is not there.
pub(crate) fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
