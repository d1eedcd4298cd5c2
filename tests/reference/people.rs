//! Which applications are one person's, and which of them stands.

use std::collections::BTreeSet;

use super::rules::{Duplicates, Kind, Rules, SUBMITTED, Value};
use super::worlds::Known;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Counts {
    Stands,
    /// Another application of the same person stands.
    Superseded,
    /// A person must say which stands.
    Unsettled,
}

/// `in_time` says of each application whether it met the deadline, where that is known.
pub(super) fn people(rules: &Rules, known: &[Vec<Known>], in_time: &[Option<bool>]) -> Vec<Counts> {
    let competing: Vec<usize> = (0..known.len())
        .filter(|at| in_time[*at] != Some(false))
        .collect();
    let mut counts = vec![Counts::Stands; known.len()];
    let mut open = Vec::new();

    // Several rules settle first what each can: who is behind another.
    let (mut behind, mut settled, mut tied) = (BTreeSet::new(), Vec::new(), Vec::new());
    for rule in rules.duplicates.iter().filter(|rule| rule.stands != "all") {
        for cluster in clusters(rule, known, &competing) {
            match first(rule, known, &cluster) {
                Some(first) => {
                    behind.extend(cluster.iter().copied().filter(|at| *at != first));
                    settled.push(cluster);
                }
                None if rule.stands == "ask" => open.push(cluster),
                None => tied.push(cluster),
            }
        }
    }
    // All whom rules link one by one are one person's, of whom those stand that are behind no other. Where none would, a
    // person must say.
    let linked = joined([&settled[..], &open, &tied].concat());
    for &at in &competing {
        let of_person = |other: &usize| {
            *other == at
                || linked
                    .iter()
                    .any(|one| one.contains(&at) && one.contains(other))
        };
        if !competing
            .iter()
            .any(|other| of_person(other) && !behind.contains(other))
        {
            counts[at] = Counts::Unsettled;
        } else if behind.contains(&at) {
            counts[at] = Counts::Superseded;
        }
    }
    // Where the moments are the same or missing, it is asked about those that still stand.
    for cluster in tied {
        cluster
            .iter()
            .filter(|at| !behind.contains(at))
            .for_each(|at| counts[*at] = Counts::Unsettled);
    }
    // What is only alike may be two people's: a person is asked, unless the rule says apart.
    for rule in rules
        .duplicates
        .iter()
        .filter(|rule| rule.stands != "all" && !rule.apart)
    {
        for (at, &one) in competing.iter().enumerate() {
            let others = competing[..at]
                .iter()
                .filter(|other| alike(rules, rule, known, [one, **other]));
            open.extend(others.map(|other| vec![one, *other]));
        }
    }
    let persons = joined(settled);
    // Two that stand for one person, each by another rule: a person must say which.
    for person in &persons {
        let left: Vec<usize> = person.difference(&behind).copied().collect();
        if left.len() > 1 {
            left.into_iter()
                .for_each(|at| counts[at] = Counts::Unsettled);
        }
    }
    // Where rules ask, it is asked about those that stand for them.
    let standing = |at: usize| -> BTreeSet<usize> {
        let person = persons
            .iter()
            .find(|person| person.contains(&at))
            .cloned()
            .unwrap_or(BTreeSet::from([at]));
        person.difference(&behind).copied().collect()
    };
    for cluster in open {
        let left: BTreeSet<usize> = cluster.into_iter().flat_map(standing).collect();
        if left.len() > 1 {
            left.into_iter()
                .for_each(|at| counts[at] = Counts::Unsettled);
        }
    }
    // Where an answer that would tell cannot be read, and the rest agrees with somebody's, a person must say as well.
    for rule in rules.duplicates.iter().filter(|rule| rule.stands != "all") {
        for &at in &competing {
            let could =
                |field: &usize, other: usize| match (&known[at][*field], &known[other][*field]) {
                    (Known::Blank, _) | (_, Known::Blank) => false,
                    (Known::Is(one), Known::Is(other)) => one == other,
                    _ => true,
                };
            let unread = rule
                .same
                .iter()
                .any(|field| matches!(known[at][*field], Known::Open(_) | Known::Given(_)));
            let anybody = competing
                .iter()
                .any(|other| *other != at && rule.same.iter().all(|field| could(field, *other)));
            if unread && anybody && counts[at] == Counts::Stands {
                counts[at] = Counts::Unsettled;
            }
        }
    }
    counts
}

/// Circles that share somebody are one.
fn joined(clusters: Vec<Vec<usize>>) -> Vec<BTreeSet<usize>> {
    let mut persons: Vec<BTreeSet<usize>> = Vec::new();
    for cluster in clusters {
        let (touched, apart) = persons
            .into_iter()
            .partition(|person| cluster.iter().any(|at| person.contains(at)));
        persons = apart;
        persons.push(Vec::into_iter(touched).flatten().chain(cluster).collect());
    }
    persons
}

/// Those who share all that the rule names, where there are several. A blank agrees with nothing.
fn clusters(rule: &Duplicates, known: &[Vec<Known>], among: &[usize]) -> Vec<Vec<usize>> {
    let key = |at: usize| -> Option<Vec<&Value>> {
        let value = |field: &usize| {
            if let Known::Is(value) = &known[at][*field] {
                Some(value)
            } else {
                None
            }
        };
        rule.same.iter().map(value).collect()
    };
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for &at in among {
        match clusters
            .iter_mut()
            .find(|cluster| key(at).is_some() && key(cluster[0]) == key(at))
        {
            Some(cluster) => cluster.push(at),
            None => clusters.push(vec![at]),
        }
    }
    clusters.retain(|cluster| cluster.len() > 1);
    clusters
}

/// Whether two share all that the rule names, but for the dots and the tag of an address.
fn alike(rules: &Rules, rule: &Duplicates, known: &[Vec<Known>], [one, other]: [usize; 2]) -> bool {
    let skeleton = |at: usize, field: usize| match (&known[at][field], &rules.fields[field].kind) {
        (Known::Is(Value::Word(address)), Kind::Email) => {
            let (name, host) = address.split_once('@')?;
            Some(format!(
                "{}@{host}",
                name.split('+').next()?.replace('.', "")
            ))
        }
        (Known::Is(value), _) => Some(format!("{value:?}")),
        _ => None,
    };
    let both = |field: &usize| {
        skeleton(one, *field).is_some() && skeleton(one, *field) == skeleton(other, *field)
    };
    rule.same.iter().all(both)
        && rule
            .same
            .iter()
            .any(|field| known[one][*field] != known[other][*field])
}

/// The one that stands, unless a person must say.
fn first(rule: &Duplicates, known: &[Vec<Known>], person: &[usize]) -> Option<usize> {
    let moment = |at: usize| {
        if let Known::Is(Value::Time(moment)) = known[at][SUBMITTED] {
            Some(moment)
        } else {
            None
        }
    };
    let moments: Vec<i64> = person.iter().map(|at| moment(*at)).collect::<Option<_>>()?;
    let best = match rule.stands {
        "latest" => moments.iter().max()?,
        "earliest" => moments.iter().min()?,
        _ => return None,
    };
    let alike: Vec<usize> = (0..person.len())
        .filter(|at| moments[*at] == *best)
        .collect();
    if let [one] = alike[..] {
        Some(person[one])
    } else {
        None
    }
}
