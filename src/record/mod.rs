//! The run as data: the audit record, one JSON object a line; first a header with what was asked, then one record an application.
//!
//! What is the same for everybody stands in the header only: conditions, weights, columns, what levels are derived from. A
//! record holds what was found, once a field, and what came of it, in the order of the header's conditions.
//!
//! Columns marked personal never appear here, only where they stand. The schema is written down in `docs/run-folder.md`;
//! fields may be added, never renamed.

mod application;
pub mod audit;
mod chain;
pub mod clarifications;
mod found;
pub mod from_selection;
mod header;
pub mod manifest;
pub mod verify;
pub mod which_stands;

pub use application::*;
pub use chain::Chain;
pub use found::{By, Chosen, Evidence, Known, Sum, Summand};
pub use header::*;

/// Version of the header's and the records' shape.
pub const SCHEMA: u32 = 1;
