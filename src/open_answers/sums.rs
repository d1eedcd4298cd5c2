//! Sums with a line or a rating among their parts: at which answers the sum comes to the next band
//! hangs on the other parts. Where several are of one field, it also hangs on how each is rounded.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::signature::{Feature, Uses};
use super::variables::Variable;
use crate::judge::criteria::{Facts, Supposed};
use crate::rules::domains::NEAR;
use crate::rules::{Award, Band, Rules, Subject, Worth};
use crate::values::{Number, Reading, Value};

/// More sums than these of the other parts are not told apart.
const MOST: usize = 500;
/// More steps than these of one line or rating are not told apart.
const STEPS: usize = 1_000;

/// Adds to the answers of numbers those at which a sum comes to a band, and the last before it; none where these are too many.
///
/// A part that is worked out takes every value between its least and its most that the decimals allow. So going from all at
/// their least to all at their most, one after the other, a sum passes every band it can reach while one of them moves and the
/// others stand at an end: those are the answers that are added. What is rounded reaches points half a step before it has them;
/// which of the two an answer right there earns hangs on the rounding, so that it is tried with one on either side.
pub(super) fn split(
    rules: &Rules,
    uses: &Uses<'_>,
    open: &[Variable],
    choices: &mut [Vec<Supposed>],
    facts: Facts<'_>,
) -> Option<()> {
    let mut more: Vec<(usize, Decimal)> = steps(rules, uses, open, choices)?;
    let step = Decimal::new(1, rules.ranking.decimals);
    let half = Decimal::new(5, rules.ranking.decimals.saturating_add(1));
    for (level, terms, bands) in &uses.sums {
        // A level that is a variable by itself was looked at by itself.
        if open
            .iter()
            .any(|variable| variable.subject == Subject::Level(*level))
        {
            continue;
        }
        for (at, term) in terms
            .iter()
            .enumerate()
            .filter(|(_, term)| term.award.is_smooth())
        {
            let Some(variable) = open
                .iter()
                .position(|variable| variable.subject == term.subject)
            else {
                continue;
            };
            let Some((least, most)) =
                points(term, open, choices, facts).and_then(|points| ends(&points))
            else {
                continue;
            };
            let mut others = BTreeSet::from([Decimal::ZERO]);
            for (_, other) in terms.iter().enumerate().filter(|(other, _)| *other != at) {
                let points = points(other, open, choices, facts)?;
                let points = match ends(&points) {
                    Some((least, most)) if other.award.is_smooth() => BTreeSet::from([least, most]),
                    _ => points,
                };
                others = others
                    .iter()
                    .flat_map(|sum| points.iter().map(|more| sum.saturating_add(*more)))
                    .collect();
                if others.len() > MOST {
                    return None;
                }
            }
            for sum in &others {
                for edge in edges(bands) {
                    let reached = edge.saturating_sub(*sum).round_dp_with_strategy(
                        rules.ranking.decimals,
                        RoundingStrategy::ToPositiveInfinity,
                    );
                    if reached.saturating_sub(step) <= most && reached >= least {
                        more.extend(
                            around(&term.award, reached.saturating_sub(half))
                                .map(|number| (variable, number)),
                        );
                    }
                }
            }
        }
    }
    more.sort();
    more.dedup();
    let mut seen: BTreeSet<(usize, bool, Vec<Feature>)> = BTreeSet::new();
    for variable in more
        .iter()
        .map(|(variable, _)| *variable)
        .collect::<BTreeSet<usize>>()
    {
        let known = choices.get(variable).into_iter().flatten();
        seen.extend(known.map(|known| (variable, known.blank, uses.features(known, facts))));
    }
    for (variable, number) in more {
        let Some(choices) = choices.get_mut(variable) else {
            continue;
        };
        let within = |supposed: &&Supposed| value(supposed).is_some();
        let (least, most) = (
            choices.iter().filter_map(value).min(),
            choices.iter().filter_map(value).max(),
        );
        let number = Number::plain(number);
        if Some(number) < least || Some(number) > most {
            continue;
        }
        let Some(like) = choices.iter().find(within).cloned() else {
            continue;
        };
        let of = |blank: bool| Supposed {
            reading: Reading::Value(Value::Number(number)),
            blank,
            ..like.clone()
        };
        let blanks: BTreeSet<bool> = choices.iter().map(|supposed| supposed.blank).collect();
        for supposed in blanks.into_iter().map(of) {
            if seen.insert((variable, supposed.blank, uses.features(&supposed, facts))) {
                choices.push(supposed);
            }
        }
        if choices.len() > super::MOST {
            return None;
        }
    }
    Some(())
}

/// The answers at which one of several lines or ratings of a field goes on by a step, where these are parts of one sum, or one rises
/// and another falls; none where they are too many. Otherwise they come to the least and the most at the ends of what they cut.
fn steps(
    rules: &Rules,
    uses: &Uses<'_>,
    open: &[Variable],
    choices: &[Vec<Supposed>],
) -> Option<Vec<(usize, Decimal)>> {
    let mut steps: Vec<(usize, Decimal)> = Vec::new();
    for (at, variable) in open.iter().enumerate() {
        let mut awards: Vec<&Award> = Vec::new();
        for (level, terms, _) in &uses.sums {
            let of = terms
                .iter()
                .filter(|term| term.subject == variable.subject && term.award.is_smooth());
            let of: Vec<&Award> = of.map(|term| &term.award).collect();
            if of.len() > 1
                && open
                    .iter()
                    .all(|variable| variable.subject != Subject::Level(*level))
            {
                awards.extend(of);
            }
        }
        let scored: Vec<&Award> = uses
            .scored(variable.subject)
            .filter(|award| award.is_smooth())
            .collect();
        if scored.iter().any(|award| falls(award)) && scored.iter().any(|award| !falls(award)) {
            awards.extend(scored);
        }
        let values = choices.get(at).into_iter().flatten().filter_map(value);
        let Some((least, most)) = values.clone().min().zip(values.max()) else {
            continue;
        };
        for award in awards {
            steps.extend(
                of_award(award, rules.ranking.decimals, (least, most))?
                    .into_iter()
                    .map(|number| (at, number)),
            );
        }
    }
    Some(steps)
}

/// The numbers between two, around each at which a line or a rating goes on by a step; none where these are too many.
fn of_award(award: &Award, decimals: u32, (least, most): (Number, Number)) -> Option<Vec<Decimal>> {
    let (low, high) = match award.line() {
        Some(line) => {
            let (one, other) = (line.points_from.decimal(), line.points_to.decimal());
            (one.min(other), one.max(other))
        }
        None => (
            least.sum.checked_div(Decimal::from(least.of))?,
            most.sum.checked_div(Decimal::from(most.of))?,
        ),
    };
    let (step, half) = (
        Decimal::new(1, decimals),
        Decimal::new(5, decimals.saturating_add(1)),
    );
    let mut points = low
        .round_dp_with_strategy(decimals, RoundingStrategy::ToNegativeInfinity)
        .saturating_add(half);
    let mut numbers: Vec<Decimal> = Vec::new();
    while points <= high {
        numbers.extend(around(award, points));
        if numbers.len() > STEPS {
            return None;
        }
        points = points.saturating_add(step);
    }
    Some(numbers)
}

fn falls(award: &Award) -> bool {
    award
        .line()
        .is_some_and(|line| line.points_to < line.points_from)
}

/// The number that earns so many points before they are rounded, and one on either side.
fn around(award: &Award, points: Decimal) -> impl Iterator<Item = Decimal> {
    let number = number(award, points).into_iter();
    number.flat_map(|number| {
        [
            number.saturating_sub(NEAR),
            number,
            number.saturating_add(NEAR),
        ]
    })
}

fn value(supposed: &Supposed) -> Option<Number> {
    match supposed.reading {
        Reading::Value(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// The points a part of a sum can have.
fn points(
    term: &Worth,
    open: &[Variable],
    choices: &[Vec<Supposed>],
    facts: Facts<'_>,
) -> Option<BTreeSet<Decimal>> {
    let of = |facts: Facts<'_>| facts.points(term);
    let variable = open
        .iter()
        .position(|variable| variable.subject == term.subject);
    let Some(choices) = variable.and_then(|at| choices.get(at)) else {
        let points = of(facts);
        // Part of a level that was taken apart: what it comes to hangs on the others.
        return Some(BTreeSet::from([
            points.least.decimal(),
            points.most.decimal(),
        ]));
    };
    let each = choices.iter().map(|choice| {
        of(Facts {
            supposed: std::slice::from_ref(choice),
            ..facts
        })
    });
    let points: BTreeSet<Decimal> = each.map(|points| points.least.decimal()).collect();
    (points.len() <= MOST).then_some(points)
}

fn ends(points: &BTreeSet<Decimal>) -> Option<(Decimal, Decimal)> {
    Some((points.first().copied()?, points.last().copied()?))
}

/// Where bands begin and end.
fn edges(bands: &[Band<u8>]) -> impl Iterator<Item = Decimal> {
    bands
        .iter()
        .flat_map(|band| band.from.into_iter().chain(band.below))
}

/// A number that earns so many points.
fn number(award: &Award, points: Decimal) -> Option<Decimal> {
    let Some(line) = award.line() else {
        return Some(points);
    };
    let rise = line
        .points_to
        .decimal()
        .saturating_sub(line.points_from.decimal());
    let along = points.saturating_sub(line.points_from.decimal());
    let run = line.to.saturating_sub(line.from);
    let number = line
        .from
        .saturating_add(along.saturating_mul(run).checked_div(rise)?);
    Some(number.max(line.from).min(line.to))
}
