//! How firm a selection is (sensitivity analysis): for every weight the range in which the same people sit (a weight stability
//! interval; Mareschal 1988), for every seat how many points it hangs by and on which answers, and what comes out without each assessor.
//!
//! Nothing is sampled. By one weight everybody's total is a straight line (`lines`), so that who sits can only change where two of them
//! meet (`crossings`). From the weight as it is these are walked outwards (`sweep`), and at each, and just beyond, the groups
//! are filled anew (`seats`). Two weights at once are a picture over a grid (`two`). All of it from the audit of a run alone.

pub(super) mod anew;
mod asked_for;
mod assessors;
mod beside_personal;
mod crossings;
pub(super) mod everyone;
mod floors;
mod hinges;
mod knobs;
mod lines;
mod margins;
mod people;
mod reselect;
mod seats;
mod sums;
mod sweep;
pub mod told;
mod turned;
mod two;
mod weights;
mod wide;

use rust_decimal::Decimal;

use self::lines::Keys;
use self::margins::Fall;
use self::people::People;
use self::seats::{Decides, Seats};
use self::told::{Firmness, Margin, Points};
pub use self::turned::{knobs as weights, ranges, share_points, turned};
use self::wide::Wide;
use super::pool::{Other, Pool};
use super::recorded::{as_counted, evened_out};
use super::ties::Ties;
use crate::base::counted::count;
use crate::base::each;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::{GroupId, Rules};
use crate::select::balance::Ranked;

/// Of a weight, where nobody asks for another share.
pub const PERCENT: Decimal = Decimal::TEN;

/// How firm the selection of an audit is; seats are looked at for weights that are larger or smaller by no more than `percent` of them.
///
/// # Errors
/// When a line is no record.
pub fn firmness(rules: &Rules, audit: &Audit, percent: Decimal) -> Result<Firmness, Damaged> {
    firmness_over(rules, audit, percent, None)
}

/// The same, with who would sit over a grid of two weights, by their ids.
///
/// # Errors
/// As of [`firmness`].
pub fn firmness_over(
    rules: &Rules,
    audit: &Audit,
    percent: Decimal,
    two: Option<&[String; 2]>,
) -> Result<Firmness, Damaged> {
    let rules = &*as_counted(rules, &audit.header);
    let mut told = Firmness::default();
    let note = |told: &mut Firmness, words: &str| told.notes.push(words.to_owned());
    let Some(pool) = Pool::new(rules, audit, None)? else {
        note(&mut told, NO_POOL);
        return Ok(told);
    };
    let people = People::new(rules, &pool);
    (told.seated, told.ranked) = (people.seated.len(), people.len());
    let Some(seats) = as_selected(rules, &pool, &people) else {
        note(&mut told, NOT_ANEW);
        return Ok(told);
    };
    if seats.decides == Decides::Sums && !seats.within.is_empty() {
        note(&mut told, SUMS_AND_AIMS);
    } else {
        let followed = with_those_below(rules, audit, (&pool, &people, &seats), |of| {
            each_weight(rules, of, percent, two, &mut told);
        })?;
        told.notes.extend(followed.err());
        let asked = asked_for::asked_for(rules, audit)?;
        for weighed in &mut told.measures {
            weighed.asked = asked_for::by_knob(rules, &weighed.measure, &asked);
        }
        if two.is_some() && told.two.is_none() && !told.measures.is_empty() {
            note(
                &mut told,
                "two weights at once are left out: the points of somebody are not in the run folder, or have too many digits",
            );
        }
    }
    told.seats = each_seat(rules, &pool, &people, &seats);
    let left_out = hinges::left_out(rules);
    if !left_out.is_empty() && told.seated > 0 {
        told.notes.push(format!(
            "single answers of {} are left out: a rule that reads them reads a personal column as well",
            left_out.join(" and ")
        ));
    }
    if let Some(names) = evened_out(rules).filter(|_| told.seated > 0) {
        told.notes.push(format!(
            "single ratings of {names} are left out: they are evened out, so that another one would move what all others count as"
        ));
    }
    let unknown = told
        .seats
        .iter()
        .filter(|margin| margin.points == Points::Unknown);
    let unknown = unknown.count();
    let untold = seats.decides == Decides::Sums && !seats.within.is_empty();
    if unknown > 0 && !untold {
        let seats = count(unknown, "seat", "seats");
        told.notes.push(format!(
            "how many points {seats} could lose was not worked out: with so many people ranked it is too much work"
        ));
    }
    told.assessors = assessors::without_each(rules, audit, &pool, &mut told.notes)?;
    Ok(told)
}

/// Why nothing is told of a run.
const NO_POOL: &str = "the run does not say who fits which groups: it was made by an earlier version; select anew, and ask the new run";
const NOT_ANEW: &str =
    "nothing is told: by the record alone the seats of the run could not be worked out anew";
/// Why nothing is told of weights.
const SUMS_AND_AIMS: &str = "weights are left out: the rules take the largest sum of totals, and move people for gentle aims after that; what decides is not told apart";

/// What the groups are filled by; none where that does not give the seats of the run.
fn as_selected<'r>(rules: &'r Rules, pool: &Pool<'_>, people: &People<'_>) -> Option<Seats<'r>> {
    let mut traits = pool.traits(rules);
    let ranked: Per<StandingId, Ranked> = pool
        .ranked
        .iter()
        .map(|one| one.ranked(rules, &mut traits))
        .collect();
    let orders: Per<StandingId, Vec<GroupId>> = pool.ranked.iter().map(Other::order).collect();
    let seats = Seats::new(rules, &traits, &ranked, orders);
    let keys = Keys::recorded(&people.totals, &seats.within)?;
    let ranking: Vec<StandingId> = people.totals.ids().collect();
    let sitting = seats.clone().sitting(&ranking, &keys)?;
    (sitting.all == people.seated).then_some(seats)
}

/// Asks about everybody who could be ranked by another weight: with those below a floor, where there are some. Inner: why nothing is told.
///
/// # Errors
/// When a line is no record.
fn with_those_below<T>(
    rules: &Rules,
    audit: &Audit,
    (pool, people, seats): (&Pool<'_>, &People<'_>, &Seats<'_>),
    ask: impl FnOnce((&Pool<'_>, &People<'_>, &Seats<'_>)) -> T,
) -> Result<Result<T, String>, Damaged> {
    Ok(match Wide::new(rules, audit, pool)? {
        Err(because) => Err(because),
        Ok(None) => Ok(ask((pool, people, seats))),
        Ok(Some(wide)) => {
            let people = People::new(rules, &wide.pool);
            Ok(ask((&wide.pool, &people, &wide.seats(rules))))
        }
    })
}

/// Each weight, and two at once, of those who are ranked and those below a floor.
fn each_weight(
    rules: &Rules,
    (pool, people, seats): (&Pool<'_>, &People<'_>, &Seats<'_>),
    percent: Decimal,
    two: Option<&[String; 2]>,
    told: &mut Firmness,
) {
    let followed = weights::follow(rules, pool, (people, told.ranked), seats, percent);
    told.measures = weights::weighed(people, &followed);
    told.within = weights::within(people, &followed, percent);
    told.two = two.and_then(|pair| two::two_weights(rules, pool, people, seats, pair));
}

/// What every seat hangs by.
fn each_seat(
    rules: &Rules,
    pool: &Pool<'_>,
    people: &People<'_>,
    seats: &Seats<'_>,
) -> Vec<Margin> {
    let holders: Vec<StandingId> = people.seated.iter().copied().collect();
    let share = seats.shared_by(holders.len());
    let above = floors::above(rules, people);
    each::heavy(&holders, |who| {
        let ties = Ties::new(rules, pool);
        let is_held = seats.is_held(*who);
        // The largest sum and gentle aims together are not told apart.
        let lost = if is_held || seats.decides == Decides::Sums && !seats.within.is_empty() {
            None
        } else {
            Fall::new(*who, people, &ties, share.clone()).and_then(|mut fall| fall.lost())
        };
        let record = pool.record(*who).filter(|_| !is_held);
        let hangs_on =
            record.and_then(|record| hinges::hinges(rules, pool, (*who, &record), lost.as_ref()));
        Margin {
            application: people.id(*who),
            total: people.totals[*who].normalize().to_string(),
            points: if is_held {
                Points::Held
            } else {
                margins::told(people, *who, lost.as_ref())
            },
            above_floor: above
                .as_ref()
                .filter(|_| !is_held)
                .map(|above| above[*who].normalize().to_string()),
            hangs_on: hangs_on.unwrap_or_default(),
        }
    })
}
