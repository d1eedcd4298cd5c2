//! Garbled letters (mojibake): `TÃ¼rkiye` for `Türkiye`, or the mark U+FFFD for bytes that nobody
//! could read. Both are asked about; neither is mended, since the answer may be somebody's name.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use crate::values::{Reading, Value, Wrong};

/// Bytes of a text that may be a name; a longer one is prose, which no rule takes letter by letter.
const NAME: usize = 200;

/// The reading of a cell, or what is to be asked about its letters. What was read as a value although its letters look odd,
/// stands: the rules know that spelling.
pub(super) fn asked(text: &str, reading: Reading) -> Reading {
    let doubtful = !text.is_ascii()
        && match &reading {
            Reading::Unreadable(_) => true,
            Reading::Value(Value::Text | Value::NearText(_)) => text.len() <= NAME,
            Reading::Value(Value::Choices(choices)) => choices.other || choices.unread.is_some(),
            Reading::Value(_) | Reading::Blank => false,
        };
    match doubtful.then(|| wrong(text)).flatten() {
        Some(wrong) => wrong.into(),
        None => reading,
    }
}

fn wrong(text: &str) -> Option<Wrong> {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Some(Wrong::BytesLost);
    }
    mended(text).map(Wrong::Garbled)
}

/// The text as it was before its UTF-8 was read in another encoding; none where that does not seem to have happened.
fn mended(text: &str) -> Option<String> {
    [WINDOWS_1252, WINDOWS_1250, WINDOWS_1251]
        .into_iter()
        .find_map(|encoding| undone(text, encoding))
}

fn undone(text: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, lost) = encoding.encode(text);
    if lost {
        return None;
    }
    let mended = std::str::from_utf8(&bytes).ok()?;
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in mended.chars().filter(|letter| !letter.is_ascii()) {
        match letter {
            // Letters of European languages, and the signs that stand between words.
            '\u{a0}'
            | '\u{ab}'
            | '\u{b0}'
            | '\u{bb}'
            | '\u{c0}'..='\u{17f}'
            | '\u{218}'..='\u{21b}' => latin += 1,
            '\u{2010}'..='\u{203a}' | '\u{20ac}' => latin += 1,
            // Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian.
            '\u{370}'..='\u{58f}' | '\u{5d0}'..='\u{6ff}' | '\u{10a0}'..='\u{10ff}' => other += 1,
            _ => return None,
        }
    }
    // Two ordinary letters can look like one garbled letter of another script; hardly four like two.
    (latin > 0 || other > 1).then(|| mended.to_owned())
}
