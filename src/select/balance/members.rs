//! Who counts as what under the balance rules: certainly, or possibly, where an answer is open.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::ids::{AssessorId, Per};
use crate::base::interner::Symbol;
use crate::judge::criteria::{self, Facts};
use crate::rules::{Balance, BalanceCounts, BalanceRuleId, FieldId, GroupId, Rules, Subject};
use crate::seats::balance::TraitId;
use crate::values::Answer;
use crate::values::counts_as::{CountsAs, counts_as};
use crate::words;

/// What a balance rule counts: whoever meets its test, or has one value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub rule: BalanceRuleId,
    /// Of a rule for each value: as the rules write it, a text folded.
    pub value: Option<String>,
}

impl Member {
    /// `women`; for each value `countries:PL`.
    pub fn name(&self, rules: &Rules) -> String {
        let id = &rules.balance[self.rule].id;
        match &self.value {
            None => id.clone(),
            Some(value) => format!("{id}:{value}"),
        }
    }

    /// The member of a name; of a rule for each value the name may be the rule's alone, and is no member then.
    fn named(rules: &Rules, name: &str) -> Option<Self> {
        let (id, value) = match name.split_once(':') {
            Some((id, value)) => (id, Some(value.to_owned())),
            None => (name, None),
        };
        let rule = rules.balance.position(|balance| balance.id == id)?;
        Some(Self { rule, value })
    }
}

/// What is known of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memberships {
    pub certain: Vec<TraitId>,
    /// Whether they meet the test is open.
    pub possible: Vec<TraitId>,
    /// Which value they have is open.
    pub any_value: Vec<BalanceRuleId>,
}

impl Memberships {
    pub fn is_open(&self) -> bool {
        !self.possible.is_empty() || !self.any_value.is_empty()
    }

    /// By their names: what somebody certainly counts as, and what they may count as.
    pub fn names(&self, rules: &Rules, traits: &Traits) -> (Vec<String>, Vec<String>) {
        let name = |of: &TraitId| traits.member(*of).name(rules);
        let any = |rule: &BalanceRuleId| rules.balance[*rule].id.clone();
        let certain = self.certain.iter().map(name).collect();
        let possible = self.possible.iter().map(name);
        (
            certain,
            possible.chain(self.any_value.iter().map(any)).collect(),
        )
    }

    /// The same from the names; a name that the rules do not have is left out.
    pub fn named<'n>(
        rules: &Rules,
        traits: &mut Traits,
        (certain, possible): (impl Iterator<Item = &'n str>, impl Iterator<Item = &'n str>),
    ) -> Self {
        let mut found = Self::default();
        for member in certain.filter_map(|name| Member::named(rules, name)) {
            found.certain.push(traits.of(member));
        }
        for member in possible.filter_map(|name| Member::named(rules, name)) {
            match rules.balance[member.rule].counts {
                BalanceCounts::EachValue(_) => found.any_value.push(member.rule),
                BalanceCounts::Meeting(_) => found.possible.push(traits.of(member)),
            }
        }
        found
    }

    /// Takes over what is known under one rule.
    pub fn take(&mut self, traits: &Traits, rule: BalanceRuleId, from: &Self) {
        let own = |of: &&TraitId| traits.member(**of).rule == rule;
        self.certain.extend(from.certain.iter().filter(own));
        self.possible.extend(from.possible.iter().filter(own));
        let any = from.any_value.iter().filter(|one| **one == rule);
        self.any_value.extend(any);
    }

    /// The same where nothing is certain under some rules.
    pub fn doubting(&self, traits: &Traits, rules: &BTreeSet<BalanceRuleId>) -> Self {
        let in_doubt = |of: &&TraitId| rules.contains(&traits.member(**of).rule);
        let mut doubting = self.clone();
        doubting.certain.retain(|of| !in_doubt(&of));
        let certain = self.certain.iter().filter(in_doubt).copied();
        // Of a rule for each value any of them is possible already.
        let any = |of: &TraitId| self.any_value.contains(&traits.member(*of).rule);
        doubting.possible.extend(certain.filter(|of| !any(of)));
        doubting
    }

    pub fn join(&mut self, more: &Self) {
        self.certain.extend_from_slice(&more.certain);
        self.possible.extend_from_slice(&more.possible);
        self.any_value.extend_from_slice(&more.any_value);
    }
}

/// Everything that people of a pool count as.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    all: Per<TraitId, Member>,
    known: BTreeMap<Member, TraitId>,
    /// By how many people what must hold is missed of them, in a group or in all: people allowed it, and nothing is lawful otherwise.
    missed: BTreeMap<(Member, Option<GroupId>), u32>,
}

impl Traits {
    /// What the rules count whether or not anybody has it.
    pub fn new(rules: &Rules) -> Self {
        let mut traits = Self::default();
        for (rule, balance) in rules.balance.each() {
            match &balance.counts {
                BalanceCounts::Meeting(_) => {
                    traits.of(Member { rule, value: None });
                }
                BalanceCounts::EachValue(subject) => {
                    for value in words::listed_values(rules, *subject) {
                        let value = Some(value.to_owned());
                        traits.of(Member { rule, value });
                    }
                }
            }
        }
        traits
    }

    pub fn of(&mut self, member: Member) -> TraitId {
        let all = &mut self.all;
        let push = |member: &Member| all.push(member.clone());
        *self.known.entry(member).or_insert_with_key(push)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub fn member(&self, of: TraitId) -> &Member {
        &self.all[of]
    }

    pub fn missed(&self, member: &Member, group: Option<GroupId>) -> u32 {
        let known = self.missed.get(&(member.clone(), group));
        known.copied().unwrap_or(0)
    }

    pub fn miss(&mut self, member: Member, group: Option<GroupId>, people: u32) {
        self.missed.insert((member, group), people);
    }

    /// Which rules are missed, as it was recorded; what the rules do not have is left out.
    pub fn take_missed(&mut self, rules: &Rules, name: &str, group: Option<&str>, people: u32) {
        let at = |id: &str| rules.places.groups.position(|group| group.id == id);
        let place = match group {
            None => Some(None),
            Some(id) => at(id).map(Some),
        };
        if let (Some(member), Some(place)) = (Member::named(rules, name), place) {
            self.miss(member, place, people);
        }
    }

    pub fn clear_missed(&mut self) {
        self.missed.clear();
    }

    /// By rule, then value.
    pub fn sorted(&self) -> impl Iterator<Item = (&Member, TraitId)> {
        self.known.iter().map(|(member, of)| (member, *of))
    }

    /// Every value that a rule for each value knows.
    pub fn values(&self, rule: BalanceRuleId) -> impl Iterator<Item = TraitId> {
        let own = self.sorted().filter(move |(member, _)| member.rule == rule);
        own.map(|(_, of)| of)
    }
}

/// Looks memberships up by the answers that a rule looks at.
#[derive(Debug)]
pub struct Membership<'r> {
    rules: &'r Rules,
    /// By rule: the fields behind it.
    behind: Per<BalanceRuleId, Vec<FieldId>>,
    known: BTreeMap<(BalanceRuleId, Vec<Symbol>), Memberships>,
}

impl<'r> Membership<'r> {
    pub fn new(rules: &'r Rules) -> Self {
        let behind = |balance: &Balance| rules.fields_behind(balance.subjects());
        Self {
            rules,
            behind: rules.balance.iter().map(behind).collect(),
            known: BTreeMap::new(),
        }
    }

    /// What somebody counts as under every rule. Nothing may be supposed in `facts`.
    pub fn of(&mut self, facts: Facts<'_>, traits: &mut Traits) -> Memberships {
        let mut all = Memberships::default();
        for (rule, balance) in self.rules.balance.each() {
            let symbol = |field: &FieldId| facts.applications.symbol(facts.application, *field);
            let symbols = self.behind[rule].iter().map(symbol).collect();
            let own = self
                .known
                .entry((rule, symbols))
                .or_insert_with(|| memberships(self.rules, (rule, balance), facts, traits));
            all.join(own);
        }
        all
    }
}

/// What somebody counts as under one rule.
pub fn memberships(
    rules: &Rules,
    (rule, balance): (BalanceRuleId, &Balance),
    facts: Facts<'_>,
    traits: &mut Traits,
) -> Memberships {
    let mut found = Memberships::default();
    match &balance.counts {
        BalanceCounts::Meeting(test) => {
            let of = traits.of(Member { rule, value: None });
            match criteria::answer(test, facts) {
                Answer::Met => found.certain.push(of),
                Answer::Unclear => found.possible.push(of),
                Answer::NotMet => {}
            }
        }
        BalanceCounts::EachValue(subject) => {
            let (values, open) = values(rules, *subject, facts);
            let of = |value| Member {
                rule,
                value: Some(value),
            };
            found.certain = values
                .into_iter()
                .map(|value| traits.of(of(value)))
                .collect();
            found.any_value.extend(open.then_some(rule));
        }
    }
    found
}

/// The values of an answer, as the rules write them, and whether there may be others.
fn values(rules: &Rules, subject: Subject, facts: Facts<'_>) -> (Vec<String>, bool) {
    let counted = counts_as(&facts.reading(subject), said(facts, subject));
    let written = |value: CountsAs| match value {
        CountsAs::Listed(at) => words::value_name(rules, subject, at).to_owned(),
        CountsAs::Country(country) => words::country_of(country).into_owned(),
        CountsAs::Text(folded) => folded,
    };
    (
        counted.values.into_iter().map(written).collect(),
        counted.open,
    )
}

/// The text of a text field that is not personal: the rules cannot count the values of one that is.
fn said<'a>(facts: Facts<'a>, subject: Subject) -> Option<&'a str> {
    match subject {
        Subject::Field(field) => facts
            .applications
            .said(facts.application, field, AssessorId::FIRST)
            .open(),
        Subject::Level(_) => None,
    }
}
