//! Two weights at once, as a picture: over a grid of weights who would sit at each pair of them. Between two of its points anything may
//! lie: exact ranges are told of one weight at a time.

use rust_decimal::Decimal;

use super::floors::{Over, over};
use super::knobs::{Knob, knobs};
use super::lines::Keys;
use super::people::People;
use super::seats::{Decides, Seats};
use super::told::{Axis, Spot, TwoWeights};
use crate::base::each;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{MeasureId, Rules};
use crate::study::pool::Pool;
use crate::study::ties::Ties;

/// Fifths of a weight that are tried, so that it stands in the middle and none is nothing.
const FIFTHS: std::ops::RangeInclusive<i64> = 1..=9;

/// One weight as it is, and everybody's points by it.
pub(super) struct Tried {
    knob: Knob,
    points: Per<StandingId, Decimal>,
    /// How far over the floor of the stage everybody is, where there is one.
    over: Option<Over>,
}

/// Who would sit by each pair of weights; none where somebody's points are not known.
pub(super) fn two_weights(
    rules: &Rules,
    pool: &Pool<'_>,
    people: &People<'_>,
    seats: &Seats<'_>,
    [across, down]: &[String; 2],
) -> Option<TwoWeights> {
    let tried = |id: &String| {
        let knob = knobs(rules).into_iter().find(|knob| knob.id == *id)?;
        Tried::new(rules, (pool, people), knob)
    };
    let (across, down) = (tried(across)?, tried(down)?);
    let (by_across, by_down) = (across.weights()?, down.weights()?);
    let pairs: Vec<(Decimal, Decimal)> = by_down
        .iter()
        .flat_map(|down| by_across.iter().map(move |across| (*across, *down)))
        .collect();
    // Each may do its share of the work, so that none hangs on what was done for others.
    let share = seats.shared_by(pairs.len());
    let spots = each::heavy(&pairs, |pair| {
        let ties = Ties::new(rules, pool);
        let by = [(&across, pair.0), (&down, pair.1)];
        spot(people, &by, (share.clone(), &ties)).unwrap_or(Spot::Unknown)
    });
    let cells = spots.chunks(by_across.len().max(1));
    Some(TwoWeights {
        across: axis(&across, &by_across),
        down: axis(&down, &by_down),
        cells: cells.map(<[Spot]>::to_vec).collect(),
    })
}

impl Tried {
    /// None where somebody's points are not known.
    pub(super) fn new(rules: &Rules, of: (&Pool<'_>, &People<'_>), knob: Knob) -> Option<Self> {
        Some(Self {
            points: of.1.sum(&knob.parts)?,
            over: over(rules, of, &knob)?,
            knob,
        })
    }

    /// What it is tried as.
    fn weights(&self) -> Option<Vec<Decimal>> {
        let fifth = self.knob.weight.decimal().checked_div(Decimal::from(5))?;
        let weights = FIFTHS.map(|many| Some(fifth.checked_mul(Decimal::from(many))?.normalize()));
        weights.collect()
    }
}

fn axis(tried: &Tried, weights: &[Decimal]) -> Axis {
    Axis {
        measure: tried.knob.id.clone(),
        title: tried.knob.title.clone(),
        weight: tried.knob.weight.decimal().normalize().to_string(),
        weights: weights.iter().map(ToString::to_string).collect(),
    }
}

/// Who sits where these weights are others; none where that is too much work, or the numbers grow too long.
pub(super) fn spot(
    people: &People<'_>,
    by: &[(&Tried, Decimal)],
    (mut seats, ties): (Seats<'_>, &Ties<'_>),
) -> Option<Spot> {
    let total = |who: StandingId| {
        let more = by
            .iter()
            .map(|(tried, weight)| moved(tried, *weight, tried.points[who]));
        more.into_iter()
            .try_fold(people.totals[who], |total, more| total.checked_add(more?))
    };
    let totals: Option<Vec<Decimal>> = people.totals.ids().map(total).collect();
    let totals: Per<StandingId, Decimal> = totals?.into();
    let keys = Keys::recorded(&totals, &seats.within)?;
    let nothing: Vec<MeasureId> = by
        .iter()
        .filter(|(_, weight)| weight.is_zero())
        .flat_map(|(tried, _)| tried.knob.measures())
        .collect();
    let mut untold = Vec::new();
    let mut ranking: Vec<StandingId> = Vec::new();
    for who in totals.ids() {
        if is_ranked(who, by)? {
            ranking.push(who);
        }
    }
    ranking.sort_by(|left, right| {
        let by_total = totals[*right].cmp(&totals[*left]);
        by_total.then_with(|| {
            ties.first(*left, *right, &nothing).unwrap_or_else(|| {
                untold.push((*left, *right));
                left.cmp(right)
            })
        })
    });
    let sitting = seats.sitting(&ranking, &keys)?;
    let whose_group = seats.decides == Decides::Preferences;
    let matters = |pair: &(StandingId, StandingId)| {
        let touched = sitting.touches(pair.0) || sitting.touches(pair.1);
        sitting.parts(*pair) || whose_group && touched
    };
    // Who had the same total in the run, too, stands as it was decided there.
    let is_open = |pair: &&(StandingId, StandingId)| !is_as_before(people, **pair, by);
    if untold.iter().filter(is_open).any(matters) {
        return Some(Spot::Untold);
    }
    let exchange = people.exchange(&sitting.all);
    Some(Spot::Selected {
        others: exchange.comes.len().max(exchange.leaves.len()),
        exchange,
    })
}

/// Whether two have the same total by any of these weights, so that the run has told them apart.
fn is_as_before(
    people: &People<'_>,
    (one, other): (StandingId, StandingId),
    by: &[(&Tried, Decimal)],
) -> bool {
    let mut by = by.iter();
    people.totals[one] == people.totals[other]
        && by.all(|(tried, _)| tried.points[one] == tried.points[other])
}

/// Whether somebody is not below the floor by these weights; none where the numbers grow too long.
fn is_ranked(who: StandingId, by: &[(&Tried, Decimal)]) -> Option<bool> {
    let mut is: Option<Decimal> = None;
    for (tried, weight) in by {
        let Some(over) = &tried.over else {
            return Some(true);
        };
        let more = moved(tried, *weight, over.grows[who])?;
        is = Some(is.unwrap_or(over.is[who]).checked_add(more)?);
    }
    Some(is.is_none_or(|over| over >= Decimal::ZERO))
}

/// By how much a total is another where a weight is.
fn moved(tried: &Tried, weight: Decimal, points: Decimal) -> Option<Decimal> {
    let by = weight.checked_sub(tried.knob.weight.decimal())?;
    points.checked_mul(by)
}
