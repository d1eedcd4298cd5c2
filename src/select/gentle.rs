//! Which seats gentle aims leave where they are, where there are no other balance rules (`seats::reach` has the argument). There seats are
//! firm as without balance rules, but for those that somebody may have to give up for an aim.

use std::collections::BTreeSet;

use super::Selection;
use super::balance::{self, Memberships};
use crate::base::ids::{ApplicationId, with_ids};
use crate::open_answers::Outlook;
use crate::rank::{Standing, StandingId};
use crate::rules::{Asks, GroupSet};
use crate::seats::balance::{BalanceId, TraitId};
use crate::seats::{self, Beside, Holder, Near, NoSeat, Outsider, Outsiders, Placing};
use crate::seats::{Reach, Seated};
use crate::values::Score;

/// Who sits by the ranking alone, and whom gentle aims may move.
pub(super) struct Gentle {
    pub(super) seats: Vec<Placing>,
    aims: Aims,
    reach: Reach,
    /// How it is beside nobody.
    alone: Beside,
    /// Those who have a seat by the ranking alone.
    holders: Vec<Holder>,
    /// Those who have none; and the same where somebody may go who is in the ranking, so that groups may be closed later.
    outside: Outsiders,
    if_some_go: Outsiders,
    /// Those who have one for the sake of an aim.
    came: Vec<StandingId>,
}

struct Aims {
    /// First served first.
    all: Vec<Near>,
    /// Whom the first counts.
    over: Option<TraitId>,
}

impl Gentle {
    /// None without gentle aims, and where more than those and the ranking decides.
    pub(super) fn new(selection: &Selection<'_>, fits: &[GroupSet]) -> Option<Self> {
        let aims = aims(selection)?;
        let places = &selection.rules.places;
        let seats = seats::fill(places, fits, &|_| Vec::new().into()).seats;
        let alone = Seated::new(places, fits, &seats).alone();
        let scored = selection.judgements.each().filter_map(|(one, judgement)| {
            let outlook = selection.outlook(one);
            let fits = outlook.map_or(judgement.groups, together);
            let is_there = selection.outcome(one).standing().is_some() || outlook.is_some();
            let may_be = is_there || selection.is_superseded(one);
            may_be.then(|| (fits, selection.open_tally(one).most.decimal()))
        });
        let reach = Reach::new(places, &aims.all, &scored.collect::<Vec<_>>());
        let mut gentle = Self {
            outside: Outsiders::default(),
            if_some_go: Outsiders::default(),
            aims,
            reach,
            alone,
            holders: Vec::new(),
            came: Vec::new(),
            seats,
        };
        let mut others = Vec::new();
        for ((standing, placing), fits) in with_ids(&gentle.seats).zip(fits) {
            let one = &selection.standings[standing];
            let (fits, total) = (*fits, one.score.decimal());
            let balancing = selection.balancing.as_ref();
            let counts = balancing.map(|balancing| &balancing.counts[standing]);
            let (certainly, possibly) = gentle.aims.counts(counts);
            if matches!(placing, Placing::Seat(_) | Placing::OpenSeat) {
                gentle.holders.push(Holder {
                    standing,
                    fits,
                    total,
                    counts: certainly,
                });
            } else {
                others.push(Outsider {
                    fits,
                    from: total,
                    most: total,
                    counts: possibly,
                });
                let has_come = selection.is_seated(one.application);
                gentle.came.extend(has_come.then_some(standing));
            }
        }
        gentle.if_some_go = gentle.reach.outsiders(others.iter().copied());
        let closed = others.into_iter().map(|one| gentle.closed(selection, one));
        gentle.outside = gentle.reach.outsiders(closed);
        Some(gentle)
    }

    /// Who may lose a seat that they have by the ranking, or by an aim, whichever of these people come; `beside` has all ways in which
    /// they may. `some_go` says whether somebody who is in the ranking may not be there in the end.
    pub(super) fn moved(
        &self,
        selection: &Selection<'_>,
        (beside, some_go): (&Beside, bool),
        comers: impl Iterator<Item = ApplicationId>,
    ) -> BTreeSet<StandingId> {
        let stays = |holder: &Holder| beside.stay.contains(&holder.standing);
        let (mut stay, lost): (Vec<Holder>, Vec<Holder>) =
            self.holders.iter().copied().partition(stays);
        stay.retain(|holder| beside.no_seat(holder.fits) != NoSeat::Never);
        let of_lost = lost.iter().map(|holder| Outsider {
            fits: holder.fits,
            from: holder.total,
            most: holder.total,
            // What they count as may be open.
            counts: true,
        });
        let more = comers.flat_map(|one| self.comer(selection, beside, one));
        let more = more.chain(of_lost).map(|one| match some_go {
            true => one,
            false => self.closed(selection, one),
        });
        let more = self.reach.outsiders(more);
        let outside = if some_go {
            &self.if_some_go
        } else {
            &self.outside
        };
        let mut moved = self.reach.of(&[outside, &more], &stay);
        moved.extend(lost.iter().map(|holder| holder.standing));
        moved.extend(&self.came);
        moved
    }

    /// Whether somebody who is asked could have a seat by the ranking or come in for an aim, all others being as they are.
    pub(super) fn matters(&self, selection: &Selection<'_>, one: ApplicationId) -> bool {
        let outlook = selection.outlook(one);
        let ways = outlook.map_or_else(Vec::new, |outlook| selection.ways_in(outlook));
        let mut ways = ways.into_iter();
        let mut comer = self.comer(selection, &self.alone, one).into_iter();
        ways.any(|way| self.alone.admits(way))
            || comer.any(|one| self.reach.may_come(&self.closed(selection, one)))
    }

    /// Whether somebody in the ranking has a seat, or is near enough to one for the aims.
    fn is_near(&self, selection: &Selection<'_>, standing: StandingId) -> bool {
        let one = &selection.standings[standing];
        let total = one.score.decimal();
        let outsider = Outsider {
            fits: selection.judgements[one.application].groups,
            from: total,
            most: total,
            counts: true,
        };
        let mut holders = self.holders.iter();
        holders.any(|holder| holder.standing == standing)
            || self.reach.may_come(&self.closed(selection, outsider))
    }

    /// With which totals somebody who is asked, or who may come to stand, may be without a seat, by the groups that may admit them.
    fn comer(
        &self,
        selection: &Selection<'_>,
        beside: &Beside,
        one: ApplicationId,
    ) -> Vec<Outsider> {
        let tally = selection.open_tally(one);
        let ways: Vec<(GroupSet, Score)> = match selection.outlook(one) {
            None => vec![(selection.judgements[one].groups, tally.most)],
            Some(outlook) if !outlook.some_of => outlook.best.clone(),
            Some(outlook) => {
                let most = outlook.best.iter().map(|(_, score)| *score).max();
                let all = together(outlook).iter().map(GroupSet::only);
                let all = all.chain([GroupSet::EMPTY]);
                all.filter_map(|fits| Some((fits, most?))).collect()
            }
        };
        let balancing = selection.balancing.as_ref();
        let counts = balancing.and_then(|balancing| match selection.outcome(one).standing() {
            Some(standing) => balancing.counts.find(standing),
            None => balancing.asked.get(&one),
        });
        let (_, possibly) = self.aims.counts(counts);
        let bounded = |(fits, score): (GroupSet, Score)| {
            let most = match beside.no_seat(fits) {
                NoSeat::Never => return None,
                NoSeat::Below(last) => selection.standings[last].score.min(score),
                NoSeat::Anywhere => score,
            };
            (tally.least <= most).then(|| Outsider {
                fits,
                from: tally.least.decimal(),
                most: most.decimal(),
                counts: possibly,
            })
        };
        ways.into_iter().filter_map(bounded).collect()
    }

    /// The same, if all who are in the ranking stay: where groups were closed, they are closed then, too.
    fn closed(&self, selection: &Selection<'_>, one: Outsider) -> Outsider {
        let from = match self.alone.no_seat(one.fits) {
            NoSeat::Below(last) => selection.standings[last].score.decimal().max(one.from),
            NoSeat::Never | NoSeat::Anywhere => one.from,
        };
        Outsider { from, ..one }
    }
}

impl Selection<'_> {
    /// Nobody in the ranking is asked what they count as who is too far from every seat for a gentle aim.
    pub(super) fn ask_only_near(&mut self) {
        let asked = self.balancing.as_ref().map(|all| all.matters.clone());
        let asked = asked.unwrap_or_default();
        if asked.is_empty() {
            return;
        }
        let groups = |one: &Standing| self.judgements[one.application].groups;
        let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
        let Some(gentle) = Gentle::new(self, &fits) else {
            return;
        };
        let near = asked.into_iter();
        let near = near.filter(|standing| gentle.is_near(self, *standing));
        let near: BTreeSet<StandingId> = near.collect();
        if let Some(balancing) = &mut self.balancing {
            balancing.matters = near;
        }
    }
}

impl Aims {
    /// Whether somebody certainly, and whether they possibly count.
    fn counts(&self, of: Option<&Memberships>) -> (bool, bool) {
        let (Some(of), Some(over)) = (of, self.over) else {
            return (false, true);
        };
        let certainly = of.certain.contains(&over);
        (certainly, certainly || of.possible.contains(&over))
    }
}

/// The gentle aims; none where more than those and the ranking decides.
fn aims(selection: &Selection<'_>) -> Option<Aims> {
    let problem = &selection.balancing.as_ref()?.problem;
    if !balance::is_gentle(&selection.rules.places, problem) {
        return None;
    }
    let each = problem.rules.each().map(|(id, rule)| match &rule.asks {
        Asks::Aim(aim) => {
            let near = Near {
                within: aim.within?,
                over_all: rule.group.is_none(),
            };
            Some((aim.priority, id, near, rule.over))
        }
        Asks::AtMost(_) | Asks::AtLeast(_) => None,
    });
    let mut all: Vec<(u32, BalanceId, Near, TraitId)> = each.collect::<Option<_>>()?;
    all.sort_unstable_by_key(|(priority, id, ..)| (*priority, *id));
    Some(Aims {
        over: all.first().map(|(.., over)| *over),
        all: all.into_iter().map(|(_, _, near, _)| near).collect(),
    })
}

fn together(outlook: &Outlook) -> GroupSet {
    let all = outlook.best.iter().map(|(fits, _)| *fits);
    all.fold(GroupSet::EMPTY, GroupSet::or)
}
