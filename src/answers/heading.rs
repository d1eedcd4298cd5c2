//! One heading, and where it stands.

use crate::base::origin::Column;
pub use crate::values::heading::{fold_heading, plain};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Position among the sheet's headings, from 0.
    pub index: usize,
    pub column: Column,
    pub heading: String,
}
