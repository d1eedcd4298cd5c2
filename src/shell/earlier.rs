//! An earlier run, read back from its folder: what was asked, what came of everyone, and the rules as they were.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::shell::disk::file;
use intake::domain::{controls, digest, spelling};
use intake::explain::what_if::WhatIf;
use intake::finding::{Code, Finding, Place, refusal};
use intake::record::LeftOut;
use intake::record::manifest::Manifest;
use intake::record::{Header, Record};
use intake::rules::Rules;
use intake::rules::load;
use intake::verify;
use intake::what_if;

const AUDIT: &str = "audit.jsonl";
const LARGEST_MANIFEST: u64 = 1 << 26;

/// A run folder whose audit and rules are as they were written.
pub(super) struct Earlier {
    folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) header: Header,
    audit: String,
}

impl Earlier {
    /// Opens a folder and holds what will be read from it against the manifest.
    ///
    /// # Errors
    /// A finding where it is no run folder, cannot be read, or is not as it was written.
    pub(super) fn open(folder: &Path) -> Result<Self, Finding> {
        let text = file::bytes(&folder.join("manifest.json"), LARGEST_MANIFEST).map_err(|error| {
            wrong(folder, "manifest.json", format!("cannot be read: {}", refusal(&error)))
                .help("name the folder that `intake select --out` wrote")
        })?;
        let manifest =
            verify::manifest(&text).map_err(|difference| changed(folder, "manifest.json", difference.words))?;
        let audit = whole(folder, &manifest, AUDIT)?;
        let header = audit.lines().next().map(serde_json::from_str);
        let Some(Ok(header)) = header else {
            return Err(wrong(folder, AUDIT, "does not begin with the rules".to_owned()));
        };
        Ok(Self { folder: folder.to_owned(), manifest, header, audit })
    }

    /// Every application's record, in the order of their ids' bytes.
    pub(super) fn records(&self) -> impl Iterator<Item = Result<Record<'_>, Finding>> {
        self.audit.lines().skip(1).map(|line| serde_json::from_str(line).map_err(|error| self.damaged(&error)))
    }

    /// One application's record.
    ///
    /// # Errors
    /// A finding where there is none, with the nearest id.
    pub(super) fn record(&self, application: &str) -> Result<Record<'_>, Finding> {
        // A record begins with its id: a million of them need not be taken apart.
        let quoted = serde_json::to_string(application).unwrap_or_default();
        let begins = format!("{{\"record\":\"application\",\"application\":{},", controls::in_json(&quoted));
        if let Some(line) = self.audit.lines().skip(1).find(|line| line.starts_with(&begins)) {
            let record: Record<'_> = serde_json::from_str(line).map_err(|error| self.damaged(&error))?;
            return match verify::sums(&self.header, &record) {
                None => Ok(record),
                Some(wrong) => Err(changed(&self.folder, AUDIT, format!("{application}: {wrong}"))),
            };
        }
        if let Some(out) = self.left_out(application) {
            let message =
                format!("`{application}` was left out as no application by {}, {}: {}", out.who, out.when, out.why);
            return Err(wrong(&self.folder, AUDIT, message).help(format!("it stood at {}; see decisions.csv", out.row)));
        }
        let ids: Result<Vec<Known<'_>>, _> = self.audit.lines().skip(1).map(serde_json::from_str).collect();
        let ids = ids.map_err(|error| self.damaged(&error))?;
        let near = spelling::nearest(application, ids.iter().map(|known| known.application.as_ref()));
        let help = near.map_or_else(
            || "ids are in the rosters and lists of the run".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(wrong(&self.folder, AUDIT, format!("holds no application `{application}`")).help(help))
    }

    /// The row of this id or place that people left out as no application.
    pub(super) fn left_out(&self, application: &str) -> Option<&LeftOut> {
        self.header.left_out.iter().find(|out| out.application == application || out.row == application)
    }

    /// The rules of the run, from the copy in its folder.
    ///
    /// # Errors
    /// A finding where the copy is not as it was written, or is not valid for this version of Intake.
    pub(super) fn rules(&self) -> Result<Rules, Finding> {
        let file = &self.manifest.rules.file;
        let read = |file: &str| whole(&self.folder, &self.manifest, &format!("rules/{file}"));
        let loaded = load::load(file, &read(file)?, &|list| read(list).map_err(|finding| finding.message));
        loaded.rules.ok_or_else(|| {
            let first = loaded.findings.first().map_or("", |finding| finding.message.as_str());
            wrong(&self.folder, &format!("rules/{file}"), format!("is not valid for this version of Intake: {first}"))
        })
    }

    /// What would have come of other answers of an application.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub(super) fn what_if(&self, rules: &Rules, record: &Record<'_>) -> Result<WhatIf, Finding> {
        let lines: Vec<&str> = self.audit.lines().skip(1).collect();
        what_if::what_if(rules, record, &lines).map_err(|error| self.damaged(&error))
    }

    fn damaged(&self, error: &serde_json::Error) -> Finding {
        wrong(&self.folder, AUDIT, format!("a record is damaged: {error}"))
    }
}

/// As much of a record as is needed to name it.
#[derive(serde::Deserialize)]
struct Known<'a> {
    #[serde(borrow)]
    application: Cow<'a, str>,
}

/// The text of a file of the run, if it is what the manifest says.
fn whole(folder: &Path, manifest: &Manifest, name: &str) -> Result<String, Finding> {
    let text = file::text(&folder.join(name), u64::MAX)
        .map_err(|error| wrong(folder, name, format!("cannot be read: {}", refusal(&error))))?;
    let listed = manifest.files.iter().find(|file| file.file == name);
    match listed {
        Some(listed) if listed.sha256 == digest::of(text.as_bytes()) => Ok(text),
        Some(_) => Err(changed(folder, name, "was changed after it was written".to_owned())),
        None => Err(wrong(folder, name, "is not listed in the manifest".to_owned())),
    }
}

fn wrong(folder: &Path, name: &str, message: String) -> Finding {
    Finding::new(Code::RunUnreadable, Place::File(folder.join(name).display().to_string()), message)
}

fn changed(folder: &Path, name: &str, message: String) -> Finding {
    wrong(folder, name, message).help(format!("`intake verify {}` says what differs", folder.display()))
}
