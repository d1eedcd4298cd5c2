//! Applications that a rule about duplicates might match, were it not for an answer that cannot be
//! read.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Compared, Said};
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::base::interner::Symbol;
use crate::rules::{Duplicates, Form, Stands};

/// More different sets of unreadable fields than this are not held against each other; then everybody with one is asked.
const MOST: usize = 32;

/// Those of the `wanted` with an unreadable answer that would make them the same as another of them, or alike, if it said what the
/// other's does: in all fields that can be read in both they agree. A blank agrees with nothing.
pub(super) fn unread(
    rule: &Duplicates,
    fields: &[Compared],
    applications: &Applications,
    wanted: impl Fn(ApplicationId) -> bool,
) -> BTreeSet<ApplicationId> {
    if rule.stands == Stands::All || !fields.iter().any(Compared::is_partly_open) {
        return BTreeSet::new();
    }
    let by_open = by_open(
        fields,
        applications,
        applications
            .ids()
            .filter(|application| wanted(*application)),
    );
    let of_open = by_open.iter().filter(|(open, _)| open.contains(&true));
    if by_open.len() > MOST {
        return of_open
            .flat_map(|(_, members)| members.iter().copied())
            .collect();
    }
    let mut found = BTreeSet::new();
    for (open, members) in of_open {
        for (other_open, others) in &by_open {
            let both = readable(fields, open, other_open);
            let put = |key: &mut Vec<Option<Symbol>>, application: &ApplicationId| {
                key.clear();
                key.extend(
                    both.iter()
                        .map(|field| field.of(applications, *application).alike()),
                );
            };
            let key = |application: &ApplicationId| {
                let mut key = Vec::with_capacity(both.len());
                put(&mut key, application);
                key
            };
            // Those who cannot be read are few, the others many: these are counted, and nothing is kept of them.
            let mut agree: BTreeMap<Vec<Option<Symbol>>, usize> =
                members.iter().map(|one| (key(one), 0)).collect();
            let mut others_key = Vec::with_capacity(both.len());
            for other in others {
                put(&mut others_key, other);
                if let Some(count) = agree.get_mut(&others_key) {
                    *count = count.saturating_add(1);
                }
            }
            // Nobody is the same as themselves.
            let least = if open == other_open { 2 } else { 1 };
            found.extend(
                members
                    .iter()
                    .filter(|one| agree.get(&key(one)).is_some_and(|count| *count >= least)),
            );
        }
    }
    found
}

/// Those of `others` of whom it may turn out that one of the `asked` is the same person, and how many of the asked that may be of. An
/// answer that cannot be read may say what anybody's does.
pub(super) fn met(
    rule: &Duplicates,
    form: &Form,
    applications: &Applications,
    asked: &[ApplicationId],
    others: &[ApplicationId],
) -> (usize, BTreeSet<ApplicationId>) {
    if rule.stands == Stands::All || asked.is_empty() {
        return (0, BTreeSet::new());
    }
    let fields = Compared::all(rule, form, applications);
    let (asked_by, others_by) = (
        by_open(&fields, applications, asked.iter().copied()),
        by_open(&fields, applications, others.iter().copied()),
    );
    if asked_by.len().saturating_mul(others_by.len()) > MOST {
        return (asked.len(), others.iter().copied().collect());
    }
    let (mut meeting, mut found) = (BTreeSet::new(), BTreeSet::new());
    for (open, asked) in &asked_by {
        for (other_open, others) in &others_by {
            let both = readable(&fields, open, other_open);
            let key = |application: &ApplicationId| -> Vec<Option<Symbol>> {
                both.iter()
                    .map(|field| field.of(applications, *application).alike())
                    .collect()
            };
            let (keys, other_keys): (BTreeSet<_>, BTreeSet<_>) = (
                asked.iter().map(key).collect(),
                others.iter().map(key).collect(),
            );
            meeting.extend(
                asked
                    .iter()
                    .filter(|one| other_keys.contains(&key(one)))
                    .copied(),
            );
            found.extend(
                others
                    .iter()
                    .filter(|one| keys.contains(&key(one)))
                    .copied(),
            );
        }
    }
    (meeting.len(), found)
}

/// Those that would be one person's with this application by a rule, if its unreadable answer said what theirs do: in all fields that
/// can be read in both they agree.
pub fn could_be(
    rule: &Duplicates,
    form: &Form,
    applications: &Applications,
    application: ApplicationId,
) -> Vec<ApplicationId> {
    let fields = Compared::all(rule, form, applications);
    let agree = |other: ApplicationId| {
        fields.iter().all(|field| {
            match (
                field.of(applications, application),
                field.of(applications, other),
            ) {
                (Said::Nothing, _) | (_, Said::Nothing) => false,
                (one, two) => one
                    .alike()
                    .zip(two.alike())
                    .is_none_or(|(one, two)| one == two),
            }
        })
    };
    applications
        .ids()
        .filter(|other| *other != application && agree(*other))
        .collect()
}

/// Applications by which of their fields cannot be read; those with a blank agree with nobody and are left out.
fn by_open(
    fields: &[Compared],
    applications: &Applications,
    members: impl Iterator<Item = ApplicationId>,
) -> BTreeMap<Vec<bool>, Vec<ApplicationId>> {
    let mut by_open: BTreeMap<Vec<bool>, Vec<ApplicationId>> = BTreeMap::new();
    let mut open = Vec::with_capacity(fields.len());
    for member in members {
        let said = || fields.iter().map(|field| field.of(applications, member));
        if said().any(|said| matches!(said, Said::Nothing)) {
            continue;
        }
        open.clear();
        open.extend(said().map(|said| matches!(said, Said::Open { .. })));
        match by_open.get_mut(&open) {
            Some(members) => members.push(member),
            None => drop(by_open.insert(open.clone(), vec![member])),
        }
    }
    by_open
}

/// The fields that can be read on both sides.
fn readable<'a>(fields: &'a [Compared], open: &[bool], other_open: &[bool]) -> Vec<&'a Compared> {
    let read = fields
        .iter()
        .zip(open.iter().zip(other_open))
        .filter(|(_, (here, there))| !**here && !**there);
    read.map(|(field, _)| field).collect()
}
