//! What a person is asked because applications are only alike, or because the rules leave it to a person.
//!
//! Asked after the rules have settled what they can, about the applications that stand: where somebody's first application is
//! superseded, it is the other one that may be a third one's double.

use std::collections::BTreeSet;

use super::{Kinship, People, Relation, put};
use crate::rules::{Duplicates, Stands};

/// A rule (position in the rules, from 0) and applications alike by it, those that are the same together.
pub(super) type Open = (usize, Vec<Vec<usize>>);

/// Relates the applications of each circle that stand. A set of applications is asked about once, by the first rule that finds it.
pub(super) fn ask(
    people: &mut People,
    rules: &[Duplicates],
    open: &[Open],
    decided: &BTreeSet<Vec<usize>>,
    proposed: impl Fn(Stands, &[usize]) -> Option<usize>,
) {
    let relations = people.values().flatten().filter(|relation| relation.kind == Kinship::Unsettled);
    let mut asked: BTreeSet<Vec<usize>> = relations
        .filter(|relation| relation.others.all().first() == Some(&relation.others.member()))
        .map(|relation| relation.others.all().to_vec())
        .collect();
    for (number, circle) in open {
        let Some(rule) = rules.get(*number) else { continue };
        let standing: BTreeSet<usize> = circle.iter().flatten().map(|member| stands_for(people, *member)).collect();
        let members: Vec<usize> = standing.into_iter().collect();
        if members.len() > 1 && !decided.contains(&members) && asked.insert(members.clone()) {
            let proposal = proposed(rule.stands, &members);
            put(people, &members, *number, circle.len() > 1, proposal, |_| Kinship::Unsettled);
        }
    }
}

/// The application that stands for this one, by all rules together; itself where none does.
fn stands_for(people: &People, application: usize) -> usize {
    let by = |relation: &Relation| match relation.kind {
        Kinship::Superseded { by } => Some(by),
        Kinship::Stands | Kinship::Unsettled | Kinship::Shares => None,
    };
    let mut at = application;
    let mut seen = BTreeSet::new();
    while let Some(next) =
        people.get(&at).and_then(|relations| relations.iter().find_map(by)).filter(|_| seen.insert(at))
    {
        at = next;
    }
    at
}
