//! How many may come, in which groups, and how the seats are dealt.

use super::criteria::Test;
use super::ids::{Cites, FieldId, GroupId};
use crate::base::ids::Per;

#[derive(Debug, Clone)]
pub struct Places {
    /// Seats in all, open places included.
    pub cap: u32,
    pub deal: Deal,
    pub open: OpenPlaces,
    pub unfilled: Unfilled,
    pub several: Several,
    pub objective: Objective,
    pub assignment: Assignment,
    /// The field of choices whose order is the applicant's preference among groups (each group's id is one of its options).
    /// None: the order of the groups in the rules.
    pub preference: Option<FieldId>,
    /// How many reserves each group keeps.
    pub reserve: u32,
    pub groups: Per<GroupId, Group>,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

#[derive(Debug, Clone)]
pub struct Group {
    pub id: String,
    pub title: String,
    /// None: everyone who is eligible.
    pub test: Option<Test>,
    /// The rules state no test, and beside a preference `test` is that the applicant names the group.
    pub by_name: bool,
    pub size: u32,
    /// The position of the group's own option in the preference field, from 0.
    pub option: Option<u8>,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// How seats are dealt when the groups together have more than the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deal {
    /// The ranking over all decides who sits; some group stays short.
    ByRank,
    /// Groups take one more seat each in turn, in the order of the rules, until the cap is reached.
    InTurn,
}

/// What happens to seats beyond the groups' sizes and up to the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenPlaces {
    /// They stay empty.
    None,
    /// They go to the best-ranked eligible applicants without a seat, whatever their group.
    BestRanked,
}

/// What happens to seats that a group cannot fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfilled {
    StayEmpty,
    /// They become open places.
    BecomeOpen,
}

/// Which group somebody joins who fits several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Several {
    FirstPreference,
    /// The group in which they stand highest.
    BestPlace,
}

/// What decides between lawful selections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objective {
    /// Most seats, aims, and then the best-ranked person in whom two selections differ.
    Rank,
    /// Aims, and then the best-ranked person in whom two differ; a seat stays empty rather than pass over somebody for two ranked lower.
    RankFirst,
    /// Most seats, aims, and then the largest sum of totals; among equal sums the ranking. Where the work ends first, the largest sum that
    /// was found stands, and it is said that it is not proved to be the largest.
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
