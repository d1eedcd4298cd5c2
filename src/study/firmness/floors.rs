//! The floor of a stage: whoever has fewer points in it is not ranked, whatever the total. Where a weight moves these points, too, people
//! rise over the floor and fall below it.

use rust_decimal::Decimal;

use super::knobs::Knob;
use super::people::People;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{MeasureId, Rules};
use crate::study::pool::Pool;

/// Everybody's points in the stage, over its floor.
#[derive(Debug, Clone)]
pub(super) struct Over {
    /// How far over the floor they are; below it where that is less than nothing.
    pub(super) is: Per<StandingId, Decimal>,
    /// What it grows by with one more of the weight.
    pub(super) grows: Per<StandingId, Decimal>,
}

/// How far everybody is over the floor of the stage by the points that they have in it; below it where that is less than nothing. Inner
/// none where there is no floor; outer where somebody's points are not known.
#[expect(
    clippy::option_option,
    reason = "outer: whether it is known; inner: whether there is a floor"
)]
fn alone(rules: &Rules, people: &People<'_>) -> Option<Option<Per<StandingId, Decimal>>> {
    let floor = rules.stage().and_then(|stage| stage.floor);
    let Some((at, floor)) = rules.at.as_ref().zip(floor) else {
        return Some(None);
    };
    let own = at.own.find(at.stage)?;
    let of: Vec<(MeasureId, Decimal)> = own
        .iter()
        .map(|(measure, weight)| (*measure, weight.decimal()))
        .collect();
    let alone = people.sum(&of)?;
    let over = alone.iter().map(|alone| alone.checked_sub(floor));
    Some(Some(over.collect::<Option<Vec<_>>>()?.into()))
}

/// How many points of the stage each of those with a seat has above its floor: with less the seat is lost, whatever the total. None where
/// there is no floor, or their points are not known.
pub(super) fn above(rules: &Rules, people: &People<'_>) -> Option<Per<StandingId, Decimal>> {
    alone(rules, people).flatten()
}

/// What a floor asks by one weight. Inner none where there is no floor; outer where somebody's points are not known.
#[expect(
    clippy::option_option,
    reason = "outer: whether it is known; inner: whether there is a floor"
)]
pub(super) fn over(
    rules: &Rules,
    (pool, people): (&Pool<'_>, &People<'_>),
    knob: &Knob,
) -> Option<Option<Over>> {
    let Some(alone) = alone(rules, people)? else {
        return Some(None);
    };
    let once: Vec<(MeasureId, Decimal)> = knob.own.iter().map(|one| (*one, Decimal::ONE)).collect();
    let grows = people.sum(&once)?;
    // A seat that is held asks for no points.
    let unless_held = |(one, points): (StandingId, &Decimal)| match pool.ranked[one].is_held() {
        true => Decimal::ZERO,
        false => *points,
    };
    Some(Some(Over {
        is: alone.each().map(unless_held).collect(),
        grows: grows.each().map(unless_held).collect(),
    }))
}
