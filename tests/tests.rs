//! The tests, one binary; each module says what it is for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that panics has failed, which is its business; the wall is for what users run"
)]

// Country names: decided, asked, or unknown with a suggestion.
mod countries;
// The page on the run folder against run folders.
mod documents;
// Filling the groups: examples, a brute-force reference, and laws.
mod fill;
// Bytes to sheets: every dialect and every broken file.
mod read;
// The README's commands and output.
mod readme;
// Rules files: what each mistake is told, and the reference page held against the loader.
mod rules;
// LibreOffice opens what was written; skipped aloud where it is missing.
mod spreadsheet;
