//! Where not all that must hold can hold: the smallest changes of the rules that would do, fewest rules first, then fewest people.
//!
//! Every change must touch each set of rules that clash, so the rules to change are found as smallest hitting sets of the clashes
//! known so far; a set that does not suffice shows a further clash (implicit hitting sets).

use std::collections::BTreeSet;

use super::classes::Classes;
use super::layout::{Layout, Settled};
use super::problem::{BUDGET, BalanceId, Problem};
use super::proof::State;
use super::rows::Reason;
use super::search::{Answer, Solver};
use super::smallest::smallest;
use super::tableau::Spent;
use super::walk;
use crate::rules::{Amount, Asks};

/// By how many people which rules would have to be missed.
pub(super) type Change = Vec<(BalanceId, u32)>;

/// What clashes, and the smallest changes: all of them if they are few.
#[derive(Debug, Clone)]
pub(super) struct Clash {
    pub(super) reasons: Vec<Reason>,
    pub(super) changes: Vec<Change>,
    /// There are as small ones beside these; or none was found because that was too much work.
    pub(super) more: bool,
}

/// So many changes are listed.
const LISTED: usize = 10;

struct Relaxing<'a> {
    problem: &'a Problem,
    layout: &'a Layout,
    solver: &'a mut Solver,
    state: &'a State,
    clashes: Vec<BTreeSet<BalanceId>>,
}

pub(super) fn clash(
    problem: &Problem,
    layout: &Layout,
    solver: &mut Solver,
    state: &State,
) -> Result<Clash, Spent> {
    layout.settle(&mut solver.rows, problem, &Settled::default());
    let mut relaxing = Relaxing {
        problem,
        layout,
        solver,
        state,
        clashes: Vec::new(),
    };
    let reasons = relaxing
        .clash_without(&BTreeSet::new())?
        .unwrap_or_default();
    let rules = rules_of(&reasons);
    let mut clash = Clash {
        reasons,
        changes: Vec::new(),
        more: false,
    };
    if rules.is_empty() {
        // People hold more seats than there are.
        return Ok(clash);
    }
    relaxing.clashes.push(rules);
    if relaxing.changes(&mut clash).is_err() {
        // What clashes is known all the same.
        clash.changes.clear();
        clash.more = true;
    }
    Ok(clash)
}

fn rules_of(reasons: &[Reason]) -> BTreeSet<BalanceId> {
    let rules = reasons.iter().filter_map(|reason| match reason {
        Reason::Rule(rule) => Some(*rule),
        _ => None,
    });
    rules.collect()
}

impl Relaxing<'_> {
    /// What clashes when some rules do not count; none when nothing does.
    fn clash_without(&mut self, rules: &BTreeSet<BalanceId>) -> Result<Option<Vec<Reason>>, Spent> {
        let sizes = self.problem.sizes.ids().map(Reason::Group);
        let hard = self.layout.hard.iter().map(|(id, _)| *id);
        let hard = hard.filter(|id| !rules.contains(id)).map(Reason::Rule);
        let all = [Reason::Cap, Reason::OpenPlaces, Reason::Held];
        let all: BTreeSet<Reason> = all.into_iter().chain(sizes).chain(hard).collect();
        let fixed = self.state;
        let state = |_: &Classes, reasons: &BTreeSet<Reason>| {
            let mut state = fixed.clone();
            if !reasons.contains(&Reason::Held) {
                state.least.iter_mut().for_each(|least| *least = 0);
            }
            state
        };
        let found = smallest(self.solver, &all, &state)?;
        Ok(found.map(|certificate| certificate.reasons))
    }

    /// Finds the smallest changes.
    fn changes(&mut self, clash: &mut Clash) -> Result<(), Spent> {
        for many in 1..=self.layout.hard.len() {
            let mut able = BTreeSet::new();
            while let Some(rules) = self.touching(&mut BTreeSet::new(), many, &able)? {
                match self.clash_without(&rules)? {
                    None => drop(able.insert(rules)),
                    Some(reasons) => {
                        let further = rules_of(&reasons);
                        if further.is_empty() {
                            return Ok(());
                        }
                        self.clashes.push(further);
                    }
                }
                if able.len() > LISTED {
                    clash.more = true;
                    break;
                }
            }
            if !able.is_empty() {
                return self.least(&able, clash);
            }
        }
        Ok(())
    }

    /// So many rules more, or fewer, that touch every clash, and are none of those found.
    fn touching(
        &mut self,
        rules: &mut BTreeSet<BalanceId>,
        left: usize,
        found: &BTreeSet<BTreeSet<BalanceId>>,
    ) -> Result<Option<BTreeSet<BalanceId>>, Spent> {
        /// To look at a clash takes about as long as so many steps of the solver.
        const LOOK: usize = 10;
        self.solver.work(self.clashes.len().saturating_mul(LOOK))?;
        let mut untouched = self.clashes.iter();
        let Some(clash) = untouched.find(|clash| clash.is_disjoint(rules)).cloned() else {
            return Ok((!found.contains(rules)).then(|| rules.clone()));
        };
        if left == 0 {
            return Ok(None);
        }
        for rule in clash {
            rules.insert(rule);
            let set = self.touching(rules, left.saturating_sub(1), found)?;
            rules.remove(&rule);
            if set.is_some() {
                return Ok(set);
            }
        }
        Ok(None)
    }

    /// The changes that touch the fewest people.
    fn least(
        &mut self,
        able: &BTreeSet<BTreeSet<BalanceId>>,
        clash: &mut Clash,
    ) -> Result<(), Spent> {
        let mut smallest = u64::MAX;
        for rules in able {
            // What each would have to give if the others gave all.
            let mut least = Change::new();
            for rule in rules {
                let others = rules.iter().filter(|one| *one != rule);
                let mut change: Change = others.map(|one| (*one, self.all_of(*one))).collect();
                change.push((*rule, 0));
                let (mut low, mut high) = (0, self.all_of(*rule));
                while low < high {
                    let middle = low.midpoint(high);
                    if let Some(last) = change.last_mut() {
                        last.1 = middle;
                    }
                    if self.does(&change)? {
                        high = middle;
                    } else {
                        low = middle.saturating_add(1);
                    }
                }
                least.push((*rule, low));
            }
            let sum = |change: &Change| change.iter().map(|(_, by)| u64::from(*by)).sum::<u64>();
            let mut extra = 0;
            while sum(&least).saturating_add(u64::from(extra)) <= smallest {
                let mut found = Vec::new();
                self.solver.work(ways(extra, least.len()))?;
                for more in shares(extra, least.len()) {
                    let each = least.iter().zip(more);
                    let change: Change = each
                        .map(|((rule, by), more)| (*rule, by.saturating_add(more)))
                        .collect();
                    if self.does(&change)? {
                        found.push(change);
                    }
                }
                if let Some(one) = found.first() {
                    if sum(one) < smallest {
                        smallest = sum(one);
                        clash.changes.clear();
                    }
                    clash.changes.append(&mut found);
                    break;
                }
                extra = extra.saturating_add(1);
            }
        }
        clash.more |= clash.changes.len() > LISTED;
        clash.changes.truncate(LISTED);
        Ok(())
    }

    /// As much as a rule can give.
    fn all_of(&self, rule: BalanceId) -> u32 {
        let people = u32::try_from(self.problem.candidates.len()).unwrap_or(u32::MAX);
        match self.problem.rules[rule].asks {
            Asks::AtLeast(Amount::People(least)) => least,
            _ => people.saturating_add(1),
        }
    }

    fn does(&mut self, change: &Change) -> Result<bool, Spent> {
        let changed = relaxed(self.problem, change);
        let rows = Layout::new(&changed).rows;
        for (_, row) in &self.layout.hard {
            let (own, new) = (&mut self.solver.rows.all[*row], &rows.all[*row]);
            (own.min, own.max) = (new.min, new.max);
        }
        let answer = self.solver.solve(self.state);
        for (_, row) in &self.layout.hard {
            let (own, old) = (&mut self.solver.rows.all[*row], &self.layout.rows.all[*row]);
            (own.min, own.max) = (old.min, old.max);
        }
        Ok(matches!(answer?, Answer::Found(_)))
    }
}

/// By how much rules that may be missed are missed at least: none of it could be taken back. The last ones of a list give first.
/// None: not even all of it would do.
pub(super) fn needed(problem: &Problem, allowed: &Change) -> Result<Option<Change>, Spent> {
    // All that is tried has one purse of work.
    let mut purse = BUDGET.saturating_mul(2);
    let mut lawful = |change: &Change| {
        let relaxed = relaxed(problem, change);
        let layout = Layout::new(&relaxed);
        let classes = Classes::new(&relaxed);
        let mut solver = Solver::new(layout.rows.clone(), classes, (problem.budget, purse));
        layout.settle(&mut solver.rows, &relaxed, &Settled::default());
        let state = walk::start(&solver.classes, &walk::fixed(&relaxed, &[]));
        let answer = solver.solve(&state);
        purse = *solver.purse();
        Ok(matches!(answer?, Answer::Found(_)))
    };
    let mut change = allowed.clone();
    if !lawful(&change)? {
        return Ok(None);
    }
    for at in 0..change.len() {
        let most = change.get(at).map_or(0, |(_, by)| *by);
        let (mut low, mut high) = (0, most);
        while low < high {
            let middle = low.midpoint(high);
            let mut tried = change.clone();
            set(&mut tried, at, middle);
            if lawful(&tried)? {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        set(&mut change, at, low);
    }
    change.retain(|(_, by)| *by > 0);
    Ok(Some(change))
}

fn set(change: &mut Change, at: usize, by: u32) {
    if let Some(one) = change.get_mut(at) {
        one.1 = by;
    }
}

/// How many ways there are to share so many out among so many: the binomial coefficient of `of + among - 1` over `of`.
fn ways(of: u32, among: usize) -> usize {
    let others = u64::try_from(among.saturating_sub(1)).unwrap_or(u64::MAX);
    let steps = (1..=others).try_fold(1_u64, |ways, step| {
        let more = ways.checked_mul(u64::from(of).checked_add(step)?)?;
        more.checked_div(step)
    });
    steps
        .and_then(|ways| usize::try_from(ways).ok())
        .unwrap_or(usize::MAX)
}

/// Every way to share so many out among so many.
fn shares(of: u32, among: usize) -> Vec<Vec<u32>> {
    let Some(rest) = among.checked_sub(1) else {
        return if of == 0 {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let first = 0..=of;
    let each = first.flat_map(|first| {
        let rest = shares(of.saturating_sub(first), rest);
        rest.into_iter().map(move |mut rest| {
            rest.insert(0, first);
            rest
        })
    });
    each.collect()
}

/// The same problem where rules may be missed by so many people.
pub(super) fn relaxed(problem: &Problem, change: &Change) -> Problem {
    let mut relaxed = problem.clone();
    for &(rule, by) in change {
        let slack = &mut relaxed.rules[rule].slack;
        *slack = slack.saturating_add(by);
    }
    relaxed
}
