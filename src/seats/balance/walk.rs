//! The ranking is walked, best first: whoever can be in together with those taken before is in.
//!
//! Most need no search. Whoever the selection found last holds anyway is in; whoever shares a class with somebody passed over is out,
//! for nothing becomes possible later; and a proof against one class is tried on others by adding up what they differ in. So there
//! are at most as many searches as people seated and proofs needed, whatever the number of people.

use std::collections::BTreeMap;

use super::class::ClassId;
use super::classes::Classes;
use super::dealer::Dealer;
use super::layout::Window;
use super::problem::{BalanceId, Problem};
use super::proof::{Cases, State, Step, margin, of_class};
use super::rows::Combination;
use super::search::{Answer, Solver};
use super::seating::{Seating, counted, nobody};
use super::tableau::Spent;
use crate::base::ids::{Per, at};
use crate::rank::StandingId;
use crate::rules::Assignment;
use crate::seats::group_bits::BlockId;

/// Who is in or out whatever the ranking says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    Free,
    Held,
    Kept(BalanceId),
    Barred(BalanceId),
}

impl Fixed {
    pub(super) fn is_in(self) -> bool {
        matches!(self, Self::Held | Self::Kept(_))
    }

    /// Whether that goes with somebody who is selected, or is not.
    pub(super) fn allows(self, selected: bool) -> bool {
        match self {
            Self::Free => true,
            Self::Held | Self::Kept(_) => selected,
            Self::Barred(_) => !selected,
        }
    }
}

pub(super) fn fixed(problem: &Problem, windows: &[Window]) -> Per<StandingId, Fixed> {
    let held = |held: bool| if held { Fixed::Held } else { Fixed::Free };
    let mut all: Per<StandingId, Fixed> = problem
        .candidates
        .iter()
        .map(|one| held(one.held))
        .collect();
    for window in windows {
        let kept = window
            .kept
            .iter()
            .map(|one| (*one, Fixed::Kept(window.aim)));
        let barred = window
            .barred
            .iter()
            .map(|one| (*one, Fixed::Barred(window.aim)));
        for (standing, fixed) in kept.chain(barred) {
            if all[standing] == Fixed::Free {
                all[standing] = fixed;
            }
        }
    }
    all
}

/// What is fixed, and nothing else.
pub(super) fn start(classes: &Classes, fixed: &Per<StandingId, Fixed>) -> State {
    let mut state = State {
        least: classes.all.iter().map(|_| 0).collect(),
        most: classes.all.iter().map(|class| class.members).collect(),
        seats: BTreeMap::new(),
    };
    for (standing, fixed) in fixed.each() {
        let class = classes.of[standing];
        match fixed {
            Fixed::Free => {}
            Fixed::Held | Fixed::Kept(_) => {
                state.least[class] = state.least[class].saturating_add(1);
            }
            Fixed::Barred(_) => state.most[class] = state.most[class].saturating_sub(1),
        }
    }
    state
}

/// Where the walk was when the work ended.
#[derive(Debug, Clone)]
pub(super) struct Unwalked {
    /// How far down everybody is decided.
    pub(super) decided: usize,
    pub(super) chosen: Vec<StandingId>,
}

/// Who is selected, best first, and in which block where they take it at once.
pub(super) type Chosen = Vec<(StandingId, Option<BlockId>)>;

/// A proof against one class, to be tried on others.
struct Known {
    sum: Combination,
    margin: i128,
}

struct Walk<'a> {
    solver: &'a mut Solver,
    state: State,
    /// How many of each class the walk has passed and taken.
    taken: Per<ClassId, u32>,
    /// How many of them are yet to come who are in anyway.
    coming: Per<ClassId, u32>,
    closed: Per<ClassId, bool>,
    /// How many of each class the selection found last holds.
    holds: Per<ClassId, u32>,
    known: Vec<Known>,
}

/// Walks the ranking. `seating` is a lawful selection that keeps what is fixed; `most` the number of seats that can be filled.
pub(super) fn walk(
    problem: &Problem,
    solver: &mut Solver,
    fixed: &Per<StandingId, Fixed>,
    seating: &Seating,
    most: u32,
    order: &dyn Fn(StandingId, &[u32]) -> Vec<BlockId>,
) -> Result<Chosen, Unwalked> {
    if problem.assignment == Assignment::PreferenceFirst {
        return preference_first(solver, fixed, seating, most, order);
    }
    let state = start(&solver.classes, fixed);
    let coming = state.least.iter().copied().collect();
    let mut walk = Walk {
        closed: state.least.iter().map(|_| false).collect(),
        holds: counted(&solver.classes, seating),
        taken: nobody(&solver.classes),
        coming,
        solver,
        state,
        known: Vec::new(),
    };
    let mut chosen: Vec<StandingId> = Vec::new();
    let mut seats = walk
        .coming
        .iter()
        .fold(0, |all: u32, one| all.saturating_add(*one));
    for (standing, fixed) in fixed.each() {
        let class = walk.solver.classes.of[standing];
        if fixed.is_in() {
            walk.taken[class] = walk.taken[class].saturating_add(1);
            walk.coming[class] = walk.coming[class].saturating_sub(1);
            chosen.push(standing);
            continue;
        }
        if *fixed != Fixed::Free || walk.closed[class] || seats >= most {
            continue;
        }
        match walk.one_more(class) {
            Err(Spent) => {
                return Err(Unwalked {
                    decided: standing.0,
                    chosen,
                });
            }
            Ok(false) => {}
            Ok(true) => {
                seats = seats.saturating_add(1);
                chosen.push(standing);
            }
        }
    }
    Ok(chosen.into_iter().map(|one| (one, None)).collect())
}

impl Walk<'_> {
    /// Whether one more of a class can be in; if so, it is.
    fn one_more(&mut self, class: ClassId) -> Result<bool, Spent> {
        let have = self.taken[class].saturating_add(self.coming[class]);
        let more = have.saturating_add(1);
        if self.holds[class] < more {
            if self.excluded(class) {
                self.close(class);
                return Ok(false);
            }
            self.state.least[class] = more;
            let answer = self.solver.solve(&self.state);
            self.state.least[class] = have;
            match answer? {
                Answer::Found(seating) => self.holds = counted(&self.solver.classes, &seating),
                Answer::Never(proof) => {
                    if let Step::Sum(times) = proof.0 {
                        self.learn(&times);
                    }
                    self.close(class);
                    return Ok(false);
                }
            }
        }
        self.taken[class] = self.taken[class].saturating_add(1);
        self.change(class, |state| state.least[class] = more);
        Ok(true)
    }

    fn excluded(&self, class: ClassId) -> bool {
        let own = at(self.solver.classes.all.as_slice(), class);
        self.known.iter().any(|known| {
            let more = known.sum.least(own).map(|cost| cost.max(0));
            more.is_none_or(|more| known.margin.saturating_add(more) > 0)
        })
    }

    fn learn(&mut self, times: &[(super::rows::RowId, i128)]) {
        let solver = &self.solver;
        let base = margin(
            &solver.rows,
            &solver.classes,
            &self.state,
            &Cases::new(),
            times,
        );
        self.known.extend(base.map(|margin| Known {
            sum: Combination::new(&solver.rows, times),
            margin,
        }));
    }

    /// Nobody further of a class can be in, so nobody need look.
    fn close(&mut self, class: ClassId) {
        self.closed[class] = true;
        self.change(class, |state| state.most[class] = state.least[class]);
    }

    fn change(&mut self, class: ClassId, change: impl Fn(&mut State)) {
        let own = at(self.solver.classes.all.as_slice(), class);
        let cases = Cases::new();
        let of = |known: &Known, state: &State| {
            of_class(&known.sum, class, own, state, &cases).unwrap_or(0)
        };
        let before: Vec<i128> = self
            .known
            .iter()
            .map(|known| of(known, &self.state))
            .collect();
        change(&mut self.state);
        for (known, before) in self.known.iter_mut().zip(before) {
            let more = of_class(&known.sum, class, own, &self.state, &cases).unwrap_or(0);
            known.margin = known.margin.saturating_add(more.saturating_sub(before));
        }
    }
}

/// Each takes the best block that is to be had, at once.
fn preference_first(
    solver: &mut Solver,
    fixed: &Per<StandingId, Fixed>,
    seating: &Seating,
    most: u32,
    order: &dyn Fn(StandingId, &[u32]) -> Vec<BlockId>,
) -> Result<Chosen, Unwalked> {
    let state = start(&solver.classes, fixed);
    let coming = state.least.iter().copied().collect();
    let mut dealer = Dealer::new(solver, state, seating);
    let mut coming: Per<ClassId, u32> = coming;
    let mut seats = coming
        .iter()
        .fold(0, |all: u32, one| all.saturating_add(*one));
    let mut chosen = Chosen::new();
    for (standing, fixed) in fixed.each() {
        let class = dealer.solver.classes.of[standing];
        if fixed.is_in() {
            coming[class] = coming[class].saturating_sub(1);
        } else if *fixed != Fixed::Free || seats >= most {
            continue;
        }
        let taken = dealer.taken[class].saturating_add(1);
        let least = taken.saturating_add(coming[class]);
        let order = order(standing, dealer.by_block());
        match dealer.deal(class, least, fixed.is_in(), &order) {
            Ok(Some(block)) => {
                seats = seats.saturating_add(u32::from(!fixed.is_in()));
                chosen.push((standing, Some(block)));
            }
            Ok(None) => {}
            Err(Spent) => {
                return Err(Unwalked {
                    decided: standing.0,
                    chosen: chosen.into_iter().map(|(one, _)| one).collect(),
                });
            }
        }
    }
    Ok(chosen)
}
