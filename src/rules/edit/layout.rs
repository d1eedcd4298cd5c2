//! The lines of a rules file by its headers: which stand above a table and are about it, where it ends, and where a further one goes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::written::key;
use crate::rules::load::{Step, TABLES, comments};

/// Every table with a header, in the order of the file.
#[derive(Debug)]
pub(super) struct Layout {
    sections: Vec<Section>,
    /// Where comments begin that have lines to themselves.
    pub(super) comments: Vec<usize>,
}

#[derive(Debug)]
struct Section {
    steps: Vec<Step>,
    /// From the comments directly above the header to the end of the last line with a value in it.
    lines: Range<usize>,
}

/// Where whole lines are put in.
pub(super) struct Place {
    pub(super) at: usize,
    /// Whether they go before the table that stands there, and not behind the one that ends there.
    pub(super) is_before: bool,
}

/// Behind the last own key of a table.
pub(super) struct Own<'t> {
    pub(super) at: usize,
    pub(super) indent: &'t str,
}

/// Whether a value is a table under a header of its own; several of them are an array whose span is the first header.
pub(super) fn is_headed(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    let begins = |mark| {
        let written = text.get(value.span()).unwrap_or_default();
        written.starts_with(mark)
    };
    match value.get_ref() {
        DeValue::Table(_) => begins('['),
        DeValue::Array(array) => array
            .iter()
            .any(|one| one.get_ref().is_table() && is_headed(text, one)),
        _ => false,
    }
}

impl Layout {
    pub(super) fn new(text: &str, document: &DeTable<'_>) -> Self {
        let alone = comments(text).into_iter().map(|(span, _)| span.start);
        let alone = alone.filter(|at| {
            let before = text.get(line_start(text, *at)..*at).unwrap_or_default();
            before.trim().is_empty()
        });
        let comments: Vec<usize> = alone.collect();
        let mut sections = Vec::new();
        walk(text, document, &mut Vec::new(), &mut sections);
        sections.sort_by_key(|section| section.lines.start);
        for section in &mut sections {
            section.lines.start = lead(text, &comments, line_start(text, section.lines.start));
            section.lines.end = line_end(text, section.lines.end);
        }
        Self { sections, comments }
    }

    /// How a table is headed; only those that are no element of an array.
    pub(super) fn header(steps: &[Step]) -> Option<String> {
        let names: Option<Vec<String>> = steps
            .iter()
            .map(|step| match step {
                Step::Key(name) => Some(key(name)),
                _ => None,
            })
            .collect();
        let names = names.filter(|names| !names.is_empty())?;
        Some(format!("[{}]", names.join(".")))
    }

    /// Whether tables with headers stand there or below.
    pub(super) fn has(&self, steps: &[Step]) -> bool {
        self.sections
            .iter()
            .any(|section| section.steps.starts_with(steps))
    }

    /// The text without the tables there and below. Of the blank lines around one of them those behind it stay.
    pub(super) fn without(&self, text: &str, steps: &[Step]) -> String {
        let mut left = text.to_owned();
        let these = self.sections.iter().rev();
        for section in these.filter(|section| section.steps.starts_with(steps)) {
            let Range { mut start, mut end } = section.lines;
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            let blank = |line: &str| line.trim().is_empty() && line.ends_with('\n');
            let above = before.get(line_start(text, start.saturating_sub(1))..);
            match above.filter(|line| blank(line)) {
                Some(line) => start = start.saturating_sub(line.len()),
                None => {
                    let below = after.split_inclusive('\n').next();
                    end = end.saturating_add(below.filter(|line| blank(line)).map_or(0, str::len));
                }
            }
            left.replace_range(start..end, "");
        }
        left
    }

    /// Where a table with this header goes.
    pub(super) fn place_for(&self, text: &str, header: &str) -> Place {
        let name = header.trim_matches(['[', ']']);
        let root = name.split('.').next().unwrap_or(name);
        // A table below another goes behind what stands below that already.
        let below: Vec<Step> = name.split('.').map(Step::from).collect();
        let near = (1..=below.len()).rev().find_map(|many| {
            let above = below.get(..many)?;
            self.sections
                .iter()
                .rfind(|one| one.steps.starts_with(above))
        });
        if let Some(last) = near {
            return Place {
                at: last.lines.end,
                is_before: false,
            };
        }
        let order = |name: &str| {
            let root = TABLES.first().map_or(&[][..], |root| root.keys);
            root.iter().position(|key| *key == name)
        };
        let is_later = |section: &&Section| match section.steps.first() {
            Some(Step::Key(other)) => order(other) > order(root),
            _ => false,
        };
        match self.sections.iter().find(is_later) {
            Some(next) => Place {
                at: next.lines.start,
                is_before: true,
            },
            None => Place {
                at: text.len(),
                is_before: false,
            },
        }
    }

    /// Behind the last key of a table that is no table itself; the header's own line where there is none.
    pub(super) fn after_own<'t>(
        &self,
        text: &'t str,
        table: &DeTable<'_>,
        headed: &Spanned<DeValue<'_>>,
    ) -> Own<'t> {
        let own = table.iter().filter(|(_, value)| !below(text, value));
        let last = own.max_by_key(|(_, value)| value.span().end);
        let (key, end) = match last {
            Some((key, value)) => (key.span().start, value.span().end),
            None => (headed.span().start, headed.span().end),
        };
        let line = text.get(line_start(text, key)..).unwrap_or_default();
        let blank = line
            .len()
            .saturating_sub(line.trim_start_matches([' ', '\t']).len());
        Own {
            at: line_end(text, end),
            indent: line.get(..blank).unwrap_or_default(),
        }
    }
}

/// Whether a value stands under a header of its own, or holds one that does.
fn below(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    let within = |table: &DeTable<'_>| table.iter().any(|(_, value)| below(text, value));
    is_headed(text, value) || value.get_ref().as_table().is_some_and(within)
}

fn walk(text: &str, table: &DeTable<'_>, steps: &mut Vec<Step>, found: &mut Vec<Section>) {
    for (key, value) in table {
        steps.push(Step::Key(key.get_ref().to_string()));
        match value.get_ref() {
            DeValue::Table(inner) => one(text, value, inner, steps, found),
            DeValue::Array(array) if is_headed(text, value) => {
                for (nth, element) in array.iter().enumerate() {
                    steps.push(Step::Nth(nth));
                    if let Some(inner) = element.get_ref().as_table() {
                        one(text, element, inner, steps, found);
                    }
                    steps.pop();
                }
            }
            _ => {}
        }
        steps.pop();
    }
}

fn one(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    inner: &DeTable<'_>,
    steps: &mut Vec<Step>,
    found: &mut Vec<Section>,
) {
    if is_headed(text, value) {
        let own = inner.iter().filter(|(_, value)| !below(text, value));
        let end = own.map(|(_, value)| value.span().end).max();
        found.push(Section {
            steps: steps.clone(),
            lines: value.span().start..end.unwrap_or(value.span().end).max(value.span().end),
        });
    }
    walk(text, inner, steps, found);
}

/// Where the comments begin that stand directly above a line.
pub(super) fn lead(text: &str, comments: &[usize], line: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let above = line_start(text, start.saturating_sub(1));
        if !comments.iter().any(|at| (above..start).contains(at)) {
            break;
        }
        start = above;
    }
    start
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).and_then(|before| before.rfind('\n'));
    before.map_or(0, |at| at.saturating_add(1))
}

/// Behind the end of a line.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).and_then(|rest| rest.find('\n'));
    rest.map_or(text.len(), |more| at.saturating_add(more).saturating_add(1))
}
