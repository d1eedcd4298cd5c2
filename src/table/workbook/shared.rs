//! The shared texts of an `.xls`: how long each of them is, found as calamine finds it, and where its pieces begin. calamine copies the text into every
//! cell that names it, so a text of a few kilobytes and a million small cells make gigabytes.

use super::bytes::{number, short};
use crate::table::limits::MAX_XLS_SHARED;

/// The bytes, at most, that each shared text takes as UTF-8. `pieces` are the record of texts and those that continue it.
///
/// Nothing where the records are no list of texts.
pub(super) fn lengths(pieces: &[&[u8]]) -> Option<Vec<u32>> {
    let mut texts = Texts::of(pieces)?;
    let mut lengths = Vec::new();
    while !texts.data.is_empty() || texts.next_piece() {
        lengths.push(texts.text()?);
        if lengths.len() > MAX_XLS_SHARED {
            return None;
        }
    }
    Some(lengths)
}

/// Where each piece begins, and its font.
type Pieces = Vec<(u16, u16)>;

/// Of each text that has pieces with fonts of their own, by number: the characters at which they begin, and their fonts.
pub(super) fn pieces(pieces: &[&[u8]]) -> Option<Vec<(u32, Pieces)>> {
    let mut texts = Texts::of(pieces)?;
    let (mut rich, mut count) = (Vec::new(), 0_u32);
    while !texts.data.is_empty() || texts.next_piece() {
        texts.runs.clear();
        texts.text()?;
        let runs: Option<Pieces> = texts
            .runs
            .chunks_exact(4)
            .map(|run| short(run, 0).zip(short(run, 2)))
            .collect();
        if !texts.runs.is_empty() {
            rich.push((count, runs?));
        }
        count = count.saturating_add(1);
    }
    Some(rich)
}

struct Texts<'a> {
    data: &'a [u8],
    pieces: std::slice::Iter<'a, &'a [u8]>,
    /// The pieces of the text read last: each four bytes.
    runs: Vec<u8>,
}

impl<'a> Texts<'a> {
    /// Those of a record and of those that continue it; nothing where the record is too short.
    fn of(pieces: &'a [&'a [u8]]) -> Option<Self> {
        let mut pieces = pieces.iter();
        Some(Self {
            data: pieces
                .next()
                .map_or(Some(&[][..]), |first| first.get(8..))?,
            pieces,
            runs: Vec::new(),
        })
    }

    fn next_piece(&mut self) -> bool {
        self.pieces.next().map(|piece| self.data = piece).is_some()
    }

    fn text(&mut self) -> Option<u32> {
        if self.data.is_empty() {
            return Some(0);
        }
        let (mut left, flags) = (usize::from(short(self.data, 0)?), *self.data.get(2)?);
        self.pass(3)?;
        let (mut beside, mut runs) = (0_usize, 0_usize);
        if flags & 8 != 0 {
            beside = usize::from(short(self.data, 0)?).saturating_mul(4);
            runs = beside;
            self.pass(2)?;
        }
        if flags & 4 != 0 {
            beside = beside.saturating_add(usize::try_from(number(self.data, 0)?).ok()?);
            self.pass(4)?;
        }
        let (mut wide, mut bytes) = (flags & 1 != 0, 0_u32);
        loop {
            let (width, longest) = if wide { (2, 3) } else { (1, 2) };
            let here = left.min(self.data.len() / width);
            bytes = bytes.saturating_add(u32::try_from(here).ok()?.saturating_mul(longest));
            left = left.saturating_sub(here);
            if left == 0 {
                self.pass(here.saturating_mul(width))?;
                break;
            }
            // Each piece says anew how wide its characters are.
            self.data = self.pieces.next()?;
            wide = self.data.first()? & 1 != 0;
            self.pass(1)?;
        }
        while beside > 0 {
            if self.data.is_empty() && !self.next_piece() {
                return None;
            }
            let here = beside.min(self.data.len());
            let kept = runs.min(here);
            self.runs.extend_from_slice(self.data.get(..kept)?);
            runs = runs.saturating_sub(kept);
            self.pass(here)?;
            beside = beside.saturating_sub(here);
        }
        Some(bytes)
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.data = self.data.get(bytes..)?;
        Some(())
    }
}
