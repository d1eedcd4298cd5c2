//! What is settled before the ranking is walked: whether anything is lawful, how many seats can be filled, how near the aims can
//! come. Each number has a proof that the next better one cannot be.

use super::classes::Classes;
use super::layout::{Layout, LevelId, Settled, people};
use super::problem::{Open, Problem};
use super::proof::{Cases, Proof, State, Step, margin, refutes};
use super::rows::RowId;
use super::search::{Answer, Solver};
use super::seating::{Seating, shortfall, sum_of};
use super::tableau::Spent;
use super::walk::{fixed, start};
use crate::base::ids::find;
use crate::rules::{Aim, Amount, Asks, GroupId, Objective};

/// Something is to be as large, or as small, as can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) row: RowId,
    pub(super) up: bool,
    /// What is known to be possible, and what nothing can be better than.
    pub(super) have: i128,
    pub(super) limit: i128,
}

/// The proof that nothing better can be; none where the limit itself is reached.
pub type Proved = Option<Proof>;

/// Where the work ended before the answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unsettled {
    pub(super) have: i128,
    pub(super) limit: i128,
}

/// How often something nearer is tried when a goal was too hard.
const TRIES: u32 = 4;
/// Guesses that the limit itself can be reached, before halving.
const BOLD: u32 = 12;

/// Finds the best bound of a row, which is left set to it.
pub(super) fn best(
    solver: &mut Solver,
    state: &State,
    budget: u64,
    mut of: Best,
) -> Result<(i128, Proved), Unsettled> {
    let mut proved = None;
    let mut rounds = 0_u32;
    // What was too hard to decide, and how often that has happened.
    let mut hard = of.limit;
    let mut refused = 0_u32;
    while of.have != of.limit {
        let half = of.have.midpoint(hard);
        let goal = match (rounds < BOLD && refused == 0, of.up) {
            (true, _) => of.limit,
            (false, true) => half.max(of.have.saturating_add(1)),
            (false, false) => half.min(of.have.saturating_sub(1)),
        };
        rounds = rounds.saturating_add(1);
        set(solver, of, goal);
        match solver.solve(state) {
            Err(Spent) => {
                refused = refused.saturating_add(1);
                if refused > TRIES || (goal.abs_diff(of.have) <= 1) {
                    return Err(Unsettled {
                        have: of.have,
                        limit: of.limit,
                    });
                }
                // Something nearer may be easy, and says more about what can be.
                hard = goal;
                solver.renew(budget / 8);
            }
            Ok(Answer::Found(seating)) => of.have = value(solver, of, &seating),
            Ok(Answer::Never(proof)) => {
                of.limit = limit(solver, state, of, goal, &proof.0);
                hard = of.limit;
                proved = Some(proof);
            }
        }
    }
    set(solver, of, of.have);
    Ok((of.have, proved))
}

fn set(solver: &mut Solver, of: Best, goal: i128) {
    let row = &mut solver.rows.all[of.row];
    *(if of.up { &mut row.min } else { &mut row.max }) = Some(goal);
}

fn value(solver: &Solver, of: Best, seating: &Seating) -> i128 {
    if of.up {
        sum_of(&solver.rows, &solver.classes, of.row, seating)
    } else {
        shortfall(&solver.rows, &solver.classes, of.row, seating)
    }
}

/// What else a proof excludes: the same sum refutes every goal down to where it comes to nothing.
fn limit(solver: &Solver, state: &State, of: Best, goal: i128, step: &Step) -> i128 {
    let mut limit = of.have;
    let mut look = |times: &[(RowId, i128)], cases: &Cases| {
        let own = times.iter().find(|(row, _)| *row == of.row);
        let own = own.map_or(0, |(_, times)| times.abs());
        if let Some(margin) = margin(&solver.rows, &solver.classes, state, cases, times)
            && own > 0
        {
            let by = margin.saturating_add(own).saturating_sub(1) / own;
            limit = if of.up {
                limit.max(goal.saturating_sub(by))
            } else {
                limit.min(goal.saturating_add(by))
            };
        }
    };
    each_sum(step, &mut Cases::new(), &mut look);
    limit
}

/// Looks at one sum of a proof, in its case.
type Look<'a> = &'a mut dyn FnMut(&[(RowId, i128)], &Cases);

fn each_sum(step: &Step, cases: &mut Cases, look: Look<'_>) {
    match step {
        Step::Sum(times) => look(times, cases),
        Step::Split {
            class,
            block,
            at,
            low,
            high,
        } => {
            let key = (*class, *block);
            let before = cases.get(&key).copied();
            let (least, most) = before.unwrap_or((0, u32::MAX));
            cases.insert(key, (least, most.min(*at)));
            each_sum(low, cases, look);
            cases.insert(key, (least.max(at.saturating_add(1)), most));
            each_sum(high, cases, look);
            match before {
                Some(before) => drop(cases.insert(key, before)),
                None => drop(cases.remove(&key)),
            }
        }
    }
}

/// What stopped the stages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stopped {
    /// Nothing is lawful.
    Never,
    Open(Unsettled),
    Seats(Unsettled),
    Target(Unsettled),
    Aims(LevelId, Unsettled),
    /// Not even whether anything is lawful is known.
    Lawful,
}

/// For each number that was settled the proof that no better one can be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proofs {
    /// The most seats of the groups that can be filled, which leaves the open places.
    pub open: Proved,
    pub seats: Proved,
    /// The most seats of one group that can be filled, where an aim asks for a share of them.
    pub of_groups: Vec<(GroupId, u32, Proved)>,
    /// By level of aims that come before the ranking.
    pub shortfalls: Vec<Proved>,
    pub total: Proved,
}

/// Settles everything that comes before the ranking.
pub(super) fn settle(
    problem: &Problem,
    layout: &Layout,
    solver: &mut Solver,
    state: &State,
) -> Result<(Settled, Proofs, Seating), Stopped> {
    let mut settled = Settled::default();
    let mut proofs = Proofs::default();
    layout.settle(&mut solver.rows, problem, &settled);
    let mut seating = found(solver, state)?;
    let cap = i128::from(problem.cap);
    let maximise = |solver: &mut Solver, row: RowId, seating: &Seating, limit: i128| {
        let have = sum_of(&solver.rows, &solver.classes, row, seating);
        let limit = limit.max(have);
        best(
            solver,
            state,
            problem.budget,
            Best {
                row,
                up: true,
                have,
                limit,
            },
        )
    };
    if problem.open == Open::Unfilled {
        let all = problem.sizes.iter().map(|size| i128::from(*size));
        let limit = all.fold(0, i128::saturating_add).min(cap);
        let (most, proved) =
            maximise(solver, layout.in_groups, &seating, limit).map_err(Stopped::Open)?;
        settled.open = u32::try_from(cap.saturating_sub(most)).ok();
        proofs.open = proved;
        layout.settle(&mut solver.rows, problem, &settled);
        seating = found(solver, state)?;
    }
    let (seats, proved) = maximise(solver, layout.seats, &seating, cap).map_err(Stopped::Seats)?;
    settled.seats = u32::try_from(seats).ok();
    proofs.seats = proved;
    seating = found(solver, state)?;
    // The targets are shares of what can be filled, also where the ranking comes first.
    for (id, rule) in problem.rules.each() {
        let Asks::Aim(aim) = &rule.asks else { continue };
        if let (Amount::Share(_), Some(group)) = (aim.least, rule.group)
            && let Some(&row) = layout.of_group.find(group)
            && proofs.of_groups.iter().all(|(known, ..)| *known != group)
        {
            let most = maximise(solver, row, &seating, cap);
            solver.rows.all[row].min = None;
            let (most, proved) = most.map_err(Stopped::Target)?;
            let most = u32::try_from(most).unwrap_or(0);
            proofs.of_groups.push((group, most, proved));
        }
        let target = target(aim, rule.group, &settled, &proofs);
        settled.targets.push((id, target));
    }
    layout.settle(&mut solver.rows, problem, &settled);
    for (id, level) in layout.levels.each() {
        if level.within.is_some() {
            break;
        }
        let (short, proved) = nearest(problem, layout, solver, state, &mut settled, id, &seating)
            .map_err(|unsettled| Stopped::Aims(id, unsettled))?;
        settled.shortfalls.push(short);
        proofs.shortfalls.push(proved);
        layout.settle(&mut solver.rows, problem, &settled);
        seating = found(solver, state)?;
    }
    if problem.objective == Objective::Total {
        let most = solver.classes.all.iter();
        let most = most.map(|class| class.total.max(0).saturating_mul(class.members.into()));
        let limit = most.fold(0, i128::saturating_add);
        let have = match maximise(solver, layout.total, &seating, limit) {
            Ok((most, proved)) => {
                proofs.total = proved;
                most
            }
            Err(unsettled) => {
                // The largest sum that was found stands; that it is the largest is not proved.
                settled.total_at_most = Some(unsettled.limit);
                solver.renew(problem.budget);
                unsettled.have
            }
        };
        settled.total = Some(have);
        layout.settle(&mut solver.rows, problem, &settled);
        seating = found(solver, state)?;
    }
    Ok((settled, proofs, seating))
}

/// How many people an aim asks for.
fn target(aim: &Aim, group: Option<GroupId>, settled: &Settled, proofs: &Proofs) -> u32 {
    match (aim.least, group) {
        (Amount::People(people), _) => people,
        (Amount::Share(share), None) => people(share, settled.seats.unwrap_or(0)),
        (Amount::Share(share), Some(group)) => {
            let own = proofs.of_groups.iter().find(|(known, ..)| *known == group);
            people(share, own.map_or(0, |(_, most, _)| *most))
        }
    }
}

/// Checks by adding alone that no number that was settled could be better.
pub(super) fn is_best(
    problem: &Problem,
    (layout, classes): (&Layout, &Classes),
    settled: &Settled,
    proofs: &Proofs,
) -> bool {
    let state = start(classes, &fixed(problem, &[]));
    let mut rows = layout.rows.clone();
    let mut so_far = Settled::default();
    // Nothing is known to be better than a limit that is reached; and what is better than the number that was settled is refuted.
    let mut is_best = |so_far: &Settled, row: RowId, goal: (bool, i128), proof: &Proved| {
        let Some(proof) = proof else { return false };
        layout.settle(&mut rows, problem, so_far);
        if so_far.targets.is_empty() {
            // The most that a group can fill is counted while as many seats are filled as can be, also where the ranking comes first.
            rows.all[layout.seats].min = so_far.seats.map(i128::from);
        }
        let (up, goal) = goal;
        let own = &mut rows.all[row];
        *(if up { &mut own.min } else { &mut own.max }) = Some(goal);
        refutes(&rows, classes, &state, &proof.0)
    };
    let more = |number: u32| (true, i128::from(number).saturating_add(1));
    if problem.open == Open::Unfilled {
        let open = settled.open.unwrap_or(0);
        let most = problem.cap.saturating_sub(open);
        let all = problem.sizes.iter().copied().fold(0, u32::saturating_add);
        let is_reached = most == all.min(problem.cap);
        if !is_reached && !is_best(&so_far, layout.in_groups, more(most), &proofs.open) {
            return false;
        }
    }
    so_far.open = settled.open;
    let seats = settled.seats.unwrap_or(0);
    if seats != problem.cap && !is_best(&so_far, layout.seats, more(seats), &proofs.seats) {
        return false;
    }
    so_far.seats = settled.seats;
    for (group, most, proof) in &proofs.of_groups {
        let Some(&row) = layout.of_group.find(*group) else {
            return false;
        };
        let is_reached = *most == problem.cap;
        if !is_reached && !is_best(&so_far, row, more(*most), proof) {
            return false;
        }
    }
    let targets = problem
        .rules
        .each()
        .filter_map(|(id, rule)| match &rule.asks {
            Asks::Aim(aim) => Some((id, target(aim, rule.group, settled, proofs))),
            Asks::AtMost(_) | Asks::AtLeast(_) => None,
        });
    if !targets.eq(settled.targets.iter().copied()) {
        return false;
    }
    so_far.targets.clone_from(&settled.targets);
    let before_the_ranking = |level: &LevelId| layout.levels[*level].within.is_none();
    for (at, level) in layout.levels.ids().filter(before_the_ranking).enumerate() {
        let Some(short) = find(&settled.shortfalls, level).copied() else {
            return false;
        };
        // Any bound makes the rows of the aims count.
        so_far.shortfalls.push(short);
        let goal = (false, i128::from(short).saturating_sub(1));
        let proof = proofs.shortfalls.get(at).unwrap_or(&None);
        if short != 0 && !is_best(&so_far, layout.levels[level].sum, goal, proof) {
            return false;
        }
    }
    if problem.objective == Objective::Total && settled.total_at_most.is_none() {
        let Some(total) = settled.total else {
            return false;
        };
        let most = classes.all.iter();
        let most = most.map(|class| class.total.max(0).saturating_mul(class.members.into()));
        let is_reached = total == most.fold(0, i128::saturating_add);
        let goal = (true, total.saturating_add(1));
        if !is_reached && !is_best(&so_far, layout.total, goal, &proofs.total) {
            return false;
        }
    }
    true
}

/// How few people the aims of a level can be short of.
pub(super) fn nearest(
    problem: &Problem,
    layout: &Layout,
    solver: &mut Solver,
    state: &State,
    settled: &mut Settled,
    level: LevelId,
    seating: &Seating,
) -> Result<(u32, Proved), Unsettled> {
    // With a bound that holds nobody back, the rows of the aims say what they are short of.
    settled.shortfalls.push(u32::MAX);
    layout.settle(&mut solver.rows, problem, settled);
    settled.shortfalls.pop();
    let row = layout.levels[level].sum;
    let have = shortfall(&solver.rows, &solver.classes, row, seating);
    let of = Best {
        row,
        up: false,
        have,
        limit: 0,
    };
    let (short, proved) = best(solver, state, problem.budget, of)?;
    Ok((u32::try_from(short).unwrap_or(u32::MAX), proved))
}

pub(super) fn found(solver: &mut Solver, state: &State) -> Result<Seating, Stopped> {
    match solver.solve(state) {
        Ok(Answer::Found(seating)) => Ok(seating),
        Ok(Answer::Never(_)) => Err(Stopped::Never),
        Err(Spent) => Err(Stopped::Lawful),
    }
}
