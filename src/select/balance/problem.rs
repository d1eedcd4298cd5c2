//! From the rules and the ranking to what the solver is asked.

use super::members::{Member, Memberships, Traits};
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::places::{Assignment, Objective, OpenPlaces, Places, Unfilled};
use crate::rules::{Asks, BalanceRuleId, BalanceWithin, GroupId, GroupSet, Rules};
use crate::seats::balance::{BUDGET, BalanceId, Candidate, Open, Problem, Rule, TraitId};
use crate::seats::{dealt, is_in_turn};
use crate::values::Score;

/// One of the solver's rules: a rule of the file, for one value and one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    pub rule: BalanceRuleId,
    pub value: Option<String>,
    /// The value of a text as people wrote it most often, once that is known.
    pub spelt: Option<String>,
    /// None: among all who are selected.
    pub group: Option<GroupId>,
    /// Must hold, and is missed by so many people.
    pub missed: u32,
}

impl Single {
    pub fn member(&self) -> Member {
        Member {
            rule: self.rule,
            value: self.value.clone(),
        }
    }

    /// As a decision names it: `women`, `countries:FR in water`.
    pub fn name(&self, rules: &Rules) -> String {
        let name = self.member().name(rules);
        let group = self.group.and_then(|at| rules.places.groups.find(at));
        // Of a rule for one group its id says enough.
        match (rules.balance[self.rule].within, group) {
            (BalanceWithin::EachGroup, Some(group)) => format!("{name} in {}", group.id),
            _ => name,
        }
    }
}

/// Somebody ranked, as far as seats go.
#[derive(Debug, Clone, Default)]
pub struct Ranked {
    pub fits: GroupSet,
    pub score: Score,
    pub counts: Memberships,
    /// Has a seat already and keeps it.
    pub held: bool,
    /// Takes no open place: the seat that is held is a group's.
    pub in_groups: bool,
    /// By the rules alone; only whoever holds a seat may be here without.
    pub eligible: bool,
}

/// The rules of the file, one by one.
pub(super) fn singles(
    rules: &Rules,
    traits: &Traits,
) -> (Per<BalanceId, Single>, Per<BalanceId, Rule>) {
    let (mut singles, mut all) = (Per::default(), Per::default());
    for (member, over) in traits.sorted() {
        let Member { rule, value } = member;
        let balance = &rules.balance[*rule];
        let groups: Vec<Option<GroupId>> = match balance.within {
            BalanceWithin::All => vec![None],
            BalanceWithin::Group(group) => vec![Some(group)],
            BalanceWithin::EachGroup => rules.places.groups.ids().map(Some).collect(),
        };
        for group in groups {
            singles.push(Single {
                rule: *rule,
                value: value.clone(),
                spelt: None,
                group,
                missed: traits.missed(member, group),
            });
            all.push(Rule {
                over,
                group,
                asks: balance.asks.clone(),
                slack: traits.missed(member, group),
            });
        }
    }
    (singles, all)
}

/// Whether gentle aims are all there is beside the ranking.
pub fn is_gentle(places: &Places, problem: &Problem) -> bool {
    let is_gentle = |rule: &Rule| matches!(&rule.asks, Asks::Aim(aim) if aim.within.is_some());
    places.objective == Objective::Rank
        && places.assignment == Assignment::SelectionFirst
        && !is_in_turn(places)
        && problem.rules.iter().all(is_gentle)
        && !problem.candidates.iter().any(|one| one.held)
}

/// What the solver is asked.
pub(super) fn problem(
    rules: &Rules,
    traits: &Traits,
    singles: Per<BalanceId, Rule>,
    ranked: &Per<StandingId, Ranked>,
) -> Problem {
    let places = &rules.places;
    let candidates = ranked.iter().map(|one| candidate(rules, traits, one));
    Problem {
        cap: places.cap,
        sizes: sizes(places, ranked),
        open: open(places),
        candidates: candidates.collect(),
        rules: singles,
        objective: places.objective,
        assignment: places.assignment,
        several: places.several,
        budget: BUDGET,
    }
}

pub(super) fn candidate(rules: &Rules, traits: &Traits, ranked: &Ranked) -> Candidate {
    let counts = &ranked.counts;
    // Whoever may have any value is counted beside an aim only.
    let aims = counts
        .any_value
        .iter()
        .filter(|rule| matches!(rules.balance[**rule].asks, Asks::Aim(_)));
    let certain = |of: &TraitId| counts.certain.contains(of);
    let any = aims.flat_map(|rule| traits.values(*rule));
    let any = any.filter(|of| !certain(of));
    Candidate {
        groups: ranked.fits,
        traits: counts.certain.clone(),
        unclear: counts.possible.iter().copied().chain(any).collect(),
        total: ranked.score.decimal(),
        held: ranked.held,
        in_groups: ranked.in_groups,
    }
}

/// The seats of each group: dealt, where the cap is reached and the rules deal them in turn.
fn sizes(places: &Places, ranked: &Per<StandingId, Ranked>) -> Per<GroupId, u32> {
    if !is_in_turn(places) {
        return places.groups.iter().map(|group| group.size).collect();
    }
    let fits: Vec<GroupSet> = ranked.iter().map(|one| one.fits).collect();
    let held = ranked.iter().filter(|one| one.held);
    let held: Vec<GroupSet> = held.map(|one| one.fits).collect();
    dealt(places, &fits, &held).into()
}

fn open(places: &Places) -> Open {
    let stated = |sum: u32, size: u32| sum.saturating_add(size);
    let groups = places.groups.iter().map(|group| group.size);
    match (places.open, places.unfilled) {
        (OpenPlaces::None, _) => Open::Places(0),
        (OpenPlaces::BestRanked, Unfilled::BecomeOpen) => Open::Unfilled,
        (OpenPlaces::BestRanked, Unfilled::StayEmpty) => {
            Open::Places(places.cap.saturating_sub(groups.fold(0, stated)))
        }
    }
}
