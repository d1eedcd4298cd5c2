//! The audit: a header with the rules, a dictionary, then one line an application in the order of their ids, a JSON object each.
//!
//! Lines are made in parallel, a batch at a time, and written in order.

use std::borrow::Cow;
use std::io::{self, Write};
use std::mem::replace;

use serde::Deserialize;

use crate::base::each;

use super::from_selection::{Lines, header};
use super::{Chain, Dictionary, Header, Line, Record, SCHEMA};
use crate::base::controls;
use crate::base::ids::ApplicationId;
use crate::select::Selection;
use crate::values::spelling::quoted;

/// What it is called in a run folder.
pub const FILE: &str = "audit.jsonl";
/// Lines made before they are written.
const BATCH: usize = 8_192;
/// Room for an ordinary line, in bytes.
const LINE: usize = 512;
/// Below this many a thread pool costs more than it saves.
const PARALLEL_FROM: usize = 2_000;

/// Writes all lines.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut chain = Chain::default();
    let mut put = |lines: Vec<u8>| chain.write(out, &lines);
    let (of, dictionary) = Lines::new(selection);
    let mut first = Vec::new();
    controls::put_json(&mut first, &header::header(selection))?;
    first.push(b'\n');
    controls::put_json(&mut first, &dictionary)?;
    first.push(b'\n');
    put(first)?;
    drop(dictionary);
    let order: Vec<ApplicationId> = selection.applications.ids().collect();
    let lines = |part: &[ApplicationId]| -> io::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(part.len().saturating_mul(LINE));
        for application in part {
            controls::put_json(&mut lines, &of.of(*application))?;
            lines.push(b'\n');
        }
        Ok(lines)
    };
    if order.len() < PARALLEL_FROM {
        return put(lines(&order)?);
    }
    // While one batch is made, the one before it is written.
    let mut ready: Vec<io::Result<Vec<u8>>> = Vec::new();
    for batch in order.chunks(BATCH).chain([&[][..]]) {
        let parts: Vec<&[ApplicationId]> = batch.chunks(BATCH / 16).collect();
        let (made, written) = each::beside(
            || each::heavy(&parts, |part| lines(part)),
            || ready.drain(..).try_for_each(|part| put(part?)),
        );
        written?;
        ready = made.unwrap_or_default();
    }
    Ok(())
}

/// An audit that was written, as text and data.
#[derive(Debug)]
pub struct Audit {
    pub header: Header,
    dictionary: Dictionary<'static>,
    text: String,
    /// How many lines stand before those of the applications.
    before: usize,
}

/// Why an audit cannot be taken up; the words go on after its name.
#[derive(Debug)]
pub struct Damaged {
    pub words: String,
    /// Whether a later version of Intake wrote it.
    pub is_later: bool,
}

impl Damaged {
    fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            is_later: false,
        }
    }

    /// A line is no record.
    pub(crate) fn record(line: &str) -> Self {
        let named: Result<Named<'_>, _> = serde_json::from_str(line);
        let name = named.map_or_else(
            |_| "a record".to_owned(),
            |named| format!("the record of {}", quoted(&named.application)),
        );
        Self::new(format!("{name} is not written as Intake writes it"))
    }
}

/// As much of a header as says how the rest is to be read.
#[derive(Deserialize)]
struct Form {
    schema: u32,
}

impl Audit {
    /// Takes up the text of an audit.
    ///
    /// # Errors
    /// Where it does not begin with the rules and its dictionary, or a later version wrote it.
    pub fn new(text: String) -> Result<Self, Damaged> {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let Ok(Form { schema }) = serde_json::from_str(first) else {
            return Err(Damaged::new("does not begin with the rules"));
        };
        if schema > SCHEMA {
            return Err(Damaged {
                words: format!(
                    "has the schema {schema}, and this version of Intake knows {SCHEMA}"
                ),
                is_later: true,
            });
        }
        let header: Header = serde_json::from_str(first)
            .map_err(|_| Damaged::new("does not begin with the rules as Intake writes them"))?;
        // The first schema had no dictionary.
        let (dictionary, before) = if schema < 2 {
            (Dictionary::default(), 1)
        } else {
            let read = serde_json::from_str(lines.next().unwrap_or_default());
            let read = read.ok().filter(Dictionary::is_one);
            let missing =
                || Damaged::new("has no dictionary as Intake writes it on its second line");
            (read.ok_or_else(missing)?, 2)
        };
        Ok(Self {
            header,
            dictionary,
            text,
            before,
        })
    }

    /// The lines of the applications, in the order of their ids' bytes.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
        let mut from = 0;
        let lines = ends.map(move |end| {
            self.text
                .get(replace(&mut from, end.saturating_add(1))..end)
        });
        lines.flatten().skip(self.before)
    }

    /// The line of an application: it begins with the id, so that a million of them need not be taken apart.
    pub fn line(&self, application: &str) -> Option<&str> {
        let quoted = serde_json::to_string(application).ok()?;
        let id = format!("\"application\":{},", controls::in_json(&quoted));
        let begins = |line: &&str| {
            let first = line.strip_prefix('{').unwrap_or_default();
            // So lines of the first schema begin.
            let first = first
                .strip_prefix("\"record\":\"application\",")
                .unwrap_or(first);
            first.starts_with(&id)
        };
        self.lines().find(begins)
    }

    /// The record of a line.
    ///
    /// # Errors
    /// When the line is not as Intake writes it, or points at what the audit does not have.
    pub fn record<'a>(&'a self, line: &'a str) -> Result<Record<'a>, Damaged> {
        let read: Line<'a> = serde_json::from_str(line).map_err(|_| Damaged::record(line))?;
        let name = read.application.clone();
        read.record(&self.header, &self.dictionary).map_err(|key| {
            let name = quoted(&name);
            Damaged::new(format!(
                "the record of {name} has in `{key}` what is not in the dictionary or the header, or has it twice"
            ))
        })
    }

    /// Every application's record, in the order of lines.
    pub fn records(&self) -> impl Iterator<Item = Result<Record<'_>, Damaged>> {
        self.lines().map(|line| self.record(line))
    }
}

/// As much of a line as is needed to name it.
#[derive(Deserialize)]
pub struct Named<'a> {
    #[serde(borrow)]
    pub application: Cow<'a, str>,
}
