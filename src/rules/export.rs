//! `[export]`: how the form tool's files are to be read, where that should not be found out from the files.

use encoding_rs::Encoding;

use crate::values::Delimiter;

/// The form tools that can be named, a plain table last. `table::tools` has a file for each.
pub const TOOLS: [&str; 10] = [
    "surveymonkey",
    "qualtrics",
    "eusurvey",
    "limesurvey",
    "kobo",
    "typeform",
    "microsoft-forms",
    "google-forms",
    "jotform",
    "plain",
];

/// What the rules say of the files; each can be overridden when a command is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// One of [`TOOLS`].
    pub tool: Option<&'static str>,
    /// The row the headings begin in, from 1.
    pub header_row: Option<u32>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    pub delimiter: Option<Delimiter>,
    pub encoding: Option<&'static Encoding>,
}

impl Export {
    /// The same, with what holds for all files behind it.
    pub fn over(&self, all: &Self) -> Self {
        Self {
            tool: self.tool.or(all.tool),
            header_row: self.header_row.or(all.header_row),
            sheet: self.sheet.clone().or_else(|| all.sheet.clone()),
            delimiter: self.delimiter.or(all.delimiter),
            encoding: self.encoding.or(all.encoding),
        }
    }
}
