//! Applications whose person a rule could know, were it not for an answer that cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Compared, Said};
use crate::normalise::Applications;
use crate::normalise::symbols::Symbol;
use crate::rules::{Duplicates, Form, Stands};

/// More different sets of unreadable fields than this are not held against each other; then everybody with one is asked.
const MOST: usize = 32;

/// Those of the `wanted` with an unreadable answer that would make them the same as another of them, or alike, if it said what the
/// other's does: in all fields that can be read in both they agree. A blank agrees with nothing.
pub(super) fn unread(
    rule: &Duplicates,
    form: &Form,
    applications: &Applications,
    wanted: impl Fn(usize) -> bool,
) -> BTreeSet<usize> {
    let fields = Compared::all(rule, form, applications);
    if rule.stands == Stands::All || !fields.iter().any(Compared::is_partly_open) {
        return BTreeSet::new();
    }
    // By which fields cannot be read.
    let mut by_open: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    for application in (0..applications.len()).filter(|application| wanted(*application)) {
        let said: Vec<Said> = fields.iter().map(|field| field.of(applications, application)).collect();
        if !said.iter().any(|said| matches!(said, Said::Nothing)) {
            let open = said.iter().map(|said| matches!(said, Said::Open { .. })).collect();
            by_open.entry(open).or_default().push(application);
        }
    }
    let of_open = by_open.iter().filter(|(open, _)| open.contains(&true));
    if by_open.len() > MOST {
        return of_open.flat_map(|(_, members)| members.iter().copied()).collect();
    }
    let mut found = BTreeSet::new();
    for (open, members) in of_open {
        for (other_open, others) in &by_open {
            let both: Vec<&Compared> = fields
                .iter()
                .zip(open.iter().zip(other_open))
                .filter(|(_, (here, there))| !**here && !**there)
                .map(|(field, _)| field)
                .collect();
            let key = |application: &usize| -> Vec<Option<Symbol>> {
                both.iter().map(|field| field.of(applications, *application).alike()).collect()
            };
            let mut agree: BTreeMap<Vec<Option<Symbol>>, usize> = BTreeMap::new();
            for other in others {
                let count = agree.entry(key(other)).or_default();
                *count = count.saturating_add(1);
            }
            // Nobody is the same as themselves.
            let least = if open == other_open { 2 } else { 1 };
            found.extend(members.iter().filter(|one| agree.get(&key(one)).is_some_and(|count| *count >= least)));
        }
    }
    found
}
