//! Lines that are marked as still to be settled (`EDIT`): listed with what is asked there, and taken back where somebody says so.

use std::ops::Range;

use maud::{Markup, html};

use super::words;
use crate::rules::edit::Source;
use crate::rules::load::{Step, comments};
use crate::study::analyse::unfinished::mark;
use crate::study::inspect::RULES_TO_WRITE;
use crate::values::escape::visible;

/// Every comment with a mark.
fn marked(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut all = comments(text);
    all.retain(|(_, comment)| mark(comment).is_some());
    all
}

/// The text without the marks on the lines of what a form is about.
pub(super) fn settled<'s>(text: String, ways: impl IntoIterator<Item = &'s [Step]>) -> String {
    let Some(source) = Source::new(&text) else {
        return text;
    };
    let at = |way: &[Step]| source.comments_at(way);
    let all = ways.into_iter().flat_map(at);
    let all = all.filter(|(_, comment)| mark(comment).is_some());
    let mut spans: Vec<_> = all.map(|(span, _)| span).collect();
    spans.sort_by_key(|span| span.start);
    spans.dedup();
    source.without_comments(&spans)
}

/// The text without the mark that begins there; nothing where none does, because the text is another by now.
pub(super) fn settled_at(text: &str, at: usize) -> Option<String> {
    let rest = text.get(at..)?;
    if rest.starts_with(RULES_TO_WRITE) {
        return without_examples(text, "");
    }
    let (span, _) = marked(text)
        .into_iter()
        .find(|(span, _)| span.start == at)?;
    Some(Source::new(text)?.without_comments(&[span]))
}

/// The text without the examples of rules that a draft ends with, or with a first rule in their place: then they have served.
pub(super) fn without_examples(text: &str, rule: &str) -> Option<String> {
    let (before, after) = text.split_once(RULES_TO_WRITE)?;
    let after = match rule.is_empty() {
        true => after.trim_start_matches('\n'),
        false => after,
    };
    Some([before, rule.trim_end(), after].concat())
}

/// Each with its line, to be shown in the text or to be settled.
pub(super) fn view(text: &str) -> Markup {
    let marked = marked(text);
    html! {
        @if marked.is_empty() {
            p class="soft" { (words::NO_MARKS) }
        } @else {
            p { (words::MARKS_ABOUT) }
            ul class="listed" {
                @for (span, comment) in &marked {
                    @let number = text.get(..span.start).unwrap_or_default().matches('\n').count().saturating_add(1);
                    @let line = words::line(number);
                    li data-form="mark" data-at=(span.start) {
                        p {
                            strong { (line) } ": "
                            @match before(text, span.start) { "" => (visible(comment)), before => code { (visible(before)) } }
                            @if before(text, span.start).is_empty() {
                                " " code { (visible(after(text, span.end))) }
                            } @else if comment.len() > "EDIT".len() {
                                " " (visible(comment))
                            }
                        }
                        p {
                            button type="button" class="quiet" data-show=(number) aria-label={ (words::SHOW) ": " (line) } { (words::SHOW) }
                            button type="button" class="quiet" data-edit aria-label={ (words::SETTLED) ": " (line) } { (words::SETTLED) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn many(text: &str) -> usize {
    marked(text).len()
}

/// The line that a comment stands above: the next one that is none.
fn after(text: &str, at: usize) -> &str {
    let after = text.get(at..).unwrap_or_default();
    let mut lines = after.lines().skip(1).map(str::trim);
    let line = lines.find(|line| !line.starts_with('#'));
    line.unwrap_or_default()
}

/// What stands before a comment in its line.
fn before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().trim()
}
