//! Whether somebody would get a seat if their open answers were known: asked about many people of one pool.
//!
//! Seats dealt by rank need the cutoffs and nothing else. Dealt in turn, one more candidate may change how the seats are
//! dealt, so the quotas and the greedy algorithm are worked out again, once for each set of groups that is asked
//! about, and on a kernel only: those who would sit if there were no cap.
//!
//! The kernel is enough. Let j be outside it. Every group j fits is then among groups R that hold, seat by seat, people
//! ranked above j who fit nowhere else. With fewer seats in R, some of those people still fill all of them; seat them
//! first. However the others above j are then seated, no augmenting path that enters R comes out again, so R stays
//! full of people who cannot leave it, and j gets no seat. So nobody outside the kernel sits for any smaller sizes, and
//! whoever does not sit changes nothing in the matching. `quotas::in_turn` says why the kernel is enough for the deal.

use std::collections::BTreeMap;

use super::cutoffs::Cutoffs;
use super::greedy::greedy;
use super::quotas;
use super::selected::select;
use crate::base::ids::{at, ids};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::Places;

/// Whether one more candidate would sit, in one pool.
#[derive(Debug, Clone)]
pub struct CouldSit {
    cutoffs: Cutoffs,
    in_turn: Option<InTurn>,
}

/// What is needed to deal again.
#[derive(Debug, Clone)]
struct InTurn {
    sizes: Vec<u32>,
    cap: u32,
    candidates: usize,
    /// Those who would sit if there were no cap, best first, and their groups.
    kernel: Vec<(StandingId, GroupSet)>,
    /// The groups from which nobody further would sit if there were no cap.
    closed: GroupSet,
    known: BTreeMap<GroupSet, Cutoffs>,
}

impl CouldSit {
    /// Prepares one pool; candidates as for [`super::fill`].
    pub fn new(places: &Places, fits: &[GroupSet]) -> Self {
        let cutoffs = select(places, fits).cutoffs;
        let in_turn = quotas::is_in_turn(places).then(|| {
            let sizes = quotas::stated(places);
            let basis = greedy(&sizes, u32::MAX, ids(fits.len()).zip(fits.iter().copied()));
            let kernel = basis
                .seated
                .iter()
                .map(|&standing| (standing, *at(fits, standing)))
                .collect();
            let closed = Cutoffs::new(&basis, Some(0), fits.len()).closed_groups();
            InTurn {
                sizes,
                cap: places.cap,
                candidates: fits.len(),
                kernel,
                closed,
                known: BTreeMap::new(),
            }
        });
        Self { cutoffs, in_turn }
    }

    /// Whether an extra candidate who fits these groups, ranked just above `before` (which may be the one beyond the
    /// last), would get a seat, be it an open place.
    ///
    /// Takes a few word operations; the first question about a set of groups may cost a pass over the kernel when seats are
    /// dealt in turn.
    pub fn one_more(&mut self, before: StandingId, fits: GroupSet) -> bool {
        let redealt = self
            .in_turn
            .as_mut()
            .and_then(|in_turn| in_turn.redealt(fits));
        redealt.unwrap_or(&self.cutoffs).admits(before, fits)
    }
}

impl InTurn {
    /// The cutoffs when one more candidate changes the quotas; none when they stay.
    fn redealt(&mut self, fits: GroupSet) -> Option<&Cutoffs> {
        let fits = fits.and(GroupSet::first(self.sizes.len()));
        if fits.and(self.closed) == fits {
            // The kernel stays a largest set that can be seated, and it decides the quotas.
            return None;
        }
        let Self {
            sizes,
            cap,
            candidates,
            kernel,
            known,
            ..
        } = self;
        Some(known.entry(fits).or_insert_with(|| {
            let people = kernel.iter().map(|&(_, fits)| fits).chain([fits]);
            let dealt = quotas::in_turn(sizes, *cap, people, &[]);
            // There are no open places to be had: either the groups reach the cap, or they seat everyone in the kernel and
            // the candidate as well, at whatever rank.
            Cutoffs::new(
                &greedy(&dealt, *cap, kernel.iter().copied()),
                Some(0),
                *candidates,
            )
        }))
    }
}
