//! Who keeps a seat when others come into the ranking, where seats are dealt in turn.
//!
//! How the seats are dealt hangs on how many people fit which groups, and not on where they are ranked (`quotas`). Once it is known how
//! many of those who are asked come in for each set of groups, the seats of the groups are fixed, and it is as where seats are dealt by rank:
//! whoever sits beside the best-ranked so many sits beside any so many (`newcomers`). So every such count is tried that can come about.
//!
//! Whoever fits several groups takes no other seats than by one of them alone, as where seats are dealt by rank: the seats dealt beside
//! them can all be taken with them in one of their groups or in none, and whatever deal that is, it is the deal beside one who fits no
//! other.

use std::collections::{BTreeMap, BTreeSet};

use super::newcomers::{Newcomer, Seated};
use crate::rank::StandingId;
use crate::rules::GroupSet;

/// People looked at for all counts together. Beyond it nothing is known.
const MOST: usize = 1_000_000;

/// How many come in who fit the same groups, for each of these sets.
type Counts = BTreeMap<GroupSet, usize>;

/// Those who have a seat and keep it whichever of these people come, each in one of some ways, be it at a lower place; none where there is too
/// much to try. One person's ways are not held against each other: of each set of groups the best-ranked so many are taken.
pub fn keep_dealt_seats<'w>(
    seated: &Seated<'_>,
    people: impl Iterator<Item = &'w [Newcomer]>,
) -> Option<BTreeSet<StandingId>> {
    let mut by_groups: BTreeMap<GroupSet, Vec<Newcomer>> = BTreeMap::new();
    let mut all = BTreeSet::from([Counts::new()]);
    let enough = seated.most_seats();
    for ways in people {
        let mut best: BTreeMap<GroupSet, Newcomer> = BTreeMap::new();
        for way in ways {
            let known = best.entry(way.fits).or_insert(*way);
            *known = (*known).min(*way);
        }
        let mut more = all.clone();
        for groups in best.keys() {
            more.extend(all.iter().map(|counts| one_more(counts, *groups, enough)));
        }
        all = more;
        for (groups, way) in best {
            by_groups.entry(groups).or_default().push(way);
        }
        if all.len().saturating_mul(seated.work()) > MOST {
            return None;
        }
    }
    for ways in by_groups.values_mut() {
        ways.sort_unstable();
    }
    let mut stay: BTreeSet<StandingId> = seated.all().collect();
    for counts in all {
        let come = counts.iter().flat_map(|(groups, many)| {
            let ways = by_groups.get(groups).into_iter().flatten();
            ways.take(*many).copied()
        });
        let mut come: Vec<Newcomer> = come.collect();
        come.sort_unstable();
        let beside = seated.beside(&come);
        stay.retain(|standing| beside.stay.contains(standing));
    }
    Some(stay)
}

/// More than there are seats can take no more.
fn one_more(counts: &Counts, groups: GroupSet, enough: usize) -> Counts {
    let mut counts = counts.clone();
    let many = counts.entry(groups).or_default();
    *many = many.saturating_add(1).min(enough);
    counts
}
