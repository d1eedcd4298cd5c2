//! The rows of a problem, always the same ones in the same order; and what was settled on the way, which sets their bounds.

use super::problem::{BalanceId, Open, Problem, TraitId};
use super::rows::{Reason, Row, RowId, Rows, Scope};
use crate::base::ids::{Per, id};
use crate::rank::StandingId;
use crate::rules::{Aim, Amount, Asks, Objective, Share};
use crate::rules::{GroupId, GroupSet};

id! {
    /// Which level of aims, first served first; gentle aims have one each.
    pub LevelId
}

/// What the stages came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// Open places there are.
    pub open: Option<u32>,
    /// The most seats that can be filled.
    pub seats: Option<u32>,
    /// By aim: how many people it asks for.
    pub targets: Vec<(BalanceId, u32)>,
    /// By level: how many people its aims are short of, together.
    pub shortfalls: Vec<u32>,
    /// The largest sum of totals, in units of the smallest decimal place of any.
    pub total: Option<i128>,
    /// No sum is larger than this, where it is not proved that the largest was found.
    pub total_at_most: Option<i128>,
    /// Who could be moved for which gentle aim.
    pub windows: Vec<Window>,
}

/// Whom a gentle aim leaves alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub aim: BalanceId,
    /// Nobody with a higher total leaves.
    pub highest: rust_decimal::Decimal,
    /// No total below it may come in.
    pub floor: rust_decimal::Decimal,
    /// Selected without it, and too far ahead to make way.
    pub kept: Vec<StandingId>,
    /// Not selected without it, and too far behind to come in, down to the last.
    pub barred: Vec<StandingId>,
    /// Who made way for it, and who came in.
    pub left: Vec<StandingId>,
    pub came: Vec<StandingId>,
}

#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) rows: Rows,
    pub(super) open: RowId,
    pub(super) seats: RowId,
    pub(super) in_groups: RowId,
    pub(super) of_group: Per<GroupId, RowId>,
    pub(super) total: RowId,
    pub(super) hard: Vec<(BalanceId, RowId)>,
    pub(super) levels: Per<LevelId, Level>,
}

#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) reason: Reason,
    /// Comes after the ranking, and so far.
    pub(super) within: Option<rust_decimal::Decimal>,
    /// The sum of shortfalls.
    pub(super) sum: RowId,
    pub(super) aims: Vec<(BalanceId, RowId)>,
}

impl Layout {
    pub(super) fn new(problem: &Problem) -> Self {
        let groups = problem.sizes.len().min(GroupSet::MOST);
        let mut rows = Rows::new(groups);
        rows.push(Row::new(Reason::Cap, Scope::All).at_most(problem.cap.into()));
        let sizes = problem.sizes.each().take(groups);
        for (group, size) in sizes.clone() {
            let scope = Scope::Block(group.into());
            rows.push(Row::new(Reason::Group(group), scope).at_most((*size).into()));
        }
        let open = crate::seats::group_bits::BlockId(groups);
        let open = rows.push(Row::new(Reason::OpenPlaces, Scope::Block(open)));
        let mut hard = Vec::new();
        for (id, rule) in problem.rules.each() {
            let row = match rule.asks {
                Asks::AtMost(amount) => bounded(
                    id,
                    scope(rule.group, groups),
                    rule.over,
                    (amount, rule.slack),
                    true,
                ),
                Asks::AtLeast(amount) => bounded(
                    id,
                    scope(rule.group, groups),
                    rule.over,
                    (amount, rule.slack),
                    false,
                ),
                Asks::Aim(_) => continue,
            };
            hard.push((id, rows.push(row)));
        }
        let in_groups = rows.push(Row::new(Reason::OpenPlaces, Scope::Groups));
        let seats = rows.push(Row::new(Reason::Seats, Scope::All));
        let of_group = |(group, _): (GroupId, _)| {
            rows.push(Row::new(Reason::Seats, Scope::Block(group.into())))
        };
        let of_group = sizes.map(of_group).collect();
        let levels = levels(problem, &mut rows);
        let mut total = Row::new(Reason::Total, Scope::All);
        total.by_total = true;
        let total = rows.push(total);
        Self {
            rows,
            open,
            seats,
            in_groups,
            of_group,
            total,
            hard,
            levels,
        }
    }

    /// Sets the bounds to what was settled so far.
    pub(super) fn settle(&self, rows: &mut Rows, problem: &Problem, settled: &Settled) {
        let open = match problem.open {
            Open::Places(open) => Some(open),
            Open::Unfilled => settled.open,
        };
        rows.all[self.open].max = open.map(i128::from);
        rows.all[self.in_groups].min = None;
        for &row in &self.of_group {
            rows.all[row].min = None;
        }
        let seats = settled
            .seats
            .filter(|_| problem.objective != Objective::RankFirst);
        rows.all[self.seats].min = seats.map(i128::from);
        rows.all[self.total].min = settled.total;
        for (id, level) in self.levels.each() {
            let shortfall = crate::base::ids::find(&settled.shortfalls, id);
            rows.all[level.sum].max = shortfall.map(|short| i128::from(*short));
            for &(aim, row) in &level.aims {
                let own = settled.targets.iter().find(|(one, _)| *one == aim);
                let target = own.map(|(_, target)| i128::from(*target));
                rows.all[row].min = target.filter(|_| shortfall.is_some());
                rows.all[row].short = Some((level.sum, target.unwrap_or(0)));
            }
        }
    }
}

/// Nobody sits in a group that does not exist.
fn scope(group: Option<GroupId>, groups: usize) -> Scope {
    match group {
        None => Scope::All,
        Some(group) if group.0 < groups => Scope::Block(group.into()),
        Some(_) => Scope::Shortfalls,
    }
}

fn bounded(
    id: BalanceId,
    scope: Scope,
    over: TraitId,
    (amount, slack): (Amount, u32),
    at_most: bool,
) -> Row {
    let mut row = Row::new(Reason::Rule(id), scope).over(over);
    let slack = match amount {
        Amount::People(_) => slack.into(),
        Amount::Share(share) => i128::from(slack).saturating_mul(share.denominator.max(1).into()),
    };
    let bound: i128 = match amount {
        Amount::People(people) => people.into(),
        Amount::Share(share) => {
            let numerator = i128::from(share.numerator);
            row.inside = i128::from(share.denominator.max(1)).saturating_sub(numerator);
            row.outside = numerator.saturating_neg();
            0
        }
    };
    if at_most {
        row.at_most(bound.saturating_add(slack))
    } else {
        row.at_least(bound.saturating_sub(slack))
    }
}

/// How many people a share of so many is, rounded up.
pub(super) fn people(share: Share, of: u32) -> u32 {
    let all = u64::from(share.numerator).saturating_mul(of.into());
    u32::try_from(all.div_ceil(u64::from(share.denominator.max(1)))).unwrap_or(u32::MAX)
}

fn levels(problem: &Problem, rows: &mut Rows) -> Per<LevelId, Level> {
    let aims = problem
        .rules
        .each()
        .filter_map(|(id, rule)| match &rule.asks {
            Asks::Aim(aim) => Some((id, rule, aim)),
            Asks::AtMost(_) | Asks::AtLeast(_) => None,
        });
    let mut aims: Vec<_> = aims.collect();
    aims.sort_by_key(|(id, _, aim)| (aim.within.is_some(), aim.priority, *id));
    let reason = |id: BalanceId, aim: &Aim| match aim.within {
        Some(_) => Reason::Gentle(id),
        None => Reason::Aims(aim.priority),
    };
    let mut levels: Per<LevelId, Level> = Per::default();
    for (id, rule, aim) in aims {
        let reason = reason(id, aim);
        let last = levels.ids().next_back();
        let level = match last.filter(|last| levels[*last].reason == reason) {
            Some(level) => level,
            None => levels.push(Level {
                reason,
                within: aim.within,
                sum: rows.push(Row::new(reason, Scope::Shortfalls)),
                aims: Vec::new(),
            }),
        };
        let mut row = Row::new(reason, scope(rule.group, rows.groups)).over(rule.over);
        row.short = Some((levels[level].sum, 0));
        let row = rows.push(row);
        levels[level].aims.push((id, row));
    }
    levels
}
