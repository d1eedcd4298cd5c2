//! Which applications are one person's, which of them stands, and what applications share that the rules want pointed out.
//!
//! Only applications that came in time compete: a late one is refused for being late and pushes nobody aside.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::spelling::fold;
use crate::domain::{Answer, Reading, Value};
use crate::normalise::Applications;
use crate::normalise::symbols::{Symbol, Symbols};
use crate::rules::{Call, Duplicates, FieldId, Stands};

/// What one application has to do with others, by one rule (position in the rules, from 0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub rule: usize,
    pub kind: Kinship,
    /// The other applications, ordered by id.
    pub others: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// This application stands for the others.
    Stands,
    /// Another application stands for this one.
    Superseded { by: usize },
    /// The rules cannot tell which stands: a moment of submission is missing, two are the same, one has no id, or two rules
    /// disagree. Without others: an answer that would tell whose application it is cannot be read.
    Unsettled,
    /// All stand, and share what the rule names.
    Shares,
}

/// Each application's relations, for those that have any.
pub type People = BTreeMap<usize, Vec<Relation>>;

/// Finds related applications. `in_time` tells whether an application met the deadline.
pub fn relate(
    rules: &[Duplicates],
    call: &Call,
    applications: &Applications,
    in_time: impl Fn(usize) -> Answer,
) -> People {
    let mut people = People::new();
    for (number, rule) in rules.iter().enumerate() {
        for application in unread(rule, applications).into_iter().filter(|found| in_time(*found) != Answer::NotMet) {
            let relation = Relation { rule: number, kind: Kinship::Unsettled, others: Vec::new() };
            people.entry(application).or_default().push(relation);
        }
        for group in same(rule, applications) {
            let members: Vec<usize> = group.into_iter().filter(|member| in_time(*member) != Answer::NotMet).collect();
            if members.len() < 2 {
                continue;
            }
            let known = members.iter().all(|member| applications.has_id(*member));
            let standing = standing(rule.stands, call.submitted, applications, &members).filter(|_| known);
            for member in &members {
                let kind = match (rule.stands, standing) {
                    (Stands::All, _) => Kinship::Shares,
                    (_, None) => Kinship::Unsettled,
                    (_, Some(by)) if by == *member => Kinship::Stands,
                    (_, Some(by)) => Kinship::Superseded { by },
                };
                let others = members.iter().copied().filter(|other| other != member).collect();
                people.entry(*member).or_default().push(Relation { rule: number, kind, others });
            }
        }
    }
    keep_everybody(&mut people);
    people
}

/// The sets of applications that share what a rule points out, by rule (position in the rules, from 0); only those `wanted`,
/// and no set of one.
pub fn shared(people: &People, wanted: impl Fn(usize) -> bool) -> BTreeSet<(usize, Vec<usize>)> {
    let mut sets = BTreeSet::new();
    for (application, relations) in people {
        for relation in relations.iter().filter(|relation| relation.kind == Kinship::Shares) {
            let all = relation.others.iter().chain([application]).copied();
            let mut set: Vec<usize> = all.filter(|member| wanted(*member)).collect();
            set.sort_unstable();
            if set.len() > 1 {
                sets.insert((relation.rule, set));
            }
        }
    }
    sets
}

/// Applications whose person the rule could know, were it not for an answer that cannot be read.
fn unread(rule: &Duplicates, applications: &Applications) -> Vec<usize> {
    if rule.stands == Stands::All {
        return Vec::new();
    }
    let wrong = |application: usize| {
        let unreadable = |field: &FieldId| matches!(applications.reading(application, *field), Reading::Unreadable(_));
        rule.same.iter().any(unreadable)
    };
    (0..applications.len()).filter(|application| wrong(*application)).collect()
}

/// Where rules disagree so that none of a person's applications would stand, none is pushed aside: a person must say.
pub fn keep_everybody(people: &mut People) {
    let superseded = |people: &People, application: usize| {
        let relations = people.get(&application).map_or(&[][..], Vec::as_slice);
        relations.iter().any(|relation| matches!(relation.kind, Kinship::Superseded { .. }))
    };
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for first in people.keys().copied().collect::<Vec<_>>() {
        let mut person = Vec::new();
        let mut next = vec![first];
        while let Some(application) = next.pop() {
            if seen.insert(application) {
                person.push(application);
                let relations = people.get(&application).into_iter().flatten();
                let same = relations.filter(|relation| relation.kind != Kinship::Shares);
                next.extend(same.flat_map(|relation| relation.others.iter().copied()));
            }
        }
        if person.iter().all(|application| superseded(people, *application)) {
            for application in person {
                let relations = people.get_mut(&application).into_iter().flatten();
                let same = relations.filter(|relation| relation.kind != Kinship::Shares);
                same.for_each(|relation| relation.kind = Kinship::Unsettled);
            }
        }
    }
}

/// The application that came last or first; none when that cannot be told.
fn standing(stands: Stands, submitted: FieldId, applications: &Applications, members: &[usize]) -> Option<usize> {
    let mut moments = Vec::new();
    for member in members {
        match applications.reading(*member, submitted) {
            Reading::Value(Value::Instant(instant)) => moments.push((*instant, *member)),
            Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => return None,
        }
    }
    moments.sort();
    let (chosen, rival) = match stands {
        Stands::Latest => (moments.pop()?, moments.pop()?),
        Stands::Earliest | Stands::All => {
            let mut first = moments.into_iter();
            (first.next()?, first.next()?)
        }
    };
    (chosen.0 != rival.0).then_some(chosen.1)
}

/// Groups of two or more applications that agree in every field of the rule; a blank agrees with nothing.
fn same(rule: &Duplicates, applications: &Applications) -> Vec<Vec<usize>> {
    let folded: Vec<(FieldId, Vec<Symbol>)> = rule
        .same
        .iter()
        .filter_map(|field| {
            let mut symbols = Symbols::default();
            let codes = applications.distinct(*field)?.iter().map(|text| symbols.intern(&fold(text))).collect();
            Some((*field, codes))
        })
        .collect();
    let code = |application: usize, (field, codes): &(FieldId, Vec<Symbol>)| {
        let known = matches!(applications.reading(application, *field), Reading::Value(_));
        known.then(|| codes.get(applications.symbol(application, *field)).copied()).flatten()
    };
    // A million rows have no room for a list of codes each; almost all of them differ in the first field already.
    let first = |application: usize| code(application, folded.first()?);
    let rest = |application: usize| folded.iter().skip(1).map(move |field| code(application, field));
    let mut keyed: Vec<(Symbol, usize)> =
        (0..applications.len()).filter_map(|application| Some((first(application)?, application))).collect();
    keyed.sort_unstable();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for run in keyed.chunk_by(|left, right| left.0 == right.0).filter(|run| run.len() > 1) {
        let whole = |(_, application): &(Symbol, usize)| -> Option<(Vec<Symbol>, usize)> {
            Some((rest(*application).collect::<Option<_>>()?, *application))
        };
        let mut run: Vec<(Vec<Symbol>, usize)> = run.iter().filter_map(whole).collect();
        run.sort_unstable();
        let same = run.chunk_by(|left, right| left.0 == right.0).filter(|run| run.len() > 1);
        groups.extend(same.map(|run| run.iter().map(|(_, application)| *application).collect()));
    }
    for group in &mut groups {
        group.sort_by(|left, right| applications.id(*left).cmp(&applications.id(*right)));
    }
    groups
}
