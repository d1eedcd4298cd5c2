//! Edits of a rules file as text, as a person makes them: each changes the lines it is about, and keeps every other byte.
//!
//! They go by the spans of the document and put texts into the text. A crate that keeps a document's form (`toml_edit` 0.25) was weighed
//! against that. It writes the whole document out again: Windows' line ends become others, a byte order mark is lost, and that no other
//! byte changes would be its promise and not ours. With a table it takes every comment since the last value out, also a chapter's, and
//! where a table or a key goes it leaves to its caller. So little would be left out here, for a second tree of the same text in a page of
//! at most 4 MB.

mod layout;
mod written;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::layout::{Layout, is_headed};
use super::load::{Step, comments};

pub use written::{key, plain, quoted, quoted_all};

/// A rules file that is edited.
#[derive(Debug)]
pub struct Source<'t> {
    pub text: &'t str,
    document: Spanned<DeTable<'t>>,
    layout: Layout,
}

/// What stands where steps lead.
type Value<'s, 't> = &'s Spanned<DeValue<'t>>;

impl<'t> Source<'t> {
    /// Nothing where the text is no TOML: what is broken hides what stands after it.
    pub fn new(text: &'t str) -> Option<Self> {
        let (document, errors) = DeTable::parse_recoverable(text);
        let layout = Layout::new(text, document.get_ref());
        errors.is_empty().then_some(Self {
            text,
            document,
            layout,
        })
    }

    /// What stands there.
    pub fn at(&self, steps: &[Step]) -> Option<Value<'_, 't>> {
        let (last, before) = steps.split_last()?;
        match last {
            Step::Key(key) => self.table(before)?.get(key.as_str()),
            Step::Nth(nth) => self.at(before)?.get_ref().as_array()?.get(*nth),
            Step::Entry(_) | Step::Band(_) | Step::Name(_) => None,
        }
    }

    /// The table there; the whole file where there are no steps.
    pub fn table(&self, steps: &[Step]) -> Option<&DeTable<'t>> {
        match steps {
            [] => Some(self.document.get_ref()),
            _ => self.at(steps)?.get_ref().as_table(),
        }
    }

    /// The entries of a table in the order of the file, by their keys.
    pub fn entries(&self, steps: &[Step]) -> Vec<(&str, Value<'_, 't>)> {
        let entries = self.table(steps).into_iter().flatten();
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .map(|(key, value)| (key.get_ref().as_ref(), value))
            .collect()
    }

    /// How many elements the array there has.
    pub fn many(&self, steps: &[Step]) -> usize {
        let array = self.at(steps).and_then(|value| value.get_ref().as_array());
        array.map_or(0, |array| array.len())
    }

    /// As it is written there.
    pub fn written(&self, steps: &[Step]) -> Option<&'t str> {
        self.text.get(self.at(steps)?.span())
    }

    /// The text in which this is the value of the key that the steps lead to: in place of what stands there, or as a line at the end of its
    /// table, which is made where there is none.
    ///
    /// Nothing where that cannot be said in one place: a table with a header has no value, and keys with dots are for whoever wrote them.
    pub fn set(&self, steps: &[Step], written: &str) -> Option<String> {
        if let Some(value) = self.at(steps) {
            let is_inline = self.written(steps)?.starts_with('{');
            let is_value = !value.get_ref().is_table() || is_inline;
            let is_value = is_value && !is_headed(self.text, value);
            return is_value.then(|| self.spliced(value.span(), written));
        }
        let (Step::Key(key), table) = steps.split_last()? else {
            return None;
        };
        let line = format!("{} = {written}", self::key(key));
        let Some(parent) = self.at(table) else {
            let header = Layout::header(table)?;
            return Some(self.add(&header, &line));
        };
        if is_headed(self.text, parent) {
            let own = self.layout.after_own(self.text, self.table(table)?, parent);
            let newline = self.newline();
            return Some(self.inserted(own.at, &format!("{}{line}{newline}", own.indent)));
        }
        let is_inline = self.text.get(parent.span())?.starts_with('{');
        let last = self.entries(table).last()?.1.span().end;
        is_inline.then(|| self.spliced(last..last, &format!(", {line}")))
    }

    /// The text with another key and its value in place of those that the steps lead to.
    pub fn replaced(&self, steps: &[Step], key: &str, written: &str) -> Option<String> {
        let (Step::Key(before), table) = steps.split_last()? else {
            return None;
        };
        let (name, value) = self.table(table)?.get_key_value(before.as_str())?;
        let span = name.span().start..value.span().end;
        let is_plain = !value.get_ref().is_table() && !is_headed(self.text, value);
        is_plain.then(|| self.spliced(span, &format!("{} = {written}", self::key(key))))
    }

    /// The text without the key, the table or the element that the steps lead to: without its lines, and without the comments that stand
    /// directly above the header of a table.
    pub fn take_out(&self, steps: &[Step]) -> Option<String> {
        let value = self.at(steps)?;
        if is_headed(self.text, value) || self.layout.has(steps) {
            return Some(self.layout.without(self.text, steps));
        }
        let (Step::Key(key), table) = steps.split_last()? else {
            return None;
        };
        let name = self.table(table)?.get_key_value(key.as_str())?.0.span();
        let line = layout::line_start(self.text, name.start);
        let before = self.text.get(line..name.start)?;
        if before.trim().is_empty() {
            let end = layout::line_end(self.text, value.span().end);
            return Some(self.spliced(line..end, ""));
        }
        let is_inline = self
            .written(table)
            .is_some_and(|table| table.starts_with('{'));
        is_inline.then(|| self.without_entry(table, name.start..value.span().end))?
    }

    /// Of an inline table.
    fn without_entry(&self, table: &[Step], entry: Range<usize>) -> Option<String> {
        let table = self.table(table)?;
        let starts = table.keys().map(|key| key.span().start);
        let next = starts.filter(|start| *start > entry.start).min();
        let ends = table.values().map(|value| value.span().end);
        let before = ends.filter(|end| *end <= entry.start).max();
        let cut = match (next, before) {
            (Some(next), _) => entry.start..next,
            (None, Some(before)) => before..entry.end,
            (None, None) => entry,
        };
        Some(self.spliced(cut, ""))
    }

    /// The text with a further table under this header, behind the others of its kind, or where the format has it in its order.
    pub fn add(&self, header: &str, body: &str) -> String {
        let newline = self.newline();
        let lines: Vec<&str> = std::iter::once(header).chain(body.lines()).collect();
        let table = lines.join(newline) + newline;
        let place = self.layout.place_for(self.text, header);
        match place.is_before {
            true => self.inserted(place.at, &format!("{table}{newline}")),
            false => self.inserted(place.at, &format!("{newline}{table}")),
        }
    }

    /// The text without these comments: without the lines of those that have lines to themselves.
    pub fn without_comments(&self, spans: &[Range<usize>]) -> String {
        let mut text = self.text.to_owned();
        for span in spans.iter().rev() {
            let start = layout::line_start(&text, span.start);
            let before = text.get(start..span.start).unwrap_or_default();
            let kept = start.saturating_add(before.trim_end().len());
            let cut = match before.trim().is_empty() {
                true => start..layout::line_end(&text, span.end),
                false => kept..span.end,
            };
            text.replace_range(cut, "");
        }
        text
    }

    /// The comments on the lines of what the steps lead to: of a value, on its lines; of a table with a header, on that line and directly
    /// above it.
    pub fn comments_at(&self, steps: &[Step]) -> Vec<(Range<usize>, &'t str)> {
        let Some(value) = self.at(steps) else {
            return Vec::new();
        };
        let span = value.span();
        let above = layout::line_start(self.text, span.start);
        let start = match is_headed(self.text, value) {
            true => layout::lead(self.text, &self.layout.comments, above),
            false => above,
        };
        let lines = start..layout::line_end(self.text, span.end);
        let mut all = comments(self.text);
        all.retain(|(span, _)| lines.contains(&span.start));
        all
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    fn spliced(&self, span: Range<usize>, with: &str) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(span, with);
        text
    }

    /// With whole lines put in; a last line without an end gets one before.
    fn inserted(&self, at: usize, lines: &str) -> String {
        let before = self.text.get(..at).unwrap_or_default();
        let is_open = !before.is_empty() && !before.ends_with('\n');
        let end = if is_open { self.newline() } else { "" };
        self.spliced(at..at, &format!("{end}{lines}"))
    }
}
