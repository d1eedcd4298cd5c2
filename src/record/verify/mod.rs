//! Is a run folder what was written, and does it come out the same again?
//!
//! First the folder against its own manifest, whose last line seals it; where the audit was touched, its chain names the
//! record. Then, given the inputs, everything made anew against what is there: the first difference of each file in words.

mod compared;
mod contents;

pub use compared::{lists, manifests, rules, without_ratings, without_rulings};
pub use contents::of_file;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Component, Path};

use rust_decimal::Decimal;
use serde_json::Value;

use super::manifest::{self, Manifest};
use super::{Chain, Header, Record};
use crate::base::digest;
use crate::values::OutcomeKind;
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
        let is_audit = file.file == crate::record::audit::FILE;
        let changed = || "was changed after it was written".to_owned();
        let changed_at = |at: String| format!("{}: {at}", changed());
        let words = match read(&file.file) {
            Err(error) => format!("cannot be read: {error}"),
            Ok(bytes) if digest::of(&bytes) != file.sha256 => {
                if is_audit {
                    changed_at(broken(&bytes).unwrap_or_else(|| end(&bytes)))
                } else {
                    changed()
                }
            }
            // Whoever seals the folder anew may have forgotten the chain.
            Ok(bytes) if is_audit && let Some(at) = broken(&bytes) => changed_at(at),
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
    let number = |text: &str| {
        Decimal::from_str_exact(text).map_err(|_| format!("{} is no number", quoted(text)))
    };
    let numbers = |text: &Option<Cow<'_, str>>| text.as_deref().map(number).transpose();
    let sums = || -> Result<(), String> {
        let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
        for (part, measure) in record.parts.iter().zip(&header.measures) {
            let (weight, worth) = (number(&measure.weight)?, number(&part.part)?);
            let at_most = numbers(&part.at_most)?;
            match numbers(&part.points)? {
                Some(points) if points.saturating_mul(weight) != worth => {
                    return Err(format!(
                        "{}: {points} × {weight} is not {}",
                        part.id, part.part
                    ));
                }
                None if at_most.is_none() => {
                    return Err(format!("{}: the part has no points", part.id));
                }
                _ => {}
            }
            least = least.saturating_add(worth);
            most = most.saturating_add(at_most.unwrap_or(worth));
        }
        let Some(total) = numbers(&record.total)? else {
            return match record.parts.is_empty() && record.standing.is_none() {
                true => Ok(()),
                false => Err("the parts have no total".to_owned()),
            };
        };
        let at_most = numbers(&record.total_at_most)?.unwrap_or(total);
        // What may become of somebody who is asked is more than the parts say: an answer may decide several of them, and a blank
        // that is asked about earns what its answer earns.
        let wrong = if record.outcome == OutcomeKind::Clarify {
            at_most < total
        } else {
            least != total || most != at_most
        };
        match wrong {
            true => Err(format!("the parts do not add up to the total, {total}")),
            false => Ok(()),
        }
    };
    sums().err()
}

/// Which line of an audit does not follow the one before it; none where all of them do.
fn broken(bytes: &[u8]) -> Option<String> {
    let mut chain = Chain::default();
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').peekable();
    if lines.next_if(|header| chain.fits(header)).is_none() {
        return Some("the header does not fit its own link".to_owned());
    }
    let mut before: Option<&[u8]> = None;
    while let Some(line) = lines.next_if(|line| chain.fits(line)) {
        before = Some(line);
    }
    lines.next().map(|line| {
        let before = before
            .and_then(name)
            .unwrap_or_else(|| "the header".to_owned());
        let this = name(line).unwrap_or_else(|| format!("the line after {before}"));
        format!("{this} does not follow {before}")
    })
}

/// Where an audit ends.
fn end(bytes: &[u8]) -> String {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let last = lines.next_back().and_then(name);
    format!(
        "it ends after {}",
        last.unwrap_or_else(|| "the header".to_owned())
    )
}

/// What a line of an audit is called; none for a header.
fn name(line: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    match (text("application"), text("record")) {
        (Some(id), _) => Some(format!("the record of {}", quoted(id))),
        (None, Some("dictionary")) => Some("the dictionary".to_owned()),
        _ => None,
    }
}
