//! The cohort, counted: how many applied, are eligible, selected and in reserve, for every value of the fields that the rules count
//! and of whatever the balance rules read, as the answers were read and not as they were typed.

mod asked;
mod four_fifths;
mod listing;
mod tally;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::tally::Tally;
use crate::base::ids::{AssessorId, at_mut, id};
use crate::rules::{Balance, Rules, Subject};
use crate::select::{Outcome, Selection};
use crate::values::Reading;
use crate::values::Wrong;
use crate::values::counts_as::{CountsAs, counts_as};
use crate::words;

/// One field or level, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// In the order of the rules, where the rules list the values; otherwise by how many applied.
    pub values: Vec<Counted>,
}

/// How many people gave one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// As the rules write it; none where it is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What people call it, where that is something else: of a country its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is, where it is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<NoValue>,
    #[serde(rename = "counts")]
    pub steps: Steps,
    /// The share of those who applied that was selected is less than four fifths of the highest, and further from it than chance explains.
    #[serde(default, skip_serializing_if = "is_false")]
    pub below_four_fifths: bool,
    /// By group, in the order of the rules: those in which somebody is eligible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<InGroup>,
    /// What balance rules ask for of this value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Asked>,
}

/// What one balance rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub rule: String,
    /// `at least 3`, `at most 2 in each group`.
    pub asks: String,
}

/// An answer that is no value of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoValue {
    /// An answer beside the options.
    Other,
    /// Values beyond those that are listed.
    Further,
    /// What was meant is not known.
    Unclear,
    /// The applicant prefers not to say.
    Declined,
    Blank,
}

/// How many came how far; a step that nobody reached is left out of the file. Whoever applied again is counted once, by the application
/// that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Steps {
    pub applied: u32,
    /// Eligible and ranked.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub eligible: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub selected: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reserve: u32,
}

impl Steps {
    /// Of two values together.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self {
            applied: self.applied.saturating_add(other.applied),
            eligible: self.eligible.saturating_add(other.eligible),
            selected: self.selected.saturating_add(other.selected),
            reserve: self.reserve.saturating_add(other.reserve),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InGroup {
    pub group: String,
    /// Ranked, and admitted by the group.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub eligible: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub selected: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reserve: u32,
}

// serde hands over references.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde wants"
)]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde wants"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What an answer counts as, or why it counts as no value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Value(CountsAs),
    None(NoValue),
}

/// Every field and level that is counted, in the order of the rules.
pub fn cohorts(selection: &Selection<'_>) -> Vec<Cohort> {
    let subjects = subjects(selection.rules);
    let all = subjects
        .into_iter()
        .map(|subject| cohort(selection, subject));
    all.collect()
}

/// Whatever has `count`, and of what balance rules read all that has values to be counted.
fn subjects(rules: &Rules) -> Vec<Subject> {
    let read: Vec<Subject> = rules.balance.iter().flat_map(Balance::subjects).collect();
    let fields = rules.form.fields.each().filter(|(id, field)| {
        let has_values = field.kind.is_country()
            || field.kind.is_text() && !field.personal
            || !words::listed_values(rules, Subject::Field(*id)).is_empty();
        field.count || has_values && read.contains(&Subject::Field(*id))
    });
    let levels = rules.levels.ids().map(Subject::Level);
    let levels = levels.filter(|level| read.contains(level));
    fields
        .map(|(id, _)| Subject::Field(id))
        .chain(levels)
        .collect()
}

fn cohort(selection: &Selection<'_>, subject: Subject) -> Cohort {
    let rules = selection.rules;
    let mut tallies = Tallies::default();
    let listed = words::listed_values(rules, subject);
    for (at, _) in (0..).zip(&listed) {
        tallies.of(rules, Key::Value(CountsAs::Listed(at)));
    }
    let all = &selection.applications;
    // By distinct answer, the tallies it counts in.
    let mut known: Vec<Option<Vec<TallyId>>> = match subject {
        Subject::Field(field) => vec![None; all.readings(field).len()],
        Subject::Level(_) => Vec::new(),
    };
    for application in all.ids() {
        let outcome = selection.outcome(application);
        if matches!(outcome, Outcome::Superseded { .. }) {
            continue;
        }
        let said = || match subject {
            Subject::Field(field) => all.said(application, field, AssessorId::FIRST).open(),
            Subject::Level(_) => None,
        };
        let mut read = || -> Vec<TallyId> {
            let keys = keys(&selection.facts(application).reading(subject), said());
            keys.into_iter().map(|key| tallies.of(rules, key)).collect()
        };
        let counts_in = match subject {
            Subject::Field(field) => {
                let known = at_mut(&mut known, all.symbol(application, field));
                Cow::Borrowed(&*known.get_or_insert_with(read))
            }
            Subject::Level(_) => Cow::Owned(read()),
        };
        for tally in counts_in.iter() {
            let (is_text, tally) = tallies.at(*tally);
            let spelling = is_text.then(said).flatten();
            tally.add(selection, (application, outcome), spelling);
        }
    }
    let tallies = tallies.by_key();
    let mut values = listing::listing(selection, subject, tallies);
    four_fifths::remark(&mut values);
    let (field, level) = match subject {
        Subject::Field(field) => (Some(rules.form.fields[field].name.clone()), None),
        Subject::Level(level) => (None, Some(rules.levels[level].id.clone())),
    };
    Cohort {
        field,
        level,
        values,
    }
}

id! {
    /// Which of the tallies of a field or level.
    TallyId
}

/// The tallies of a field or level, in the order in which somebody first counted.
#[derive(Default)]
struct Tallies {
    all: Vec<(bool, Tally)>,
    by_key: BTreeMap<Key, TallyId>,
}

impl Tallies {
    fn of(&mut self, rules: &Rules, key: Key) -> TallyId {
        let is_text = matches!(key, Key::Value(CountsAs::Text(_)));
        let all = &mut self.all;
        *self.by_key.entry(key).or_insert_with(|| {
            all.push((is_text, Tally::new(rules)));
            TallyId(all.len().saturating_sub(1))
        })
    }

    /// A tally, and whether it is of a text.
    fn at(&mut self, tally: TallyId) -> (bool, &mut Tally) {
        let (is_text, tally) = at_mut(&mut self.all, tally);
        (*is_text, tally)
    }

    fn by_key(self) -> BTreeMap<Key, Tally> {
        let mut all: Vec<Option<Tally>> = self.all.into_iter().map(|(_, one)| Some(one)).collect();
        let each = self.by_key.into_iter();
        each.filter_map(|(key, tally)| Some((key, at_mut(&mut all, tally).take()?)))
            .collect()
    }
}

/// What an answer counts as: several options are counted each.
fn keys(reading: &Reading, said: Option<&str>) -> Vec<Key> {
    if matches!(reading, Reading::Blank) {
        return vec![Key::None(NoValue::Blank)];
    }
    let counted = counts_as(reading, said);
    let values = counted.values.into_iter().map(Key::Value);
    let other = counted.other.then_some(Key::None(NoValue::Other));
    let is_declined = reading
        .problem()
        .is_some_and(|problem| matches!(problem.wrong, Wrong::Declined));
    let open = match is_declined {
        true => NoValue::Declined,
        false => NoValue::Unclear,
    };
    let open = counted.open.then_some(Key::None(open));
    values.chain(other).chain(open).collect()
}
