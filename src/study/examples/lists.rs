//! Lists held against the values that the examples say are in them, and are not.
//!
//! A list of fifty-seven countries needs no example for each: it is written out a second time, from its source.

use super::{Difference, Failure};
use crate::rules::examples::{Examples, Members};
use crate::rules::{Rules, Set};

/// Whether a list is not as the examples say.
pub fn notice(rules: &Rules, examples: &Examples) -> bool {
    examples
        .lists
        .iter()
        .any(|members| !differences(rules, members).is_empty())
}

pub(super) fn failures(rules: &Rules, examples: &Examples) -> Vec<Failure> {
    let failure = |members: &Members| {
        let differences = differences(rules, members);
        let list = rules.lists.find(members.list);
        (!differences.is_empty()).then(|| Failure {
            line: members.line,
            id: list.map_or_else(String::new, |list| list.id.clone()),
            title: list.and_then(|list| list.title.clone()).unwrap_or_default(),
            differences,
            tree: String::new(),
        })
    };
    examples.lists.iter().filter_map(failure).collect()
}

fn differences(rules: &Rules, members: &Members) -> Vec<Difference> {
    let Some(list) = rules.lists.find(members.list) else {
        return Vec::new();
    };
    let there = values(&list.values);
    let without = |wanted: &[String], all: &[String]| -> Vec<String> {
        wanted
            .iter()
            .filter(|value| !all.contains(value))
            .cloned()
            .collect()
    };
    let of = |set: &Option<Set>| set.as_ref().map(values).unwrap_or_default();
    let both = [of(&members.exactly), of(&members.has)].concat();
    let missing = without(&both, &there);
    let surplus = match &members.exactly {
        Some(exactly) => without(&there, &values(exactly)),
        None => Vec::new(),
    };
    let lacks = of(&members.lacks);
    let unwanted: Vec<String> = there
        .iter()
        .filter(|value| lacks.contains(value))
        .cloned()
        .collect();
    let mut differences = Vec::new();
    for (values, expected, came) in [
        (missing, "in the list", "not in it"),
        (surplus, "not in the list", "in it"),
        (unwanted, "not in the list", "in it"),
    ] {
        if !values.is_empty() {
            let (expected, came) = (expected.to_owned(), came.to_owned());
            differences.push(Difference {
                what: values.join(", "),
                expected,
                came,
            });
        }
    }
    differences
}

/// The values of a list, as they are written.
pub(super) fn values(set: &Set) -> Vec<String> {
    match set {
        Set::Countries(countries) => countries.iter().map(ToString::to_string).collect(),
        Set::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect(),
        Set::Texts(texts) => texts.clone(),
        // No list holds these.
        Set::Options(_) | Set::Levels(_) | Set::YesNo(_) => Vec::new(),
    }
}
