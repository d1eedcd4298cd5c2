//! How assessors rated in a past run, from the run alone.

use super::Past;
use super::explain::Format;
use crate::base::controls;
use crate::base::finding::Finding;
use crate::out::{html, json, markdown, text};
use crate::papers::spread;
use crate::values::escape;

/// The page about the ratings of a past run, set down.
///
/// # Errors
/// Findings where the run cannot be taken.
pub fn spread(run: &Past<'_>, format: Format) -> Result<String, Vec<Finding>> {
    let one = |finding| vec![finding];
    let rules = run.rules().map_err(one)?;
    let told = run.spread(&rules).map_err(one)?;
    let page = spread::page(run.header(), &rules, &told);
    Ok(match format {
        Format::Text => escape::visible_lines(&text::text(&page)),
        Format::Markdown => escape::visible_lines(&markdown::markdown(&page)),
        Format::Html => escape::visible_lines(&html::html(&page)),
        Format::Within => escape::visible_lines(&html::within(&page)),
        Format::Json => controls::in_json(&json::spread(&page, &told)).into_owned(),
    })
}
