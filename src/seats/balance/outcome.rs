//! A selection that stands, and what it leaves to ask: who must be in, and who may, under some of the reasons.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::Classes;
use super::layout::{Settled, Window};
use super::problem::Problem;
use super::proof::State;
use super::rows::Reason;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Asks, Assignment, Objective};
use crate::seats::Placing;
use crate::seats::group_bits::BlockId;

/// A selection that stands.
pub(super) struct Outcome<'a> {
    pub(super) problem: &'a Problem,
    pub(super) settled: &'a Settled,
    pub(super) seats: &'a Per<StandingId, Placing>,
    pub(super) selected: Vec<StandingId>,
}

/// Whom a question is about, and beside whom: the first so many of those selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    pub(super) above: usize,
    pub(super) with: Option<StandingId>,
}

impl Beside {
    pub(super) const NOBODY: Self = Self {
        above: 0,
        with: None,
    };
}

pub(super) fn is_in(placing: Placing) -> bool {
    matches!(placing, Placing::Seat(_) | Placing::OpenSeat)
}

impl<'a> Outcome<'a> {
    pub(super) fn new(
        problem: &'a Problem,
        settled: &'a Settled,
        seats: &'a Per<StandingId, Placing>,
    ) -> Self {
        let selected = seats.each().filter(|(_, seat)| is_in(**seat));
        let selected = selected.map(|(standing, _)| standing).collect();
        Self::of(problem, settled, seats, selected)
    }

    /// The same, where those selected are known.
    pub(super) fn of(
        problem: &'a Problem,
        settled: &'a Settled,
        seats: &'a Per<StandingId, Placing>,
        selected: Vec<StandingId>,
    ) -> Self {
        Self {
            problem,
            settled,
            seats,
            selected,
        }
    }

    /// How many of those selected are ranked above somebody.
    pub(super) fn above(&self, standing: StandingId) -> usize {
        self.selected.partition_point(|one| *one < standing)
    }

    /// What can keep somebody out.
    pub(super) fn reasons(&self) -> BTreeSet<Reason> {
        let problem = self.problem;
        let mut all = BTreeSet::from([Reason::Cap, Reason::OpenPlaces, Reason::Held]);
        all.extend(problem.sizes.ids().map(Reason::Group));
        if problem.objective != Objective::RankFirst {
            all.insert(Reason::Seats);
        }
        if problem.objective == Objective::Total {
            all.insert(Reason::Total);
        }
        if problem.assignment == Assignment::PreferenceFirst {
            all.insert(Reason::Preferences);
        }
        all.extend(problem.rules.each().map(|(id, rule)| match &rule.asks {
            Asks::Aim(aim) if aim.within.is_some() => Reason::Gentle(id),
            Asks::Aim(aim) => Reason::Aims(aim.priority),
            Asks::AtMost(_) | Asks::AtLeast(_) => Reason::Rule(id),
        }));
        all
    }

    /// Those of some reasons.
    pub(super) fn windows(&self, reasons: &BTreeSet<Reason>) -> impl Iterator<Item = &Window> {
        let windows = self.settled.windows.iter();
        windows.filter(|window| reasons.contains(&Reason::Gentle(window.aim)))
    }

    /// The gentle aim that bars somebody from coming in.
    pub(super) fn barred(&self, standing: StandingId) -> Option<Reason> {
        let mut windows = self.settled.windows.iter();
        windows
            .find(|window| window.barred.binary_search(&standing).is_ok())
            .map(|window| Reason::Gentle(window.aim))
    }

    /// Those must be in, and whoever the reasons keep in; and nobody of whom the reasons bar.
    pub(super) fn state(
        &self,
        classes: &Classes,
        beside: Beside,
        reasons: &BTreeSet<Reason>,
    ) -> State {
        let mut state = State {
            least: classes.all.iter().map(|_| 0).collect(),
            most: classes.all.iter().map(|class| class.members).collect(),
            seats: BTreeMap::new(),
        };
        let above = self.selected.get(..beside.above).unwrap_or_default();
        let mut kept: BTreeSet<StandingId> = above.iter().copied().chain(beside.with).collect();
        if reasons.contains(&Reason::Held) {
            let held = self.problem.candidates.each().filter(|(_, one)| one.held);
            kept.extend(held.map(|(standing, _)| standing));
        }
        for window in self.windows(reasons) {
            kept.extend(&window.kept);
        }
        for standing in kept {
            let least = &mut state.least[classes.of[standing]];
            *least = least.saturating_add(1);
        }
        let barred = self.windows(reasons).flat_map(|window| &window.barred);
        let barred: BTreeSet<StandingId> = barred.copied().collect();
        for standing in barred.into_iter().filter(|one| Some(*one) != beside.with) {
            let most = &mut state.most[classes.of[standing]];
            *most = most.saturating_sub(1);
        }
        if reasons.contains(&Reason::Preferences) {
            for standing in above {
                let block = match self.seats[*standing] {
                    Placing::Seat(group) => group.into(),
                    _ => BlockId(classes.groups),
                };
                let seats = state.seats.entry((classes.of[*standing], block));
                let many = seats.or_insert(0);
                *many = many.saturating_add(1);
            }
        }
        state
    }
}
