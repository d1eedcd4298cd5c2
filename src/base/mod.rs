//! What everything stands on: where something stood in a file, what was noticed, digests.

pub mod origin;
pub mod each;
pub mod finding;
pub mod contradiction;
pub mod ids;
pub mod controls;
pub mod counted;
pub mod digest;
