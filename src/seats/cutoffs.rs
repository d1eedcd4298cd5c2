//! Why somebody was passed over, and down to which place they would have got in: when each way to a seat closed.
//!
//! One number a group answers for every candidate; see `greedy` for why that is enough.

use super::greedy::Walk;
use crate::base::ids::at;
use crate::rules::{GroupId, GroupSet};

/// By which place each group, the cap and the open places were used up. Small: two numbers a group, whatever the pool.
#[derive(Debug, Clone)]
pub struct Closing {
    groups: Vec<Closed>,
    cap: Option<usize>,
    open: Option<usize>,
    candidates: usize,
}

#[derive(Debug, Clone)]
struct Closed {
    /// How many candidates had been seen; none when the group could take somebody to the end.
    seen: Option<usize>,
    full: GroupSet,
}

/// Why somebody has no seat. Where there are open places, those are taken by people ranked above, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No group admits them.
    NoGroup,
    /// Every seat in these groups is taken by somebody ranked above, and as many of those seated above as there are seats fit
    /// none but these groups, so no move makes room. Every group that admits the person is among them; without open
    /// places no group is named that could be left out.
    Full(GroupSet),
    /// As many people ranked above are seated as the cap allows.
    Cap,
}

impl Closing {
    pub(super) fn new(walk: &Walk, open: Option<usize>, candidates: usize) -> Self {
        let groups = walk
            .closed
            .iter()
            .zip(&walk.full)
            .map(|(&seen, &full)| Closed { seen, full })
            .collect();
        Self {
            groups,
            cap: walk.capped,
            open,
            candidates,
        }
    }

    /// Whether an extra candidate who fits these groups would get a seat when ranked just above the candidate at position
    /// `before` (from 0; the number of candidates for the last place), the seats being dealt as they are.
    pub fn admits(&self, before: usize, fits: GroupSet) -> bool {
        self.lowest_place(fits).is_some_and(|place| before < place)
    }

    /// The lowest place in the ranking (from 1) at which somebody who fits these groups gets a seat, were they moved there;
    /// one more than there are candidates when they would get one even behind all others, none when no place is high enough.
    pub fn lowest_place(&self, fits: GroupSet) -> Option<usize> {
        let never = self.candidates.saturating_add(1);
        let cap = self.cap.unwrap_or(never);
        let groups = self
            .closed(fits)
            .map(|closed| closed.seen.unwrap_or(never).min(cap));
        let place = groups.fold(self.open.unwrap_or(never), usize::max);
        (place > 0).then_some(place)
    }

    /// Why the candidate at a position (from 0) who fits these groups was passed over; meaningless for those who sit.
    pub fn why(&self, position: usize, fits: GroupSet) -> Why {
        let mut full = GroupSet::EMPTY;
        for closed in self.closed(fits) {
            if closed.seen.is_none_or(|seen| seen > position) {
                return Why::Cap;
            }
            full = full.or(closed.full);
        }
        if full.is_empty() {
            Why::NoGroup
        } else {
            Why::Full(full)
        }
    }

    /// The groups that can take nobody further, even by moving people between groups they fit.
    pub fn closed_groups(&self) -> GroupSet {
        let groups = self.groups.iter().enumerate();
        groups
            .filter(|(_, closed)| closed.seen.is_some())
            .map(|(at, _)| GroupId(at))
            .collect()
    }

    fn closed(&self, fits: GroupSet) -> impl Iterator<Item = &Closed> {
        let known = fits.and(GroupSet::first(self.groups.len()));
        known.iter().map(|group| at(&self.groups, group))
    }
}
