//! Whether any answer could decide something: tried on all the answers that rules can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::obligations::{Item, PlaceRule};
use super::observed;
use crate::rules::{FieldId, Rules, Subject, TestAt, Unfilled, WorthAt};
use crate::study::examples::space::Space;

/// What can be decided by the answers to some fields: each combination of fields is tried once.
pub(super) struct Reach<'a> {
    rules: &'a Rules,
    /// By fields, what some answers decide, and whether no others could; none where there are too many answers.
    known: BTreeMap<Vec<FieldId>, Option<(BTreeSet<Item>, bool)>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            known: BTreeMap::new(),
        }
    }

    /// Whether the item can be decided; yes where that is not known.
    pub(super) fn can_decide(&mut self, item: Item) -> bool {
        let fields = match fields(self.rules, item) {
            Ok(fields) => fields,
            Err(can) => return can,
        };
        let rules = self.rules;
        let known = self.known.entry(fields).or_insert_with_key(|fields| {
            let space = Space::new(&[rules], fields.clone())?;
            let mut seen = BTreeSet::new();
            let read = space.read(rules)?;
            (0..read.len()).for_each(|row| {
                observed::one(rules, read.facts(row), read.may_be_eligible(row), &mut seen);
            });
            Some((seen, space.complete()))
        });
        known
            .as_ref()
            .is_none_or(|(seen, complete)| seen.contains(&item) || !complete)
    }
}

/// The fields whose answers decide an item, or whether it can be decided at all where that is known without them.
fn fields(rules: &Rules, item: Item) -> Result<Vec<FieldId>, bool> {
    let places = &rules.places;
    let fields = match item {
        Item::Leaf {
            owner: TestAt::Row { level, .. },
            ..
        }
        | Item::LevelRow { level, .. }
        | Item::LevelBand { level, .. }
        | Item::Award {
            owner: WorthAt::Term { level, .. },
            ..
        } => Some(rules.fields_behind([Subject::Level(level)])),
        Item::Leaf { owner, .. } => rules
            .test(owner)
            .map(|test| rules.fields_behind(test.subjects())),
        Item::Award {
            owner: WorthAt::Measure(index),
            ..
        } => Some(rules.fields_behind([rules.measures[index].worth.subject])),
        Item::Places(PlaceRule::Deal) => return Err(in_groups(rules) > u64::from(places.cap)),
        Item::Places(PlaceRule::Open) => {
            return Err(
                in_groups(rules) < u64::from(places.cap) || places.unfilled == Unfilled::BecomeOpen
            );
        }
        // A group that takes everybody stays short only when nobody is left.
        Item::Places(PlaceRule::Unfilled) => {
            return Err(places.groups.iter().any(|group| group.test.is_some()));
        }
        Item::Places(_) | Item::Group(_) | Item::TieBreak(_) | Item::Duplicates(_) => {
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
