//! Where a statement first differs from a key, `=` and a value, and what was due there.
//!
//! The parser says where it stumbles, in its own terms. What to say depends on what was due: a word is a text without quotes where a
//! value was due, and a missing comma behind one.

use std::ops::Range;

use toml::de::DeTable;

use super::statement::bare;
use super::statements::{Lexer, Token};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    Key,
    Equals,
    Value,
    /// What parts values or ends them.
    Next,
}

/// The first difference.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    pub(super) due: Due,
    /// What stands there instead; empty at the end.
    pub(super) at: Range<usize>,
    pub(super) key: Range<usize>,
    /// The bracket that it stands in.
    pub(super) within: Option<char>,
}

/// The first difference in a statement; none where the brackets alone are wrong.
pub(super) fn slip(written: &str) -> Option<Slip> {
    let mut open: Vec<(char, Range<usize>)> = Vec::new();
    let (mut due, mut key, mut at) = (Due::Key, 0..0, 0);
    loop {
        at = blanks(written, at, !open.is_empty());
        let within = open.last().map(|(bracket, _)| *bracket);
        let rest = written.get(at..)?;
        let here = |due, at, key| {
            Some(Slip {
                due,
                at,
                key,
                within,
            })
        };
        let Some(letter) = rest
            .chars()
            .next()
            .filter(|letter| within.is_some() || !matches!(letter, '\n' | '#'))
        else {
            return if due == Due::Next || within.is_some() {
                None
            } else {
                here(due, at..at, key)
            };
        };
        let after = at.saturating_add(letter.len_utf8());
        match (due, letter, within) {
            (Due::Next, ',', Some('[')) => (due, at) = (Due::Value, after),
            (Due::Next, ',', Some('{')) => (due, at) = (Due::Key, after),
            (Due::Next | Due::Value, ']', Some('[')) | (Due::Next | Due::Key, '}', Some('{')) => {
                key = open.pop()?.1;
                (due, at) = (Due::Next, after);
            }
            (Due::Equals, '=', _) => (due, at) = (Due::Value, after),
            (Due::Value, '[' | '{', _) => {
                open.push((letter, key.clone()));
                (due, at) = (if letter == '[' { Due::Value } else { Due::Key }, after);
            }
            (Due::Key | Due::Value, '"' | '\'', _) => {
                let end = text_end(written, at)?;
                if due == Due::Key {
                    key = at..end;
                }
                (due, at) = (
                    if due == Due::Key {
                        Due::Equals
                    } else {
                        Due::Next
                    },
                    end,
                );
            }
            (Due::Key, ..) => {
                let end =
                    at.saturating_add(rest.find(|letter| !bare(letter)).unwrap_or(rest.len()));
                let name = written.get(at..end)?;
                if name.is_empty()
                    || name.starts_with('.')
                    || name.ends_with('.')
                    || name.contains("..")
                {
                    return here(Due::Key, at..end.max(after), key);
                }
                key = at..end;
                (due, at) = (Due::Equals, end);
            }
            (Due::Value, ..) => {
                let end = at.saturating_add(run(rest, within)?);
                if at == end || !is_value(written.get(at..end)?) {
                    return here(Due::Value, at..end, key);
                }
                (due, at) = (Due::Next, end);
            }
            _ => return here(due, at..line_end(written, at), key),
        }
    }
}

/// Where the next letter stands that says something.
fn blanks(text: &str, mut at: usize, over_lines: bool) -> usize {
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank =
            |letter: char| matches!(letter, ' ' | '\t' | '\r') || over_lines && letter == '\n';
        let next = rest
            .len()
            .saturating_sub(rest.trim_start_matches(blank).len());
        let comment = over_lines && rest.get(next..).is_some_and(|rest| rest.starts_with('#'));
        at = at.saturating_add(next);
        if !comment {
            break;
        }
        at = line_end(text, at);
    }
    at
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at.saturating_add(rest.find('\n').unwrap_or(rest.len()))
}

fn text_end(text: &str, at: usize) -> Option<usize> {
    let mut lexer = Lexer::new(text, at);
    match lexer.next() {
        Some((_, Token::Text)) => Some(lexer.at()),
        _ => None,
    }
}

/// How long a value without quotes is. A comma between digits is somebody's decimal point, where no value of its own ends there.
fn run(rest: &str, within: Option<char>) -> Option<usize> {
    let ends = |letter: char| matches!(letter, '[' | ']' | '{' | '}' | '\n' | '#' | '=' | '"');
    let mut stretch = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    let commas: Vec<usize> = stretch.match_indices(',').map(|(comma, _)| comma).collect();
    for comma in commas {
        let (before, after) = (
            stretch.get(..comma)?,
            stretch.get(comma.saturating_add(1)..)?,
        );
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let between = digit(before.chars().next_back()) && digit(after.chars().next());
        // Out of brackets nothing is parted by commas: the whole is one value, such as `March 31, 2020`.
        if within == Some('[') && is_value(before) || within.is_some() && !between {
            stretch = before;
            break;
        }
    }
    let stretch = stretch.trim_end();
    // A comment of another language, or a word between tests, stands behind a value and is no part of it.
    let tail = [
        " //", " --", " /*", ";", " (", " <!--", " and ", " or ", " && ", " || ", " | ", " & ",
    ];
    let cut = tail.iter().filter_map(|mark| stretch.find(mark)).min();
    let head = cut.and_then(|cut| stretch.get(..cut)).map(str::trim_end);
    Some(head.filter(|head| is_value(head)).unwrap_or(stretch).len())
}

fn is_value(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() < 100 && DeTable::parse(&format!("k = {text}")).is_ok()
}
