//! Whether somebody would get a seat if an open question about them were answered: many questions about one pool.
//!
//! Seats dealt by rank need the closing times of the one walk and nothing else. Dealt in turn, one more candidate may change
//! how the seats are dealt, so the deal and the walk are done again, once for each set of groups that is asked about, and on
//! a kernel only: those who would sit if there were no cap.
//!
//! The kernel is enough. Let j be outside it. Every group j fits is then among groups R that hold, chair by chair, people
//! ranked above j who fit nowhere else. With fewer chairs in R, some of those people still fill all of them; seat them
//! first. However the others above j are then seated by chains of moves, no chain that enters R comes out again, so R stays
//! full of people who cannot leave it, and j gets no chair. So nobody outside the kernel sits for any smaller sizes, and
//! whoever does not sit changes nothing in the walk. `quotas::in_turn` says why the kernel is enough for the deal.

use std::collections::BTreeMap;

use super::cutoffs::Closing;
use super::greedy::walk;
use super::quotas;
use super::selected::choose;
use crate::base::ids::at;
use crate::rules::GroupSet;
use crate::rules::places::Places;

/// The chances in one pool.
#[derive(Debug, Clone)]
pub struct Chances {
    closing: Closing,
    turns: Option<Turns>,
}

/// What is needed to deal again.
#[derive(Debug, Clone)]
struct Turns {
    sizes: Vec<u32>,
    cap: u32,
    candidates: usize,
    /// Positions in the ranking, from 0, and groups of those who would sit if there were no cap, best first.
    kernel: Vec<(usize, GroupSet)>,
    /// The groups from which nobody further would sit if there were no cap.
    closed: GroupSet,
    known: BTreeMap<GroupSet, Closing>,
}

impl Chances {
    /// Prepares one pool; candidates as for [`super::fill`].
    pub fn new(places: &Places, fits: &[GroupSet]) -> Self {
        let closing = choose(places, fits).closing;
        let turns = quotas::is_in_turn(places).then(|| {
            let sizes = quotas::stated(places);
            let basis = walk(&sizes, u32::MAX, fits.iter().copied().enumerate());
            let kernel = basis
                .seated
                .iter()
                .map(|&position| (position, *at(fits, position)))
                .collect();
            let closed = Closing::new(&basis, Some(0), fits.len()).closed_groups();
            Turns {
                sizes,
                cap: places.cap,
                candidates: fits.len(),
                kernel,
                closed,
                known: BTreeMap::new(),
            }
        });
        Self { closing, turns }
    }

    /// Whether an extra candidate who fits these groups, ranked just above the candidate at position `before` (from 0; the
    /// number of candidates for the last place), would get a seat, be it an open place.
    ///
    /// Takes a few word operations; the first question about a set of groups may cost a walk over the kernel when seats are
    /// dealt in turn.
    pub fn could_sit(&mut self, before: usize, fits: GroupSet) -> bool {
        let redealt = self.turns.as_mut().and_then(|turns| turns.redealt(fits));
        redealt.unwrap_or(&self.closing).admits(before, fits)
    }
}

impl Turns {
    /// The closing times when one more candidate changes the deal; none when the deal stays.
    fn redealt(&mut self, fits: GroupSet) -> Option<&Closing> {
        let fits = fits.and(GroupSet::first(self.sizes.len()));
        if fits.and(self.closed) == fits {
            // The kernel stays a largest set that can be seated, and it decides the deal.
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
            let dealt = quotas::in_turn(sizes, *cap, people);
            // There are no open places to be had: either the groups reach the cap, or they seat everyone in the kernel and
            // the candidate as well, at whatever place.
            Closing::new(
                &walk(&dealt, *cap, kernel.iter().copied()),
                Some(0),
                *candidates,
            )
        }))
    }
}
