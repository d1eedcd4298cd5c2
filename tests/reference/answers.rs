//! What a test, a level and a rule for points say of an application whose every answer is known.

use std::collections::BTreeSet;

use super::fraction::Fraction;
use super::rules::{Ask, Award, Band, Earns, How, Of, Rules, Test, TieBreak, Value};

/// One way the answers could be: by field, whether it is given, and the value that stands there or would.
pub(super) type World = Vec<(bool, Value)>;

pub(super) fn met(rules: &Rules, world: &World, test: &Test) -> bool {
    match test {
        Test::Any(tests) => tests.iter().any(|test| met(rules, world, test)),
        Test::All(tests) => tests.iter().all(|test| met(rules, world, test)),
        Test::Not(test) => !met(rules, world, test),
        Test::Ask(Of::Field(field), Ask::Given) => world[*field].0,
        Test::Ask(of, ask) => says(rules, &value(rules, world, *of), ask),
    }
}

fn value(rules: &Rules, world: &World, of: Of) -> Value {
    match of {
        Of::Field(field) => world[field].1.clone(),
        Of::Level(at) => Value::Level(level(rules, world, at)),
    }
}

fn says(rules: &Rules, value: &Value, ask: &Ask) -> bool {
    let is = |wanted: &Value| match (value, wanted) {
        (Value::Words(chosen), Value::Word(word)) => chosen.contains(word),
        (Value::Word(text), Value::Word(wanted)) => text == wanted,
        _ => value == wanted,
    };
    match ask {
        Ask::Is(wanted) => is(wanted),
        Ask::In(wanted) => wanted.iter().any(is),
        Ask::InList(list) => {
            rules.lists[*list].values.iter().any(is) || counts_in(rules, value, *list)
        }
        Ask::AtLeast(bound) => value >= bound,
        Ask::AtMost(bound) => value <= bound,
        Ask::Before(bound) => matches!(value, Value::Time(at) if *at < bound.at),
        Ask::By(bound) => matches!(value, Value::Time(at) if *at <= bound.at),
        Ask::Given => true,
    }
}

/// A place with a standing answer counts in the lists that it names.
fn counts_in(rules: &Rules, value: &Value, list: usize) -> bool {
    rules.standing.iter().any(|territory| {
        *value == Value::Word(territory.name.to_owned()) && territory.counts_in.contains(&list)
    })
}

pub(super) fn level(rules: &Rules, world: &World, at: usize) -> usize {
    match &rules.levels[at].how {
        How::Table(rows, last) => rows
            .iter()
            .find(|(test, _)| met(rules, world, test))
            .map_or(*last, |(_, level)| *level),
        How::Points(terms, bands) => {
            let sum = terms.iter().fold(Fraction::whole(0), |sum, term| {
                sum + points(rules, world, term)
            });
            *banded(bands, sum)
        }
    }
}

fn banded<T>(bands: &[Band<T>], value: Fraction) -> &T {
    let holds = |band: &&Band<T>| {
        band.from.is_none_or(|from| from <= value) && band.below.is_none_or(|below| value < below)
    };
    &bands.iter().find(holds).unwrap().gives
}

/// Points before the weight. What is worked out is rounded, what the rules write is taken as written.
pub(super) fn points(rules: &Rules, world: &World, earns: &Earns) -> Fraction {
    if let (Of::Field(field), Some(blank)) = (earns.of, earns.blank)
        && !world[field].0
    {
        return blank;
    }
    let rounded = |points: Fraction| {
        points.round(
            rules.decimals.unwrap_or(4),
            rules.rounding == Some("half-even"),
        )
    };
    match (&earns.award, value(rules, world, earns.of)) {
        (Award::Points(table, otherwise), Value::Words(chosen)) => {
            let worth = |word: &String| earned(table, *otherwise, &Value::Word(word.clone()));
            chosen.iter().map(worth).max().unwrap()
        }
        (Award::Points(table, otherwise), value) => earned(table, *otherwise, &value),
        (Award::Bands(bands), Value::Number(number)) => *banded(bands, number),
        (
            Award::Linear {
                from,
                to,
                points_from,
                points_to,
            },
            Value::Number(number),
        ) => {
            let along = (number.clamp(*from, *to) - *from) / (*to - *from);
            rounded(*points_from + along * (*points_to - *points_from))
        }
        (Award::Rating, Value::Number(number)) => rounded(number),
        (award, value) => panic!("{value:?} earns nothing by {award:?}"),
    }
}

fn earned(table: &[(Value, Fraction)], otherwise: Option<Fraction>, value: &Value) -> Fraction {
    table
        .iter()
        .find(|(listed, _)| listed == value)
        .map(|(_, points)| *points)
        .or(otherwise)
        .unwrap()
}

/// The groups that admit somebody, the most wanted first: as they named them, then in the order of the file.
pub(super) fn fits(rules: &Rules, world: &World) -> Vec<usize> {
    let admits = |at: &usize| {
        let group = &rules.places.groups[*at];
        match (&group.test, rules.places.preference) {
            (Some(test), _) => met(rules, world, test),
            // Beside a preference, a group without a test is for those who name it.
            (None, Some(wish)) if rules.places.several != Some("best-place") => says(
                rules,
                &world[wish].1,
                &Ask::Is(Value::Word(group.id.clone())),
            ),
            (None, _) => true,
        }
    };
    let mut fits: Vec<usize> = (0..rules.places.groups.len()).filter(admits).collect();
    if let Some(field) = rules.places.preference
        && let (true, Value::Words(named)) = &world[field]
    {
        let wish = |group: &usize| {
            named
                .iter()
                .position(|word| *word == rules.places.groups[*group].id)
        };
        fits.sort_by_key(|group| wish(group).unwrap_or(usize::MAX));
    }
    fits
}

/// The fields that a rule looks at, through levels too.
pub(super) fn behind(rules: &Rules, of: Of) -> BTreeSet<usize> {
    match of {
        Of::Field(field) => BTreeSet::from([field]),
        Of::Level(at) => match &rules.levels[at].how {
            How::Table(rows, _) => rows
                .iter()
                .flat_map(|(test, _)| behind_test(rules, test))
                .collect(),
            How::Points(terms, _) => terms
                .iter()
                .flat_map(|term| behind(rules, term.of))
                .collect(),
        },
    }
}

pub(super) fn behind_test(rules: &Rules, test: &Test) -> BTreeSet<usize> {
    match test {
        Test::Any(tests) | Test::All(tests) => tests
            .iter()
            .flat_map(|test| behind_test(rules, test))
            .collect(),
        Test::Not(test) => behind_test(rules, test),
        Test::Ask(of, _) => behind(rules, *of),
    }
}

pub(super) fn behind_groups(rules: &Rules) -> BTreeSet<usize> {
    let tests = rules
        .places
        .groups
        .iter()
        .filter_map(|group| group.test.as_ref());
    tests
        .flat_map(|test| behind_test(rules, test))
        .chain(rules.places.preference)
        .collect()
}

/// What a tie-break compares, so that less goes first: nothing where it compares parts.
pub(super) fn tie_value(rules: &Rules, world: &World, tie: &TieBreak) -> Option<Value> {
    match tie {
        TieBreak::Answer {
            of: Of::Field(field),
            ..
        }
        | TieBreak::Earliest(field) => world[*field].0.then(|| world[*field].1.clone()),
        TieBreak::Answer { of, .. } => Some(value(rules, world, *of)),
        TieBreak::Part { .. } => None,
    }
}
