//! Kinds of classes: those that differ in rare traits alone. An organisation has few people, so that nearly everybody can be of a class
//! of their own; but a sum of rows mostly sees none of their organisations, and comes to the same for all of a kind.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{Class, ClassId};
use super::problem::TraitId;
use super::rows::Combination;
use crate::base::ids::{Per, id};

id! {
    pub(super) KindId
}

/// A trait that so many classes have is rare.
const RARE: usize = 16;

#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    of: Per<ClassId, KindId>,
    /// A class without the rare traits.
    all: Per<KindId, Class>,
    /// Who has a rare trait.
    rare: BTreeMap<TraitId, Vec<ClassId>>,
}

impl Kinds {
    pub(super) fn new(classes: &Per<ClassId, Class>) -> Self {
        let mut having: BTreeMap<TraitId, Vec<ClassId>> = BTreeMap::new();
        for (id, class) in classes.each() {
            for own in &class.traits {
                having.entry(*own).or_default().push(id);
            }
        }
        having.retain(|_, classes| classes.len() <= RARE);
        let mut kinds = Self {
            rare: having,
            ..Self::default()
        };
        let mut known: BTreeMap<(Vec<_>, Vec<TraitId>, i128), KindId> = BTreeMap::new();
        for class in classes {
            let kind = kinds.without_rare(class);
            let key = (kind.blocks.clone(), kind.traits.clone(), kind.total);
            let all = &mut kinds.all;
            let kind = *known.entry(key).or_insert_with(|| all.push(kind));
            kinds.of.push(kind);
        }
        kinds
    }

    fn without_rare(&self, class: &Class) -> Class {
        let traits = class.traits.iter().copied();
        Class {
            blocks: class.blocks.clone(),
            traits: traits.filter(|own| !self.rare.contains_key(own)).collect(),
            total: class.total,
            members: 0,
        }
    }

    /// Takes one more class in, behind all others.
    pub(super) fn push(&mut self, class: &Class) {
        let kind = self.without_rare(class);
        let kind = self.all.push(kind);
        let id = self.of.push(kind);
        for own in &class.traits {
            if let Some(having) = self.rare.get_mut(own) {
                having.push(id);
            }
        }
    }

    /// The classes for which a sum may come to something else than for their kind.
    fn apart(&self, sum: &Combination) -> impl Iterator<Item = ClassId> {
        let rare = sum.traits().filter_map(|own| self.rare.get(own));
        rare.flatten().copied()
    }

    /// What a sum comes to at least, where so many of each class are in at least and at most, for all but those bound otherwise and a few
    /// more, which are told as well; none when more of one must be in than may.
    pub(super) fn least(
        &self,
        sum: &Combination,
        (fewest_of, most_of): (&Per<ClassId, u32>, &Per<ClassId, u32>),
        bound: BTreeSet<ClassId>,
    ) -> Option<(i128, BTreeSet<ClassId>)> {
        let mut apart = bound;
        apart.extend(self.apart(sum));
        let none = || self.all.iter().map(|_| 0_i64);
        let (mut fewest, mut most): (Per<KindId, i64>, Per<KindId, i64>) =
            (none().collect(), none().collect());
        let mut count = |class: ClassId, by: i64| {
            let kind = self.of[class];
            let (least, highest) = (fewest_of[class], most_of[class]);
            let more = |own: &mut i64, people: u32| {
                *own = own.saturating_add(by.saturating_mul(people.into()));
            };
            more(&mut fewest[kind], least);
            more(&mut most[kind], highest);
            least <= highest
        };
        for class in self.of.ids() {
            if !count(class, 1) {
                return None;
            }
        }
        for class in &apart {
            count(*class, -1);
        }
        let mut all = 0_i128;
        for (id, kind) in self.all.each() {
            let own = match sum.least(kind) {
                None if fewest[id] > 0 => return None,
                None => 0,
                Some(cost) if cost < 0 => cost.saturating_mul(most[id].into()),
                Some(cost) => cost.saturating_mul(fewest[id].into()),
            };
            all = all.checked_add(own)?;
        }
        Some((all, apart))
    }

    /// By class, the least that one of it adds to a sum, where that is below zero.
    pub(super) fn below_zero(
        &self,
        sum: &Combination,
        classes: &Per<ClassId, Class>,
    ) -> Vec<(i128, ClassId)> {
        let of_kinds: Per<KindId, Option<i128>> =
            self.all.iter().map(|kind| sum.least(kind)).collect();
        let apart: BTreeSet<ClassId> = self.apart(sum).collect();
        let alike = self.of.each();
        let alike =
            alike.filter_map(|(id, kind)| Some((of_kinds[*kind].filter(|cost| *cost < 0)?, id)));
        let mut all: Vec<(i128, ClassId)> = alike.filter(|(_, id)| !apart.contains(id)).collect();
        let alone = apart
            .iter()
            .filter_map(|id| Some((sum.least(&classes[*id])?, *id)));
        all.extend(alone.filter(|(cost, _)| *cost < 0));
        all
    }
}
