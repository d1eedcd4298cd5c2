//! Who has a seat, by whatever ranking: the groups are filled anew, by the same filling as in a selection.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines::Keys;
use crate::base::ids::{Per, at, find, with_ids};
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::{self, Asks, Assignment, GroupId, GroupSet, Objective, Rules};
use crate::seats::balance::{BUDGET, Candidate, Problem, TraitId, balance_within};
use crate::seats::{self, Placing};
use crate::select::balance::{self, Ranked, Traits};
use crate::select::keep_ties;

/// So many people may be put in order for one question about a run.
const PLACED: usize = 50_000_000;
/// The same under balance rules, where a filling is more work.
const PLACED_BY_SOLVER: usize = 400_000;
/// The part of the work of a selection that the solver may do for one question.
const SHARE: u64 = 10;

/// What decides who sits, beside what must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decides {
    /// The ranking alone, in groups: whoever sits could only be replaced by one person at a time.
    Ranking,
    /// The ranking, and rules of balance: the best-ranked person in whom two lawful selections differ.
    RankingAndRules,
    /// The same, and who takes which group on the way; it may be differences as well.
    Preferences,
    /// The ranking and the rules, and differences of totals, within which gentle aims move people.
    Differences,
    /// Sums of totals.
    Sums,
}

/// Who sits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sitting {
    pub(super) all: BTreeSet<StandingId>,
    /// Who would sit before each gentle aim that has moved people, the first first.
    pub(super) before: Vec<BTreeSet<StandingId>>,
    /// All gentle aims are met, and have moved nobody: the ranking alone gives the same seats, and no aim asks for others.
    pub(super) by_ranking: bool,
    /// Somebody is on a shortlist by a tie at its line alone: then there are more than it has places.
    pub(super) some_by_tie: bool,
}

/// People, and what the groups are filled by.
#[derive(Debug, Clone)]
pub(super) struct Seats<'r> {
    rules: &'r Rules,
    pub(super) decides: Decides,
    fits: Per<StandingId, GroupSet>,
    /// In their order of preference.
    orders: Per<StandingId, Vec<GroupId>>,
    /// What the solver is asked; none where nobody needs it.
    problem: Option<Problem>,
    /// Within how many points gentle aims move people.
    pub(super) within: Vec<Decimal>,
    /// How many people may still be put in order, and the work the solver may still do.
    left: usize,
    purse: u64,
}

impl From<BTreeSet<StandingId>> for Sitting {
    fn from(all: BTreeSet<StandingId>) -> Self {
        Self {
            all,
            ..Self::default()
        }
    }
}

impl Sitting {
    /// Who sits, and who would before each gentle aim.
    pub(super) fn stages(&self) -> impl Iterator<Item = &BTreeSet<StandingId>> {
        self.before.iter().chain([&self.all])
    }

    /// Whether somebody sits at one of the stages.
    pub(super) fn touches(&self, one: StandingId) -> bool {
        self.stages().any(|stage| stage.contains(&one))
    }

    /// Whether it matters at one of the stages which of two stands first: one of them sits, and the other does not.
    pub(super) fn parts(&self, (one, other): (StandingId, StandingId)) -> bool {
        let parts = |stage: &BTreeSet<StandingId>| stage.contains(&one) != stage.contains(&other);
        self.stages().any(parts)
    }
}

impl<'r> Seats<'r> {
    /// Of people in the order of their standings.
    pub(super) fn new(
        rules: &'r Rules,
        traits: &Traits,
        ranked: &Per<StandingId, Ranked>,
        orders: Per<StandingId, Vec<GroupId>>,
    ) -> Self {
        let solved = balance::is_needed(rules) || ranked.iter().any(|one| one.held);
        let problem = solved.then(|| balance::asked(rules, traits, ranked).1);
        let within = problem.as_ref().map_or_else(Vec::new, within);
        let decides = match &problem {
            None => Decides::Ranking,
            Some(problem) if problem.objective == Objective::Total => Decides::Sums,
            Some(problem) if problem.assignment == Assignment::PreferenceFirst => {
                Decides::Preferences
            }
            Some(_) if !within.is_empty() => Decides::Differences,
            Some(_) => Decides::RankingAndRules,
        };
        Self {
            rules,
            decides,
            fits: ranked.iter().map(|one| one.fits).collect(),
            orders,
            left: if problem.is_some() {
                PLACED_BY_SOLVER
            } else {
                PLACED
            },
            problem,
            within,
            purse: BUDGET.checked_div(SHARE).unwrap_or(BUDGET),
        }
    }

    /// The same, with as much work as each of several questions may take together.
    pub(super) fn shared_by(&self, many: usize) -> Self {
        let each = u64::try_from(many.max(1)).unwrap_or(u64::MAX);
        Self {
            left: self.left.checked_div(many.max(1)).unwrap_or(0),
            purse: self.purse.checked_div(each).unwrap_or(0),
            ..self.clone()
        }
    }

    /// How far apart people may be who change places for all gentle aims together.
    pub(super) fn reach(&self) -> Decimal {
        let rules = self.problem.iter().flat_map(|problem| &problem.rules);
        let within = rules.filter_map(|rule| gentle(&rule.asks));
        within.fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// Counts work as putting so many people in order; none where it would be more than is left.
    pub(super) fn pay(&mut self, people: usize) -> Option<()> {
        self.left = self.left.checked_sub(people.max(1))?;
        Some(())
    }

    /// Who sits by the ranking alone.
    pub(super) fn by_ranking(&mut self, ranking: &[StandingId]) -> Option<BTreeSet<StandingId>> {
        self.pay(ranking.len())?;
        let fits: Vec<GroupSet> = ranking.iter().map(|one| self.fits[*one]).collect();
        let seated = seats::seated(&self.rules.places, &fits);
        Some(seated.into_iter().map(|one| *at(ranking, one)).collect())
    }

    /// Whether whoever has the total of the last on a shortlist is on it, too.
    pub(super) fn keeps_ties(&self) -> bool {
        let shortlist = self.rules.stage().and_then(|stage| stage.shortlist);
        self.problem.is_none()
            && shortlist.is_some_and(|shortlist| shortlist.ties == rules::Ties::Kept)
    }

    /// Who is on a shortlist that keeps ties.
    fn with_ties(&mut self, ranking: &[StandingId], keys: &Keys) -> Option<Sitting> {
        self.pay(ranking.len())?;
        let fits: Vec<GroupSet> = ranking.iter().map(|one| self.fits[*one]).collect();
        let order = |one: StandingId| self.orders[*at(ranking, one)].clone();
        let prefers = |one: StandingId| PreferenceOrder::from(order(one));
        let mut filling = seats::fill(&self.rules.places, &fits, &prefers);
        let total = |one: StandingId| keys.of[*at(ranking, one)];
        let by_tie = keep_ties(self.rules, &total, &fits, &order, &mut filling);
        let placed = with_ids::<StandingId, _>(&filling.seats);
        let on_it = placed.filter(|(_, placing)| is_seat(**placing));
        Some(Sitting {
            all: on_it.map(|(one, _)| *at(ranking, one)).collect(),
            some_by_tie: !by_tie.is_empty(),
            ..Sitting::default()
        })
    }

    /// Whether gentle aims are all there is beside the ranking.
    pub(super) fn is_gentle(&self) -> bool {
        let problem = self.problem.as_ref();
        problem.is_some_and(|problem| balance::is_gentle(&self.rules.places, problem))
    }

    /// Whether somebody keeps a seat that is held, whatever the ranking.
    pub(super) fn is_held(&self, standing: StandingId) -> bool {
        let candidates = self.problem.as_ref().map(|problem| &problem.candidates);
        candidates.is_some_and(|candidates| candidates[standing].held)
    }

    pub(super) fn fits(&self, standing: StandingId) -> GroupSet {
        self.fits[standing]
    }

    /// Who sits, if the ranking were this, by totals of which the solver needs the differences. None where that is too much work, or
    /// nothing lawful can be found.
    pub(super) fn sitting(&mut self, ranking: &[StandingId], keys: &Keys) -> Option<Sitting> {
        let Some(problem) = &self.problem else {
            if self.keeps_ties() {
                return self.with_ties(ranking, keys);
            }
            return Some(Sitting {
                all: self.by_ranking(ranking)?,
                by_ranking: true,
                ..Sitting::default()
            });
        };
        self.left = self.left.checked_sub(ranking.len().max(1))?;
        let (asked, people) = self.asked(problem, ranking, keys)?;
        let prefers = |one: StandingId| match self.decides {
            Decides::Preferences => self.orders[*at(&people, one)].clone().into(),
            _ => PreferenceOrder::default(),
        };
        let balanced = balance_within(&asked, &prefers, &mut self.purse).ok()?;
        // A sum that may not be the largest promises nothing.
        if balanced.settled.total_at_most.is_some() {
            return None;
        }
        let who = |one: &StandingId| *at(&people, *one);
        let all: BTreeSet<StandingId> = balanced.selected().map(|one| who(&one)).collect();
        let mut undone = all.clone();
        let mut before = Vec::new();
        for window in balanced.settled.windows.iter().rev() {
            window.came.iter().map(who).for_each(|one| {
                undone.remove(&one);
            });
            undone.extend(window.left.iter().map(who));
            before.push(undone.clone());
        }
        before.reverse();
        let is_met = balanced.settled.shortfalls.iter().all(|short| *short == 0);
        Some(Sitting {
            by_ranking: self.is_gentle() && before.is_empty() && is_met,
            all,
            before,
            some_by_tie: false,
        })
    }

    /// The problem in the order of a ranking, and who its candidates are. Of people who fit the same groups and count as the same only
    /// the best can be selected, as many as there are seats.
    fn asked(
        &self,
        problem: &Problem,
        ranking: &[StandingId],
        keys: &Keys,
    ) -> Option<(Problem, Vec<StandingId>)> {
        // Sums of so many seats are compared, whatever all totals begin at and are counted in.
        let sums = self.decides == Decides::Sums;
        let least = keys.of.iter().min().copied().filter(|_| sums).unwrap_or(0);
        let common = keys
            .of
            .iter()
            .map(|key| key.saturating_sub(least))
            .fold(0, gcd);
        let common = if sums { common.max(1) } else { 1 };
        let by_total = self.decides == Decides::Sums || !self.within.is_empty();
        let all_needed = problem.assignment == Assignment::PreferenceFirst;
        let mut alike: BTreeMap<(GroupSet, &[TraitId]), u32> = BTreeMap::new();
        let (mut people, mut candidates) = (Vec::new(), Per::default());
        for standing in ranking {
            let candidate = &problem.candidates[*standing];
            let many = alike
                .entry((candidate.groups, &candidate.traits))
                .or_default();
            *many = many.saturating_add(1);
            if *many > problem.cap && !candidate.held && !all_needed {
                continue;
            }
            let total = if by_total {
                let key = find(keys.of.as_slice(), *standing)?.checked_sub(least)?;
                Decimal::try_from_i128_with_scale(key.checked_div(common)?, 0).ok()?
            } else {
                Decimal::ZERO
            };
            people.push(*standing);
            candidates.push(Candidate {
                total,
                ..candidate.clone()
            });
        }
        let mut rules = problem.rules.clone();
        for rule in &mut rules {
            if let Asks::Aim(aim) = &mut rule.asks
                && let Some(within) = &mut aim.within
            {
                let units = keys.difference(*within)?;
                *within = Decimal::try_from_i128_with_scale(units, 0).ok()?;
            }
        }
        let asked = Problem {
            cap: problem.cap,
            sizes: problem.sizes.clone(),
            open: problem.open,
            candidates,
            rules,
            objective: problem.objective,
            assignment: problem.assignment,
            several: problem.several,
            budget: problem.budget,
        };
        Some((asked, people))
    }
}

fn is_seat(placing: Placing) -> bool {
    matches!(placing, Placing::Seat(_) | Placing::OpenSeat)
}

/// The greatest common divisor.
fn gcd(one: i128, other: i128) -> i128 {
    match one.checked_rem(other) {
        Some(rest) => gcd(other, rest),
        None => one,
    }
}

fn within(problem: &Problem) -> Vec<Decimal> {
    let rules = problem.rules.iter();
    let mut all: Vec<Decimal> = rules.filter_map(|rule| gentle(&rule.asks)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Within how many points a gentle aim moves people.
fn gentle(asks: &Asks) -> Option<Decimal> {
    match asks {
        Asks::Aim(aim) => aim.within,
        Asks::AtMost(_) | Asks::AtLeast(_) => None,
    }
}
