//! A selection under balance rules, as it is put to the solver: who is ranked, which seats there are, and what must hold or is
//! aimed at.

use rust_decimal::Decimal;

use crate::base::ids::{Per, id};
use crate::rank::StandingId;
use crate::rules::places::Several;
use crate::rules::{GroupId, GroupSet};

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
    /// How much work may be done (counted, not timed) before the solver says that the problem is too hard.
    pub budget: u64,
}

/// Work that takes some seconds for each thing that is settled.
pub const BUDGET: u64 = 200_000_000;

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Must hold.
    AtMost(Amount),
    /// Must hold.
    AtLeast(Amount),
    /// Is met as far as possible.
    Aim(Aim),
}

/// How many people. In a rule that must hold a share is one of those seated (in the group, or in all), and nothing is rounded. In
/// an aim it is a share of the seats that can be filled, rounded up: of the most that any lawful selection fills, or for one group
/// of the most that can be filled in it while as many as possible are filled in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    People(u32),
    Share(Share),
}

/// An exact fraction, at most one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub numerator: u32,
    /// Nothing is a share of zero parts: taken as one.
    pub denominator: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    pub least: Amount,
    /// Lower is served first; aims of one priority share the smallest sum of shortfalls.
    pub priority: u32,
    /// None: the aim comes before the ranking. Otherwise it comes after it, and people change places for it only within so many points:
    /// with S the selection without the aim, a selection may be had for its sake if nobody who leaves S has a total more than so
    /// much above that of anybody who comes in. Zero: among equal totals only. Among those selections the shortfall counts,
    /// then the ranking. Gentle aims are served one after another by priority and their order, each from the selection before it,
    /// which keeps its shortfalls and its limits.
    pub within: Option<Decimal>,
}

/// What decides between lawful selections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objective {
    /// Most seats, aims, and then the best-ranked person in whom two selections differ.
    Rank,
    /// Aims, and then the best-ranked person in whom two differ; a seat stays empty rather than pass over somebody for two ranked lower.
    RankFirst,
    /// Most seats, aims, and then the largest sum of totals; among equal sums the ranking. Where the work ends first, the largest sum that
    /// was found stands, and `Settled::total_at_most` says that it is not proved.
    Total,
}

/// When those selected are told their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assignment {
    /// Once it is known who they are: best-ranked first, each takes the best group that leaves all of them a seat.
    SelectionFirst,
    /// As they are selected: each takes the best group that is to be had, whoever below is passed over for it.
    PreferenceFirst,
}
