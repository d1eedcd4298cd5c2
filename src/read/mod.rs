//! Bytes to tables: CSV and workbooks become sheets of text cells that know where they stand.
//!
//! Adding a format is one new file here, one arm in [`read`] and its tests.

pub mod sheet;

pub use sheet::{Body, Cells, Heading, Sheet};
