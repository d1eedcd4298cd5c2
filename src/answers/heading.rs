//! One heading, and where it stands.

use crate::base::origin::Column;
use crate::table::HeadingId;
pub use crate::values::heading::{fold_heading, plain};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which of the sheet's headings.
    pub id: HeadingId,
    pub column: Column,
    pub heading: String,
}
