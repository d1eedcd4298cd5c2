//! What was found out about the rules, each with its location in the file.

use std::collections::BTreeSet;

use crate::base::finding::{Code, Finding, Location};
use crate::rules::load::{Spans, Step};
use crate::rules::{Rules, Test};

/// A way into the rules file.
pub(super) type Path = Vec<Step>;

pub(super) struct Report<'r> {
    spans: Spans<'r>,
    findings: Vec<Finding>,
    /// Rules that could not be looked at in full, each said once.
    unseen: BTreeSet<String>,
}

impl<'r> Report<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        Self {
            spans: Spans::new(&rules.file.text),
            findings: Vec::new(),
            unseen: BTreeSet::new(),
        }
    }

    /// Where the steps lead.
    pub(super) fn location(&self, path: &[Step]) -> Location {
        Location::Rules(self.spans.find(path))
    }

    /// Where something was said.
    pub(super) fn locations(&self) -> impl Iterator<Item = &Location> {
        self.findings.iter().map(|finding| &finding.location)
    }

    pub(super) fn say(
        &mut self,
        code: Code,
        path: &[Step],
        message: impl Into<String>,
        help: &str,
    ) {
        self.say_at(code, self.location(path), message, help);
    }

    pub(super) fn say_at(
        &mut self,
        code: Code,
        location: Location,
        message: impl Into<String>,
        help: &str,
    ) {
        let finding = Finding::new(code, location, message);
        self.findings.push(if help.is_empty() {
            finding
        } else {
            finding.help(help)
        });
    }

    /// Says that a rule was not looked at in full.
    pub(super) fn unseen(&mut self, path: &[Step], what: &str, why: &str) {
        if self.unseen.insert(what.to_owned()) {
            self.say(
                Code::NotAnalysed,
                path,
                format!("{what} was not looked at in full: {why}"),
                "that nothing else is said of it does not mean that all of it can be reached",
            );
        }
    }

    /// Looks at something and keeps what is said of it only if the answers looked at stand for all there are; otherwise, where
    /// anything was to be said, says that it could not be looked at in full. What `look` gives back is what was said.
    pub(super) fn only_if(
        &mut self,
        sure: bool,
        path: &[Step],
        what: &str,
        look: impl FnOnce(&mut Self) -> Vec<Path>,
    ) -> Vec<Path> {
        let before = self.findings.len();
        let said = look(self);
        if sure || self.findings.len() == before {
            return said;
        }
        self.findings.truncate(before);
        self.unseen(path, what, super::NOT_ALL);
        Vec::new()
    }

    /// In the order of the file.
    pub(super) fn findings(mut self) -> Vec<Finding> {
        let start = |finding: &Finding| match &finding.location {
            Location::Rules(span) => span.start,
            Location::Input(_) | Location::File(_) => usize::MAX,
        };
        self.findings.sort_by_key(start);
        self.findings
    }
}

/// A path and one step or several more.
pub(super) fn then<const N: usize>(path: &[Step], more: [Step; N]) -> Path {
    path.iter().cloned().chain(more).collect()
}

/// The parts of a test, each with its way into the file.
pub(super) fn parts<'t>(test: &'t Test, path: &[Step]) -> Vec<(&'t Test, Path)> {
    let all = |tests: &'t [Test], key: &str| {
        tests
            .iter()
            .enumerate()
            .map(|(at, test)| (test, then(path, [key.into(), at.into()])))
            .collect()
    };
    match test {
        Test::Any(tests) => all(tests, "any"),
        Test::All(tests) => all(tests, "all"),
        Test::Not(test) => vec![(&**test, then(path, ["not".into()]))],
        Test::Leaf(_) => Vec::new(),
    }
}

/// A sentence in backticks, cut where it grows long.
pub(super) fn ticked(text: &str) -> String {
    let mut cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("`{cut}`")
}

/// `a`, `b` and `c`, each in backticks.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let ticked: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match ticked.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => ticked.concat(),
    }
}
