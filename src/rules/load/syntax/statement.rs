//! One statement of a rules file that is not TOML.

use std::ops::Range;

/// A header or a key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) span: Range<usize>,
    pub(super) header: bool,
    pub(super) fault: Option<Fault>,
}

/// What is wrong with the brackets and quotes of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A bracket at `open` that nothing closes; `before` is the bracket that stands where its own was due.
    Unclosed { open: usize, before: Option<usize> },
    /// A closing bracket that nothing opens.
    Stray { at: usize },
    /// A quotation mark that is not closed in its line.
    Quote { at: usize },
}

/// Whether a letter may stand in a key without quotes.
pub(super) fn bare(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.')
}
