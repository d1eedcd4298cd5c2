//! Those who hold a seat: where they may sit, and which group they keep where they can.

use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, Per, at_mut, find};
use crate::judge::Judgement;
use crate::judge::preferences::PreferenceOrder;
use crate::rules::{GroupId, GroupSet, Rules};
use crate::rulings::{Held, HeldBy, HeldIn, RulingsDone};
use crate::values::spelling::quoted;

/// Whoever holds a seat stands in the ranking by a total; without one nobody could check it.
pub fn open_score(applications: &Applications, application: ApplicationId) -> Finding {
    let wrong = format!(
        "application {} holds a seat, and its score is open: an answer that earns points cannot be read, or is missing",
        quoted(&applications.id(application))
    );
    let at = Location::File(applications.location(application));
    Finding::new(Code::RulingIdle, at, wrong)
        .help("give the answer by a decision `clarify` as well; `intake select` without the seat held lists what to ask")
}

pub struct Seatholders<'a> {
    rulings: &'a RulingsDone,
    judgements: &'a Per<ApplicationId, Judgement>,
    /// By group: the seats that nobody holds, where the run before gave seats out.
    free: Vec<u32>,
    any: bool,
}

impl<'a> Seatholders<'a> {
    pub fn new(
        rules: &Rules,
        rulings: &'a RulingsDone,
        judgements: &'a Per<ApplicationId, Judgement>,
    ) -> Self {
        let mut free: Vec<u32> = rules.places.groups.iter().map(|group| group.size).collect();
        let (mut any, mut of_a_run) = (false, false);
        for (_, held) in rulings.all_held() {
            any = true;
            of_a_run |= held.by == HeldBy::Run;
            if let HeldIn::Group(group) = held.seat {
                let seats = at_mut(&mut free, group);
                *seats = seats.saturating_sub(1);
            }
        }
        if !of_a_run {
            free.clear();
        }
        Self {
            rulings,
            judgements,
            free,
            any,
        }
    }

    pub fn is_empty(&self) -> bool {
        !self.any
    }

    pub fn is_one(&self, application: ApplicationId) -> bool {
        self.rulings.held(application).is_some()
    }

    /// The groups somebody may sit in. Whoever was invited to one, or confirmed it, sits there; the run before said where somebody sits,
    /// who may be moved to another of their groups where that makes room.
    pub fn fits(&self, application: ApplicationId) -> GroupSet {
        let own = self.judgements[application].groups;
        let Some(held) = self.rulings.held(application) else {
            return own;
        };
        match (held.by, held.seat) {
            (HeldBy::Decision(_), HeldIn::Group(group)) => GroupSet::only(group),
            (HeldBy::Run, HeldIn::Group(group)) => own.with(group),
            (HeldBy::Decision(_), HeldIn::Open) => GroupSet::EMPTY,
            (HeldBy::Run, HeldIn::Open) | (_, HeldIn::Any) => own,
        }
    }

    /// Whether the seat somebody holds by a decision is a group's.
    pub fn is_in_groups(&self, application: ApplicationId) -> bool {
        let held = self.rulings.held(application);
        held.is_some_and(|held| {
            matches!(
                (held.by, held.seat),
                (HeldBy::Decision(_), HeldIn::Group(_))
            )
        })
    }

    /// What somebody wants: whoever holds a seat keeps their group, and whoever comes in takes a free seat, before anybody moves.
    pub fn prefers(&self, application: ApplicationId, wished: PreferenceOrder) -> PreferenceOrder {
        let (mut order, rest): (Vec<GroupId>, Vec<GroupId>) = match self.rulings.held(application) {
            Some(Held {
                seat: HeldIn::Group(own),
                ..
            }) => {
                let others = wished.order.iter().copied();
                (vec![own], others.filter(|group| *group != own).collect())
            }
            Some(_) => return wished,
            None => {
                let free =
                    |group: &&GroupId| find(&self.free, **group).is_some_and(|free| *free > 0);
                wished.order.iter().partition(free)
            }
        };
        order.extend(rest);
        PreferenceOrder {
            order,
            unordered: wished.unordered,
        }
    }
}
