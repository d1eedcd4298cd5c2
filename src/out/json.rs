//! A page as JSON, with the rules and records it was made from, so that a program needs nothing else.
//!
//! The shape is written down in `docs/explain.md`; fields may be added, never renamed.

use serde::Serialize;

use crate::papers::explanation::Page;
use crate::record::{Header, Record};
use crate::study::firmness::told::Firmness;
use crate::study::spread::told::Spread;
use crate::study::what_if::told::WhatIf;

/// Version of the shape.
pub const SCHEMA: u32 = 1;

/// What is set down.
#[derive(Debug, Clone, Serialize)]
pub struct Document<'a> {
    pub schema: u32,
    pub page: &'a Page,
    /// The header of the run's audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<&'a Header>,
    /// The records of those the page is about, as in the run's audit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<&'a Record<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// None where no what-ifs are told.
    pub what_if: Option<&'a WhatIf>,
}

/// The page and what it was made from, indented.
pub fn json(
    page: &Page,
    rules: Option<&Header>,
    records: &[&Record<'_>],
    what_if: Option<&WhatIf>,
) -> String {
    let document = Document {
        schema: SCHEMA,
        page,
        rules,
        records: records.to_vec(),
        what_if,
    };
    // Nothing in it can fail to be written: every key is a text.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// A page about firmness.
#[derive(Debug, Clone, Serialize)]
struct AboutFirmness<'a> {
    schema: u32,
    page: &'a Page,
    firmness: &'a Firmness,
}

/// The page about firmness and what it was made from, indented.
pub fn firmness(page: &Page, firmness: &Firmness) -> String {
    let document = AboutFirmness {
        schema: SCHEMA,
        page,
        firmness,
    };
    // As above.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// A page about ratings.
#[derive(Debug, Clone, Serialize)]
struct AboutSpread<'a> {
    schema: u32,
    page: &'a Page,
    spread: &'a Spread,
}

/// The page about ratings and what it was made from, indented.
pub fn spread(page: &Page, spread: &Spread) -> String {
    let document = AboutSpread {
        schema: SCHEMA,
        page,
        spread,
    };
    // As above.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
