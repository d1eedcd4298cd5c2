//! A rules file as a tree of its values, each with the line it stands in, and back to text.
//!
//! Numbers and dates stay the digits that were written, so nothing is lost on the way. What is named by an id, or stands in
//! an array of plain values, is found by its name or value; the rest of an array by its position.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};

use crate::rules::{List, Rules, Set};

#[derive(Debug, Clone)]
pub(super) struct Node {
    /// From 1.
    pub(super) line: u32,
    pub(super) value: Value,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    /// As TOML writes it.
    Leaf(String),
    Many(Many),
}

/// A table or array.
#[derive(Debug, Clone)]
pub(super) struct Many {
    pub(super) shape: Shape,
    /// The keys in the order of the file.
    pub(super) order: Vec<String>,
    pub(super) entries: BTreeMap<String, Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Table,
    /// An array of tables with ids, by id.
    Named,
    /// An array of plain values, by value: their order says nothing.
    Values,
    /// Any other array, by position from 1.
    Rows,
}

impl Many {
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            shape,
            order: Vec::new(),
            entries: BTreeMap::new(),
        }
    }

    /// Puts an entry at the end; one that is there already stays.
    fn push(&mut self, key: String, node: Node) {
        if !self.entries.contains_key(&key) {
            self.order.push(key.clone());
            self.entries.insert(key, node);
        }
    }

    /// Puts an entry where it stands in `like`, if the order says anything: after the nearest before it there that is here, too.
    pub(super) fn insert(&mut self, key: &str, node: Node, like: &[String]) {
        if self.entries.insert(key.to_owned(), node).is_some() {
            return;
        }
        let at = match self.shape {
            Shape::Table | Shape::Values => self.order.len(),
            Shape::Named | Shape::Rows => {
                let before: Vec<&String> = like.iter().take_while(|other| *other != key).collect();
                let here = |other: &&String| self.order.iter().position(|own| own == *other);
                before
                    .iter()
                    .rev()
                    .find_map(here)
                    .map_or(0, |at| at.saturating_add(1))
            }
        };
        self.order.insert(at.min(self.order.len()), key.to_owned());
    }

    pub(super) fn remove(&mut self, key: &str) {
        if self.entries.remove(key).is_some() {
            self.order.retain(|own| own != key);
        }
    }

    /// Takes the order of `like`; what is not there stays behind what it stood behind.
    pub(super) fn reorder(&mut self, like: &[String]) {
        let there: BTreeSet<&String> = like.iter().collect();
        // What follows each of those that are there, as far as it is only here.
        let mut behind: BTreeMap<Option<&String>, Vec<&String>> = BTreeMap::new();
        let mut last = None;
        for key in &self.order {
            if there.contains(key) {
                last = Some(key);
            } else {
                behind.entry(last).or_default().push(key);
            }
        }
        let known = like
            .iter()
            .filter(|key| self.entries.contains_key(*key))
            .map(Some);
        let with_those_behind = |key: Option<&String>| {
            let followers = behind
                .get(&key)
                .into_iter()
                .flatten()
                .map(|key| (*key).clone());
            key.cloned()
                .into_iter()
                .chain(followers)
                .collect::<Vec<_>>()
        };
        self.order = std::iter::once(None)
            .chain(known)
            .flat_map(with_those_behind)
            .collect();
    }
}

impl Node {
    pub(super) fn leaf(line: u32, text: impl Into<String>) -> Self {
        Self {
            line,
            value: Value::Leaf(text.into()),
        }
    }

    pub(super) fn many(&self) -> Option<&Many> {
        match &self.value {
            Value::Many(many) => Some(many),
            Value::Leaf(_) => None,
        }
    }

    pub(super) fn many_mut(&mut self) -> Option<&mut Many> {
        match &mut self.value {
            Value::Many(many) => Some(many),
            Value::Leaf(_) => None,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.many().and_then(|many| many.entries.get(key))
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.many_mut().and_then(|many| many.entries.get_mut(key))
    }

    /// The value as TOML in one line.
    pub(super) fn write(&self, text: &mut String) {
        match &self.value {
            Value::Leaf(leaf) => text.push_str(leaf),
            Value::Many(many) => {
                let (open, close) = if many.shape == Shape::Table {
                    ("{ ", " }")
                } else {
                    ("[", "]")
                };
                text.push_str(open);
                let entries = many
                    .order
                    .iter()
                    .filter_map(|key| Some((key, many.entries.get(key)?)));
                for (number, (key, node)) in entries.enumerate() {
                    if number > 0 {
                        text.push_str(", ");
                    }
                    if many.shape == Shape::Table {
                        text.push_str(&self::key(key));
                        text.push_str(" = ");
                    }
                    node.write(text);
                }
                text.push_str(close);
            }
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

/// A key as TOML writes it: bare where it can be.
pub(super) fn key(key: &str) -> String {
    let bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { key.to_owned() } else { string(key) }
}

/// A text as a basic string of TOML, whose escapes are those of JSON and one more.
pub(super) fn string(text: &str) -> String {
    serde_json::to_string(text)
        .unwrap_or_default()
        .replace('\u{7f}', "\\u007F")
}

/// The tree of valid rules. A list has its values, whether they are written out or in a file.
pub(super) fn tree(rules: &Rules) -> Node {
    let text = &rules.file.text;
    let (document, _) = DeTable::parse_recoverable(text);
    let lines = Lines(
        std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()))
            .collect(),
    );
    let mut root = lines.table(document.get_ref(), &[]);
    for section in [
        "groups",
        "levels",
        "eligibility",
        "scoring",
        "balance",
        "duplicates",
        "standing_answers",
    ] {
        settle(&mut root, section, Shape::Named);
    }
    for section in ["decisions", "lists", "scales", "fields"] {
        settle(&mut root, section, Shape::Table);
    }
    for list in &rules.lists {
        let many = root
            .get_mut("lists")
            .and_then(|lists| lists.get_mut(&list.id))
            .and_then(Node::many_mut);
        if let Some(many) = many {
            let line = ["values", "file"]
                .iter()
                .find_map(|key| many.entries.get(*key))
                .map_or(0, |node| node.line);
            many.remove("values");
            many.insert("values", values(rules, list, line), &[]);
        }
    }
    root
}

/// A section that is not there has nothing in it.
fn settle(root: &mut Node, section: &str, shape: Shape) {
    if let Some(many) = root
        .many_mut()
        .filter(|many| !many.entries.contains_key(section))
    {
        many.push(
            section.to_owned(),
            Node {
                line: 0,
                value: Value::Many(Many::new(shape)),
            },
        );
    }
}

/// The values a list has by itself: a territory that a standing answer put there comes with the answer.
fn values(rules: &Rules, list: &List, line: u32) -> Node {
    let mut many = Many::new(Shape::Values);
    match &list.values {
        Set::Countries(all) => {
            let joined: Vec<_> = rules
                .form
                .standing_answers
                .iter()
                .map(|answer| answer.territory.code)
                .collect();
            let own = all.iter().filter(|code| !joined.contains(code));
            own.for_each(|code| {
                many.push(
                    code.to_string(),
                    Node::leaf(line, string(&code.to_string())),
                );
            });
        }
        Set::Numbers(all) => {
            all.iter().for_each(|number| {
                many.push(number.to_string(), Node::leaf(line, number.to_string()));
            });
        }
        Set::Texts(all) => all
            .iter()
            .for_each(|text| many.push(text.clone(), Node::leaf(line, string(text)))),
        Set::Options(_) | Set::Levels(_) | Set::YesNo(_) => {}
    }
    Node {
        line,
        value: Value::Many(many),
    }
}

/// The bytes at which lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start < byte.max(1))).unwrap_or(u32::MAX)
    }

    fn table(&self, table: &DeTable<'_>, path: &[&str]) -> Node {
        let mut pairs: Vec<_> = table.iter().collect();
        pairs.sort_by_key(|(key, _)| key.span().start);
        let mut many = Many::new(Shape::Table);
        for (key, value) in pairs {
            let name: &str = key.get_ref();
            let path: Vec<&str> = path.iter().copied().chain([name]).collect();
            let mut node = self.node(value, &path);
            // The line of a value is that of its key.
            node.line = self.line(key.span().start);
            many.push(name.to_owned(), node);
        }
        Node {
            line: 0,
            value: Value::Many(many),
        }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>, path: &[&str]) -> Node {
        let line = self.line(value.span().start);
        let text = match value.get_ref() {
            DeValue::String(text) => string(text),
            DeValue::Integer(integer) => integer.to_string(),
            DeValue::Float(float) => float.as_str().to_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            DeValue::Array(array) => {
                return Node {
                    line,
                    ..self.array(array, path)
                };
            }
            DeValue::Table(table) => {
                return Node {
                    line,
                    ..self.table(table, path)
                };
            }
        };
        Node::leaf(line, text)
    }

    fn array(&self, array: &de::DeArray<'_>, path: &[&str]) -> Node {
        let id = match path {
            ["scales", _] => "level",
            ["standing_answers"] => "name",
            _ => "id",
        };
        let named = |value: &Spanned<DeValue<'_>>| {
            value
                .get_ref()
                .as_table()?
                .get(id)
                .and_then(|id| id.get_ref().as_str().map(str::to_owned))
        };
        let plain = |value: &Spanned<DeValue<'_>>| {
            !value.get_ref().is_table() && !value.get_ref().is_array()
        };
        let shape = if array.iter().all(plain) {
            Shape::Values
        } else if array.iter().all(|value| named(value).is_some()) {
            Shape::Named
        } else {
            Shape::Rows
        };
        let mut many = Many::new(shape);
        for (number, value) in (1_usize..).zip(array.iter()) {
            let node = self.node(value, path);
            let key = match shape {
                Shape::Named => named(value).unwrap_or_default(),
                // A value that stands twice says no more than one that stands once.
                Shape::Values => node.text(),
                Shape::Table | Shape::Rows => number.to_string(),
            };
            many.push(key, node);
        }
        Node {
            line: 0,
            value: Value::Many(many),
        }
    }
}
