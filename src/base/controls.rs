//! Control characters: those that steer a terminal, and those that turn the direction of a text.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

/// Whether it is a control character (C0, DEL, C1), one of those that part lines and paragraphs, or one that turns the direction of a
/// text round (Unicode's `Bidi_Control`, and the older ones beside them).
pub fn steers(c: char) -> bool {
    c.is_control()
        || turns(c)
        || matches!(
            c,
            '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}'
        )
}

/// Whether it turns the direction of what follows round, up to another such character. The single marks that Arabic and Hebrew need
/// are none of these.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// A byte with which one of them, or a line break, can begin. None of these stands inside a character.
fn begins(byte: u8) -> bool {
    (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xd8) | (byte == 0xe2)
}

/// Whether one of them goes on so behind the byte with which it can begin: quotation marks and dashes begin alike (in UTF-8), and stand
/// in many a sentence.
fn goes_on(bytes: &[u8]) -> bool {
    match bytes {
        [0xc2, next, ..] => *next < 0xa0,
        [0xd8, next, ..] => *next == 0x9c,
        [0xe2, 0x80, last, ..] => matches!(*last, 0x8e | 0x8f | 0xa8..=0xae),
        [0xe2, 0x81, last, ..] => *last >= 0xa6,
        [0xe2, ..] => false,
        _ => true,
    }
}

/// Whether some character of a text is one of these, which must be line breaks or of those that [`steers`]: mostly a text has no byte with
/// which one begins, and that is told quickly; only where it has is a character decoded.
pub fn any(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    let is_at = |at: usize| {
        let goes_on = text.as_bytes().get(at..).is_some_and(goes_on);
        let rest = || text.get(at..).unwrap_or_default();
        goes_on && rest().chars().next().is_some_and(&is_one)
    };
    let pieces = text.as_bytes().chunks(PIECE);
    pieces.zip((0..).step_by(PIECE)).any(|(piece, from)| {
        in_piece(piece, &begins)
            && piece
                .iter()
                .zip(from..)
                .any(|(byte, at)| begins(*byte) && is_at(at))
    })
}

/// Bytes that are looked at together.
const PIECE: usize = 32;

/// Whether some byte of a text is one of these.
pub fn has(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    let (pieces, rest) = text.as_bytes().as_chunks::<PIECE>();
    pieces.iter().any(|piece| in_piece(piece, &is_one)) || in_piece(rest, &is_one)
}

/// To the end of the piece, and as bytes and not as truths, so that the processor takes sixteen at a time.
#[inline]
fn in_piece(piece: &[u8], is_one: &impl Fn(u8) -> bool) -> bool {
    let found = piece
        .iter()
        .fold(0, |found, byte| found | u8::from(is_one(*byte)));
    found != 0
}

/// Puts something down as JSON whose texts hold no such character as it is.
pub fn put_json(out: &mut Vec<u8>, it: &impl Serialize) -> serde_json::Result<()> {
    let before = out.len();
    serde_json::to_writer(&mut *out, it)?;
    let new = out.get(before..).and_then(|new| str::from_utf8(new).ok());
    if let Some(Cow::Owned(escaped)) = new.map(in_json) {
        out.truncate(before);
        out.extend_from_slice(escaped.as_bytes());
    }
    Ok(())
}

/// JSON whose texts hold no such character as it is; it means the same.
pub fn in_json(text: &str) -> Cow<'_, str> {
    if !any(text, steers) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) && c != '\n' {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}
