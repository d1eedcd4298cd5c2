//! What varies when a rule is tried: the fields and levels it looks at, each by itself where no two hang on one open field.

use super::{PossibleWorlds, Rule};
use crate::judge::criteria::Facts;
use crate::rules::{FieldId, Rules, Subject, Test, TestAt};
use crate::values::{LevelSet, Reading, Value};

/// A field or level that is looked at.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) subject: Subject,
    /// Whether more than one answer is possible.
    pub(super) open: bool,
    /// Of a level, those that are possible.
    pub(super) levels: LevelSet,
    /// The open fields it hangs on.
    pub(super) fields: Vec<FieldId>,
}

/// What a rule looks at directly.
pub(super) fn subjects(rules: &Rules, rule: Rule) -> Vec<Subject> {
    match rule {
        Rule::Level(id) => rules.derived_from(Subject::Level(id)),
        Rule::Criterion(_) | Rule::Group(_) => {
            test(rules, rule).map(Test::subjects).unwrap_or_default()
        }
        Rule::Measure(id) => vec![rules.measures[id].worth.subject],
        Rule::Preference => rules
            .places
            .preference
            .map(Subject::Field)
            .into_iter()
            .collect(),
        Rule::TieBreak(index) => rules.ranking.tie_breaks[index]
            .subject()
            .into_iter()
            .collect(),
    }
}

/// The test of a criterion or group.
pub(super) fn test(rules: &Rules, rule: Rule) -> Option<&Test> {
    match rule {
        Rule::Criterion(index) => rules.test(TestAt::Criterion(index)),
        Rule::Group(index) => rules.test(TestAt::Group(index)),
        Rule::Level(_) | Rule::Measure(_) | Rule::Preference | Rule::TieBreak(_) => None,
    }
}

/// What some rules look at, levels taken apart where they hang on a field that something else hangs on, too, or on one that is
/// to be `apart`.
pub(super) fn frontier(
    worlds: &mut PossibleWorlds<'_>,
    rules: &[Rule],
    facts: Facts<'_>,
    apart: &dyn Fn(FieldId) -> bool,
) -> Vec<Variable> {
    let mut found: Vec<Variable> = Vec::new();
    let mut next: Vec<Subject> = rules
        .iter()
        .flat_map(|rule| subjects(worlds.rules, *rule))
        .collect();
    loop {
        for subject in next.drain(..) {
            if found.iter().all(|known| known.subject != subject) {
                found.push(variable(worlds, subject, facts));
            }
        }
        // Later levels read earlier ones, so that the last must go first.
        let shares = |level: &&Variable| {
            let of_others = found.iter().filter(|other| other.subject != level.subject);
            let mut others = of_others
                .filter(|other| other.open)
                .flat_map(|other| &other.fields);
            level.fields.iter().any(|field| apart(*field))
                || others.any(|field| level.fields.contains(field))
        };
        let levels = found
            .iter()
            .filter(|level| level.open && matches!(level.subject, Subject::Level(_)));
        let Some(last) = levels.filter(shares).map(|level| level.subject).max() else {
            return found;
        };
        found.retain(|known| known.subject != last);
        next = worlds.rules.derived_from(last);
    }
}

fn variable(worlds: &mut PossibleWorlds<'_>, subject: Subject, facts: Facts<'_>) -> Variable {
    match subject {
        Subject::Field(field) => {
            let open = is_open(&facts.reading(subject));
            let fields = if open { vec![field] } else { Vec::new() };
            Variable {
                subject,
                open,
                levels: LevelSet::default(),
                fields,
            }
        }
        Subject::Level(id) => {
            let levels = worlds.level(id, facts);
            let open = levels.known().is_none();
            let is_open = |field: &FieldId| is_open(&facts.reading(Subject::Field(*field)));
            let behind = if open {
                worlds.behind(Rule::Level(id))
            } else {
                Default::default()
            };
            Variable {
                subject,
                open,
                levels,
                fields: behind.iter().copied().filter(is_open).collect(),
            }
        }
    }
}

/// Whether a cell leaves open what the answer is.
pub(super) fn is_open(reading: &Reading) -> bool {
    match reading {
        Reading::Blank | Reading::Unreadable(_) => true,
        Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
        Reading::Value(value) => matches!(value, Value::NearText(_)),
    }
}
