//! The audit: a header with the rules, then one record an application in the order of their ids, a JSON object each line.
//!
//! Records are made in parallel, a batch at a time, and written in order; nothing grows with the pile.

use std::io::{self, Write};

use rayon::prelude::*;

use crate::explain::build::{self, Records};
use crate::select::Selection;

/// Records made before they are written.
const BATCH: usize = 8_192;
/// Below this many a thread pool costs more than it saves.
const PARALLEL_FROM: usize = 2_000;

/// Writes all records.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &build::header(selection))?;
    out.write_all(b"\n")?;
    let order = selection.by_id();
    let records = Records::new(selection);
    let lines = |part: &[usize]| -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        for application in part {
            serde_json::to_writer(&mut lines, &records.of(*application))?;
            lines.push(b'\n');
        }
        Ok(lines)
    };
    if order.len() < PARALLEL_FROM {
        return out.write_all(&lines(&order)?);
    }
    for batch in order.chunks(BATCH) {
        let parts: Vec<io::Result<Vec<u8>>> = batch.par_chunks(BATCH / 16).map(lines).collect();
        for part in parts {
            out.write_all(&part?)?;
        }
    }
    Ok(())
}
