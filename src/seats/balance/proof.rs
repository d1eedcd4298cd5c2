//! Proofs that no selection keeps some rows: rows added up so that what must come out of the people is more than what may, and,
//! where fractions of people would do, a split of the cases. They are checked here by adding, without any search.

use std::collections::BTreeMap;

use super::class::{Class, ClassId};
use super::classes::Classes;
use super::rows::{Combination, RowId, Rows};
use crate::base::ids::Per;
use crate::seats::group_bits::BlockId;

/// How many of each class are in at least and at most, and how many of them sit somewhere at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) least: Per<ClassId, u32>,
    pub(super) most: Per<ClassId, u32>,
    pub(super) seats: BTreeMap<(ClassId, BlockId), u32>,
}

/// Why there is no lawful selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof(pub Step);

/// Rows that cannot all hold; or a split into two cases, each with its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These rows, each so many times.
    Sum(Vec<(RowId, i128)>),
    /// At most so many of a class sit somewhere, or more.
    Split {
        class: ClassId,
        block: BlockId,
        at: u32,
        low: Box<Step>,
        high: Box<Step>,
    },
}

/// How many of a class sit somewhere, at least and at most, in a case that is looked at.
pub(super) type Cases = BTreeMap<(ClassId, BlockId), (u32, u32)>;

/// No multiple of a row is larger, and no total; so that 2^24 people at the largest of both still add up in the numbers there are.
pub(super) const LARGEST: i128 = 1 << 60;
pub(super) const LARGEST_TOTAL: i128 = 1 << 40;

impl Step {
    /// The rows it uses.
    pub(super) fn rows(&self) -> Vec<RowId> {
        match self {
            Self::Sum(times) => times.iter().map(|(row, _)| *row).collect(),
            Self::Split { low, high, .. } => {
                let mut all = low.rows();
                all.extend(high.rows());
                all
            }
        }
    }
}

/// Whether a proof holds, by adding.
pub(super) fn refutes(rows: &Rows, classes: &Classes, state: &State, step: &Step) -> bool {
    refutes_case(rows, classes, state, &mut Cases::new(), step)
}

fn refutes_case(
    rows: &Rows,
    classes: &Classes,
    state: &State,
    cases: &mut Cases,
    step: &Step,
) -> bool {
    match step {
        Step::Sum(times) => {
            // Each row once: what it may be missed by is counted once.
            let once = times.is_sorted_by(|(one, _), (other, _)| one < other);
            once && times.iter().all(|(_, times)| times.abs() <= LARGEST)
                && margin(rows, classes, state, cases, times).is_none_or(|margin| margin > 0)
        }
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
            let mut holds = |case: (u32, u32), step: &Step| {
                cases.insert(key, case);
                refutes_case(rows, classes, state, cases, step)
            };
            let all = holds((least, most.min(*at)), low)
                && holds((least.max(at.saturating_add(1)), most), high);
            match before {
                Some(before) => drop(cases.insert(key, before)),
                None => drop(cases.remove(&key)),
            }
            all
        }
    }
}

/// By how much the least that must come out of the people exceeds the most that the rows allow; none when people alone already
/// contradict the case. Where the rows allow anything, it exceeds nothing.
pub(super) fn margin(
    rows: &Rows,
    classes: &Classes,
    state: &State,
    cases: &Cases,
    times: &[(RowId, i128)],
) -> Option<i128> {
    let sum = Combination::new(rows, times);
    let Some(most) = sum.most else {
        return Some(i128::MIN);
    };
    let bound = state.seats.keys().chain(cases.keys());
    let bound = bound.map(|(class, _)| *class).collect();
    let people = (&state.least, &state.most);
    let (alike, apart) = classes.kinds.least(&sum, people, bound)?;
    let mut least = sum.shortfalls.checked_add(alike)?;
    for id in apart {
        let own = of_class(&sum, id, &classes.all[id], state, cases)?;
        least = least.checked_add(own)?;
    }
    least.checked_sub(most)
}

/// The least that one class comes to in a combination; none when so many of it cannot sit.
pub(super) fn of_class(
    sum: &Combination,
    id: ClassId,
    class: &Class,
    state: &State,
    cases: &Cases,
) -> Option<i128> {
    let (least, most) = (state.least[id], state.most[id]);
    if least > most {
        return None;
    }
    let plain = state.seats.is_empty() && cases.is_empty();
    if plain || !bound_somewhere(id, class, state, cases) {
        return match sum.least(class) {
            None => (least == 0).then_some(0),
            Some(cost) => {
                let many = if cost < 0 { most } else { least };
                Some(cost.saturating_mul(i128::from(many)))
            }
        };
    }
    let mut seats: Vec<(i128, u32, u32)> = Vec::with_capacity(class.blocks.len());
    for &block in &class.blocks {
        let own = state.seats.get(&(id, block)).copied().unwrap_or(0);
        let (low, high) = cases.get(&(id, block)).copied().unwrap_or((0, u32::MAX));
        let low = low.max(own);
        if low > high {
            return None;
        }
        seats.push((sum.of(class, block), low, high));
    }
    seats.sort_unstable();
    let fixed = seats
        .iter()
        .try_fold(0_u32, |all, (_, low, _)| all.checked_add(*low));
    let fixed = fixed.filter(|fixed| *fixed <= most)?;
    let mut total = seats
        .iter()
        .map(|(cost, low, _)| cost.saturating_mul(i128::from(*low)))
        .fold(0, i128::saturating_add);
    let mut many = fixed;
    for (cost, low, high) in seats {
        let goal = if cost < 0 { most } else { least };
        let more = goal.saturating_sub(many).min(high.saturating_sub(low));
        many = many.saturating_add(more);
        total = total.saturating_add(cost.saturating_mul(i128::from(more)));
    }
    (many >= least).then_some(total)
}

fn bound_somewhere(id: ClassId, class: &Class, state: &State, cases: &Cases) -> bool {
    class
        .blocks
        .iter()
        .any(|&block| state.seats.contains_key(&(id, block)) || cases.contains_key(&(id, block)))
}
