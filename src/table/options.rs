//! How files are to be read: what somebody typed, and behind it what the rules say. The rest is found out from the files.

use encoding_rs::Encoding;

use super::Tool;
use crate::rules::sources::fits;
use crate::rules::{Export, Rules};
use crate::values::Delimiter;

/// What the caller says about the files instead of letting it be found out.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The sheet to read in every workbook, by name.
    pub sheet: Option<String>,
    /// What separates the cells in every CSV file.
    pub delimiter: Option<Delimiter>,
    /// The encoding of CSV files that are not UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// The form tool the files come from, where that is not to be found out.
    pub tool: Option<&'static Tool>,
    /// The row the headings begin in, from 1: of a sheet its own row, of a CSV file the line.
    pub header_row: Option<u32>,
    /// Whether hidden rows and columns of workbooks count; where nobody says, whoever runs into them is asked.
    pub hidden: Option<Hidden>,
    /// The same of rows of which everything is crossed out.
    pub struck: Option<Hidden>,
    /// What the rules say where the caller does not.
    pub rules: Export,
    /// What they say of some files, by the names these may have.
    pub sources: Vec<(Vec<String>, Export)>,
}

/// What is done with hidden rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// They are read like all others.
    Include,
    /// They are left out as if they were not there.
    Exclude,
}

impl Options {
    /// The same, with what the rules say behind it.
    pub fn over(&self, rules: &Rules) -> Self {
        let sources = rules
            .form
            .sources
            .iter()
            .map(|source| (source.files.clone(), source.export.clone()))
            .collect();
        Self {
            rules: rules.export.clone(),
            sources,
            ..self.clone()
        }
    }

    /// The same for one file: what the rules say of its form goes before what they say of all.
    pub fn of_file(&self, file: &str) -> Self {
        let mut own = self.sources.iter().filter(|(files, _)| fits(files, file));
        match (own.next(), own.next()) {
            (Some((_, own)), None) => Self {
                rules: own.over(&self.rules),
                ..self.clone()
            },
            _ => self.clone(),
        }
    }

    pub(super) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref().or(self.rules.sheet.as_deref())
    }

    pub(super) fn delimiter(&self) -> Option<Delimiter> {
        self.delimiter.or(self.rules.delimiter)
    }

    pub(super) fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding.or(self.rules.encoding)
    }

    pub(super) fn tool(&self) -> Option<&'static Tool> {
        self.tool.or_else(|| Tool::named(self.rules.tool?))
    }

    pub(super) fn header_row(&self) -> Option<u32> {
        self.header_row.or(self.rules.header_row)
    }

    /// Whether both read every file in the same way.
    pub fn agrees(&self, other: &Self) -> bool {
        self.sheet() == other.sheet()
            && self.delimiter() == other.delimiter()
            && self.encoding() == other.encoding()
            && self.tool().map(|tool| tool.id) == other.tool().map(|tool| tool.id)
            && self.header_row() == other.header_row()
            && self.hidden == other.hidden
            && self.struck == other.struck
            && self.sources == other.sources
    }

    /// What was not found out, to be said behind how a file was read: ` (header_row as the rules say)`.
    pub(super) fn said(&self, book: bool) -> String {
        let (typed, ruled) = (self, &self.rules);
        let each = [
            ("tool", true, typed.tool.is_some(), ruled.tool.is_some()),
            (
                "header_row",
                true,
                typed.header_row.is_some(),
                ruled.header_row.is_some(),
            ),
            ("sheet", book, typed.sheet.is_some(), ruled.sheet.is_some()),
            (
                "delimiter",
                !book,
                typed.delimiter.is_some(),
                ruled.delimiter.is_some(),
            ),
            (
                "encoding",
                !book,
                typed.encoding.is_some(),
                ruled.encoding.is_some(),
            ),
        ];
        let names = |wanted: &dyn Fn(bool, bool) -> bool| {
            let of = each
                .iter()
                .filter(|(_, applies, typed, ruled)| *applies && wanted(*typed, *ruled));
            of.map(|(name, ..)| *name).collect::<Vec<_>>().join(" and ")
        };
        let ways = [
            (names(&|typed, ruled| ruled && !typed), "as the rules say"),
            (
                names(&|typed, ruled| ruled && typed),
                "as typed, not as the rules say",
            ),
        ];
        let ways: Vec<String> = ways
            .iter()
            .filter(|(names, _)| !names.is_empty())
            .map(|(names, how)| format!("{names} {how}"))
            .collect();
        if ways.is_empty() {
            String::new()
        } else {
            format!(" ({})", ways.join("; "))
        }
    }
}
