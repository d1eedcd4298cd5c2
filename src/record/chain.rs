//! The chain of the audit: what shows that a line was changed, removed or moved.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::base::digest;

/// Links each line to all lines before it, so that a changed, removed or moved one can be named.
///
/// A line's link is the first half of the SHA-256 over the link before it and the line without its own; the first link
/// before all is blank. It stands as the last key, `chain`.
#[derive(Debug, Clone, Default)]
pub struct Chain(Vec<u8>);

const LINK: &[u8] = b",\"chain\":\"";
/// Bytes of a link.
const HALF: usize = 16;

impl Chain {
    /// Writes lines, each an object and a line feed, with their links.
    pub fn write(&mut self, out: &mut dyn Write, lines: &[u8]) -> io::Result<()> {
        let mut from = 0;
        for end in memchr::memchr_iter(b'\n', lines) {
            let line = lines.get(from..=end).unwrap_or_default();
            from = end.saturating_add(1);
            let body = line.strip_suffix(b"}\n").unwrap_or(line);
            self.step(body);
            out.write_all(body)?;
            out.write_all(LINK)?;
            out.write_all(&self.0)?;
            out.write_all(b"\"}\n")?;
        }
        Ok(())
    }

    /// Whether a line carries the link that follows, and takes the step.
    pub fn fits(&mut self, line: &[u8]) -> bool {
        let link = memchr::memmem::rfind(line, LINK).and_then(|at| line.split_at_checked(at));
        let Some((body, link)) = link else {
            return false;
        };
        self.step(body);
        let whole = [LINK, &self.0, b"\"}\n"].concat();
        link == whole
    }

    fn step(&mut self, body: &[u8]) {
        let mut hash = Sha256::new();
        hash.update(&self.0);
        hash.update(body);
        self.0.clear();
        self.0
            .extend(hash.finalize().iter().take(HALF).flat_map(digest::digits));
    }
}
