//! The run as data: the audit, one JSON object a line; first a header with what was asked, then a dictionary of what several
//! records have, then one line an application.
//!
//! What is the same for everybody stands in the header only: conditions, weights, columns, what levels are derived from. A
//! record holds what was found, once a field, and what came of it, in the order of the header's conditions; its line has a number for
//! each thing that the dictionary has.
//!
//! Columns marked personal never appear here, only where they stand. The schema is written down in `docs/run-folder.md`;
//! fields may be added, never renamed.

mod application;
pub mod audit;
mod chain;
pub mod clarifications;
pub mod balance;
pub mod cohort;
pub mod dictionary;
mod evened_out;
mod followed;
mod found;
pub mod from_selection;
mod header;
mod input_files;
pub mod line;
pub mod manifest;
pub mod numbered;
pub mod nth;
pub mod proofs;
pub mod verify;
pub mod which_stands;
mod whom;

pub use application::*;
pub use audit::Audit;
pub use chain::Chain;
pub use dictionary::Dictionary;
pub use evened_out::RecordedEvenOut;
pub use found::{By, Chosen, Evened, Evidence, Known, Sum, Summand};
pub use header::*;
pub use line::Line;
pub use nth::Nth;
pub use whom::Whom;

/// Version of the header's and the lines' shape. The first had no dictionary, and is read, too.
pub const SCHEMA: u32 = 2;
