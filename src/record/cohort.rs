//! The cohort, counted: how many applied, are eligible, selected and in reserve, for every value of the fields that the rules count,
//! as the answers were read and not as they were typed.
//!
//! What is pointed out follows the four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978) and the
//! two standard deviations of Castaneda v. Partida (430 U.S. 482, note 17, 1977).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::interner::Symbol;
use crate::rules::{Field, FieldId, Group, GroupId, Kind, Rules, Subject};
use crate::select::{Outcome, Selection};
use crate::values::spelling::fold;
use crate::values::{Country, Reading, Value, countries};
use crate::words;

/// At most so many values of a field are listed; all further ones are counted together.
const VALUES: usize = 300;
/// Where fewer would be selected if all had the same share, or fewer not, a share says nothing (Cochran's rule).
const EXPECTED: u128 = 5;

/// One field, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    pub field: String,
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
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde wants"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What an answer counts as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A position in the rules' list of options or levels; 0 is yes and 1 no.
    Listed(u8),
    Country(Country),
    /// Folded.
    Text(String),
    None(NoValue),
}

/// Every counted field of the rules, in their order.
pub fn cohorts(selection: &Selection<'_>) -> Vec<Cohort> {
    let fields = selection.rules.form.fields.each();
    let counted = fields.filter(|(_, field)| field.count);
    counted
        .map(|(id, field)| cohort(selection, id, field))
        .collect()
}

#[derive(Default)]
struct Tally {
    steps: Steps,
    groups: Vec<InGroup>,
    /// How often a text was written in which way.
    spellings: BTreeMap<String, u32>,
}

fn cohort(selection: &Selection<'_>, id: FieldId, field: &Field) -> Cohort {
    let rules = selection.rules;
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    let listed = words::listed_values(rules, Subject::Field(id));
    for (at, _) in (0..).zip(&listed) {
        tallies.insert(Key::Listed(at), Tally::new(rules));
    }
    let mut known: BTreeMap<Symbol, Vec<Key>> = BTreeMap::new();
    for application in selection.applications.ids() {
        let outcome = selection.outcome(application);
        if matches!(outcome, Outcome::Superseded { .. }) {
            continue;
        }
        let said = || {
            let said = selection
                .applications
                .said(application, id, AssessorId::FIRST);
            said.open().unwrap_or_default()
        };
        let symbol = selection.applications.symbol(application, id);
        let keys = known
            .entry(symbol)
            .or_insert_with(|| keys(selection.applications.reading(application, id), said()));
        for key in keys.iter() {
            let tally = tallies
                .entry(key.clone())
                .or_insert_with(|| Tally::new(rules));
            tally.add(selection, application, outcome);
            if matches!(key, Key::Text(_)) {
                let times = tally.spellings.entry(said().to_owned()).or_default();
                *times = times.saturating_add(1);
            }
        }
    }
    let mut values = listing(rules, id, tallies);
    remark(&mut values);
    Cohort {
        field: field.name.clone(),
        values,
    }
}

impl Tally {
    fn new(rules: &Rules) -> Self {
        let group = |group: &Group| InGroup {
            group: group.id.clone(),
            eligible: 0,
            selected: 0,
            reserve: 0,
        };
        Self {
            groups: rules.places.groups.iter().map(group).collect(),
            ..Self::default()
        }
    }

    fn add(&mut self, selection: &Selection<'_>, application: ApplicationId, outcome: Outcome) {
        add(&mut self.steps.applied, 1);
        if outcome.standing().is_none() {
            return;
        }
        add(&mut self.steps.eligible, 1);
        let admits = selection.judgements[application].groups;
        for (at, group) in self.groups.iter_mut().enumerate() {
            let this = GroupId(at);
            add(&mut group.eligible, u32::from(admits.contains(this)));
            match outcome {
                Outcome::Selected {
                    group: Some(seat), ..
                } if seat == this => {
                    add(&mut group.selected, 1);
                }
                Outcome::Reserve { group: list, .. } if list == this => add(&mut group.reserve, 1),
                _ => {}
            }
        }
        match outcome {
            Outcome::Selected { .. } => add(&mut self.steps.selected, 1),
            Outcome::Reserve { .. } => add(&mut self.steps.reserve, 1),
            _ => {}
        }
    }

    fn join(mut self, other: &Self) -> Self {
        let steps = &mut self.steps;
        add(&mut steps.applied, other.steps.applied);
        add(&mut steps.eligible, other.steps.eligible);
        add(&mut steps.selected, other.steps.selected);
        add(&mut steps.reserve, other.steps.reserve);
        for (group, more) in self.groups.iter_mut().zip(&other.groups) {
            add(&mut group.eligible, more.eligible);
            add(&mut group.selected, more.selected);
            add(&mut group.reserve, more.reserve);
        }
        self
    }

    fn counted(self, value: Option<String>, answer: Option<NoValue>) -> Counted {
        let mut groups = self.groups;
        groups.retain(|group| group.eligible > 0);
        Counted {
            value,
            name: None,
            answer,
            steps: self.steps,
            below_four_fifths: false,
            groups,
        }
    }
}

fn add(count: &mut u32, more: u32) {
    *count = count.saturating_add(more);
}

/// What an answer counts as: several options are counted each.
fn keys(reading: &Reading, said: &str) -> Vec<Key> {
    let value = match reading {
        Reading::Blank => return vec![Key::None(NoValue::Blank)],
        Reading::Unreadable(_) => return vec![Key::None(NoValue::Unclear)],
        Reading::Value(value) => value,
    };
    match value {
        Value::Country(country) => vec![Key::Country(*country)],
        Value::YesNo(yes) => vec![Key::Listed(u8::from(!yes))],
        Value::Text => vec![Key::Text(fold(said))],
        Value::Choices(choices) => {
            let chosen = choices.chosen.iter().map(|at| Key::Listed(*at));
            let other = choices.other.then_some(Key::None(NoValue::Other));
            let unread = choices.unread.as_ref().map(|_| Key::None(NoValue::Unclear));
            chosen.chain(other).chain(unread).collect()
        }
        Value::Level(levels) => match levels.iter().collect::<Vec<_>>().as_slice() {
            [level] => vec![Key::Listed(*level)],
            _ => vec![Key::None(NoValue::Unclear)],
        },
        Value::NearText(_) | Value::Number(_) | Value::Date(_) | Value::Instant(_) => {
            vec![Key::None(NoValue::Unclear)]
        }
    }
}

/// Values first, then what is none.
fn listing(rules: &Rules, id: FieldId, tallies: BTreeMap<Key, Tally>) -> Vec<Counted> {
    let is_country = matches!(rules.form.fields[id].kind, Kind::Country);
    let (mut listed, mut others, mut none) = (Vec::new(), Vec::new(), Vec::new());
    for (key, tally) in tallies {
        match key {
            Key::Listed(at) => {
                let value = words::value_name(rules, Subject::Field(id), at);
                listed.push(tally.counted(Some(value.to_owned()), None));
            }
            Key::Country(country) => others.push((words::country_of(country).into_owned(), tally)),
            Key::Text(folded) => {
                // The way it was written most often; of several the first.
                let most = tally
                    .spellings
                    .iter()
                    .rev()
                    .max_by_key(|(_, times)| **times);
                let spelling = most.map_or(folded, |(spelling, _)| spelling.clone());
                others.push((spelling, tally));
            }
            Key::None(answer) => none.push((answer, tally)),
        }
    }
    others.sort_by(|(one, left), (other, right)| {
        let by_number = right.steps.applied.cmp(&left.steps.applied);
        by_number.then_with(|| one.cmp(other))
    });
    let further = others.split_off(VALUES.min(others.len()));
    if let Some(all) = further
        .into_iter()
        .map(|(_, tally)| tally)
        .reduce(|all, one| all.join(&one))
    {
        none.push((NoValue::Further, all));
    }
    none.sort_by_key(|(answer, _)| *answer);
    listed.extend(others.into_iter().map(|(value, tally)| Counted {
        name: country(&value).filter(|_| is_country),
        ..tally.counted(Some(value), None)
    }));
    listed.extend(
        none.into_iter()
            .map(|(answer, tally)| tally.counted(None, Some(answer))),
    );
    listed
}

/// The name of a country that goes by its code.
fn country(code: &str) -> Option<String> {
    Country::new(code).map(|country| countries::name(country).to_owned())
}

/// Points out whose share of selected among those who applied is low beside the highest.
fn remark(values: &mut [Counted]) {
    let share = |counted: &Counted| Share {
        selected: u128::from(counted.steps.selected),
        applied: u128::from(counted.steps.applied),
    };
    let (selected, all) = values
        .iter()
        .map(share)
        .fold((0, 0), |(selected, all), one| {
            (one.selected + selected, one.applied + all)
        });
    let weighs = |counted: &Counted| {
        let applied = share(counted).applied;
        let least = EXPECTED * all;
        counted.value.is_some()
            && applied * selected >= least
            && applied * all.saturating_sub(selected) >= least
    };
    let highest = values.iter().filter(|counted| weighs(counted)).map(share);
    let Some(highest) = highest.reduce(|one, other| if other.is_above(one) { other } else { one })
    else {
        return;
    };
    for counted in values.iter_mut().filter(|counted| weighs(counted)) {
        counted.below_four_fifths = share(counted).is_far_below(highest);
    }
}

/// Some of many; many are at least one, and both fit 32 bits.
#[derive(Debug, Clone, Copy)]
struct Share {
    selected: u128,
    applied: u128,
}

impl Share {
    fn is_above(self, other: Self) -> bool {
        self.selected * other.applied > other.selected * self.applied
    }

    /// Below four fifths of another, and more than two standard deviations from it, if both were drawn from one pool.
    fn is_far_below(self, high: Self) -> bool {
        let (own, highest) = (self.selected * high.applied, high.selected * self.applied);
        let apart = highest.saturating_sub(own);
        let (selected, all) = (self.selected + high.selected, self.applied + high.applied);
        // (p₂ - p₁)² > 4 p (1 - p) (1/n₁ + 1/n₂) with p = selected / all, multiplied by (n₁ n₂)² (n₁ + n₂).
        let spread = 4 * selected * all.saturating_sub(selected) * self.applied * high.applied;
        own * 5 < highest * 4 && apart.saturating_mul(apart).saturating_mul(all) > spread
    }
}
