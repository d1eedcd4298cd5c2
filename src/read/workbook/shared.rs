//! The shared texts of an `.xls`: how long each of them is, found as calamine finds it. calamine copies the text into every
//! cell that names it, so a text of a few kilobytes and a million small cells make gigabytes.

use super::biff::{number, short};

/// Texts; calamine keeps an object of each.
const MAX_TEXTS: usize = 20_000_000;

/// The bytes, at most, that each shared text takes as UTF-8. `pieces` are the record of texts and those that continue it.
///
/// Nothing where the records are no list of texts.
pub(super) fn lengths(pieces: &[&[u8]]) -> Option<Vec<u32>> {
    let mut pieces = pieces.iter().copied();
    let Some(first) = pieces.next() else { return Some(Vec::new()) };
    let mut texts = Texts { data: first.get(8..)?, pieces };
    let mut lengths = Vec::new();
    while !texts.data.is_empty() || texts.next_piece() {
        lengths.push(texts.text()?);
        if lengths.len() > MAX_TEXTS {
            return None;
        }
    }
    Some(lengths)
}

struct Texts<'a, I> {
    data: &'a [u8],
    pieces: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Texts<'a, I> {
    fn next_piece(&mut self) -> bool {
        self.pieces.next().map(|piece| self.data = piece).is_some()
    }

    fn text(&mut self) -> Option<u32> {
        if self.data.is_empty() {
            return Some(0);
        }
        let (mut left, flags) = (usize::from(short(self.data, 0)?), *self.data.get(2)?);
        self.pass(3)?;
        let mut beside = 0_usize;
        if flags & 8 != 0 {
            beside = usize::from(short(self.data, 0)?).saturating_mul(4);
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
