//! Outwards from a weight, from one change of who sits to the next.

use std::collections::BTreeSet;

use super::crossings::{Way, next};
use super::lines::{Lines, Side};
use super::seats::{Decides, Seats, Sitting};
use crate::rank::StandingId;
use crate::study::ties::Ties;
use crate::values::fraction::Fraction;

/// A weight at which others come to sit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) weight: Fraction,
    /// Who sits at exactly that weight; none where equal totals are told apart there by a personal column.
    pub(super) there: Option<BTreeSet<StandingId>>,
    /// Who sits beyond it.
    pub(super) beyond: BTreeSet<StandingId>,
}

/// The changes on one way, nearest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Swept {
    pub(super) steps: Vec<Step>,
    /// Weights at which a personal column decides between equal totals, and beside which the same people sit.
    pub(super) untold: Vec<Fraction>,
    /// Beyond this weight it was not worked out.
    pub(super) stopped: Option<Fraction>,
}

/// One weight, and whoever sits by it.
pub(super) struct Sweep<'s, 'r> {
    pub(super) lines: &'s Lines,
    pub(super) seats: Seats<'r>,
    pub(super) ties: &'s Ties<'r>,
    pub(super) way: Way,
    /// Where set, whoever is over the floor at this weight is ranked at every weight: between two weights at which somebody comes to
    /// the floor they are the same people.
    pub(super) among: Option<Fraction>,
}

impl Swept {
    /// Who sits at exactly a weight (none where a personal column decides) and beyond it, where others or the same sat before it.
    pub(super) fn note(
        &mut self,
        (weight, there): (Fraction, Option<BTreeSet<StandingId>>),
        before: &BTreeSet<StandingId>,
        beyond: &BTreeSet<StandingId>,
    ) {
        if there.as_ref().is_some_and(|there| there != before) || beyond != before {
            self.steps.push(Step {
                weight,
                there,
                beyond: beyond.clone(),
            });
        } else if there.is_none() {
            self.untold.push(weight);
        }
    }

    /// Where it was too much work before anything was found it stopped at the start.
    pub(super) fn or_stopped(mut self, whole: Option<()>, start: Fraction) -> Self {
        if whole.is_none() && self.stopped.is_none() {
            self.stopped = Some(start);
        }
        self
    }
}

impl Sweep<'_, '_> {
    /// From a weight, at which `now` sit, past the first change, and on as far as `until`.
    pub(super) fn from(
        mut self,
        start: Fraction,
        now: &BTreeSet<StandingId>,
        until: Fraction,
    ) -> Swept {
        let mut swept = Swept::default();
        let whole = self.swept(start, now, until, &mut swept);
        swept.or_stopped(whole, start)
    }

    fn swept(
        &mut self,
        start: Fraction,
        now: &BTreeSet<StandingId>,
        until: Fraction,
        swept: &mut Swept,
    ) -> Option<()> {
        let mut sitting = self.beside(start)?;
        swept.note((start, Some(now.clone())), now, &sitting.all);
        let mut from = start;
        loop {
            swept.stopped = Some(from);
            let next = next(self.lines, &mut self.seats, &sitting, (from, self.way))?;
            let mut changed = false;
            for weight in next.weights {
                if self.is_enough(weight, until, swept) {
                    swept.stopped = None;
                    return Some(());
                }
                let there = self.there(weight)?;
                let beyond = self.beside(weight)?;
                from = weight;
                swept.stopped = Some(from);
                swept.note((weight, there), &sitting.all, &beyond.all);
                changed = beyond != sitting;
                if changed {
                    sitting = beyond;
                    break;
                }
            }
            if !changed && !next.more {
                break;
            }
        }
        let zero = Fraction::from_integer(0);
        if self.way == Way::Down && from > zero && !self.is_enough(zero, until, swept) {
            let there = self.there(zero)?;
            let beyond = there.clone().unwrap_or_else(|| sitting.all.clone());
            swept.note((zero, there), &sitting.all, &beyond);
        }
        swept.stopped = None;
        Some(())
    }

    /// Whether all that was asked about lies before this weight.
    pub(super) fn is_enough(&self, weight: Fraction, until: Fraction, swept: &Swept) -> bool {
        let is_past = self.way.is_beyond(&weight, &until);
        is_past && !swept.steps.is_empty()
    }

    fn beside(&mut self, weight: Fraction) -> Option<Sitting> {
        let side = match self.way {
            Way::Down => Side::Below,
            Way::Up => Side::Above,
        };
        let keys = self.lines.keys(weight, side)?;
        let (ranking, _) = self.lines.ranking(&keys, (weight, side), self.ties)?;
        self.seats.sitting(&ranking, &keys)
    }

    /// Who sits at a weight, with whoever has equal totals as they stand in the run where a personal column decides.
    pub(super) fn sitting_at(&mut self, weight: Fraction) -> Option<BTreeSet<StandingId>> {
        let keys = self.lines.keys(weight, Side::At)?;
        let among = self.among.unwrap_or(weight);
        let among = self.lines.over_the_floor((among, Side::At))?;
        let (ranking, _) = self
            .lines
            .ranked(among, &keys, (weight, Side::At), self.ties);
        Some(self.seats.sitting(&ranking, &keys)?.all)
    }

    /// Who sits at exactly a weight. Outer: whether it could be worked out; inner: whether it can be told.
    #[expect(
        clippy::option_option,
        reason = "too much work ends the search; a personal column does not"
    )]
    pub(super) fn there(&mut self, weight: Fraction) -> Option<Option<BTreeSet<StandingId>>> {
        let keys = self.lines.keys(weight, Side::At)?;
        let (ranking, untold) = self.lines.ranking(&keys, (weight, Side::At), self.ties)?;
        let there = self.seats.sitting(&ranking, &keys)?;
        // Two who both sit, or both do not, may stand either way.
        let whose_group = self.seats.decides == Decides::Preferences;
        let matters = |pair: &(StandingId, StandingId)| {
            let touched = there.touches(pair.0) || there.touches(pair.1);
            there.parts(*pair) || whose_group && touched
        };
        Some((!untold.iter().any(matters)).then_some(there.all))
    }
}
