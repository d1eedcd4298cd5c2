//! The audit: a header with the rules, then one record an application in the order of their ids, a JSON object each line.
//!
//! Records are made in parallel, a batch at a time, and written in order; nothing grows with the pile.

use std::io::{self, Write};

use crate::base::each;

use super::Chain;
use super::from_selection::{Records, header};
use crate::base::controls;
use crate::base::ids::ApplicationId;
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
    let order: Vec<ApplicationId> = selection.applications.ids().collect();
    let records = Records::new(selection);
    let lines = |part: &[ApplicationId]| -> io::Result<Vec<u8>> {
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
