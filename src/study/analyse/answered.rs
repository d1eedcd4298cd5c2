//! Every combination of the answers that stand for all a field can have, as applications that stand
//! for all there can be.

use crate::base::ids::Per;
use std::cell::{Cell, RefCell};

use crate::judge::criteria::{Facts, level};
use crate::open_answers::{PossibleWorlds, Rule};
use crate::rules::domains::{representatives, together};
use crate::rules::{FieldId, LevelId, Rules, Subject};
use crate::study::combinations::{Combinations, Read, Row};
use crate::values::Reading;

/// The most combinations of answers that are looked at for one rule.
pub const MOST: usize = 50_000;
/// The most conditions that are judged for one rule: combinations times the conditions of each.
const WORK: usize = 1_000_000;
/// The most conditions that are judged for all rules together: beyond it, what is left is said not to have been looked at.
const ALL_WORK: usize = 10_000_000;

/// Every field's possible answers, read once.
pub(super) struct Answered<'r> {
    pub(super) rules: &'r Rules,
    read: Read<'r>,
    /// How many answers each field has.
    pub(super) counts: Per<FieldId, usize>,
    /// Fields of which not every answer that a rule could tell apart is there.
    incomplete: Vec<FieldId>,
    /// The conditions that may still be judged.
    left: Cell<usize>,
    worlds: RefCell<PossibleWorlds<'r>>,
}

impl<'r> Answered<'r> {
    /// None when the form could not be read back, which is not known to happen.
    pub(super) fn new(rules: &'r Rules) -> Option<Self> {
        let fields = rules.form.fields.ids();
        let all: Per<FieldId, _> = fields.map(|field| representatives(rules, field)).collect();
        let incomplete = all
            .each()
            .filter(|(_, representatives)| !representatives.complete);
        let incomplete = incomplete.map(|(field, _)| field).collect();
        let answers: Vec<_> = all
            .into_iter()
            .map(|representatives| representatives.answers)
            .collect();
        let counts = answers.iter().map(Vec::len).collect();
        let (left, worlds) = (
            Cell::new(ALL_WORK),
            RefCell::new(PossibleWorlds::new(rules)),
        );
        Some(Self {
            rules,
            read: Read::new(rules, &answers)?,
            counts,
            incomplete,
            left,
            worlds,
        })
    }

    /// Whether the answers looked at stand for all that rules can tell apart in what is asked about. They do not where a line
    /// or a rating is part of a derived level: any number may then tip the sum.
    pub(super) fn exact(&self, subjects: &[Subject]) -> bool {
        let fields = self.rules.fields_behind(subjects.iter().copied());
        let levels = self.rules.levels_behind(subjects);
        let smooth = levels
            .iter()
            .flat_map(|(_, level)| level.terms())
            .any(|term| term.award.is_smooth());
        !fields.iter().any(|field| self.incomplete.contains(field)) && !smooth
    }

    /// Whether a rule is tried with all answers at once where everything it looks at is blank.
    pub(super) fn is_tried(&self, rule: Rule) -> bool {
        self.worlds.borrow_mut().is_tried(rule, self.read.first())
    }

    /// How many combinations the fields have.
    pub(super) fn count(&self, fields: &[FieldId]) -> usize {
        let count = |field: &FieldId| self.counts[*field];
        fields.iter().map(count).fold(1, usize::saturating_mul)
    }

    /// Every combination of the fields' answers, for a rule of `asked` conditions; none when there are too many.
    pub(super) fn every(&self, fields: &[FieldId], conditions: usize) -> Option<Combinations<'r>> {
        let count = self.count(fields);
        let work = count.saturating_mul(conditions);
        if count > MOST || work > WORK {
            return None;
        }
        self.left.set(self.left.get().checked_sub(work)?);
        let all = |field: &FieldId| (0..self.counts[*field]).collect();
        let each: Vec<Vec<usize>> = fields.iter().map(all).collect();
        Some(self.combinations(fields, together(&each)))
    }

    /// These combinations, each with an answer for every one of the fields.
    pub(super) fn combinations(&self, fields: &[FieldId], rows: Vec<Row>) -> Combinations<'r> {
        self.read
            .combined(fields, rows, &|id: LevelId, facts: Facts<'_>| {
                let exactly = || self.worlds.borrow_mut().level(id, facts);
                let levels = level::derive(&self.rules.levels[id], facts);
                levels.known().map_or_else(exactly, |_| levels)
            })
    }
}

/// What comes of every combination, in order, of a grid of all: of a blank what comes of all answers in its place, where that
/// is one thing and a blank does not stay one. `counts` says how many answers each field of the form has.
pub(super) fn settled<T: PartialEq + Copy>(
    tried: &Combinations<'_>,
    (counts, stays): (&Per<FieldId, usize>, &dyn Fn(FieldId) -> bool),
    each: impl Fn(Facts<'_>) -> Option<T>,
) -> Vec<Option<T>> {
    let mut came: Vec<Option<T>> = (0..tried.rows.len())
        .map(|row| each(tried.facts(row)))
        .collect();
    let mut stride = 1_usize;
    for (index, field) in tried.fields.iter().enumerate().rev() {
        let count = counts[*field];
        let blank = |row: usize| tried.rows.get(row).and_then(|row| row.get(index)) == Some(&0);
        for row in (0..tried.rows.len()).filter(|row| !stays(*field) && blank(*row)) {
            // A number beyond the bounds, where a rule has a cut, is read as nothing and stands in no blank's place.
            let readable = |row: &usize| {
                let reading = tried.facts(*row).reading(Subject::Field(*field));
                !matches!(*reading, Reading::Unreadable(_))
            };
            let mut answers = (1..count)
                .map(|answer| row.saturating_add(stride.saturating_mul(answer)))
                .filter(readable)
                .map(|row| came.get(row).copied().flatten());
            let first = answers.next().flatten();
            let same = first.is_some() && answers.all(|answer| answer == first);
            if let Some(came) = came.get_mut(row).filter(|came| same && came.is_none()) {
                *came = first;
            }
        }
        stride = stride.saturating_mul(count);
    }
    came
}
