//! Tests: any and all exchanged, a condition left out or negated, and what conditions compare with.

use jiff::ToSpan as _;

use super::{Mutation, steps};
use crate::rules::criteria::{Bound, Moment};
use crate::rules::{Ask, Leaf, Rules, Set, Subject, Test};
use crate::values::{Country, LevelSet, Number, countries};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (at, test) in rules.tests_at() {
        let behind = rules.fields_behind(test.subjects());
        for Variant { line, change, test } in variants(rules, test) {
            let edit = move |rules: &mut Rules| {
                if let Some(slot) = rules.test_mut(at) {
                    slot.clone_from(&test);
                }
            };
            let mutation = Mutation::new(line, &at.rule(rules), change, edit);
            all.push(mutation.behind(behind.clone()));
        }
    }
}

/// A test changed in one place.
struct Variant {
    line: u32,
    change: String,
    test: Test,
}

fn variants(rules: &Rules, test: &Test) -> Vec<Variant> {
    let line = test.leaves().first().map_or(0, |leaf| leaf.line);
    match test {
        Test::Leaf(leaf) => condition(rules, leaf),
        Test::Not(inner) => {
            let change = format!("not ({0}) → {0}", words::test(rules, inner));
            let dropped = Variant {
                line,
                change,
                test: (**inner).clone(),
            };
            let within = variants(rules, inner).into_iter();
            let within = within.map(|variant| Variant {
                test: Test::Not(Box::new(variant.test)),
                ..variant
            });
            std::iter::once(dropped).chain(within).collect()
        }
        Test::Any(tests) => several(rules, line, tests, "any", Test::Any, "all", Test::All),
        Test::All(tests) => several(rules, line, tests, "all", Test::All, "any", Test::Any),
    }
}

fn several(
    rules: &Rules,
    line: u32,
    tests: &[Test],
    is: &str,
    same: fn(Vec<Test>) -> Test,
    becomes: &str,
    other: fn(Vec<Test>) -> Test,
) -> Vec<Variant> {
    let mut variants = Vec::new();
    let whole = words::test(rules, &same(tests.to_vec()));
    if tests.len() > 1 {
        variants.push(Variant {
            line,
            change: format!("{is} → {becomes}: {whole}"),
            test: other(tests.to_vec()),
        });
    }
    for (at, test) in tests.iter().enumerate() {
        if tests.len() > 1 {
            let rest = tests
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != at)
                .map(|(_, test)| test.clone());
            let line = test.leaves().first().map_or(line, |leaf| leaf.line);
            let change = format!("left out of {is}: {}", words::test(rules, test));
            variants.push(Variant {
                line,
                change,
                test: same(rest.collect()),
            });
        }
        for variant in self::variants(rules, test) {
            let mut changed = tests.to_vec();
            if let Some(slot) = changed.get_mut(at) {
                *slot = variant.test;
            }
            variants.push(Variant {
                test: same(changed),
                ..variant
            });
        }
    }
    variants
}

/// A condition negated, and compared with something else.
fn condition(rules: &Rules, leaf: &Leaf) -> Vec<Variant> {
    let subject = words::subject(rules, leaf.subject);
    let before = words::ask(rules, leaf);
    let with = |ask: Ask| Leaf {
        ask,
        ..leaf.clone()
    };
    let variant = |after: String, test: Test| Variant {
        line: leaf.line,
        change: format!("{subject} {before} → {after}"),
        test,
    };
    let mut variants = vec![variant(
        "not so".to_owned(),
        Test::Not(Box::new(Test::Leaf(leaf.clone()))),
    )];
    let mut ask = |ask: Ask| {
        let leaf = with(ask);
        variants.push(variant(words::ask(rules, &leaf), Test::Leaf(leaf)));
    };
    match &leaf.ask {
        Ask::Given | Ask::InList(_) => {}
        Ask::OneOf(set) => sets(rules, leaf.subject, set)
            .into_iter()
            .for_each(|set| ask(Ask::OneOf(set))),
        Ask::AtLeast(bound) => {
            ask(Ask::AtMost(*bound));
            bounds(rules, leaf.subject, *bound, false)
                .into_iter()
                .for_each(|bound| ask(Ask::AtLeast(bound)));
        }
        Ask::AtMost(bound) => {
            ask(Ask::AtLeast(*bound));
            bounds(rules, leaf.subject, *bound, true)
                .into_iter()
                .for_each(|bound| ask(Ask::AtMost(bound)));
        }
        Ask::Before(moment) => moments(*moment)
            .into_iter()
            .for_each(|moment| ask(Ask::Before(moment))),
        Ask::By(moment) => moments(*moment)
            .into_iter()
            .for_each(|moment| ask(Ask::By(moment))),
    }
    // Between two numbers there is always another: beyond the bound is the opposite condition negated.
    let beyond = match leaf.ask {
        Ask::AtLeast(bound @ Bound::Number(number)) => {
            Some((format!("is above {number}"), Ask::AtMost(bound)))
        }
        Ask::AtMost(bound @ Bound::Number(number)) => {
            Some((format!("is below {number}"), Ask::AtLeast(bound)))
        }
        _ => None,
    };
    variants.extend(
        beyond.map(|(after, opposite)| {
            variant(after, Test::Not(Box::new(Test::Leaf(with(opposite)))))
        }),
    );
    variants
}

/// The bounds beside one: of a scale both, of numbers the one that lets more pass.
fn bounds(rules: &Rules, subject: Subject, bound: Bound, up: bool) -> Vec<Bound> {
    match bound {
        Bound::Level(level) => steps::levels_around(level, levels(rules, subject))
            .map(Bound::Level)
            .collect(),
        Bound::Number(Number { sum, of }) => {
            let [less, more] = steps::around(sum);
            vec![Bound::Number(Number {
                sum: if up { more } else { less },
                of,
            })]
        }
    }
}

fn moments(moment: Moment) -> Vec<Moment> {
    match moment {
        Moment::Date(date) => [date.yesterday(), date.tomorrow()]
            .into_iter()
            .flatten()
            .map(Moment::Date)
            .collect(),
        Moment::Instant(instant) => {
            let (second, back) = (1.second(), (-1).second());
            let around = [instant.checked_add(back), instant.checked_add(second)];
            around.into_iter().flatten().map(Moment::Instant).collect()
        }
    }
}

/// How many levels a subject's scale has; none for what is on no scale.
fn levels(rules: &Rules, subject: Subject) -> usize {
    let scale = rules
        .scale_of(subject)
        .and_then(|scale| rules.form.scales.find(scale));
    scale.map_or(0, |scale| scale.levels.len())
}

/// A set with each of its values taken away, and with a near one added; of a single value, others in its place.
fn sets(rules: &Rules, subject: Subject, set: &Set) -> Vec<Set> {
    let options = rules.field(subject).and_then(|field| field.kind.options());
    let options = options.map_or(0, |options| options.options.len());
    match set {
        Set::Countries(all) => changed(all, next_countries(all))
            .into_iter()
            .map(Set::Countries)
            .collect(),
        Set::Options(all) => changed(all, next(all, options))
            .into_iter()
            .map(Set::Options)
            .collect(),
        Set::Levels(all) => {
            let all: Vec<u8> = all.iter().collect();
            let near = all
                .iter()
                .flat_map(|level| steps::levels_around(*level, levels(rules, subject)));
            let mut near: Vec<u8> = near.filter(|level| !all.contains(level)).collect();
            near.dedup();
            let set =
                |levels: Vec<u8>| levels.into_iter().fold(LevelSet::default(), LevelSet::with);
            changed(&all, near)
                .into_iter()
                .map(set)
                .map(Set::Levels)
                .collect()
        }
        // Asked whether it is not so, already.
        Set::YesNo(_) => Vec::new(),
        Set::Numbers(all) => changed(all, numbers(all))
            .into_iter()
            .map(Set::Numbers)
            .collect(),
        Set::Texts(all) => changed(all, Vec::new())
            .into_iter()
            .map(Set::Texts)
            .collect(),
    }
}

/// A set with more values than this is too long to try each of them.
const LONG: usize = 500;
/// So many values of a long set are taken away, evenly spread.
const OF_LONG: usize = 8;

/// Each value taken away where another stays, and each near one added; alone in its place, too.
pub(super) fn changed<T: Clone + Ord>(all: &[T], near: Vec<T>) -> Vec<Vec<T>> {
    let mut sets = Vec::new();
    if all.len() > 1 {
        let step = if all.len() > LONG {
            all.len().div_ceil(OF_LONG)
        } else {
            1
        };
        for at in (0..all.len()).step_by(step) {
            sets.push(
                all.iter()
                    .enumerate()
                    .filter(|(index, _)| *index != at)
                    .map(|(_, value)| value.clone())
                    .collect(),
            );
        }
    }
    for value in near {
        let mut with = all.to_vec();
        with.push(value.clone());
        with.sort();
        sets.push(with);
        if all.len() == 1 {
            sets.push(vec![value]);
        }
    }
    sets
}

/// The first option that is not in the set.
fn next(all: &[u8], options: usize) -> Vec<u8> {
    (0_u8..)
        .take(options)
        .find(|option| !all.contains(option))
        .into_iter()
        .collect()
}

/// The numbers beside those of the set.
pub(super) fn numbers(all: &[Number]) -> Vec<Number> {
    if all.len() > LONG {
        return Vec::new();
    }
    let near = all
        .iter()
        .flat_map(|number| steps::around(number.sum))
        .map(Number::plain);
    let mut near: Vec<Number> = near.filter(|number| !all.contains(number)).collect();
    near.sort_unstable();
    near.dedup();
    near
}

/// The countries that follow those of the set in the order of codes, and are not in it.
pub(super) fn next_countries(all: &[Country]) -> Vec<Country> {
    let mut codes: Vec<Country> = countries::table::territories()
        .filter(|territory| territory.in_iso())
        .map(|territory| territory.code)
        .collect();
    codes.sort_unstable();
    let follows = |pair: &[Country]| match pair {
        [before, after] if all.contains(before) && !all.contains(after) => Some(*after),
        _ => None,
    };
    codes.windows(2).filter_map(follows).collect()
}
