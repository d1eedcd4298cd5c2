//! Cutoffs: down to which rank somebody would have got a seat, and why whoever was passed over has none.
//!
//! One number a group answers for every candidate; see `greedy` for why that is enough.

use super::greedy::Greedy;
use crate::base::ids::{at, with_ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;

/// At which rank each group, the cap and the open places were used up. Small: a number and a set a group, whatever the pool.
#[derive(Debug, Clone)]
pub struct Cutoffs {
    groups: Vec<Cutoff>,
    cap: Option<usize>,
    open: Option<usize>,
    candidates: usize,
}

#[derive(Debug, Clone)]
struct Cutoff {
    /// How many candidates had been seen; none when the group could take somebody to the end.
    seen: Option<usize>,
    /// What shows that it is closed: as many of those seen fit none but these groups as these have seats.
    tight: GroupSet,
}

/// Why somebody has no seat. Where there are open places, those are taken by people ranked above, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No group admits them.
    NoGroup,
    /// Every seat in these groups is taken by somebody ranked above, and as many of those seated above as there are seats fit
    /// none but these groups, so no move makes room: a tight set. Every group that admits the person is among them; without open
    /// places no group is named that could be left out.
    Full(GroupSet),
    /// As many people ranked above are seated as the cap allows.
    Cap,
}

impl Cutoffs {
    pub(super) fn new(greedy: &Greedy, open: Option<usize>, candidates: usize) -> Self {
        let groups = greedy
            .closed
            .iter()
            .zip(&greedy.tight)
            .map(|(&seen, &tight)| Cutoff { seen, tight })
            .collect();
        Self {
            groups,
            cap: greedy.capped,
            open,
            candidates,
        }
    }

    /// The same said of all candidates, of whom these were looked at.
    pub(super) fn among(self, looked_at: &[StandingId], candidates: usize) -> Self {
        let seen = |seen: usize| match seen.checked_sub(1) {
            None => 0,
            Some(last) => looked_at
                .get(last)
                .map_or(candidates, |last| last.position()),
        };
        let groups = self.groups.into_iter().map(|cutoff| Cutoff {
            seen: cutoff.seen.map(seen),
            tight: cutoff.tight,
        });
        Self {
            groups: groups.collect(),
            cap: self.cap.map(seen),
            open: self.open.map(seen),
            candidates,
        }
    }

    /// Whether an extra candidate who fits these groups would get a seat when ranked just above `before` (which may be the one
    /// beyond the last), the seats being dealt as they are.
    pub fn admits(&self, before: StandingId, fits: GroupSet) -> bool {
        self.lowest_position(fits)
            .is_some_and(|lowest| before.position() <= lowest)
    }

    /// The lowest rank (from 1) at which somebody who fits these groups gets a seat, were they moved there;
    /// one more than there are candidates when they would get one even behind all others, none when no rank is high enough.
    pub fn lowest_position(&self, fits: GroupSet) -> Option<usize> {
        let never = self.candidates.saturating_add(1);
        let cap = self.cap.unwrap_or(never);
        let groups = self
            .of(fits)
            .map(|cutoff| cutoff.seen.unwrap_or(never).min(cap));
        let rank = groups.fold(self.open.unwrap_or(never), usize::max);
        (rank > 0).then_some(rank)
    }

    /// Why a candidate who fits these groups was passed over; meaningless for those who sit.
    pub fn why(&self, standing: StandingId, fits: GroupSet) -> Why {
        let mut full = GroupSet::EMPTY;
        for cutoff in self.of(fits) {
            if cutoff.seen.is_none_or(|seen| seen >= standing.position()) {
                return Why::Cap;
            }
            full = full.or(cutoff.tight);
        }
        if full.is_empty() {
            Why::NoGroup
        } else {
            Why::Full(full)
        }
    }

    /// The groups that can take nobody further, even by moving people between groups they fit.
    pub fn closed_groups(&self) -> GroupSet {
        let groups = with_ids(&self.groups);
        groups
            .filter(|(_, cutoff)| cutoff.seen.is_some())
            .map(|(group, _)| group)
            .collect()
    }

    fn of(&self, fits: GroupSet) -> impl Iterator<Item = &Cutoff> {
        let known = fits.and(GroupSet::first(self.groups.len()));
        known.iter().map(|group| at(&self.groups, group))
    }
}
