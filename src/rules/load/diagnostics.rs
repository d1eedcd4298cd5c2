//! Diagnostics: what the loader found wrong, with the spans of the rules file it points at.
//!
//! Loading never stops at the first mistake: every step notes what it finds and goes on with what is left.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use crate::base::finding::{Code, Finding, Location, Severity};
use crate::values::spelling;

/// Findings beyond these are counted as errors and not written out: nobody reads them, and a hostile file could ask for
/// millions.
pub(super) const MOST: usize = 500;
/// The candidates among which the nearest name is sought.
const CANDIDATES: usize = 2_000;

pub(super) struct Notes<'d> {
    pub(super) text: &'d str,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    findings: RefCell<Vec<Finding>>,
    errors: Cell<bool>,
    /// The tables whose header was said to be missing.
    pub(super) headerless: RefCell<Vec<&'static str>>,
}

impl<'d> Notes<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at.saturating_add(1)))
            .collect();
        Self {
            text,
            starts,
            findings: RefCell::default(),
            errors: Cell::new(false),
            headerless: RefCell::default(),
        }
    }

    pub(super) fn push(&self, finding: Finding) {
        if finding.severity() == Severity::Error {
            self.errors.set(true);
        }
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MOST {
            findings.push(finding);
        }
    }

    /// Whether anything noted forbids the rules to exist.
    pub(super) fn any_error(&self) -> bool {
        self.errors.get()
    }

    /// What has been noted, in the order of noting.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.findings.borrow().clone()
    }

    /// The line a byte stands in, from 1.
    pub(super) fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }

    /// Whether more findings would only be counted.
    pub(super) fn full(&self) -> bool {
        self.findings.borrow().len() >= MOST
    }

    /// The nearest of the valid names, in the words of a help; none once there is too much to say anyway.
    pub(super) fn nearest<'n>(
        &self,
        wrong: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        if self.full() || wrong.len() > 200 {
            return None;
        }
        spelling::nearest(wrong, names.into_iter().take(CANDIDATES))
    }
}

/// A stretch of the rules file that can be pointed at.
#[derive(Clone, Copy)]
pub(super) struct Spot<'d> {
    pub(super) notes: &'d Notes<'d>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'d> Spot<'d> {
    pub(super) fn new(notes: &'d Notes<'d>, span: Range<usize>) -> Self {
        Self {
            notes,
            start: span.start,
            end: span.end,
        }
    }

    pub(super) fn line(self) -> u32 {
        self.notes.line(self.start)
    }

    pub(super) fn say(self, code: Code, message: impl Into<String>) {
        self.notes.push(Finding::new(
            code,
            Location::Rules(self.start..self.end),
            message,
        ));
    }

    pub(super) fn say_help(self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.notes
            .push(Finding::new(code, Location::Rules(self.start..self.end), message).help(help));
    }

    /// A value outside of what the key takes.
    pub(super) fn say_bad(self, message: impl Into<String>) {
        self.say(Code::BadValue, message);
    }

    pub(super) fn say_bad_help(self, message: impl Into<String>, help: impl Into<String>) {
        self.say_help(Code::BadValue, message, help);
    }

    /// An unknown name: the nearest valid one as help, or all of them when they are few, or how to define one.
    pub(super) fn say_unknown<'n>(
        self,
        code: Code,
        message: impl Into<String>,
        wrong: &str,
        names: impl IntoIterator<Item = &'n str, IntoIter: Clone>,
        else_help: &str,
    ) {
        let names = names.into_iter();
        let help = if let Some(near) = self.notes.nearest(wrong, names.clone()) {
            format!("did you mean `{near}`?")
        } else {
            let known = names.take(25).collect::<Vec<_>>();
            if known.is_empty() || known.len() > 24 {
                else_help.to_owned()
            } else {
                format!("known: {}", ticks(&known))
            }
        };
        self.say_help(code, message, help);
    }

    /// The name in a header such as `[[groups]]`, where that is what stands here.
    pub(super) fn header(self) -> Option<&'d str> {
        let text = self
            .notes
            .text
            .get(self.start..self.end)
            .unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim();
        let name = line
            .strip_prefix('[')?
            .strip_suffix(']')?
            .trim_matches(['[', ']'])
            .trim();
        name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            .then_some(name)
    }

    /// Whether this is a name in the brackets of a header.
    pub(super) fn in_header(self) -> bool {
        let line = self
            .notes
            .text
            .get(..self.start)
            .and_then(|before| before.rsplit('\n').next())
            .unwrap_or_default();
        line.trim_start().starts_with('[')
    }

    /// The text as it stands in the file, for messages: its first line, cut at 60 characters.
    pub(super) fn written(self) -> String {
        let text = self
            .notes
            .text
            .get(self.start..self.end)
            .unwrap_or_default();
        shown(text.lines().next().unwrap_or_default().trim())
    }
}

/// A user's text for a message, cut at 60 characters.
pub(super) fn shown(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// `a`, `b`, `c` — each in backticks.
pub(super) fn ticks<T: AsRef<str>>(names: &[T]) -> String {
    names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}
