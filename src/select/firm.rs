//! Which seats are firm: their holders keep a seat, if need be in another of their own groups, whatever those who are asked answer, each of
//! them and all together. What is not certain is provisional; and of each who is asked, whose seats they could take.
//!
//! Everybody who is asked comes into the ranking as several newcomers at once, one for each set of groups with which they may come out, just
//! above everybody with the same score; whoever still sits beside all of these is firm (`seats::newcomers` says why). Who may have to give
//! way, because one who is asked may be the same person, is not; that others go helps everybody else.
//!
//! Where that does not follow, because seats are dealt in turn, balance rules ask for somebody or seats are held, all seats are firm or none;
//! but for those that are held, which stay.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::balance::{self, Balancing};
use super::{Outcome, Selection};
use crate::base::ids::ApplicationId;
use crate::judge::Verdict;
use crate::open_answers::Outlook;
use crate::rank::{Standing, StandingId};
use crate::rules::GroupSet;
use crate::seats::{Newcomer, Seated, strongest};
use crate::values::Score;

/// Newcomers beyond these are not put into the ranking together; then no seat is firm.
const MOST: usize = 2_000_000;

/// People looked at for whose seats hang on whom. Beyond it that is not worked out.
const MOST_LOOKED_AT: usize = 5_000_000;

/// Sets of groups of one person beyond these are not told apart.
const MOST_SETS: usize = 64;

/// Which seats hold, and what they hang on.
#[derive(Debug, Default)]
pub(super) struct Firm {
    /// Whether somebody who has a seat may lose or change it.
    pub(super) is_open: bool,
    pub(super) firm: BTreeSet<StandingId>,
    pub(super) seated: usize,
    /// By those who are asked: whose seats they could take, each alone; none where there was too much to look at.
    pub(super) could_take: Option<BTreeMap<ApplicationId, Vec<StandingId>>>,
}

impl Selection<'_> {
    /// Whether the one with this standing keeps a seat whatever is answered.
    pub fn is_firm(&self, standing: StandingId) -> bool {
        self.firmness().firm.contains(&standing)
    }

    /// How many seats are firm, and how many are taken.
    pub fn firm_seats(&self) -> (usize, usize) {
        let firm = self.firmness();
        (firm.firm.len(), firm.seated)
    }

    /// Whose seats an answer of one who is asked could take, were all others left as they are; best-ranked first. None where there was
    /// too much to look at.
    pub fn could_take(&self, application: ApplicationId) -> Option<&[StandingId]> {
        let all = self.firmness().could_take.as_ref()?;
        Some(all.get(&application).map_or(&[], Vec::as_slice))
    }

    /// Those who are asked and could take a seat from somebody, each alone, those first who could take most; where that was too much to
    /// look at, all who are asked.
    pub fn takers(&self) -> Vec<ApplicationId> {
        let takes = |one: ApplicationId| match self.could_take(one) {
            Some([]) => None,
            Some(seats) => Some((seats.len(), one)),
            None => Some((0, one)),
        };
        // Balance rules may hang on the answers of somebody who is ranked.
        let ranked = self.standings.iter().map(|standing| standing.application);
        let ranked = ranked.filter(|one| self.is_asked_for_balance(*one));
        let mut all: Vec<(usize, ApplicationId)> =
            self.asked().chain(ranked).filter_map(takes).collect();
        all.sort_by_key(|(seats, _)| Reverse(*seats));
        all.into_iter().map(|(_, one)| one).collect()
    }

    fn firmness(&self) -> &Firm {
        self.firm.get_or_init(|| self.worked_out())
    }

    /// Whether somebody who has a seat may lose or change it, whatever those who are asked answer.
    pub fn seats_are_open(&self) -> bool {
        self.firmness().is_open
    }

    /// Those about whom somebody is asked.
    pub(super) fn asked(&self) -> impl Iterator<Item = ApplicationId> {
        let outcomes = self.outcomes.each();
        let asked = outcomes.filter(|(_, outcome)| matches!(outcome, Outcome::Clarify { .. }));
        asked.map(|(application, _)| application)
    }

    pub(super) fn is_seated(&self, application: ApplicationId) -> bool {
        matches!(self.outcome(application), Outcome::Selected { .. })
    }

    fn worked_out(&self) -> Firm {
        let places = &self.rules.places;
        let groups = |standing: &Standing| self.judgements[standing.application].groups;
        let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
        let seated = Seated::new(places, &fits, &self.filling.seats);
        let all: BTreeSet<StandingId> = seated.all().collect();
        let doubts = self.doubts();
        let comes_back = |one: &ApplicationId| {
            let ways = self.comes_back(*one)?.into_iter();
            Some(ways.map(|way| seated.nearest(way)).collect())
        };
        let returning = doubts.returning.iter().map(comes_back);
        let returning: Option<Vec<Vec<Newcomer>>> = returning.collect();
        let some_come = |all: &Vec<Vec<Newcomer>>| all.iter().any(|one| !one.is_empty());
        let is_open = !doubts.seats.is_empty()
            || returning.as_ref().is_none_or(some_come)
            || self.newcomers_matter();
        let mut firm = Firm {
            is_open,
            seated: all.len(),
            ..Firm::default()
        };
        if !is_open || all.is_empty() {
            firm.firm = all;
            firm.could_take = Some(BTreeMap::new());
            return firm;
        }
        let mut newcomers: BTreeMap<ApplicationId, Vec<Newcomer>> = BTreeMap::new();
        for (one, outlook) in &self.outlooks {
            let ways = self.ways_in(outlook).into_iter();
            let ways: Vec<Newcomer> = ways.map(|way| seated.nearest(way)).collect();
            newcomers.insert(*one, strongest(places, &ways));
        }
        let balanced = self.balancing.is_some();
        let stay = match &returning {
            _ if balanced => all
                .iter()
                .copied()
                .filter(|one| self.is_held(*one))
                .collect(),
            Some(returning) => {
                let together = newcomers.values().chain(returning).flatten().copied();
                self.whichever(&seated, together).unwrap_or_default()
            }
            None => BTreeSet::new(),
        };
        let in_doubt = |standing: &StandingId| {
            let mut seats = doubts.seats.values();
            seats.any(|seats| seats.as_ref().is_none_or(|seats| seats.contains(standing)))
        };
        firm.firm = stay.into_iter().filter(|one| !in_doubt(one)).collect();
        let every_seat = doubts.seats.values().filter(|seats| seats.is_none());
        let different: BTreeSet<&Newcomer> = newcomers
            .values()
            .chain(returning.iter().flatten())
            .flatten()
            .collect();
        let work = different.len().saturating_mul(seated.work());
        let work = work.saturating_add(every_seat.count().saturating_mul(all.len()));
        if balanced || work > MOST_LOOKED_AT {
            return firm;
        }
        let mut known: BTreeMap<Newcomer, Vec<StandingId>> = BTreeMap::new();
        let mut displaced = |newcomers: &[Newcomer]| -> BTreeSet<StandingId> {
            let by = newcomers.iter().flat_map(|one| {
                let by = known
                    .entry(*one)
                    .or_insert_with(|| seated.displaced_by(*one));
                by.clone()
            });
            by.collect()
        };
        let by_returning: BTreeSet<StandingId> = match &returning {
            Some(returning) => returning.iter().flat_map(|one| displaced(one)).collect(),
            None => all.clone(),
        };
        let mut could_take = BTreeMap::new();
        for one in self.asked() {
            let mut seats = newcomers
                .get(&one)
                .map_or_else(BTreeSet::new, |one| displaced(one));
            match doubts.seats.get(&one) {
                Some(None) => seats.clone_from(&all),
                Some(Some(more)) => seats.extend(more),
                None => {}
            }
            if doubts.brings_back.contains(&one) {
                seats.extend(&by_returning);
            }
            if !seats.is_empty() {
                could_take.insert(one, seats.into_iter().collect());
            }
        }
        firm.could_take = Some(could_take);
        firm
    }

    /// Those who keep a seat whichever of these come; none where that is not known.
    fn whichever(
        &self,
        seated: &Seated<'_>,
        newcomers: impl Iterator<Item = Newcomer>,
    ) -> Option<BTreeSet<StandingId>> {
        let places = &self.rules.places;
        let in_groups = places.groups.iter().map(|group| group.size);
        let seats = in_groups.fold(places.cap, u32::saturating_add);
        let mut many: BTreeMap<Newcomer, u32> = BTreeMap::new();
        for newcomer in newcomers {
            let many = many.entry(newcomer).or_default();
            // More than there are seats can take no more.
            *many = many.saturating_add(1).min(seats);
        }
        let all = many.values().map(|many| *many as usize);
        if all.fold(0, usize::saturating_add) > MOST {
            return None;
        }
        let repeated =
            |(newcomer, many): (Newcomer, u32)| std::iter::repeat_n(newcomer, many as usize);
        let mut all: Vec<Newcomer> = many.into_iter().flat_map(repeated).collect();
        seated.whichever(&mut all)
    }

    /// With which groups, and from which place on, somebody may come into the ranking.
    fn ways_in(&self, outlook: &Outlook) -> Vec<Newcomer> {
        let best = &outlook.best;
        if !outlook.some_of && best.len() <= MOST_SETS {
            let way = |(fits, score): &(GroupSet, Score)| self.newcomer(*fits, *score);
            return best.iter().map(way).collect();
        }
        let groups = best
            .iter()
            .fold(GroupSet::EMPTY, |all, (groups, _)| all.or(*groups));
        let Some(most) = best.iter().map(|(_, score)| *score).max() else {
            return Vec::new();
        };
        // Any of the groups together take no other seats than each of them by itself.
        let all = groups.iter().map(GroupSet::only).chain([GroupSet::EMPTY]);
        all.map(|fits| self.newcomer(fits, most)).collect()
    }

    fn newcomer(&self, fits: GroupSet, score: Score) -> Newcomer {
        // Winning every tie.
        let above = |standing: &Standing| standing.score > score;
        let before = StandingId(self.standings.as_slice().partition_point(above));
        Newcomer { before, fits }
    }

    /// How somebody may come into the ranking for whom another application stands by now; none where that is not known.
    fn comes_back(&self, application: ApplicationId) -> Option<Vec<Newcomer>> {
        let judgement = &self.judgements[application];
        match judgement.verdict() {
            Verdict::Ineligible => Some(Vec::new()),
            Verdict::Unclear => None,
            Verdict::Eligible => {
                let score = self.tally(application).known()?;
                Some(vec![self.newcomer(judgement.groups, score)])
            }
        }
    }

    fn is_held(&self, standing: StandingId) -> bool {
        let held = self.rulings.held(self.standings[standing].application);
        held.is_some()
    }

    /// Whether those who are asked may take a seat by what they answer, apart from who they are.
    fn newcomers_matter(&self) -> bool {
        let matters = |balancing: &Balancing| !balancing.matters.is_empty();
        if self.balancing.as_ref().is_some_and(matters) {
            return true;
        }
        if balance::is_needed(self.rules) {
            // Two may bring together what a balance rule asks for, and neither of them alone.
            return self
                .outlooks
                .values()
                .any(|outlook| !outlook.best.is_empty());
        }
        self.could_sit() > 0 && !self.has_seats_for_all()
    }
}
