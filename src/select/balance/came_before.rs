//! Who has a seat although somebody ranked above, who could sit there, has none. The ranking alone never comes to that: balance rules do,
//! seats that are held, and what people prefer.

use std::collections::{BTreeMap, BTreeSet};

use super::Balancing;
use crate::base::ids::{Per, find, with_ids};
use crate::rank::StandingId;
use crate::rules::{Amount, Asks, GroupId};
use crate::seats::Placing;
use crate::seats::balance::{BalanceId, Candidate, Reason, Rule, TraitId};

/// Before whom somebody is seated, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBefore {
    /// The best-ranked of those passed over.
    pub passed_over: StandingId,
    /// How many more of them there are.
    pub more: usize,
    pub because: Ground,
}

/// Why somebody is seated before people ranked above.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The seat is held.
    Held,
    /// Each of these would be broken, or missed by more, if the two changed places.
    Rules(Vec<BalanceId>),
    /// These leave no room for it together; blank where that was not worked out.
    Together(Vec<Reason>),
}

/// Those without a seat who could sit somewhere: the best-ranked, and how many.
type Passed = Option<(StandingId, usize)>;

/// By everybody seated before people ranked above.
pub(super) fn came_before(
    balancing: &Balancing,
    seats: &[Placing],
) -> BTreeMap<StandingId, CameBefore> {
    let problem = &balancing.problem;
    let mut by_group: Per<GroupId, Passed> = problem.sizes.iter().map(|_| None).collect();
    let mut by_open: Passed = None;
    let counted = Counted::new(balancing, seats);
    let mut all = BTreeMap::new();
    for (one, candidate) in problem.candidates.each() {
        let seat = match find(seats, one) {
            Some(Placing::Seat(group)) => Some(*group),
            Some(Placing::OpenSeat) => None,
            Some(Placing::Reserve { .. } | Placing::Unplaced) | None => {
                for group in candidate.groups.iter() {
                    if by_group.find(group).is_some() {
                        count(&mut by_group[group], one);
                    }
                }
                if !candidate.in_groups {
                    count(&mut by_open, one);
                }
                continue;
            }
        };
        let passed = seat.map_or(by_open, |group| by_group.find(group).copied().flatten());
        let Some((passed_over, many)) = passed else {
            continue;
        };
        let before = CameBefore {
            passed_over,
            more: many.saturating_sub(1),
            because: because(balancing, &counted, (one, seat), passed_over),
        };
        all.insert(one, before);
    }
    all
}

fn count(passed: &mut Passed, one: StandingId) {
    let (first, many) = passed.unwrap_or((one, 0));
    *passed = Some((first, many.saturating_add(1)));
}

fn because(
    balancing: &Balancing,
    counted: &Counted,
    (seated, seat): (StandingId, Option<GroupId>),
    passed_over: StandingId,
) -> Ground {
    let candidates = &balancing.problem.candidates;
    let (one, other) = (&candidates[seated], &candidates[passed_over]);
    let mut broken = counted.broken(balancing, (one, seat), other);
    if one.held {
        // A rule that must hold keeps the other out, whoever sat here.
        let rules = &balancing.problem.rules;
        broken.retain(|id| !matches!(rules[*id].asks, Asks::Aim(_)));
        if broken.is_empty() {
            return Ground::Held;
        }
    }
    if !broken.is_empty() {
        return Ground::Rules(broken);
    }
    let found = balancing.passed_over.get(&passed_over);
    let swap = found.and_then(|found| found.swap.as_ref());
    let swap = swap.filter(|swap| swap.seated == seated);
    Ground::Together(swap.map_or_else(Vec::new, |swap| swap.certificate.reasons.clone()))
}

/// How many of those selected count for each rule, and how many it is measured against.
struct Counted {
    by_trait: BTreeMap<TraitId, Vec<BalanceId>>,
    selected: Per<BalanceId, u32>,
    asked: Per<BalanceId, u32>,
}

impl Counted {
    fn new(balancing: &Balancing, seats: &[Placing]) -> Self {
        let problem = &balancing.problem;
        let mut by_trait: BTreeMap<TraitId, Vec<BalanceId>> = BTreeMap::new();
        for (id, rule) in problem.rules.each() {
            by_trait.entry(rule.over).or_default().push(id);
        }
        let mut selected: Per<BalanceId, u32> = problem.rules.iter().map(|_| 0).collect();
        let mut sizes: BTreeMap<Option<GroupId>, u32> = BTreeMap::new();
        let mut add = |group: Option<GroupId>| {
            let size = sizes.entry(group).or_default();
            *size = size.saturating_add(1);
        };
        for (one, placing) in with_ids::<StandingId, Placing>(seats) {
            let seat = match placing {
                Placing::Seat(group) => Some(*group),
                Placing::OpenSeat => None,
                Placing::Reserve { .. } | Placing::Unplaced => continue,
            };
            add(None);
            if seat.is_some() {
                add(seat);
            }
            for over in distinct(&problem.candidates[one].traits) {
                for id in by_trait.get(&over).into_iter().flatten() {
                    if is_in_scope(&problem.rules[*id], seat) {
                        selected[*id] = selected[*id].saturating_add(1);
                    }
                }
            }
        }
        let aims = balancing.aims.iter().flatten();
        let targets: BTreeMap<BalanceId, u32> = aims.map(|met| (met.aim, met.target)).collect();
        let asked = problem.rules.each().map(|(id, rule)| {
            let of = sizes.get(&rule.group).copied().unwrap_or(0);
            targets
                .get(&id)
                .copied()
                .unwrap_or_else(|| people(&rule.asks, of))
        });
        Self {
            asked: asked.collect(),
            by_trait,
            selected,
        }
    }

    /// The rules that would be broken, or missed by more, if another took somebody's seat.
    fn broken(
        &self,
        balancing: &Balancing,
        (one, seat): (&Candidate, Option<GroupId>),
        other: &Candidate,
    ) -> Vec<BalanceId> {
        let (own, others) = (distinct(&one.traits), distinct(&other.traits));
        let breaks = |id: &BalanceId, lost: bool| {
            let rule = &balancing.problem.rules[*id];
            let (selected, asked) = (self.selected[*id], self.asked[*id]);
            is_in_scope(rule, seat)
                && match (&rule.asks, lost) {
                    (Asks::AtLeast(_) | Asks::Aim(_), true) => selected <= asked,
                    (Asks::AtMost(_), false) => selected >= asked,
                    _ => false,
                }
        };
        let of = |over: &TraitId| self.by_trait.get(over).into_iter().flatten().copied();
        let lost = own.difference(&others).flat_map(of);
        let lost = lost.filter(|id| breaks(id, true));
        let gained = others.difference(&own).flat_map(of);
        let gained = gained.filter(|id| breaks(id, false));
        let all: BTreeSet<BalanceId> = lost.chain(gained).collect();
        all.into_iter().collect()
    }
}

fn distinct(traits: &[TraitId]) -> BTreeSet<TraitId> {
    traits.iter().copied().collect()
}

fn is_in_scope(rule: &Rule, seat: Option<GroupId>) -> bool {
    rule.group.is_none() || rule.group == seat
}

/// How many people a rule asks for, of so many.
pub fn people(asks: &Asks, of: u32) -> u32 {
    let (amount, at_most) = match asks {
        Asks::AtMost(amount) => (amount, true),
        Asks::AtLeast(amount) => (amount, false),
        Asks::Aim(aim) => (&aim.least, false),
    };
    match amount {
        Amount::People(people) => *people,
        Amount::Share(share) => {
            let all = u64::from(share.numerator).saturating_mul(of.into());
            let parts = u64::from(share.denominator.max(1));
            let whole = if at_most {
                all / parts
            } else {
                all.div_ceil(parts)
            };
            u32::try_from(whole).unwrap_or(u32::MAX)
        }
    }
}
