//! Gentle aims: once it is known whom the ranking selects, people who stand near one another may change places for an aim.
//!
//! Let L be the highest total of those who leave. Then everybody selected above L stays, and nobody below L less what the aim allows
//! comes in: two bounds on classes, and no others. So one question for each total of somebody selected finds the best.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::layout::{Layout, LevelId, Settled, Window};
use super::problem::{BalanceId, Problem};
use super::proof::State;
use super::search::{Answer, Solver};
use super::seating::{Seating, counted, shortfall};
use super::stages::{Best, Stopped, Unsettled, best, found, nearest};
use super::walk::{Chosen, Fixed, Unwalked, fixed, start};
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Asks, Assignment};
use crate::seats::group_bits::BlockId;

/// Walks the ranking with what is fixed, from a lawful selection.
pub(super) type Walks<'w> =
    &'w dyn Fn(&mut Solver, &Per<StandingId, Fixed>, &Seating) -> Result<Chosen, Unwalked>;

/// What stopped.
pub(super) enum Halted {
    Stage(Stopped),
    Walk(Unwalked),
}

pub(super) struct Gentle<'a> {
    pub(super) problem: &'a Problem,
    pub(super) layout: &'a Layout,
    pub(super) solver: &'a mut Solver,
    pub(super) settled: &'a mut Settled,
    pub(super) walks: Walks<'a>,
}

impl Gentle<'_> {
    /// Serves the gentle aims one after another.
    pub(super) fn serve(&mut self, mut chosen: Chosen) -> Result<Chosen, Halted> {
        for (id, level) in self.layout.levels.each() {
            if let (Some(within), Some((aim, _))) = (level.within, level.aims.first()) {
                chosen = self.serve_one(id, *aim, within, chosen)?;
            }
        }
        Ok(chosen)
    }

    fn serve_one(
        &mut self,
        id: LevelId,
        aim: BalanceId,
        within: Decimal,
        chosen: Chosen,
    ) -> Result<Chosen, Halted> {
        let stopped = |unsettled: Unsettled| Halted::Stage(Stopped::Aims(id, unsettled));
        let as_it_is = self.exactly(&chosen);
        let seating = found(self.solver, &as_it_is).map_err(Halted::Stage)?;
        let (now, _) = nearest(
            self.problem,
            self.layout,
            self.solver,
            &as_it_is,
            self.settled,
            id,
            &seating,
        )
        .map_err(stopped)?;
        let row = self.layout.levels[id].sum;
        let mut reached: Option<(u32, Decimal, Chosen)> = None;
        for highest in self.totals(&chosen) {
            let window = window(self.problem, aim, (within, highest), ids(&chosen));
            let mut windows = self.settled.windows.clone();
            windows.push(window);
            let fixed = fixed(self.problem, &windows);
            let state = start(&self.solver.classes, &fixed);
            let goal = match &reached {
                Some((short, ..)) => Some(*short),
                None => now.checked_sub(1),
            };
            let Some(goal) = goal else { break };
            self.solver.rows.all[row].max = Some(goal.into());
            let seating = match self.solver.solve(&state) {
                Ok(Answer::Found(seating)) => seating,
                Ok(Answer::Never(_)) => continue,
                Err(_) => {
                    return Err(stopped(Unsettled {
                        have: goal.into(),
                        limit: 0,
                    }));
                }
            };
            let have = shortfall(&self.solver.rows, &self.solver.classes, row, &seating);
            let of = Best {
                row,
                up: false,
                have,
                limit: 0,
            };
            let (short, _) = best(self.solver, &state, self.problem.budget, of).map_err(stopped)?;
            let short = u32::try_from(short).unwrap_or(u32::MAX);
            let seating = found(self.solver, &state).map_err(Halted::Stage)?;
            let walked = (self.walks)(self.solver, &fixed, &seating).map_err(Halted::Walk)?;
            let better = match &reached {
                None => true,
                Some((least, _, best)) => short < *least || ranks_above(&walked, best),
            };
            if better {
                reached = Some((short, highest, walked));
            }
        }
        let (short, after) = match reached {
            None => (now, chosen),
            Some((short, highest, after)) => {
                let window = self.moved(aim, (within, highest), &chosen, &after);
                self.settled.windows.push(window);
                (short, after)
            }
        };
        self.settled.shortfalls.push(short);
        self.layout
            .settle(&mut self.solver.rows, self.problem, self.settled);
        Ok(after)
    }

    /// Those selected and nobody else.
    fn exactly(&self, chosen: &Chosen) -> State {
        let classes = &self.solver.classes;
        let mut state = start(classes, &fixed(self.problem, &[]));
        let each = |(standing, block): &(StandingId, Option<_>)| {
            let class = classes.of[*standing];
            (class, block.unwrap_or(BlockId(0)), 1)
        };
        let seating: Seating = chosen.iter().map(each).collect();
        state.least = counted(classes, &seating);
        state.most.clone_from(&state.least);
        if self.problem.assignment == Assignment::PreferenceFirst {
            for (class, block, one) in seating {
                let many = state.seats.entry((class, block)).or_insert(0);
                *many = many.saturating_add(one);
            }
        }
        state
    }

    /// The totals of those selected, each once, the highest first.
    fn totals(&self, chosen: &Chosen) -> Vec<Decimal> {
        let mut totals: Vec<Decimal> = chosen
            .iter()
            .map(|(standing, _)| self.problem.candidates[*standing].total)
            .collect();
        totals.sort_unstable_by(|one, other| other.cmp(one));
        totals.dedup();
        totals
    }

    /// The window of those who did leave. Where groups are taken at once, what is selected within a narrower one may be another, so
    /// that there it is the one in which the ranking was walked; it may be that nobody left.
    fn moved(
        &self,
        aim: BalanceId,
        (within, walked): (Decimal, Decimal),
        before: &Chosen,
        after: &Chosen,
    ) -> Window {
        let only = |one: &Chosen, other: &Chosen| -> Vec<StandingId> {
            let is_in = |standing: &StandingId| {
                other
                    .binary_search_by_key(standing, |(one, _)| *one)
                    .is_ok()
            };
            ids(one).filter(|standing| !is_in(standing)).collect()
        };
        let (left, came) = (only(before, after), only(after, before));
        let totals = left.iter().map(|one| self.problem.candidates[*one].total);
        let highest = match self.problem.assignment {
            Assignment::SelectionFirst => totals.max().unwrap_or(walked),
            Assignment::PreferenceFirst => walked,
        };
        Window {
            left,
            came,
            ..window(self.problem, aim, (within, highest), ids(before))
        }
    }
}

fn ids(chosen: &Chosen) -> impl Iterator<Item = StandingId> {
    chosen.iter().map(|(standing, _)| *standing)
}

/// Whom an aim leaves alone, where the highest total of those who leave is given. `selected` without it, best first.
fn window(
    problem: &Problem,
    aim: BalanceId,
    (within, highest): (Decimal, Decimal),
    selected: impl Iterator<Item = StandingId>,
) -> Window {
    let floor = highest.saturating_sub(within);
    let mut window = Window {
        aim,
        highest,
        floor,
        kept: Vec::new(),
        barred: Vec::new(),
        left: Vec::new(),
        came: Vec::new(),
    };
    let mut selected = selected.peekable();
    for (standing, candidate) in problem.candidates.each() {
        let is_in = selected.next_if_eq(&standing).is_some();
        if is_in && candidate.total > highest {
            window.kept.push(standing);
        } else if !is_in && candidate.total < floor {
            window.barred.push(standing);
        }
    }
    window
}

/// Who moved for the sake of one aim.
pub struct Moved {
    pub aim: BalanceId,
    /// Nobody with a higher total left.
    pub highest: Decimal,
    pub left: Vec<StandingId>,
    pub came: Vec<StandingId>,
}

/// The windows of moves, the first made first, which came to those `selected`. None where they were not made from there, or not for
/// gentle aims.
pub fn windows(
    problem: &Problem,
    selected: impl Iterator<Item = StandingId>,
    moved: Vec<Moved>,
) -> Option<Vec<Window>> {
    let mut selected: BTreeSet<StandingId> = selected.collect();
    let mut windows = Vec::new();
    for moved in moved.into_iter().rev() {
        let Moved {
            aim,
            highest,
            left,
            came,
        } = moved;
        let within = match &problem.rules.find(aim)?.asks {
            Asks::Aim(aim) => aim.within?,
            Asks::AtMost(_) | Asks::AtLeast(_) => return None,
        };
        let undone = came.iter().all(|one| selected.remove(one))
            && left.iter().all(|one| selected.insert(*one));
        if !undone {
            return None;
        }
        let before = selected.iter().copied();
        windows.push(Window {
            left,
            came,
            ..window(problem, aim, (within, highest), before)
        });
    }
    windows.reverse();
    Some(windows)
}

/// Whether the best-ranked person in whom two selections differ is in the first.
fn ranks_above(one: &Chosen, other: &Chosen) -> bool {
    let own = one.iter().map(|(standing, _)| Some(*standing));
    let others = other.iter().map(|(standing, _)| Some(*standing));
    let mut pairs = own.chain([None]).zip(others.chain([None]));
    match pairs.find(|(one, other)| one != other) {
        Some((Some(one), Some(other))) => one < other,
        Some((Some(_), None)) => true,
        _ => false,
    }
}
