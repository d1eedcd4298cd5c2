//! Text that applicants wrote, made harmless where it goes: no formula in a spreadsheet, no control of a terminal.
//!
//! A spreadsheet takes a cell for a formula when it begins with = + - @, some also after white space, and full-width twins
//! of these characters (OWASP, "CSV Injection"). An apostrophe in front makes it text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::number::{DecimalMark, decimal};
use crate::base::controls::{any, has, steers, turns};

/// The text with an apostrophe wherever it could become a formula; a plain number such as `-5` stays as it is.
///
/// The text is looked at after every semicolon, tab and line break, too: a spreadsheet that is told the wrong separator begins
/// a cell there.
pub fn neutral(text: &str) -> Cow<'_, str> {
    // Most texts begin with a letter or digit and are in one piece.
    let is_plain = |first: &u8| first.is_ascii_alphanumeric();
    if text.as_bytes().first().is_none_or(is_plain) && !has(text, parts) {
        return Cow::Borrowed(text);
    }
    if !pieces(text).any(could_be_formula) || decimal(text, DecimalMark::Point).is_some() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len().saturating_add(2));
    for piece in pieces(text) {
        if could_be_formula(piece) {
            safe.push('\'');
        }
        safe.push_str(piece);
    }
    Cow::Owned(safe)
}

/// Whether a spreadsheet could begin a cell behind the byte.
fn parts(byte: u8) -> bool {
    matches!(byte, b';' | b'\t' | b'\n' | b'\r')
}

/// The text in pieces, each up to a byte that parts them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.bytes().position(parts).map(|at| at.saturating_add(1));
        let (piece, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether a spreadsheet could take the text for a formula.
pub fn could_be_formula(text: &str) -> bool {
    // Most begin with a letter or a digit, some behind a space.
    let shown = text.trim_start_matches(' ');
    if shown
        .bytes()
        .next()
        .is_none_or(|first| first.is_ascii_alphanumeric())
    {
        return false;
    }
    if text.starts_with(['\t', '\r']) {
        return true;
    }
    let begin = text.trim_start_matches(|c: char| {
        c.is_whitespace() || steers(c) || matches!(c, '"' | '\u{200b}'..='\u{200f}' | '\u{feff}')
    });
    begin.starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹣', '﹦', '﹫', '−',
    ])
}

/// The text with control characters and direction overrides written out, so that it cannot steer a terminal.
///
/// Line breaks and tabs become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !any(text, steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if steers(c) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The text with what would turn its direction round, or steer a terminal that shows the file, written out; line breaks, tabs and the
/// marks that Arabic and Hebrew need stay.
pub fn still(text: &str) -> Cow<'_, str> {
    let moves = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || turns(c)
            || matches!(c, '\u{2028}' | '\u{2029}')
    };
    if !any(text, moves) {
        return Cow::Borrowed(text);
    }
    let written = |c: char| {
        if moves(c) {
            format!("\\u{{{:x}}}", u32::from(c))
        } else {
            c.to_string()
        }
    };
    Cow::Owned(text.chars().map(written).collect())
}

/// As [`visible`], line by line: line breaks stay.
pub fn visible_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().saturating_add(1));
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                shown.push_str(&visible(line));
                shown.push('\n');
            }
            None => shown.push_str(&visible(line)),
        }
    }
    shown
}

/// A page for the terminal as it goes there: what bold and colour need stays, and every other character that could steer it is
/// written out. Texts of others are made visible where they are put in; this is the last door.
pub fn shown(page: &str) -> Cow<'_, str> {
    let odd = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if !page.chars().any(odd) {
        return Cow::Borrowed(page);
    }
    let mut shown = String::with_capacity(page.len());
    let mut rest = page.chars();
    while let Some(c) = rest.next() {
        let style = rest
            .as_str()
            .strip_prefix('[')
            .and_then(|style| style.split_once('m'))
            .map(|(digits, _)| digits);
        let plain = |digits: &str| {
            digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b';')
        };
        if !odd(c) || c == '\u{1b}' && style.is_some_and(plain) {
            shown.push(c);
        } else {
            shown.push_str(&visible(c.encode_utf8(&mut [0; 4])));
        }
    }
    Cow::Owned(shown)
}
