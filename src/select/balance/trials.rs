//! Fills anew for others than those who are ranked.

use std::collections::BTreeSet;

use super::Balancing;
use super::kernel::Kernel;
use super::members::Traits;
use super::possible::WayId;
use super::problem::singles;
use crate::base::ids::at;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::Objective;
use crate::rules::{Amount, Asks, Rules};
use crate::seats::Placing;
use crate::seats::balance::{
    BESIDE, BalanceId, Candidate, Failed, Open, Problem, Rule, Settled, TraitId, balance_within,
};

/// No more fillings, nor more of them times people in each; and of those in which several come out otherwise.
const MOST: usize = 2_000;
const MOST_TOGETHER: usize = 1_000;
const MOST_WORK: usize = 2_000_000;

pub(super) struct Trials<'p> {
    pub(super) problem: &'p Problem,
    /// Who has a seat.
    pub(super) selected: BTreeSet<StandingId>,
    /// As it is by now.
    pub(super) settled: Settled,
    kernel: Kernel,
    /// Rules over values that nobody in the ranking has.
    more: Vec<Rule>,
    /// Who is selected in any filling.
    pub(super) ever_seated: BTreeSet<StandingId>,
    fillings: usize,
    left: usize,
    purse: u64,
}

/// Somebody put to the solver.
#[derive(Debug, Clone)]
pub(super) struct Tried {
    /// Who it is of those in the ranking.
    pub(super) who: Option<StandingId>,
    /// Which of the ways in which somebody may come out.
    pub(super) way: Option<WayId>,
    pub(super) candidate: Candidate,
}

/// What comes of it.
pub(super) struct Found {
    /// By those who were tried: whether they are selected.
    pub(super) is_in: Vec<bool>,
    pub(super) settled: Settled,
    pub(super) numbers: Numbers,
}

/// What hangs on who is there, with a seat or without: the open places, and how many people make the shares of groups that are aimed at;
/// where the ranking comes before the number of seats also those of all seats, which are of the most that could be filled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    open: Option<u32>,
    shares: Vec<(BalanceId, u32)>,
}

/// Why nothing comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nothing {
    /// Nothing is lawful.
    Never,
    /// It is too much to try, or hangs on what was not proved.
    Unknown,
}

impl Numbers {
    fn of(problem: &Problem, settled: &Settled) -> Self {
        let is_share = |id: BalanceId| {
            let rule = &problem.rules[id];
            let share = |asks: &Asks| matches!(asks, Asks::Aim(aim) if matches!(aim.least, Amount::Share(_)));
            let of_more = problem.objective == Objective::RankFirst;
            (rule.group.is_some() || of_more) && share(&rule.asks)
        };
        let shares = settled.targets.iter().filter(|(id, _)| is_share(*id));
        Self {
            open: settled.open,
            shares: shares.copied().collect(),
        }
    }

    /// The same problem with these.
    fn fix(&self, problem: &mut Problem) {
        if let Some(open) = self.open {
            problem.open = Open::Places(open);
        }
        for (id, people) in &self.shares {
            if let Asks::Aim(aim) = &mut problem.rules[*id].asks {
                aim.least = Amount::People(*people);
            }
        }
    }
}

impl<'p> Trials<'p> {
    /// `open` are those in the ranking who may count as something else.
    pub(super) fn new(
        rules: &Rules,
        traits: &Traits,
        (balancing, seats): (&'p Balancing, &[Placing]),
        open: &BTreeSet<StandingId>,
    ) -> Self {
        let problem = &balancing.problem;
        let kernel = Kernel::beside(problem, seats, open);
        let known: BTreeSet<TraitId> = problem.rules.iter().map(|rule| rule.over).collect();
        let (_, all) = singles(rules, traits);
        let more = all.iter().filter(|rule| !known.contains(&rule.over));
        let selected = kernel.selected.iter();
        let selected = selected.map(|one| *at(&kernel.standings, *one));
        Self {
            more: more.cloned().collect(),
            selected: selected.collect(),
            problem,
            kernel,
            settled: balancing.settled.clone(),
            ever_seated: BTreeSet::new(),
            fillings: MOST,
            left: MOST_WORK,
            purse: BESIDE,
        }
    }

    /// From here on several come out otherwise at once.
    pub(super) fn together(&mut self) {
        self.fillings = self.fillings.min(MOST_TOGETHER);
    }

    /// Those of the ranking who can have a seat at all, as they are.
    pub(super) fn as_they_are(&self) -> Vec<Tried> {
        let all = self.kernel.standings.iter();
        let tried = |(who, candidate): (&StandingId, &Candidate)| Tried {
            who: Some(*who),
            way: None,
            candidate: candidate.clone(),
        };
        all.zip(&self.kernel.problem.candidates)
            .map(tried)
            .collect()
    }

    /// Rules over values that somebody of these has, and nobody in the ranking.
    pub(super) fn more_over(&self, all: &[Tried]) -> Vec<Rule> {
        let has = |rule: &&Rule| {
            let mut all = all.iter();
            all.any(|one| one.candidate.traits.contains(&rule.over))
        };
        self.more.iter().filter(has).cloned().collect()
    }

    /// Fills; `more` are rules beside those of the ranking, `numbers` what is given where others than these are there, too.
    pub(super) fn fill(
        &mut self,
        all: &[Tried],
        more: &[Rule],
        numbers: Option<&Numbers>,
    ) -> Result<Found, Nothing> {
        self.fillings = self.fillings.checked_sub(1).ok_or(Nothing::Unknown)?;
        self.left = self.left.checked_sub(all.len()).ok_or(Nothing::Unknown)?;
        let candidates = all.iter().map(|one| one.candidate.clone());
        let mut problem = self.kernel.with(candidates.collect());
        for rule in more {
            problem.rules.push(rule.clone());
        }
        if let Some(numbers) = numbers {
            numbers.fix(&mut problem);
        }
        let prefers = |_: StandingId| PreferenceOrder::default();
        let filled = match balance_within(&problem, &prefers, &mut self.purse) {
            Ok(filled) => filled,
            Err(Failed::Never(_)) => return Err(Nothing::Never),
            Err(Failed::TooHard(_)) => return Err(Nothing::Unknown),
        };
        if filled.settled.total_at_most.is_some() {
            return Err(Nothing::Unknown);
        }
        let selected: BTreeSet<StandingId> = filled.selected().collect();
        let is_in = problem.candidates.ids().map(|one| selected.contains(&one));
        let is_in: Vec<bool> = is_in.collect();
        let seated = all.iter().zip(&is_in).filter(|(_, is_in)| **is_in);
        self.ever_seated
            .extend(seated.filter_map(|(one, _)| one.who));
        Ok(Found {
            is_in,
            numbers: Numbers::of(&problem, &filled.settled),
            settled: filled.settled.clone(),
        })
    }

    /// The numbers as they are by now.
    pub(super) fn numbers(&self) -> Numbers {
        Numbers::of(self.problem, &self.settled)
    }

    /// The most seats and the nearest aims, as far as they come before the ranking.
    pub(super) fn levels<'s>(&self, settled: &'s Settled) -> (Option<u32>, &'s [u32]) {
        let is_first = self.problem.objective != Objective::RankFirst;
        (settled.seats.filter(|_| is_first), &settled.shortfalls)
    }
}

/// Puts somebody just above another of the ranking.
pub(super) fn insert(all: &mut Vec<Tried>, before: StandingId, one: Tried) {
    let is_above = |other: &Tried| other.who.is_some_and(|who| who < before);
    let last = all.iter().rposition(is_above);
    all.insert(last.map_or(0, |last| last.saturating_add(1)), one);
}
