//! Which seats are kept under balance rules, whatever those who are asked answer.
//!
//! Where rules cross, one more candidate may help others to a seat (the choice is not substitutable), so that what all may do together
//! does not follow from what each does alone. Every way in which all may come out is filled anew, while these are few. Whoever comes in
//! is tried with the highest score alone: of two selections that hold the same comers the better is the same wherever these are
//! ranked, and a lower place only makes a selection that holds them less likely to be the best. But whoever is there and has no seat may
//! count, too: fewer places become open, and an aim for a share of a group asks for more. So those who come in are also tried with the
//! numbers of every world in which there are others beside them.
//!
//! Before that, `relaxed` leaves out whoever could be in no better selection even if all others came out as it suits.

use std::collections::{BTreeMap, BTreeSet};

use super::Balancing;
use super::possible::{Asked, Way, World, ways};
use super::relaxed::relaxed;
use super::trials::{Found, Nothing, Numbers, Trials, Tried, insert};
use crate::rank::StandingId;
use crate::rules::places::Assignment;
use crate::rules::{Asks, Rules};
use crate::seats::balance::Rule;
use crate::seats::{Placing, is_in_turn};

/// More ways in which all come out together are not tried.
const MOST: usize = 300;

/// What stays whatever is answered.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    pub seats: BTreeSet<StandingId>,
    /// By those who are asked: whose seats they could take, all others being as they are; none where that was too much to try.
    pub could_take: Option<Vec<BTreeSet<StandingId>>>,
    /// Who has a seat in any of the worlds that were tried.
    pub ever_seated: BTreeSet<StandingId>,
}

/// None where it does not follow from trying: seats are dealt in turn, preferences or totals near one another decide, too.
pub fn kept(
    rules: &Rules,
    balancing: &Balancing,
    seats: &[Placing],
    asked: &[Asked],
) -> Option<Kept> {
    let problem = &balancing.problem;
    let gentle = |rule: &Rule| matches!(&rule.asks, Asks::Aim(aim) if aim.within.is_some());
    let hangs_on_more = is_in_turn(&rules.places)
        || problem.assignment == Assignment::PreferenceFirst
        || problem.rules.iter().any(gentle);
    if hangs_on_more {
        return None;
    }
    let mut traits = balancing.traits.clone();
    let ways = ways(rules, &mut traits, asked)?;
    let open = asked.iter().filter_map(|one| match one {
        Asked::Ranked(standing, _) => Some(*standing),
        Asked::Comes(..) => None,
    });
    let mut trials = Trials::new(rules, &traits, (balancing, seats), &open.collect());
    let each = ways.iter();
    let could_take = each.map(|ways| taken(&mut trials, ways)).collect();
    trials.together();
    let (ways, above) = relaxed(&traits, &mut trials, asked, ways);
    let all = World::all(&ways, MOST).and_then(|all| in_all(&mut trials, &all));
    Some(Kept {
        seats: all.unwrap_or(above),
        could_take,
        ever_seated: trials.ever_seated,
    })
}

/// Whose seats somebody could take, everybody else being as they are.
fn taken(trials: &mut Trials<'_>, ways: &[Way]) -> Option<BTreeSet<StandingId>> {
    let now = World::default();
    let mut taken = BTreeSet::new();
    for way in ways {
        let kept = in_all(trials, &BTreeSet::from([now.with(way)]))?;
        taken.extend(trials.selected.difference(&kept));
    }
    Some(taken)
}

/// Who of those with a seat has one in each world, wherever those who come in are ranked.
fn in_all(trials: &mut Trials<'_>, worlds: &BTreeSet<World>) -> Option<BTreeSet<StandingId>> {
    let mut kept = trials.selected.clone();
    let now = World::default();
    let numbers = trials.numbers();
    let mut filled: BTreeMap<&World, (Vec<Rule>, Found)> = BTreeMap::new();
    for world in worlds.iter().filter(|world| **world != now) {
        if kept.is_empty() {
            return Some(kept);
        }
        let all = people(trials, world);
        let more = trials.more_over(&all);
        let found = match trials.fill(&all, &more, None) {
            Ok(found) => found,
            // A value that nobody else has can bring a minimum along which nobody meets: then nobody is selected.
            Err(Nothing::Never) => return Some(BTreeSet::new()),
            Err(Nothing::Unknown) => return None,
        };
        keep(&mut kept, &all, &found);
        filled.insert(world, (more, found));
    }
    for (world, (more, whole)) in &filled {
        let differs = |other: &Numbers| *other != whole.numbers;
        let as_now = Some(&now).filter(|now| differs(&numbers) && now.is_part_of(world));
        let parts = filled
            .iter()
            .filter(|(part, (_, found))| differs(&found.numbers) && part.is_part_of(world));
        for part in parts.map(|(part, _)| *part).chain(as_now) {
            if kept.is_empty() {
                return Some(kept);
            }
            let all = people(trials, part);
            match trials.fill(&all, more, Some(&whole.numbers)) {
                // The rest of the world would do better.
                Ok(found) if trials.levels(&found.settled) != trials.levels(&whole.settled) => {}
                Ok(found) => keep(&mut kept, &all, &found),
                Err(Nothing::Never) => {}
                Err(Nothing::Unknown) => return None,
            }
        }
    }
    Some(kept)
}

fn keep(kept: &mut BTreeSet<StandingId>, all: &[Tried], found: &Found) {
    let is_in = all.iter().zip(&found.is_in).filter(|(_, is_in)| **is_in);
    let is_in: BTreeSet<StandingId> = is_in.filter_map(|(one, _)| one.who).collect();
    kept.retain(|one| is_in.contains(one));
}

/// Everybody as they are in a world.
fn people(trials: &Trials<'_>, world: &World) -> Vec<Tried> {
    let mut all = trials.as_they_are();
    for one in &mut all {
        let counts = one.who.and_then(|who| world.count_as.get(&who));
        if let Some(traits) = counts {
            one.candidate.traits.clone_from(traits);
        }
    }
    for comer in &world.comers {
        let tried = Tried {
            who: None,
            way: None,
            candidate: comer.candidate(),
        };
        insert(&mut all, comer.before, tried);
    }
    all
}
