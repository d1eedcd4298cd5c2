//! What all other modules use: locations in a file, findings, ids, digests.

pub mod origin;
pub mod each;
pub mod finding;
pub mod compiled;
pub mod contradiction;
pub mod ids;
pub mod interner;
pub mod controls;
pub mod counted;
pub mod digest;
