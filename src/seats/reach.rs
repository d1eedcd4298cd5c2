//! Whom gentle aims may move, whatever is answered: who may have to make way for one, and who certainly not.
//!
//! Without other balance rules the selections that fill as many seats as can be filled are the bases of a matroid (groups, with the open
//! places as one more that admits everybody, cut off at the cap), and the ranking selects its greedy basis S₀. An aim with `within` = w
//! leads from one basis to another, S to S': with L the highest total of those who leave, nobody comes in with a total below L - w. Between two
//! bases there is a bijection that sends each p who leaves to a c who comes so that S - p + c is a basis (Brualdi 1969). So p leaves only where
//! p is in the circuit that c closes in S, and the total of p is at most w above that of c. Four things say who is in no such circuit:
//!
//! - **Rank.** In S₀ whoever is in the circuit of c is ranked above c; and if those ranked above somebody span all who fit the same groups as c,
//!   that is, if these groups were closed by then, above that somebody. Further on it is nearly so: *those of S with a total of t - d or
//!   more span everybody with a total of t or more*, with d = 0 for S₀, and 2d + w after one more aim. For let c have a total of t or more. If
//!   nobody with a total of t - d or more leaves, what spans c is still there. Otherwise L is at least t - d, and all who come in have a
//!   total of at least t - d - w. Let A be those of S with a total of at least t - 2d - w, and A' those of S'. A spans c, and all who come
//!   in; so it spans A', which has no fewer people than A, since all who come in are in it. So A' spans what A does, and c.
//! - **Room.** Who fits a group in which somebody would have a seat even behind all others is in no circuit: if p were, those like p would be
//!   spanned without p. `newcomers::Beside` says so.
//! - **Groups.** A circuit without c fills every group that anybody in it fits, if the cap does not cut off. So p is in one only where so many who fit
//!   a group of p have totals as high as there are seats. And it links p and c by groups that people fit, two at a time; open places link all.
//! - **Who counts.** By a single aim over all seats, nobody leaves who counts, and nobody comes in who does not. For let S' be the best by it. For
//!   each p who leaves there is a c who comes so that S₀ - p + c and S' - c + p are bases, and for each c such a p (symmetric exchange). Then p is
//!   ranked above c, and S' - c + p would be better, unless p does not count and c does.
//!
//! All but the last hold whatever people count as; more people can only close a group earlier.

use rust_decimal::Decimal;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::places::{OpenPlaces, Places};
use crate::rules::{GroupId, GroupSet};

/// Somebody who may be without a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outsider {
    pub fits: GroupSet,
    /// No total in their circuit is lower, as the ranking selects: their own, or that at which their groups were closed.
    pub from: Decimal,
    /// No total of theirs is higher.
    pub most: Decimal,
    /// Whether they may count for an aim.
    pub counts: bool,
}

/// Somebody whom the ranking gives a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    pub standing: StandingId,
    pub fits: GroupSet,
    pub total: Decimal,
    /// Whether they certainly count for an aim.
    pub counts: bool,
}

/// An aim that moves people near one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    pub within: Decimal,
    /// Over all seats, not those of a group.
    pub over_all: bool,
}

/// How far gentle aims reach in one programme.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Over how many points, first served first; and how far ahead of somebody in their circuit somebody may be by then.
    steps: Vec<(Decimal, Decimal)>,
    /// There is one aim, over all seats.
    by_who_counts: bool,
    /// Groups that are linked by people; none where all are.
    parts: Option<Vec<GroupSet>>,
    /// By group: the lowest total that can be among as many of the highest as there are seats; none where they are too few.
    full_at: Option<Per<GroupId, Option<Decimal>>>,
}

/// People who may be without a seat. By linked groups: from which total on they may meet somebody, in order, with the highest total of
/// any up to there.
#[derive(Debug, Clone, Default)]
pub struct Outsiders(Vec<Vec<(Decimal, Decimal)>>);

impl Reach {
    /// `aims` first served first; `people` everybody who may be there, with the most their totals can be.
    pub fn new(places: &Places, aims: &[Near], people: &[(GroupSet, Decimal)]) -> Self {
        let sizes = places.groups.iter().map(|group| u64::from(group.size));
        let cuts_off = sizes.sum::<u64>() > places.cap.into();
        let link_all = places.open != OpenPlaces::None || cuts_off;
        let parts = (!link_all).then(|| {
            let fits = people.iter().map(|(fits, _)| *fits);
            let different: BTreeSet<GroupSet> = fits.filter(|fits| !fits.is_empty()).collect();
            different.into_iter().fold(Vec::new(), linked)
        });
        let mut ahead = Decimal::ZERO;
        let step = |aim: &Near| {
            let step = (aim.within, ahead);
            ahead = ahead.saturating_add(ahead).saturating_add(aim.within);
            step
        };
        Self {
            steps: aims.iter().map(step).collect(),
            by_who_counts: matches!(aims, [aim] if aim.over_all),
            parts,
            full_at: (!cuts_off).then(|| full_at(places, people)),
        }
    }

    pub fn outsiders(&self, all: impl Iterator<Item = Outsider>) -> Outsiders {
        let many = self.parts.as_ref().map_or(1, Vec::len);
        let mut of_parts: Vec<Vec<(Decimal, Decimal)>> = vec![Vec::new(); many];
        for one in all.filter(|one| self.may_come(one)) {
            let part = self.part(one.fits).and_then(|at| of_parts.get_mut(at));
            if let Some(part) = part {
                part.push((one.from, one.most));
            }
        }
        for part in &mut of_parts {
            part.sort_unstable();
            let mut highest = Decimal::MIN;
            for (_, most) in part {
                highest = highest.max(*most);
                *most = highest;
            }
        }
        Outsiders(of_parts)
    }

    /// Whether somebody without a seat may come in for an aim.
    pub fn may_come(&self, one: &Outsider) -> bool {
        let mut steps = self.steps.iter();
        (one.counts || !self.by_who_counts)
            && steps.any(|(within, ahead)| {
                let most = one.most.saturating_add(*within);
                one.from <= most.saturating_add(*ahead)
            })
    }

    /// Those who may have to make way for people who are without a seat.
    pub fn of(&self, outside: &[&Outsiders], holders: &[Holder]) -> BTreeSet<StandingId> {
        let mut all = BTreeSet::new();
        let mut gone: Vec<Holder> = Vec::new();
        for (within, ahead) in &self.steps {
            let leaves = |holder: &&Holder| {
                if all.contains(&holder.standing) || self.by_who_counts && holder.counts {
                    return false;
                }
                let (Some(part), Some(full_at)) = (self.part(holder.fits), self.full_at(holder))
                else {
                    return false;
                };
                let least = holder.total.saturating_sub(*within);
                let from = full_at.saturating_add(*ahead);
                let mut gone = gone.iter();
                outside.iter().any(|all| all.meet(part, from, least))
                    || gone.any(|one| {
                        let is_near = one.total <= from && one.total >= least;
                        is_near && self.part(one.fits) == Some(part)
                    })
            };
            let leave: Vec<Holder> = holders.iter().filter(leaves).copied().collect();
            all.extend(leave.iter().map(|holder| holder.standing));
            gone.extend(leave);
        }
        all
    }

    /// Which of the linked groups somebody fits; none who can sit nowhere.
    fn part(&self, fits: GroupSet) -> Option<usize> {
        match &self.parts {
            None => Some(0),
            Some(parts) => parts.iter().position(|part| !part.and(fits).is_empty()),
        }
    }

    /// Up to which total all who are in a circuit with somebody may have one; none where there is no circuit.
    fn full_at(&self, holder: &Holder) -> Option<Decimal> {
        let Some(full_at) = &self.full_at else {
            return Some(holder.total);
        };
        let mut groups = holder.fits.iter();
        groups.try_fold(holder.total, |least, group| {
            let full_at = full_at.find(group).copied().flatten()?;
            Some(least.min(full_at))
        })
    }
}

impl Outsiders {
    /// Whether somebody of this part meets people from so low a total, and may have as high a one.
    fn meet(&self, part: usize, from: Decimal, least: Decimal) -> bool {
        let known = self.0.get(part).map_or(&[][..], Vec::as_slice);
        let up_to = known.partition_point(|(one, _)| *one <= from);
        let last = known.get(..up_to).and_then(<[_]>::last);
        last.is_some_and(|(_, most)| *most >= least)
    }
}

/// The parts once somebody who fits these groups links them.
fn linked(parts: Vec<GroupSet>, fits: GroupSet) -> Vec<GroupSet> {
    let (own, mut rest): (Vec<GroupSet>, Vec<GroupSet>) = parts
        .into_iter()
        .partition(|part| !part.and(fits).is_empty());
    rest.push(own.into_iter().fold(fits, GroupSet::or));
    rest
}

/// By group: the lowest of so many of the highest totals as there are seats.
fn full_at(places: &Places, people: &[(GroupSet, Decimal)]) -> Per<GroupId, Option<Decimal>> {
    let of_group = |group: GroupId, size: u32| {
        let own = people.iter().filter(|(fits, _)| fits.contains(group));
        let mut totals: Vec<Reverse<Decimal>> = own.map(|(_, total)| Reverse(*total)).collect();
        totals.sort_unstable();
        let Some(last) = size.checked_sub(1) else {
            // Without seats it is full from the start.
            return Some(Decimal::MAX);
        };
        let last = totals.get(usize::try_from(last).ok()?);
        last.map(|Reverse(total)| *total)
    };
    let groups = places.groups.each();
    groups.map(|(id, group)| of_group(id, group.size)).collect()
}
