//! Applications that are the same in what a rule compares, and whose names say that they are not one person's: an office has one
//! address for everybody, and a family one telephone.

use std::collections::BTreeMap;

use crate::answers::Applications;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{Duplicates, Stands};
use crate::values::different_names::contradict;
use crate::values::spelling::fold;
use crate::values::{Reading, Value};

/// More different names than this in one set are not held against each other one by one; each is a person's of its own.
const MOST: usize = 64;

/// The set in parts that are each one person's as far as the names say. Where a name could belong to two others that contradict
/// each other, it is not known whose it is, and each application is a part of its own.
pub(super) fn parted(
    rule: &Duplicates,
    applications: &Applications,
    set: Vec<ApplicationId>,
) -> Vec<Vec<ApplicationId>> {
    if rule.names.is_empty() || rule.stands == Stands::All || set.len() < 2 {
        return vec![set];
    }
    let mut named: BTreeMap<String, Vec<ApplicationId>> = BTreeMap::new();
    for member in &set {
        named
            .entry(name(rule, applications, *member))
            .or_default()
            .push(*member);
    }
    let names: Vec<&String> = named.keys().collect();
    if names.len() == 1 {
        return vec![set];
    }
    if names.len() > MOST {
        let unnamed = |name: &String| name.is_empty();
        return named
            .iter()
            .flat_map(|(name, members)| {
                if unnamed(name) {
                    members.iter().map(|one| vec![*one]).collect()
                } else {
                    vec![members.clone()]
                }
            })
            .collect();
    }
    // By name, the part it is in: names that do not contradict each other are of one.
    let mut part: Vec<usize> = (0..names.len()).collect();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (at, one) in names.iter().enumerate() {
        for (other_at, other) in names.iter().enumerate().skip(at.saturating_add(1)) {
            if contradict(one, other) {
                apart.push((at, other_at));
                continue;
            }
            let joined = (part.get(at).copied(), part.get(other_at).copied());
            if let (Some(to), Some(from)) = joined {
                part.iter_mut()
                    .filter(|of| **of == from)
                    .for_each(|of| *of = to);
            }
        }
    }
    let torn: Vec<usize> = apart
        .iter()
        .filter(|(one, other)| part.get(*one) == part.get(*other))
        .filter_map(|(one, _)| part.get(*one).copied())
        .collect();
    let mut parts: BTreeMap<usize, Vec<ApplicationId>> = BTreeMap::new();
    let mut single = Vec::new();
    for (members, of) in named.values().zip(&part) {
        if torn.contains(of) {
            single.extend(members.iter().map(|one| vec![*one]));
        } else {
            parts.entry(*of).or_default().extend(members);
        }
    }
    let mut parts: Vec<Vec<ApplicationId>> = parts.into_values().chain(single).collect();
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

/// The name an application gives, in the order of the rule's fields; blank where it says none that can be read.
fn name(rule: &Duplicates, applications: &Applications, application: ApplicationId) -> String {
    let said =
        rule.names
            .iter()
            .filter_map(|field| match applications.reading(application, *field) {
                Reading::Value(Value::Text | Value::NearText(_)) => Some(fold(
                    applications
                        .said(application, *field, AssessorId::FIRST)
                        .revealed(),
                )),
                Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => None,
            });
    said.collect::<Vec<_>>().join(" ")
}
