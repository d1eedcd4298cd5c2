//! One heading: where it stands, and how it is compared.

pub use super::unmarked::plain;
use crate::base::origin::Column;
use crate::values::spelling::fold_words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Position among the sheet's headings, from 0.
    pub index: usize,
    pub column: Column,
    pub heading: String,
}

/// A heading as it is compared: without marks of form tools, whatever its case, spaces and punctuation.
pub fn fold_heading(heading: &str) -> String {
    let heading = plain(heading);
    let words = fold_words(&heading);
    // Typeform calls the number of a response so.
    if words.is_empty() && heading.trim() == "#" {
        "#".to_owned()
    } else {
        words
    }
}
