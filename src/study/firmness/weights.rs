//! Every weight by itself: the range in which the same people sit, and which seats it leaves alone.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::crossings::Way;
use super::floors::over;
use super::knobs::{Knob, knobs};
use super::lines::{Compares, Lines, Moves};
use super::people::People;
use super::seats::{Decides, Seats};
use super::sums;
use super::sweep::{Step, Sweep, Swept};
use super::told::{End, Moved, Turn, Weighed, Within};
use crate::base::each;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::Rules;
use crate::study::pool::Pool;
use crate::study::ties::Ties;
use crate::values::fraction::{Fraction, exact, written};

/// A weight as it is, and what was found on both ways.
pub(super) struct Followed {
    knob: Knob,
    down: Swept,
    up: Swept,
    near: Near,
}

/// The least and the most of a weight that was asked about.
#[derive(Debug, Clone, Copy)]
struct Near {
    least: Fraction,
    most: Fraction,
}

impl Near {
    /// Within so many percent of a weight; none where the numbers grow too long.
    fn new(weight: Decimal, percent: Decimal) -> Option<Self> {
        let away = weight.checked_mul(percent)?.checked_mul(PERCENT)?;
        Some(Self {
            least: exact(weight.checked_sub(away)?),
            most: exact(weight.checked_add(away)?),
        })
    }

    fn end(&self, way: Way) -> Fraction {
        match way {
            Way::Down => self.least,
            Way::Up => self.most,
        }
    }
}

/// A hundredth.
const PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Follows every weight past the first change, and on as far as a share of it.
pub(super) fn follow(
    rules: &Rules,
    pool: &Pool<'_>,
    (people, ranked): (&People<'_>, usize),
    seats: &Seats<'_>,
    percent: Decimal,
) -> Vec<Followed> {
    let knobs = knobs(rules);
    let compares = match seats.decides {
        Decides::Sums => Compares::Sums,
        _ => Compares::People,
    };
    each::heavy(&knobs, |knob| {
        let weight = knob.weight.decimal();
        let start = exact(weight);
        let near = Near::new(weight, percent).unwrap_or(Near {
            least: start,
            most: start,
        });
        let unknown = || Swept {
            stopped: Some(start),
            ..Swept::default()
        };
        let lines = people.sum(&knob.parts).and_then(|points| {
            let of = people.totals.iter().copied().zip(points.iter().copied());
            let of: Per<StandingId, (Decimal, Decimal)> = of.collect();
            let over = over(rules, (pool, people), knob)?;
            let moves = Moves {
                measures: knob.measures(),
                weight,
                of: &of,
                over: over.as_ref(),
                ranked,
            };
            Lines::new(moves, &seats.within, compares)
        });
        let ties = Ties::new(rules, pool);
        let sweep = |way: Way| {
            let Some(lines) = &lines else {
                return unknown();
            };
            if !lines.differ() {
                return Swept::default();
            }
            let sweep = Sweep {
                lines,
                seats: seats.clone(),
                ties: &ties,
                way,
                among: None,
            };
            let until = near.end(way);
            match sweep.seats.decides {
                Decides::Sums => sums::from(sweep, (start, &people.seated), until),
                _ => sweep.from(start, &people.seated, until),
            }
        };
        Followed {
            knob: knob.clone(),
            down: sweep(Way::Down),
            up: sweep(Way::Up),
            near,
        }
    })
}

/// The range of each weight; who is asked because of it is told beside it.
pub(super) fn weighed(people: &People<'_>, followed: &[Followed]) -> Vec<Weighed> {
    let of = |followed: &Followed| {
        let knob = &followed.knob;
        let untold = followed.down.untold.iter().rev().chain(&followed.up.untold);
        Weighed {
            measure: knob.id.clone(),
            title: knob.title.clone(),
            weight: knob.weight.to_string(),
            down: end(people, &followed.down, knob.weight.decimal()),
            up: end(people, &followed.up, knob.weight.decimal()),
            untold_at: untold.map(|weight| written(*weight)).collect(),
            asked: Vec::new(),
        }
    };
    followed.iter().map(of).collect()
}

fn end(people: &People<'_>, swept: &Swept, from: Decimal) -> End {
    match (swept.steps.first(), swept.stopped) {
        (Some(step), _) => End::Changes(Turn {
            weight: written(step.weight),
            percent: percent(step.weight, exact(from)).unwrap_or_default(),
            there: step.there.as_ref().map(|there| people.exchange(there)),
            beyond: people.exchange(&step.beyond),
        }),
        (None, Some(weight)) => End::Unknown {
            weight: written(weight),
        },
        (None, None) => End::Never,
    }
}

/// How far a weight is from another, in percent of that; none where the numbers grow too long.
fn percent(weight: Fraction, from: Fraction) -> Option<String> {
    // Weights are larger than nothing.
    let over = weight.numer().checked_mul(*from.denom())?;
    let under = weight.denom().checked_mul(*from.numer())?;
    let tenths = over.checked_sub(under)?.checked_abs()?.checked_mul(1_000)?;
    let tenths = tenths.checked_div(under)?;
    let percent = Decimal::try_from_i128_with_scale(tenths, 1).ok()?;
    Some(percent.normalize().to_string())
}

/// Whose seat no weight changes that is larger or smaller by no more than a share of it.
pub(super) fn within(people: &People<'_>, followed: &[Followed], percent: Decimal) -> Within {
    let mut moved: BTreeMap<StandingId, Moved> = BTreeMap::new();
    let (mut unknown, mut untold) = (Vec::new(), false);
    for one in followed {
        let id = || one.knob.id.clone();
        for (swept, way) in [(&one.down, Way::Down), (&one.up, Way::Up)] {
            let end = one.near.end(way);
            let is_short = |stopped: &Fraction| way.is_beyond(&end, stopped);
            if swept.stopped.as_ref().is_some_and(is_short) && !unknown.contains(&id()) {
                unknown.push(id());
            }
            untold |= swept.untold.iter().any(|at| !way.is_beyond(at, &end));
            for step in &swept.steps {
                if way.is_beyond(&step.weight, &end) {
                    break;
                }
                untold |= step.there.is_none();
                for (who, at) in lost(people, step, step.weight == end) {
                    moved.entry(who).or_insert_with(|| Moved {
                        application: people.id(who),
                        measure: id(),
                        weight: written(step.weight),
                        at,
                        more: way == Way::Up,
                    });
                }
            }
        }
    }
    let firm = people.seated.iter().filter(|one| !moved.contains_key(one));
    Within {
        percent: percent.normalize().to_string(),
        firm: firm.map(|one| people.id(*one)).collect(),
        moved: moved.into_values().collect(),
        untold,
        unknown,
    }
}

/// Those who have a seat and none at this weight, or none beyond it; beyond the last weight nothing is asked. Where a personal column
/// decides at exactly the weight, what is beyond is all that is known.
fn lost(people: &People<'_>, step: &Step, is_last: bool) -> Vec<(StandingId, bool)> {
    let none = BTreeSet::new();
    let gone = |who: &BTreeSet<StandingId>| -> Vec<StandingId> {
        people.seated.difference(who).copied().collect()
    };
    let there: Vec<StandingId> = step.there.as_ref().map_or_else(Vec::new, gone);
    let beyond = if is_last {
        none.iter().copied().collect()
    } else {
        gone(&step.beyond)
    };
    let there = there.into_iter().map(|one| (one, true));
    there
        .chain(beyond.into_iter().map(|one| (one, false)))
        .collect()
}
