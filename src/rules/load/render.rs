//! Findings as text: those about the rules with their line of the file underlined, all others as plain lines.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::base::finding::{Finding, Location, Severity};

/// The columns a message may take before the source line is cut around the span it points at.
const WIDTH: usize = 120;
/// Lines longer than this, in bytes, are named and not shown: laying one out takes time with its length.
const LONGEST: usize = 4_000;
/// Findings among which those that say the same are looked for.
const GROUPED: usize = 500;
/// Findings that say the same, from which on they are one with all its lines.
const SEVERAL: usize = 4;

/// Writes findings for a person, one after another with a blank line between; `text` is the rules file named `file`.
pub fn render(file: &str, text: &str, findings: &[Finding], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let alone = |finding: &Finding| match &finding.location {
        Location::Rules(span) => {
            let shown = line(text, span.start, span.end);
            if shown.text.len() > LONGEST {
                let column = shown
                    .text
                    .get(..shown.span.start)
                    .map_or(0, |before| before.chars().count());
                elsewhere(
                    &renderer,
                    finding,
                    &format!("{file}:{}:{}", shown.number, column.saturating_add(1)),
                )
            } else {
                renderer.render(&[snippet(file, shown, finding)])
            }
        }
        Location::Input(origin) => elsewhere(&renderer, finding, &origin.to_string()),
        Location::File(name) => elsewhere(&renderer, finding, name),
    };
    let same = |one: &Finding, other: &Finding| {
        one.code == other.code
            && one.message == other.message
            && one.help == other.help
            && one.severity() == other.severity()
    };
    let mut told: Vec<&Finding> = Vec::new();
    let mut blocks: Vec<String> = Vec::new();
    for finding in findings.iter().take(GROUPED) {
        if told.iter().any(|before| same(before, finding)) {
            continue;
        }
        let alike: Vec<&Finding> = findings
            .iter()
            .filter(|other| same(finding, other))
            .collect();
        let in_rules = alike
            .iter()
            .all(|finding| matches!(finding.location, Location::Rules(_)));
        if alike.len() >= SEVERAL && in_rules {
            blocks.push(together(&renderer, file, text, &alike));
            told.push(finding);
        } else {
            blocks.push(alone(finding));
        }
    }
    blocks.extend(findings.iter().skip(GROUPED).map(alone));
    let mut all = blocks.join("\n\n");
    if !all.is_empty() {
        all.push('\n');
    }
    all
}

/// One message for several spans of the rules, each with its line.
fn together(renderer: &Renderer, file: &str, text: &str, alike: &[&Finding]) -> String {
    let Some(first) = alike.first() else {
        return String::new();
    };
    let title = format!("{} ({} lines)", first.message, alike.len());
    let title = level(first.severity())
        .primary_title(title)
        .id(first.code.text());
    let mut block = renderer.render(&[Group::with_title(title)]);
    block.push_str(&format!("\n   --> {file}"));
    for finding in alike {
        let Location::Rules(span) = &finding.location else {
            continue;
        };
        let line = line(text, span.start, span.end);
        let shown: String = normalize_untrusted_str(line.text.trim_end())
            .chars()
            .take(WIDTH)
            .collect();
        block.push_str(&format!("\n{:>5} | {shown}", line.number));
    }
    if let Some(help) = &first.help {
        block.push_str(&format!(
            "\n      = help: {}",
            normalize_untrusted_str(help)
        ));
    }
    block
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Question => Level::NOTE.with_name("question"),
        Severity::Note => Level::NOTE,
    }
}

/// A line of the rules file, and the part of it that a finding points at.
struct Line<'a> {
    text: &'a str,
    /// From 1.
    number: usize,
    span: Range<usize>,
}

/// The line a span begins in, and the span up to its end or the end of that line.
///
/// Only the one line is handed on: a report of many findings must not read the whole file for each.
fn line(text: &str, start: usize, end: usize) -> Line<'_> {
    let start = text.floor_char_boundary(start.min(text.len()));
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at.saturating_add(1));
    let line_end = memchr::memchr2(b'\n', b'\r', after.as_bytes())
        .map_or(text.len(), |at| at.saturating_add(start));
    let end = text.floor_char_boundary(end.min(line_end).max(start));
    Line {
        text: text.get(line_start..line_end).unwrap_or_default(),
        number: memchr::memchr_iter(b'\n', before.as_bytes())
            .count()
            .saturating_add(1),
        span: start.saturating_sub(line_start)..end.saturating_sub(line_start),
    }
}

fn snippet<'a>(file: &'a str, line: Line<'a>, finding: &'a Finding) -> Group<'a> {
    let title = level(finding.severity())
        .primary_title(finding.message.as_str())
        .id(finding.code.text());
    let annotation = AnnotationKind::Primary.span(line.span);
    let group = title.element(
        Snippet::source(line.text)
            .path(file)
            .line_start(line.number)
            .annotation(annotation),
    );
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

fn elsewhere(renderer: &Renderer, finding: &Finding, location: &str) -> String {
    let title = format!("{location}: {}", finding.message);
    let title = level(finding.severity())
        .primary_title(title)
        .id(finding.code.text());
    let mut lines = renderer.render(&[Group::with_title(title)]);
    if let Some(help) = &finding.help {
        lines.push_str("\n  ");
        lines.push_str(
            &renderer.render(&[Group::with_title(Level::HELP.primary_title(help.as_str()))]),
        );
    }
    lines
}
