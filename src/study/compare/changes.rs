//! What differs between two rules files, as the smallest changes that can be told apart.

use std::collections::BTreeSet;

use serde::Serialize;

use super::tree::{self, Many, Node, Shape, Value};
use crate::rules::Rules;

/// The longest value that is shown whole.
const SHOWN: usize = 60;

/// A difference between two rules files, as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// From 1.
    pub number: usize,
    /// Where: `scoring english, points C1`.
    pub what: String,
    pub kind: ChangeKind,
    /// As written, cut to 60 characters from shortly before the first difference; none for a table that comes or goes.
    pub was: Option<String>,
    pub is: Option<String>,
    /// Lines from 1; none where it does not stand.
    pub line_a: Option<u32>,
    pub line_b: Option<u32>,
    /// Only a text, such as a title or a clause: it decides nothing about anybody.
    pub text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
    Reordered,
}

impl Change {
    /// In a line: `scoring english, points C1: 8.5 → 9 (line 310 → 310)`.
    pub fn words(&self) -> String {
        let lines = match (self.line_a, self.line_b) {
            (Some(a), Some(b)) => format!(" (line {a} → {b})"),
            (Some(a), None) => format!(" (line {a} of A)"),
            (None, Some(b)) => format!(" (line {b} of B)"),
            (None, None) => String::new(),
        };
        format!("{}{lines}", self.without_lines())
    }

    /// The same without the lines.
    pub fn without_lines(&self) -> String {
        let was = self.was.as_deref().unwrap_or_default();
        let is = self.is.as_deref().unwrap_or_default();
        let how = match self.kind {
            ChangeKind::Added if is.is_empty() => "added".to_owned(),
            ChangeKind::Added => format!("+ {is}"),
            ChangeKind::Removed if was.is_empty() => "removed".to_owned(),
            ChangeKind::Removed => format!("- {was}"),
            ChangeKind::Changed => format!("{was} → {is}"),
            ChangeKind::Reordered => format!("order {was} → {is}"),
        };
        format!("{}: {how}", self.what)
    }
}

/// A change and how to make it.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    pub(super) path: Vec<String>,
    pub(super) edit: Edit,
    pub(super) said: Change,
}

#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// What stands there after the change, and the order around it; none when it goes.
    Put(Option<Node>, Vec<String>),
    Order(Vec<String>),
}

/// What differs, in the order of the first file's sections, each change numbered. Comments, layout and the order in which
/// nothing depends on order are no differences.
pub fn changes(a: &Rules, b: &Rules) -> Vec<Change> {
    differences(&tree::tree(a), &tree::tree(b))
        .into_iter()
        .map(|difference| difference.said)
        .collect()
}

pub(super) fn differences(a: &Node, b: &Node) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(a, b, &mut Vec::new(), false, &mut found);
    for (number, difference) in (1..).zip(&mut found) {
        difference.said.number = number;
    }
    found
}

/// `asks`: inside a test or tie-break, whose keys only make sense together.
fn compare(a: &Node, b: &Node, path: &mut Vec<String>, asks: bool, found: &mut Vec<Difference>) {
    let (Value::Many(was), Value::Many(is)) = (&a.value, &b.value) else {
        if a.text() != b.text() {
            found.push(put(path, Some(a), Some(b), None));
        }
        return;
    };
    if was.shape != is.shape || whole(was, is, path, asks) {
        if a.text() != b.text() {
            found.push(put(path, Some(a), Some(b), None));
        }
        return;
    }
    let added = is
        .order
        .iter()
        .filter(|key| !was.entries.contains_key(*key));
    for key in was.order.iter().chain(added) {
        path.push(key.clone());
        match (was.entries.get(key), is.entries.get(key)) {
            (Some(was), Some(is)) => {
                let asks = asks || is_key(path) && matches!(key.as_str(), "test" | "tie_breaks");
                compare(was, is, path, asks, found);
            }
            (was, is_now) => found.push(put(path, was, is_now, Some(is))),
        }
        path.pop();
    }
    if was.shape == Shape::Named {
        let common = |of: &Many, other: &Many| {
            of.order
                .iter()
                .filter(|key| other.entries.contains_key(*key))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (old, new) = (common(was, is), common(is, was));
        if old != new {
            found.push(order(path, (a, &old), (b, &new), is));
        }
    }
}

/// Whether two tables or arrays are one change where they differ, since their parts mean nothing alone.
fn whole(was: &Many, is: &Many, path: &[String], asks: bool) -> bool {
    let last = path.last().map(String::as_str);
    let same_keys = || was.entries.keys().eq(is.entries.keys());
    match was.shape {
        Shape::Rows => last == Some("bands") || was.order.len() != is.order.len() || moved(was, is),
        Shape::Table => (asks || is_key(path) && last == Some("linear")) && !same_keys(),
        Shape::Named | Shape::Values => false,
    }
}

/// Whether the end of a path is a word of the format and no name of the rules' own.
fn is_key(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        [
            "fields" | "scales" | "lists" | "call" | "decisions" | "programme",
            ..,
        ] => false,
        ["places" | "ranking", ..] => true,
        [_, _, ..] => path.len() > 2,
        _ => false,
    }
}

/// Whether some row of one stands at another position in the other.
fn moved(was: &Many, is: &Many) -> bool {
    let rows = |many: &Many| {
        many.order
            .iter()
            .filter_map(|key| many.entries.get(key))
            .map(Node::text)
            .collect()
    };
    let (old, new): (Vec<String>, Vec<String>) = (rows(was), rows(is));
    let (in_old, in_new): (BTreeSet<&String>, BTreeSet<&String>) =
        (old.iter().collect(), new.iter().collect());
    old.iter()
        .zip(&new)
        .any(|(here, there)| here != there && (in_new.contains(here) || in_old.contains(there)))
}

/// `around`: what it stands in, and the order there.
fn put(
    path: &[String],
    was: Option<&Node>,
    is: Option<&Node>,
    around: Option<&Many>,
) -> Difference {
    let kind = match (was, is) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        _ => ChangeKind::Changed,
    };
    let bare_too = |node: Option<&Node>| {
        node.is_none_or(|node| !node.text().starts_with('"') || bare(&node.text()) != node.text())
    };
    let both_bare = bare_too(was) && bare_too(is);
    // Two long values are shown from shortly before they part.
    let texts = was.zip(is).map(|(was, is)| (was.text(), is.text()));
    let skip = texts.map_or(0, |(was, is)| {
        let longest = was.chars().count().max(is.chars().count());
        let same = was
            .chars()
            .zip(is.chars())
            .take_while(|(was, is)| was == is)
            .count();
        if longest > SHOWN {
            same.saturating_sub(SHOWN / 3)
        } else {
            0
        }
    });
    // What comes or goes whole is named and not shown.
    let shown = |node: &Node| match (&node.value, kind) {
        (Value::Many(many), ChangeKind::Added | ChangeKind::Removed)
            if many.shape == Shape::Table =>
        {
            String::new()
        }
        (Value::Leaf(leaf), _) if both_bare && skip == 0 => cut(bare(leaf)),
        _ if skip > 0 => format!(
            "…{}",
            cut(&node.text().chars().skip(skip).collect::<String>())
        ),
        _ => cut(&node.text()),
    };
    let plain = around.is_some_and(|around| around.shape == Shape::Values);
    let said = Change {
        number: 0,
        what: name_of(path, plain),
        kind,
        was: was.map(shown).filter(|text| !text.is_empty()),
        is: is.map(shown).filter(|text| !text.is_empty()),
        line_a: was.map(|node| node.line).filter(|line| *line > 0),
        line_b: is.map(|node| node.line).filter(|line| *line > 0),
        text: is_text(path),
    };
    let order = around.map_or_else(Vec::new, |around| around.order.clone());
    Difference {
        path: path.to_vec(),
        edit: Edit::Put(is.cloned(), order),
        said,
    }
}

fn order(
    path: &[String],
    (a, old): (&Node, &[String]),
    (b, new): (&Node, &[String]),
    is: &Many,
) -> Difference {
    let line = |node: &Node| Some(node.line).filter(|line| *line > 0);
    let said = Change {
        number: 0,
        what: name_of(path, false),
        kind: ChangeKind::Reordered,
        was: Some(cut(&old.join(", "))),
        is: Some(cut(&new.join(", "))),
        line_a: line(a),
        line_b: line(b),
        text: false,
    };
    Difference {
        path: path.to_vec(),
        edit: Edit::Order(is.order.clone()),
        said,
    }
}

/// Whether a path leads to what is only said or shown, or to where a list's values are kept: the values are compared.
fn is_text(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        path.as_slice(),
        ["programme" | "decisions" | "letters", ..]
            | ["call", "clauses" | "background", ..]
            | ["lists", _, "title" | "file" | "column" | "rows"]
            | [
                "groups" | "levels" | "eligibility" | "scoring" | "balance" | "stages",
                _,
                "title"
            ]
            | ["call" | "places" | "ranking" | "packs", "cites", ..]
            | ["stages", _, "packs", "cites", ..]
            | ["standing_answers", _, "footnote"]
            | [
                "groups"
                    | "levels"
                    | "eligibility"
                    | "scoring"
                    | "balance"
                    | "duplicates"
                    | "fields"
                    | "standing_answers"
                    | "stages",
                _,
                "cites",
                ..
            ]
    )
}

/// `scoring english, points C1`; of a plain value in an array the name of the array, since the change says the value.
fn name_of(path: &[String], plain: bool) -> String {
    let mut path: Vec<&str> = path.iter().map(String::as_str).collect();
    if plain {
        path.pop();
    }
    if let ["lists", _, "values"] = path.as_slice() {
        path.pop();
    }
    let (kind, rest) = match path.as_slice() {
        [
            section @ ("eligibility" | "scoring" | "balance" | "duplicates"),
            rest @ ..,
        ] => (*section, rest),
        ["standing_answers", rest @ ..] if !rest.is_empty() => ("standing answer", rest),
        [
            section
            @ ("groups" | "levels" | "fields" | "scales" | "lists" | "decisions" | "stages"),
            rest @ ..,
        ] => (
            if rest.is_empty() {
                *section
            } else {
                section.trim_end_matches('s')
            },
            rest,
        ),
        [section] => return (*section).to_owned(),
        [section, rest @ ..] => return format!("{section}, {}", rest.join(" ")),
        [] => return "the rules file".to_owned(),
    };
    match rest {
        [] => kind.to_owned(),
        [id] => format!("{kind} {id}"),
        [id, keys @ ..] => format!("{kind} {id}, {}", keys.join(" ")),
    }
}

/// A plain word without its quotes: `B2`.
fn bare(leaf: &str) -> &str {
    let inner = leaf
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let plain = |text: &&str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && !["true", "false", "inf", "nan"].contains(text)
            && text.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/')
            })
    };
    inner.filter(plain).unwrap_or(leaf)
}

fn cut(text: &str) -> String {
    match text
        .char_indices()
        .nth(SHOWN)
        .and_then(|(at, _)| text.get(..at))
    {
        Some(beginning) => format!("{beginning}…"),
        None => text.to_owned(),
    }
}
