//! A text as it comes from its file: never more of it in memory than is being looked at, and hashed as it goes by.

use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::super::limits::{MAX_CSV_KEPT, MAX_CSV_ROWS, MAX_CSV_TEXT};
use crate::base::digest;

/// How much of a text is looked at at once, in bytes, and how many rows it may have.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// What is looked at to find out how the text is to be read.
    pub head: usize,
    /// What is read at once.
    pub region: usize,
    /// What one thread reads by itself.
    pub block: usize,
    /// The most that is held where a text must be looked at as a whole.
    pub held: usize,
    /// Bytes of text in the columns that are kept.
    pub kept: usize,
    pub rows: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            head: 4 << 20,
            region: 4 << 20,
            block: 1 << 20,
            held: MAX_CSV_TEXT,
            kept: MAX_CSV_KEPT,
            rows: MAX_CSV_ROWS,
        }
    }
}

pub(in crate::table) struct Text<'a> {
    held: Vec<u8>,
    /// How much of what is held was looked at.
    passed: usize,
    /// What is still to come; none where everything was read.
    rest: Option<Box<dyn Read + 'a>>,
    hash: Sha256,
    sizes: Sizes,
}

impl<'a> Text<'a> {
    /// The beginning of a text.
    pub(in crate::table) fn begin(from: Box<dyn Read + 'a>, sizes: Sizes) -> io::Result<Self> {
        let mut text = Self {
            held: Vec::new(),
            passed: 0,
            rest: Some(from),
            hash: Sha256::new(),
            sizes,
        };
        text.read(sizes.head)?;
        Ok(text)
    }

    /// All of it, held, where it has no more than so many bytes; nothing may have been passed over.
    pub(in crate::table) fn whole(self, most: usize) -> io::Result<Option<Self>> {
        let text = self.up_to(most)?;
        Ok(text.is_whole().then_some(text))
    }

    /// As much of it as has no more than so many bytes, and one.
    pub(in crate::table) fn up_to(mut self, most: usize) -> io::Result<Self> {
        self.read(most.saturating_add(1))?;
        Ok(self)
    }

    /// Gives a text that is held another encoding, and returns what comes with it.
    pub(super) fn decode<T, E>(
        &mut self,
        decode: impl FnOnce(Vec<u8>) -> Result<(Vec<u8>, T), E>,
    ) -> Result<T, E> {
        let (bytes, with) = decode(std::mem::take(&mut self.held))?;
        self.held = bytes;
        Ok(with)
    }

    /// The bytes of a text that is held.
    pub(in crate::table) fn all(&self) -> &[u8] {
        &self.held
    }

    /// Whether nothing is to come.
    pub(in crate::table) fn is_whole(&self) -> bool {
        self.rest.is_none()
    }

    /// What is to be looked at.
    pub(in crate::table) fn left(&self) -> &[u8] {
        self.held.get(self.passed..).unwrap_or_default()
    }

    pub(super) fn sizes(&self) -> Sizes {
        self.sizes
    }

    /// Passes over so many bytes, and reads on.
    pub(super) fn pass(&mut self, bytes: usize) -> io::Result<()> {
        self.passed = self.passed.saturating_add(bytes).min(self.held.len());
        if self.rest.is_some() {
            self.held.drain(..self.passed);
            self.passed = 0;
            self.read(self.sizes.region)?;
        }
        Ok(())
    }

    /// Holds more than so far, since no record ends in that.
    pub(super) fn hold_more(&mut self) -> io::Result<()> {
        self.read(self.held.len().saturating_mul(2).max(self.sizes.region))
    }

    /// The SHA-256 of a text that has been read to its end, in hexadecimal.
    pub(in crate::table) fn digest(&self) -> String {
        digest::text(&self.hash.clone().finalize())
    }

    /// Reads until so many bytes are held, or all.
    fn read(&mut self, hold: usize) -> io::Result<()> {
        let Some(rest) = &mut self.rest else {
            return Ok(());
        };
        let before = self.held.len();
        let wanted = hold.saturating_sub(before);
        if let Ok(room) = u64::try_from(wanted) {
            if hold <= self.sizes.head.max(self.sizes.region) {
                let room = self.held.try_reserve(wanted);
                room.map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
            }
            let read = rest.take(room).read_to_end(&mut self.held)?;
            if read < wanted {
                self.rest = None;
            }
        }
        self.hash
            .update(self.held.get(before..).unwrap_or_default());
        Ok(())
    }
}
