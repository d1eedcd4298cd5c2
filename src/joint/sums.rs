//! Where a line or a rating is part of a sum, the answers at which the sum comes to the next band hang on the other parts.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::asked::Asked;
use super::variables::Variable;
use crate::criteria::{Facts, Supposed};
use crate::domain::{Number, Reading, Value};
use crate::rules::levels::Term;
use crate::rules::{Award, Band, Rules, Subject};

/// More sums than these of the other parts are not told apart.
const MOST: usize = 500;

/// Adds to the answers of numbers those at which a sum comes to a band, and the last before it; none where these are too many.
///
/// A part that is worked out takes every value between its least and its most that the decimals allow. So going from all at
/// their least to all at their most, one after the other, a sum passes every band it can reach while one of them moves and the
/// others stand at an end: those are the answers that are added.
pub(super) fn split(
    rules: &Rules,
    asked: &Asked<'_>,
    open: &[Variable],
    choices: &mut [Vec<Supposed>],
    facts: Facts<'_>,
) -> Option<()> {
    let mut more: Vec<(usize, Decimal)> = Vec::new();
    for (level, terms, bands) in &asked.sums {
        // A level that is a variable by itself was looked at by itself.
        if open.iter().any(|variable| variable.subject == Subject::Level(*level)) {
            continue;
        }
        for (at, term) in terms.iter().enumerate().filter(|(_, term)| is_smooth(&term.award)) {
            let Some(variable) = open.iter().position(|variable| variable.subject == term.subject) else { continue };
            let Some((least, most)) = points(term, open, choices, facts).and_then(|points| ends(&points)) else {
                continue;
            };
            let mut others = BTreeSet::from([Decimal::ZERO]);
            for (_, other) in terms.iter().enumerate().filter(|(other, _)| *other != at) {
                let points = points(other, open, choices, facts)?;
                let points = match ends(&points) {
                    Some((least, most)) if is_smooth(&other.award) => BTreeSet::from([least, most]),
                    _ => points,
                };
                others = others.iter().flat_map(|sum| points.iter().map(|more| sum.saturating_add(*more))).collect();
                if others.len() > MOST {
                    return None;
                }
            }
            let step = Decimal::new(1, rules.ranking.decimals);
            for sum in &others {
                for edge in edges(bands) {
                    let reached = edge
                        .saturating_sub(*sum)
                        .round_dp_with_strategy(rules.ranking.decimals, RoundingStrategy::ToPositiveInfinity);
                    let near = [reached.saturating_sub(step), reached];
                    let near = near.into_iter().filter(|points| *points >= least && *points <= most);
                    more.extend(near.filter_map(|points| Some((variable, number(&term.award, points)?))));
                }
            }
        }
    }
    more.sort();
    more.dedup();
    for (variable, number) in more {
        let Some(choices) = choices.get_mut(variable) else { continue };
        let within = |supposed: &&Supposed| value(supposed).is_some();
        let (least, most) = (choices.iter().filter_map(value).min(), choices.iter().filter_map(value).max());
        let number = Number::plain(number);
        if Some(number) < least || Some(number) > most {
            continue;
        }
        let Some(like) = choices.iter().find(within).cloned() else { continue };
        let of = |blank: bool| Supposed { reading: Reading::Value(Value::Number(number)), blank, ..like.clone() };
        let blanks: BTreeSet<bool> = choices.iter().map(|supposed| supposed.blank).collect();
        for supposed in blanks.into_iter().map(of) {
            let sign = asked.sign(&supposed, facts);
            if choices.iter().all(|known| asked.sign(known, facts) != sign) {
                choices.push(supposed);
            }
        }
        if choices.len() > super::MOST {
            return None;
        }
    }
    Some(())
}

fn is_smooth(award: &Award) -> bool {
    matches!(award, Award::Linear(_) | Award::Rating)
}

fn value(supposed: &Supposed) -> Option<Number> {
    match supposed.reading {
        Reading::Value(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// The points a part of a sum can have.
fn points(term: &Term, open: &[Variable], choices: &[Vec<Supposed>], facts: Facts<'_>) -> Option<BTreeSet<Decimal>> {
    let of = |facts: Facts<'_>| facts.points(term.subject, &term.award, term.blank, (term.least, term.most));
    let variable = open.iter().position(|variable| variable.subject == term.subject);
    let Some(choices) = variable.and_then(|at| choices.get(at)) else {
        let points = of(facts);
        // Part of a level that was taken apart: what it comes to hangs on the others.
        return Some(BTreeSet::from([points.least.decimal(), points.most.decimal()]));
    };
    let each = choices.iter().map(|choice| of(Facts { supposed: std::slice::from_ref(choice), ..facts }));
    let points: BTreeSet<Decimal> = each.map(|points| points.least.decimal()).collect();
    (points.len() <= MOST).then_some(points)
}

fn ends(points: &BTreeSet<Decimal>) -> Option<(Decimal, Decimal)> {
    Some((points.first().copied()?, points.last().copied()?))
}

/// Where bands begin and end.
fn edges(bands: &[Band<u8>]) -> impl Iterator<Item = Decimal> {
    bands.iter().flat_map(|band| band.from.into_iter().chain(band.below))
}

/// A number that earns so many points.
fn number(award: &Award, points: Decimal) -> Option<Decimal> {
    let Award::Linear(line) = award else { return Some(points) };
    let rise = line.points_to.decimal().saturating_sub(line.points_from.decimal());
    let along = points.saturating_sub(line.points_from.decimal());
    let run = line.to.saturating_sub(line.from);
    let number = line.from.saturating_add(along.saturating_mul(run).checked_div(rise)?);
    Some(number.max(line.from).min(line.to))
}
