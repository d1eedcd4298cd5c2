//! How far each aim was met, and what stands in its way.

use std::collections::BTreeSet;

use super::classes::Classes;
use super::layout::{Layout, Level};
use super::outcome::{Beside, Outcome, is_in};
use super::problem::{BalanceId, Problem};
use super::rows::Reason;
use super::search::Solver;
use super::smallest::smallest;
use super::tableau::Spent;
use crate::base::contradiction::contradiction;
use crate::rules::GroupSet;
use crate::seats::Placing;

/// An aim, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub aim: BalanceId,
    /// How many people it asks for.
    pub target: u32,
    pub reached: u32,
    /// Of those who sit there, how many more may have what it asks for.
    pub unclear: u32,
    /// None where it is met.
    pub obstacle: Option<Obstacle>,
}

/// Why an aim is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// So many could have a seat there at all.
    Supply(u32),
    /// These, none of which could be left out.
    Conflict(Vec<Reason>),
    /// Nothing that comes before it, but among the selections that come as near the ranking prefers this one.
    Ranking,
}

pub(super) fn met(
    layout: &Layout,
    solver: &mut Solver,
    outcome: &Outcome<'_>,
) -> Result<Vec<Met>, Spent> {
    let targets = outcome.settled.targets.clone();
    let each = targets.into_iter().map(|(aim, target)| {
        let problem = outcome.problem;
        let mut met = Met {
            aim,
            target,
            reached: seated(outcome, aim, false),
            unclear: seated(outcome, aim, true),
            obstacle: None,
        };
        if met.reached < target {
            let supply = supply(problem, &solver.classes, aim);
            met.obstacle = Some(if supply < target {
                Obstacle::Supply(supply)
            } else {
                conflict(layout, solver, outcome, aim)?
            });
        }
        Ok(met)
    });
    each.collect()
}

fn seated(outcome: &Outcome<'_>, aim: BalanceId, unclear: bool) -> u32 {
    let rule = &outcome.problem.rules[aim];
    let mut many = 0_u32;
    for ((_, seat), candidate) in outcome.seats.each().zip(&outcome.problem.candidates) {
        let there = match (*seat, rule.group) {
            (_, None) => is_in(*seat),
            (Placing::Seat(own), Some(group)) => own == group,
            _ => false,
        };
        let has = candidate.traits.contains(&rule.over);
        let may = !has && candidate.unclear.contains(&rule.over);
        if there && (if unclear { may } else { has }) {
            many = many.saturating_add(1);
        }
    }
    many
}

/// How many people of whom an aim speaks could have a seat there.
fn supply(problem: &Problem, classes: &Classes, aim: BalanceId) -> u32 {
    let rule = &problem.rules[aim];
    let mut many = 0_u32;
    for class in &classes.all {
        let fits = match rule.group {
            None => !class.blocks.is_empty(),
            Some(group) => class.blocks.contains(&group.into()) && GroupSet::MOST > group.0,
        };
        if fits && class.traits.binary_search(&rule.over).is_ok() {
            many = many.saturating_add(class.members);
        }
    }
    many
}

/// What an aim clashes with, were it to be met in full: what must hold, and what comes before it.
fn conflict(
    layout: &Layout,
    solver: &mut Solver,
    outcome: &Outcome<'_>,
    aim: BalanceId,
) -> Result<Obstacle, Spent> {
    let of_level = |level: &&Level| level.aims.iter().any(|(own, _)| *own == aim);
    let Some(level) = layout.levels.iter().find(of_level) else {
        contradiction("an aim without a level");
    };
    let Some(&(_, row)) = level.aims.iter().find(|(own, _)| *own == aim) else {
        contradiction("an aim without a row");
    };
    let before = layout
        .levels
        .iter()
        .take_while(|one| one.reason != level.reason);
    let before: BTreeSet<Reason> = before.map(|level| level.reason).collect();
    let is_gentle = matches!(level.reason, Reason::Gentle(_));
    // The aims of one priority share what they are short of; one alone does not stand in its own way.
    let shared = is_gentle || level.aims.len() > 1;
    let counts = |reason: &Reason| match reason {
        Reason::Aims(_) | Reason::Gentle(_) => {
            before.contains(reason) || shared && *reason == level.reason
        }
        Reason::Total => is_gentle,
        Reason::Preferences => false,
        _ => true,
    };
    let goal = Reason::Rule(aim);
    let all = outcome
        .reasons()
        .iter()
        .copied()
        .filter(counts)
        .chain([goal]);
    // As a rule that must hold, for the length of the question.
    let own = solver.rows.all[row].clone();
    solver.rows.all[row].reason = goal;
    solver.rows.all[row].short = Some((level.sum, 0));
    let state = |classes: &Classes, reasons: &BTreeSet<Reason>| {
        outcome.state(classes, Beside::NOBODY, reasons)
    };
    let found = smallest(solver, &all.collect(), &state);
    solver.rows.all[row] = own;
    Ok(match found? {
        None => Obstacle::Ranking,
        Some(certificate) => {
            let mut reasons = certificate.reasons;
            reasons.retain(|reason| *reason != goal);
            Obstacle::Conflict(reasons)
        }
    })
}
