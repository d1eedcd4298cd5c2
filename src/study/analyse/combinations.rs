//! Applications that stand for all there can be: every possible answer of some fields with every one of the others.

use std::cell::{Cell, RefCell};

use super::relation::Row;
use crate::answers::synthetic::{self, Answers};
use crate::answers::{Applications, normalise};
use crate::awards::Precision;
use crate::judge::criteria::{Facts, level};
use crate::open_answers::{Joint, Rule};
use crate::rules::domains::possible;
use crate::rules::{Award, Derivation, FieldId, Rules, Subject};
use crate::values::LevelSet;

/// The most combinations of answers that are looked at for one rule.
pub const MOST: usize = 50_000;
/// The most questions that are asked for one rule: combinations times what is asked of each.
const WORK: usize = 1_000_000;
/// The most questions that are asked for all rules together: beyond it, what is left is said not to have been looked at.
const ALL_WORK: usize = 10_000_000;

/// Every field's possible answers, read once.
pub(super) struct Answered<'r> {
    pub(super) rules: &'r Rules,
    /// Application by number of an answer: the first has every field's first answer, and so on.
    applications: Applications,
    order: Vec<usize>,
    /// How many answers each field has.
    pub(super) counts: Vec<usize>,
    /// Fields of which not every answer that a rule could tell apart is there.
    incomplete: Vec<FieldId>,
    /// The questions that may still be asked.
    left: Cell<usize>,
    joint: RefCell<Joint<'r>>,
}

/// Combinations of answers, as applications.
pub(super) struct Grid<'a> {
    rules: &'a Rules,
    pub(super) fields: Vec<FieldId>,
    pub(super) rows: Vec<Row>,
    applications: Applications,
    derived: Vec<Vec<LevelSet>>,
}

impl<'r> Answered<'r> {
    /// None when the form could not be read back, which is not known to happen.
    pub(super) fn new(rules: &'r Rules) -> Option<Self> {
        let all: Vec<_> = (0..rules.form.fields.len())
            .map(|field| possible(rules, FieldId(field)))
            .collect();
        let counts: Vec<usize> = all.iter().map(|possible| possible.answers.len()).collect();
        let incomplete = (0..)
            .zip(&all)
            .filter(|(_, possible)| !possible.complete)
            .map(|(field, _)| FieldId(field));
        let incomplete = incomplete.collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let nth = |number: usize| -> Answers {
            all.iter()
                .map(|possible| possible.answers.get(number).cloned().unwrap_or_default())
                .collect()
        };
        let written: Vec<Answers> = (0..most).map(nth).collect();
        let (applications, _) = normalise(
            &rules.form,
            &[synthetic::sheet(&rules.form, "given", &written)],
        )
        .ok()?;
        // Reading puts applications into the order of their ids; their rows tell which is which.
        let mut order: Vec<usize> = (0..applications.len()).collect();
        order.sort_by_key(|application| applications.row(*application));
        Some(Self {
            rules,
            applications,
            order,
            counts,
            incomplete,
            left: Cell::new(ALL_WORK),
            joint: RefCell::new(Joint::new(rules)),
        })
    }

    /// Whether the answers looked at stand for all that rules can tell apart in what is asked about. They do not where a line
    /// or a rating is part of a derived level: any number may then tip the sum.
    pub(super) fn exact(&self, subjects: &[Subject]) -> bool {
        let fields = self.rules.fields_behind(subjects.iter().copied());
        let mut next = subjects.to_vec();
        let mut levels = Vec::new();
        while let Some(subject) = next.pop() {
            if let Subject::Level(id) = subject
                && !levels.contains(&id.0)
            {
                levels.push(id.0);
                next.extend(self.rules.derived_from(subject));
            }
        }
        let smooth =
            |level: &usize| match self.rules.levels.get(*level).map(|level| &level.derivation) {
                Some(Derivation::Points { terms, .. }) => terms
                    .iter()
                    .any(|term| matches!(term.award, Award::Linear(_) | Award::Rating)),
                Some(Derivation::Table(_)) | None => false,
            };
        !fields.iter().any(|field| self.incomplete.contains(field)) && !levels.iter().any(smooth)
    }

    /// Whether a rule is tried with all answers at once where everything it looks at is blank.
    pub(super) fn is_tried(&self, rule: Rule) -> bool {
        let Rules {
            levels,
            lists,
            ranking,
            ..
        } = self.rules;
        let precision = Precision {
            decimals: ranking.decimals,
            rounding: ranking.rounding,
        };
        let application = self.order.first().copied().unwrap_or_default();
        let (applications, supposed, own, derived) = (&self.applications, &[], &[], &[]);
        let facts = Facts {
            applications,
            levels,
            derived,
            lists,
            precision,
            supposed,
            own,
            application,
        };
        self.joint.borrow_mut().is_tried(rule, facts)
    }

    /// How many combinations the fields have.
    pub(super) fn combinations(&self, fields: &[FieldId]) -> usize {
        let count = |field: &FieldId| self.counts.get(field.0).copied().unwrap_or(1);
        fields.iter().map(count).fold(1, usize::saturating_mul)
    }

    /// Every combination of the fields' answers, for a rule that asks `asked` questions; none when there are too many.
    pub(super) fn every(&self, fields: &[FieldId], asked: usize) -> Option<Grid<'r>> {
        let combinations = self.combinations(fields);
        let work = combinations.saturating_mul(asked);
        if combinations > MOST || work > WORK {
            return None;
        }
        self.left.set(self.left.get().checked_sub(work)?);
        let mut rows = vec![Row::new()];
        for field in fields {
            let count = self.counts.get(field.0).copied().unwrap_or(1);
            let with = |row: Row| {
                (0..count).map(move |answer| row.iter().copied().chain([answer]).collect())
            };
            rows = rows.into_iter().flat_map(with).collect();
        }
        Some(self.grid(fields, rows))
    }

    /// These combinations, each with an answer for every one of the fields.
    pub(super) fn grid(&self, fields: &[FieldId], rows: Vec<Row>) -> Grid<'r> {
        let place = |field: usize| fields.iter().position(|known| known.0 == field);
        let places: Vec<Option<usize>> = (0..self.counts.len()).map(place).collect();
        let pick = |row: usize, field: usize| {
            let place = places.get(field).copied().flatten();
            let answer = place
                .and_then(|place| rows.get(row)?.get(place).copied())
                .unwrap_or(0);
            self.order.get(answer).copied().unwrap_or_default()
        };
        let applications = self.applications.recombined(rows.len(), &pick);
        let mut grid = Grid {
            rules: self.rules,
            fields: fields.to_vec(),
            rows,
            applications,
            derived: Vec::new(),
        };
        for (index, level) in (0..).zip(&self.rules.levels) {
            let behind = self
                .rules
                .fields_behind([Subject::Level(crate::rules::LevelId(index))]);
            let asked = behind.iter().all(|field| fields.contains(field));
            let count = if asked { grid.rows.len() } else { 0 };
            let exactly = |row: usize| {
                let levels = level::derive(level, grid.facts(row));
                let exactly = || {
                    self.joint
                        .borrow_mut()
                        .level(crate::rules::LevelId(index), grid.facts(row))
                };
                levels.known().map_or_else(exactly, |_| levels)
            };
            let levels = (0..count).map(exactly).collect();
            grid.derived.push(levels);
        }
        grid
    }
}

impl Grid<'_> {
    /// What comes of every combination, in order, of a grid of all: of a blank what comes of all answers in its place, where
    /// that is one thing and a blank does not stay one. `counts` says how many answers each field of the form has.
    pub(super) fn settled<T: PartialEq + Copy>(
        &self,
        (counts, stays): (&[usize], &dyn Fn(FieldId) -> bool),
        each: impl Fn(Facts<'_>) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut came: Vec<Option<T>> = (0..self.rows.len())
            .map(|row| each(self.facts(row)))
            .collect();
        let mut stride = 1_usize;
        for (place, field) in self.fields.iter().enumerate().rev() {
            let count = counts.get(field.0).copied().unwrap_or(1);
            let blank = |row: usize| self.rows.get(row).and_then(|row| row.get(place)) == Some(&0);
            for row in (0..self.rows.len()).filter(|row| !stays(*field) && blank(*row)) {
                let answered = |answer: usize| {
                    came.get(row.saturating_add(stride.saturating_mul(answer)))
                        .copied()
                        .flatten()
                };
                let first = answered(1);
                let same = first.is_some() && (1..count).all(|answer| answered(answer) == first);
                if let Some(came) = came.get_mut(row).filter(|came| same && came.is_none()) {
                    *came = first;
                }
            }
            stride = stride.saturating_mul(count);
        }
        came
    }

    /// What can be known about a combination, by its position in `rows`.
    pub(super) fn facts(&self, row: usize) -> Facts<'_> {
        let precision = Precision {
            decimals: self.rules.ranking.decimals,
            rounding: self.rules.ranking.rounding,
        };
        Facts {
            applications: &self.applications,
            levels: &self.rules.levels,
            derived: &self.derived,
            lists: &self.rules.lists,
            precision,
            supposed: &[],
            own: &[],
            application: row,
        }
    }
}
