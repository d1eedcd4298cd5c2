//! What is wrong with a file that is not TOML, in the words of somebody who writes rules: what was written, and what to write.
//!
//! The parser says where it stumbles. What the author meant is seen in the statement around that place: a date with the day first, a
//! decimal comma, curly quotes. Each statement gets one finding and is then taken out, so that one mistake never hides or makes others.

mod brackets;
mod comments;
mod headers;
mod operators;
mod scalars;
mod statements;

use std::ops::Range;

use toml::de::DeTable;

use super::notes::MOST;
use crate::finding::{Code, Finding, Place};
pub(super) use comments::comments;
pub(super) use scalars::{day_meant as day, number_meant as number};
use statements::Statement;

/// How often the rest of a file is tried again without the statements that were wrong.
const ROUNDS: usize = 20;

/// A mistake in the words of this page: where, what, and what to write.
struct Mistake {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Mistake {
    fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: Some(help.into()) }
    }

    fn finding(self) -> Finding {
        let finding = Finding::new(Code::Syntax, Place::Rules(self.span), self.message);
        match self.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

/// A text without the statements that are not TOML, each byte in its place, and a finding for each of them.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
}

/// Takes out what cannot be read.
pub(super) fn mend(text: &str) -> Mended {
    if let Some(mistake) = old_line_ends(text) {
        return Mended { text: String::new(), findings: vec![mistake.finding()] };
    }
    let mut mended = Mended { text: text.to_owned(), findings: Vec::new() };
    for _ in 0..ROUNDS {
        let (_, mut stumbles) = DeTable::parse_recoverable(&mended.text);
        stumbles.sort_by_key(|stumble| stumble.span().map_or(0, |span| span.start));
        if stumbles.is_empty() {
            return mended;
        }
        let statements = statements::statements(&mended.text);
        let mut wrong: Vec<Range<usize>> = Vec::new();
        for stumble in &stumbles {
            if mended.findings.len() >= MOST {
                return mended;
            }
            let at = stumble.span().unwrap_or(0..0).start;
            if wrong.last().is_some_and(|taken| at < taken.end) {
                continue;
            }
            // Over a forgotten bracket the parser stumbles later, and then over everything.
            let from = wrong.last().map_or(0, |taken| taken.end);
            let open = statements.iter().position(|one| one.fault.is_some() && (from..=at).contains(&one.span.start));
            let here = statements.partition_point(|statement| statement.span.start <= at).saturating_sub(1);
            let nth = open.unwrap_or(here);
            let Some(statement) =
                statements.get(nth).filter(|one| open.is_some() || at < one.span.end || at == mended.text.len())
            else {
                // Something in a comment, or at the very end of what is taken out already.
                let line = line(&mended.text, at);
                if line.start >= from {
                    mended.findings.push(parsers_own(stumble).finding());
                    wrong.push(line);
                }
                continue;
            };
            let reach = reach(&mended.text, &statements, nth);
            if reach.start < from {
                continue;
            }
            mended.findings.push(said(&mended.text, &statements, nth, stumble).finding());
            wrong.push(reach);
            if statement.fault.is_some() {
                break;
            }
        }
        let before = mended.text.len();
        mended.text = without(&mended.text, &wrong);
        debug_assert_eq!(before, mended.text.len(), "places must stay where they are");
    }
    let (_, left) = DeTable::parse_recoverable(&mended.text);
    mended.findings.extend(left.iter().map(|stumble| parsers_own(stumble).finding()));
    mended
}

/// The finding about a rules file that says nothing.
pub(super) fn empty(text: &str) -> Option<Finding> {
    let says_nothing =
        |line: &str| line.trim_start_matches('\u{feff}').trim().is_empty() || line.trim().starts_with('#');
    text.lines().all(says_nothing).then(|| {
        let help =
            "`intake new RULES --from FILE` drafts rules from an export; rules/minimal.toml is the smallest of ours";
        Mistake::new(0..0, "the rules file is empty", help).finding()
    })
}

/// Lines that end as nothing else reads them any more.
fn old_line_ends(text: &str) -> Option<Mistake> {
    let ends = |at: usize| text.get(at.saturating_add(1)..).is_some_and(|rest| rest.starts_with('\n'));
    let (at, _) = text.match_indices('\r').find(|(at, _)| !ends(*at))?;
    let what = if text.contains('\n') { "a line ends" } else { "the lines end" };
    let message = format!("{what} with a carriage return alone, as on a Mac of the last century");
    Some(Mistake::new(at..at, message, "save the file with ordinary line ends (LF, or CRLF as on Windows)"))
}

/// The finding for a statement over which the parser stumbled.
fn said(text: &str, statements: &[Statement], nth: usize, stumble: &toml::de::Error) -> Mistake {
    let Some(statement) = statements.get(nth) else { return parsers_own(stumble) };
    let at = stumble.span().unwrap_or(0..0).start.clamp(statement.span.start, statement.span.end);
    let written = text.get(statement.span.clone()).unwrap_or_default();
    let bare = statements::skeleton(written);
    let from = statement.span.start;
    let seen = scalars::invisible(&bare, from).or_else(|| scalars::curly(written, from));
    let seen = seen.or_else(|| (stumble.message() == "duplicate key").then(|| headers::twice(text, statements, nth)));
    let seen = seen.or_else(|| scalars::escaped(stumble, text));
    if statement.header {
        return seen.or_else(|| headers::header(written, from)).unwrap_or_else(|| parsers_own(stumble));
    }
    seen.or_else(|| operators::operator(&bare, from))
        .or_else(|| statement.fault.map(|fault| brackets::said(text, fault)))
        .or_else(|| scalars::scalar(written, &bare, from, at.saturating_sub(from)))
        .unwrap_or_else(|| parsers_own(stumble))
}

/// The line that a place stands in.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end.saturating_add(1));
    let rest = text.get(start..).unwrap_or_default();
    start..start.saturating_add(rest.find('\n').unwrap_or(rest.len()))
}

/// How far a wrong statement reaches: a header that cannot be read takes its keys with it.
fn reach(text: &str, statements: &[Statement], nth: usize) -> Range<usize> {
    let Some(statement) = statements.get(nth) else { return 0..text.len() };
    if !statement.header {
        return statement.span.clone();
    }
    let next = statements.iter().skip(nth.saturating_add(1)).find(|statement| statement.header);
    statement.span.start..next.map_or(text.len(), |next| next.span.start)
}

/// The text with blanks for the stretches, which are in order and apart.
fn without(text: &str, stretches: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(text.len());
    for stretch in stretches {
        left.push_str(text.get(left.len()..stretch.start).unwrap_or_default());
        for letter in text.get(stretch.clone()).unwrap_or_default().chars() {
            match letter {
                '\n' => left.push(letter),
                _ => left.extend(std::iter::repeat_n(' ', letter.len_utf8())),
            }
        }
    }
    left.push_str(text.get(left.len()..).unwrap_or_default());
    left
}

/// The parser's words in the form of ours.
fn parsers_own(stumble: &toml::de::Error) -> Mistake {
    let mut letters = stumble.message().trim_end_matches('.').chars();
    let message = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    Mistake { span: stumble.span().unwrap_or(0..0), message, help: None }
}
