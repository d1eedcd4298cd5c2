//! The smallest set of reasons: they are left out one by one as long as the rest suffice (a deletion filter).

use std::collections::{BTreeMap, BTreeSet};

use super::class::ClassId;
use super::classes::Classes;
use super::proof::{Proof, State, Step};
use super::rows::{Reason, Row, RowId, Rows, Scope};
use super::search::{Answer, Solver};
use super::tableau::Spent;

/// Reasons none of which can be left out, and the proof that they suffice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// None: there is no seat that somebody could ever have.
    pub reasons: Vec<Reason>,
    pub proof: Proof,
}

/// The plainest reason that alone does not allow these people, wherever they sit: what counts people in all shows it without a search.
pub(super) fn broken_alone(solver: &Solver, people: &[ClassId]) -> Option<Certificate> {
    let rows = &solver.rows;
    let mut sums: BTreeMap<RowId, i128> = BTreeMap::new();
    for class in people {
        let class = &solver.classes.all[*class];
        // Whoever can sit nowhere needs no reason.
        let block = class.blocks.first()?;
        for (row, counts) in rows.of(class, *block) {
            let sum = sums.entry(row).or_default();
            *sum = sum.saturating_add(counts);
        }
    }
    let of_people = |row: &Row| row.scope == Scope::All && !row.by_total && row.short.is_none();
    let broken = rows.all.each().filter(|(_, row)| of_people(row));
    let broken = broken.filter_map(|(id, row)| {
        let sum = sums.get(&id).copied().unwrap_or(0);
        match row.bounds() {
            (_, Some(most)) if sum > most => Some((row.reason, id, 1)),
            (Some(least), _) if sum < least => Some((row.reason, id, -1)),
            _ => None,
        }
    });
    let (reason, row, times) = broken.max_by_key(|(reason, ..)| plainness(reason))?;
    Some(Certificate {
        reasons: vec![reason],
        proof: Proof(Step::Sum(vec![(row, times)])),
    })
}

/// In which order reasons are tried to be left out: what is plainest to say stays longest.
fn plainness(reason: &Reason) -> (u8, std::cmp::Reverse<Reason>) {
    let kind = match reason {
        Reason::Gentle(_) => 0,
        Reason::Total => 1,
        Reason::Aims(_) => 2,
        Reason::Preferences => 3,
        Reason::Seats => 4,
        Reason::Held => 5,
        Reason::Rule(_) => 6,
        Reason::OpenPlaces => 7,
        Reason::Group(_) => 8,
        Reason::Cap => 9,
    };
    (kind, std::cmp::Reverse(*reason))
}

/// Whether it says less than the seats there are and the rules do.
fn is_less_plain(reason: &Reason) -> bool {
    !matches!(
        reason,
        Reason::Rule(_) | Reason::OpenPlaces | Reason::Group(_) | Reason::Cap
    )
}

/// What does not stand in any row.
pub(super) fn beyond_rows(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Held | Reason::Preferences | Reason::Gentle(_)
    )
}

/// Rows count whose reasons are these; without any, all do.
pub(super) fn activate(rows: &mut Rows, reasons: Option<&BTreeSet<Reason>>) {
    for row in &mut rows.all {
        row.active = reasons.is_none_or(|reasons| reasons.contains(&row.reason));
    }
}

/// Leaves reasons out one by one as long as the rest suffice (a deletion filter). None when all of them together do not.
pub(super) fn smallest(
    solver: &mut Solver,
    from: &BTreeSet<Reason>,
    state: &dyn Fn(&Classes, &BTreeSet<Reason>) -> State,
) -> Result<Option<Certificate>, Spent> {
    let found = filter(solver, from, state);
    activate(&mut solver.rows, None);
    found
}

fn refuted(
    solver: &mut Solver,
    reasons: &BTreeSet<Reason>,
    state: &dyn Fn(&Classes, &BTreeSet<Reason>) -> State,
) -> Result<Option<Proof>, Spent> {
    activate(&mut solver.rows, Some(reasons));
    let state = state(&solver.classes, reasons);
    match solver.solve(&state)? {
        Answer::Found(_) => Ok(None),
        Answer::Never(proof) => Ok(Some(proof)),
    }
}

fn filter(
    solver: &mut Solver,
    from: &BTreeSet<Reason>,
    state: &dyn Fn(&Classes, &BTreeSet<Reason>) -> State,
) -> Result<Option<Certificate>, Spent> {
    let Some(mut proof) = refuted(solver, from, state)? else {
        return Ok(None);
    };
    // What is less plain goes first, as long as all the rest suffices: no proof that happened to use it keeps it in.
    let mut all = from.clone();
    let mut less_plain: Vec<Reason> = from.iter().copied().filter(is_less_plain).collect();
    less_plain.sort_by_key(plainness);
    for reason in less_plain {
        all.remove(&reason);
        let is_used = proof
            .0
            .rows()
            .iter()
            .any(|row| solver.rows.all[*row].reason == reason);
        if !is_used && !beyond_rows(&reason) {
            continue;
        }
        match refuted(solver, &all, state)? {
            Some(shorter) => proof = shorter,
            None => drop(all.insert(reason)),
        }
    }
    let used = |solver: &Solver, proof: &Proof, of: &BTreeSet<Reason>| -> BTreeSet<Reason> {
        let rows = proof.0.rows().into_iter();
        let of_rows = rows.map(|row| solver.rows.all[row].reason);
        let used: BTreeSet<Reason> = of_rows.collect();
        let needed = |reason: &&Reason| used.contains(reason) || beyond_rows(reason);
        of.iter().filter(needed).copied().collect()
    };
    let mut reasons = used(solver, &proof, &all);
    let mut untried: Vec<Reason> = reasons.iter().copied().collect();
    untried.retain(|reason| !is_less_plain(reason));
    untried.sort_by_key(plainness);
    for reason in untried {
        if !reasons.contains(&reason) {
            continue;
        }
        let mut rest = reasons.clone();
        rest.remove(&reason);
        if let Some(shorter) = refuted(solver, &rest, state)? {
            reasons = used(solver, &shorter, &rest);
            proof = shorter;
        }
    }
    Ok(Some(Certificate {
        reasons: reasons.into_iter().collect(),
        proof,
    }))
}
