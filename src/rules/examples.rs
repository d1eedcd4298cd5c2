//! Worked examples beside the rules: what an applicant says and what must come of it, and small pools with their seats.
//!
//! They exist only when nothing in their file was wrong. What an example does not state is not checked.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::RulesFile;
use super::criteria::Set;
use super::ids::{Cites, GroupId, LevelId, ListId, MeasureId, StageId};

/// Everything one examples file says.
#[derive(Debug, Clone)]
pub struct Examples {
    pub file: RulesFile,
    pub examples: Vec<Example>,
    pub pools: Vec<Pool>,
    pub lists: Vec<Members>,
    pub survivors: Vec<Survivor>,
}

/// What the cells say: by field, then assessor, the third assessor last. What is left out is blank.
pub type Cells = Vec<Vec<String>>;

/// One application and what must come of it.
#[derive(Debug, Clone)]
pub struct Example {
    pub id: String,
    /// What it shows, as a sentence.
    pub title: String,
    pub cites: Cites,
    pub given: Cells,
    pub expect: Expect,
    /// Line of the examples file, from 1.
    pub line: u32,
}

/// What must come of one application. Sets are exact.
#[derive(Debug, Clone, Default)]
pub struct Expect {
    pub judgement: Option<Expected>,
    /// The criteria that are not met, by id.
    pub not_met: Option<BTreeSet<String>>,
    /// The criteria that are unclear, by id.
    pub unclear: Option<BTreeSet<String>>,
    /// The groups that admit the application, by id.
    pub groups: Option<BTreeSet<String>>,
    /// The fields asked about, or what else is.
    pub questions: Option<BTreeSet<String>>,
    /// The levels that are possible, by name, so that they stay what they are when a scale is put into another order.
    pub levels: Vec<(LevelId, BTreeSet<String>)>,
    pub points: Vec<(MeasureId, Amount)>,
    pub parts: Vec<(MeasureId, Amount)>,
    pub total: Option<Amount>,
}

/// What becomes of an application by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Ranked.
    Eligible,
    Ineligible,
    /// A person must be asked.
    Unclear,
}

impl Expected {
    /// How it is written, in the file and on the screen.
    pub const WORDS: &[(&'static str, Self)] = &[
        ("eligible", Self::Eligible),
        ("ineligible", Self::Ineligible),
        ("unclear", Self::Unclear),
    ];

    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, expected)| *expected == self)
            .map_or("", |(word, _)| word)
    }
}

/// Points, a part or a total: the least and the most it can be, the same where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub least: Decimal,
    pub most: Decimal,
}

/// A few applications and the seats that must come of them.
#[derive(Debug, Clone)]
pub struct Pool {
    pub id: String,
    pub title: String,
    pub cites: Cites,
    /// The stage that it is of, where it is not of the last.
    pub stage: Option<StageId>,
    pub applicants: Vec<Applicant>,
    pub expect: PoolExpect,
    /// Line of the examples file, from 1.
    pub line: u32,
}

#[derive(Debug, Clone)]
pub struct Applicant {
    pub id: String,
    /// With the id in its own field.
    pub given: Cells,
}

/// What must come of a pool; applications by id. Sets are exact.
#[derive(Debug, Clone, Default)]
pub struct PoolExpect {
    /// By group, none for the open places.
    pub seats: BTreeMap<Option<GroupId>, BTreeSet<String>>,
    /// In order.
    pub reserve: BTreeMap<GroupId, Vec<String>>,
    /// The ranking, best first: all of it.
    pub order: Option<Vec<String>>,
    /// What puts an application behind the one above it, where the scores are equal.
    pub told_apart: Vec<(String, String)>,
    pub unplaced: Option<BTreeSet<String>>,
    pub ineligible: Option<BTreeSet<String>>,
    pub clarify: Option<BTreeSet<String>>,
    /// Those to be asked whose best answers would win a seat.
    pub could_win: Option<BTreeSet<String>>,
    pub superseded: Option<BTreeSet<String>>,
}

/// What a list must hold.
#[derive(Debug, Clone)]
pub struct Members {
    pub list: ListId,
    /// All there is in it.
    pub exactly: Option<Set>,
    pub has: Option<Set>,
    pub lacks: Option<Set>,
    /// Line of the examples file, from 1.
    pub line: u32,
}

/// Changes of the rules that no example need notice, and why.
#[derive(Debug, Clone)]
pub struct Survivor {
    /// The rule, as `intake test --mutate` names it: `measure english`.
    pub rule: String,
    /// The changes, as it says them.
    pub changes: Vec<String>,
    pub because: String,
    /// Bytes of the examples file.
    pub span: std::ops::Range<usize>,
}

impl Expect {
    /// Whether nothing is stated, so that the example could not fail.
    pub fn is_empty(&self) -> bool {
        let sets = [&self.not_met, &self.unclear, &self.groups, &self.questions];
        self.judgement.is_none()
            && sets.iter().all(|set| set.is_none())
            && self.levels.is_empty()
            && self.points.is_empty()
            && self.parts.is_empty()
            && self.total.is_none()
    }
}

impl PoolExpect {
    /// Whether nothing is stated, so that the pool could not fail.
    pub fn is_empty(&self) -> bool {
        let sets = [
            &self.unplaced,
            &self.ineligible,
            &self.clarify,
            &self.could_win,
            &self.superseded,
        ];
        self.seats.is_empty()
            && self.reserve.is_empty()
            && self.order.is_none()
            && self.told_apart.is_empty()
            && sets.iter().all(|set| set.is_none())
    }
}
