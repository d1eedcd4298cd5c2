//! The best lawful selection under balance rules, and the proof that it is the best.
//!
//! What counts, in this order: what must hold (cap, group sizes, seats that are held, rules); as many seats filled as that allows;
//! aims by priority; the ranking: of two lawful selections the better holds the best-ranked person in whom they differ; gentle aims,
//! which move people near one another; what those selected prefer. Only the order of the ranking is used (but for `within` and
//! sums of totals), so the answer is unique, and nobody is passed over for somebody ranked lower unless a named rule forces it.
//!
//! With several crossing rules this is NP-hard, so the work is an integer program, kept small: `classes` makes people who differ by
//! rank alone one and `kinds` adds up alike ones at once, `layout` and `rows` have what must be kept, `search` answers yes or no over
//! `tableau` with a `proof` that is checked by adding, `stages` settles numbers, `walk` the people; `why` and `cutoff` say what kept
//! somebody out. All of it is whole numbers. No library does this: `microlp` and its like reckon in floats, which can be wrong about
//! a *no* and cannot prove it.

mod checked;
mod class;
mod classes;
mod cutoff;
mod dealer;
mod failed;
mod gentle;
mod kinds;
mod layout;
mod met;
mod outcome;
mod problem;
mod proof;
mod proven;
mod relax;
mod rows;
mod search;
mod seating;
mod smallest;
mod stages;
mod tableau;
mod total_needed;
mod walk;
mod why;

pub use super::group_bits::BlockId;
pub use checked::Checker;
pub use class::ClassId;
pub use failed::{Failed, Never, Relaxation, Stage, TooHard};
pub use gentle::{Moved, windows};
pub use layout::{LevelId, Settled, Window};
pub use met::{Met, Obstacle};
pub use problem::{BESIDE, BUDGET, BalanceId, Candidate, Open, Problem, Rule, TraitId};
pub use proof::{Proof, Step};
pub use proven::Proven;
pub use rows::{Reason, RowId};
pub use smallest::Certificate;
pub use stages::{Proofs, Proved};
pub use why::Swap;

use super::Placing;
use crate::base::contradiction::contradiction;
use crate::base::ids::Per;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::GroupId;
use crate::rules::places::Several;
use crate::seats::seating::preference_order;
use classes::Classes;
use cutoff::{KnownCutoffs, cutoff};
use dealer::Dealer;
use failed::failed;
use gentle::{Gentle, Halted};
use layout::Layout;
use outcome::{Outcome, Reasons};
use proof::State;
use search::Solver;
use seating::Seating;
use stages::Stopped;
use tableau::Spent;
use total_needed::total_needed;
use walk::{Chosen, Fixed, Unwalked};
use why::KnownCertificates;

/// A selection under balance rules.
#[derive(Debug, Clone)]
pub struct Balanced<'a> {
    problem: &'a Problem,
    /// One for each candidate: a seat, an open place or none.
    pub seats: Per<StandingId, Placing>,
    /// What was settled before the ranking was walked.
    pub settled: Settled,
    pub proofs: Proofs,
    layout: Layout,
    solver: Solver,
    /// As it was when the first question was asked.
    fresh: Option<Solver>,
    /// Best first.
    chosen: Chosen,
    known: KnownCertificates,
    cutoffs: KnownCutoffs,
    reasons: Reasons,
}

/// What somebody wants, best first.
pub type Prefers<'p> = &'p dyn Fn(StandingId) -> PreferenceOrder;

/// Selects. `prefers` is as for [`super::fill`].
pub fn balance<'a>(problem: &'a Problem, prefers: Prefers<'_>) -> Result<Balanced<'a>, Failed> {
    balance_within(problem, prefers, &mut BUDGET.saturating_mul(2))
}

/// The same with no more work than a purse has, from which it is taken.
pub fn balance_within<'a>(
    problem: &'a Problem,
    prefers: Prefers<'_>,
    purse: &mut u64,
) -> Result<Balanced<'a>, Failed> {
    let layout = Layout::new(problem);
    let classes = Classes::new(problem);
    if classes
        .all
        .iter()
        .any(|class| class.total.abs() > proof::LARGEST_TOTAL)
    {
        return Err(Failed::TooHard(TooHard::new(
            Stage::Totals,
            0,
            proof::LARGEST_TOTAL,
        )));
    }
    let mut solver = Solver::new(layout.rows.clone(), classes, (problem.budget, *purse));
    let fixed = walk::fixed(problem, &[]);
    let state = walk::start(&solver.classes, &fixed);
    let settled = stages::settle(problem, &layout, &mut solver, &state);
    let (settled, proofs, seating) = match settled {
        Ok(settled) => settled,
        Err(Stopped::Never) => {
            return Err(never(
                problem,
                (&layout, &state),
                (&mut solver, purse),
                prefers,
            ));
        }
        Err(stopped) => {
            *purse = *solver.purse();
            return Err(failed(&layout, &stopped));
        }
    };
    let mut balanced = Balanced {
        problem,
        seats: problem
            .candidates
            .iter()
            .map(|_| Placing::Unplaced)
            .collect(),
        settled,
        proofs,
        layout,
        solver,
        fresh: None,
        chosen: Chosen::new(),
        known: KnownCertificates::default(),
        cutoffs: KnownCutoffs::default(),
        reasons: Reasons::default(),
    };
    let placed = balanced
        .select(&seating, prefers)
        .and_then(|()| balanced.place(prefers));
    *purse = *balanced.solver.purse();
    placed?;
    // For whatever is asked about it.
    *balanced.solver.purse() = BESIDE;
    Ok(balanced)
}

/// By how many people rules are missed that may be missed by so many: no more than it takes, and what stands first in the list is kept
/// best. None: there is no lawful selection all the same.
pub fn needed(
    problem: &Problem,
    allowed: &[(BalanceId, u32)],
) -> Result<Option<Vec<(BalanceId, u32)>>, Failed> {
    let hard = |Spent| Failed::TooHard(TooHard::new(Stage::Lawful, 0, 1));
    relax::needed(problem, &allowed.to_vec()).map_err(hard)
}

fn never(
    problem: &Problem,
    (layout, state): (&Layout, &State),
    (solver, purse): (&mut Solver, &mut u64),
    prefers: Prefers<'_>,
) -> Failed {
    let clash = relax::clash(problem, layout, solver, state);
    *purse = *solver.purse();
    let Ok(clash) = clash else {
        return Failed::TooHard(TooHard::new(Stage::Relaxations, 0, 1));
    };
    let mut relaxations = Vec::new();
    for changes in clash.changes {
        let relaxed = relax::relaxed(problem, &changes);
        let selected = match balance_within(&relaxed, prefers, purse) {
            Ok(balanced) => Some(balanced.selected().collect()),
            Err(_) => None,
        };
        relaxations.push(Relaxation { changes, selected });
    }
    Failed::Never(Never {
        clash: clash.reasons,
        relaxations,
        more: clash.more,
    })
}

/// The blocks somebody can sit in, in the order they want them; the open places last.
fn order(
    problem: &Problem,
    standing: StandingId,
    blocks: &[BlockId],
    prefers: Prefers<'_>,
    taken: &[u32],
) -> Vec<BlockId> {
    let fits = problem.candidates[standing].groups;
    let mut order = preference_order(fits, &prefers(standing).order);
    if problem.several == Several::BestPlace {
        order.sort_by_key(|group: &GroupId| crate::base::ids::find(taken, *group).copied());
    }
    let groups = order.into_iter().map(BlockId::from);
    let groups: Vec<BlockId> = groups.filter(|block| blocks.contains(block)).collect();
    let rest = blocks
        .iter()
        .copied()
        .filter(|block| !groups.contains(block));
    let rest: Vec<BlockId> = rest.collect();
    groups.into_iter().chain(rest).collect()
}

impl Balanced<'_> {
    /// Those selected, best first.
    pub fn selected(&self) -> impl Iterator<Item = StandingId> {
        self.chosen.iter().map(|(standing, _)| *standing)
    }

    fn select(&mut self, seating: &Seating, prefers: Prefers<'_>) -> Result<(), Failed> {
        let problem = self.problem;
        let classes = self.solver.classes.clone();
        let order = |standing: StandingId, taken: &[u32]| {
            let blocks = &classes.all[classes.of[standing]].blocks;
            order(problem, standing, blocks, prefers, taken)
        };
        let most = self.settled.seats.unwrap_or(problem.cap);
        let walks = |solver: &mut Solver, fixed: &Per<StandingId, Fixed>, seating: &Seating| {
            walk::walk(problem, solver, fixed, seating, most, &order)
        };
        let fixed = walk::fixed(problem, &[]);
        let unwalked = |unwalked: Unwalked| {
            Failed::TooHard(TooHard {
                stage: Stage::Rank,
                have: i128::try_from(unwalked.decided).unwrap_or(0),
                limit: i128::try_from(problem.candidates.len()).unwrap_or(0),
                selected: unwalked.chosen,
            })
        };
        let chosen = walks(&mut self.solver, &fixed, seating).map_err(unwalked)?;
        let mut gentle = Gentle {
            problem,
            layout: &self.layout,
            solver: &mut self.solver,
            settled: &mut self.settled,
            walks: &walks,
        };
        self.chosen = gentle.serve(chosen).map_err(|halted| match halted {
            Halted::Walk(one) => unwalked(one),
            Halted::Stage(stopped) => failed(&self.layout, &stopped),
        })?;
        Ok(())
    }

    /// Tells those selected where they sit.
    fn place(&mut self, prefers: Prefers<'_>) -> Result<(), Failed> {
        let hard = |Spent| Failed::TooHard(TooHard::new(Stage::Places, 0, 1));
        let classes = self.solver.classes.clone();
        let mut counts: Per<ClassId, u32> = classes.all.iter().map(|_| 0).collect();
        for (standing, _) in &self.chosen {
            let own = &mut counts[classes.of[*standing]];
            *own = own.saturating_add(1);
        }
        let state = State {
            least: counts.clone(),
            most: counts,
            seats: std::collections::BTreeMap::new(),
        };
        let seating = match self.solver.solve(&state).map_err(hard)? {
            search::Answer::Found(seating) => seating,
            search::Answer::Never(_) => contradiction("those selected cannot sit"),
        };
        let mut dealer = Dealer::new(&mut self.solver, state, &seating);
        for (standing, at_once) in &mut self.chosen {
            let class = classes.of[*standing];
            let block = match *at_once {
                Some(block) => block,
                None => {
                    let blocks = &classes.all[class].blocks;
                    let order = order(self.problem, *standing, blocks, prefers, dealer.by_block());
                    let dealt = dealer.deal(class, 0, false, &order).map_err(hard)?;
                    let Some(block) = dealt else {
                        contradiction("somebody selected can sit nowhere");
                    };
                    block
                }
            };
            *at_once = Some(block);
            let group = block.group(classes.groups);
            self.seats[*standing] = group.map_or(Placing::OpenSeat, Placing::Seat);
        }
        Ok(())
    }

    /// Why somebody without a seat has none: a certificate, which a [`Checker`] checks by itself.
    pub fn why(&mut self, standing: StandingId) -> Result<Certificate, TooHard> {
        let mut known = std::mem::take(&mut self.known);
        let why = self.asked(|solver, outcome| why::why(solver, &mut known, outcome, standing));
        self.known = known;
        why
    }

    /// How far each aim was met, and what stands in its way.
    pub fn aims(&mut self) -> Result<Vec<Met>, TooHard> {
        let layout = self.layout.clone();
        self.asked(|solver, outcome| met::met(&layout, solver, outcome))
    }

    /// Whom below somebody without a seat a swap would unseat, and which reasons forbid it, none of which can be left out. None: all
    /// seats went to people ranked higher.
    pub fn swap(&mut self, standing: StandingId) -> Result<Option<Swap>, TooHard> {
        self.asked(|solver, outcome| why::swap(solver, outcome, standing))
    }

    /// The lowest of those selected above whom somebody without a seat would have had to stand to be selected; none when no rank would
    /// do. Where the sum of totals decides, that is with the sum as it is. What gentle aims settled is taken as given.
    pub fn cutoff(&mut self, standing: StandingId) -> Result<Option<StandingId>, TooHard> {
        let mut known = std::mem::take(&mut self.cutoffs);
        let above = self.chosen.partition_point(|(one, _)| *one < standing);
        let why = self.known.proof(above, self.solver.classes.of[standing]);
        let found = self
            .asked(|solver, outcome| cutoff(solver, &mut known, outcome, (standing, why.as_ref())));
        self.cutoffs = known;
        found
    }

    /// Where the sum of totals decides, and is proved to be the largest: the total that somebody without a seat would have needed, in
    /// units of the smallest decimal place of any. Any higher one would have had a seat, and no lower one; none where no total would do.
    pub fn total_needed(&mut self, standing: StandingId) -> Result<Option<i128>, TooHard> {
        let layout = self.layout.clone();
        self.asked(|solver, outcome| total_needed(&layout, solver, outcome, standing))
    }

    /// Asks something about the selection that stands.
    fn asked<T>(
        &mut self,
        ask: impl FnOnce(&mut Solver, &Outcome<'_>) -> Result<T, Spent>,
    ) -> Result<T, TooHard> {
        /// So many classes may have entered for earlier questions.
        const MORE: usize = 100;
        let fresh = self.fresh.get_or_insert_with(|| self.solver.clone());
        if self.solver.entered() > fresh.entered().saturating_add(MORE) {
            // Everybody who was asked about stays in the tableau, and makes each further question slower.
            let purse = *self.solver.purse();
            self.solver.clone_from(fresh);
            *self.solver.purse() = purse;
        }
        self.solver.renew(self.problem.budget);
        let selected = self.chosen.iter().map(|(standing, _)| *standing).collect();
        let outcome = Outcome::of(
            (self.problem, &self.settled, &self.seats),
            selected,
            self.reasons.clone(),
        );
        ask(&mut self.solver, &outcome).map_err(|Spent| TooHard::new(Stage::Why, 0, 1))
    }
}
