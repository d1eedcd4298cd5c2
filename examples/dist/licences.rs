//! The licences of everything that is linked into the program and the page, as each crate brings them.
//!
//! cargo says what is linked in, and every crate's own files are taken as they are, with the names in them: no template, no guess which
//! text is meant, and nothing to install. Which licences may come in at all is for `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Outcome, read, said};

const MODULE: &str = "wasm32-unknown-unknown";
/// How files begin that say under which terms a crate may be passed on.
const NAMES: [&str; 5] = ["LICEN", "COPY", "NOTICE", "UNLICENSE", "CONTRIBUTORS"];
/// A crate that brings no file of its own is passed on under this one, whose text is always the same.
const COMMON: (&str, &str) = ("Apache-2.0", "LICENSE-APACHE");

/// One crate, as cargo names it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    name: String,
    version: String,
    licence: String,
    authors: String,
    folder: PathBuf,
}

/// Each crate with its licence, then every text once, with the crates that bring it.
///
/// # Errors
/// Where a crate brings no text, and is not under the one that we have as well.
pub(super) fn of_crates(root: &Path, target: &str) -> Outcome<String> {
    let mut all = linked(root, "Cargo.toml", target)?;
    all.extend(linked(root, "page/Cargo.toml", MODULE)?);
    let mut text = String::from(
        "Intake is linked with these crates. Each may be passed on under its licence, whose texts follow as the crates bring them.\n\n",
    );
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for linked in &all {
        let Linked {
            name,
            version,
            licence,
            authors,
            ..
        } = linked;
        let by = if authors.is_empty() { "" } else { ", by " };
        text.push_str(&format!("{name} {version}: {licence}{by}{authors}\n"));
        for one in own(root, linked)? {
            texts
                .entry(one)
                .or_default()
                .insert(format!("{name} {version}"));
        }
    }
    // The text that most bring comes first.
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by_key(|(text, by)| (usize::MAX - by.len(), by.clone(), text.clone()));
    for (one, by) in texts {
        let by = Vec::from_iter(by).join(", ");
        text.push_str(&format!("\n{}\n{by}\n\n{one}\n", "=".repeat(80)));
    }
    Ok(text)
}

/// That of the standard library, as the compiler brings it. The page's is built by Debian's compiler where ours cannot; its terms are the same.
pub(super) fn of_the_standard_library() -> Outcome<Vec<u8>> {
    let folder = said(Path::new("."), "rustc", &["--print", "sysroot"])?;
    read(&Path::new(folder.trim()).join("share/doc/rust/COPYRIGHT-library.html"))
}

/// What is linked in for a target: neither what only builds or tests use, nor what only writes code (macros).
fn linked(root: &Path, manifest: &str, target: &str) -> Outcome<BTreeSet<Linked>> {
    let tree = said(
        root,
        "cargo",
        &[
            "tree",
            "--locked",
            "--manifest-path",
            manifest,
            "--target",
            target,
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
            "--no-dedupe",
            "--format",
            "{p}",
        ],
    )?;
    // A line is a name, a version with `v` before it, and of a crate that has one its path.
    let named: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(" v")?;
            Some((name, rest.split(' ').next()?))
        })
        .collect();
    let said = said(
        root,
        "cargo",
        &[
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--manifest-path",
            manifest,
            "--filter-platform",
            target,
        ],
    )?;
    let said: Value = serde_json::from_str(&said)?;
    let packages = said.get("packages").and_then(Value::as_array);
    let mut found = BTreeSet::new();
    for package in packages.into_iter().flatten() {
        let of = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        let is_ours = package.get("source").is_none_or(Value::is_null);
        if is_ours || !named.contains(&(of("name"), of("version"))) {
            continue;
        }
        let authors = package.get("authors").and_then(Value::as_array);
        let authors = authors.into_iter().flatten().filter_map(Value::as_str);
        found.insert(Linked {
            name: of("name").to_owned(),
            version: of("version").to_owned(),
            licence: of("license").to_owned(),
            authors: Vec::from_iter(authors).join(", "),
            folder: Path::new(of("manifest_path"))
                .parent()
                .ok_or("a crate without a folder")?
                .to_owned(),
        });
    }
    Ok(found)
}

/// The texts that a crate brings.
fn own(root: &Path, linked: &Linked) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(&linked.folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        if path.is_file() && NAMES.iter().any(|begins| name.starts_with(begins)) {
            files.push(path);
        }
    }
    files.sort();
    let texts: Outcome<Vec<String>> = files
        .iter()
        .map(|file| {
            Ok(String::from_utf8_lossy(&read(file)?)
                .replace('\r', "")
                .trim()
                .to_owned())
        })
        .collect();
    let texts = texts?;
    let (licence, file) = COMMON;
    match texts.is_empty() {
        false => Ok(texts),
        true if linked.licence.contains(licence) => {
            let text = String::from_utf8_lossy(&read(&root.join(file))?)
                .trim()
                .to_owned();
            Ok(vec![text])
        }
        true => Err(format!(
            "{} {} ({}, by {}) brings no licence, and is not under {licence}",
            linked.name, linked.version, linked.licence, linked.authors
        )
        .into()),
    }
}
