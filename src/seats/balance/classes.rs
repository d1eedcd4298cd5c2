//! Trait classes: people who fit the same groups and have the same traits differ by rank alone, so that the best of them come
//! first, and how many come is all there is to find out. However many applied, the solver sees classes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::class::{Class, ClassId};
use super::kinds::Kinds;
use super::problem::{Candidate, Open, Problem, TraitId};
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::Objective;
use crate::seats::group_bits::{BlockId, GroupBits, bit, bits, each};

#[derive(Debug, Clone)]
pub(super) struct Classes {
    pub(super) all: Per<ClassId, Class>,
    /// By candidate.
    pub(super) of: Per<StandingId, ClassId>,
    pub(super) groups: usize,
    pub(super) kinds: Kinds,
}

impl Classes {
    pub(super) fn new(problem: &Problem) -> Self {
        let groups = problem.sizes.len().min(GroupSet::MOST);
        let open = open(problem, groups);
        let totals = whole_totals(problem);
        let mut known: BTreeMap<(GroupSet, bool, Vec<TraitId>, i128), ClassId> = BTreeMap::new();
        let mut all: Per<ClassId, Class> = Per::default();
        let of = problem.candidates.each().map(|(standing, candidate)| {
            let fits = candidate.groups.and(GroupSet::first(groups));
            let traits = traits(candidate);
            let total = totals.as_ref().map_or(0, |totals| totals[standing]);
            let class = *known
                .entry((fits, candidate.in_groups, traits, total))
                .or_insert_with_key(|(fits, in_groups, traits, total)| {
                    let open = if *in_groups { 0 } else { open };
                    all.push(Class {
                        blocks: each(bits(*fits) | open).collect(),
                        traits: traits.clone(),
                        total: *total,
                        members: 0,
                    })
                });
            let members = &mut all[class].members;
            *members = members.saturating_add(1);
            class
        });
        let of = of.collect();
        Self {
            kinds: Kinds::new(&all),
            all,
            of,
            groups,
        }
    }

    /// The same where somebody counts as something else. The classes keep their ids; one may have nobody left.
    pub(super) fn moved(&self, problem: &Problem, standing: StandingId, to: &Candidate) -> Self {
        let mut moved = self.clone();
        let left = &mut moved.all[self.of[standing]].members;
        *left = left.saturating_sub(1);
        moved.of[standing] = moved.one_more(problem, to);
        moved
    }

    /// Takes somebody more in, who has no place in the ranking here. Totals may not decide.
    pub(super) fn one_more(&mut self, problem: &Problem, candidate: &Candidate) -> ClassId {
        let fits = bits(candidate.groups.and(GroupSet::first(self.groups)));
        let open = match candidate.in_groups {
            true => 0,
            false => open(problem, self.groups),
        };
        let blocks: Vec<BlockId> = each(fits | open).collect();
        let traits = traits(candidate);
        let alike = |class: &Class| class.blocks == blocks && class.traits == traits;
        let class = match self.all.position(alike) {
            Some(class) => class,
            None => {
                let class = Class {
                    blocks,
                    traits,
                    total: 0,
                    members: 0,
                };
                self.kinds.push(&class);
                self.all.push(class)
            }
        };
        let members = &mut self.all[class].members;
        *members = members.saturating_add(1);
        class
    }
}

/// The open places as a place to sit, where there may be some.
fn open(problem: &Problem, groups: usize) -> GroupBits {
    match problem.open {
        Open::Places(0) => 0,
        Open::Places(_) | Open::Unfilled => bit(BlockId(groups)),
    }
}

fn traits(candidate: &Candidate) -> Vec<TraitId> {
    let mut traits = candidate.traits.clone();
    traits.sort_unstable();
    traits.dedup();
    traits
}

/// Totals as whole numbers of the smallest decimal place that any of them has; none where they do not decide.
fn whole_totals(problem: &Problem) -> Option<Per<StandingId, i128>> {
    if problem.objective != Objective::Total {
        return None;
    }
    let totals = || problem.candidates.iter().map(|one| one.total.normalize());
    let scale = totals().map(|total| total.scale()).max().unwrap_or(0);
    let whole = |total: Decimal| {
        let places = scale.saturating_sub(total.scale());
        total
            .mantissa()
            .saturating_mul(10_i128.saturating_pow(places))
    };
    Some(totals().map(whole).collect())
}
