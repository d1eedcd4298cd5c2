//! Where a value came from, counted as a person counts: rows and columns from 1, columns lettered.

use std::fmt;
use std::sync::Arc;

/// One table of applications: a file, and in a workbook the sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The file's name without its folder, so that output never depends on where a machine keeps its files.
    pub file: String,
    pub sheet: Option<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(out, "{}[{sheet}]", self.file),
            None => out.write_str(&self.file),
        }
    }
}

/// A row number from 1: the sheet's own in a workbook, the physical line a record starts on in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

/// A column number from 1; prints as the letters a spreadsheet shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(pub u32);

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.0;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A'.saturating_add((rest % 26) as u8)));
            rest /= 26;
        }
        letters
            .iter()
            .rev()
            .try_for_each(|letter| write!(out, "{letter}"))
    }
}

/// A location in a source: the whole of it, a row, a column or a cell. Prints as `file[sheet]:row:column`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub source: Arc<Source>,
    pub row: Option<Row>,
    pub column: Option<Column>,
}

impl Origin {
    pub fn source(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            row: None,
            column: None,
        }
    }

    pub fn row(source: &Arc<Source>, row: Row) -> Self {
        Self {
            source: Arc::clone(source),
            row: Some(row),
            column: None,
        }
    }

    pub fn column(source: &Arc<Source>, column: Column) -> Self {
        Self {
            source: Arc::clone(source),
            row: None,
            column: Some(column),
        }
    }

    pub fn cell(source: &Arc<Source>, row: Row, column: Column) -> Self {
        Self {
            source: Arc::clone(source),
            row: Some(row),
            column: Some(column),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(out)?;
        match (self.row, self.column) {
            (Some(row), Some(column)) => write!(out, ":{row}:{column}"),
            (Some(row), None) => write!(out, ":{row}"),
            (None, Some(column)) => write!(out, ":column {column}"),
            (None, None) => Ok(()),
        }
    }
}
