//! A selection that stands, and what it leaves to ask: who must be in, and who may, under some of the reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

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
    /// Worked out when they are asked for: a rule for each value is many.
    reasons: Reasons,
}

/// What can keep somebody out, shared by all questions about a selection.
pub(super) type Reasons = Arc<OnceLock<BTreeSet<Reason>>>;

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

/// What can keep anybody out.
fn reasons(problem: &Problem) -> BTreeSet<Reason> {
    let mut all = BTreeSet::from([Reason::Cap, Reason::OpenPlaces]);
    if problem.candidates.iter().any(|one| one.held) {
        all.insert(Reason::Held);
    }
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

impl<'a> Outcome<'a> {
    pub(super) fn new(
        problem: &'a Problem,
        settled: &'a Settled,
        seats: &'a Per<StandingId, Placing>,
    ) -> Self {
        let selected = seats.each().filter(|(_, seat)| is_in(**seat));
        let selected = selected.map(|(standing, _)| standing).collect();
        Self::of((problem, settled, seats), selected, Reasons::default())
    }

    /// The same, where those selected are known.
    pub(super) fn of(
        (problem, settled, seats): (&'a Problem, &'a Settled, &'a Per<StandingId, Placing>),
        selected: Vec<StandingId>,
        reasons: Reasons,
    ) -> Self {
        Self {
            problem,
            settled,
            seats,
            selected,
            reasons,
        }
    }

    /// How many of those selected are ranked above somebody.
    pub(super) fn above(&self, standing: StandingId) -> usize {
        self.selected.partition_point(|one| *one < standing)
    }

    /// What can keep somebody out.
    pub(super) fn reasons(&self) -> &BTreeSet<Reason> {
        self.reasons.get_or_init(|| reasons(self.problem))
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

    /// Who must be in: those, and whoever the reasons keep in.
    pub(super) fn kept(&self, beside: Beside, reasons: &BTreeSet<Reason>) -> BTreeSet<StandingId> {
        let above = self.selected.get(..beside.above).unwrap_or_default();
        let mut kept: BTreeSet<StandingId> = above.iter().copied().chain(beside.with).collect();
        if reasons.contains(&Reason::Held) {
            let held = self.selected.iter();
            kept.extend(held.filter(|one| self.problem.candidates[**one].held));
        }
        for window in self.windows(reasons) {
            kept.extend(&window.kept);
        }
        kept
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
        for standing in self.kept(beside, reasons) {
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
