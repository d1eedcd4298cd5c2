//! A selection under balance rules, as it is put to the solver: who is ranked, which seats there are, and what must hold or is
//! aimed at.

use rust_decimal::Decimal;

use crate::base::ids::{Per, id};
use crate::rank::StandingId;
use crate::rules::places::{Assignment, Objective, Several};
use crate::rules::{Asks, GroupId, GroupSet};

id! {
    /// What a balance rule counts: those who have one value, such as the women, or the people of one country.
    pub TraitId
}

id! {
    /// Which of the balance rules of a problem. A rule for every group or for each value is one of these for each.
    pub BalanceId
}

/// Seats, people and rules. Groups beyond the 64th do not exist here; the rules refuse them.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Seats in all, open places included.
    pub cap: u32,
    /// Seats of each group, as dealt.
    pub sizes: Per<GroupId, u32>,
    pub open: Open,
    /// Best-ranked first.
    pub candidates: Per<StandingId, Candidate>,
    pub rules: Per<BalanceId, Rule>,
    pub objective: Objective,
    pub assignment: Assignment,
    pub several: Several,
    /// How much work may be done for one question (counted, not timed) before the solver says that it is too hard.
    pub budget: u64,
}

/// Work for a selection, which takes some seconds.
pub const BUDGET: u64 = 200_000_000;

/// Work for everything of one kind that is asked about a selection: why people have no seat, which answers matter, who comes next.
pub const BESIDE: u64 = BUDGET / 2;

/// Places for the best-ranked who have no seat in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// So many.
    Places(u32),
    /// The cap less the most people whom the groups can seat under the hard rules.
    Unfilled,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    pub groups: GroupSet,
    /// What they certainly have. Nothing else counts, for a minimum or against a maximum.
    pub traits: Vec<TraitId>,
    /// What they may have, for all that can be read of their answers.
    pub unclear: Vec<TraitId>,
    /// What they scored in all. Only `Aim::within` and `Objective::Total` look at it.
    pub total: Decimal,
    /// Has a seat already and keeps it. Whoever must keep their group is given as fitting that group alone.
    pub held: bool,
    /// Takes no open place.
    pub in_groups: bool,
}

impl Problem {
    /// The same where somebody has a seat by force: what else would happen.
    pub fn with_seat_for(&self, standing: StandingId) -> Self {
        let mut forced = self.clone();
        forced.candidates[standing].held = true;
        forced
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub over: TraitId,
    /// Counted in one group; none: in all, open places included.
    pub group: Option<GroupId>,
    pub asks: Asks,
    /// What must hold may be missed by so many people.
    pub slack: u32,
}
