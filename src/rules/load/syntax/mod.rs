//! What is wrong with a file that is not TOML, in the words of somebody who writes rules: what was written, and what to write.
//!
//! The parser says where it stumbles. What the author meant is seen in the statement around that position: a date with the day first, a
//! decimal comma, curly quotes. Each statement gets one finding and is then taken out, so that one mistake never hides or makes others.

mod brackets;
mod comments;
mod days;
mod headers;
mod kinds;
mod meant;
mod misplaced;
mod numbers;
mod operators;
mod scalars;
mod shape;
mod slips;
mod statement;
mod statements;
mod whole;

use std::ops::Range;

use toml::de::DeTable;

use super::diagnostics::MOST;
use crate::base::contradiction::contradiction;
use crate::base::finding::{Code, Finding, Location};
pub(super) use comments::comments;
pub(super) use misplaced::misplaced;
pub(super) use scalars::{day_meant as day, number_meant as number};
use statement::Statement;
pub use whole::not_text;

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
        Self {
            span,
            message: message.into(),
            help: Some(help.into()),
        }
    }

    fn finding(self) -> Finding {
        let finding = Finding::new(Code::Syntax, Location::Rules(self.span), self.message);
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
    if let Some(mistake) = whole::said(text) {
        return Mended {
            text: String::new(),
            findings: vec![mistake.finding()],
        };
    }
    let mut mended = Mended {
        text: text.to_owned(),
        findings: Vec::new(),
    };
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
            let open = statements
                .iter()
                .position(|one| one.fault.is_some() && (from..=at).contains(&one.span.start));
            let here = statements
                .partition_point(|statement| statement.span.start <= at)
                .saturating_sub(1);
            let nth = open.unwrap_or(here);
            let Some(statement) = statements
                .get(nth)
                .filter(|one| open.is_some() || at < one.span.end || at == mended.text.len())
            else {
                // Something in a comment, or at the very end of what is taken out already.
                let line = line(&mended.text, at);
                if line.start >= from {
                    mended.findings.push(parsers_own(stumble).finding());
                    wrong.push(line);
                }
                continue;
            };
            let reach = statement.span.clone();
            if reach.start < from {
                continue;
            }
            let twice = (stumble.message() == "duplicate key")
                .then(|| headers::twice(&mended.text, &statements, nth, at));
            let section =
                twice.as_ref().is_some_and(|twice| twice.takes_section) || statement.header;
            let mistake = said(
                &mended.text,
                &statements,
                nth,
                stumble,
                twice.map(|twice| twice.mistake),
            );
            mended.findings.push(mistake.finding());
            wrong.push(if section {
                section_from(&mended.text, &statements, nth)
            } else {
                reach
            });
            if statement.fault.is_some() || section {
                // What the parser says of all that follows may come from this.
                break;
            }
        }
        let before = mended.text.len();
        mended.text = without(&mended.text, &wrong);
        if mended.text.len() != before {
            contradiction("taking a mistake out of the rules moves what stands behind it");
        }
    }
    let (_, left) = DeTable::parse_recoverable(&mended.text);
    mended
        .findings
        .extend(left.iter().map(|stumble| parsers_own(stumble).finding()));
    mended
}

/// The finding about a rules file that says nothing.
pub(super) fn empty(text: &str) -> Option<Finding> {
    let help = "`intake new RULES --from FILE` drafts rules from an export; rules/minimal.toml is the smallest of ours";
    whole::empty(text).then(|| Mistake::new(0..0, "the rules file is empty", help).finding())
}

/// The finding for a statement over which the parser stumbled.
fn said(
    text: &str,
    statements: &[Statement],
    nth: usize,
    stumble: &toml::de::Error,
    twice: Option<Mistake>,
) -> Mistake {
    let Some(statement) = statements.get(nth) else {
        return parsers_own(stumble);
    };
    let written = text.get(statement.span.clone()).unwrap_or_default();
    let bare = statements::skeleton(written);
    let from = statement.span.start;
    let seen = scalars::invisible(&bare, from)
        .or_else(|| scalars::control(stumble, text))
        .or(twice);
    let seen = seen
        .or_else(|| scalars::curly(written, from))
        .or_else(|| scalars::escaped(stumble, text));
    if statement.header {
        return seen
            .or_else(|| headers::header(written, from))
            .unwrap_or_else(|| parsers_own(stumble));
    }
    let slip = shape::slip(written);
    let certain = slip
        .as_ref()
        .filter(|slip| slips::outweighs_brackets(written, slip));
    seen.or_else(|| certain.map(|slip| slips::said(written, slip, from)))
        .or_else(|| statement.fault.map(|fault| brackets::said(text, fault)))
        .or_else(|| slip.map(|slip| slips::said(written, &slip, from)))
        .unwrap_or_else(|| parsers_own(stumble))
}

/// The line that a position is in.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |end| end.saturating_add(1));
    let rest = text.get(start..).unwrap_or_default();
    start..start.saturating_add(rest.find('\n').unwrap_or(rest.len()))
}

/// From a statement to the next header: without its header a key cannot be placed.
fn section_from(text: &str, statements: &[Statement], nth: usize) -> Range<usize> {
    let start = statements
        .get(nth)
        .map_or(0, |statement| statement.span.start);
    let next = statements
        .iter()
        .skip(nth.saturating_add(1))
        .find(|statement| statement.header);
    start..next.map_or(text.len(), |next| next.span.start)
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
    let message = letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default();
    Mistake {
        span: stumble.span().unwrap_or(0..0),
        message,
        help: None,
    }
}
