//! Stages: a first one ranks and shortlists, later ones add points, and the last deals the seats.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Rules;
use super::ids::{Cites, MeasureId, StageId};
use super::packs::Packs;
use crate::base::ids::Per;
use crate::values::Weight;

/// One stage: what counts in it, and who goes on from it.
#[derive(Debug, Clone)]
pub struct Stage {
    pub id: String,
    pub title: String,
    pub cites: Cites,
    /// The ids of the measures that earn points in it.
    pub scoring: Vec<String>,
    /// The least that these points, times their weights, must come to; whoever has less goes no further.
    pub floor: Option<Decimal>,
    pub combine: Combination,
    /// Who goes on to the next one; none of the last, which deals the seats.
    pub shortlist: Option<Shortlist>,
    pub reserves: Reserves,
    /// What assessors are given in it; none where it is what `[packs]` says of all stages.
    pub packs: Option<Packs>,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// How the points of a stage and of those before it become the total it ranks by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Combination {
    /// The points of this stage alone: of the first there is nothing else.
    Last,
    /// Everything earned so far, added up.
    Sum,
    /// The points of each stage so far times its weight, added up; in the order of the stages.
    Weights(Vec<Weight>),
}

/// Who goes on to the next stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortlist {
    pub most: Most,
    pub ties: Ties,
}

/// How many go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    /// So many of every group.
    PerGroup(u32),
    /// So many of all together, whatever their groups.
    InAll(u32),
}

impl Most {
    pub fn people(self) -> u32 {
        match self {
            Self::PerGroup(people) | Self::InAll(people) => people,
        }
    }

    #[must_use]
    pub fn with(self, people: u32) -> Self {
        match self {
            Self::PerGroup(_) => Self::PerGroup(people),
            Self::InAll(_) => Self::InAll(people),
        }
    }
}

/// What becomes of those who have the same total as the last on a shortlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// All of them go on.
    Kept,
    /// The tie-breaks of the ranking say who does.
    Settled,
}

/// Who waits for a seat behind the last stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reserves {
    /// Those of the last stage alone.
    #[default]
    Last,
    /// After them those whom the stage before did not shortlist, in their order there.
    ThenBefore,
}

/// A view of the rules: what holds at one of their stages.
#[derive(Debug, Clone)]
pub struct AtStage {
    pub stage: StageId,
    /// What the view is of: all that the file says.
    pub whole: Arc<Rules>,
    /// By stage: the measures of the view that are its own, each with its weight in that stage.
    pub own: Per<StageId, Vec<(MeasureId, Weight)>>,
}
