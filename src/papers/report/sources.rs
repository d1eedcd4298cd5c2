//! What the run rests on: the rules beside their clauses, and the digests of what went in and came out.

use super::{Cell, Listing};
use crate::record::manifest::{Written, input};
use crate::select::Selection;
use crate::words::sentences::{Said, cited, said};

pub(super) fn rules(selection: &Selection<'_>) -> Listing {
    let mut listing = Listing::new(
        "Every rule, and the clauses and decisions it rests on",
        &["rule", "what it says", "rests on"],
    );
    for Said {
        kind,
        id,
        says,
        cites,
        ..
    } in said(selection.rules)
    {
        let rests = cites
            .iter()
            .map(|id| (id.clone(), cited(selection.rules, id)));
        listing.rows.push(vec![
            Cell::Titled(kind.to_owned(), id),
            Cell::Text(says),
            Cell::Sources(rests.collect()),
        ]);
    }
    for background in &selection.rules.call.background {
        listing.rows.push(vec![
            Cell::Titled("background".to_owned(), background.id.clone()),
            Cell::text(background.text.clone()),
            Cell::Sources(Vec::new()),
        ]);
    }
    listing
}

pub(super) fn inputs(selection: &Selection<'_>) -> Listing {
    let mut listing = Listing::new("What went in", &["file", "what it is", "SHA-256"]);
    let mut add = |file: String, is: String, digest: &str| {
        listing
            .rows
            .push(vec![Cell::Text(file), Cell::Text(is), Cell::text(digest)]);
    };
    let rules = input(&selection.rules.file);
    add(rules.file, "rules".to_owned(), &rules.sha256);
    for list in selection.rules.list_files.iter().map(input) {
        add(list.file, "a list of the rules".to_owned(), &list.sha256);
    }
    for sheet in &selection.sheets {
        let is = format!("applications: {} rows, {}", sheet.rows, sheet.dialect);
        add(sheet.source.to_string(), is, &sheet.digest);
    }
    // By number: the name of a file may be an assessor's.
    for (number, sheet) in (1..).zip(&selection.ratings) {
        let is = format!("ratings: {} rows", sheet.rows);
        add(format!("ratings {number}"), is, &sheet.digest);
    }
    for (file, digest) in &selection.rulings.files {
        add(file.clone(), "decisions".to_owned(), digest);
    }
    if let Some(follows) = &selection.rulings.follows {
        let is = "the run that this one follows: its manifest.json".to_owned();
        add("the run before".to_owned(), is, &follows.digest);
    }
    if let Some(before) = &selection.rulings.stage_before {
        let is = format!("the run of the stage “{}”: its manifest.json", before.title);
        add("the stage before".to_owned(), is, &before.sha256);
    }
    listing
}

pub(super) fn files(written: &[Written]) -> Listing {
    let mut listing = Listing::new(
        "The other files of the run folder",
        &["file", "bytes", "SHA-256"],
    );
    for file in written {
        listing.rows.push(vec![
            Cell::text(file.file.clone()),
            Cell::number(file.bytes),
            Cell::text(file.digest.clone()),
        ]);
    }
    listing
}

/// The digest of the audit, which holds everything that was decided.
pub(super) fn audit(written: &[Written]) -> String {
    let audit = written
        .iter()
        .find(|file| file.file == crate::record::audit::FILE);
    audit.map(|file| file.digest.clone()).unwrap_or_default()
}
