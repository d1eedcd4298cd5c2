//! Two tests side by side: whether all who meet one meet the other, and whether nobody meets both. Said only where it is certain.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::rules::{Leaf, Rules, Set, Subject, Test};
use crate::values::{Country, Number};
use crate::words;

/// Comparisons of two parts of tests, all together: nested tests could have more than anybody waits for.
const MOST: u32 = 200_000;

/// Compares tests.
pub(super) struct Classes<'r> {
    rules: &'r Rules,
    left: Cell<u32>,
}

/// A value that an answer can have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Single<'r> {
    At(u8),
    Country(Country),
    YesNo(bool),
    Number(Number),
    Text(&'r str),
}

impl<'r> Classes<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        Self {
            rules,
            left: Cell::new(MOST),
        }
    }

    /// Whether some comparison was given up.
    pub(super) fn gave_up(&self) -> bool {
        self.left.get() == 0
    }

    fn may_go_on(&self) -> bool {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        left > 0
    }

    /// Whether whoever meets the one meets the other.
    pub(super) fn is_within(&self, one: &Test, other: &Test) -> bool {
        if !self.may_go_on() {
            return false;
        }
        match (one, other) {
            (_, Test::All(tests)) => tests.iter().all(|test| self.is_within(one, test)),
            (Test::Any(tests), _) => tests.iter().all(|test| self.is_within(test, other)),
            (Test::Leaf(one), Test::Leaf(other)) => self.leaf_is_within(one, other),
            (Test::All(tests), _) if tests.iter().any(|test| self.is_within(test, other)) => true,
            (_, Test::Any(tests)) => tests.iter().any(|test| self.is_within(one, test)),
            (_, Test::Not(test)) => self.are_apart(one, test),
            _ => false,
        }
    }

    /// Whether nobody meets both.
    pub(super) fn are_apart(&self, one: &Test, other: &Test) -> bool {
        if !self.may_go_on() {
            return false;
        }
        match (one, other) {
            (Test::Any(tests), _) => tests.iter().all(|test| self.are_apart(test, other)),
            (_, Test::Any(tests)) => tests.iter().all(|test| self.are_apart(one, test)),
            (Test::Leaf(one), Test::Leaf(other)) => self.leaves_are_apart(one, other),
            (Test::All(tests), _) if tests.iter().any(|test| self.are_apart(test, other)) => true,
            (_, Test::All(tests)) => tests.iter().any(|test| self.are_apart(one, test)),
            (Test::Not(test), _) if self.is_within(other, test) => true,
            (_, Test::Not(test)) => self.is_within(one, test),
            _ => false,
        }
    }

    /// Whether it asks for one value of a subject and for nothing else.
    pub(super) fn is_one_value(&self, test: &Test, subject: Subject) -> bool {
        let Test::Leaf(leaf) = test else {
            return false;
        };
        let single = || self.values(leaf).is_some_and(|values| values.len() == 1);
        leaf.subject == subject && single()
    }

    fn leaf_is_within(&self, one: &Leaf, other: &Leaf) -> bool {
        let values = || Some(self.values(one)?.is_subset(&self.values(other)?));
        one.subject == other.subject && (one.ask == other.ask || values().unwrap_or(false))
    }

    /// An answer with several values can meet both.
    fn leaves_are_apart(&self, one: &Leaf, other: &Leaf) -> bool {
        let values = || Some(self.values(one)?.is_disjoint(&self.values(other)?));
        one.subject == other.subject && self.has_one_value(one.subject) && values().unwrap_or(false)
    }

    /// Whether everybody has one value of it at most.
    pub(super) fn has_one_value(&self, subject: Subject) -> bool {
        let field = self.rules.field(subject);
        field.is_none_or(|field| !field.kind.is_several())
    }

    /// The values that meet a condition; none where they are not finitely many.
    fn values<'l>(&'l self, leaf: &'l Leaf) -> Option<BTreeSet<Single<'l>>> {
        if let Some((least, most)) = leaf.ask.levels() {
            let scale = words::scale_of(self.rules, leaf.subject)?;
            let levels = (0_u8..).zip(&scale.levels).map(|(at, _)| at);
            let met = levels.filter(|at| (least..=most).contains(at));
            return Some(met.map(Single::At).collect());
        }
        Some(match leaf.ask.set(&self.rules.lists)? {
            Set::Countries(all) => all.iter().copied().map(Single::Country).collect(),
            Set::Options(all) => all.iter().copied().map(Single::At).collect(),
            Set::Levels(all) => all.iter().map(Single::At).collect(),
            Set::YesNo(yes) => [Single::YesNo(*yes)].into(),
            Set::Numbers(all) => all.iter().copied().map(Single::Number).collect(),
            Set::Texts(all) => all.iter().map(|text| Single::Text(text)).collect(),
        })
    }
}
