//! Lists: each value taken away, and a value near to one added.

use std::collections::BTreeSet;

use super::Mutation;
use super::tests::{changed, next_countries, numbers};
use crate::rules::{List, Rules, Set};
use crate::study::examples::lists::values;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (index, list) in rules.lists.each() {
        let mut asked = rules.leaves().filter_map(|leaf| leaf.ask.list());
        let idle = (!asked.any(|list| list == index)).then_some("no rule asks for the list");
        for set in sets(list) {
            let change = difference(&list.values, &set);
            let edit = move |rules: &mut Rules| {
                rules.lists[index].values = set.clone();
            };
            let mutation =
                Mutation::new(list.line, &format!("list {}", list.id), change, edit).idle(idle);
            all.push(Mutation {
                of_list: true,
                ..mutation
            });
        }
    }
}

fn sets(list: &List) -> Vec<Set> {
    match &list.values {
        Set::Countries(all) => changed(all, next_countries(all))
            .into_iter()
            .map(Set::Countries)
            .collect(),
        Set::Numbers(all) => changed(all, numbers(all))
            .into_iter()
            .map(Set::Numbers)
            .collect(),
        Set::Texts(all) => changed(all, Vec::new())
            .into_iter()
            .map(Set::Texts)
            .collect(),
        Set::Options(_) | Set::Levels(_) | Set::YesNo(_) => Vec::new(),
    }
}

/// `without AL`, `with AE`, or both.
fn difference(before: &Set, after: &Set) -> String {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (
        values(before).into_iter().collect(),
        values(after).into_iter().collect(),
    );
    let without = before
        .iter()
        .filter(|value| !after.contains(*value))
        .map(|value| format!("without {value}"));
    let with = after
        .iter()
        .filter(|value| !before.contains(*value))
        .map(|value| format!("with {value}"));
    without.chain(with).collect::<Vec<_>>().join(", ")
}
