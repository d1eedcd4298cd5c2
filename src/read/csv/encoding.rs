//! Whether the bytes of a file are text: UTF-8, with no control characters.
//!
//! Other encodings are refused, never guessed: a wrong guess misspells the names of people. Where the bytes look like a
//! known other encoding, the finding says which.

/// Why bytes are no text, with the place a person can look it up at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// UTF-16, by its mark at the start or by a NUL in every other byte.
    Utf16,
    /// The first byte that is not UTF-8: line and character from 1.
    NotUtf8 { byte: u8, line: u32, character: usize },
    /// The first control character besides tab and line ends: line and character from 1.
    Control { byte: u8, line: u32, character: usize },
}

/// The position of the first byte of text, after a UTF-8 mark if there is one.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Fault> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || every_other_is_nul(bytes) {
        return Err(Fault::Utf16);
    }
    // The fast check only says whether; the slow one then says where.
    if let Some(error) = simdutf8::basic::from_utf8(bytes).err().and_then(|_| std::str::from_utf8(bytes).err()) {
        let at = error.valid_up_to();
        let (line, character) = place(bytes, at);
        return Err(Fault::NotUtf8 { byte: bytes.get(at).copied().unwrap_or_default(), line, character });
    }
    if let Some(at) = control(bytes) {
        let (line, character) = place(bytes, at);
        return Err(Fault::Control { byte: bytes.get(at).copied().unwrap_or_default(), line, character });
    }
    Ok(if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 })
}

/// Line and character, from 1, of the byte at `at`.
fn place(bytes: &[u8], at: usize) -> (u32, usize) {
    let before = bytes.get(..at).unwrap_or_default();
    let line = 1 + super::strict::line_ends(before, true);
    let line_start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
    let on_line = before.get(line_start..).unwrap_or_default();
    (line, String::from_utf8_lossy(on_line).trim_start_matches('\u{FEFF}').chars().count() + 1)
}

/// The position of the first control character besides tab, line feed and carriage return.
pub(super) fn control(bytes: &[u8]) -> Option<usize> {
    let forbidden = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Without an early exit inside a block the compiler checks many bytes at once.
    let any = |block: &[u8]| block.iter().fold(false, |any, byte| any | forbidden(*byte));
    let (nth, block) = bytes.chunks(4096).enumerate().find(|(_, block)| any(block))?;
    Some(nth * 4096 + block.iter().position(|byte| forbidden(*byte))?)
}

fn every_other_is_nul(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    half >= 4 && (nuls(0).max(nuls(1)) * 4 >= half * 3)
}
