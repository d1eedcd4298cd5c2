//! The files that a run was made from, each with its SHA-256.

use serde::{Deserialize, Serialize};

use super::numbered;
use crate::answers::headings::SheetRead;
use crate::rules::{Rules, RulesFile};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputFile {
    pub file: String,
    pub sha256: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputTable {
    pub file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub sha256: String,
    /// How it was read.
    pub read_as: String,
    /// Rows under the headings, blank ones left out.
    pub rows: usize,
    /// Whose ratings they are; absent of applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
}

impl InputTable {
    /// A file of ratings, to whoever is to find it: `ratings 2 (of A2; SHA-256 0123…)`.
    pub fn words(&self) -> String {
        let of = match self.of.as_slice() {
            [] => String::new(),
            of => format!("of {}; ", of.join(", ")),
        };
        format!("{} ({of}SHA-256 {})", self.file, self.sha256)
    }
}

/// A file of applications, as a manifest names it.
pub fn table(sheet: &SheetRead) -> InputTable {
    InputTable {
        file: sheet.source.file.clone(),
        sheet: sheet.source.sheet.clone(),
        sha256: sheet.digest.clone(),
        read_as: sheet.dialect.clone(),
        rows: sheet.rows,
        of: Vec::new(),
    }
}

/// A file of ratings by its number, from 1, and by whose it is: its name and those of its sheets may be names of assessors.
pub fn rated(rules: &Rules, number: usize, sheet: &SheetRead) -> InputTable {
    let is_of_sheet = sheet.source.sheet.is_some();
    InputTable {
        file: numbered::ratings(number),
        sheet: None,
        read_as: match is_of_sheet {
            true => "workbook".to_owned(),
            false => sheet.dialect.clone(),
        },
        of: numbered::whose(rules, sheet),
        ..table(sheet)
    }
}

/// How a file of the rules is listed.
pub fn input(file: &RulesFile) -> InputFile {
    InputFile {
        file: file.name.clone(),
        sha256: file.digest.clone(),
    }
}
