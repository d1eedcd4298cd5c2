//! What a stage adds to a selection: a floor under its own points, and a shortlist on which equal totals may all stay.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Selection;
use crate::base::ids::{at, at_mut, with_ids};
use crate::judge::criteria::Facts;
use crate::rank::StandingId;
use crate::rules::{GroupId, GroupSet, Most, OpenPlaces, Rules, Ties};
use crate::score;
use crate::seats::{Filling, Placing};

/// Whether the points of this stage alone are fewer than its floor, however those come out that are still open.
pub fn is_below_floor(rules: &Rules, facts: Facts<'_>) -> bool {
    let floor = rules.stage().and_then(|stage| stage.floor);
    let Some((at, floor)) = rules.at.as_ref().zip(floor) else {
        return false;
    };
    let most = at.alone(at.stage, |measure| {
        let awarded = score::contribution(&rules.measures[measure], facts);
        awarded.points.most.decimal()
    });
    most < floor
}

/// Where a total is that of the last on a shortlist that keeps ties, whoever has it is on it, too: which group they are in.
pub fn keep_ties<T: PartialEq + Copy>(
    rules: &Rules,
    total: &dyn Fn(StandingId) -> T,
    fits: &[GroupSet],
    order: &dyn Fn(StandingId) -> Vec<GroupId>,
    filling: &mut Filling,
) -> BTreeSet<StandingId> {
    let mut by_tie = BTreeSet::new();
    let shortlist = rules.stage().and_then(|stage| stage.shortlist);
    let Some(most) = shortlist
        .filter(|shortlist| shortlist.ties == Ties::Kept)
        .map(|shortlist| shortlist.most)
    else {
        return by_tie;
    };
    let line = Line::of(most, rules, total, filling);
    let waiting: Vec<StandingId> = with_ids(&filling.seats)
        .filter(|(_, placing)| **placing == Placing::Unplaced)
        .map(|(standing, _)| standing)
        .collect();
    for standing in waiting {
        let score = total(standing);
        let has_line = |group: &GroupId| line.is_at(*group, score);
        let fits = *at(fits, standing);
        let group = order(standing)
            .into_iter()
            .filter(|group| fits.iter().any(|fitting| fitting == *group))
            .find(has_line);
        if let Some(group) = group {
            *at_mut(&mut filling.seats, standing) = Placing::Seat(group);
            *at_mut(&mut filling.last, group) = Some(standing);
            by_tie.insert(standing);
        } else if line.is_open_at(score) {
            *at_mut(&mut filling.seats, standing) = Placing::OpenSeat;
            by_tie.insert(standing);
        }
    }
    by_tie
}

impl Selection<'_> {
    /// Who sits where, without those whom a tie alone brought onto the shortlist.
    pub(super) fn seats_without_ties(&self) -> Cow<'_, [Placing]> {
        if self.by_tie.is_empty() {
            return Cow::Borrowed(&self.filling.seats);
        }
        let mut seats = self.filling.seats.clone();
        for standing in &self.by_tie {
            *at_mut(&mut seats, *standing) = Placing::Unplaced;
        }
        Cow::Owned(seats)
    }

    /// With whoever is on the shortlist by a tie with one of these.
    pub(super) fn with_ties(&self, standings: Vec<StandingId>) -> Vec<StandingId> {
        let score = |standing: StandingId| self.standings[standing].score;
        let ties = self.by_tie.iter().copied();
        let ties = ties.filter(|tie| standings.iter().any(|one| score(*one) == score(*tie)));
        let mut all: Vec<StandingId> = ties.collect();
        all.extend(standings);
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The total of the last on the shortlist; none where there is room for more.
enum Line<T> {
    /// By group.
    OfGroups(Vec<Option<T>>),
    InAll {
        score: Option<T>,
        /// Whoever fits no group may be on it.
        open: bool,
    },
}

impl<T: PartialEq + Copy> Line<T> {
    fn of(most: Most, rules: &Rules, total: &dyn Fn(StandingId) -> T, filling: &Filling) -> Self {
        match most {
            Most::PerGroup(people) => {
                let seated = |group: GroupId| {
                    let seats = filling.seats.iter();
                    seats
                        .filter(|placing| **placing == Placing::Seat(group))
                        .count()
                };
                let of = |(group, last): (GroupId, &Option<StandingId>)| {
                    let last = last.filter(|_| seated(group) >= people as usize);
                    last.map(total)
                };
                Self::OfGroups(with_ids(&filling.last).map(of).collect())
            }
            Most::InAll(people) => {
                let seated = with_ids::<StandingId, _>(&filling.seats)
                    .filter(|(_, placing)| **placing != Placing::Unplaced);
                let seated: Vec<StandingId> = seated.map(|(standing, _)| standing).collect();
                let last = seated.last().filter(|_| seated.len() >= people as usize);
                Self::InAll {
                    score: last.map(|last| total(*last)),
                    open: rules.places.open == OpenPlaces::BestRanked,
                }
            }
        }
    }

    fn is_at(&self, group: GroupId, score: T) -> bool {
        match self {
            Self::OfGroups(lines) => *at(lines, group) == Some(score),
            Self::InAll { score: line, .. } => *line == Some(score),
        }
    }

    fn is_open_at(&self, score: T) -> bool {
        matches!(self, Self::InAll { score: Some(line), open: true } if *line == score)
    }
}
