//! Findings as text: those about the rules with their line of the file underlined, all others as plain lines.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::finding::{Finding, Place, Severity};

/// The columns a message may take before the source line is cut around the place it points at.
const WIDTH: usize = 120;

/// Writes findings for a person, one after another with a blank line between; `text` is the rules file named `file`.
pub fn render(file: &str, text: &str, findings: &[Finding], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let blocks: Vec<_> = findings
        .iter()
        .map(|finding| match &finding.place {
            Place::Rules(span) => renderer.render(&[snippet(file, text, finding, span.start, span.end)]),
            Place::Input(origin) => elsewhere(&renderer, finding, &origin.to_string()),
            Place::File(name) => elsewhere(&renderer, finding, name),
        })
        .collect();
    let mut all = blocks.join("\n\n");
    if !all.is_empty() {
        all.push('\n');
    }
    all
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Question => Level::NOTE.with_name("question"),
        Severity::Note => Level::NOTE,
    }
}

/// The line a place begins in, underlined up to its end or the end of that line.
fn snippet<'a>(file: &'a str, text: &'a str, finding: &'a Finding, start: usize, end: usize) -> Group<'a> {
    // Only the one line is handed over: a report of many findings must not read the whole file for each.
    let start = text.floor_char_boundary(start.min(text.len()));
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let line_end = after.find(['\n', '\r']).map_or(text.len(), |at| at.saturating_add(start));
    let line = text.get(line_start..line_end).unwrap_or_default();
    let end = text.floor_char_boundary(end.min(line_end).max(start));
    let number = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
    let span = start.saturating_sub(line_start)..end.saturating_sub(line_start);
    let title = level(finding.severity()).primary_title(finding.message.as_str()).id(finding.code.text());
    let source = Snippet::source(line).path(file).line_start(number).annotation(AnnotationKind::Primary.span(span));
    let group = title.element(source);
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

fn elsewhere(renderer: &Renderer, finding: &Finding, place: &str) -> String {
    let title = format!("{place}: {}", finding.message);
    let title = level(finding.severity()).primary_title(title).id(finding.code.text());
    let mut lines = renderer.render(&[Group::with_title(title)]);
    if let Some(help) = &finding.help {
        lines.push_str("\n  ");
        lines.push_str(&renderer.render(&[Group::with_title(Level::HELP.primary_title(help.as_str()))]));
    }
    lines
}
