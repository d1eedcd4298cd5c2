//! Balance by brute force: every way to seat a few people is written down, and what is lawful and best is read off the definitions.
//! Shares no step with the code it checks.

use std::collections::BTreeSet;

use intake::rank::StandingId;
use intake::rules::GroupId;
use intake::rules::places::Several;
use intake::rules::{Amount, Asks, Assignment, Objective};
use intake::seats::Placing;
use intake::seats::balance::{BalanceId, Open, Problem, Reason, TraitId};
use rust_decimal::Decimal;

/// By person: a group, the open places being one more behind the groups, or none.
pub(super) type Way = Vec<Option<usize>>;

pub(super) fn every(problem: &Problem) -> Vec<Way> {
    let groups = problem.sizes.len();
    let mut ways = vec![Way::new()];
    for candidate in &problem.candidates {
        let fits = candidate.groups.iter().map(|group| group.0);
        let open = (problem.open != Open::Places(0)).then_some(groups);
        let blocks: Vec<usize> = fits.filter(|group| *group < groups).chain(open).collect();
        ways = ways
            .into_iter()
            .flat_map(|way| {
                let seats = blocks.iter().map(|block| Some(*block)).chain([None]);
                seats
                    .map(|seat| [way.clone(), vec![seat]].concat())
                    .collect::<Vec<Way>>()
            })
            .collect();
    }
    ways
}

pub(super) fn seated(way: &Way) -> usize {
    way.iter().flatten().count()
}

fn in_block(way: &Way, block: usize) -> usize {
    way.iter().filter(|seat| **seat == Some(block)).count()
}

pub(super) fn selection(way: &Way) -> Vec<bool> {
    way.iter().map(Option::is_some).collect()
}

/// How many with a trait sit in a group, or anywhere; and how many sit there.
fn counts(problem: &Problem, way: &Way, over: TraitId, group: Option<GroupId>) -> (u64, u64) {
    let there = |seat: &Option<usize>| seat.is_some_and(|at| group.is_none_or(|own| own.0 == at));
    let mut counts = (0, 0);
    for (seat, candidate) in way.iter().zip(&problem.candidates) {
        if there(seat) {
            counts.1 += 1;
            counts.0 += u64::from(candidate.traits.contains(&over));
        }
    }
    counts
}

pub(super) fn rule_holds(problem: &Problem, way: &Way, rule: BalanceId) -> bool {
    rule_holds_by(problem, way, rule, problem.rules[rule].slack)
}

/// Whether a rule is missed by no more than so many people.
pub(super) fn rule_holds_by(problem: &Problem, way: &Way, rule: BalanceId, slack: u32) -> bool {
    let rule = &problem.rules[rule];
    let (have, all) = counts(problem, way, rule.over, rule.group);
    let of = |amount: Amount| match amount {
        Amount::People(people) => (have, u64::from(people), u64::from(slack)),
        Amount::Share(share) => {
            let parts = u64::from(share.denominator.max(1));
            let of_all = all * u64::from(share.numerator);
            (have * parts, of_all, u64::from(slack) * parts)
        }
    };
    match rule.asks {
        Asks::AtMost(amount) => of(amount).0 <= of(amount).1 + of(amount).2,
        Asks::AtLeast(amount) => of(amount).0 + of(amount).2 >= of(amount).1,
        Asks::Aim(_) => true,
    }
}

/// What was settled, by brute force.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) open: u32,
    pub(super) seats: usize,
    pub(super) targets: Vec<(BalanceId, u32)>,
    /// By priority.
    pub(super) shortfalls: Vec<(u32, u32)>,
    pub(super) total: Option<Decimal>,
    pub(super) gentle: Vec<Moved>,
}

#[derive(Debug, Clone)]
pub(super) struct Moved {
    pub(super) aim: BalanceId,
    pub(super) shortfall: u32,
    pub(super) kept: Vec<usize>,
    pub(super) barred: Vec<usize>,
}

pub(super) fn shortfall(
    problem: &Problem,
    way: &Way,
    targets: &[(BalanceId, u32)],
    aim: BalanceId,
) -> u32 {
    let target = targets.iter().find(|(one, _)| *one == aim).unwrap().1;
    let rule = &problem.rules[aim];
    let have = counts(problem, way, rule.over, rule.group).0;
    target.saturating_sub(u32::try_from(have).unwrap())
}

fn aims(problem: &Problem, gentle: bool) -> Vec<(u32, BalanceId)> {
    let aims = problem
        .rules
        .each()
        .filter_map(|(id, rule)| match &rule.asks {
            Asks::Aim(aim) if aim.within.is_some() == gentle => Some((aim.priority, id)),
            _ => None,
        });
    let mut aims: Vec<_> = aims.collect();
    aims.sort_unstable();
    aims
}

fn total(problem: &Problem, way: &Way) -> Decimal {
    let seated = way.iter().zip(&problem.candidates);
    seated
        .filter(|(seat, _)| seat.is_some())
        .map(|(_, candidate)| candidate.total)
        .sum()
}

/// Whether a way keeps all that these reasons stand for.
pub(super) fn keeps(
    problem: &Problem,
    facts: &Facts,
    way: &Way,
    reasons: &BTreeSet<Reason>,
    placed: &[(usize, usize)],
) -> bool {
    let groups = problem.sizes.len();
    reasons.iter().all(|reason| match *reason {
        Reason::Cap => seated(way) <= problem.cap as usize,
        Reason::Group(group) => in_block(way, group.0) <= problem.sizes[group] as usize,
        Reason::OpenPlaces => in_block(way, groups) <= facts.open as usize,
        Reason::Held => way
            .iter()
            .zip(&problem.candidates)
            .all(|(seat, candidate)| seat.is_some() || !candidate.held),
        Reason::Seats => seated(way) >= facts.seats,
        Reason::Rule(rule) => rule_holds(problem, way, rule),
        Reason::Aims(priority) => {
            let own = aims(problem, false).into_iter();
            let own = own.filter(|(one, _)| *one == priority);
            let short: u32 = own
                .map(|(_, aim)| shortfall(problem, way, &facts.targets, aim))
                .sum();
            let settled = facts.shortfalls.iter().find(|(one, _)| *one == priority);
            short <= settled.unwrap().1
        }
        Reason::Total => total(problem, way) >= facts.total.unwrap(),
        Reason::Gentle(aim) => {
            let moved = facts.gentle.iter().find(|moved| moved.aim == aim).unwrap();
            shortfall(problem, way, &facts.targets, aim) <= moved.shortfall
                && moved.kept.iter().all(|one| way[*one].is_some())
                && moved.barred.iter().all(|one| way[*one].is_none())
        }
        Reason::Preferences => placed.iter().all(|(one, block)| way[*one] == Some(*block)),
    })
}

/// Every reason there can be in a problem.
pub(super) fn all_reasons(problem: &Problem) -> BTreeSet<Reason> {
    let mut all = BTreeSet::from([Reason::Cap, Reason::OpenPlaces, Reason::Held]);
    all.extend(problem.sizes.ids().map(Reason::Group));
    if problem.objective != Objective::RankFirst {
        all.insert(Reason::Seats);
    }
    if problem.objective == Objective::Total {
        all.insert(Reason::Total);
    }
    if problem.assignment == Assignment::PreferenceFirst {
        all.insert(Reason::Preferences);
    }
    for (id, rule) in problem.rules.each() {
        all.insert(match &rule.asks {
            Asks::Aim(aim) if aim.within.is_some() => Reason::Gentle(id),
            Asks::Aim(aim) => Reason::Aims(aim.priority),
            _ => Reason::Rule(id),
        });
    }
    all
}

impl Facts {
    /// Before anything is settled.
    pub(super) fn unsettled(problem: &Problem) -> Self {
        Self {
            open: match problem.open {
                Open::Places(open) => open,
                Open::Unfilled => u32::MAX,
            },
            seats: 0,
            targets: Vec::new(),
            shortfalls: Vec::new(),
            total: None,
            gentle: Vec::new(),
        }
    }
}

pub(super) fn hard_reasons(problem: &Problem) -> BTreeSet<Reason> {
    let hard = |reason: &Reason| {
        use Reason::{Cap, Group, Held, OpenPlaces, Rule};
        matches!(reason, Cap | Group(_) | Held | OpenPlaces | Rule(_))
    };
    all_reasons(problem).into_iter().filter(hard).collect()
}

/// What keeps to sizes, cap, held seats and rules that must hold.
pub(super) fn lawful(problem: &Problem) -> Vec<Way> {
    let facts = Facts::unsettled(problem);
    let hard = hard_reasons(problem);
    let mut ways = every(problem);
    ways.retain(|way| keeps(problem, &facts, way, &hard, &[]));
    ways
}

/// The best way and what was settled; none when nothing is lawful.
pub(super) fn best(problem: &Problem, wishes: &[Vec<usize>]) -> Option<(Way, Facts)> {
    let groups = problem.sizes.len();
    let mut ways = lawful(problem);
    let in_groups = |way: &Way| seated(way) - in_block(way, groups);
    let most_in_groups = ways.iter().map(in_groups).max()?;
    let open = match problem.open {
        Open::Places(open) => open,
        Open::Unfilled => problem.cap - u32::try_from(most_in_groups).unwrap(),
    };
    ways.retain(|way| in_block(way, groups) <= open as usize);
    let seats = ways.iter().map(seated).max()?;
    let mut facts = Facts {
        open,
        seats,
        targets: targets(problem, &ways, seats),
        shortfalls: Vec::new(),
        total: None,
        gentle: Vec::new(),
    };
    if problem.objective != Objective::RankFirst {
        ways.retain(|way| seated(way) == seats);
    }
    let ordered = aims(problem, false);
    let priorities: BTreeSet<u32> = ordered.iter().map(|(priority, _)| *priority).collect();
    for priority in priorities {
        let short = |way: &Way| -> u32 {
            let own = ordered.iter().filter(|(one, _)| *one == priority);
            own.map(|(_, aim)| shortfall(problem, way, &facts.targets, *aim))
                .sum()
        };
        let least = ways.iter().map(short).min()?;
        ways.retain(|way| short(way) == least);
        facts.shortfalls.push((priority, least));
    }
    if problem.objective == Objective::Total {
        let most = ways.iter().map(|way| total(problem, way)).max()?;
        ways.retain(|way| total(problem, way) == most);
        facts.total = Some(most);
    }
    let mut chosen = walk(problem, &ways, wishes);
    for (_, aim) in aims(problem, true) {
        chosen = gentle(problem, wishes, &mut ways, &mut facts, aim, &chosen);
    }
    Some((place(problem, &ways, wishes, &chosen), facts))
}

fn targets(problem: &Problem, ways: &[Way], seats: usize) -> Vec<(BalanceId, u32)> {
    let full = || ways.iter().filter(|way| seated(way) == seats);
    let target = |(id, rule): (BalanceId, &intake::seats::balance::Rule)| {
        let Asks::Aim(aim) = &rule.asks else {
            return None;
        };
        let target = match aim.least {
            Amount::People(people) => people,
            Amount::Share(share) => {
                let all = match rule.group {
                    None => seats,
                    Some(group) => full().map(|way| in_block(way, group.0)).max().unwrap(),
                };
                let all = u32::try_from(all).unwrap();
                (share.numerator * all).div_ceil(share.denominator.max(1))
            }
        };
        Some((id, target))
    };
    problem.rules.each().filter_map(target).collect()
}

/// Where somebody would sit, best first, when so many sit in each block already.
fn wanted(problem: &Problem, wish: &[usize], taken: &[usize]) -> Vec<usize> {
    let groups = problem.sizes.len();
    let mut order: Vec<usize> = wish.to_vec();
    if problem.several == Several::BestPlace {
        order.sort_by_key(|group| taken[*group]);
    }
    order.into_iter().chain([groups]).collect()
}

/// Who is selected, with the blocks of those who take them at once.
fn walk(problem: &Problem, ways: &[Way], wishes: &[Vec<usize>]) -> Way {
    if problem.assignment == Assignment::SelectionFirst {
        let best = ways.iter().map(selection).max().unwrap();
        return best
            .into_iter()
            .map(|is_in| is_in.then_some(usize::MAX))
            .collect();
    }
    let mut ways: Vec<&Way> = ways.iter().collect();
    let mut taken = vec![0; problem.sizes.len() + 1];
    let mut chosen = Way::new();
    for (person, wish) in wishes.iter().enumerate() {
        let order = wanted(problem, wish, &taken);
        let to_be_had = |block: &usize| ways.iter().any(|way| way[person] == Some(*block));
        let block = order.into_iter().find(to_be_had);
        ways.retain(|way| way[person] == block);
        if let Some(block) = block {
            taken[block] += 1;
        }
        chosen.push(block);
    }
    chosen
}

fn gentle(
    problem: &Problem,
    wishes: &[Vec<usize>],
    ways: &mut Vec<Way>,
    facts: &mut Facts,
    aim: BalanceId,
    chosen: &Way,
) -> Way {
    let Asks::Aim(asked) = &problem.rules[aim].asks else {
        panic!("no aim");
    };
    let within = asked.within.unwrap();
    let before = selection(chosen);
    let totals: Vec<Decimal> = problem.candidates.iter().map(|one| one.total).collect();
    let parted = |way: &Way| -> (Vec<usize>, Vec<usize>) {
        let people = 0..before.len();
        let left = people
            .clone()
            .filter(|one| before[*one] && way[*one].is_none());
        let came = people.filter(|one| !before[*one] && way[*one].is_some());
        (left.collect(), came.collect())
    };
    let allowed = |way: &Way| {
        let (left, came) = parted(way);
        left.iter().all(|one| {
            came.iter()
                .all(|other| totals[*one] - totals[*other] <= within)
        })
    };
    let short = |way: &Way| shortfall(problem, way, &facts.targets, aim);
    let same = |way: &&Way| match problem.assignment {
        Assignment::SelectionFirst => selection(way) == before,
        Assignment::PreferenceFirst => *way == chosen,
    };
    let now = ways.iter().filter(same).map(short).min().unwrap();
    let reach = ways
        .iter()
        .filter(|way| allowed(way))
        .map(short)
        .min()
        .unwrap();
    let mut moved = Moved {
        aim,
        shortfall: now.min(reach),
        kept: Vec::new(),
        barred: Vec::new(),
    };
    let mut after = chosen.clone();
    if reach < now {
        let able: Vec<Way> = ways
            .iter()
            .filter(|way| allowed(way) && short(way) == reach)
            .cloned()
            .collect();
        after = walk(problem, &able, wishes);
        let (left, _) = parted(&after);
        let highest = left.iter().map(|one| totals[*one]).max().unwrap();
        let people = || 0..before.len();
        moved.kept = people()
            .filter(|one| before[*one] && totals[*one] > highest)
            .collect();
        moved.barred = people()
            .filter(|one| !before[*one] && totals[*one] < highest - within)
            .collect();
    }
    ways.retain(|way| {
        short(way) <= moved.shortfall
            && moved.kept.iter().all(|one| way[*one].is_some())
            && moved.barred.iter().all(|one| way[*one].is_none())
    });
    facts.gentle.push(moved);
    after
}

fn place(problem: &Problem, ways: &[Way], wishes: &[Vec<usize>], chosen: &Way) -> Way {
    if problem.assignment == Assignment::PreferenceFirst {
        return chosen.clone();
    }
    let is_in = selection(chosen);
    let mut ways: Vec<&Way> = ways.iter().filter(|way| selection(way) == is_in).collect();
    let mut taken = vec![0; problem.sizes.len() + 1];
    for (person, wish) in wishes.iter().enumerate() {
        let order = wanted(problem, wish, &taken);
        let place = |way: &&Way| way[person].map(|at| order.iter().position(|one| *one == at));
        let best = ways.iter().map(place).min().unwrap();
        ways.retain(|way| place(way) == best);
        if let Some(block) = ways[0][person] {
            taken[block] += 1;
        }
    }
    ways[0].clone()
}

pub(super) fn told(problem: &Problem, way: &Way) -> Vec<Placing> {
    let groups = problem.sizes.len();
    let seat = |seat: &Option<usize>| match *seat {
        Some(block) if block == groups => Placing::OpenSeat,
        Some(group) => Placing::Seat(GroupId(group)),
        None => Placing::Unplaced,
    };
    way.iter().map(seat).collect()
}

/// Whether some way keeps to these reasons and holds everybody of `with`.
pub(super) fn some_way(
    problem: &Problem,
    facts: &Facts,
    ways: &[Way],
    reasons: &BTreeSet<Reason>,
    with: &[StandingId],
    placed: &[(usize, usize)],
) -> bool {
    ways.iter().any(|way| {
        with.iter().all(|one| way[one.0].is_some()) && keeps(problem, facts, way, reasons, placed)
    })
}
