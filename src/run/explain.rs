//! `intake explain`: pages about applications, from a run folder alone.

use std::path::Path;

use super::earlier::Earlier;
use super::inputs::refuse;
use super::{About, Exit, Format, Screen};
use crate::explain::page::{self, Case, Page, html, json, markdown, text};
use crate::explain::{Header, Record};
use crate::finding::Finding;
use crate::write::safe;

pub(super) fn explain(run: &Path, about: &About, format: Format, screen: &mut Screen<'_>) -> Exit {
    match page(run, about, format) {
        Ok(text) => {
            screen.say(&text);
            Exit::Done
        }
        Err(finding) => refuse(&[finding], screen),
    }
}

fn page(run: &Path, about: &About, format: Format) -> Result<String, Finding> {
    let run = Earlier::open(run)?;
    let rules = run.rules()?;
    let header = &run.header;
    match about {
        About::Application(application) => {
            let record = run.record(application)?;
            let page = page::explanation(Case { header, rules: &rules, record: &record });
            Ok(set_down(&page, format, Some(header), &[&record]))
        }
    }
}

fn set_down(page: &Page, format: Format, header: Option<&Header>, records: &[&Record<'_>]) -> String {
    match format {
        Format::Text => safe::visible_lines(&text::text(page)),
        Format::Markdown => safe::visible_lines(&markdown::markdown(page)),
        Format::Html => safe::visible_lines(&html::html(page)),
        Format::Json => safe::visible_json(&json::json(page, header, records)),
    }
}
