//! The audit: a header with the rules, a dictionary, then one line an application in the order of their ids, a JSON object each.
//!
//! Lines are made in parallel, a batch at a time, and written in order.

use std::io::{self, Write};

use crate::base::each;

use super::from_selection::{Lines, header};
use super::{Chain, Dictionary, Header, Line, Record};
use crate::base::controls;
use crate::base::ids::ApplicationId;
use crate::select::Selection;

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
    for first in [
        serde_json::to_string(&header::header(selection))?,
        serde_json::to_string(&dictionary)?,
    ] {
        put([controls::in_json(&first).as_bytes(), b"\n"].concat())?;
    }
    drop(dictionary);
    let order: Vec<ApplicationId> = selection.applications.ids().collect();
    let lines = |part: &[ApplicationId]| -> io::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(part.len().saturating_mul(LINE));
        for application in part {
            let line = serde_json::to_string(&of.of(*application))?;
            lines.extend_from_slice(controls::in_json(&line).as_bytes());
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

impl Audit {
    /// Takes up the text of an audit; none where it does not begin with the rules.
    ///
    /// # Errors
    /// When its dictionary is damaged.
    pub fn new(text: String) -> Option<serde_json::Result<Self>> {
        let mut lines = text.lines();
        let header: Header = serde_json::from_str(lines.next()?).ok()?;
        // The first schema had no dictionary.
        let dictionary = match header.schema {
            0 | 1 => Ok((Dictionary::default(), 1)),
            _ => serde_json::from_str(lines.next().unwrap_or_default()).map(|read| (read, 2)),
        };
        Some(dictionary.map(|(dictionary, before)| Self {
            header,
            dictionary,
            text,
            before,
        }))
    }

    /// The lines of the applications, in the order of their ids' bytes.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().skip(self.before)
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
    /// When the line is damaged, or points at what the audit does not have.
    pub fn record<'a>(&'a self, line: &'a str) -> serde_json::Result<Record<'a>> {
        let line: Line<'a> = serde_json::from_str(line)?;
        line.record(&self.header, &self.dictionary).map_err(|key| {
            serde::de::Error::custom(format!("its {key} points at what is not there"))
        })
    }

    /// Every application's record, in the order of lines.
    pub fn records(&self) -> impl Iterator<Item = serde_json::Result<Record<'_>>> {
        self.lines().map(|line| self.record(line))
    }
}
