//! Who reads what of a pool: before anybody has rated, and once somebody has.

use std::collections::{BTreeMap, BTreeSet};

use super::assessors::Assessors;
use super::assign::{Capacity, ReadId, ToRead, assign};
use super::conflicts::Why;
use super::needed::{Rated, Stand};
use crate::base::ids::{ApplicationId, AssessorId, Per, ids};
use crate::rules::Packs;
use crate::select::Selection;

/// Digits of what was drawn that are compared: sixteen are as many as a number of 64 bits has.
const DRAWN: usize = 16;

/// What is known of an application before it is assigned.
pub(super) struct Asked {
    pub(super) application: ApplicationId,
    pub(super) barred: BTreeMap<AssessorId, BTreeSet<Why>>,
    pub(super) stands: Vec<Stand>,
}

/// What an application needs of a pool when nobody has rated.
fn of_pool(fields: &[Rated<'_>]) -> (usize, usize) {
    let pools = fields
        .iter()
        .filter_map(|rated| Some((rated.field, rated.field.pool?)));
    let most = pools.clone().map(|(_, pool)| pool.readers).max();
    let readers = pools.map(|(field, _)| field.readers()).max();
    (most.unwrap_or_default(), readers.unwrap_or_default())
}

/// Who may read an application, with what was drawn.
fn may(
    packs: &Packs,
    id: &str,
    among: usize,
    is_barred: impl Fn(AssessorId) -> bool,
) -> BTreeMap<AssessorId, u64> {
    let each = ids::<AssessorId>(among).filter(|one| !is_barred(*one));
    each.map(|one| {
        let drawn = packs.drawn(id, one);
        let digits = drawn.get(..DRAWN).unwrap_or_default();
        (one, u64::from_str_radix(digits, 16).unwrap_or_default())
    })
    .collect()
}

fn capacities(packs: &Packs, assessors: &Assessors, among: usize) -> Vec<Capacity> {
    let all = ids::<AssessorId>(among).map(|one| {
        let own = assessors.all.find(one).and_then(|one| one.at_most);
        Capacity {
            load: 0,
            at_most: own.or(packs.at_most.map(u64::from)),
        }
    });
    all.collect()
}

/// Who reads what of a pool, whatever anybody has rated.
pub(super) fn first_round(
    selection: &Selection<'_>,
    packs: &Packs,
    assessors: &Assessors,
    fields: &[Rated<'_>],
    asked: &[Asked],
) -> Vec<(BTreeSet<AssessorId>, usize)> {
    let (readers, among) = of_pool(fields);
    let all: Vec<ToRead> = asked
        .iter()
        .map(|one| {
            let id = selection.applications.id(one.application);
            ToRead {
                readers,
                may: may(packs, &id, among, |by| one.barred.contains_key(&by)),
                before: BTreeSet::new(),
            }
        })
        .collect();
    let assigned = assign(&all, &capacities(packs, assessors, among));
    with_missing(&all, assigned)
}

fn with_missing(
    all: &[ToRead],
    assigned: Per<ReadId, BTreeSet<AssessorId>>,
) -> Vec<(BTreeSet<AssessorId>, usize)> {
    let each = all.iter().zip(assigned);
    each.map(|(one, readers)| {
        let missing = one.readers.saturating_sub(readers.len());
        (readers, missing)
    })
    .collect()
}

/// The same once somebody has rated: they stay, and whoever is needed beside them is, where that can be, who was to read it before.
pub(super) fn next_round(
    selection: &Selection<'_>,
    packs: &Packs,
    assessors: &Assessors,
    (fields, asked): (&[Rated<'_>], &[Asked]),
    first: &[(BTreeSet<AssessorId>, usize)],
) -> Vec<(BTreeSet<AssessorId>, usize)> {
    let (_, among) = of_pool(fields);
    let mut capacities = capacities(packs, assessors, among);
    let mut stay = Vec::new();
    let mut all = Vec::new();
    for (one, (before, _)) in asked.iter().zip(first) {
        let (rated, out, needed) = of_pools(fields, one);
        for capacity in capacities.iter_mut().zip(ids::<AssessorId>(among)) {
            let (capacity, by) = capacity;
            capacity.load = capacity.load.saturating_add(u64::from(rated.contains(&by)));
        }
        let id = selection.applications.id(one.application);
        let is_barred = |by: AssessorId| {
            one.barred.contains_key(&by) || rated.contains(&by) || out.contains(&by)
        };
        all.push(ToRead {
            readers: needed,
            may: may(packs, &id, among, is_barred),
            before: before.clone(),
        });
        stay.push(rated);
    }
    let assigned = with_missing(&all, assign(&all, &capacities));
    let each = stay.into_iter().zip(assigned);
    each.map(|(mut rated, (more, missing))| {
        rated.extend(more);
        (rated, missing)
    })
    .collect()
}

/// Who of the pools has rated an application, who takes no part, and how many more are needed: as many as the field with most of them needs,
/// without those who have rated in another field and are waited for in this one.
fn of_pools(
    fields: &[Rated<'_>],
    one: &Asked,
) -> (BTreeSet<AssessorId>, BTreeSet<AssessorId>, usize) {
    let of_pool = || {
        let each = fields.iter().zip(&one.stands);
        each.filter(|(rated, _)| rated.field.pool.is_some())
            .map(|(_, stand)| stand)
    };
    let rated: BTreeSet<AssessorId> = of_pool().flat_map(|stand| &stand.rated).copied().collect();
    let out: BTreeSet<AssessorId> = of_pool().flat_map(|stand| &stand.out).copied().collect();
    let more = of_pool().map(|stand| {
        let come = rated
            .iter()
            .filter(|by| !stand.rated.contains(by) && !stand.out.contains(by));
        stand.missing.saturating_sub(come.count())
    });
    let needed = more.max().unwrap_or_default();
    (rated, out, needed)
}
