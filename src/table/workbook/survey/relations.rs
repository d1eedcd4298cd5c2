//! Which part of an `.xlsx` or `.xlsb` archive is what: found as calamine finds it, so that both look at the same sheet.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::xml::{self, Archive, attribute};
use crate::table::workbook::fault::Fault;

/// The folder of the workbook's part, with its slash, and the part's name in it.
pub(super) fn workbook(archive: &mut Archive<'_>) -> Result<(String, String), Fault> {
    let mut part = xml::part(archive, "_rels/.rels")?.ok_or(Fault::Damaged)?;
    let mut target = None;
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                if kind.ends_with("/relationships/officeDocument") {
                    target = attribute(&tag, "Target").map(String::from).or(target);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let target = target.ok_or(Fault::Damaged)?;
    let (folder, name) = target
        .rsplit_once('/')
        .map_or(("", target.as_str()), |(folder, name)| (folder, name));
    let folder = folder.trim_start_matches('/');
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    Ok((folder, name.to_owned()))
}

/// The part that a relationship of the workbook leads to.
pub(super) fn target(
    archive: &mut Archive<'_>,
    folder: &str,
    workbook: &str,
    id: &str,
) -> Result<String, Fault> {
    let name = format!("{folder}_rels/{workbook}.rels");
    let mut part = xml::part(archive, &name)?.ok_or(Fault::Damaged)?;
    let mut target = None;
    loop {
        match part.next()? {
            Event::Start(tag)
                if tag.local_name().as_ref() == "Relationship"
                    && attribute(&tag, "Id").as_deref() == Some(id) =>
            {
                target = attribute(&tag, "Target").map(String::from);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let target = target.ok_or(Fault::Damaged)?;
    Ok(whole(folder, &target))
}

/// The parts that the workbook says are sheets, in lower case.
pub(super) fn sheets(
    archive: &mut Archive<'_>,
    folder: &str,
    workbook: &str,
) -> Result<BTreeSet<String>, Fault> {
    let name = format!("{folder}_rels/{workbook}.rels");
    let mut part = xml::part(archive, &name)?.ok_or(Fault::Damaged)?;
    let mut sheets = BTreeSet::new();
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                if kind.ends_with("/relationships/worksheet")
                    && let Some(target) = attribute(&tag, "Target")
                {
                    sheets.insert(whole(folder, &target).to_lowercase());
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The name of a part from the archive's root.
fn whole(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{target}"),
    }
}
