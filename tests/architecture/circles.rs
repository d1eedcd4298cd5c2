//! Files import in one direction: no two of them need each other. What a folder's own file says is there for all in the folder.

use std::collections::{BTreeMap, BTreeSet};

use super::{code, sources};

type Graph = BTreeMap<String, BTreeSet<String>>;

/// `rules/load/mod.rs` as `rules::load`.
fn module(file: &str) -> String {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.replace('/', "::")
}

/// Every path of a `use`, written out: `a::{b, c::{self, d}}` are `a::b`, `a::c` and `a::c::d`.
fn written_out(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        return vec![
            tree.split(" as ")
                .next()
                .unwrap()
                .trim_end_matches("::self")
                .to_owned(),
        ];
    };
    let inner = inner.trim_end().strip_suffix('}').unwrap();
    let (mut depth, mut pieces) = (0, vec![String::new()]);
    for letter in inner.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if letter == ',' && depth == 0 {
            pieces.push(String::new());
        } else {
            pieces.last_mut().unwrap().push(letter);
        }
    }
    let pieces = pieces
        .iter()
        .map(|piece| piece.trim())
        .filter(|piece| !piece.is_empty());
    pieces
        .flat_map(|piece| written_out(&format!("{before}{piece}")))
        .collect()
}

/// The paths that a file names, from the crate: in `use`, and where a path is written out in the text.
fn paths(own: &str, text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for statement in text.split(';') {
        let of_use = statement.rsplit_once("use ").filter(|(before, _)| {
            before
                .trim_end()
                .rsplit('\n')
                .next()
                .is_some_and(|line| line.trim().is_empty() || line.contains("pub"))
        });
        all.extend(of_use.into_iter().flat_map(|(_, tree)| written_out(tree)));
    }
    for start in ["crate::", "super::"] {
        let rest = text.match_indices(start).map(|(at, _)| &text[at..]);
        let path = |rest: &str| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect()
        };
        all.extend(
            rest.map(path)
                .map(|path: String| path.trim_end_matches(':').to_owned()),
        );
    }
    let whole = |path: String| -> String {
        let mut base: Vec<&str> = own.split("::").collect();
        if let Some(rest) = path.strip_prefix("crate::") {
            return rest.to_owned();
        }
        let mut rest = path.as_str();
        let Some(_) = rest.strip_prefix("super::") else {
            return format!("{own}::{rest}");
        };
        while let Some(more) = rest.strip_prefix("super::") {
            base.pop();
            rest = more;
        }
        base.into_iter()
            .chain([rest])
            .collect::<Vec<_>>()
            .join("::")
    };
    all.into_iter().map(whole).collect()
}

fn graph() -> Graph {
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .map(|(file, text)| (module(&file), code(&text)))
        .collect();
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let of = |path: &str| -> Option<String> {
        let pieces: Vec<&str> = path.split("::").collect();
        (1..=pieces.len())
            .rev()
            .map(|length| pieces[..length].join("::"))
            .find(|name| names.contains(name.as_str()))
    };
    let imports = |(own, text): &(String, String)| {
        let around = |name: &String| own == name || own.starts_with(&format!("{name}::"));
        paths(own, text)
            .iter()
            .filter_map(|path| of(path))
            .filter(|name| !around(name))
            .collect()
    };
    files
        .iter()
        .map(|file| (file.0.clone(), imports(file)))
        .collect()
}

/// Files that lead back to where one began.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    fn walk(
        graph: &Graph,
        at: &str,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(first) = way.iter().position(|one| one == at) {
            return Some(way[first..].to_vec());
        }
        if !done.insert(at.to_owned()) {
            return None;
        }
        way.push(at.to_owned());
        let found = graph
            .get(at)
            .into_iter()
            .flatten()
            .find_map(|next| walk(graph, next, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    graph
        .keys()
        .find_map(|name| walk(graph, name, &mut Vec::new(), &mut done))
}

#[test]
fn no_two_files_need_each_other() {
    let graph = graph();
    assert!(
        graph.values().map(BTreeSet::len).sum::<usize>() > 500,
        "too few imports were found"
    );
    let found = circle(&graph);
    assert!(found.is_none(), "these files need each other: {found:?}");
}

#[test]
fn a_circle_is_found_where_there_is_one() {
    assert_eq!(
        written_out("a::{b, c::{self, d as e}}"),
        ["a::b", "a::c", "a::c::d"]
    );
    assert_eq!(
        paths(
            "rules::load",
            "pub use super::ids::{A, B};\nfn f() { crate::domain::x() }"
        ),
        ["rules::ids::A", "rules::ids::B", "domain::x", "rules::ids"]
    );
    let of = |pairs: &[(&str, &str)]| -> Graph {
        let mut graph = Graph::new();
        for (from, to) in pairs {
            graph
                .entry((*from).to_owned())
                .or_default()
                .insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(circle(&of(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert_eq!(
        circle(&of(&[("a", "b"), ("b", "c"), ("c", "b")])),
        Some(vec!["b".to_owned(), "c".to_owned()])
    );
}
