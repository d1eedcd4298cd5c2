//! Packs for assessors: who reads which application (`assign`), who may not (`conflicts`), what is still to be rated (`needed`), what comes of that before and
//! after somebody has rated (`rounds`), whom the
//! assessors' file names (`assessors`), and where an answer gives its applicant away (`blind`).

pub mod assign;
pub mod assessors;
pub mod blind;
pub mod conflicts;
pub mod needed;
mod rounds;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use self::assessors::Assessors;
use self::conflicts::{Held, Why};
use self::needed::Rated;
use self::rounds::{Asked, first_round, next_round};
use crate::answers::ratings::given::Given;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId, at, ids};
use crate::rules::{FieldId, Packs};
use crate::select::Selection;
use crate::values::spelling::{self, quoted};

/// So many applications with too few readers are named one by one.
const NAMED: usize = 20;

/// What one application comes to.
#[derive(Debug)]
pub struct Reading {
    pub application: ApplicationId,
    /// Who reads it, whether they have rated it or not.
    pub readers: BTreeSet<AssessorId>,
    /// Who has rated it.
    pub rated: BTreeSet<AssessorId>,
    /// By who is to rate it now: the fields.
    pub to_rate: BTreeMap<AssessorId, BTreeSet<FieldId>>,
    /// Who may not read it, and why.
    pub barred: BTreeMap<AssessorId, BTreeSet<Why>>,
    /// How many readers are missing.
    pub missing: usize,
    /// Where some are: who reads as many others as they may.
    pub full: BTreeSet<AssessorId>,
}

/// Who reads what.
#[derive(Debug)]
pub struct Packing {
    /// In the order of the applications.
    pub readings: Vec<Reading>,
    /// Shortfalls, and conflicts that are declared of no application.
    pub findings: Vec<Finding>,
}

impl Packing {
    /// The applications that an assessor is to rate now, with the fields.
    pub fn of(
        &self,
        assessor: AssessorId,
    ) -> impl Iterator<Item = (ApplicationId, &BTreeSet<FieldId>)> {
        let each = self.readings.iter();
        each.filter_map(move |one| Some((one.application, one.to_rate.get(&assessor)?)))
    }

    /// How many applications an assessor reads in all.
    pub fn load(&self, assessor: AssessorId) -> usize {
        let reads = |one: &&Reading| one.readers.contains(&assessor);
        self.readings.iter().filter(reads).count()
    }
}

/// Assigns whoever is asked for to assessors; those who have rated keep what they have rated.
pub fn pack(selection: &Selection<'_>, packs: &Packs, assessors: &Assessors) -> Packing {
    let fields = needed::rated(selection);
    let held = Held::new(selection, Some(packs), assessors.all.each());
    let out = needed::out_before(selection);
    let barred = |application: ApplicationId| -> BTreeMap<AssessorId, BTreeSet<Why>> {
        let held = held.against(application).into_iter();
        let mut barred: BTreeMap<_, _> = held.filter(|(_, why)| !why.is_empty()).collect();
        for by in out.get(&application).into_iter().flatten() {
            let why: &mut BTreeSet<Why> = barred.entry(*by).or_default();
            why.insert(Why::TakesNoPart);
        }
        barred
    };
    let applications = selection.applications.ids();
    let asked: Vec<Asked> = applications
        .filter(|one| needed::is_asked_for(selection, *one))
        .map(|application| Asked {
            application,
            barred: barred(application),
            stands: fields
                .iter()
                .map(|rated| rated.stand(selection, application))
                .collect(),
        })
        .collect();
    let pooled = |one: &Asked| {
        one.stands
            .iter()
            .any(|stand| !stand.rated.is_empty() || !stand.out.is_empty())
    };
    let first = first_round(selection, packs, assessors, &fields, &asked);
    let pairs = match asked.iter().any(pooled) {
        // Nobody has rated yet.
        false => first,
        true => next_round(selection, packs, assessors, (&fields, &asked), &first),
    };
    let mut findings = Vec::new();
    let each = asked.into_iter().zip(pairs);
    let readings: Vec<Reading> = each
        .map(|(one, readers)| reading(&fields, one, readers))
        .collect();
    findings.extend(readings.iter().flat_map(|one| conflicted(selection, one)));
    let mut short = readings.iter().filter_map(|one| short(selection, one));
    findings.extend(short.by_ref().take(NAMED));
    let more = short.count();
    if more > 0 {
        let message = format!("so it is with {more} more applications");
        let at = Location::File("assignment.csv".to_owned());
        let help = "the list has all of them, under `readers_missing`";
        findings.push(Finding::new(Code::ReadersShort, at, message).help(help));
    }
    Packing { readings, findings }
}

/// What an application comes to, of the pools and of fixed readers.
fn reading(
    fields: &[Rated<'_>],
    one: Asked,
    (readers, missing): (BTreeSet<AssessorId>, usize),
) -> Reading {
    let mut reading = Reading {
        application: one.application,
        readers,
        rated: BTreeSet::new(),
        to_rate: BTreeMap::new(),
        barred: one.barred,
        missing,
        full: BTreeSet::new(),
    };
    let pooled = reading.readers.clone();
    for (rated, stand) in fields.iter().zip(&one.stands) {
        reading.rated.extend(&stand.rated);
        for by in &stand.out {
            reading
                .barred
                .entry(*by)
                .or_default()
                .insert(Why::TakesNoPart);
        }
        let to_rate: BTreeSet<AssessorId> = match rated.field.pool {
            Some(_) if stand.missing > 0 => pooled
                .iter()
                .filter(|by| !stand.rated.contains(by) && !stand.out.contains(by))
                .copied()
                .collect(),
            Some(_) => BTreeSet::new(),
            None => stand.waited_for.clone(),
        };
        for by in to_rate {
            if rated.field.pool.is_none() && reading.barred.contains_key(&by) {
                // Nobody else can take the place of a fixed reader.
                reading.missing = reading.missing.saturating_add(1);
                continue;
            }
            reading.readers.insert(by);
            reading.to_rate.entry(by).or_default().insert(rated.id);
        }
        // Nor of one who takes no part.
        reading.missing = reading.missing.saturating_add(stand.out_undecided);
        if rated.field.pool.is_none() {
            reading.readers.extend(&stand.rated);
        }
    }
    if missing > 0 {
        let among = fields.iter().filter(|rated| rated.field.pool.is_some());
        let among = among
            .map(|rated| rated.field.readers())
            .max()
            .unwrap_or_default();
        let is_full =
            |by: &AssessorId| !reading.readers.contains(by) && !reading.barred.contains_key(by);
        reading.full = ids(among).filter(is_full).collect();
    }
    reading
}

/// Conflicts that are declared of an id which no application has: nobody knows whom they would keep apart.
pub fn undeclared(selection: &Selection<'_>, assessors: &Assessors) -> Vec<Finding> {
    let each = assessors.all.each();
    let unknown = each.flat_map(|(number, one)| {
        let ids = one.conflicts.iter().chain(&one.no_conflict);
        let ids = ids.filter(|(id, _)| selection.applications.position(id).is_none());
        ids.map(move |(id, at)| {
            let all = selection.applications.ids();
            let all: Vec<Cow<'_, str>> = all.map(|one| selection.applications.id(one)).collect();
            let near = spelling::nearest(id, all.iter().map(AsRef::as_ref));
            unknown(number, id, (at.clone(), near))
        })
    });
    unknown.collect()
}

fn unknown(number: AssessorId, id: &str, (at, near): (Location, Option<&str>)) -> Finding {
    let message = format!(
        "the conflicts of {number} name {}, and no application has this id",
        quoted(id)
    );
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    let help = format!(
        "{near}write the id as the applications have it; where the application was withdrawn, take it out of the cell"
    );
    Finding::new(Code::AssessorUnreadable, at, message).help(help)
}

/// Ratings that would count of assessors who have a conflict with the applicant: each is refused.
pub fn counted_in_conflict(selection: &Selection<'_>, assessors: &Assessors) -> Vec<Finding> {
    let (all, form) = (&selection.applications, &selection.rules.form);
    let packs = form.packs.as_ref();
    let held = Held::new(selection, packs, assessors.all.each());
    let fields: Vec<FieldId> = needed::rated_fields(selection).map(|(id, _)| id).collect();
    let mut given = BTreeMap::new();
    for id in &fields {
        for by in all.assessors(*id) {
            given.insert((*id, by), all.given(form, *id, by));
        }
    }
    let mut findings = Vec::new();
    for application in all.ids() {
        let barred = held.against(application).into_iter();
        for (by, why) in barred {
            let Some(words) = conflict(&why) else {
                continue;
            };
            let rated = fields.iter().filter(|id| {
                let given = given.get(&(**id, by));
                given.is_some_and(|given| matches!(given[application], Given::Rating(_)))
            });
            for id in rated {
                let message = format!(
                    "{by} has rated {} and may not: {words}",
                    quoted(&all.id(application))
                );
                let help = "write `conflict` into the cell, so that somebody else rates it; where both have something in common that is no conflict, write the \
                            id under `no_conflict` of the assessors' file";
                let at = match all.origin(application, *id, by) {
                    Some(origin) => Location::from(origin),
                    None => Location::File(all.location(application)),
                };
                findings.push(Finding::new(Code::ConflictCounts, at, message).help(help));
            }
        }
    }
    let more = findings.len().saturating_sub(NAMED);
    if more > 0 {
        findings.truncate(NAMED);
        let message = format!("so it is with {more} more ratings");
        let at = Location::File("--assessors".to_owned());
        findings.push(Finding::new(Code::ConflictCounts, at, message));
    }
    findings
}

/// The conflicts of interest among some reasons; none where there is none.
fn conflict(why: &BTreeSet<Why>) -> Option<String> {
    let all = why.iter().filter(|why| why.is_conflict());
    let words: Vec<&str> = all.map(|why| why.words()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Ratings that stand although their assessor has a conflict with the applicant.
fn conflicted(selection: &Selection<'_>, one: &Reading) -> Vec<Finding> {
    let all = &selection.applications;
    let form = &selection.rules.form;
    let mut findings = Vec::new();
    for (by, why) in one.barred.iter().filter(|(by, _)| one.rated.contains(by)) {
        let Some(words) = conflict(why) else {
            continue;
        };
        let mut fields = needed::rated_fields(selection).map(|(id, _)| id);
        let is_given = |id: &FieldId| all.given(form, *id, *by)[one.application] != Given::Blank;
        let origin = fields
            .find(is_given)
            .and_then(|id| all.origin(one.application, id, *by));
        let Some(origin) = origin else { continue };
        let message = format!(
            "{by} has rated {} and may not read it: {}; the rating counts as it stands",
            quoted(&all.id(one.application)),
            words
        );
        let help =
            "write `conflict` into the cell, and make packs again: somebody else then reads it";
        findings.push(Finding::new(Code::ConflictRated, origin, message).help(help));
    }
    findings
}

/// That an application has too few readers.
fn short(selection: &Selection<'_>, one: &Reading) -> Option<Finding> {
    if one.missing == 0 {
        return None;
    }
    let id = selection.applications.id(one.application);
    let beside = barred(one);
    let message = match one.missing {
        1 => format!("{} has one reader too few: {beside}", quoted(&id)),
        missing => format!("{} has {missing} readers too few: {beside}", quoted(&id)),
    };
    let help = "name further assessors in the rules, let some read more (`at_most`), groups or languages besides, or let fewer read each \
                application (`read_by`)";
    let at = Location::File("assignment.csv".to_owned());
    Some(Finding::new(Code::ReadersShort, at, message).help(help))
}

/// Who may not read an application, each with the reasons: `A1: same name; A3: reads as many as they may`.
pub fn barred(one: &Reading) -> String {
    let barred = one.barred.iter().map(|(by, why)| {
        let words: Vec<&str> = why.iter().map(|why| why.words()).collect();
        (by, format!("{by}: {}", words.join(", ")))
    });
    let full = one
        .full
        .iter()
        .map(|by| (by, format!("{by}: reads as many as they may")));
    let all: BTreeMap<_, _> = full.chain(barred).collect();
    all.into_values().collect::<Vec<_>>().join("; ")
}

/// The numbers of some assessors: `A1, A3`.
pub fn numbers<'a>(all: impl IntoIterator<Item = &'a AssessorId>) -> String {
    let each = all.into_iter().map(AssessorId::to_string);
    each.collect::<Vec<_>>().join(", ")
}

/// Every assessor who is to rate something now.
pub fn readers(packing: &Packing) -> BTreeSet<AssessorId> {
    let each = packing.readings.iter().flat_map(|one| one.to_rate.keys());
    each.copied().collect()
}

/// What an assessor is known as, by number.
pub fn known(assessors: &Assessors, number: AssessorId) -> &assessors::Assessor {
    at(assessors.all.as_slice(), number)
}
