//! Writing the run folder: lists as CSV and as one workbook, the audit record, the report, the manifest. All of it or nothing.
//!
//! What a list shows is said once, in `papers::lists`; `csv` and `workbook` only set it down. Adding an output format is one new
//! file here, one line in `write` and its tests.

pub mod csv;
pub mod html;
pub mod json;
pub mod letters;
pub mod map;
pub mod markdown;
pub mod report;
pub mod packet;
pub mod packs;
pub mod text;
pub mod to_sign;
pub mod workbook;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::iter;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::base::digest;
use crate::base::finding::{Code, Finding, Location};
use crate::papers;
use crate::papers::report::Report;
use crate::record::audit::{self, FILE as AUDIT};
use crate::record::manifest::{self, Manifest, Written};
use crate::select::{Outcome, Selection};

/// What writes a file.
pub type Fill<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// Where the files of a run go.
pub trait Sink {
    /// Takes a file: `name` is its path inside the run folder, with `/`; `fill` writes it.
    ///
    /// # Errors
    /// A finding where it cannot be taken; then nothing more is given.
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding>;

    /// Is shown the report before it is set down as a file; for whoever shows it elsewhere, too.
    fn report(&mut self, _: &Report) {}
}

/// Keeps the files in memory.
impl Sink for BTreeMap<String, Vec<u8>> {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        let mut bytes = Vec::new();
        fill(&mut bytes).map_err(|error| unwritable(name, &error))?;
        self.insert(name.to_owned(), bytes);
        Ok(())
    }
}

/// How a run is set down.
#[derive(Debug, Clone, Copy, Default)]
pub struct Issue {
    /// Leave the workbooks out.
    pub without_workbook: bool,
    /// Leave the report out, as earlier versions did.
    pub without_report: bool,
    /// The report shows personal answers.
    pub report_personal: bool,
    /// The report says how firm the seats are.
    pub report_firmness: bool,
    /// Its titles say that it is final; whether it may be is for the caller to find out.
    pub is_final: bool,
    /// The day of the selection, where somebody says it: no clock is read.
    pub on: Option<Date>,
}

/// Gives every file of a run to the sink, in order, the manifest last; returns that, and what was noticed on the way.
///
/// # Errors
/// The finding of the sink, or one where a workbook cannot be put together.
pub fn write(
    selection: &Selection<'_>,
    issue: Issue,
    sink: &mut dyn Sink,
) -> Result<(Manifest, Vec<Finding>), Finding> {
    let mut weighing = Weighed {
        sink,
        written: Vec::new(),
    };
    each_record(selection, &mut weighing)?;
    let mut notes = Vec::new();
    if !issue.without_workbook {
        // Behind the audit, whose digest stands at the foot of every page.
        notes = workbooks(selection, (issue.is_final, issue.on), &mut weighing)?;
    }
    if !issue.without_report {
        // Last, because it names the digests of all others.
        let shows = papers::report::Shows {
            personal: issue.report_personal,
            firmness: issue.report_firmness,
        };
        let paper = papers::report::report(
            selection,
            (issue.is_final, issue.on),
            shows,
            &weighing.written,
        );
        weighing.sink.report(&paper);
        let fill = |out: &mut dyn Write| out.write_all(report::html(&paper).as_bytes());
        weighing.put(report::FILE, Box::new(fill))?;
    }
    let Weighed { sink, written } = weighing;
    let manifest = manifest::manifest(selection, &notes, &written);
    let manifest = Manifest {
        is_final: issue.is_final,
        on: issue.on.map(|on| on.to_string()),
        report_personal: issue.report_personal && !issue.without_report,
        report_firmness: issue.report_firmness && !issue.without_report,
        ..manifest
    };
    sink.file(
        "manifest.json",
        Box::new(|out| manifest::write(out, &manifest)),
    )?;
    Ok((manifest, notes))
}

/// Gives files to a sink and keeps what the manifest says of them.
struct Weighed<'s> {
    sink: &'s mut dyn Sink,
    written: Vec<Written>,
}

impl Weighed<'_> {
    fn put(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        let written = &mut self.written;
        self.sink.file(
            name,
            Box::new(|out| {
                written.push(weighed(name, fill, out)?);
                Ok(())
            }),
        )
    }

    fn digest_of(&self, name: &str) -> &str {
        let file = self.written.iter().find(|written| written.file == name);
        file.map_or("", |written| &written.digest)
    }
}

/// Writes a file in large pieces, and returns what the manifest says of it.
fn weighed(name: &str, fill: Fill<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut weighing = Weighing {
        out,
        hash: Sha256::new(),
        bytes: 0,
    };
    let mut buffered = BufWriter::with_capacity(1 << 20, &mut weighing);
    let filled = fill(&mut buffered).and_then(|()| buffered.flush());
    // What is still in the buffer of a file that cannot be written is not tried again.
    let _ = buffered.into_parts();
    filled?;
    Ok(Written {
        file: name.to_owned(),
        bytes: weighing.bytes,
        digest: digest::text(&weighing.hash.finalize()),
    })
}

struct Weighing<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    bytes: u64,
}

impl Write for Weighing<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.out.write_all(buffer)?;
        self.hash.update(buffer);
        self.bytes = self
            .bytes
            .saturating_add(u64::try_from(buffer.len()).unwrap_or(u64::MAX));
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The lists and records, in order.
fn each_record(selection: &Selection<'_>, weighing: &mut Weighed<'_>) -> Result<(), Finding> {
    for table in papers::lists::files(selection) {
        weighing.put(
            &format!("{}.csv", table.name),
            Box::new(|out| csv::write(out, table)),
        )?;
    }
    weighing.put(AUDIT, Box::new(|out| audit::write(out, selection)))?;
    if selection.balancing.is_some() {
        let write = |out: &mut dyn Write| crate::record::proofs::write(out, selection);
        weighing.put(crate::record::proofs::FILE, Box::new(write))?;
    }
    // As they were, so that whoever asks later need not wonder which version was meant.
    let rules = selection.rules;
    let lists = rules
        .list_files
        .iter()
        .filter(|list| list.name != rules.file.name);
    for file in iter::once(&rules.file).chain(lists) {
        weighing.put(
            &format!("rules/{}", file.name),
            Box::new(|out| out.write_all(file.text.as_bytes())),
        )?;
    }
    Ok(())
}

/// The workbook, and the form for answers where something is asked; returns what did not fit.
fn workbooks(
    selection: &Selection<'_>,
    (is_final, on): (bool, Option<Date>),
    weighing: &mut Weighed<'_>,
) -> Result<Vec<Finding>, Finding> {
    let digest = weighing.digest_of(AUDIT).to_owned();
    let (bytes, mut notes) = workbook::bytes(selection, (is_final, on), &digest)
        .map_err(|error| unwritable("workbook.xlsx", &error))?;
    weighing.put("workbook.xlsx", Box::new(move |out| out.write_all(&bytes)))?;
    let asked = selection
        .outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    if asked {
        let (bytes, more) = workbook::to_fill_in(selection, &digest)
            .map_err(|error| unwritable("clarify.xlsx", &error))?;
        notes.extend(more);
        weighing.put("clarify.xlsx", Box::new(move |out| out.write_all(&bytes)))?;
    }
    Ok(notes)
}

/// What could not be written, and why; the help is added by whoever knows what is left.
pub fn unwritable(name: &str, error: &dyn Display) -> Finding {
    Finding::new(
        Code::OutputUnwritable,
        Location::File(name.to_owned()),
        format!("cannot be written: {error}"),
    )
}
