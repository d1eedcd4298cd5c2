//! Weights where the largest sum of totals decides.
//!
//! By one weight the sum of each selection is a straight line, too, and the largest sum is the upper hull of these lines. Its corners
//! are found by asking who would sit at one weight after another (Eisner and Severance): where the line of those who sit now meets the
//! line of those who would sit farther out, either nobody has a larger sum, and there is the corner, or somebody has, and their line
//! meets the first one nearer. Between corners selections of one and the same sum compete by the ranking alone.
//!
//! Where the weight moves people over the floor of a stage and below it, others compete beyond each such weight. Between two of them the
//! same people do, so that each stretch has a hull of its own.

use std::collections::BTreeSet;

use super::crossings::{Way, next};
use super::sweep::{Sweep, Swept};
use crate::rank::StandingId;
use crate::values::fraction::{Fraction, simplest};

/// So many times the weight as it is are followed.
const FAR: i128 = 16;
/// So many questions are asked for one corner, each nearer than the one before.
const NEARER: usize = 64;

type Seated = BTreeSet<StandingId>;

/// As [`Sweep::from`].
pub(super) fn from(
    mut sweep: Sweep<'_, '_>,
    (start, now): (Fraction, &Seated),
    until: Fraction,
) -> Swept {
    let mut swept = Swept::default();
    let whole = walk(&mut sweep, (start, now), until, &mut swept);
    swept.or_stopped(whole, start)
}

/// None where it was too much work.
fn walk(
    sweep: &mut Sweep<'_, '_>,
    (start, now): (Fraction, &Seated),
    until: Fraction,
    swept: &mut Swept,
) -> Option<()> {
    let far = match sweep.way {
        Way::Down => Fraction::from_integer(0),
        Way::Up => Fraction::new(start.numer().checked_mul(FAR)?, *start.denom()),
    };
    let (mut from, mut seated) = (start, now.clone());
    for end in stretches(sweep, start, far) {
        if from != start && sweep.is_enough(from, until, swept) {
            swept.stopped = None;
            return Some(());
        }
        let there = match from == start {
            true => Some(now.clone()),
            false => sweep.there(from)?,
        };
        // Whose sum is the largest of those who compete in this stretch, at the weight where it begins.
        let largest = match sweep.lines.moves_the_floor() {
            true => {
                sweep.among = Some(simplest(from, end)?);
                sweep.sitting_at(from)?
            }
            false => now.clone(),
        };
        let then = beyond(sweep, (from, &largest), end)?;
        swept.note((from, there), &seated, &then);
        seated = then;
        loop {
            swept.stopped = Some(from);
            let corner = corner(sweep, &seated, from, end)?;
            let before = corner.unwrap_or(end);
            let Some(weight) = first_change(sweep, (from, &seated), before, swept)?.or(corner)
            else {
                break;
            };
            if sweep.is_enough(weight, until, swept) {
                swept.stopped = None;
                return Some(());
            }
            let there = sweep.there(weight)?;
            let then = beyond(sweep, (weight, there.as_ref().unwrap_or(&seated)), end)?;
            swept.note((weight, there), &seated, &then);
            (from, seated) = (weight, then);
        }
        from = end;
    }
    // At nothing a tie-break over the part is nobody's.
    swept.stopped = (sweep.way == Way::Up).then_some(far);
    if sweep.way == Way::Down {
        let there = sweep.there(far)?;
        let then = there.clone().unwrap_or_else(|| seated.clone());
        swept.note((far, there), &seated, &then);
    }
    Some(())
}

/// Where each stretch ends in which the same people compete, nearest first; the last one ends where nobody looks farther.
fn stretches(sweep: &Sweep<'_, '_>, start: Fraction, far: Fraction) -> Vec<Fraction> {
    let inside = |weight: &Fraction| {
        sweep.way.is_beyond(weight, &start) && sweep.way.is_beyond(&far, weight)
    };
    let floors = sweep.lines.at_the_floor().filter(inside);
    let mut ends: Vec<Fraction> = floors.map(|weight| weight.reduced()).collect();
    ends.sort_unstable();
    if sweep.way == Way::Down {
        ends.reverse();
    }
    ends.dedup();
    ends.push(far);
    ends
}

/// Where those who sit have the largest sum no longer; none where they have it all the way.
#[expect(
    clippy::option_option,
    reason = "outer: whether it was found out; inner: whether there is one"
)]
fn corner(
    sweep: &mut Sweep<'_, '_>,
    seated: &Seated,
    from: Fraction,
    far: Fraction,
) -> Option<Option<Fraction>> {
    let mut corner = None;
    let mut at = far;
    for _ in 0..NEARER {
        let there = sweep.sitting_at(at)?;
        match sweep.lines.sums_meet(seated, &there)? {
            // Nearer than here, and not behind where we stand: somebody has a larger sum here.
            Some(meets)
                if sweep.way.is_beyond(&at, &meets) && sweep.way.is_beyond(&meets, &from) =>
            {
                corner = Some(meets);
                at = meets;
            }
            _ => return Some(corner),
        }
    }
    None
}

/// The first weight before another at which the ranking selects others of the same sum.
#[expect(
    clippy::option_option,
    reason = "outer: whether it was found out; inner: whether there is one"
)]
fn first_change(
    sweep: &mut Sweep<'_, '_>,
    (from, seated): (Fraction, &Seated),
    before: Fraction,
    swept: &mut Swept,
) -> Option<Option<Fraction>> {
    let mut from = from;
    loop {
        let sitting = seated.clone().into();
        let found = next(sweep.lines, &mut sweep.seats, &sitting, (from, sweep.way))?;
        let is_inside = |weight: &Fraction| sweep.way.is_beyond(&before, weight);
        let mut all: Vec<Fraction> = found.weights.into_iter().filter(is_inside).collect();
        // Where there are more, the last of these is only what comes after the one before.
        if !found.more || all.len() < 2 {
            all.push(before);
        }
        for pair in all.windows(2) {
            let [weight, following] = pair else { continue };
            let there = sweep.there(*weight)?;
            let then = sweep.sitting_at(simplest(*weight, *following)?)?;
            if there.as_ref().is_some_and(|there| there != seated) || then != *seated {
                return Some(Some(*weight));
            }
            if there.is_none() {
                swept.untold.push(*weight);
            }
            from = *weight;
        }
        if all.last() == Some(&before) {
            return Some(None);
        }
    }
}

/// Who sits just beyond a weight at which these have the largest sum.
fn beyond(
    sweep: &mut Sweep<'_, '_>,
    (weight, seated): (Fraction, &Seated),
    far: Fraction,
) -> Option<Seated> {
    let mut at = far;
    for _ in 0..NEARER {
        if at == weight {
            return Some(seated.clone());
        }
        let inside = simplest(weight, at)?;
        let there = sweep.sitting_at(inside)?;
        // Either their sum is the largest at the weight as well, or it meets the largest one nearer.
        if let Some(meets) = sweep.lines.sums_meet(seated, &there)?
            && sweep.way.is_beyond(&meets, &weight)
            && (inside == meets || sweep.way.is_beyond(&inside, &meets))
        {
            at = meets;
            continue;
        }
        let found = next(
            sweep.lines,
            &mut sweep.seats,
            &there.clone().into(),
            (weight, sweep.way),
        )?;
        let nearest = found.weights.first().copied();
        match nearest.filter(|nearest| sweep.way.is_beyond(&inside, nearest)) {
            Some(nearest) => at = nearest,
            None => return Some(there),
        }
    }
    None
}
