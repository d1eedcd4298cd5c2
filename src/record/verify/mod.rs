//! Is a run folder what was written, and does it come out the same again?
//!
//! First the folder against its own manifest, whose last line seals it; where the audit was touched, its chain names the
//! record. Then, given the inputs, everything made anew against what is there: the first difference of each file in words.

mod compared;
mod contents;

pub use compared::{lists, manifests, rules, without_rulings};
pub use contents::of_file;

use std::collections::BTreeSet;
use std::path::{Component, Path};

use rust_decimal::Decimal;
use serde_json::Value;

use super::manifest::{self, Manifest};
use super::{Chain, Header, Record};
use crate::base::digest;
use crate::values::spelling::quoted;

/// Something that is not as it was written or as it comes out; one sentence, lower case, no full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file of the run folder.
    pub file: String,
    pub words: String,
}

impl Difference {
    fn new(file: &str, words: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            words: words.into(),
        }
    }
}

/// Something that stands in a run folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path inside the folder, with `/`.
    pub name: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    Link,
    /// What an office program puts beside a file that somebody has open.
    Lock,
    /// A pipe or a device.
    Other,
}

/// The folder's manifest.
///
/// # Errors
/// The difference, when it is no manifest, its seal is broken, or it says what no manifest of ours says.
pub fn manifest(text: &[u8]) -> Result<Manifest, Difference> {
    let broken = |words: &str| Difference::new("manifest.json", words);
    let text = std::str::from_utf8(text).map_err(|_| broken("is not text any more"))?;
    if !manifest::is_sealed(text) {
        return Err(broken(
            "was changed after it was written: its seal does not fit",
        ));
    }
    let unknown = |_| broken("is no manifest of a version Intake knows");
    let found: Manifest = serde_json::from_str(text).map_err(unknown)?;
    let mut written = Vec::new();
    let writes = manifest::write(
        &mut written,
        &Manifest {
            seal: None,
            ..found.clone()
        },
    );
    if writes.is_err() || written != text.as_bytes() {
        let value = |text: &[u8]| serde_json::from_slice::<Value>(text).unwrap_or_default();
        let words = unwritten("", &value(text.as_bytes()), &value(&written));
        return Err(broken(&words.map_or_else(
            || "is not written as Intake writes it: something stands twice, or otherwise than it should".to_owned(),
            |words| format!("holds what Intake does not write: {words}"),
        )));
    }
    let mut names = BTreeSet::from(["manifest.json"]);
    for file in &found.files {
        let pieces = Path::new(&file.file)
            .components()
            .all(|piece| matches!(piece, Component::Normal(_)));
        if !pieces
            || file
                .file
                .split('/')
                .any(|piece| piece.is_empty() || piece == ".")
        {
            return Err(broken(&format!(
                "lists {}, which is no path inside the folder",
                quoted(&file.file)
            )));
        }
        if !names.insert(&file.file) {
            return Err(broken(&format!("lists {} twice", quoted(&file.file))));
        }
    }
    Ok(found)
}

/// The first key that one value has and the other has not, with the way to it.
fn unwritten(path: &str, found: &Value, written: &Value) -> Option<String> {
    match (found, written) {
        (Value::Object(found), Value::Object(written)) => found.iter().find_map(|(key, value)| {
            let path = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}, {key}")
            };
            match written.get(key) {
                Some(written) => unwritten(&path, value, written),
                None if path == "seal" => None,
                None => Some(quoted(&path)),
            }
        }),
        (Value::Array(found), Value::Array(written)) => (1_usize..)
            .zip(found.iter().zip(written))
            .find_map(|(number, (found, written))| {
                unwritten(&format!("{path} {number}"), found, written)
            }),
        _ => None,
    }
}

/// Holds what stands in a folder against its manifest; `read` gives a file.
pub fn folder(
    manifest: &Manifest,
    entries: &[Entry],
    read: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let is_link = |name: &str| {
        entries
            .iter()
            .any(|entry| entry.name == name && entry.kind == Kind::Link)
    };
    for file in manifest.files.iter().filter(|file| !is_link(&file.file)) {
        let changed = || "was changed after it was written".to_owned();
        let words = match read(&file.file) {
            Err(error) => format!("cannot be read: {error}"),
            Ok(bytes) if digest::of(&bytes) != file.sha256 => {
                if file.file == "audit.jsonl" {
                    touched(&bytes).unwrap_or_else(changed)
                } else {
                    changed()
                }
            }
            Ok(bytes) if bytes.len() as u64 == file.bytes => continue,
            Ok(bytes) => format!(
                "has {} bytes, and the manifest says {}",
                bytes.len(),
                file.bytes
            ),
        };
        differences.push(Difference::new(&file.file, words));
    }
    // The digests of the rules stand in two places, as what was read and as what was written.
    for rules in std::iter::once(&manifest.rules).chain(&manifest.lists) {
        let copy = format!("rules/{}", rules.file);
        if manifest
            .files
            .iter()
            .any(|file| file.file == copy && file.sha256 != rules.sha256)
        {
            differences.push(Difference::new(
                &copy,
                "is not what the manifest says the rules were",
            ));
        }
    }
    differences.extend(entries.iter().filter_map(|entry| strange(manifest, entry)));
    differences
}

/// What is wrong with something that stands in the folder, beyond what a file says.
fn strange(manifest: &Manifest, entry: &Entry) -> Option<Difference> {
    let name = entry.name.as_str();
    let listed = name == "manifest.json" || manifest.files.iter().any(|file| file.file == name);
    let inner = format!("{name}/");
    let words = match entry.kind {
        Kind::Link => "is a symbolic link, and a run holds files only",
        Kind::Other => "is no file, and a run holds files only",
        Kind::File | Kind::Lock if listed => return None,
        Kind::Lock => return None,
        Kind::Folder
            if manifest
                .files
                .iter()
                .any(|file| file.file.starts_with(&inner)) =>
        {
            return None;
        }
        Kind::File | Kind::Folder => "is not part of the run: the manifest does not list it",
    };
    Some(Difference::new(name, words))
}

/// What is wrong with the arithmetic of a record: points × weight = part, and the parts add up to the total.
///
/// Whoever forges a record and all digests after it must still get this right.
pub fn sums(header: &Header, record: &Record<'_>) -> Option<String> {
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
    for part in &record.parts {
        let weight = header
            .measures
            .iter()
            .find(|measure| part.id == measure.id)
            .and_then(|of| number(&of.weight));
        let worth = number(&part.part)?;
        if let Some((points, weight)) = part.points.as_deref().and_then(number).zip(weight)
            && points.saturating_mul(weight) != worth
        {
            return Some(format!(
                "{}: {points} × {weight} is not {}",
                part.id, part.part
            ));
        }
        least = least.saturating_add(worth);
        most = most.saturating_add(part.at_most.as_deref().and_then(number).unwrap_or(worth));
    }
    let total = record.total.as_deref().and_then(number)?;
    let at_most = record
        .total_at_most
        .as_deref()
        .and_then(number)
        .unwrap_or(total);
    // What may become of somebody who is asked is more than the parts say: an answer may decide several of them, and a blank
    // that is asked about earns what its answer earns.
    let within = record.could_sit.is_some();
    let wrong = if within {
        at_most < total
    } else {
        least != total || most != at_most
    };
    wrong.then(|| format!("the parts do not add up to the total, {total}"))
}

/// Which record of an audit does not fit the chain.
fn touched(bytes: &[u8]) -> Option<String> {
    let mut chain = Chain::default();
    let mut before = "the header".to_owned();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let name = || {
            let value: Value = serde_json::from_slice(line).ok()?;
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            match (text("application"), text("record")) {
                (Some(id), _) => Some(format!("the record of {}", quoted(id))),
                (None, Some("dictionary")) => Some("the dictionary".to_owned()),
                _ => None,
            }
        };
        if !chain.fits(line) {
            let this = name().unwrap_or_else(|| format!("the line after {before}"));
            return Some(format!(
                "was changed after it was written: {this} does not follow {before}"
            ));
        }
        before = name().unwrap_or(before);
    }
    Some(format!(
        "was changed after it was written: it ends after {before}"
    ))
}
