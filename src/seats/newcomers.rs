//! Who keeps a seat when others come into the ranking, each at a place of their own.
//!
//! Where seats are dealt by rank, more candidates never help anybody (the choice is substitutable): whoever still sits beside many
//! newcomers sits beside any of them, and beside those who come in lower. For the groups that is closure in a matroid, which only
//! grows, with the cap as a truncation. The open places go to the best-ranked of whoever is left, of whom there are only more, and
//! where empty seats become open there are only fewer of them. Nor does it matter who was passed over (the choice is independent of
//! rejected candidates), so those seated are all that need be looked at.
//!
//! Dealt in turn, one newcomer may give a group another seat, and by it somebody else. There the seats are worked out for one newcomer
//! at a time, among the best of those who fit the same groups, and for all together by `dealt_newcomers`.

use std::collections::BTreeSet;

use super::cutoffs::Cutoffs;
use super::greedy::greedy;
use super::selected::select;
use super::successors::kernel;
use super::{Placing, quotas};
use crate::base::ids::{at, ids, with_ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::{OpenPlaces, Places};

/// A candidate who is not in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Newcomer {
    /// Ranked just above this one, which may be the one beyond the last.
    pub before: StandingId,
    pub fits: GroupSet,
}

/// Those who have a seat, and whoever else matters beside newcomers.
#[derive(Debug, Clone)]
pub struct Seated<'p> {
    places: &'p Places,
    /// Best first, with whether they have a seat.
    pool: Vec<(StandingId, GroupSet, bool)>,
}

/// Those looked at, beside newcomers, be they fewer or at lower places.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Those who have a seat and keep it.
    pub stay: BTreeSet<StandingId>,
    /// By place among those looked at: who has a seat by now.
    known: Vec<Option<StandingId>>,
    cutoffs: Cutoffs,
}

/// How far up somebody may rank who has no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSeat {
    /// Whoever fits these groups has a seat, even behind all others.
    Never,
    /// Only below this one of those who had a seat.
    Below(StandingId),
    /// Anywhere, as far as is known.
    Anywhere,
}

impl Beside {
    /// Where people rank who fit these groups and have no seat, one of the newcomers or not. More candidates never help anybody, so it
    /// holds beside fewer of the newcomers, too.
    pub fn no_seat(&self, fits: GroupSet) -> NoSeat {
        let Some(lowest) = self.cutoffs.lowest_position(fits) else {
            return NoSeat::Anywhere;
        };
        if lowest > self.known.len() {
            return NoSeat::Never;
        }
        let above = self.known.iter().take(lowest).rev();
        let last = above.flatten().next();
        last.map_or(NoSeat::Anywhere, |last| NoSeat::Below(*last))
    }

    /// Whether one more, at this place, would have a seat.
    pub fn admits(&self, newcomer: Newcomer) -> bool {
        let mut known = self.known.iter();
        let above = |one: &Option<StandingId>| one.is_none_or(|one| one < newcomer.before);
        let before = known.position(|one| !above(one));
        let before = StandingId(before.unwrap_or(self.known.len()));
        self.cutoffs.admits(before, newcomer.fits)
    }
}

impl<'p> Seated<'p> {
    /// Candidates as for [`super::fill`], and what came of them.
    pub fn new(places: &'p Places, fits: &[GroupSet], seats: &[Placing]) -> Self {
        let sits = |standing| matches!(at(seats, standing), Placing::Seat(_) | Placing::OpenSeat);
        let pool = if quotas::is_in_turn(places) {
            kernel(places, fits)
                .into_iter()
                .map(|(standing, fits)| (standing, fits, sits(standing)))
                .collect()
        } else {
            with_ids(fits)
                .filter(|(standing, _)| sits(*standing))
                .map(|(standing, fits)| (standing, *fits, true))
                .collect()
        };
        Self { places, pool }
    }

    /// More who come in for the same groups can take no more seats.
    pub(super) fn most_seats(&self) -> usize {
        self.places.cap as usize
    }

    /// How many are looked at each time.
    pub fn work(&self) -> usize {
        self.pool.len()
    }

    /// The same newcomer, said of those who are looked at: however many others stand between, it makes no difference.
    pub fn nearest(&self, newcomer: Newcomer) -> Newcomer {
        let above = |(standing, ..): &(StandingId, GroupSet, bool)| *standing < newcomer.before;
        let next = self.pool.get(self.pool.partition_point(above));
        let last = || self.pool.last().map(|(last, ..)| last.below());
        let before = next.map(|(standing, ..)| *standing).or_else(last);
        Newcomer {
            before: before.unwrap_or(newcomer.before),
            ..newcomer
        }
    }

    /// Who has a seat.
    pub fn all(&self) -> impl Iterator<Item = StandingId> {
        let seated = self.pool.iter().filter(|(_, _, sits)| *sits);
        seated.map(|(standing, _, _)| *standing)
    }

    /// Those who lose their seat when one newcomer comes; at a lower place the newcomer takes no other's.
    pub fn displaced_by(&self, newcomer: Newcomer) -> Vec<StandingId> {
        let beside = self.beside(&[newcomer]);
        self.all()
            .filter(|standing| !beside.stay.contains(standing))
            .collect()
    }

    /// Those who keep a seat whichever of the newcomers come, be it at lower places; none where that does not follow from what happens
    /// when all of them do, because seats are dealt in turn.
    pub fn whichever(&self, newcomers: &mut [Newcomer]) -> Option<Beside> {
        newcomers.sort_unstable();
        let is_dealt = quotas::is_in_turn(self.places) && {
            let sizes = quotas::stated(self.places);
            let (_, fits): (Vec<_>, Vec<_>) = self.with(newcomers).into_iter().unzip();
            let basis = greedy(&sizes, u32::MAX, ids(fits.len()).zip(fits));
            basis.seated.len() >= self.places.cap as usize
        };
        (!is_dealt).then(|| self.beside(newcomers))
    }

    /// Everybody as they are.
    pub fn alone(&self) -> Beside {
        self.beside(&[])
    }

    /// Everybody beside all ways in which one newcomer may come.
    pub fn beside_one(&self, mut ways: Vec<Newcomer>) -> Beside {
        ways.sort_unstable();
        self.beside(&ways)
    }

    /// Those who have a seat and keep it beside all of these, which stand in order.
    pub(super) fn beside(&self, newcomers: &[Newcomer]) -> Beside {
        let (known, fits): (Vec<_>, Vec<_>) = self.with(newcomers).into_iter().unzip();
        let selected = select(self.places, &fits);
        let all = selected.greedy.seated.iter().chain(&selected.beyond);
        let stay = all.filter_map(|standing| *at(&known, *standing)).collect();
        Beside {
            stay,
            known,
            cutoffs: selected.cutoffs,
        }
    }

    /// The ranking with the newcomers in it: who has a seat by now, and what everybody fits.
    fn with(&self, newcomers: &[Newcomer]) -> Vec<(Option<StandingId>, GroupSet)> {
        let mut newcomers = newcomers.iter().peekable();
        let mut all = Vec::with_capacity(self.pool.len().saturating_add(newcomers.len()));
        for (standing, fits, sits) in &self.pool {
            while let Some(newcomer) = newcomers.next_if(|one| one.before <= *standing) {
                all.push((None, newcomer.fits));
            }
            all.push((sits.then_some(*standing), *fits));
        }
        all.extend(newcomers.map(|newcomer| (None, newcomer.fits)));
        all
    }
}

/// Of all that may come of one person, each a set of groups with a place, what takes every seat that any of it takes.
///
/// Whoever fits several groups takes no other seats than those take together who fit a part of them each, and all of them among them.
/// If the first finds a seat, one of their groups can take somebody, and so one of the second finds a seat, too; and where the first
/// leaves no room, the groups that are full then hold all that the first fits (a tight set), and so whatever the second does. Whoever fits
/// no group takes an open place at most. Dealt in turn, all are kept.
pub fn strongest(places: &Places, all: &[Newcomer]) -> Vec<Newcomer> {
    let groups = GroupSet::first(quotas::stated(places).len());
    let of_groups = |one: &Newcomer| Newcomer {
        fits: one.fits.and(groups),
        ..*one
    };
    let counts = |one: &&Newcomer| places.open != OpenPlaces::None || !one.fits.is_empty();
    // Mostly there is one.
    if let [one] = all {
        return Some(of_groups(one))
            .filter(|one| counts(&one))
            .into_iter()
            .collect();
    }
    let all: BTreeSet<Newcomer> = all.iter().map(of_groups).collect();
    if quotas::is_in_turn(places) {
        return all.iter().filter(counts).copied().collect();
    }
    let is_made_of_others = |one: &Newcomer| {
        let part = |other: &&Newcomer| {
            *other != one && other.before <= one.before && other.fits.and(one.fits) == other.fits
        };
        let parts = all.iter().filter(part);
        let together = parts.fold(GroupSet::EMPTY, |all, part| all.or(part.fits));
        !one.fits.is_empty() && together == one.fits
    };
    all.iter()
        .filter(counts)
        .filter(|one| !is_made_of_others(one))
        .copied()
        .collect()
}
