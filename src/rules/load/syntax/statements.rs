//! A rules file cut into statements (headers and keys with their values) where TOML itself cannot be read.
//!
//! One forgotten bracket makes a parser stumble over everything that follows. Where a statement ends is seen here by the shape of
//! the lines, so that the mistake stays in its statement.

use super::headers;
use super::statement::{Fault, Statement, bare};

/// The statements of a text, in order.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        // Other blanks than these are mistakes, and belong to the statement they stand in.
        let blank = [' ', '\t', '\r', '\n'];
        let lead = line
            .len()
            .saturating_sub(line.trim_start_matches(blank).len());
        let start = at.saturating_add(lead);
        let trimmed = line.trim_matches(blank);
        if trimmed.is_empty() || trimmed.starts_with('#') {
            at = at.saturating_add(line.len());
        } else if trimmed.starts_with('[') || headers::meant(trimmed) {
            let end = at.saturating_add(line.len());
            found.push(Statement {
                span: start..end,
                header: true,
                fault: None,
            });
            at = end;
        } else {
            let (end, fault) = value(text, start);
            found.push(Statement {
                span: start..end,
                header: false,
                fault,
            });
            at = end;
        }
    }
    found
}

/// Where the statement that begins at `start` ends.
fn value(text: &str, start: usize) -> (usize, Option<Fault>) {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut fault = None;
    let mut significant = ' ';
    let mut lexer = Lexer::new(text, start);
    while let Some((at, token)) = lexer.next() {
        match token {
            Token::Unclosed => (fault, significant) = (fault.or(Some(Fault::Quote { at })), '"'),
            Token::Text => significant = '"',
            Token::Comment => {}
            Token::Letter('\n') => {
                let next = at.saturating_add(1);
                let Some((bracket, from)) = open.last().copied() else {
                    if goes_on(text, start, next, fault, significant) {
                        continue;
                    }
                    return (next, fault);
                };
                if begins_anew(text.get(next..).unwrap_or_default(), bracket, significant) {
                    return (
                        next,
                        fault.or(Some(Fault::Unclosed {
                            open: from,
                            before: None,
                        })),
                    );
                }
            }
            Token::Letter(letter) => {
                if !letter.is_whitespace() {
                    significant = letter;
                }
                match letter {
                    '[' | '{' => open.push((letter, at)),
                    ']' | '}' => fault = fault.or(closed(&mut open, letter, at)),
                    _ => {}
                }
            }
        }
    }
    let unclosed = open.last().map(|(_, from)| Fault::Unclosed {
        open: *from,
        before: None,
    });
    (text.len(), fault.or(unclosed))
}

/// Whether the next line belongs to a statement that should have ended: its value begins there, or a text that is not closed ends there.
fn goes_on(text: &str, start: usize, next: usize, fault: Option<Fault>, significant: char) -> bool {
    let line = text
        .get(next..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default()
        .trim();
    let array = line
        .strip_prefix('[')
        .is_some_and(|inside| inside.trim_start().starts_with(['"', '\'', '{']));
    if significant == '=' {
        return array || line.starts_with(['{', '"', '\'']);
    }
    let before = text.get(start..next).unwrap_or_default().trim_end();
    let curly =
        |line: &str| line.matches(['“', '„', '«']).count() > line.matches(['”', '»']).count();
    let open = || {
        matches!(fault, Some(Fault::Quote { .. }))
            || line.contains(['”', '“', '»', '"']) && curly(before)
    };
    let key = line.split('=').next().unwrap_or_default().trim();
    let statement = line.starts_with(['#', '[']) || line.contains('=') && key.chars().all(bare);
    line.ends_with(['"', '\'', '”', '“', '»']) && !statement && open()
}

/// Takes a closing bracket; whatever it shows to have been left open is the fault.
fn closed(open: &mut Vec<(char, usize)>, letter: char, at: usize) -> Option<Fault> {
    let opens = if letter == ']' { '[' } else { '{' };
    let Some(nth) = open.iter().rposition(|(bracket, _)| *bracket == opens) else {
        return Some(Fault::Stray { at });
    };
    let left_open = open
        .get(nth.saturating_add(1))
        .map(|(_, from)| Fault::Unclosed {
            open: *from,
            before: Some(at),
        });
    open.truncate(nth);
    left_open
}

/// Whether the next line that says something is a statement of its own, although a bracket is still open.
fn begins_anew(rest: &str, bracket: char, significant: char) -> bool {
    let line = rest
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or_default();
    if let Some(inside) = line.strip_prefix('[') {
        // `[[1, 2], …]` may go on an array; `[call]` and `[[groups]]` cannot.
        return inside
            .trim_start_matches('[')
            .starts_with(|letter: char| letter.is_ascii_alphabetic());
    }
    let key = line.split('=').next().unwrap_or_default().trim();
    let is_key = line.contains('=') && !key.is_empty() && key.chars().all(bare);
    is_key && (bracket == '[' || significant != ',' && significant != '{')
}

pub(super) enum Token {
    /// A letter outside of texts and comments.
    Letter(char),
    /// A whole text in quotes.
    Text,
    /// A text that its line does not close.
    Unclosed,
    Comment,
}

/// Walks over letters, taking texts in quotes and comments as one.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next token and where it begins.
    pub(super) fn next(&mut self) -> Option<(usize, Token)> {
        let (at, rest) = (self.at, self.rest());
        let letter = rest.chars().next()?;
        let (length, token) = match letter {
            '#' => (rest.find('\n').unwrap_or(rest.len()), Token::Comment),
            '"' | '\'' => quoted(rest, letter),
            _ => (letter.len_utf8(), Token::Letter(letter)),
        };
        self.at = at.saturating_add(length);
        Some((at, token))
    }
}

/// The length of the text in quotes that `rest` begins with.
fn quoted(rest: &str, quote: char) -> (usize, Token) {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let (begin, end, lines) = if rest.starts_with(&triple) {
        (3, triple.as_str(), true)
    } else {
        (1, triple.get(..1).unwrap_or_default(), false)
    };
    let mut at = begin;
    while let Some(left) = rest.get(at..) {
        if left.starts_with(end) {
            return (at.saturating_add(end.len()), Token::Text);
        }
        let Some(letter) = left.chars().next() else {
            break;
        };
        if letter == '\n' && !lines {
            return (at, Token::Unclosed);
        }
        at = at.saturating_add(letter.len_utf8());
        if letter == '\\' && quote == '"' {
            let escaped = rest
                .get(at..)
                .and_then(|left| left.chars().next())
                .filter(|letter| *letter != '\n' || lines);
            at = at.saturating_add(escaped.map_or(0, char::len_utf8));
        }
    }
    (rest.len(), Token::Unclosed)
}

/// The text with whatever stands in quotes or in comments made `_` and blanks, byte for byte in its place.
pub(super) fn skeleton(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut lexer = Lexer::new(text, 0);
    while let Some((at, token)) = lexer.next() {
        let fill = match token {
            Token::Letter(letter) => {
                bare.push(letter);
                continue;
            }
            Token::Comment => ' ',
            Token::Text | Token::Unclosed => '_',
        };
        bare.extend(std::iter::repeat_n(fill, lexer.at.saturating_sub(at)));
    }
    bare
}
