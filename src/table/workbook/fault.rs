//! Why a workbook, or a sheet of it, cannot be read; `refusal` says it in words.

/// Why a workbook, or a sheet of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Damaged,
    Locked,
    /// Sound, but no workbook.
    NoWorkbook,
    /// A kind of sheet that the reader does not know: one of macros.
    MacroSheet,
    /// A part of the archive that is there twice.
    Twice(String),
    /// A part with a name that leads out of the archive.
    Astray(String),
    /// A part that declares entities, which can make a small file huge or call up other files.
    Entities,
    /// A limit, in words.
    Limit(&'static str),
    /// An error value newer than the reader.
    UnknownError(String),
    Grid(Refusal),
}

impl Fault {
    /// An error where a limit is passed.
    pub(super) fn limit(is_passed: bool, words: &'static str) -> Result<(), Self> {
        if is_passed {
            return Err(Self::Limit(words));
        }
        Ok(())
    }
}

/// Why a sheet cannot become a grid. Rows and columns from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    FarRow {
        row: u32,
    },
    FarColumn {
        row: u32,
        column: u32,
    },
    TooManyCells,
    TooMuchText,
    TooMuchForItsSize,
    /// More text in one cell than there can be.
    LongCell {
        row: u32,
        column: u32,
    },
    /// A cell that stands twice, or after one that belongs behind it.
    Disorder {
        row: u32,
        column: u32,
    },
}
