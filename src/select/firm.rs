//! Which seats are firm: their holders keep a seat, if need be in another of their own groups, whatever those who are asked answer, each of
//! them and all together. What is not certain is provisional; and of each who is asked, whose seats they could take.
//!
//! Everybody who is asked comes into the ranking as several newcomers at once, one for each set of groups with which they may come out, just
//! above everybody with the same score; whoever still sits beside all of these is firm (`seats::newcomers` says why). Who may have to give
//! way, because one who is asked may be the same person, is not; that others go helps everybody else.
//!
//! Under balance rules that are gentle aims alone it is the same, but for seats that somebody may have to give up for an aim (`gentle`). Under
//! others everything that may come out is tried (`by_balance`). Where seats are dealt in turn, one who comes may bring a group a seat and take one
//! from another, so every count of them is tried (`seats::keep_dealt_seats`). Where what may come out is too much to try, all seats are firm or none; but for those that are held, which stay. So it is where an answer would change
//! what ratings are evened out to, and with it everybody's total.

use std::collections::{BTreeMap, BTreeSet};

use super::balance::{self, Balancing};
use super::doubts::Doubts;
use super::gentle::Gentle;
use super::{Outcome, Selection};
use crate::base::ids::{ApplicationId, with_ids};
use crate::judge::Verdict;
use crate::open_answers::Outlook;
use crate::rank::{Standing, StandingId};
use crate::rules::GroupSet;
use crate::seats::{Beside, Newcomer, Placing, Seated, keep_dealt_seats, strongest};
use crate::values::Score;

/// Newcomers beyond these are not put into the ranking together; then no seat is firm.
const MOST: usize = 2_000_000;

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

/// What it hangs on.
pub(super) struct Known<'p> {
    /// By the ranking alone, where gentle aims are all there is beside it.
    pub(super) seated: Seated<'p>,
    pub(super) gentle: Option<Gentle>,
    pub(super) doubts: Doubts,
    /// By those who are asked: as whom they may come into the ranking.
    pub(super) newcomers: BTreeMap<ApplicationId, Vec<Newcomer>>,
    /// The same of applications that may come to stand; none where that is not known.
    pub(super) returning: Option<Vec<Vec<Newcomer>>>,
    /// Under balance rules that are more than gentle aims.
    by_balance: bool,
}

impl<'p> Known<'p> {
    fn new(selection: &Selection<'p>, fits: &[GroupSet], seats: &[Placing]) -> Self {
        let places = &selection.rules.places;
        let doubts = selection.doubts();
        let gentle = Gentle::new(selection, fits);
        let seated = gentle.as_ref().map_or(seats, |gentle| &gentle.seats);
        let seated = Seated::new(places, fits, seated);
        let comes_back = |one: &ApplicationId| {
            let ways = selection.comes_back(*one)?.into_iter();
            Some(ways.map(|way| seated.nearest(way)).collect())
        };
        let returning = doubts.returning.iter().map(comes_back).collect();
        let outlooks = selection.outlooks.iter().chain(&selection.reranked);
        let newcomers = outlooks.map(|(one, outlook)| {
            let ways = selection.ways_in(outlook).into_iter();
            let ways: Vec<Newcomer> = ways.map(|way| seated.nearest(way)).collect();
            (*one, strongest(places, &ways))
        });
        Self {
            newcomers: newcomers.collect(),
            returning,
            by_balance: selection.balancing.is_some() && gentle.is_none(),
            seated,
            gentle,
            doubts,
        }
    }

    /// Who keeps a seat where seats are dealt in turn; none where that is too much to try, or hangs on who is the same person as whom: one
    /// who goes can take a seat from a group, and with it from somebody else.
    fn keep_dealt_seats(&self, returning: &[Vec<Newcomer>]) -> Option<BTreeSet<StandingId>> {
        if self.gentle.is_some() || !self.doubts.seats.is_empty() {
            return None;
        }
        let people = self.newcomers.values().chain(returning);
        keep_dealt_seats(&self.seated, people.map(Vec::as_slice))
    }
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

    pub(super) fn firmness(&self) -> &Firm {
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

    pub(super) fn is_superseded(&self, application: ApplicationId) -> bool {
        matches!(self.outcome(application), Outcome::Superseded { .. })
    }

    pub fn is_seated(&self, application: ApplicationId) -> bool {
        matches!(self.outcome(application), Outcome::Selected { .. })
    }

    fn worked_out(&self) -> Firm {
        let groups = |standing: &Standing| self.judgements[standing.application].groups;
        let fits: Vec<GroupSet> = self.standings.iter().map(groups).collect();
        let has_seat = |placing: &Placing| matches!(placing, Placing::Seat(_) | Placing::OpenSeat);
        let seats = with_ids(&self.filling.seats).filter(|(_, placing)| has_seat(placing));
        let all: BTreeSet<StandingId> = seats.map(|(standing, _)| standing).collect();
        // Whoever is on a shortlist by a tie alone is not on it any more once the line moves up.
        let seats = self.seats_without_ties();
        let known = Known::new(self, &fits, &seats);
        let some_come = |all: &Vec<Vec<Newcomer>>| all.iter().any(|one| !one.is_empty());
        let move_all = self.ratings_may_move();
        let is_open = move_all
            || !known.doubts.seats.is_empty()
            || known.returning.as_ref().is_none_or(some_come)
            || self.newcomers_matter(&known);
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
        let held = || all.iter().copied().filter(|one| self.is_held(*one));
        if move_all {
            return Firm {
                firm: held().collect(),
                ..firm
            };
        }
        let stay = match &known.returning {
            _ if known.by_balance => {
                let tried = self.kept(&known.doubts, known.returning.as_deref());
                let (kept, could_take) = tried.map_or_else(
                    || (held().collect(), None),
                    |tried| (tried.seats, tried.could_take),
                );
                return Firm {
                    firm: kept,
                    could_take,
                    ..firm
                };
            }
            Some(returning) => {
                let together = known.newcomers.values().chain(returning).flatten();
                let beside = self.whichever(&known.seated, together.copied());
                let stay = |beside: Beside| match &known.gentle {
                    None => beside.stay,
                    Some(gentle) => {
                        let comers = known.newcomers.keys().chain(&known.doubts.returning);
                        let some_go = !known.doubts.seats.is_empty();
                        let moved = gentle.moved(self, (&beside, some_go), comers.copied());
                        all.difference(&moved).copied().collect()
                    }
                };
                let dealt = || known.keep_dealt_seats(returning);
                beside.map(stay).or_else(dealt).unwrap_or_default()
            }
            None => BTreeSet::new(),
        };
        let in_doubt = |standing: &StandingId| {
            let mut seats = known.doubts.seats.values();
            seats.any(|seats| seats.as_ref().is_none_or(|seats| seats.contains(standing)))
        };
        firm.firm = stay.into_iter().filter(|one| !in_doubt(one)).collect();
        firm.could_take = self.seats_by_asked(&known, &all);
        firm
    }

    /// Who keeps a seat whichever of these come; none where that is not known.
    fn whichever(
        &self,
        seated: &Seated<'_>,
        newcomers: impl Iterator<Item = Newcomer>,
    ) -> Option<Beside> {
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
    pub(super) fn ways_in(&self, outlook: &Outlook) -> Vec<Newcomer> {
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

    pub(super) fn newcomer(&self, fits: GroupSet, score: Score) -> Newcomer {
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
    fn newcomers_matter(&self, known: &Known<'_>) -> bool {
        let matters = |balancing: &Balancing| !balancing.matters.is_empty();
        if self.balancing.as_ref().is_some_and(matters) {
            return true;
        }
        if let Some(gentle) = &known.gentle {
            return self.asked().any(|one| gentle.matters(self, one));
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
