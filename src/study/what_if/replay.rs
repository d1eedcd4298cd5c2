//! Where changes are tried: the real stages on the changed cells, and the real filling of the whole pool.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::how_far::{HowFar, Reached, how_far};
use super::super::pool::{Other, Pool};
use super::super::recorded::{Recorded, recorded};
use super::super::ties::first_of;
use super::refill::{One, Seats};
use super::told::{Change, Then, Trial};
use crate::answers::Applications;
use crate::answers::synthetic::Answers;
use crate::base::ids::{ApplicationId, find, ids};
use crate::judge::Judgement;
use crate::judge::criteria::Facts;
use crate::judge::preferences::PreferenceOrder;
use crate::open_answers::PossibleWorlds;
use crate::rank::StandingId;
use crate::record::Record;
use crate::rules::{CriterionId, GroupId, GroupSet, Rules, Ties};
use crate::score::Contribution;
use crate::seats::{Filling, Placing};
use crate::select::{self, keep_ties};
use crate::values::{Answer, LevelSet, OutcomeKind, Score, SeatIn};

/// One application and the pool it stands in.
pub(super) struct Replay<'a> {
    pub(super) rules: &'a Rules,
    pub(super) this: Recorded<'a>,
    pool: Pool<'a>,
    seats: Seats<'a>,
    /// Those in the pool whose tie-breaks were looked up.
    others: RefCell<BTreeMap<StandingId, Option<(Recorded<'a>, Applications)>>>,
}

/// What came of changed cells.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) levels: Vec<LevelSet>,
    pub(super) judgement: Judgement,
    pub(super) parts: Vec<Contribution>,
    pub(super) came: Came,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Came {
    Ineligible,
    Unclear,
    BelowFloor {
        total: Score,
    },
    Ranked {
        standing: StandingId,
        /// The best place of those with their total, where a shortlist keeps ties; else their own.
        seated_at: StandingId,
        order: Vec<GroupId>,
        one: One,
    },
    /// It hangs on a personal column.
    Withheld,
}

impl<'a> Replay<'a> {
    /// None where the record does not fit the rules.
    pub(super) fn new(rules: &'a Rules, record: &Record<'_>, pool: Pool<'a>) -> Option<Self> {
        let this = recorded(rules, record)?;
        let seats = Seats::new(rules, record, &pool);
        Some(Self {
            rules,
            this,
            pool,
            seats,
            others: RefCell::default(),
        })
    }

    /// What comes of each row of cells.
    pub(super) fn run(&self, rows: &[Answers]) -> Vec<Tried> {
        let Some(applications) = self.this.read(self.rules, rows) else {
            return Vec::new();
        };
        let mut worlds = PossibleWorlds::new(&self.this.rules);
        applications
            .ids()
            .map(|row| self.one(&mut worlds, &applications, row))
            .collect()
    }

    /// The application's cells, read.
    pub(super) fn read(&self) -> Option<Applications> {
        self.this
            .read(self.rules, std::slice::from_ref(&self.this.cells))
    }

    fn one(
        &self,
        worlds: &mut PossibleWorlds<'_>,
        applications: &Applications,
        row: ApplicationId,
    ) -> Tried {
        let HowFar {
            levels,
            judgement,
            parts,
            to,
        } = how_far(&self.this, worlds, applications, row);
        let came = match to {
            Reached::Ineligible => Came::Ineligible,
            Reached::Unclear => Came::Unclear,
            Reached::BelowFloor { total } => Came::BelowFloor { total },
            Reached::Withheld => Came::Withheld,
            Reached::Ranking { total, order } => {
                let facts = select::facts(&self.this.rules, applications, &[], row);
                let facts = Facts {
                    own: &levels,
                    ..facts
                };
                let standing = self.standing(total.decimal(), applications, row);
                standing.map_or(Came::Withheld, |standing| Came::Ranked {
                    standing,
                    seated_at: self.seated_at(standing, total.decimal()),
                    order,
                    one: One {
                        fits: judgement.groups,
                        total,
                        counts: self.seats.counts(self.rules, facts),
                    },
                })
            }
        };
        Tried {
            levels,
            judgement,
            parts,
            came,
        }
    }

    /// Behind all in the pool that go before; none where a tie-break over a personal column decides.
    fn standing(
        &self,
        total: Decimal,
        applications: &Applications,
        row: ApplicationId,
    ) -> Option<StandingId> {
        let ranked = self.pool.ranked.as_slice();
        let mut low = ranked.partition_point(|other| other.total > total);
        let mut high = ranked.partition_point(|other| other.total >= total);
        while low < high {
            let middle = low.midpoint(high);
            match self.against(StandingId(middle), applications, row)? {
                Ordering::Less => high = middle,
                Ordering::Equal | Ordering::Greater => low = middle.saturating_add(1),
            }
        }
        Some(StandingId(low))
    }

    /// Whoever has the total of the last on a shortlist that keeps ties is on it, and so is whoever is there when first among their like.
    fn seated_at(&self, standing: StandingId, total: Decimal) -> StandingId {
        let shortlist = self.rules.stage().and_then(|stage| stage.shortlist);
        if shortlist.is_none_or(|shortlist| shortlist.ties == Ties::Settled) {
            return standing;
        }
        let ranked = self.pool.ranked.as_slice();
        StandingId(ranked.partition_point(|other| other.total > total))
    }

    /// Whether the application goes before somebody with the same total.
    fn against(
        &self,
        other: StandingId,
        applications: &Applications,
        row: ApplicationId,
    ) -> Option<Ordering> {
        let rules = self.rules;
        let mut others = self.others.borrow_mut();
        let known = others.entry(other).or_insert_with(|| {
            let other = recorded(rules, &self.pool.record(other)?)?;
            let applications = other.read(rules, std::slice::from_ref(&other.cells))?;
            Some((other, applications))
        });
        let (other, cells) = known.as_ref()?;
        let left = select::facts(&self.this.rules, applications, &[], row);
        let right = select::facts(&other.rules, cells, &[], ApplicationId(0));
        let (this, other) = (
            (&self.this.rules.measures, left),
            (&other.rules.measures, right),
        );
        first_of(rules, (this, other), &[])
    }

    /// Whether somebody who came so far gets a seat.
    pub(super) fn sits(&mut self, came: &Came) -> bool {
        match came {
            Came::Ranked {
                standing,
                seated_at,
                order,
                one,
            } => {
                // Who is not chosen as the first of their like is not by a tie either; who is may still be no tie of a line they fit.
                let as_first = self.seats.sits(*seated_at, one);
                if !as_first || seated_at == standing || self.seats.sits(*standing, one) {
                    return as_first;
                }
                let filling = self.filled(*standing, order, one);
                let placing = filling.as_ref().and_then(|of| find(&of.seats, *standing));
                matches!(placing, Some(Placing::Seat(_) | Placing::OpenSeat))
            }
            Came::Ineligible | Came::Unclear | Came::BelowFloor { .. } | Came::Withheld => false,
        }
    }

    /// The whole pool filled anew with somebody at a place, and whoever ties keep on a shortlist.
    fn filled(&self, standing: StandingId, order: &[GroupId], one: &One) -> Option<Filling> {
        let ranked = &self.pool.ranked;
        // Behind them everybody stands one lower than in the pool.
        let other = |at: StandingId| match at < standing {
            true => ranked.find(at),
            false => ranked.find(at.above()?),
        };
        let order = |at: StandingId| match at == standing {
            true => order.to_vec(),
            false => other(at).map(Other::order).unwrap_or_default(),
        };
        let prefers = |at: StandingId| PreferenceOrder::from(order(at));
        let mut filling = self.seats.fill(self.rules, (standing, one), &prefers)?;
        let total = |at: StandingId| match at == standing {
            true => one.total.decimal(),
            false => other(at).map_or(Decimal::ZERO, |other| other.total),
        };
        let fits = |at: StandingId| match at == standing {
            true => one.fits,
            false => other(at).map_or(GroupSet::default(), |other| other.fits),
        };
        let fits: Vec<GroupSet> = ids(filling.seats.len()).map(fits).collect();
        keep_ties(self.rules, &total, &fits, &order, &mut filling);
        Some(filling)
    }

    /// Whether some changes were not tried, because that was too much work.
    pub(super) fn gave_up(&self) -> bool {
        self.seats.gave_up()
    }

    /// The outcome, in full: the whole pool is filled anew.
    pub(super) fn then(&self, tried: &Tried) -> Then {
        let plain = |outcome: OutcomeKind| Then {
            outcome: Some(outcome),
            ..Then::default()
        };
        let named = |answer: Answer| -> Vec<String> {
            let criteria = self.rules.criteria.iter().enumerate();
            let with =
                criteria.filter(|(at, _)| tried.judgement.answer(CriterionId(*at)) == answer);
            with.map(|(_, criterion)| criterion.id.clone()).collect()
        };
        let is_shortlisting = self.rules.is_shortlisting();
        let (chosen, passed_over) = if is_shortlisting {
            let not = OutcomeKind::NotShortlisted;
            (OutcomeKind::Shortlisted, (not, not))
        } else {
            let not = (OutcomeKind::Unplaced, OutcomeKind::BelowFloor);
            (OutcomeKind::Selected, not)
        };
        match &tried.came {
            Came::Ineligible => Then {
                not_met: named(Answer::NotMet),
                ..plain(OutcomeKind::Ineligible)
            },
            Came::Unclear => Then {
                unclear: named(Answer::Unclear),
                ..plain(OutcomeKind::Clarify)
            },
            Came::BelowFloor { total } => Then {
                total: Some(total.to_string()),
                ..plain(passed_over.1)
            },
            Came::Withheld => Then::default(),
            Came::Ranked {
                standing,
                order,
                one,
                ..
            } => {
                let Some(filling) = self.filled(*standing, order, one) else {
                    return Then::default();
                };
                let id = |group: GroupId| {
                    self.rules
                        .places
                        .groups
                        .find(group)
                        .map(|group| SeatIn::Group(Cow::Owned(group.id.clone())))
                };
                let (outcome, group, reserve) = match find(&filling.seats, *standing) {
                    Some(Placing::Seat(group)) => (chosen, id(*group), None),
                    Some(Placing::OpenSeat) => (chosen, Some(SeatIn::Open), None),
                    Some(Placing::Reserve { group, rank }) => {
                        (OutcomeKind::Reserve, id(*group), Some(*rank))
                    }
                    Some(Placing::Unplaced) | None => (passed_over.0, None, None),
                };
                Then {
                    group,
                    reserve,
                    position: Some(standing.position()),
                    total: Some(one.total.to_string()),
                    ..plain(outcome)
                }
            }
        }
    }

    /// A change with what would come of it.
    pub(super) fn trial(&self, changes: Vec<Change>, tried: &Tried, was: &Then) -> Trial {
        let then = self.then(tried);
        let same =
            (&then.outcome, &then.group, then.reserve) == (&was.outcome, &was.group, was.reserve);
        Trial {
            changes,
            changes_outcome: !same,
            then,
        }
    }
}
