//! What can be said beside the files of a request. Each means what the flag of its name means on the command line.

use std::collections::BTreeMap;

use encoding_rs::Encoding;
use jiff::civil::Date;
use serde::Deserialize;

use crate::engine::packet::Whom;
use crate::out::Issue;
use crate::table::{self, Delimiter, Hidden, Tool};

/// All of them; none need be there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    pub sheet: Option<String>,
    /// `comma`, `semicolon`, `tab` or `pipe`.
    pub delimiter: Option<String>,
    pub encoding: Option<String>,
    pub tool: Option<String>,
    pub header_row: Option<u32>,
    /// `include` or `exclude`.
    pub hidden: Option<String>,
    pub struck: Option<String>,
    pub without_workbook: bool,
    pub without_report: bool,
    pub report_personal: bool,
    pub report_firmness: bool,
    #[serde(rename = "final")]
    pub is_final: bool,
    pub stage: Option<String>,
    /// The application that is asked about, and the one it is held against.
    pub application: Option<String>,
    pub other: Option<String>,
    /// The id of a scoring rule, and the weight that is tried, as it was typed.
    pub measure: Option<String>,
    pub weight: Option<String>,
    /// Whom a packet is about: `named`, `group` or `close-calls`.
    pub whom: Option<String>,
    pub applications: Vec<String>,
    pub group: Option<String>,
    /// A packet with names and statements.
    pub names: bool,
    /// The day of the selection.
    pub on: Option<String>,
    /// The day of letters, and whether those that say the same as before are written, too.
    pub date: Option<String>,
    pub all: bool,
    /// What was said in a form of the rules.
    pub edit: Option<Edit>,
    /// Answers to questions, as a file of decisions has them: each a value by its column.
    pub answers: Vec<Vec<String>>,
}

/// What was said in a form of the rules.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Edit {
    pub form: String,
    /// Of several the position of the one that is meant, `new` for a further one; of a rating its field; of a mark where it stands.
    pub at: String,
    /// Each answer by its name; several a line each.
    pub said: BTreeMap<String, String>,
}

/// A row of a file of decisions, in the order of its columns.
pub(super) type Row = Vec<String>;

impl Options {
    /// The day of letters; none where none is said.
    ///
    /// # Errors
    /// What is no day.
    pub(super) fn day(&self) -> Result<Option<Date>, String> {
        day(self.date.as_deref())
    }

    /// Whom a packet is about; none where nobody is named.
    pub(super) fn whom(&self) -> Option<Whom> {
        match self.whom.as_deref()? {
            "named" => Some(self.applications.clone())
                .filter(|ids| !ids.is_empty())
                .map(Whom::Named),
            "group" => self.group.clone().map(Whom::Group),
            "close-calls" => Some(Whom::CloseCalls),
            _ => None,
        }
    }

    /// How a run is set down.
    ///
    /// # Errors
    /// What is no day.
    pub(super) fn issue(&self) -> Result<Issue, String> {
        Ok(Issue {
            without_workbook: self.without_workbook,
            without_report: self.without_report,
            report_personal: self.report_personal,
            report_firmness: self.report_firmness,
            is_final: self.is_final,
            on: day(self.on.as_deref())?,
        })
    }

    /// How files are read.
    ///
    /// # Errors
    /// The word that says nothing to Intake.
    pub(super) fn reading(&self) -> Result<table::Options, String> {
        Ok(table::Options {
            sheet: self.sheet.clone(),
            delimiter: known(self.delimiter.as_deref(), delimiter)?,
            encoding: known(self.encoding.as_deref(), |name| {
                Encoding::for_label(name.as_bytes())
            })?,
            tool: known(self.tool.as_deref(), Tool::named)?,
            header_row: self.header_row.filter(|row| *row > 0),
            hidden: known(self.hidden.as_deref(), counts)?,
            struck: known(self.struck.as_deref(), counts)?,
            ..table::Options::default()
        })
    }
}

fn day(said: Option<&str>) -> Result<Option<Date>, String> {
    known(said, |day| day.parse().ok())
}

fn known<T>(said: Option<&str>, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    said.filter(|said| !said.is_empty())
        .map(|said| find(said).ok_or_else(|| format!("`{said}` is not known here")))
        .transpose()
}

fn delimiter(word: &str) -> Option<Delimiter> {
    match word {
        "comma" => Some(Delimiter::Comma),
        "semicolon" => Some(Delimiter::Semicolon),
        "tab" => Some(Delimiter::Tab),
        "pipe" => Some(Delimiter::Pipe),
        _ => None,
    }
}

fn counts(word: &str) -> Option<Hidden> {
    match word {
        "include" => Some(Hidden::Include),
        "exclude" => Some(Hidden::Exclude),
        _ => None,
    }
}
