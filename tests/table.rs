//! Tables: bytes to sheets and findings.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a test that cannot go on fails; workbooks hold binary floats"
)]

mod bench;
mod blocks;
mod csv;
mod laws;
pub(crate) mod ole;
mod pattern;
mod text;
pub(crate) mod workbook;
pub(crate) mod xlsb;
