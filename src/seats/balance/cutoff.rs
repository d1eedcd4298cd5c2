//! How far up somebody without a seat would have had to stand.
//!
//! The question is the same for all of a class, and most answers follow from earlier ones: a proof against one class is tried on others
//! by adding up what they differ in, and in a selection that was found somebody may make way. Only what neither decides is searched.

use std::collections::BTreeMap;

use super::class::{Class, ClassId};
use super::outcome::{Beside, Outcome};
use super::proof::{Cases, Proof, Step, margin};
use super::rows::{Combination, RowId, Rows, Scope};
use super::search::{Answer, Solver};
use super::seating::{Seating, counted, sums};
use super::tableau::Spent;
use crate::base::ids::{Per, at};
use crate::rank::StandingId;
use crate::rules::Assignment;
use crate::seats::group_bits::BlockId;

/// So many proofs and so many selections are kept to be tried on others.
const KEPT: usize = 24;

/// What earlier questions have shown.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownCutoffs {
    of: BTreeMap<ClassId, Option<usize>>,
    stands: Option<Stands>,
    proofs: Vec<Refuted>,
    selections: Vec<Held>,
}

/// Where each class stands among those selected.
#[derive(Debug, Clone)]
struct Stands {
    /// How many of a class are in anyway, and where the others are selected.
    anyway: Per<ClassId, u32>,
    /// How many of a class may be in.
    at_most: Per<ClassId, u32>,
    places: BTreeMap<ClassId, Vec<usize>>,
    selected: Vec<Option<ClassId>>,
}

impl Stands {
    fn new(solver: &Solver, outcome: &Outcome<'_>) -> Self {
        let state = outcome.state(&solver.classes, Beside::NOBODY, outcome.reasons());
        let fixed = outcome.kept(Beside::NOBODY, outcome.reasons());
        let own = |one: &StandingId| (!fixed.contains(one)).then(|| solver.classes.of[*one]);
        let selected: Vec<Option<ClassId>> = outcome.selected.iter().map(own).collect();
        let mut places: BTreeMap<ClassId, Vec<usize>> = BTreeMap::new();
        for (at, class) in selected.iter().enumerate() {
            if let Some(class) = class {
                places.entry(*class).or_default().push(at);
            }
        }
        Self {
            anyway: state.least,
            at_most: state.most,
            places,
            selected,
        }
    }

    /// The most that the first so many of those selected may be, where no more than so many of a class are to be in.
    fn most(&self, class: ClassId, many: u32) -> Option<usize> {
        let beyond = many.checked_sub(self.anyway[class])?;
        let places = self.places.get(&class).map_or(&[][..], Vec::as_slice);
        let place = usize::try_from(beyond).ok().and_then(|at| places.get(at));
        Some(place.copied().unwrap_or(self.selected.len()))
    }
}

/// A proof, and by how much it refutes beside the first so many of those selected.
#[derive(Debug, Clone)]
struct Refuted {
    sum: Combination,
    margins: Vec<i128>,
}

impl Refuted {
    fn new(solver: &Solver, outcome: &Outcome<'_>, stands: &Stands, proof: &Proof) -> Option<Self> {
        let Step::Sum(times) = &proof.0 else {
            return None;
        };
        let state = outcome.state(&solver.classes, Beside::NOBODY, outcome.reasons());
        let (rows, classes) = (&solver.rows, &solver.classes);
        let mut margin = margin(rows, classes, &state, &Cases::new(), times)?;
        let sum = Combination::new(rows, times);
        let mut margins = vec![margin];
        for class in &stands.selected {
            let cost = class.and_then(|class| sum.least(&classes.all[class]));
            margin = margin.saturating_add(cost.unwrap_or(0).max(0));
            margins.push(margin);
        }
        Some(Self { sum, margins })
    }

    /// Beside how many of those selected one of a class cannot be in.
    fn beside(&self, class: &Class) -> usize {
        let more = self.sum.least(class).unwrap_or(0).max(0);
        self.margins
            .partition_point(|margin| margin.saturating_add(more) <= 0)
    }
}

/// A selection that was found, and what its rows come to.
#[derive(Debug, Clone)]
struct Held {
    seating: Seating,
    counts: BTreeMap<ClassId, u32>,
    /// The most of those selected, from the first on, whom it holds.
    first: usize,
    sums: Per<RowId, i128>,
    /// What rows that may be missed are short of, by the row that sums it up.
    short: BTreeMap<RowId, i128>,
}

impl Held {
    fn new(solver: &Solver, stands: &Stands, seating: Seating) -> Self {
        let rows = &solver.rows;
        let sums = sums(rows, &solver.classes, &seating);
        let mut short: BTreeMap<RowId, i128> = BTreeMap::new();
        for (id, row) in rows.all.each() {
            if let Some((sum, _)) = row.short {
                let own = short.entry(sum).or_default();
                *own = own.saturating_add(missed(rows, id, sums[id]));
            }
        }
        let counts = counted(&solver.classes, &seating);
        let first = counts.each().map(|(class, many)| stands.most(class, *many));
        let first = first.map(|most| most.unwrap_or(0)).min().unwrap_or(0);
        let counts = counts.each().filter(|(_, many)| **many > 0);
        Self {
            first,
            counts: counts.map(|(class, many)| (class, *many)).collect(),
            seating,
            sums,
            short,
        }
    }

    /// Beside how many of those selected it shows that one of a class can be in, if beside more than so many.
    fn beside(
        &self,
        (solver, stands): (&Solver, &Stands),
        class: ClassId,
        more_than: Option<usize>,
    ) -> Option<usize> {
        let many = self.counts.get(&class).copied().unwrap_or(0);
        let is_more = |place: &usize| more_than.is_none_or(|least| *place > least);
        // One of the class must be more than those selected are.
        let own = many
            .checked_sub(1)
            .and_then(|less| stands.most(class, less))
            .map(|place| place.min(self.first))
            .filter(is_more);
        if many >= stands.at_most[class] {
            return own;
        }
        let with = |&(gone, block, of): &(ClassId, BlockId, u32)| {
            let less = self.counts.get(&gone)?.checked_sub(1)?;
            let place = stands.most(gone, less)?.min(self.first);
            let is_other =
                gone != class && of > 0 && is_more(&place) && own.is_none_or(|own| place > own);
            is_other.then_some((place, gone, block))
        };
        let mut ways: Vec<(usize, ClassId, BlockId)> =
            self.seating.iter().filter_map(with).collect();
        ways.sort_unstable_by(|one, other| other.cmp(one));
        let way = ways.into_iter().find(|&(_, gone, block)| {
            let blocks = &solver.classes.all[class].blocks;
            blocks
                .iter()
                .any(|to| self.keeps(solver, (gone, block), (class, *to)))
        });
        way.map(|(place, ..)| place).or(own)
    }

    /// Whether the rows are kept where one of a class makes way for one of another.
    fn keeps(&self, solver: &Solver, gone: (ClassId, BlockId), comes: (ClassId, BlockId)) -> bool {
        let rows = &solver.rows;
        let of = |(class, block): (ClassId, BlockId)| rows.of(&solver.classes.all[class], block);
        let mut changes: BTreeMap<RowId, i128> = BTreeMap::new();
        let less = of(gone)
            .into_iter()
            .map(|(row, counts)| (row, counts.saturating_neg()));
        for (row, by) in less.chain(of(comes)) {
            let own = changes.entry(row).or_default();
            *own = own.saturating_add(by);
        }
        let mut short: BTreeMap<RowId, i128> = BTreeMap::new();
        for (id, by) in changes {
            let row = &rows.all[id];
            let sum = self.sums[id].saturating_add(by);
            if let Some((level, _)) = row.short {
                let more = missed(rows, id, sum).saturating_sub(missed(rows, id, self.sums[id]));
                let own = short.entry(level).or_default();
                *own = own.saturating_add(more);
            } else if row.scope != Scope::Shortfalls && !holds(rows, id, sum) {
                return false;
            }
        }
        short.into_iter().all(|(level, more)| {
            let before = self.short.get(&level).copied().unwrap_or(0);
            holds(rows, level, before.saturating_add(more))
        })
    }
}

fn missed(rows: &Rows, id: RowId, sum: i128) -> i128 {
    let (min, _) = rows.all[id].bounds();
    min.map_or(0, |min| min.saturating_sub(sum).max(0))
}

fn holds(rows: &Rows, id: RowId, sum: i128) -> bool {
    let (min, max) = rows.all[id].bounds();
    min.is_none_or(|min| sum >= min) && max.is_none_or(|max| sum <= max)
}

/// The lowest of those selected above whom somebody without a seat would have had to stand; none when no rank would do. `why` is the
/// proof that they have none, where it is known.
pub(super) fn cutoff(
    solver: &mut Solver,
    known: &mut KnownCutoffs,
    outcome: &Outcome<'_>,
    (standing, why): (StandingId, Option<&Proof>),
) -> Result<Option<StandingId>, Spent> {
    let class = solver.classes.of[standing];
    if solver.classes.all[class].blocks.is_empty() {
        return Ok(None);
    }
    // Whom a gentle aim bars must have its lowest total at least; and where groups are taken at once, who sits where matters as well.
    let is_alike = outcome.barred(standing).is_none()
        && outcome.problem.assignment == Assignment::SelectionFirst;
    let found = match known.of.get(&class).filter(|_| is_alike) {
        Some(found) => *found,
        None => search(solver, known, outcome, (standing, why), is_alike)?,
    };
    if is_alike {
        known.of.insert(class, found);
    }
    Ok(found.and_then(|place| outcome.selected.get(place).copied()))
}

/// Beside how many of those selected, from the first on, somebody can be in.
fn search(
    solver: &mut Solver,
    known: &mut KnownCutoffs,
    outcome: &Outcome<'_>,
    (standing, why): (StandingId, Option<&Proof>),
    is_alike: bool,
) -> Result<Option<usize>, Spent> {
    let class = solver.classes.of[standing];
    let mut windows = outcome.settled.windows.iter();
    let bars = windows.find(|window| window.barred.binary_search(&standing).is_ok());
    let floor = |one: &StandingId| {
        bars.is_none_or(|window| outcome.problem.candidates[*one].total >= window.floor)
    };
    let above = outcome.above(standing);
    let mut low = None;
    let mut high = outcome.selected.partition_point(floor).min(above);
    let stands = known
        .stands
        .get_or_insert_with(|| Stands::new(solver, outcome));
    if is_alike {
        let own = at(solver.classes.all.as_slice(), class);
        for proof in &known.proofs {
            high = high.min(proof.beside(own));
        }
        for held in &known.selections {
            low = held.beside((solver, stands), class, low).or(low);
        }
        let is_open = low.is_none_or(|low| low.saturating_add(1) < high);
        let refuted = why.filter(|_| is_open);
        let refuted = refuted.and_then(|proof| Refuted::new(solver, outcome, stands, proof));
        if let Some(refuted) = refuted.filter(|refuted| refuted.beside(own) < high) {
            high = refuted.beside(own);
            keep(&mut known.proofs, refuted);
        }
    }
    let reasons = outcome.reasons();
    let mut is_out = is_alike;
    let mut by = 1_usize;
    loop {
        // In beside the first `low`, and not beside the first `high`. What proofs leave is mostly nearly all that can be, so that is
        // asked from above, in steps twice as long each time.
        let next = match low {
            Some(low) if low.saturating_add(1) >= high => return Ok(Some(low)),
            None if high == 0 && is_out => return Ok(None),
            Some(low) => high.saturating_sub(by).max(low.midpoint(high)),
            None => high.saturating_sub(by),
        };
        by = by.saturating_mul(2);
        let with = Some(standing);
        let beside = Beside { above: next, with };
        let state = outcome.state(&solver.classes, beside, reasons);
        match solver.solve(&state)? {
            Answer::Found(seating) => {
                low = Some(next);
                if is_alike {
                    let held = Held::new(solver, stands, seating);
                    low = held.beside((solver, stands), class, low).or(low);
                    keep(&mut known.selections, held);
                }
            }
            Answer::Never(proof) => {
                (high, is_out) = (next, true);
                let refuted = Refuted::new(solver, outcome, stands, &proof);
                if let Some(refuted) = refuted.filter(|_| is_alike) {
                    high = high.min(refuted.beside(at(solver.classes.all.as_slice(), class)));
                    keep(&mut known.proofs, refuted);
                }
            }
        }
    }
}

/// What was found last is likeliest to serve again.
fn keep<T>(all: &mut Vec<T>, one: T) {
    if all.len() >= KEPT {
        all.pop();
    }
    all.insert(0, one);
}
