//! Whether any answer could decide something: tried on all the answers that rules can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::obligations::{Obligation, PlaceRule};
use super::observed;
use crate::rules::{FieldId, Rules, Subject, TestAt, Unfilled, WorthAt};
use crate::study::examples::input_space::InputSpace;

/// What can be decided by the answers to some fields: each combination of fields is tried once.
pub(super) struct Reachable<'a> {
    rules: &'a Rules,
    /// By fields, what some answers decide, and whether no others could; none where there are too many answers.
    known: BTreeMap<Vec<FieldId>, Option<(BTreeSet<Obligation>, bool)>>,
}

impl<'a> Reachable<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            known: BTreeMap::new(),
        }
    }

    /// Whether the item can be decided; yes where that is not known.
    pub(super) fn can_decide(&mut self, obligation: Obligation) -> bool {
        let fields = match fields(self.rules, obligation) {
            Ok(fields) => fields,
            Err(can) => return can,
        };
        let rules = self.rules;
        let known = self.known.entry(fields).or_insert_with_key(|fields| {
            let space = InputSpace::new(&[rules], fields.clone())?;
            let mut seen = BTreeSet::new();
            let read = space.read(rules)?;
            (0..read.len()).for_each(|row| {
                observed::one(rules, read.facts(row), read.may_be_eligible(row), &mut seen);
            });
            Some((seen, space.complete()))
        });
        known
            .as_ref()
            .is_none_or(|(seen, complete)| seen.contains(&obligation) || !complete)
    }
}

/// The fields whose answers decide an item, or whether it can be decided at all where that is known without them.
fn fields(rules: &Rules, obligation: Obligation) -> Result<Vec<FieldId>, bool> {
    let places = &rules.places;
    let fields = match obligation {
        Obligation::Leaf {
            owner: TestAt::Row { level, .. },
            ..
        }
        | Obligation::LevelRow { level, .. }
        | Obligation::LevelBand { level, .. }
        | Obligation::Award {
            owner: WorthAt::Term { level, .. },
            ..
        } => Some(rules.fields_behind([Subject::Level(level)])),
        Obligation::Leaf { owner, .. } => rules
            .test(owner)
            .map(|test| rules.fields_behind(test.subjects())),
        Obligation::Award {
            owner: WorthAt::Measure(index),
            ..
        } => Some(rules.fields_behind([rules.measures[index].worth.subject])),
        Obligation::Places(PlaceRule::Deal) => return Err(in_groups(rules) > u64::from(places.cap)),
        Obligation::Places(PlaceRule::Open) => {
            return Err(
                in_groups(rules) < u64::from(places.cap) || places.unfilled == Unfilled::BecomeOpen
            );
        }
        // A group that takes everybody stays short only when nobody is left.
        Obligation::Places(PlaceRule::Unfilled) => {
            return Err(places.groups.iter().any(|group| group.test.is_some()));
        }
        Obligation::Places(_)
        | Obligation::Group(_)
        | Obligation::TieBreak(_)
        | Obligation::Duplicates(_)
        | Obligation::Stage(..)
        | Obligation::Balance(_) => {
            return Err(true);
        }
    };
    fields.ok_or(true)
}

fn in_groups(rules: &Rules) -> u64 {
    rules
        .places
        .groups
        .iter()
        .map(|group| u64::from(group.size))
        .sum()
}
