//! One application, one id. Rows with one id that say the same wherever the rules look are kept once; others are refused.
//!
//! A row without an id goes by where it stands in the file, which therefore must be nobody's id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::applications::Applications;
use super::similar_ids::{Differ, SimilarIds};
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, Per};
use crate::base::interner::{Symbol, Symbols};
use crate::base::origin::Origin;
use crate::rules::FieldId;
use crate::rules::sources::id_for;
use crate::values::spelling::fold;
use crate::values::{confusables, similar_ids};

/// Drops repeated rows from the pile, with a note for each.
///
/// # Errors
/// A finding for every row that goes by the same name as another and has other answers: decisions are filed under it.
pub fn settle(applications: &mut Applications) -> Result<Vec<Finding>, Vec<Finding>> {
    let same = |left: &ApplicationId, right: &ApplicationId| {
        applications.id(*left) == applications.id(*right)
    };
    let all: Vec<ApplicationId> = applications.ids().collect();
    let mut runs: Vec<&[ApplicationId]> = all.chunk_by(same).filter(|run| run.len() > 1).collect();
    runs.sort_by_key(|run| run.first().map(|first| applications.read_at(*first)));
    let mut repeated: Per<ApplicationId, bool> = all.iter().map(|_| false).collect();
    let (mut notes, mut errors) = (Vec::new(), Vec::new());
    let mut told = false;
    for run in runs {
        let Some((first, rest)) = run.split_first() else {
            continue;
        };
        for row in rest {
            let location = Origin::row(applications.source(*row), applications.row(*row));
            let (label, other) = (applications.id(*row), applications.location(*first));
            if cells(applications, *first).eq(cells(applications, *row)) {
                let same = "says the same in every column the rules read; one is kept";
                let message = format!("`{label}` stands at {other} already and {same}");
                notes.push(Finding::new(Code::SameRow, location, message));
                repeated[*row] = true;
            } else {
                let message = if applications.has_id(*first) && applications.has_id(*row) {
                    format!("`{label}` is also the id of another application, at {other}")
                } else {
                    let holder = if applications.has_id(*first) {
                        *first
                    } else {
                        *row
                    };
                    let at = applications.location(holder);
                    format!(
                        "`{label}`, the id at {at}, is also the place of a row without an id, which goes by it"
                    )
                };
                let finding = Finding::new(Code::SameId, location, message);
                let apart =
                    "give each application an id of its own, or remove the row that does not count";
                let forms = (!told)
                    .then(|| two_forms(applications, *first, *row))
                    .flatten();
                told |= forms.is_some();
                errors.push(finding.help(forms.map_or_else(
                    || apart.to_owned(),
                    |forms| format!("{forms}; otherwise {apart}"),
                )));
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if repeated.iter().any(|repeated| *repeated) {
        applications.drop_rows(&repeated);
    }
    applications.similar_ids = alike(applications);
    Ok(notes)
}

/// What to write where the rows of one id stand in two files, which may be of two forms that each number from 1. Said once.
fn two_forms(
    applications: &Applications,
    one: ApplicationId,
    other: ApplicationId,
) -> Option<String> {
    if applications.form_source(one).is_some() {
        return None;
    }
    let name = |application: ApplicationId| {
        let file = &applications.source(application).file;
        file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned()
    };
    let (one, other) = (name(one), name(other));
    if one == other {
        return None;
    }
    let (mut first, mut second) = (id_for(&one), id_for(&other));
    if first == second {
        (first, second) = ("a".to_owned(), "b".to_owned());
    }
    Some(format!(
        "if these are two forms that each number their answers, say so in the rules, with an entry for every file: `[[sources]]`, \
         under it `id = \"{first}\"` and `files = [\"{one}\"]`, then `[[sources]]` with `id = \"{second}\"` and \
         `files = [\"{other}\"]`"
    ))
}

/// By what all of them differ.
fn differ(applications: &Applications, all: &[ApplicationId]) -> Differ {
    let same = |key: &dyn Fn(&str) -> String| {
        let keys: BTreeSet<String> = all.iter().map(|one| key(&applications.id(*one))).collect();
        keys.len() == 1
    };
    if same(&fold) {
        Differ::Case
    } else if same(&confusables::looks) {
        Differ::Letters
    } else if same(&similar_ids::by_words) {
        Differ::Parts
    } else {
        Differ::Shapes
    }
}

/// Whether an application's id can hardly be told from another's.
pub fn is_like_another(applications: &Applications, application: ApplicationId) -> bool {
    alike(applications).contains_key(&application)
}

/// What is said of an id that can hardly be told from others, after `the id`.
pub fn hardly_told(applications: &Applications, application: ApplicationId) -> String {
    const MOST: usize = 5;
    let Some(alike) = applications.similar_ids.get(&application) else {
        return String::new();
    };
    let others = || {
        alike
            .applications
            .iter()
            .filter(|other| **other != application)
    };
    let locations: Vec<String> = others()
        .take(MOST)
        .map(|other| applications.location(*other))
        .collect();
    let more = if others().nth(MOST).is_some() {
        " and elsewhere"
    } else {
        ""
    };
    format!(
        "can hardly be told from the one at {}{more}: {}",
        locations.join(", "),
        alike.differ.words()
    )
}

/// Ids that can hardly be told apart.
fn alike(applications: &Applications) -> BTreeMap<ApplicationId, Arc<SimilarIds>> {
    let known = worth_a_look(applications);
    // By application, an earlier one whose id is alike.
    let mut to: BTreeMap<ApplicationId, ApplicationId> = BTreeMap::new();
    let first = |to: &BTreeMap<ApplicationId, ApplicationId>, mut one: ApplicationId| {
        while let Some(next) = to.get(&one) {
            one = *next;
        }
        one
    };
    for key in [similar_ids::by_words, similar_ids::by_shapes] {
        let mut keys = Symbols::with_capacity(known.len());
        let mut seen: Vec<(Symbol, ApplicationId)> = known
            .iter()
            .map(|application| {
                (
                    keys.intern(&key(&applications.id(*application))),
                    *application,
                )
            })
            .collect();
        if keys.len() == seen.len() {
            continue;
        }
        seen.sort_unstable();
        for run in seen.chunk_by(|left, right| left.0 == right.0) {
            for (one, other) in run.iter().zip(run.iter().skip(1)) {
                let (one, other) = (first(&to, one.1), first(&to, other.1));
                if one != other {
                    to.insert(one.max(other), one.min(other));
                }
            }
        }
    }
    let mut sets: BTreeMap<ApplicationId, Vec<ApplicationId>> = BTreeMap::new();
    for one in to.keys() {
        sets.entry(first(&to, *one)).or_default().push(*one);
    }
    let mut alike = BTreeMap::new();
    for (first, mut all) in sets {
        all.push(first);
        all.sort_by_cached_key(|application| applications.read_at(*application));
        let set = Arc::new(SimilarIds {
            differ: differ(applications, &all),
            applications: all,
        });
        alike.extend(
            set.applications
                .iter()
                .map(|application| (*application, set.clone())),
        );
    }
    alike
}

/// The applications whose ids may be like another's: keys are dear, and nearly every id differs from all others at the first glance.
fn worth_a_look(applications: &Applications) -> Vec<ApplicationId> {
    let ids = applications.ids();
    let known: Vec<ApplicationId> = ids.filter(|one| applications.has_id(*one)).collect();
    if !known.iter().all(|one| applications.id(*one).is_ascii()) {
        return known;
    }
    let sieved = known
        .iter()
        .map(|one| (similar_ids::sieve(&applications.id(*one)), *one));
    let mut sieved: Vec<(u64, ApplicationId)> = sieved.collect();
    sieved.sort_unstable();
    let runs = sieved.chunk_by(|left, right| left.0 == right.0);
    let alike = runs.filter(|run| run.len() > 1).flatten();
    alike.map(|(_, one)| *one).collect()
}

/// Whether two rows say the same in every column the rules know but that of the id.
pub fn says_the_same(
    applications: &Applications,
    one: ApplicationId,
    other: ApplicationId,
) -> bool {
    let id = applications.id;
    cells_of(applications, one, move |field| field != id).eq(cells_of(
        applications,
        other,
        move |field| field != id,
    ))
}

/// Everything a row says in the columns the rules know.
fn cells(applications: &Applications, row: ApplicationId) -> impl Iterator<Item = &str> {
    cells_of(applications, row, |_| true)
}

fn cells_of(
    applications: &Applications,
    row: ApplicationId,
    wanted: impl Fn(FieldId) -> bool,
) -> impl Iterator<Item = &str> {
    let fields = applications
        .fields
        .ids()
        .filter(move |field| wanted(*field));
    fields
        .flat_map(move |field| {
            applications
                .assessors(field)
                .map(move |assessor| (field, assessor))
        })
        .map(move |(field, assessor)| applications.cell(row, field, assessor))
}
