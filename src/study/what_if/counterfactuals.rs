//! The smallest changes that win a seat or make somebody eligible: one answer, else two at once, for eligibility three.
//!
//! Bounded: where more changes are possible than may be tried, only those of few steps are, and that is said.

use super::alternatives::{self, Alternatives, Other, changed, kept, told};
use super::replay::{Came, Replay, Tried};
use super::told::{Aim, Counterfactuals, Then};
use crate::answers::Applications;
use crate::answers::synthetic::Answers;
use crate::rules::{CriterionId, FieldId, Rules, Subject};
use crate::score::Contribution;
use crate::values::Answer;

/// So many changes are tried for each number of answers changed at once.
const TRIED: usize = 4_000;
/// Tried in one go; when enough were found, the rest is not.
const BATCH: usize = 500;
/// So many are told.
const TOLD: usize = 5;

/// A change: positions among the cells and among a cell's other answers.
type Choice = Vec<(usize, usize)>;

/// The smallest changes that win a seat.
pub(super) fn seat(
    replay: &mut Replay<'_>,
    applications: &Applications,
    was: &Then,
    notes: &mut Vec<String>,
) -> Counterfactuals {
    let fields = replay.rules.fields_behind(read(replay.rules));
    let cells = alternatives::alternatives(replay, applications, &fields);
    search(
        replay,
        applications,
        (&cells, 2),
        Aim::Seat,
        was,
        notes,
        &|replay, tried| replay.sits(&tried.came),
    )
}

/// The smallest changes that make somebody eligible; none where a criterion hangs on nothing that may be changed.
pub(super) fn eligible(
    replay: &mut Replay<'_>,
    applications: &Applications,
    now: &Tried,
    was: &Then,
    notes: &mut Vec<String>,
) -> Option<Counterfactuals> {
    let mut fields = Vec::new();
    for (id, criterion) in (0..).map(CriterionId).zip(&replay.rules.criteria) {
        if now.judgement.answer(id) != Answer::NotMet {
            continue;
        }
        let behind = replay.rules.fields_behind(criterion.test.subjects());
        if behind
            .iter()
            .all(|field| kept(replay.rules, *field).is_some())
        {
            let names: Vec<&str> = behind
                .iter()
                .map(|field| name(replay.rules, *field))
                .collect();
            notes.push(format!(
                "not met: {}; no other answer is suggested for {}",
                criterion.id,
                names.join(" and ")
            ));
        }
        fields.extend(behind);
    }
    if !notes.is_empty() {
        return None;
    }
    fields.sort_unstable();
    fields.dedup();
    let cells = alternatives::alternatives(replay, applications, &fields);
    // What was open before may stay open, and nothing else.
    let still = |at: usize, tried: &Tried| {
        let open = |tried: &Tried| tried.judgement.answer(CriterionId(at)) == Answer::Unclear;
        !open(tried) || open(now)
    };
    let criteria = replay.rules.criteria.len();
    let known = |(then, now): (&Contribution, &Contribution)| {
        then.points.known().is_some() || now.points.known().is_none()
    };
    let eligible = |_: &mut Replay<'_>, tried: &Tried| {
        tried.came != Came::Ineligible
            && (0..criteria).all(|at| still(at, tried))
            && tried.parts.iter().zip(&now.parts).all(known)
    };
    Some(search(
        replay,
        applications,
        (&cells, 3),
        Aim::Eligible,
        was,
        notes,
        &eligible,
    ))
}

fn name(rules: &Rules, field: FieldId) -> &str {
    rules
        .form
        .fields
        .find(field)
        .map_or("", |form| form.name.as_str())
}

/// Everything that rules look at.
pub(super) fn read(rules: &Rules) -> Vec<Subject> {
    let criteria = rules
        .criteria
        .iter()
        .flat_map(|criterion| criterion.test.subjects());
    criteria.chain(rules.ranked_and_seated_by()).collect()
}

fn search(
    replay: &mut Replay<'_>,
    applications: &Applications,
    (cells, most): (&[Alternatives], usize),
    aim: Aim,
    was: &Then,
    notes: &mut Vec<String>,
    reached: &dyn Fn(&mut Replay<'_>, &Tried) -> bool,
) -> Counterfactuals {
    let mut smallest = Counterfactuals {
        aim,
        trials: Vec::new(),
        at_once: 0,
        tried: 0,
    };
    for at_once in 1..=most.min(cells.len()) {
        let choices = choices(cells, at_once, notes);
        smallest.at_once = at_once;
        let mut found: Vec<Choice> = Vec::new();
        for batch in choices.chunks(BATCH) {
            let rows: Vec<Answers> = batch
                .iter()
                .map(|choice| changed(&replay.this.cells, &picked(cells, choice)))
                .collect();
            let tried = replay.run(&rows);
            smallest.tried = smallest.tried.saturating_add(tried.len());
            for (choice, tried) in batch.iter().zip(&tried) {
                // Whether it is reached may take a filling of all groups, so that is asked last.
                let is_more = || found.iter().any(|less| is_less(cells, less, choice));
                if found.len() < TOLD && !is_more() && reached(replay, tried) {
                    let changes = picked(cells, choice);
                    let told = changes.iter().map(|(cell, other)| {
                        told(
                            replay,
                            applications,
                            (cell.field, cell.assessor),
                            &other.cell,
                        )
                    });
                    smallest
                        .trials
                        .push(replay.trial(told.collect(), tried, was));
                    found.push(choice.clone());
                }
            }
            if found.len() >= TOLD {
                break;
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    smallest
}

fn picked<'k>(cells: &'k [Alternatives], choice: &Choice) -> Vec<(&'k Alternatives, &'k Other)> {
    choice
        .iter()
        .filter_map(|(cell, other)| {
            let cell = cells.get(*cell)?;
            Some((cell, cell.others.get(*other)?))
        })
        .collect()
}

/// Whether one change goes the same way as another and less far.
fn is_less(cells: &[Alternatives], less: &Choice, more: &Choice) -> bool {
    let (left, right) = (picked(cells, less), picked(cells, more));
    let same = less.iter().zip(more).all(|(left, right)| left.0 == right.0);
    let mut both = left
        .iter()
        .zip(&right)
        .map(|((_, left), (_, right))| (left, right));
    let no_further = both
        .clone()
        .all(|(left, right)| left.above == right.above && left.steps <= right.steps);
    same && no_further && both.any(|(left, right)| left.steps < right.steps)
}

/// Every way to change so many cells at once, the fewest steps first; within the bound.
fn choices(cells: &[Alternatives], at_once: usize, notes: &mut Vec<String>) -> Vec<Choice> {
    let far = cells
        .iter()
        .flat_map(|cell| &cell.others)
        .map(|other| other.steps)
        .max()
        .unwrap_or(0);
    let fits = |steps: &u32| count(cells, at_once, *steps) <= TRIED;
    let Some(steps) = (1..=far).rev().find(fits) else {
        if far > 0 {
            notes.push(format!("to change {at_once} answers at once there are more than {TRIED} ways; none was tried"));
        }
        return Vec::new();
    };
    if steps < far {
        notes.push(format!(
            "to change {at_once} answers at once there are more than {TRIED} ways; only changes of up to {steps} steps \
             each were tried"
        ));
    }
    let mut all: Vec<(u32, Choice)> = vec![(0, Vec::new())];
    for _ in 0..at_once {
        let longer = |(sum, choice): &(u32, Choice)| {
            let next = choice.last().map_or(0, |(cell, _)| cell.saturating_add(1));
            let (sum, choice) = (*sum, choice.clone());
            let others = cells.iter().enumerate().skip(next).flat_map(|(at, cell)| {
                cell.others
                    .iter()
                    .enumerate()
                    .map(move |(number, other)| (at, number, other.steps))
            });
            others
                .filter(|(_, _, far)| *far <= steps)
                .map(|(at, number, far)| {
                    (
                        sum.saturating_add(far),
                        choice
                            .iter()
                            .copied()
                            .chain([(at, number)])
                            .collect::<Choice>(),
                    )
                })
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.sort();
    all.into_iter().map(|(_, choice)| choice).collect()
}

/// How many ways there are to change so many cells at once, each by at most so many steps.
fn count(cells: &[Alternatives], at_once: usize, steps: u32) -> usize {
    let mut ways = vec![0_usize; at_once.saturating_add(1)];
    if let Some(none) = ways.first_mut() {
        *none = 1;
    }
    for cell in cells {
        let others = cell
            .others
            .iter()
            .filter(|other| other.steps <= steps)
            .count();
        for chosen in (1..=at_once).rev() {
            let fewer = ways.get(chosen.saturating_sub(1)).copied().unwrap_or(0);
            if let Some(ways) = ways.get_mut(chosen) {
                *ways = ways.saturating_add(fewer.saturating_mul(others));
            }
        }
    }
    ways.last().copied().unwrap_or(0)
}
