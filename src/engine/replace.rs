//! A selection that follows another: its seats stay, and those that were given back go to whoever comes next.

use std::collections::{BTreeMap, BTreeSet};

use super::stages;
use super::{Past, PastRun};
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::record::balance::{AllowedMiss, Kept};
use crate::record::manifest::Manifest;
use crate::record::verify::Difference;
use crate::rules::Asks;
use crate::rulings::{Change, FORGOTTEN, Follows, Issued, Kind, Miss};
use crate::select::Selection;
use crate::values::OutcomeKind;

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
    let issued = seats(&past)?;
    let follows = Follows {
        digest: digest::of(&bytes),
        issued,
        made_from: past.manifest.made_from(),
        allowed: past.manifest.allowed.clone(),
        evened_out: past.manifest.decided_to_even_out(),
    };
    Ok((follows, past))
}

/// Who has a seat in a run, by id. A seat that was provisional before it was held stays so until a person decides that it holds.
fn seats(past: &Past<'_>) -> Result<Vec<Issued>, Finding> {
    let before = past.manifest.follows.iter();
    let before = before.flat_map(|followed| &followed.seats);
    let was_provisional: BTreeSet<&str> = before
        .filter(|seat| seat.provisional)
        .map(|seat| seat.application.as_str())
        .collect();
    let mut seats = BTreeMap::new();
    for record in past.records() {
        let record = record?;
        if let (OutcomeKind::Selected, Some(seat)) = (record.outcome, record.group) {
            let application = record.application.into_owned();
            let is_provisional =
                record.firm == Some(false) || was_provisional.contains(application.as_str());
            seats.insert(application, (seat.into_owned(), is_provisional));
        }
    }
    let issued = |(application, (seat, is_provisional))| Issued {
        application,
        seat,
        is_provisional,
    };
    Ok(seats.into_iter().map(issued).collect())
}

/// What was decided in the run before and is not among the decisions now.
pub fn forgotten(past: &Past<'_>, selection: &Selection<'_>) -> Vec<Finding> {
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
                found.push(Finding::new(Code::RulingIdle, at, message).help(FORGOTTEN));
            }
        }
    }
    let balance = past.manifest.balance.iter();
    let mut missing: Vec<(&str, &AllowedMiss)> = Vec::new();
    for kept in balance.flat_map(|balance| &balance.rules) {
        let misses = &selection.rulings.misses;
        let is_known = |allowed: &AllowedMiss| {
            let same = |miss: &Miss| {
                let rule = &selection.rules.balance[miss.rule].id;
                let by = (&miss.by.who, miss.by.when.to_string());
                *rule == kept.rule && by == (&allowed.who, allowed.when.clone())
            };
            misses.iter().any(same)
        };
        // What a rule, a value or a group no longer asks for cannot be decided any more.
        let allowed = kept.allowed.as_ref().filter(|_| is_asked(selection, kept));
        let allowed = allowed.filter(|allowed| !is_known(allowed));
        missing.extend(allowed.map(|allowed| (kept.rule.as_str(), allowed)));
    }
    missing.dedup();
    for (rule, allowed) in missing {
        let message = format!(
            "the run before knows a decision about the balance rule {rule} (`{}`, {}, {}) that is missing here",
            Kind::AllowMissed.word(),
            allowed.who,
            allowed.when
        );
        let at = Location::File("decisions".to_owned());
        found.push(Finding::new(Code::RulingIdle, at, message).help(FORGOTTEN));
    }
    found
}

/// Whether this is among what must hold now.
fn is_asked(selection: &Selection<'_>, kept: &Kept) -> bool {
    let rules = selection.rules;
    let mut singles = selection
        .balancing
        .iter()
        .flat_map(|balancing| &balancing.singles);
    singles.any(|single| {
        let balance = &rules.balance[single.rule];
        let group = single.group.map(|at| &rules.places.groups[at].id);
        let is_same = balance.id == kept.rule && single.value == kept.value;
        is_same && group == kept.group.as_ref() && !matches!(balance.asks, Asks::Aim(_))
    })
}

/// Whether a run of a stage comes after this other one of the stage before, person by person.
fn is_after_stage(manifest: &Manifest, before: &dyn PastRun) -> Result<Vec<Difference>, Finding> {
    let difference = |words: &str| Difference {
        file: "manifest.json".to_owned(),
        words: words.to_owned(),
    };
    let Some(told) = &manifest.stage_before else {
        return Ok(vec![difference("says of no run that this one follows it")]);
    };
    let past = Past::open(before)?;
    let is = stages::told(&past, before, &told.title)?;
    let words = match () {
        () if told.sha256 != is.sha256 => "comes after another run than the one that was given",
        () if *told != is => "has told people otherwise of the stage before than that run has",
        () => return Ok(Vec::new()),
    };
    Ok(vec![difference(words)])
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
    let Some(followed) = &manifest.follows else {
        return is_after_stage(manifest, before);
    };
    let (follows, _) = follows(before)?;
    // A round may come after a shortlist that was made anew.
    let told = manifest.stage_before.as_ref();
    if told.is_some_and(|told| told.sha256 == follows.digest) {
        return is_after_stage(manifest, before);
    }
    let mut found = Vec::new();
    if followed.sha256 != follows.digest {
        found.push(difference(
            "follows another run than the one that was given",
        ));
    } else if followed.follows() != follows {
        found.push(difference(
            "has other seats or files for the run before than that run has",
        ));
    }
    let changes = follows.made_from.changes(&manifest.made_from());
    let allowed = |change: &Change| manifest.allowed.iter().any(|one| change.is_in(one));
    let unallowed = changes.iter().filter(|change| !allowed(change));
    found.extend(unallowed.map(|change| {
        difference(&format!(
            "{} is another file than in the run before, and no decision allows it",
            change.file
        ))
    }));
    Ok(found)
}
