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
use crate::rules::{Amount, Asks, Objective};

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
pub(super) type Proved = Option<Proof>;

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

/// A number that was settled, and the proof that no better one can be.
#[derive(Debug, Clone)]
pub(super) struct Proofs {
    pub(super) seats: Proved,
    pub(super) shortfalls: Vec<Proved>,
}

/// Settles everything that comes before the ranking.
pub(super) fn settle(
    problem: &Problem,
    layout: &Layout,
    solver: &mut Solver,
    state: &State,
) -> Result<(Settled, Proofs, Seating), Stopped> {
    let mut settled = Settled::default();
    let mut proofs = Proofs {
        seats: None,
        shortfalls: Vec::new(),
    };
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
        let most = maximise(solver, layout.in_groups, &seating, limit).map_err(Stopped::Open)?;
        settled.open = u32::try_from(cap.saturating_sub(most.0)).ok();
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
        let target = match (aim.least, rule.group) {
            (Amount::People(people), _) => people,
            (Amount::Share(share), None) => people(share, settled.seats.unwrap_or(0)),
            (Amount::Share(share), Some(group)) => {
                let row = layout.of_group.find(group).copied();
                let most = row.map_or(Ok((0, None)), |row| {
                    let most = maximise(solver, row, &seating, cap);
                    solver.rows.all[row].min = None;
                    most
                });
                let most = most.map_err(Stopped::Target)?.0;
                people(share, u32::try_from(most).unwrap_or(0))
            }
        };
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
            Ok((most, _)) => most,
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

/// Checks by adding alone that one more seat cannot be filled, nor an aim come nearer.
pub(super) fn is_best(problem: &Problem, settled: &Settled, proofs: &Proofs) -> bool {
    let layout = Layout::new(problem);
    let classes = Classes::new(problem);
    let state = start(&classes, &fixed(problem, &[]));
    let mut so_far = Settled {
        open: settled.open,
        targets: settled.targets.clone(),
        ..Settled::default()
    };
    let mut rows = layout.rows.clone();
    let mut refuted = |so_far: &Settled, row: RowId, up: bool, goal: i128, proof: &Proof| {
        layout.settle(&mut rows, problem, so_far);
        let own = &mut rows.all[row];
        *(if up { &mut own.min } else { &mut own.max }) = Some(goal);
        refutes(&rows, &classes, &state, &proof.0)
    };
    let seats = settled.seats.unwrap_or(0);
    let more = i128::from(seats).saturating_add(1);
    let full = proofs.seats.as_ref().map_or(seats == problem.cap, |proof| {
        refuted(&so_far, layout.seats, true, more, proof)
    });
    so_far.seats = settled.seats;
    let mut nearest = true;
    for ((id, proof), short) in layout
        .levels
        .ids()
        .zip(&proofs.shortfalls)
        .zip(&settled.shortfalls)
    {
        // Any bound makes the rows of the aims count.
        so_far.shortfalls.push(*short);
        let goal = i128::from(*short).saturating_sub(1);
        nearest &= proof.as_ref().map_or(*short == 0, |proof| {
            refuted(&so_far, layout.levels[id].sum, false, goal, proof)
        });
    }
    full && nearest
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
