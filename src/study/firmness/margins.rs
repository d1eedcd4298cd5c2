//! How many points somebody with a seat could lose before it is lost, everybody else being as they are.
//!
//! Whoever loses points falls in the ranking and nothing else changes, so that the seat can only be lost where they come to stand behind
//! somebody, or, where gentle aims move people, so far ahead of somebody as these allow. By the ranking alone, with whatever rules, those
//! selected above them only grow as they fall: a seat that is lost stays lost, and where it is lost is found by halving.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::lines::Keys;
use super::people::People;
use super::seats::{Decides, Seats, Sitting};
use super::told::{Exchange, Points};
use crate::rank::StandingId;
use crate::study::ties::Ties;

/// Where a seat is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lost {
    /// With no total.
    Never,
    At {
        /// The highest total with which the seat is lost, or below which it is.
        total: Decimal,
        /// Whether it is kept with exactly that; none where a personal column decides.
        kept: Option<bool>,
        /// Who sits then.
        then: BTreeSet<StandingId>,
    },
}

/// Somebody's fall through the ranking.
pub(super) struct Fall<'s, 'r> {
    who: StandingId,
    people: &'s People<'r>,
    ties: &'s Ties<'r>,
    seats: Seats<'r>,
    keys: Keys,
    /// Everybody else, best first.
    others: Vec<StandingId>,
}

impl<'s, 'r> Fall<'s, 'r> {
    /// None where the numbers are too long to reckon with exactly.
    pub(super) fn new(
        who: StandingId,
        people: &'s People<'r>,
        ties: &'s Ties<'r>,
        seats: Seats<'r>,
    ) -> Option<Self> {
        Some(Self {
            who,
            people,
            ties,
            keys: Keys::recorded(&people.totals, &seats.within)?,
            others: people.totals.ids().filter(|one| *one != who).collect(),
            seats,
        })
    }

    /// Where the seat is lost; none where that is too much work.
    pub(super) fn lost(&mut self) -> Option<Lost> {
        match self.seats.decides {
            // Totals matter, and not places alone.
            _ if self.seats.keeps_ties() => self.by_halves_of_totals(),
            Decides::Ranking | Decides::RankingAndRules => self.by_halves(),
            Decides::Preferences if self.seats.within.is_empty() => self.by_halves(),
            Decides::Preferences | Decides::Differences => self.step_by_step(),
            Decides::Sums => self.by_sums(),
        }
    }

    fn by_halves(&mut self) -> Option<Lost> {
        let sits = |fall: &mut Self, before: usize| {
            let sitting = fall.standing_at(before)?;
            Some(fall.is_in(&sitting))
        };
        let Some(kept) = self.kept(sits)? else {
            return Some(Lost::Never);
        };
        let then = self.standing_at(kept.saturating_add(1))?.all;
        let passed = *self.others.get(kept)?;
        let kept = match self.ties.first(self.who, passed, &[]) {
            Some(Ordering::Less) => Some(true),
            Some(_) => Some(false),
            None => self.known_tie(passed),
        };
        Some(Lost::At {
            total: self.people.totals[passed],
            kept,
            then,
        })
    }

    /// Where ties are kept. Whoever is off the list by the ranking has no more points than the last of each group they fit, since they
    /// would have that place otherwise, and those stay who they are: as many points as one of them has keep a tie, fewer never do. So a
    /// place that is lost stays lost here, too.
    fn by_halves_of_totals(&mut self) -> Option<Lost> {
        let own = self.people.totals[self.who];
        let others = self.others.iter().map(|other| self.people.totals[*other]);
        let mut totals: Vec<Decimal> = others.filter(|total| *total < own).collect();
        totals.insert(0, own);
        totals.dedup();
        let (mut first, mut end) = (0, totals.len());
        while first < end {
            let middle = first.midpoint(end);
            let (below, _) = self.with(*totals.get(middle)?, true)?;
            match self.is_in(&below) {
                true => first = middle.saturating_add(1),
                false => end = middle,
            }
        }
        match totals.get(first) {
            None => Some(Lost::Never),
            Some(total) => self.around(*total)?.err(),
        }
    }

    /// Whoever takes the seat by the ranking alone; none where nobody does.
    #[expect(
        clippy::option_option,
        reason = "outer: whether it was found out; inner: whether there is one"
    )]
    fn passed_by_ranking(&mut self) -> Option<Option<StandingId>> {
        let sits = |fall: &mut Self, before: usize| {
            let ranking = fall.ranking(before)?;
            let seated = fall.seats.by_ranking(&ranking)?;
            Some(seated.contains(&fall.who))
        };
        let kept = self.kept(sits)?;
        Some(kept.and_then(|kept| self.others.get(kept).copied()))
    }

    /// Behind how many others the seat is kept, where it is lost behind one more; none where it never is. Once lost it stays lost.
    #[expect(
        clippy::option_option,
        reason = "outer: whether it was found out; inner: whether there is one"
    )]
    fn kept(
        &mut self,
        mut sits: impl FnMut(&mut Self, usize) -> Option<bool>,
    ) -> Option<Option<usize>> {
        let (mut kept, mut lost) = (self.who.0, self.others.len());
        if sits(self, lost)? {
            return Some(None);
        }
        while lost.saturating_sub(kept) > 1 {
            let middle = kept.midpoint(lost);
            if sits(self, middle)? {
                kept = middle;
            } else {
                lost = middle;
            }
        }
        Some(Some(kept))
    }

    /// Two with equal totals in the run stand as the run has them, whatever decided.
    fn known_tie(&self, other: StandingId) -> Option<bool> {
        let is_tied = self.people.totals[other] == self.people.totals[self.who];
        is_tied.then_some(self.who < other)
    }

    /// With nothing, others sit, if the seat can be lost at all; it is lost where the sum with them is no larger any more than the sum of
    /// those.
    fn by_sums(&mut self) -> Option<Lost> {
        let (without, _) = self.with(Decimal::ZERO, false)?;
        if self.is_in(&without) {
            return Some(Lost::Never);
        }
        let sum = |who: &BTreeSet<StandingId>| {
            let mut totals = who.iter().map(|one| self.people.totals[*one]);
            totals.try_fold(Decimal::ZERO, Decimal::checked_add)
        };
        let spare = sum(&self.people.seated)?.checked_sub(sum(&without.all)?)?;
        let total = self.people.totals[self.who].checked_sub(spare)?;
        let (there, untold) = self.with(total, false)?;
        let kept = self.is_in(&there);
        Some(Lost::At {
            total,
            kept: (!untold).then_some(kept),
            then: if kept { without.all } else { there.all },
        })
    }

    /// From one total to the next at which something could change. As long as the ranking alone decides, that is where it takes the seat.
    fn step_by_step(&mut self) -> Option<Lost> {
        let mut total = self.people.totals[self.who];
        let now = self.standing_at(self.who.0)?;
        if now.by_ranking {
            match self.passed_by_ranking()? {
                Some(passed) => total = self.people.totals[passed],
                None => return Some(Lost::Never),
            }
        }
        loop {
            let below = match self.around(total)? {
                Ok(below) => below,
                Err(lost) => return Some(lost),
            };
            match self.next(total, &below)? {
                Some(next) => total = next,
                None => return Some(Lost::Never),
            }
        }
    }

    /// Who sits with a little less than a total, or that the seat is lost there.
    fn around(&mut self, total: Decimal) -> Option<Result<Sitting, Lost>> {
        let (there, untold) = self.with(total, false)?;
        if !self.is_in(&there) && !untold {
            return Some(Err(Lost::At {
                total,
                kept: Some(false),
                then: there.all,
            }));
        }
        let (below, _) = self.with(total, true)?;
        if self.is_in(&below) {
            return Some(Ok(below));
        }
        Some(Err(Lost::At {
            total,
            kept: (!untold).then_some(true),
            then: below.all,
        }))
    }

    #[expect(
        clippy::option_option,
        reason = "outer: whether it can be reckoned with; inner: whether there is one"
    )]
    fn next(&self, total: Decimal, sitting: &Sitting) -> Option<Option<Decimal>> {
        let mut next: Option<Decimal> = None;
        for other in &self.others {
            let is_any = self.seats.decides == Decides::Preferences;
            let matters = is_any || sitting.parts((self.who, *other));
            if !matters {
                continue;
            }
            let meets = self.people.totals[*other];
            let ahead = self.seats.within.iter();
            let reaches =
                ahead.flat_map(|within| [meets.checked_add(*within), meets.checked_sub(*within)]);
            for at in [Some(meets)].into_iter().chain(reaches) {
                let at = at?;
                if at < total && at >= Decimal::ZERO && next.is_none_or(|next| at > next) {
                    next = Some(at);
                }
            }
        }
        Some(next)
    }

    fn is_in(&self, sitting: &Sitting) -> bool {
        sitting.all.contains(&self.who)
    }

    /// Who sits if so many of the others stand before them.
    fn standing_at(&mut self, before: usize) -> Option<Sitting> {
        let ranking = self.ranking(before)?;
        self.seats.sitting(&ranking, &self.keys)
    }

    /// The ranking with so many of the others before them.
    fn ranking(&self, before: usize) -> Option<Vec<StandingId>> {
        let (above, below) = self.others.split_at_checked(before)?;
        let all = above.iter().chain([&self.who]).chain(below);
        Some(all.copied().collect())
    }

    /// Who sits if they had this total, or a little less; and whether a personal column decides where they stand.
    fn with(&mut self, total: Decimal, below: bool) -> Option<(Sitting, bool)> {
        let keys = self
            .keys
            .with(self.who, self.keys.difference(total)?, below)?;
        let mut untold = false;
        let mut before = 0_usize;
        for other in &self.others {
            let is_before = match self.people.totals[*other].cmp(&total) {
                Ordering::Greater => true,
                Ordering::Less => break,
                Ordering::Equal if below => true,
                Ordering::Equal => match self.known_tie(*other) {
                    Some(first) => !first,
                    None => match self.ties.first(self.who, *other, &[]) {
                        Some(order) => order != Ordering::Less,
                        None => {
                            untold = true;
                            true
                        }
                    },
                },
            };
            if !is_before {
                break;
            }
            before = before.saturating_add(1);
        }
        let ranking = self.ranking(before)?;
        Some((self.seats.sitting(&ranking, &keys)?, untold))
    }
}

/// As it is told.
pub(super) fn told(people: &People<'_>, who: StandingId, lost: Option<&Lost>) -> Points {
    match lost {
        None => Points::Unknown,
        Some(Lost::Never) => Points::All,
        Some(Lost::At { total, kept, then }) => {
            let points = people.totals[who].saturating_sub(*total);
            let Exchange { comes, leaves } = people.exchange(then);
            let own = people.id(who);
            Points::Up {
                points: points.normalize().to_string(),
                stays: *kept,
                then: Exchange {
                    comes,
                    leaves: leaves.into_iter().filter(|one| *one != own).collect(),
                },
            }
        }
    }
}
