//! Is a run folder what was written, and does it come out the same again?
//!
//! First the folder against its own manifest, whose last line seals it; where the audit was touched, its chain names the
//! record. Then, given the inputs, everything made anew against what is there: the first difference of each file in words.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use rust_decimal::Decimal;
use serde_json::Value;

use super::manifest::{self, InputFile, Manifest};
use super::{Chain, Header, Record};
use crate::base::digest;
use crate::rules::{Rules, RulesFile};
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

/// Holds the list of a run's files against that of the files that come out anew.
pub fn lists(was: &Manifest, is: &Manifest) -> Vec<Difference> {
    let names = |manifest: &Manifest| {
        manifest
            .files
            .iter()
            .map(|file| file.file.clone())
            .collect::<Vec<_>>()
    };
    let (old, new) = (names(was), names(is));
    let gone = old
        .iter()
        .filter(|name| !new.contains(name))
        .map(|name| Difference::new(name, "does not come out"));
    let missing = new
        .iter()
        .filter(|name| !old.contains(name))
        .map(|name| Difference::new(name, "comes out, and is not in the run"));
    let mut differences: Vec<Difference> = gone.chain(missing).collect();
    if differences.is_empty() && old != new {
        differences.push(Difference::new(
            "manifest.json",
            "lists the files in another order than they come out in",
        ));
    }
    differences
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
            let record: Option<Value> = serde_json::from_slice(line).ok();
            let id = record
                .as_ref()
                .and_then(|record| record.get("application"))
                .and_then(Value::as_str);
            id.map(|id| format!("the record of {}", quoted(id)))
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

/// Holds rules against those of the run.
pub fn rules(was: &Manifest, rules: &Rules) -> Vec<Difference> {
    let listed = |file: &RulesFile| manifest::input(file);
    files_of_rules(
        was,
        &listed(&rules.file),
        &rules.list_files.iter().map(listed).collect::<Vec<_>>(),
    )
}

fn files_of_rules(was: &Manifest, rules: &InputFile, lists: &[InputFile]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut say = |words: String| differences.push(Difference::new("manifest.json", words));
    let other = |what: &str, was: &InputFile, is: &InputFile| {
        format!(
            "other {what}: SHA-256 was {} ({}), is {} ({})",
            was.sha256, was.file, is.sha256, is.file
        )
    };
    if was.rules.sha256 != rules.sha256 {
        say(other("rules", &was.rules, rules));
    }
    for list in &was.lists {
        match lists.iter().find(|is| is.file == list.file) {
            Some(is) if is.sha256 != list.sha256 => say(other("list", list, is)),
            Some(_) => {}
            None => say(format!(
                "the rules do not read the list {} any more",
                list.file
            )),
        }
    }
    for list in lists
        .iter()
        .filter(|is| was.lists.iter().all(|list| list.file != is.file))
    {
        say(format!("the rules read another list, {}", list.file));
    }
    differences
}

/// What to say where the run took decisions, and they are not there to be taken again.
pub fn without_decisions(was: &Manifest) -> Option<Difference> {
    let files: Vec<String> = was
        .decisions
        .iter()
        .map(|file| format!("{} (SHA-256 {})", file.file, file.sha256))
        .collect();
    let words = format!(
        "the run took decisions: give {} with --decisions, too",
        files.join(" and ")
    );
    (!files.is_empty()).then(|| Difference::new("manifest.json", words))
}

/// Holds a manifest made anew against that of the run: inputs first, then everything that follows from them.
pub fn manifests(was: &Manifest, is: &Manifest) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut say = |words: String| differences.push(Difference::new("manifest.json", words));
    if was.intake != is.intake {
        say(format!(
            "the run was written by Intake {}, this is {}",
            was.intake, is.intake
        ));
    }
    let digests = |manifest: &Manifest| {
        manifest
            .applications
            .iter()
            .map(|table| table.sha256.clone())
            .collect::<BTreeSet<_>>()
    };
    if digests(was) != digests(is) {
        let names: Vec<&str> = was
            .applications
            .iter()
            .map(|table| table.file.as_str())
            .collect();
        say(format!(
            "other applications than the run's, which were {}",
            names.join(", ")
        ));
    }
    if was.decisions != is.decisions {
        let names: Vec<&str> = was
            .decisions
            .iter()
            .map(|file| file.file.as_str())
            .collect();
        let were = if names.is_empty() {
            "which took none".to_owned()
        } else {
            format!("which were {}", names.join(", "))
        };
        say(format!("other decisions than the run's, {were}"));
    }
    differences.extend(files_of_rules(was, &is.rules, &is.lists));
    if differences.is_empty() {
        let value = |manifest: &Manifest| {
            serde_json::to_value(Manifest {
                files: Vec::new(),
                seal: None,
                ..manifest.clone()
            })
            .unwrap_or_default()
        };
        let words = values("", &value(was), &value(is));
        differences.extend(words.map(|words| Difference::new("manifest.json", words)));
    }
    differences
}

/// The first difference between a file of the run and the same file made anew; none when they are the same.
pub fn of_file(name: &str, was: &[u8], is: &[u8]) -> Option<Difference> {
    if was == is {
        return None;
    }
    let (old, new) = (String::from_utf8_lossy(was), String::from_utf8_lossy(is));
    let words = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => rows(&old, &new),
        Some("jsonl") => records(&old, &new),
        _ => None,
    };
    Some(Difference::new(
        name,
        words.unwrap_or_else(|| "comes out otherwise".to_owned()),
    ))
}

fn rows(was: &str, is: &str) -> Option<String> {
    let mut old = ::csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(was.trim_start_matches('\u{feff}').as_bytes());
    let mut new = ::csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(is.trim_start_matches('\u{feff}').as_bytes());
    let headings = new.headers().ok()?.clone();
    if old.headers().ok()? != &headings {
        return Some("has other columns".to_owned());
    }
    let application = headings
        .iter()
        .position(|heading| heading == "application")?;
    let (mut old, mut new) = (old.records(), new.records());
    loop {
        let (old, new) = match (old.next(), new.next()) {
            (None, None) => return None,
            (Some(Ok(old)), Some(Ok(new))) => (old, new),
            (Some(Ok(old)), None) => {
                return Some(format!("{}: was there, is not", who(&old, application)));
            }
            (None, Some(Ok(new))) => {
                return Some(format!("{}: was not there, is", who(&new, application)));
            }
            _ => return None,
        };
        let cells = headings.iter().zip(old.iter().zip(&new));
        if old.get(application) != new.get(application) {
            return Some(format!(
                "{} stood where {} comes out",
                who(&old, application),
                who(&new, application)
            ));
        }
        if let Some((heading, (old, now))) = cells.into_iter().find(|(_, (old, new))| old != new) {
            return Some(format!(
                "{}, {heading}: was {}, is {}",
                who(&new, application),
                quoted(old),
                quoted(now)
            ));
        }
    }
}

fn who(record: &::csv::StringRecord, application: usize) -> String {
    format!(
        "application {}",
        quoted(record.get(application).unwrap_or_default())
    )
}

fn records(was: &str, is: &str) -> Option<String> {
    let (mut old, mut new) = (was.lines(), is.lines());
    loop {
        let (old, new) = match (old.next(), new.next()) {
            (None, None) => return None,
            (old, new) if old == new => continue,
            (Some(old), Some(new)) => (
                serde_json::from_str(old).ok()?,
                serde_json::from_str(new).ok()?,
            ),
            (Some(_), None) => return Some("has more records than come out".to_owned()),
            (None, Some(_)) => return Some("has fewer records than come out".to_owned()),
        };
        if let Some(words) = values("", &old, &new) {
            let id = |record: &Value| {
                record
                    .get("application")
                    .and_then(Value::as_str)
                    .map(quoted)
            };
            return Some(match (id(&old), id(&new)) {
                (Some(old), Some(new)) if old != new => {
                    format!("the record of {old} stood where {new} comes out")
                }
                (_, Some(id)) => format!("application {id}, {words}"),
                _ => format!("the header, {words}"),
            });
        }
    }
}

/// The first difference between two values, with the way to it: `, parts 2, points: was …, is …`.
fn values(path: &str, was: &Value, is: &Value) -> Option<String> {
    match (was, is) {
        _ if was == is => None,
        // The chain follows from everything else.
        (Value::Object(old), Value::Object(new)) => old
            .keys()
            .chain(new.keys())
            .filter(|key| *key != "chain")
            .find_map(|key| {
                let none = Value::Null;
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}, {key}")
                };
                values(
                    &path,
                    old.get(key).unwrap_or(&none),
                    new.get(key).unwrap_or(&none),
                )
            }),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => (1_usize..)
            .zip(old.iter().zip(new))
            .find_map(|(number, (old, new))| values(&format!("{path} {number}"), old, new)),
        _ => Some(format!(
            "{path}: was {}, is {}",
            quoted(&was.to_string()),
            quoted(&is.to_string())
        )),
    }
}
