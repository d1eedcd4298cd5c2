//! Seats are dealt one by one, each as its taker wants, so that everybody who must be in still has one.

use std::collections::{BTreeMap, BTreeSet};

use super::class::ClassId;
use super::proof::State;
use super::search::{Answer, Solver};
use super::seating::{Seating, nobody};
use super::tableau::Spent;
use crate::base::ids::{Per, find_mut};
use crate::seats::group_bits::BlockId;

/// Gives people blocks one after another, so that all who must be in still have a seat.
pub(super) struct Dealer<'a> {
    pub(super) solver: &'a mut Solver,
    state: State,
    seating: BTreeMap<(ClassId, BlockId), u32>,
    closed: BTreeSet<(ClassId, BlockId)>,
    /// How many of each class have a seat.
    pub(super) taken: Per<ClassId, u32>,
    by_block: Vec<u32>,
}

impl<'a> Dealer<'a> {
    pub(super) fn new(solver: &'a mut Solver, state: State, seating: &Seating) -> Self {
        let taken = nobody(&solver.classes);
        let by_block = vec![0; solver.classes.groups.saturating_add(1)];
        Self {
            solver,
            state,
            seating: by_seat(seating),
            closed: BTreeSet::new(),
            taken,
            by_block,
        }
    }

    /// How many have taken a seat in each block.
    pub(super) fn by_block(&self) -> &[u32] {
        &self.by_block
    }

    /// The first block of an order that one more of a class can have, while at least so many of it are in. A block that was refused
    /// to one of a class is not tried again for others, but for those who are in anyway: they take nothing from anybody.
    pub(super) fn deal(
        &mut self,
        class: ClassId,
        least: u32,
        is_in: bool,
        order: &[BlockId],
    ) -> Result<Option<BlockId>, Spent> {
        for &block in order {
            let key = (class, block);
            if !is_in && self.closed.contains(&key) {
                continue;
            }
            let had = self.state.seats.get(&key).copied().unwrap_or(0);
            let more = had.saturating_add(1);
            let before = self.state.least[class];
            self.state.least[class] = before.max(least);
            self.state.seats.insert(key, more);
            let whole = self
                .seating
                .range((class, BlockId(0))..=(class, BlockId(usize::MAX)));
            let whole = whole.fold(0_u32, |all, (_, many)| all.saturating_add(*many));
            let held = self.seating.get(&key).is_some_and(|many| *many >= more)
                && whole >= self.state.least[class];
            let found = if held {
                true
            } else {
                match self.solver.solve(&self.state)? {
                    Answer::Found(seating) => {
                        self.seating = by_seat(&seating);
                        true
                    }
                    Answer::Never(_) => false,
                }
            };
            if found {
                self.taken[class] = self.taken[class].saturating_add(1);
                if let Some(taken) = find_mut(&mut self.by_block, block) {
                    *taken = taken.saturating_add(1);
                }
                return Ok(Some(block));
            }
            self.state.least[class] = before;
            self.state.seats.insert(key, had);
            if !is_in {
                self.closed.insert(key);
            }
        }
        Ok(None)
    }
}

fn by_seat(seating: &Seating) -> BTreeMap<(ClassId, BlockId), u32> {
    let each = seating.iter();
    each.map(|&(class, block, many)| ((class, block), many))
        .collect()
}
