//! Why there is no selection: nothing is lawful, or the work ended before the answer.

use super::layout::Layout;
use super::problem::BalanceId;
use super::rows::Reason;
use super::stages::Stopped;
use crate::base::contradiction::contradiction;
use crate::rank::StandingId;

/// Why there is no selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// Not all that must hold can hold.
    Never(Never),
    TooHard(TooHard),
}

/// What clashes, none of which could be left out; and the smallest changes of rules that would do: fewest rules first, then fewest
/// people. There are none where people hold more seats than there are, or where it was too much work to find them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    pub clash: Vec<Reason>,
    pub relaxations: Vec<Relaxation>,
    /// There are more that are as small, or it was too much work to find any.
    pub more: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// Which rules are missed, by how many people each.
    pub changes: Vec<(BalanceId, u32)>,
    /// Who would be selected then, best first; none where that is too hard to say.
    pub selected: Option<Vec<StandingId>>,
}

/// The work ended before the answer: the best that is known to be possible, and what nothing can be better than.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooHard {
    pub stage: Stage,
    pub have: i128,
    pub limit: i128,
    /// Those who are selected for certain.
    pub selected: Vec<StandingId>,
}

impl TooHard {
    pub(super) fn new(stage: Stage, have: i128, limit: i128) -> Self {
        Self {
            stage,
            have,
            limit,
            selected: Vec::new(),
        }
    }
}

/// What the solver was at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Totals whose sums would have too many digits.
    Totals,
    /// Whether anything is lawful.
    Lawful,
    /// How many the groups can seat.
    Groups,
    /// How many seats can be filled.
    Seats,
    /// How many people an aim asks for.
    Targets,
    /// How near aims can come: people they are short of.
    Aims(Reason),
    /// Who is selected: how far down the ranking is decided, of how many.
    Rank,
    /// Who sits where.
    Places,
    /// Why somebody has no seat.
    Why,
    /// Which changes of the rules would do.
    Relaxations,
}

/// What stopped, in the numbers that are known.
pub(super) fn failed(layout: &Layout, stopped: &Stopped) -> Failed {
    let (stage, unsettled) = match *stopped {
        Stopped::Never => contradiction("what could hold cannot hold"),
        Stopped::Lawful => {
            return Failed::TooHard(TooHard::new(Stage::Lawful, 0, 1));
        }
        Stopped::Open(unsettled) => (Stage::Groups, unsettled),
        Stopped::Seats(unsettled) => (Stage::Seats, unsettled),
        Stopped::Target(unsettled) => (Stage::Targets, unsettled),
        Stopped::Aims(level, unsettled) => (Stage::Aims(layout.levels[level].reason), unsettled),
    };
    Failed::TooHard(TooHard::new(stage, unsettled.have, unsettled.limit))
}
