//! A past run, read back: what was asked, what came of everyone, and the rules as they were.

use std::collections::BTreeMap;
use std::io;

use rust_decimal::Decimal;

use crate::answers::as_asked::title_as_asked;
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::record::audit::FILE as AUDIT;
use crate::record::audit::{Damaged, Named};
use crate::record::manifest::Manifest;
use crate::record::proofs::FILE;
use crate::record::verify::{self, Entry, Kind};
use crate::record::{Audit, Header, LeftOut, Record};
use crate::rules::{Rules, load};
use crate::study::firmness::told::{Firmness, Turned, Weighed};
use crate::study::proofs::{self, Checked};
use crate::study::spread::told::Spread;
use crate::study::what_if::told::WhatIf;
use crate::study::{firmness, spread, what_if};
use crate::values::spelling;

/// The files of a run by their paths inside the run folder, wherever they are.
pub trait PastRun {
    /// # Errors
    /// Whatever refuses the bytes.
    fn bytes(&self, name: &str) -> io::Result<Vec<u8>>;

    /// Everything that stands there, of whatever kind.
    ///
    /// # Errors
    /// Whatever refuses the list.
    fn entries(&self) -> io::Result<Vec<Entry>>;

    /// What messages call a file; of the blank name, the run.
    fn called(&self, name: &str) -> String {
        if name.is_empty() {
            "the run".to_owned()
        } else {
            name.to_owned()
        }
    }
}

/// In memory.
impl PastRun for BTreeMap<String, Vec<u8>> {
    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        self.get(name)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn entries(&self) -> io::Result<Vec<Entry>> {
        Ok(self
            .keys()
            .map(|name| Entry {
                name: name.clone(),
                kind: Kind::File,
            })
            .collect())
    }
}

/// A run whose audit and rules are as they were written.
pub struct Past<'a> {
    run: &'a dyn PastRun,
    pub manifest: Manifest,
    audit: Audit,
}

impl<'a> Past<'a> {
    /// Holds what will be read from a run against its manifest.
    ///
    /// # Errors
    /// A finding where it is no run, cannot be read, or is not as it was written.
    pub fn open(run: &'a dyn PastRun) -> Result<Self, Finding> {
        let text = run.bytes("manifest.json").map_err(|error| {
            wrong(
                run,
                "manifest.json",
                format!("cannot be read: {}", refusal(&error)),
            )
            .help("name the folder that `intake select --out` wrote")
        })?;
        let manifest = verify::manifest(&text)
            .map_err(|difference| changed(run, "manifest.json", difference.words))?;
        let audit = whole(run, &manifest, AUDIT)?;
        let audit = Audit::new(audit).map_err(|error| damaged(run, error))?;
        Ok(Self {
            run,
            manifest,
            audit,
        })
    }

    /// What messages call the run.
    pub fn called(&self) -> String {
        self.run.called("")
    }

    /// The rules as applied.
    pub fn header(&self) -> &Header {
        &self.audit.header
    }

    /// Every application's record, in the order of their ids' bytes.
    pub fn records(&self) -> impl Iterator<Item = Result<Record<'_>, Finding>> {
        let records = self.audit.records();
        records.map(|record| record.map_err(|error| damaged(self.run, error)))
    }

    /// One application's record.
    ///
    /// # Errors
    /// A finding where there is none, with the nearest id.
    pub fn record(&self, application: &str) -> Result<Record<'_>, Finding> {
        if let Some(line) = self.audit.line(application) {
            let record = self.audit.record(line);
            let record = record.map_err(|error| damaged(self.run, error))?;
            return self.added_up(record);
        }
        if let Some(out) = self.left_out(application) {
            let message = format!(
                "`{application}` was left out as no application by {}, {}: {}",
                out.who, out.when, out.why
            );
            return Err(wrong(self.run, AUDIT, message)
                .help(format!("it stood at {}; see decisions.csv", out.row)));
        }
        let named = self.audit.lines().map(serde_json::from_str);
        let ids: Vec<Named<'_>> = named.filter_map(Result::ok).collect();
        let near = spelling::nearest(
            application,
            ids.iter().map(|known| known.application.as_ref()),
        );
        let help = near.map_or_else(
            || "ids are in the rosters and lists of the run".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(wrong(
            self.run,
            AUDIT,
            format!("holds no application `{application}`"),
        )
        .help(help))
    }

    /// A record, if what it says of a score adds up: somebody may have changed a number and sealed the folder again.
    ///
    /// # Errors
    /// A finding where it does not.
    pub fn added_up<'r>(&self, record: Record<'r>) -> Result<Record<'r>, Finding> {
        match verify::sums(self.header(), &record) {
            None => Ok(record),
            Some(wrong) => {
                let message = format!("{}: {wrong}", record.application);
                Err(changed(self.run, AUDIT, message))
            }
        }
    }

    /// The row of this id or location that people left out as no application.
    pub fn left_out(&self, application: &str) -> Option<&LeftOut> {
        self.header()
            .left_out
            .iter()
            .find(|out| out.application == application || out.row == application)
    }

    /// The rules of the run, from the copy in its folder.
    ///
    /// # Errors
    /// A finding where the copy is not as it was written, or is not valid for this version of Intake.
    pub fn rules(&self) -> Result<Rules, Finding> {
        let file = &self.manifest.rules.file;
        let read = |file: &str| whole(self.run, &self.manifest, &format!("rules/{file}"));
        let loaded = load::load(file, &read(file)?, &|list| {
            read(list).map_err(|finding| finding.message)
        });
        let stage = self.manifest.stage.as_deref();
        let rules = loaded.rules.map(|rules| rules.of_stage(stage));
        rules.ok_or_else(|| {
            let first = loaded
                .findings
                .first()
                .map_or("", |finding| finding.message.as_str());
            wrong(
                self.run,
                &format!("rules/{file}"),
                format!("is not valid for this version of Intake: {first}"),
            )
        })
    }

    /// The same, in which fields are called as the form asked.
    ///
    /// # Errors
    /// As of [`Self::rules`].
    pub fn rules_as_asked(&self) -> Result<Rules, Finding> {
        let mut rules = self.rules()?;
        let sheets = self.header().sheets.iter();
        let asked: Vec<_> = sheets.map(|columns| &columns.headings).collect();
        title_as_asked(&mut rules.form, &asked);
        Ok(rules)
    }

    /// What became of the proofs of a selection under balance rules, each checked by itself; none where none were needed.
    ///
    /// # Errors
    /// A finding where something of the run cannot be read.
    pub fn proofs(&self) -> Result<Option<Checked>, Finding> {
        if self.manifest.files.iter().any(|file| file.file == FILE) {
            let text = whole(self.run, &self.manifest, FILE)?;
            let checked = proofs::check(&self.rules()?, &self.audit, &text);
            return checked.map(Some).map_err(|error| damaged(self.run, error));
        }
        // Without balance rules there are proofs only where somebody holds a seat, who may all have given it back.
        Ok(self.manifest.balance.as_ref().map(|_| Checked::missing()))
    }

    /// What would have come of other answers of an application.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub fn what_if(&self, rules: &Rules, record: &Record<'_>) -> Result<WhatIf, Finding> {
        what_if::what_if(rules, record, &self.audit).map_err(|error| damaged(self.run, error))
    }

    /// How firm the selection is; seats are looked at for weights that are larger or smaller by no more than `percent` of them, and of
    /// two weights who would sit over a grid of both.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub fn firmness(
        &self,
        rules: &Rules,
        percent: Decimal,
        two: Option<&[String; 2]>,
    ) -> Result<Firmness, Finding> {
        let told = firmness::firmness_over(rules, &self.audit, percent, two);
        told.map_err(|error| damaged(self.run, error))
    }

    /// Every weight with the range in which the same people sit; or why it cannot be told.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub fn ranges(&self, rules: &Rules) -> Result<Result<Vec<Weighed>, String>, Finding> {
        firmness::ranges(rules, &self.audit).map_err(|error| damaged(self.run, error))
    }

    /// Who would sit if a weight of these rules, by the id of its scoring rule, counted so much and all else were as it is. None where
    /// there is no such weight; inner: why it cannot be told.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub fn turned(
        &self,
        rules: &Rules,
        weight: (&str, Decimal),
    ) -> Result<Option<Result<Turned, String>>, Finding> {
        let told = firmness::turned(rules, &self.audit, weight);
        told.map_err(|error| damaged(self.run, error))
    }

    /// How assessors rated.
    ///
    /// # Errors
    /// A finding where a record cannot be read.
    pub fn spread(&self, rules: &Rules) -> Result<Spread, Finding> {
        spread::spread(rules, &self.audit).map_err(|error| damaged(self.run, error))
    }
}

/// The audit is as it was sealed, and not as Intake writes it.
fn damaged(run: &dyn PastRun, error: Damaged) -> Finding {
    let help = if error.is_later {
        "use the version of Intake that wrote the run; manifest.json names it"
    } else {
        "somebody changed it and sealed the folder again: take an untouched copy of the run"
    };
    wrong(run, AUDIT, error.words).help(help)
}

/// The text of a file of the run, if it is what the manifest says.
fn whole(run: &dyn PastRun, manifest: &Manifest, name: &str) -> Result<String, Finding> {
    let text = run
        .bytes(name)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into()));
    let text =
        text.map_err(|error| wrong(run, name, format!("cannot be read: {}", refusal(&error))))?;
    let listed = manifest.files.iter().find(|file| file.file == name);
    match listed {
        Some(listed) if listed.sha256 == digest::of(text.as_bytes()) => Ok(text),
        Some(_) => Err(changed(
            run,
            name,
            "was changed after it was written".to_owned(),
        )),
        None => Err(wrong(run, name, "is not listed in the manifest".to_owned())),
    }
}

fn wrong(run: &dyn PastRun, name: &str, message: String) -> Finding {
    Finding::new(
        Code::RunUnreadable,
        Location::File(run.called(name)),
        message,
    )
}

fn changed(run: &dyn PastRun, name: &str, message: String) -> Finding {
    wrong(run, name, message).help(format!(
        "`intake verify {}` says what differs",
        run.called("")
    ))
}
