//! The balance rules and what came of them: how many each asks for, how many there are, and why an aim was not met.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::ids::find;
use crate::rank::StandingId;
use crate::rules::places::Objective;
use crate::rules::{Asks, GroupId};
use crate::seats::Placing;
use crate::seats::balance::{BalanceId, Met, Obstacle, Reason, TraitId};
use crate::select::Selection;
use crate::select::balance::{Balancing, Single, Totals, people, said};

type Id = String;

/// What the balance rules came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Each rule, for each value and group that it speaks of; a maximum of values only where somebody selected has the value.
    pub rules: Vec<Kept>,
    /// Who moved for the sake of an aim within so many points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    pub totals: Sums,
}

/// One rule, for one value and one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub rule: Id,
    pub title: String,
    /// As the rules write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What people call it, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// None: among all who are selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// `at most 3`, `at least 1/2 of the seats that can be filled`.
    pub asks: String,
    pub sort: Sort,
    /// The same in people: at most, or at least.
    pub people: u32,
    /// Those ranked who certainly count.
    pub eligible: u32,
    pub selected: u32,
    /// Of those selected, how many more may count: their answer is open.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unclear: u32,
    /// People allowed that it is missed; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<AllowedMiss>,
    /// Why an aim was not met; none where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Hindrance>,
}

/// By how many people a rule may be missed, and who decided that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowedMiss {
    pub people: u32,
    pub who: String,
    pub when: String,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    Maximum,
    Minimum,
    Aim,
}

/// Why an aim was not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hindrance {
    /// So many could have a seat there at all.
    Supply(u32),
    /// These rules, none of which could be left out.
    Conflict(Vec<String>),
    /// Among the selections that come as near the ranking prefers this one.
    Ranking,
    /// The people who would bring it nearer are further behind than it lets them be.
    TooFarBehind,
}

/// Who moved for one aim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub rule: Id,
    /// Ids of applications.
    pub came: Vec<Id>,
    pub left: Vec<Id>,
}

/// The sum of the totals of those selected, and what the other objective would have come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// `rank` or `total`: what decided.
    pub objective: String,
    pub sum: String,
    /// No sum is larger, where it is not proved that the largest was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// The place in the ranking of the last who is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_place: Option<usize>,
    /// None where that was too hard to find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<OtherSums>,
}

/// The selection by the largest sum of totals; or where the rules want that, the selection by rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSums {
    pub objective: String,
    pub sum: String,
    /// Whether it is proved to be the best of its kind.
    pub proved: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_place: Option<usize>,
    /// Ids of applications: who would be selected, and who would not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comes: Vec<Id>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaves: Vec<Id>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde wants"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Kept {
    /// Whether it is kept; of an aim, whether it is met.
    pub fn is_kept(&self) -> bool {
        match self.sort {
            Sort::Maximum => self.selected <= self.people,
            Sort::Minimum | Sort::Aim => self.selected >= self.people,
        }
    }
}

/// None where there are no balance rules.
pub fn balance(selection: &Selection<'_>) -> Option<Balance> {
    let balancing = selection.balancing.as_ref()?;
    if balancing.singles.is_empty() {
        return None;
    }
    let one = |standing: &StandingId| {
        let application = selection.standings[*standing].application;
        selection.applications.id(application).into_owned()
    };
    let ids = |all: &[StandingId]| all.iter().map(one).collect::<Vec<Id>>();
    let counted = Counted::new(balancing);
    let rules = balancing.singles.each();
    let windows = balancing.settled.windows.iter();
    Some(Balance {
        rules: rules
            .filter_map(|(id, single)| kept(selection, (balancing, &counted), id, single))
            .collect(),
        moved: windows
            .filter(|window| !window.came.is_empty() || !window.left.is_empty())
            .map(|window| Moved {
                rule: rule_id(selection, balancing, window.aim),
                came: ids(&window.came),
                left: ids(&window.left),
            })
            .collect(),
        totals: sums(&balancing.totals, balancing.problem.objective, &ids),
    })
}

fn rule_id(selection: &Selection<'_>, balancing: &Balancing, id: BalanceId) -> Id {
    let rule = balancing.singles[id].rule;
    selection.rules.balance[rule].id.clone()
}

/// Those ranked by what they count as, and by what they may count as.
struct Counted {
    certain: BTreeMap<TraitId, Vec<StandingId>>,
    unclear: BTreeMap<TraitId, Vec<StandingId>>,
}

impl Counted {
    fn new(balancing: &Balancing) -> Self {
        let (mut certain, mut unclear) = (BTreeMap::new(), BTreeMap::new());
        for (standing, candidate) in balancing.problem.candidates.each() {
            let sorts = [
                (&mut certain, &candidate.traits),
                (&mut unclear, &candidate.unclear),
            ];
            for (all, own) in sorts {
                for of in own.iter().copied().collect::<BTreeSet<TraitId>>() {
                    let all: &mut Vec<StandingId> = all.entry(of).or_default();
                    all.push(standing);
                }
            }
        }
        Self { certain, unclear }
    }
}

fn kept(
    selection: &Selection<'_>,
    (balancing, counted): (&Balancing, &Counted),
    id: BalanceId,
    single: &Single,
) -> Option<Kept> {
    let rules = selection.rules;
    let balance = &rules.balance[single.rule];
    let rule = &balancing.problem.rules[id];
    let candidates = &balancing.problem.candidates;
    let of =
        |all: &BTreeMap<TraitId, Vec<StandingId>>| all.get(&rule.over).cloned().unwrap_or_default();
    let (certain, may) = (of(&counted.certain), of(&counted.unclear));
    let seated = |standing: &&StandingId| in_scope(selection, **standing, single.group);
    let fits = |one: &&StandingId| {
        let groups = candidates[**one].groups;
        single.group.is_none_or(|group| groups.contains(group))
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let selected = count(certain.iter().filter(seated).count());
    let met = balancing.aims.iter().flatten().find(|met| met.aim == id);
    let sort = match balance.asks {
        Asks::AtMost(_) => Sort::Maximum,
        Asks::AtLeast(_) => Sort::Minimum,
        Asks::Aim(_) => Sort::Aim,
    };
    if sort == Sort::Maximum && single.value.is_some() && selected == 0 {
        return None;
    }
    let all: Vec<StandingId> = candidates.ids().collect();
    let in_all = count(all.iter().filter(seated).count());
    let value = single.value.clone();
    let name = said::shown(rules, single);
    Some(Kept {
        rule: balance.id.clone(),
        title: balance.title.clone(),
        name: name.filter(|name| Some(name) != value.as_ref()),
        value,
        group: single
            .group
            .map(|group| rules.places.groups[group].id.clone()),
        asks: said::asks(&balance.asks),
        sort,
        people: met.map_or_else(|| people(&balance.asks, in_all), |met| met.target),
        eligible: count(certain.iter().filter(fits).count()),
        selected,
        unclear: count(may.iter().filter(seated).count()),
        allowed: balancing.allowed.get(&id).map(|miss| AllowedMiss {
            people: miss.people,
            who: miss.by.who.clone(),
            when: miss.by.when.to_string(),
            why: miss.by.why.clone(),
        }),
        because: met.and_then(|met| cause(selection, balancing, met)),
    })
}

fn in_scope(selection: &Selection<'_>, standing: StandingId, group: Option<GroupId>) -> bool {
    match find(&selection.filling.seats, standing) {
        Some(Placing::Seat(seat)) => group.is_none_or(|group| group == *seat),
        Some(Placing::OpenSeat) => group.is_none(),
        Some(Placing::Reserve { .. } | Placing::Unplaced) | None => false,
    }
}

fn cause(selection: &Selection<'_>, balancing: &Balancing, met: &Met) -> Option<Hindrance> {
    let rules = selection.rules;
    let within = matches!(&rules.balance[balancing.singles[met.aim].rule].asks,
        Asks::Aim(aim) if aim.within.is_some());
    Some(match met.obstacle.as_ref()? {
        Obstacle::Supply(supply) => Hindrance::Supply(*supply),
        Obstacle::Ranking if within => Hindrance::TooFarBehind,
        Obstacle::Ranking => Hindrance::Ranking,
        // Beside its own limits an aim cannot be met: the people who would bring it nearer are too far behind.
        Obstacle::Conflict(reasons) if reasons.contains(&Reason::Gentle(met.aim)) => {
            Hindrance::TooFarBehind
        }
        Obstacle::Conflict(reasons) => {
            Hindrance::Conflict(said::reasons(rules, &balancing.singles, reasons))
        }
    })
}

fn sums(totals: &Totals, objective: Objective, ids: &dyn Fn(&[StandingId]) -> Vec<Id>) -> Sums {
    let (own, other) = match objective {
        Objective::Rank | Objective::RankFirst => ("rank", "total"),
        Objective::Total => ("total", "rank"),
    };
    Sums {
        objective: own.to_owned(),
        sum: totals.sum.normalize().to_string(),
        at_most: totals.at_most.map(|most| most.normalize().to_string()),
        last_place: totals.last.map(StandingId::position),
        other: totals.other.as_ref().map(|found| OtherSums {
            objective: other.to_owned(),
            sum: found.sum.normalize().to_string(),
            proved: found.proved,
            last_place: found.last.map(StandingId::position),
            comes: ids(&found.comes),
            leaves: ids(&found.leaves),
        }),
    }
}
