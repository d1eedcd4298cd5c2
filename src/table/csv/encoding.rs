//! Whether the bytes of a file are text: UTF-8, UTF-16 with its mark, or an encoding that was declared.
//!
//! Other encodings are refused, never guessed: a wrong guess misspells the names of people. The refusal proposes one and
//! shows words as they would be read.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use crate::table::common::control_at;
use crate::table::limits::MAX_CSV_TEXT;

/// Why bytes are no text, with the location a person can look it up at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// UTF-16 without its mark, by a NUL in every other byte; its name.
    Utf16(&'static str),
    /// The encoding declared is not that of the text, which is UTF-8.
    IsUtf8,
    /// A byte that stands for nothing in the encoding: line from 1.
    Undefined { encoding: &'static str, line: u32 },
    /// More than 2 GiB as UTF-8.
    TooLarge,
    /// The first byte that is not UTF-8: line and character from 1.
    NotUtf8 {
        byte: u8,
        line: u32,
        character: usize,
    },
    /// The first control character besides tab and line ends: line and character from 1.
    Control {
        byte: u8,
        line: u32,
        character: usize,
    },
}

impl Fault {
    /// The same of a text whose first line is this one.
    pub(super) fn under(mut self, first: u32) -> Self {
        if let Self::Undefined { line, .. }
        | Self::NotUtf8 { line, .. }
        | Self::Control { line, .. } = &mut self
        {
            *line = line.saturating_add(first).saturating_sub(1);
        }
        self
    }
}

/// The bytes as UTF-8, and the name of the encoding they were in.
pub(super) fn decode(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<(Vec<u8>, &'static str), Fault> {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let unmarked = || {
        every_other_is_nul(&bytes).then(|| {
            if bytes.first() == Some(&0) {
                UTF_16BE
            } else {
                UTF_16LE
            }
        })
    };
    let encoding = match (marked, declared) {
        (Some(marked), _) => marked,
        (None, Some(declared)) => declared,
        (None, None) => match unmarked() {
            Some(utf16) => return Err(Fault::Utf16(utf16.name())),
            None => UTF_8,
        },
    };
    if encoding == UTF_8 {
        return Ok((bytes, UTF_8.name()));
    }
    if marked.is_none() && !bytes.is_ascii() && simdutf8::basic::from_utf8(&bytes).is_ok() {
        return Err(Fault::IsUtf8);
    }
    let (text, _, broken) = encoding.decode(&bytes);
    // A byte that an encoding leaves undefined becomes a control character that no text holds.
    let undefined = text.find(|c| matches!(c, '\u{80}'..='\u{9f}'));
    let lost = undefined.or_else(|| text.find(char::REPLACEMENT_CHARACTER).filter(|_| broken));
    match lost {
        Some(at) => {
            let before = text.get(..at).unwrap_or_default().as_bytes();
            Err(Fault::Undefined {
                encoding: encoding.name(),
                line: super::strict::line_ends(before, true).saturating_add(1),
            })
        }
        None if text.len() > MAX_CSV_TEXT => Err(Fault::TooLarge),
        None => Ok((text.into_owned().into_bytes(), encoding.name())),
    }
}

/// Whether a text that begins so is to be read as UTF-8.
pub(super) fn is_utf8(beginning: &[u8], declared: Option<&'static Encoding>) -> bool {
    match (Encoding::for_bom(beginning), declared) {
        (Some((encoding, _)), _) | (None, Some(encoding)) => encoding == UTF_8,
        (None, None) => !every_other_is_nul(beginning),
    }
}

/// What a text that is not UTF-8 may be in, the likeliest first, each with up to three words as they would be read.
pub(super) fn proposals(bytes: &[u8]) -> Vec<(&'static str, Vec<String>)> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let likely = detector.guess(None, chardetng::Utf8Detection::Deny);
    let mut encodings = vec![likely, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252];
    let mut seen = Vec::new();
    encodings.retain(|encoding| {
        let new = !seen.contains(encoding);
        seen.push(*encoding);
        new
    });
    let words = telling(bytes);
    let read = |encoding: &'static Encoding| {
        let word = |word: &&[u8]| {
            encoding
                .decode_without_bom_handling_and_without_replacement(word)
                .map(Cow::into_owned)
        };
        (encoding.name(), words.iter().filter_map(word).collect())
    };
    encodings.into_iter().map(read).collect()
}

/// Three different words with letters beyond ASCII.
fn telling(bytes: &[u8]) -> Vec<&[u8]> {
    const LONGEST: usize = 40;
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let mut words: Vec<&[u8]> = Vec::new();
    for word in bytes
        .split(ends)
        .filter(|word| word.len() <= LONGEST && !word.is_ascii())
    {
        if words.len() < 3 && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The position of the first byte of text, after a UTF-8 mark if there is one.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Fault> {
    // The fast check only says whether; the slow one then says where.
    if let Some(error) = simdutf8::basic::from_utf8(bytes)
        .err()
        .and_then(|_| std::str::from_utf8(bytes).err())
    {
        let at = error.valid_up_to();
        let (line, character) = line_and_character(bytes, at);
        return Err(Fault::NotUtf8 {
            byte: bytes.get(at).copied().unwrap_or_default(),
            line,
            character,
        });
    }
    if let Some(at) = control_at(bytes) {
        let (line, character) = line_and_character(bytes, at);
        return Err(Fault::Control {
            byte: bytes.get(at).copied().unwrap_or_default(),
            line,
            character,
        });
    }
    Ok(if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    })
}

/// Line and character, from 1, of the byte at `at`.
fn line_and_character(bytes: &[u8], at: usize) -> (u32, usize) {
    let before = bytes.get(..at).unwrap_or_default();
    let line = 1 + super::strict::line_ends(before, true);
    let line_start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
    let on_line = before.get(line_start..).unwrap_or_default();
    (
        line,
        String::from_utf8_lossy(on_line)
            .trim_start_matches('\u{FEFF}')
            .chars()
            .count()
            + 1,
    )
}

fn every_other_is_nul(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let nuls = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = head.len() / 2;
    half >= 4 && (nuls(0).max(nuls(1)) * 4 >= half * 3)
}
