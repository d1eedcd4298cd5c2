//! One weight turned by hand: who would sit where it counts exactly so much, all else as it is.

use rust_decimal::Decimal;

use super::asked_for;
use super::people::People;
use super::seats::{Decides, Seats};
use super::told::{Firmness, Spot, Turned, Weighed};
use super::two::{Tried, spot};
use super::{
    NO_POOL, NOT_ANEW, PERCENT, SUMS_AND_AIMS, as_selected, each_weight, knobs as all,
    with_those_below,
};
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::Rules;
use crate::study::pool::Pool;
use crate::study::recorded::as_counted;
use crate::study::ties::Ties;
use crate::values::Weight;

/// A weight that can be turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knob {
    /// The id of a scoring rule, or `stage` and the id of one.
    pub id: String,
    pub title: String,
    pub weight: Weight,
}

/// The weights of the scoring rules in their order, and then of whole stages where these are combined by weights.
pub fn knobs(rules: &Rules) -> Vec<Knob> {
    let all = all::knobs(rules).into_iter();
    all.map(|knob| Knob {
        id: knob.id,
        title: knob.title,
        weight: knob.weight,
    })
    .collect()
}

/// Every weight with the range in which the same people sit, as [`super::firmness`] tells it. Inner: why it cannot be told.
///
/// # Errors
/// When a line is no record.
pub fn ranges(rules: &Rules, audit: &Audit) -> Result<Result<Vec<Weighed>, String>, Damaged> {
    let rules = &*as_counted(rules, &audit.header);
    let told = as_it_is(rules, audit, |of, ranked| {
        let mut told = Firmness {
            ranked,
            ..Firmness::default()
        };
        each_weight(rules, of, PERCENT, None, &mut told);
        told.measures
    })?;
    let Ok(mut weights) = told else {
        return Ok(told);
    };
    let asked = asked_for::asked_for(rules, audit)?;
    for weighed in &mut weights {
        weighed.asked = asked_for::by_knob(rules, &weighed.measure, &asked);
    }
    Ok(Ok(weights))
}

/// Whether the points of one scoring rule count by both weights, so that these cannot be turned at once.
pub fn share_points(rules: &Rules, [one, other]: [&str; 2]) -> bool {
    let of = |id: &str| {
        let knob = all::knobs(rules).into_iter().find(|knob| knob.id == id);
        knob.map_or_else(Vec::new, |knob| knob.measures())
    };
    let of_other = of(other);
    of(one).iter().any(|measure| of_other.contains(measure))
}

/// Who would sit if this weight counted so much. None where the rules have no such weight; inner: why it cannot be told.
///
/// # Errors
/// When a line is no record.
pub fn turned(
    rules: &Rules,
    audit: &Audit,
    (id, weight): (&str, Decimal),
) -> Result<Option<Result<Turned, String>>, Damaged> {
    let rules = &*as_counted(rules, &audit.header);
    let Some(knob) = all::knobs(rules).into_iter().find(|knob| knob.id == id) else {
        return Ok(None);
    };
    let told = as_it_is(rules, audit, |(pool, people, seats), _| {
        let tried = Tried::new(rules, (pool, people), knob.clone())?;
        let ties = Ties::new(rules, pool);
        spot(people, &[(&tried, weight)], (seats.clone(), &ties))
    })?;
    Ok(Some(told.map(|told| Turned {
        measure: knob.id,
        title: knob.title,
        weight: knob.weight.to_string(),
        counts: weight.normalize().to_string(),
        then: told.unwrap_or(Spot::Unknown),
    })))
}

/// Asks about everybody as the run has them, and how many of them are ranked. Inner: why nothing is told.
///
/// # Errors
/// When a line is no record.
fn as_it_is<T>(
    rules: &Rules,
    audit: &Audit,
    ask: impl FnOnce((&Pool<'_>, &People<'_>, &Seats<'_>), usize) -> T,
) -> Result<Result<T, String>, Damaged> {
    let because = |words: &str| Ok(Err(words.to_owned()));
    let Some(pool) = Pool::new(rules, audit, None)? else {
        return because(NO_POOL);
    };
    let people = People::new(rules, &pool);
    let Some(seats) = as_selected(rules, &pool, &people) else {
        return because(NOT_ANEW);
    };
    if seats.decides == Decides::Sums && !seats.within.is_empty() {
        return because(SUMS_AND_AIMS);
    }
    let ranked = people.len();
    with_those_below(rules, audit, (&pool, &people, &seats), |of| ask(of, ranked))
}
