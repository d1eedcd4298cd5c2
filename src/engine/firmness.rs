//! How firm the selection of a past run is, from the run alone.

use rust_decimal::Decimal;

use super::Past;
use super::explain::Format;
use crate::base::controls;
use crate::base::finding::Finding;
use crate::out::{html, json, markdown, text};
use crate::papers::firmness;
use crate::values::escape;

/// The page about the firmness of a past run, set down. Seats are looked at for weights that are larger or smaller by no more than
/// `percent` of them.
///
/// # Errors
/// Findings where the run cannot be taken.
pub fn firmness(run: &Past<'_>, percent: Decimal, format: Format) -> Result<String, Vec<Finding>> {
    let one = |finding| vec![finding];
    let rules = run.rules_as_asked().map_err(one)?;
    let told = run.firmness(&rules, percent).map_err(one)?;
    let page = firmness::page(&rules, run.header(), &told);
    Ok(match format {
        Format::Text => escape::visible_lines(&text::text(&page)),
        Format::Markdown => escape::visible_lines(&markdown::markdown(&page)),
        Format::Html => escape::visible_lines(&html::html(&page)),
        Format::Json => controls::in_json(&json::firmness(&page, &told)).into_owned(),
    })
}
