//! Findings as a part of a page: the gravest first, each with its place, what to do, and the line of the rules it is about.

use maud::{Markup, html};

use super::words;
use crate::base::counted::count;
use crate::base::finding::{Finding, Location, Severity};
use crate::rules::RulesFile;
use crate::values::escape::visible;

/// In the order in which they are shown.
const ORDER: [Severity; 4] = [
    Severity::Error,
    Severity::Question,
    Severity::Warning,
    Severity::Note,
];

/// All of them, those about rules with their lines from this file; what is only worth knowing is folded away.
pub(super) fn found(rules: Option<&RulesFile>, findings: &[Finding]) -> Markup {
    html! {
        @for severity in ORDER {
            @let these: Vec<&Finding> = findings.iter().filter(|one| one.severity() == severity).collect();
            @if !these.is_empty() {
                @let list = list(rules, &these);
                @let title = title(severity, these.len());
                @if severity == Severity::Note {
                    details class="found" { summary { (title) } (list) }
                } @else {
                    div class="found" { h2 { (title) } (list) }
                }
            }
        }
    }
}

/// What refuses, in one line.
pub(super) fn refused(findings: &[Finding]) -> String {
    let errors = findings
        .iter()
        .filter(|one| one.severity() == Severity::Error)
        .count();
    words::refused(errors)
}

fn title(severity: Severity, many: usize) -> String {
    let (one, more) = words::severity(severity);
    count(many, one, more)
}

fn list(rules: Option<&RulesFile>, findings: &[&Finding]) -> Markup {
    html! {
        ul class="findings" {
            @for finding in findings {
                li {
                    p {
                        span class={ "mark " (finding.severity()) } { (finding.severity()) } " "
                        @if let Some(place) = place(rules, finding) { strong { (visible(&place)) } ": " }
                        (visible(&finding.message))
                    }
                    @if let Some((before, at, after)) = line(rules, finding) {
                        pre tabindex="0" { code { (visible(before)) mark { (visible(at)) } (visible(after)) } }
                    }
                    @if let Some(help) = &finding.help { p class="soft" { (words::WHAT_TO_DO) " " (visible(help)) } }
                }
            }
        }
    }
}

fn place(rules: Option<&RulesFile>, finding: &Finding) -> Option<String> {
    match &finding.location {
        Location::Input(origin) => Some(origin.to_string()),
        Location::File(file) => Some(file.clone()),
        Location::Rules(span) => {
            let rules = rules?;
            let before = rules.text.get(..span.start)?;
            let number = before.matches('\n').count().saturating_add(1);
            Some(words::line_of(&rules.name, number))
        }
    }
}

/// The line of the rules that a finding is about, in three parts: before, what is meant, after.
fn line<'r>(
    rules: Option<&'r RulesFile>,
    finding: &Finding,
) -> Option<(&'r str, &'r str, &'r str)> {
    /// A longer line is not shown.
    const LONGEST: usize = 300;
    let Location::Rules(span) = &finding.location else {
        return None;
    };
    let text = rules?.text.as_str();
    let from = text
        .get(..span.start)?
        .rfind('\n')
        .map_or(0, |at| at.saturating_add(1));
    let rest = text.get(span.start..)?;
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let meant = span.len().min(end);
    let (at, after) = rest.get(..end)?.split_at_checked(meant)?;
    let before = text.get(from..span.start)?;
    let is_short = before.len().saturating_add(end) <= LONGEST;
    (is_short && !at.is_empty()).then_some((before, at, after))
}
