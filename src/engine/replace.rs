//! A selection that follows another: its seats stay, and those that were given back go to whoever comes next.

use std::collections::BTreeMap;

use super::{Past, PastRun};
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::record::manifest::Manifest;
use crate::record::verify::Difference;
use crate::rulings::{Follows, Issued};
use crate::select::Selection;
use crate::values::{OutcomeKind, SeatIn};

/// What a selection takes over from a run.
///
/// # Errors
/// A finding where it is no run, or is not as it was written.
pub fn follows(run: &dyn PastRun) -> Result<(Follows, Past<'_>), Finding> {
    let past = Past::open(run)?;
    let bytes = run.bytes("manifest.json").map_err(|error| {
        let location = Location::File(run.called("manifest.json"));
        Finding::new(
            Code::RunUnreadable,
            location,
            format!("cannot be read: {}", refusal(&error)),
        )
    })?;
    let issued = seats(&past)?
        .into_iter()
        .map(|(application, seat)| Issued { application, seat })
        .collect();
    let follows = Follows {
        digest: digest::of(&bytes),
        issued,
    };
    Ok((follows, past))
}

/// Who has a seat in a run, by id.
fn seats(past: &Past<'_>) -> Result<BTreeMap<String, SeatIn<'static>>, Finding> {
    let mut seats = BTreeMap::new();
    for record in past.records() {
        let record = record?;
        if let (OutcomeKind::Selected, Some(seat)) = (record.outcome, record.group) {
            seats.insert(record.application.into_owned(), seat.into_owned());
        }
    }
    Ok(seats)
}

/// Refuses a selection that is not of the applications and rules of the run it follows, or that does not know what was decided then.
pub fn changed(past: &Past<'_>, selection: &Selection<'_>) -> Vec<Finding> {
    let manifest = &past.manifest;
    let mut found = Vec::new();
    let mut differs = |file: &str, what: &str, was: bool| {
        if !was {
            let message = format!("{what} than the run was made from");
            let help = "a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; \
                        with others select anew, and confirm those who were invited by decisions";
            found.push(
                Finding::new(
                    Code::OtherApplications,
                    Location::File(file.to_owned()),
                    message,
                )
                .help(help),
            );
        }
    };
    let rules = &selection.rules.file;
    differs(
        &rules.name,
        "these are other rules",
        rules.digest == manifest.rules.sha256,
    );
    for list in &selection.rules.list_files {
        let known = manifest.lists.iter().any(|one| one.sha256 == list.digest);
        differs(&list.name, "this is another list", known);
    }
    for sheet in &selection.sheets {
        let known = manifest
            .applications
            .iter()
            .any(|one| one.sha256 == sheet.digest);
        differs(
            &sheet.source.to_string(),
            "these are other applications",
            known,
        );
    }
    for table in &manifest.applications {
        let given = selection
            .sheets
            .iter()
            .any(|sheet| sheet.digest == table.sha256);
        differs(
            &table.file,
            "without this file these are other applications",
            given,
        );
    }
    found.extend(forgotten(past, selection));
    found
}

/// What was decided in the run before and is not among the decisions now.
fn forgotten(past: &Past<'_>, selection: &Selection<'_>) -> Vec<Finding> {
    let files = &selection.rulings.files;
    let given = |digest: &String| files.iter().any(|(_, known)| known == digest);
    if past.manifest.rulings.iter().all(|file| given(&file.sha256)) {
        return Vec::new();
    }
    let done = &selection.rulings.done;
    let mut found = Vec::new();
    for record in past.records().flatten() {
        for settled in &record.rulings {
            let same = done.iter().any(|one| {
                one.application == record.application
                    && one.kind == settled.kind
                    && one.about == settled.about
                    && one.by.who == settled.who
                    && one.by.when.to_string() == settled.when
            });
            if !same {
                let message = format!(
                    "the run before knows a decision about {} (`{}`, {}, {}) that is missing here",
                    record.application,
                    settled.kind.word(),
                    settled.who,
                    settled.when
                );
                let at = Location::File("decisions".to_owned());
                let help = "give the decisions of the run before as well: with another `--decisions`, or in one file";
                found.push(Finding::new(Code::RulingIdle, at, message).help(help));
            }
        }
    }
    found
}

/// Whether a run follows this other one, seat by seat.
///
/// # Errors
/// A finding where the other one cannot be read, or is not as it was written.
pub fn is_after(manifest: &Manifest, before: &dyn PastRun) -> Result<Vec<Difference>, Finding> {
    let difference = |words: &str| Difference {
        file: "manifest.json".to_owned(),
        words: words.to_owned(),
    };
    let (follows, _) = follows(before)?;
    let Some(followed) = &manifest.follows else {
        return Ok(vec![difference("says of no run that this one follows it")]);
    };
    let mut found = Vec::new();
    if followed.sha256 != follows.digest {
        found.push(difference(
            "follows another run than the one that was given",
        ));
    } else if followed.follows() != follows {
        found.push(difference(
            "has other seats for the run before than that run gave",
        ));
    }
    Ok(found)
}
