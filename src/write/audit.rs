//! The audit: a header with the rules, then one record an application in the order of their ids, a JSON object each line.
//!
//! Records are made in parallel, a batch at a time, and written in order; nothing grows with the pile.

use std::io::{self, Write};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::domain::{controls, digest};
use crate::explain::build::Records;
use crate::explain::header;
use crate::select::Selection;

/// Records made before they are written.
const BATCH: usize = 8_192;
/// Room for an ordinary record, in bytes.
const LINE: usize = 2_048;
/// Below this many a thread pool costs more than it saves.
const PARALLEL_FROM: usize = 2_000;

/// Writes all records.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut chain = Chain::default();
    let mut put = |lines: Vec<u8>| chain.write(out, &lines);
    let header = serde_json::to_string(&header::header(selection))?;
    put([controls::in_json(&header).as_bytes(), b"\n"].concat())?;
    let order: Vec<usize> = (0..selection.applications.len()).collect();
    let records = Records::new(selection);
    let lines = |part: &[usize]| -> io::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(part.len().saturating_mul(LINE));
        for application in part {
            let line = serde_json::to_string(&records.of(*application))?;
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
        let mut made = Vec::new();
        rayon::in_place_scope(|scope| -> io::Result<()> {
            scope.spawn(|_| made = batch.par_chunks(BATCH / 16).map(lines).collect());
            ready.drain(..).try_for_each(|part| put(part?))
        })?;
        ready = made;
    }
    Ok(())
}

/// Links each line to all lines before it, so that a changed, removed or moved one can be named.
///
/// A line's link is the first half of the SHA-256 over the link before it and the line without its own; the first link
/// before all is blank. It stands as the last key, `chain`.
#[derive(Debug, Clone, Default)]
pub struct Chain(String);

const LINK: &[u8] = b",\"chain\":\"";

impl Chain {
    /// Writes lines, each an object and a line feed, with their links.
    fn write(&mut self, out: &mut dyn Write, lines: &[u8]) -> io::Result<()> {
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let body = line.strip_suffix(b"}\n").unwrap_or(line);
            self.step(body);
            out.write_all(body)?;
            out.write_all(LINK)?;
            out.write_all(self.0.as_bytes())?;
            out.write_all(b"\"}\n")?;
        }
        Ok(())
    }

    /// Whether a line carries the link that follows, and takes the step.
    pub fn fits(&mut self, line: &[u8]) -> bool {
        let link = memchr::memmem::rfind(line, LINK).and_then(|at| line.split_at_checked(at));
        let Some((body, link)) = link else { return false };
        self.step(body);
        let whole = [LINK, self.0.as_bytes(), b"\"}\n"].concat();
        link == whole
    }

    fn step(&mut self, body: &[u8]) {
        let mut hash = Sha256::new();
        hash.update(self.0.as_bytes());
        hash.update(body);
        self.0 = digest::text(&hash.finalize()).chars().take(32).collect();
    }
}
