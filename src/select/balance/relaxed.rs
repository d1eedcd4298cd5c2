//! What could be at best, were everybody who is asked to come out as it suits (a relaxation of all possible worlds at once): everything
//! that anybody may come out as is put to the solver together, of one person at most one.
//!
//! No world has a better selection. So nobody loses a seat above the first place in which the best of these differs from the selection
//! that stands; and whatever is in no selection better than that one is in none that will ever be made.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::members::Traits;
use super::possible::{Asked, Way, WayId};
use super::trials::{Found, Nothing, Trials, Tried, insert};
use crate::base::ids::with_ids;
use crate::rank::StandingId;
use crate::rules::places::Objective;
use crate::rules::{Amount, Asks};
use crate::seats::balance::{Candidate, Rule, Settled, TraitId};

/// More that people may come out as than these are not looked at one by one.
const MOST: usize = 300;

/// What everybody may come out as that matters, and whose seats hold whatever comes of it.
pub(super) fn relaxed(
    traits: &Traits,
    trials: &mut Trials<'_>,
    asked: &[Asked],
    ways: Vec<Vec<Way>>,
) -> (Vec<Vec<Way>>, BTreeSet<StandingId>) {
    let many: usize = ways.iter().map(Vec::len).sum();
    let is_apart = |one: &Asked| is_apart(trials, one);
    if many > MOST || !asked.iter().all(is_apart) {
        return (ways, BTreeSet::new());
    }
    let (all, more) = together(traits, trials, &ways);
    // A value may bring a rule along that the selection that stands does not keep.
    let is_maximum = |rule: &Rule| matches!(rule.asks, Asks::AtMost(_));
    let best = trials
        .fill(&all, &more, None)
        .ok()
        .filter(|best| more.iter().all(is_maximum) && best.numbers == trials.numbers());
    let Some(best) = best else {
        return (ways, BTreeSet::new());
    };
    if compared(trials, &all, &best).is_le() {
        return (Vec::new(), trials.selected.clone());
    }
    let is_by_rank = trials.problem.objective != Objective::Total
        && by_levels(trials, &best.settled) == Ordering::Equal;
    let first = first_difference(trials, &all, &best).filter(|_| is_by_rank);
    let above = first.map_or_else(BTreeSet::new, |(first, _)| {
        let selected = trials.selected.iter().copied();
        selected.take_while(|one| *one < first).collect()
    });
    let mut matters = |way: WayId| {
        let mut all = all.clone();
        if let Some(one) = all.iter_mut().find(|one| one.way == Some(way)) {
            one.candidate.held = true;
        }
        match trials.fill(&all, &more, None) {
            Ok(found) => compared(trials, &all, &found).is_gt(),
            Err(Nothing::Never) => false,
            Err(Nothing::Unknown) => true,
        }
    };
    let flat: Vec<(usize, &Way)> = ways
        .iter()
        .enumerate()
        .flat_map(|(person, ways)| ways.iter().map(move |way| (person, way)))
        .collect();
    let mut left: Vec<Vec<Way>> = ways.iter().map(|_| Vec::new()).collect();
    for (id, (person, way)) in with_ids(&flat) {
        if let Some(own) = left.get_mut(*person).filter(|_| matters(id)) {
            own.push((*way).clone());
        }
    }
    (left, above)
}

/// Whether somebody is not among those selected, or nothing is open about what they count as. What somebody selected may count as is
/// the same person in another class, whom the solver would take for a better or a worse one.
fn is_apart(trials: &Trials<'_>, one: &Asked) -> bool {
    match one {
        Asked::Ranked(standing, _) => !trials.selected.contains(standing),
        Asked::Comes(..) => true,
    }
}

/// Everything that people may come out as beside everybody in the ranking, and the rules over it.
fn together(traits: &Traits, trials: &Trials<'_>, ways: &[Vec<Way>]) -> (Vec<Tried>, Vec<Rule>) {
    let mut all = trials.as_they_are();
    let mut persons = Vec::new();
    let mut id = WayId(0);
    for ways in ways {
        let person = TraitId(traits.len().saturating_add(persons.len()));
        persons.push(Rule {
            over: person,
            group: None,
            asks: Asks::AtMost(Amount::People(1)),
            slack: 0,
        });
        for way in ways {
            let tried = match way {
                Way::Comes(comer) => Tried {
                    who: None,
                    way: Some(id),
                    candidate: comer.candidate(),
                },
                Way::CountsAs(standing, traits) => {
                    let own = all.iter_mut().find(|one| one.who == Some(*standing));
                    let Some(own) = own else { continue };
                    if !own.candidate.traits.contains(&person) {
                        own.candidate.traits.push(person);
                    }
                    Tried {
                        who: Some(*standing),
                        way: Some(id),
                        candidate: Candidate {
                            traits: traits.clone(),
                            held: false,
                            ..own.candidate.clone()
                        },
                    }
                }
            };
            let mut tried = tried;
            tried.candidate.traits.push(person);
            let before = match way {
                Way::Comes(comer) => comer.before,
                Way::CountsAs(standing, _) => standing.below(),
            };
            insert(&mut all, before, tried);
            id = WayId(id.0.saturating_add(1));
        }
    }
    let mut more = trials.more_over(&all);
    more.extend(persons);
    (all, more)
}

/// Whether what was found is better than the selection that stands.
fn compared(trials: &Trials<'_>, all: &[Tried], found: &Found) -> Ordering {
    by_levels(trials, &found.settled).then_with(|| match first_difference(trials, all, found) {
        None => Ordering::Equal,
        Some((_, true)) => Ordering::Greater,
        Some((_, false)) => Ordering::Less,
    })
}

/// By what is settled before the ranking.
fn by_levels(trials: &Trials<'_>, found: &Settled) -> Ordering {
    let (own, total) = (trials.levels(&trials.settled), trials.settled.total);
    let (seats, shortfalls) = trials.levels(found);
    let better = seats.cmp(&own.0).then_with(|| own.1.cmp(shortfalls));
    better.then_with(|| found.total.cmp(&total))
}

/// The first place in which what was found differs, and whether it has somebody there whom the selection that stands has not.
fn first_difference(
    trials: &Trials<'_>,
    all: &[Tried],
    found: &Found,
) -> Option<(StandingId, bool)> {
    let both: Vec<(&Tried, bool)> = all.iter().zip(found.is_in.iter().copied()).collect();
    // Whoever counts as several things stands in one place.
    let is_one = |(one, _): &(&Tried, bool), (other, _): &(&Tried, bool)| {
        one.who.is_some() && one.who == other.who
    };
    let mut above = None;
    for one in both.chunk_by(is_one) {
        let who = one.first().and_then(|(one, _)| one.who);
        let is_in = one.iter().any(|(_, is_in)| *is_in);
        let was_in = who.is_some_and(|who| trials.selected.contains(&who));
        if is_in != was_in {
            let place = who.or(above).unwrap_or(StandingId(0));
            return Some((place, is_in));
        }
        above = who.map(StandingId::below).or(above);
    }
    None
}
