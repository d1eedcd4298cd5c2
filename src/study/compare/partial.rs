//! Rules with some of the differences between two files made in the first: loaded by the real loader.
//!
//! Clauses, decisions and titles decide nothing, so every rule in between cites one clause, and no change has to wait for
//! its clause.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::changes::{Difference, Edit};
use super::tree::{Many, Node, Shape, Value, key, string};
use crate::rules::{Rules, load};

/// A tree with differences made.
pub(super) fn apply<'d>(
    tree: &Node,
    differences: impl IntoIterator<Item = &'d Difference>,
) -> Node {
    let mut tree = tree.clone();
    for difference in differences {
        // Texts decide nothing; they are made neutral later.
        if !difference.said.text {
            make(&mut tree, difference);
        }
    }
    tree
}

fn make(tree: &mut Node, Difference { path, edit, .. }: &Difference) {
    let (parent, name) = match edit {
        Edit::Put(..) => path
            .split_last()
            .map_or((&[][..], ""), |(last, before)| (before, last.as_str())),
        Edit::Order(_) => (path.as_slice(), ""),
    };
    let around = parent
        .iter()
        .try_fold(tree, |node, key| node.get_mut(key))
        .and_then(Node::many_mut);
    match (around, edit) {
        (Some(around), Edit::Put(Some(node), order)) => around.insert(name, node.clone(), order),
        (Some(around), Edit::Put(None, _)) => around.remove(name),
        (Some(around), Edit::Order(order)) => around.reorder(order),
        // Differences do not lie inside each other, so what one is in is always there.
        (None, _) => {}
    }
}

/// The rules a tree says, if it says valid ones.
pub(super) fn load(tree: &Node) -> Option<Rules> {
    let (text, files) = write(tree)?;
    load::load("rules.toml", &text, &|file| {
        files.get(file).cloned().ok_or_else(String::new)
    })
    .rules
}

/// The text of a tree, and the files its lists stand in.
fn write(tree: &Node) -> Option<(String, BTreeMap<String, String>)> {
    let (mut text, mut files) = (String::new(), BTreeMap::new());
    let root = tree.many()?;
    for (section, node) in root
        .order
        .iter()
        .filter_map(|key| Some((key.as_str(), root.entries.get(key)?)))
    {
        let many = node.many();
        let node = match section {
            "decisions" => continue,
            _ if many.is_some_and(|many| many.order.is_empty()) => continue,
            "programme" => table([("id", string("hybrid")), ("title", string("-"))]),
            "lists" => lists(many?, &mut files),
            _ => neutral(section, node),
        };
        let _ = writeln!(text, "{} = {}", key(section), node.text());
    }
    Some((text, files))
}

/// Lists in files: a file may hold more than a rules file.
fn lists(many: &Many, files: &mut BTreeMap<String, String>) -> Node {
    let mut lists = Many::new(Shape::Table);
    for (name, list) in many
        .order
        .iter()
        .filter_map(|name| Some((name, many.entries.get(name)?)))
    {
        let Some(values) = list.get("values").and_then(Node::many) else {
            continue;
        };
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut values_below =
            std::iter::once("value").chain(values.order.iter().map(String::as_str));
        let whole = values_below.all(|value| writer.write_record([value]).is_ok());
        let text = writer
            .into_inner()
            .ok()
            .filter(|_| whole)
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let (kind, file) = (
            list.get("type").map(Node::text).unwrap_or_default(),
            format!("{name}.csv"),
        );
        let rows = values.order.len().to_string();
        let entries = [
            ("type", kind),
            ("file", string(&file)),
            ("column", string("value")),
            ("rows", rows),
        ];
        lists.insert(name, table(entries), &many.order);
        files.insert(file, text.unwrap_or_default());
    }
    Node {
        line: 0,
        value: Value::Many(lists),
    }
}

fn table<const N: usize>(entries: [(&str, String); N]) -> Node {
    let mut many = Many::new(Shape::Table);
    let order: Vec<String> = entries.iter().map(|(key, _)| (*key).to_owned()).collect();
    for (key, leaf) in entries {
        many.insert(key, Node::leaf(0, leaf), &order);
    }
    Node {
        line: 0,
        value: Value::Many(many),
    }
}

/// A section with one clause for all, and that cited by everything that cites.
fn neutral(section: &str, node: &Node) -> Node {
    let mut node = node.clone();
    cite(&mut node);
    let below = node.many_mut().into_iter();
    below
        .flat_map(|many| many.entries.values_mut())
        .for_each(cite);
    if let Some(call) = node.many_mut().filter(|_| section == "call") {
        call.remove("background");
        call.insert("clauses", table([("c", string("-"))]), &[]);
    }
    node
}

/// A rule cites the one clause; a field may be called `cites`, and is no list.
fn cite(node: &mut Node) {
    let cites = node.get_mut("cites");
    if let Some(cites) = cites.filter(|cites| is_list(cites)) {
        let mut one = Many::new(Shape::Values);
        one.insert("c", Node::leaf(0, string("c")), &[]);
        cites.value = Value::Many(one);
    }
}

fn is_list(node: &Node) -> bool {
    matches!(&node.value, Value::Many(many) if many.shape == Shape::Values)
}
