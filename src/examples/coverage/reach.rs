//! Whether any answer could decide something: tried on all the answers that rules can tell apart.

use std::collections::BTreeSet;

use super::items::{Awarding, Item, Owner, PlaceRule};
use super::seen;
use crate::examples::space::Space;
use crate::rules::{FieldId, Rules, Test, Unfilled};

/// Whether the item can be decided; yes where that is not known.
pub(super) fn can_be_decided(rules: &Rules, item: Item) -> bool {
    let places = &rules.places;
    let fields = match item {
        Item::Leaf { owner, .. } => match owner {
            Owner::Criterion(index) => rules.criteria.get(index).map(|criterion| tested(rules, &criterion.test)),
            Owner::Group(index) => {
                places.groups.get(index).and_then(|group| group.test.as_ref()).map(|test| tested(rules, test))
            }
            Owner::Row { level, .. } => Some(behind_level(rules, level)),
        },
        Item::LevelRow { level, .. } | Item::LevelBand { level, .. } => Some(behind_level(rules, level)),
        Item::Award { owner: Awarding::Term { level, .. }, .. } => Some(behind_level(rules, level)),
        Item::Award { owner: Awarding::Measure(index), .. } => {
            rules.measures.get(index).map(|measure| rules.fields_behind([measure.subject]))
        }
        Item::Place(PlaceRule::Deal) => {
            return places.groups.iter().map(|group| u64::from(group.size)).sum::<u64>() > u64::from(places.cap);
        }
        Item::Place(PlaceRule::Open) => {
            let beyond = places.groups.iter().map(|group| u64::from(group.size)).sum::<u64>() < u64::from(places.cap);
            return beyond || places.unfilled == Unfilled::BecomeOpen;
        }
        // A group that takes everybody stays short only when nobody is left.
        Item::Place(PlaceRule::Unfilled) => return places.groups.iter().any(|group| group.test.is_some()),
        Item::Place(_) | Item::Group(_) | Item::TieBreak(_) | Item::Duplicates(_) => return true,
    };
    let Some(space) = fields.and_then(|fields| Space::new(&[rules], fields)) else { return true };
    let mut seen = BTreeSet::new();
    let read = space.read(rules);
    (0..read.len()).for_each(|row| seen::one(rules, read.facts(row), read.may_be_eligible(row), &mut seen));
    seen.contains(&item) || !space.complete()
}

fn tested(rules: &Rules, test: &Test) -> Vec<FieldId> {
    rules.fields_behind(test.subjects())
}

fn behind_level(rules: &Rules, level: usize) -> Vec<FieldId> {
    rules.fields_behind([crate::rules::Subject::Level(crate::rules::LevelId(level))])
}
