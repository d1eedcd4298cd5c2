//! The tests, one binary; each module says what it is for.

// Country names: decided, asked, or unknown with a suggestion.
mod countries;
// Filling the groups: examples, a brute-force reference, and laws.
mod fill;
// Columns of thousands of rows.
mod normalise;
// Bytes to sheets: every dialect and every broken file.
mod read;
// The README's commands and output.
mod readme;
// Rules files: what each mistake is told, and the reference page held against the loader.
mod rules;
// LibreOffice opens what was written; skipped aloud where it is missing.
mod spreadsheet;
