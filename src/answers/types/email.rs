//! E-mail addresses, by which one person's applications are found. A stop or a bracket that was copied along makes two addresses
//! of one, so only a bare address is read.

use super::id;
use crate::answers::is_blank;
use crate::values::{Reading, Wrong};

/// Longer texts are no addresses (RFC 5321 has 254 bytes; other alphabets take several a letter).
const LONGEST: usize = 1_000;

/// Reads one address, in letters of any alphabet.
pub fn read(text: &str) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    if is_address(text) && !begins_with_www(text) {
        return id::in_one_alphabet(text);
    }
    match inside(text) {
        Some(address) => Wrong::NearAddress(address.to_owned()),
        None if text.matches('@').nth(1).is_some() => Wrong::SeveralAddresses,
        None => Wrong::NoAddress,
    }
    .into()
}

/// A name, one at sign, and a host of at least two labels; no dot begins or ends any of them or stands beside another.
fn is_address(text: &str) -> bool {
    let Some((person, host)) = text.split_once('@').filter(|_| text.len() <= LONGEST) else {
        return false;
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || is_letter(c))
    };
    let is_atom = |atom: &str| {
        let quoted = |c: char| c == '\'' || c == '’';
        !atom.is_empty()
            && !atom.starts_with(quoted)
            && !atom.ends_with(quoted)
            && atom.chars().all(stands_in_name)
    };
    person.split('.').all(is_atom) && host.contains('.') && host.split('.').all(is_label)
}

/// Whether a character is a letter, a digit or a mark of one.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn stands_in_name(c: char) -> bool {
    is_letter(c) || matches!(c, '_' | '%' | '+' | '-' | '\'' | '’' | '&' | '=' | '~')
}

/// The one address in a text with something around it: `mailto:`, brackets, quotes, a name, a full stop.
fn inside(text: &str) -> Option<&str> {
    if text.len() > LONGEST || text.matches('@').count() != 1 {
        return None;
    }
    let part = text
        .split(|c: char| !(stands_in_name(c) || c == '.' || c == '@'))
        .find(|part| part.contains('@'))?;
    let bare = part.trim_matches(|c: char| !is_letter(c));
    let bare = if begins_with_www(bare) {
        bare.get(4..)?
    } else {
        bare
    };
    is_address(bare).then_some(bare)
}

/// What some people take for the beginning of everything on the internet.
fn begins_with_www(text: &str) -> bool {
    text.get(..4)
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case("www."))
}
