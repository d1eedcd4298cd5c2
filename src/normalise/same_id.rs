//! One application, one id. Rows with one id that say the same wherever the rules look are kept once; others are refused.
//!
//! A row without an id goes by its place in the file, which therefore must be nobody's id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::applications::Applications;
use super::symbols::{Symbol, Symbols};
use crate::domain::letters;
use crate::domain::spelling::fold;
use crate::finding::{Code, Finding, Place};
use crate::origin::Origin;
use crate::rules::FieldId;

/// Drops repeated rows from the pile, with a note for each.
///
/// # Errors
/// A finding for every row that goes by the same name as another and has other answers: decisions are filed under it.
pub fn settle(applications: &mut Applications) -> Result<Vec<Finding>, Vec<Finding>> {
    let same = |left: &usize, right: &usize| applications.id(*left) == applications.id(*right);
    let all: Vec<usize> = (0..applications.len()).collect();
    let mut runs: Vec<&[usize]> = all.chunk_by(same).filter(|run| run.len() > 1).collect();
    runs.sort_by_key(|run| run.first().map(|first| applications.read_at(*first)));
    let mut repeated = vec![false; applications.len()];
    let (mut notes, mut errors) = (Vec::new(), Vec::new());
    for run in runs {
        let Some((first, rest)) = run.split_first() else { continue };
        for row in rest {
            let place = applications.source(*row).map_or_else(
                || Place::File(String::new()),
                |source| Place::Input(Origin::row(source, applications.row(*row))),
            );
            let (label, other) = (applications.id(*row), applications.place(*first));
            if cells(applications, *first).eq(cells(applications, *row)) {
                let same = "says the same in every column the rules read; one is kept";
                let message = format!("`{label}` stands at {other} already and {same}");
                notes.push(Finding::new(Code::SameRow, place, message));
                if let Some(repeated) = repeated.get_mut(*row) {
                    *repeated = true;
                }
            } else {
                let message = if applications.has_id(*first) && applications.has_id(*row) {
                    format!("`{label}` is also the id of another application, at {other}")
                } else {
                    let holder = if applications.has_id(*first) { *first } else { *row };
                    let at = applications.place(holder);
                    format!("`{label}`, the id at {at}, is also the place of a row without an id, which goes by it")
                };
                let finding = Finding::new(Code::SameId, place, message);
                errors.push(
                    finding.help("give each application an id of its own, or remove the row that does not count"),
                );
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if repeated.contains(&true) {
        applications.drop_rows(&repeated);
    }
    applications.alike_ids = alike(applications);
    Ok(notes)
}

/// Applications whose ids can hardly be told apart. Every application of a large group refers to it: what takes looking at all
/// of them is found out once.
#[derive(Debug)]
pub(super) struct Alike {
    /// In the order they were read.
    pub(super) applications: Vec<usize>,
    /// Whether the ids differ by case or width alone.
    by_case: bool,
}

/// Whether an application's id can hardly be told from another's.
pub fn is_like_another(applications: &Applications, application: usize) -> bool {
    let look = letters::looks(&applications.id(application));
    let like = |other: &usize| applications.has_id(*other) && letters::looks(&applications.id(*other)) == look;
    (0..applications.len()).filter(|other| *other != application).any(|other| like(&other))
}

/// What is said of an id that can hardly be told from others, after `the id`.
pub fn hardly_told(applications: &Applications, application: usize) -> String {
    const MOST: usize = 5;
    let Some(alike) = applications.alike_ids.get(&application) else { return String::new() };
    let others = || alike.applications.iter().filter(|other| **other != application);
    let differ = if alike.by_case {
        "they differ by capital letters or width alone"
    } else {
        "they differ by letters that look alike, or by characters nobody sees"
    };
    let places: Vec<String> = others().take(MOST).map(|other| applications.place(*other)).collect();
    let more = if others().nth(MOST).is_some() { " and elsewhere" } else { "" };
    let at = places.join(", ");
    format!(
        "can hardly be told from the one at {at}{more}: {differ}; give each application an id of its own, or remove the row \
         that does not count"
    )
}

/// Ids that can hardly be told apart: by their case or width, by letters of two alphabets, by characters nobody sees.
fn alike(applications: &Applications) -> BTreeMap<usize, Arc<Alike>> {
    let mut looks = Symbols::default();
    let known = (0..applications.len()).filter(|application| applications.has_id(*application));
    let mut seen: Vec<(Symbol, usize)> =
        known.map(|application| (looks.intern(&letters::looks(&applications.id(application))), application)).collect();
    let mut alike = BTreeMap::new();
    if looks.len() == seen.len() {
        return alike;
    }
    seen.sort_unstable();
    for run in seen.chunk_by(|left, right| left.0 == right.0).filter(|run| run.len() > 1) {
        let mut all: Vec<usize> = run.iter().map(|(_, application)| *application).collect();
        all.sort_by_cached_key(|application| applications.read_at(*application));
        let spellings: BTreeSet<String> = all.iter().map(|application| fold(&applications.id(*application))).collect();
        let all = Arc::new(Alike { applications: all, by_case: spellings.len() == 1 });
        alike.extend(run.iter().map(|(_, application)| (*application, all.clone())));
    }
    alike
}

/// Everything a row says in the columns the rules know.
fn cells(applications: &Applications, row: usize) -> impl Iterator<Item = &str> {
    let fields = (0..applications.fields.len()).map(FieldId);
    fields
        .flat_map(move |field| (0..applications.readers(field)).map(move |reader| (field, reader)))
        .map(move |(field, reader)| applications.found(row, field, reader))
}
