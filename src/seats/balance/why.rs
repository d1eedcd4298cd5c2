//! Why somebody was passed over: a smallest set of named reasons under which no selection holds them and everybody selected above
//! them, with its proof; and whom a swap would unseat, and what forbids it.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{Class, ClassId};
use super::classes::Classes;
use super::layout::Window;
use super::outcome::{Beside, Outcome};
use super::proof::{Proof, State, Step};
use super::rows::{Reason, RowId, Rows, Scope};
use super::search::Solver;
use super::smallest::{Certificate, beyond_rows, broken_alone, smallest};
use super::tableau::Spent;
use crate::base::contradiction::contradiction;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Amount, Asks};
use crate::seats::group_bits::BlockId;

/// The lowest of those selected below somebody, and what exchanging the two would break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    pub seated: StandingId,
    pub certificate: Certificate,
}

/// What of a class the reasons of a certificate can see: people of whom they see the same are excluded by the same.
type Seen = BTreeSet<Vec<(RowId, i128)>>;

fn seen(rows: &Rows, class: &Class, reasons: &[Reason]) -> Seen {
    let block = |block: &BlockId| {
        let mut of = rows.of(class, *block);
        of.retain(|(row, _)| reasons.contains(&rows.all[*row].reason));
        of.sort_unstable();
        of
    };
    class.blocks.iter().map(block).collect()
}

/// Certificates that were found, to be used again: by how many are selected above.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownCertificates {
    all: BTreeMap<usize, Vec<(Seen, Certificate)>>,
    of: BTreeMap<(usize, ClassId), Certificate>,
}

impl KnownCertificates {
    /// The proof that somebody has no seat, beside whom so many are selected above.
    pub(super) fn proof(&self, above: usize, class: ClassId) -> Option<Proof> {
        let known = self.of.get(&(above, class))?;
        Some(known.proof.clone())
    }
}

/// Why somebody has no seat.
pub(super) fn why(
    solver: &mut Solver,
    known: &mut KnownCertificates,
    outcome: &Outcome<'_>,
    standing: StandingId,
) -> Result<Certificate, Spent> {
    let beside = Beside {
        above: outcome.above(standing),
        with: Some(standing),
    };
    let class = solver.classes.of[standing];
    let nothing = |reasons| Certificate {
        reasons,
        proof: Proof(Step::Sum(Vec::new())),
    };
    if solver.classes.all[class].blocks.is_empty() {
        return Ok(nothing(Vec::new()));
    }
    if let Some(barred) = outcome.barred(standing) {
        return Ok(nothing(vec![barred]));
    }
    if let Some(own) = known.of.get(&(beside.above, class)) {
        return Ok(own.clone());
    }
    let beside_them = known.all.entry(beside.above).or_default();
    let own = &solver.classes.all[class];
    let same = |(saw, certificate): &&(Seen, Certificate)| {
        matches!(certificate.proof.0, Step::Sum(_))
            && !certificate.reasons.iter().any(beyond_rows)
            && *saw == seen(&solver.rows, own, &certificate.reasons)
    };
    let certificate = match beside_them.iter().find(same) {
        Some((_, certificate)) => certificate.clone(),
        None => {
            let certificate = look(solver, outcome, beside, class)?;
            let own = &solver.classes.all[class];
            let saw = seen(&solver.rows, own, &certificate.reasons);
            beside_them.push((saw, certificate.clone()));
            certificate
        }
    };
    known.of.insert((beside.above, class), certificate.clone());
    Ok(certificate)
}

fn look(
    solver: &mut Solver,
    outcome: &Outcome<'_>,
    beside: Beside,
    class: ClassId,
) -> Result<Certificate, Spent> {
    let state =
        |classes: &Classes, reasons: &BTreeSet<Reason>| outcome.state(classes, beside, reasons);
    // One reason alone is the plainest of all; over all who are selected, it shows in the counts.
    let above = outcome.selected.get(..beside.above).unwrap_or_default();
    if let Some(certificate) = full(solver, above, class) {
        return Ok(certificate);
    }
    let traits = &solver.classes.all[class].traits;
    let maxima = outcome.problem.rules.each().filter(|(_, rule)| {
        let is_counted =
            rule.group.is_none() && matches!(rule.asks, Asks::AtMost(Amount::People(_)));
        matches!(rule.asks, Asks::AtMost(_)) && !is_counted && traits.contains(&rule.over)
    });
    let maxima: Vec<Reason> = maxima.map(|(id, _)| Reason::Rule(id)).collect();
    for alone in maxima {
        let reasons = BTreeSet::from([alone]);
        if let Some(certificate) = smallest(solver, &reasons, &state)? {
            return Ok(certificate);
        }
    }
    match smallest(solver, outcome.reasons(), &state)? {
        Some(certificate) => Ok(certificate),
        None => contradiction("somebody was passed over without a reason"),
    }
}

/// The cap, or a maximum of people over all who are selected, that those selected above have reached.
fn full(solver: &Solver, above: &[StandingId], class: ClassId) -> Option<Certificate> {
    let Solver { rows, classes, .. } = solver;
    let own = &classes.all[class];
    let block = *own.blocks.first()?;
    let mut counted = rows.of(own, block);
    counted.retain(|(id, _)| {
        let row = &rows.all[*id];
        row.scope == Scope::All && !row.by_total && row.outside == 0
    });
    counted.sort_unstable_by_key(|(id, _)| rows.all[*id].reason);
    let is_full = |(id, own): &(RowId, i128)| {
        let row = &rows.all[*id];
        let has =
            |one: &StandingId| row.counts(&classes.all[classes.of[*one]], block, classes.groups);
        let before = above.iter().map(has).fold(0, i128::saturating_add);
        row.max
            .is_some_and(|most| before.saturating_add(*own) > most)
    };
    let (id, _) = counted.into_iter().find(is_full)?;
    Some(Certificate {
        reasons: vec![rows.all[id].reason],
        proof: Proof(Step::Sum(vec![(id, 1)])),
    })
}

/// Who below somebody without a seat has one, the lowest of them, and what exchanging the two would break.
pub(super) fn swap(
    solver: &mut Solver,
    outcome: &Outcome<'_>,
    standing: StandingId,
) -> Result<Option<Swap>, Spent> {
    let Some(&seated) = outcome.selected.last().filter(|last| **last > standing) else {
        return Ok(None);
    };
    let exchanged = |classes: &Classes, reasons: &BTreeSet<Reason>| {
        exchanged(outcome, classes, (standing, seated), reasons)
    };
    let rest = outcome.selected.iter().filter(|one| **one != seated);
    let people = rest.chain([&standing]).map(|one| solver.classes.of[*one]);
    let people: Vec<ClassId> = people.collect();
    if let Some(certificate) = broken_alone(solver, &people) {
        return Ok(Some(Swap {
            seated,
            certificate,
        }));
    }
    match smallest(solver, outcome.reasons(), &exchanged)? {
        Some(certificate) => Ok(Some(Swap {
            seated,
            certificate,
        })),
        None => contradiction("somebody could have been selected in the place of another"),
    }
}

/// The same people, but one for another: nobody may be in beside them.
pub(super) fn exchanged(
    outcome: &Outcome<'_>,
    classes: &Classes,
    (standing, seated): (StandingId, StandingId),
    reasons: &BTreeSet<Reason>,
) -> State {
    let beside = Beside {
        above: outcome.above(standing),
        with: Some(standing),
    };
    let mut state = outcome.state(classes, beside, reasons);
    let mut counts: Per<ClassId, u32> = classes.all.iter().map(|_| 0).collect();
    let rest = outcome.selected.iter().filter(|one| **one != seated);
    for one in rest.chain([&standing]) {
        let own = &mut counts[classes.of[*one]];
        *own = own.saturating_add(1);
    }
    state.least.clone_from(&counts);
    state.most = counts;
    let stays = outcome.problem.candidates[seated].held && reasons.contains(&Reason::Held);
    let keeps = |window: &Window| {
        let kept = window.kept.binary_search(&seated).is_ok();
        kept || window.barred.binary_search(&standing).is_ok()
    };
    if stays || outcome.windows(reasons).any(keeps) {
        // One more than there may be: nothing keeps to that.
        let own = classes.of[seated];
        state.least[own] = state.most[own].saturating_add(1);
    }
    state
}
