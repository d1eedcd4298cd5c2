//! Parts of the score: those that are the same for everybody, and those too small to do more than tell equals apart.

use crate::base::ids::Per;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Eligible, Who};
use super::report::{Path, Report};
use crate::base::finding::Code;
use crate::rules::{Measure, MeasureId, Rules};
use crate::score::contribution;
use crate::values::{Points, Reading, Value};

/// What those in the ranking can earn by one scoring rule.
pub(super) struct Earned {
    pub(super) points: BTreeSet<Points>,
    /// Whether there are more between these than were tried: a line, or a rating.
    smooth: bool,
    /// Whether two different answers never earn the same.
    pub(super) tells: bool,
    /// Whether `points` are all there are, but for what is between.
    exact: bool,
    /// Whether it could be looked at.
    seen: bool,
}

impl Earned {
    /// Whether everybody earns the same.
    pub(super) fn constant(&self) -> bool {
        self.seen && self.exact && !self.smooth && self.points.len() == 1
    }
}

/// By scoring rule.
pub(super) fn scores(answered: &Answered<'_>, eligible: &Eligible) -> Per<MeasureId, Earned> {
    answered
        .rules
        .measures
        .iter()
        .map(|measure| earned(answered, eligible, measure))
        .collect()
}

fn earned(answered: &Answered<'_>, eligible: &Eligible, measure: &Measure) -> Earned {
    let fields = answered.rules.fields_behind([measure.worth.subject]);
    let Some(through) = eligible.through(answered, &fields, Who::Ranked) else {
        return Earned {
            points: BTreeSet::new(),
            smooth: false,
            tells: false,
            exact: false,
            seen: false,
        };
    };
    let exact = through.exact && answered.exact(&[measure.worth.subject]);
    let tried = answered.combinations(
        &fields,
        through.rows.into_iter().map(|(row, _)| row).collect(),
    );
    let mut by_reading: Vec<(Reading, Points)> = Vec::new();
    let mut smooth = false;
    for row in 0..tried.rows.len() {
        let facts = tried.facts(row);
        let reading = facts.reading(measure.worth.subject).into_owned();
        smooth |=
            measure.worth.award.is_smooth() && matches!(reading, Reading::Value(Value::Number(_)));
        let Some(points) = contribution(measure, facts).points.known() else {
            continue;
        };
        if !by_reading.contains(&(reading.clone(), points)) {
            by_reading.push((reading, points));
        }
    }
    let points: BTreeSet<Points> = by_reading.iter().map(|(_, points)| *points).collect();
    // Bands and lines earn the same for many numbers.
    let tells = exact && !measure.worth.award.rows().is_empty() && points.len() == by_reading.len();
    Earned {
        points,
        smooth,
        tells,
        exact,
        seen: true,
    }
}

/// Says which scoring rules change no order, and which only tell equal totals apart.
pub(super) fn weights(rules: &Rules, scores: &Per<MeasureId, Earned>, report: &mut Report<'_>) {
    let exact = scores.iter().all(|earned| earned.seen && earned.exact);
    for ((at, measure), earned) in rules.measures.each().zip(scores) {
        let path: Path = vec!["scoring".into(), at.into(), "id".into()];
        let what = format!("the scoring rule `{}`", measure.id);
        if !earned.seen {
            report.unseen(&path, &what, TOO_MANY);
        } else if earned.constant() {
            let points = earned.points.first().copied().unwrap_or_default();
            report.say(
                Code::PartConstant,
                &path,
                format!("everybody in the ranking earns {points} by {what}: it changes no order"),
                "eligibility leaves it one value: take it out, or award what is left differently",
            );
        } else if exact {
            let others = rules
                .measures
                .each()
                .zip(scores)
                .filter(|((other, _), _)| *other != at);
            let step = others
                .map(|((_, measure), earned)| step(rules, measure, earned))
                .fold(0, gcd);
            let range = range(measure, earned);
            if range > 0 && range < step {
                let shown = |parts: i128| Decimal::from_i128_with_scale(parts, SCALE).normalize();
                report.say(
                    Code::PartSmall,
                    &path,
                    format!(
                        "{what} makes a difference of at most {}, and the others together differ by {} or not at all",
                        shown(range),
                        shown(step)
                    ),
                    "it only tells apart who is otherwise equal; nothing is wrong if that is meant",
                );
            }
        }
    }
}

/// Points and weights have at most six decimals, so that parts have at most twice as many.
const SCALE: u32 = 12;

/// A part as a whole number of its smallest unit.
fn units(measure: &Measure, points: Points) -> i128 {
    let mut part = points.times(measure.weight).decimal();
    part.rescale(SCALE);
    part.mantissa()
}

/// The most that the rule can move two applicants apart.
fn range(measure: &Measure, earned: &Earned) -> i128 {
    let (least, most) = if earned.smooth {
        (measure.worth.least, measure.worth.most)
    } else {
        (
            earned.points.first().copied().unwrap_or_default(),
            earned.points.last().copied().unwrap_or_default(),
        )
    };
    units(measure, most).saturating_sub(units(measure, least))
}

/// What every difference that the rule makes is a multiple of; 0 where it makes none.
fn step(rules: &Rules, measure: &Measure, earned: &Earned) -> i128 {
    let first = earned.points.first().copied().unwrap_or_default();
    let differences = earned
        .points
        .iter()
        .map(|points| units(measure, *points).saturating_sub(units(measure, first)));
    let smallest = Points::written(Decimal::new(1, rules.ranking.decimals));
    let rounded = if earned.smooth {
        units(measure, smallest)
    } else {
        0
    };
    differences.chain([rounded]).fold(0, gcd)
}

fn gcd(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.saturating_abs(), other.saturating_abs());
    while let Some(rest) = one.checked_rem(other) {
        (one, other) = (other, rest);
    }
    one
}
