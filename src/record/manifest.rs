//! The manifest: what went in, what came out, each with its SHA-256, so that a run can be checked and repeated.
//!
//! No clock, no user, no path of a machine: the same inputs and rules give the same bytes. Digests with `sha256sum`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use super::balance::{Balance, balance};
use super::cohort::{Cohort, cohorts};
use super::evened_out::RecordedEvenOut;
use super::followed::followed;
pub use super::followed::{Followed, SeatGiven};
pub use super::input_files::{InputFile, InputTable, input, rated, table};
use super::numbered::Numbered;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::base::{controls, digest};
use crate::rulings::{AllowedChange, DecidedBefore, Digested, MadeFrom, StageBefore};
use crate::select::{Selection, seed};
use crate::values::{OutcomeKind, moment};

/// Version of the manifest's shape.
pub const SCHEMA: u32 = 1;

/// At most so many findings are listed; the count says how many there were.
const FINDINGS: usize = 200;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: u32,
    /// The version of Intake that wrote the run.
    pub intake: String,
    pub programme: String,
    pub title: String,
    pub deadline: String,
    /// The id of the stage that the run is of; absent where the rules have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    pub rules: InputFile,
    /// Lists beside the rules.
    pub lists: Vec<InputFile>,
    pub applications: Vec<InputTable>,
    /// Ratings in files of their own; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<InputTable>,
    /// What people decided about single applications; absent where nothing was.
    #[serde(rename = "decisions", default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<InputFile>,
    /// What the run of the stage before told people; absent where there is none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_before: Option<StageBefore>,
    /// The run that this one follows: its seats stay; absent where it follows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Followed>,
    /// Changes of rules or applications that people allowed, in this round or one before; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<AllowedChange>,
    /// Ratings that count evened out, as people decided, and whose seats hang on it; absent where all count as they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evened_out: Vec<RecordedEvenOut>,
    pub counts: Counts,
    /// What the balance rules came to; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// How many of the selected keep a seat whatever is still answered.
    #[serde(default)]
    pub seats_firm: usize,
    /// The run was made with `--final`: every seat is firm.
    #[serde(rename = "final", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_final: bool,
    /// The day of the selection, where somebody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The report shows personal answers; absent where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub report_personal: bool,
    /// The report says how firm the seats are; absent where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub report_firmness: bool,
    /// The fields that the rules count, by their values; absent where they count none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohort: Vec<Cohort>,
    /// The lot's published seed.
    pub seed: String,
    /// SHA-256 over the ids of the ranked, sorted by bytes, one a line.
    pub pool: String,
    /// How many findings there were about files and columns; the first 200 are listed.
    pub findings_in_all: usize,
    pub findings: Vec<Noticed>,
    pub files: Vec<OutputFile>,
    /// SHA-256 of the text before it; none before it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputFile {
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

/// How many applications had each outcome; together all that were received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    pub received: usize,
    pub selected: usize,
    pub reserve: usize,
    pub unplaced: usize,
    /// Absent where nobody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortlisted: Option<NonZeroUsize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_shortlisted: Option<NonZeroUsize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below_floor: Option<NonZeroUsize>,
    pub clarify: usize,
    pub ineligible: usize,
    pub superseded: usize,
    /// Absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped_out: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Noticed {
    pub code: String,
    pub at: String,
    pub message: String,
}

/// Counts the outcomes.
pub fn counts(selection: &Selection<'_>) -> Counts {
    let mut counts = Counts {
        received: selection.outcomes.len(),
        ..Counts::default()
    };
    let [
        mut shortlisted,
        mut not_shortlisted,
        mut below_floor,
        mut dropped_out,
    ] = [0_usize; 4];
    for outcome in &selection.outcomes {
        let count = match outcome.kind(selection.rules) {
            OutcomeKind::Selected => &mut counts.selected,
            OutcomeKind::Shortlisted => &mut shortlisted,
            OutcomeKind::Reserve => &mut counts.reserve,
            OutcomeKind::Unplaced => &mut counts.unplaced,
            OutcomeKind::NotShortlisted => &mut not_shortlisted,
            OutcomeKind::BelowFloor => &mut below_floor,
            OutcomeKind::Clarify => &mut counts.clarify,
            OutcomeKind::Ineligible => &mut counts.ineligible,
            OutcomeKind::Superseded => &mut counts.superseded,
            OutcomeKind::DroppedOut => &mut dropped_out,
        };
        *count = count.saturating_add(1);
    }
    counts.shortlisted = NonZeroUsize::new(shortlisted);
    counts.not_shortlisted = NonZeroUsize::new(not_shortlisted);
    counts.below_floor = NonZeroUsize::new(below_floor);
    counts.dropped_out = NonZeroUsize::new(dropped_out);
    counts
}

/// The manifest of a run whose other files are written.
pub fn manifest(selection: &Selection<'_>, notes: &[Finding], written: &[Written]) -> Manifest {
    let rules = selection.rules;
    let findings: Vec<&Finding> = selection.findings.iter().chain(notes).collect();
    let files = Numbered::new(&selection.ratings);
    Manifest {
        schema: SCHEMA,
        intake: env!("CARGO_PKG_VERSION").to_owned(),
        programme: rules.programme.id.clone(),
        title: rules.programme.title.clone(),
        deadline: moment::in_zone(rules.call.deadline, &rules.call.zone),
        stage: rules.stage().map(|stage| stage.id.clone()),
        rules: input(&rules.file),
        lists: rules.list_files.iter().map(input).collect(),
        applications: selection.sheets.iter().map(table).collect(),
        ratings: (1..)
            .zip(&selection.ratings)
            .map(|(number, sheet)| rated(rules, number, sheet))
            .collect(),
        rulings: selection
            .rulings
            .files
            .iter()
            .map(|(file, sha256)| InputFile {
                file: file.clone(),
                sha256: sha256.clone(),
            })
            .collect(),
        stage_before: selection.rulings.stage_before.clone(),
        follows: selection.rulings.follows.as_ref().map(followed),
        allowed: selection.rulings.allowed.clone(),
        evened_out: selection
            .rulings
            .evened
            .iter()
            .map(|evened| RecordedEvenOut::with_seats(rules, evened))
            .collect(),
        counts: counts(selection),
        balance: balance(selection),
        seats_firm: selection.firm_seats().0,
        is_final: false,
        on: None,
        report_personal: false,
        report_firmness: false,
        cohort: cohorts(selection),
        seed: seed(rules).to_owned(),
        pool: pool(selection),
        findings_in_all: findings.len(),
        findings: findings
            .into_iter()
            .take(FINDINGS)
            .map(|finding| noticed(finding, &files))
            .collect(),
        files: written.iter().map(output).collect(),
        seal: None,
    }
}

/// A file that was written, as a manifest names it.
pub fn output(file: &Written) -> OutputFile {
    OutputFile {
        file: file.file.clone(),
        bytes: file.bytes,
        sha256: file.digest.clone(),
    }
}

impl Manifest {
    /// The files that decided the run, decisions aside.
    pub fn made_from(&self) -> MadeFrom {
        let input = |file: &InputFile| digested(&file.file, &file.sha256);
        let tables = |tables: &[InputTable]| {
            let tables = tables.iter();
            tables
                .map(|table| digested(&table.file, &table.sha256))
                .collect()
        };
        MadeFrom {
            rules: input(&self.rules),
            lists: self.lists.iter().map(input).collect(),
            applications: tables(&self.applications),
            ratings: tables(&self.ratings),
        }
    }

    /// What was evened out in it, as a later run is held against it.
    pub fn decided_to_even_out(&self) -> Vec<DecidedBefore> {
        let all = self.evened_out.iter();
        all.map(RecordedEvenOut::decided).collect()
    }

    /// What people allowed of it that no run before had.
    pub fn newly_allowed(&self) -> impl Iterator<Item = &AllowedChange> {
        let before = self.follows.as_ref().map(|follows| &follows.allowed);
        let is_old = move |one: &AllowedChange| before.is_some_and(|all| all.contains(one));
        self.allowed.iter().filter(move |one| !is_old(one))
    }
}

fn digested(file: &str, sha256: &str) -> Digested {
    Digested {
        file: file.to_owned(),
        sha256: sha256.to_owned(),
    }
}

/// The digest of the pool: who was ranked, whatever the order of rows.
pub fn pool(selection: &Selection<'_>) -> String {
    // Applications stand in the order of their ids.
    let applications = &selection.applications;
    let ranked = |one: &ApplicationId| selection.outcome(*one).standing().is_some();
    let lines: String = applications
        .ids()
        .filter(ranked)
        .flat_map(|one| [applications.id(one), Cow::Borrowed("\n")])
        .collect();
    digest::of(lines.as_bytes())
}

fn noticed(finding: &Finding, files: &Numbered) -> Noticed {
    let at = match &finding.location {
        Location::Input(origin) => origin.to_string(),
        Location::File(file) => file.clone(),
        Location::Rules(_) => "rules".to_owned(),
    };
    Noticed {
        code: finding.code.to_string(),
        message: match (finding.code, files.location(&at)) {
            // The names of sheets may be names of people, too.
            (Code::SheetUnread | Code::SheetHidden, Cow::Owned(_)) => {
                "sheets of the file were not read".to_owned()
            }
            _ => files.sentence(&finding.message).into_owned(),
        },
        at: files.location(&at).into_owned(),
    }
}

/// Writes the manifest, indented for people, and seals it: the last line holds the SHA-256 of all that stands before.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, manifest: &Manifest) -> io::Result<()> {
    let text = serde_json::to_string_pretty(manifest)?;
    let text = controls::in_json(&text);
    let body = text.strip_suffix("\n}").unwrap_or(&text);
    out.write_all(sealed(body).as_bytes())
}

/// Before the seal, and after it.
const SEAL: (&str, &str) = (",\n  \"seal\": \"", "\"\n}\n");

fn sealed(body: &str) -> String {
    format!("{body}{}{}{}", SEAL.0, digest::of(body.as_bytes()), SEAL.1)
}

/// Whether a manifest is as it was written, to the byte.
pub fn is_sealed(text: &str) -> bool {
    text.rsplit_once(SEAL.0)
        .is_some_and(|(body, _)| sealed(body) == text)
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Path inside the folder, with `/`.
    pub file: String,
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub digest: String,
}
