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
            Decides::Ranking | Decides::RankingAndRules => self.by_halves(),
            Decides::Preferences if self.seats.within.is_empty() => self.by_halves(),
            Decides::Preferences | Decides::Differences | Decides::Sums => self.step_by_step(),
        }
    }

    /// The seat is kept before the first so many others, and lost behind one more.
    fn by_halves(&mut self) -> Option<Lost> {
        let (mut kept, mut lost) = (self.who.0, self.others.len());
        let last = self.standing_at(lost)?;
        if self.is_in(&last) {
            return Some(Lost::Never);
        }
        while lost.saturating_sub(kept) > 1 {
            let middle = kept.midpoint(lost);
            let there = self.standing_at(middle)?;
            if self.is_in(&there) {
                kept = middle;
            } else {
                lost = middle;
            }
        }
        let then = self.standing_at(lost)?.all;
        let passed = *self.others.get(kept)?;
        let kept = match self.ties.first(self.who, passed, None) {
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

    /// Two with equal totals in the run stand as the run has them, whatever decided.
    fn known_tie(&self, other: StandingId) -> Option<bool> {
        let is_tied = self.people.totals[other] == self.people.totals[self.who];
        is_tied.then_some(self.who < other)
    }

    /// From one total to the next at which something could change.
    fn step_by_step(&mut self) -> Option<Lost> {
        let mut total = self.people.totals[self.who];
        loop {
            let (there, untold) = self.with(total, false)?;
            if !self.is_in(&there) && !untold {
                return Some(Lost::At {
                    total,
                    kept: Some(false),
                    then: there.all,
                });
            }
            let (below, _) = self.with(total, true)?;
            if !self.is_in(&below) {
                return Some(Lost::At {
                    total,
                    kept: (!untold).then_some(true),
                    then: below.all,
                });
            }
            match self.next(total, &below)? {
                Some(next) => total = next,
                None => return Some(Lost::Never),
            }
        }
    }

    #[expect(
        clippy::option_option,
        reason = "outer: whether it can be reckoned with; inner: whether there is one"
    )]
    fn next(&self, total: Decimal, sitting: &Sitting) -> Option<Option<Decimal>> {
        let mut next: Option<Decimal> = None;
        for other in &self.others {
            let matters = self.seats.decides == Decides::Preferences
                || sitting.parts((self.who, *other));
            if !matters {
                continue;
            }
            let meets = self.people.totals[*other];
            let ahead = self.seats.within.iter();
            let reaches = ahead.flat_map(|within| [meets.checked_add(*within), meets.checked_sub(*within)]);
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
        let (above, below) = self.others.split_at_checked(before)?;
        let ranking: Vec<StandingId> = above.iter().chain([&self.who]).chain(below).copied().collect();
        self.seats.sitting(&ranking, &self.keys)
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
                    None => match self.ties.first(self.who, *other, None) {
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
        let (above, rest) = self.others.split_at_checked(before)?;
        let ranking: Vec<StandingId> = above.iter().chain([&self.who]).chain(rest).copied().collect();
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
