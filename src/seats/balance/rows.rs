//! Everything that a lawful selection must keep, as linear rows over how many of each class sit where.

use std::collections::BTreeMap;

use super::class::Class;
use super::problem::{BalanceId, TraitId};
use crate::base::ids::{Per, at, id};
use crate::rules::GroupId;
use crate::seats::group_bits::BlockId;

id! {
    /// Which row, in the order of `layout`.
    pub RowId
}

/// What keeps somebody out, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// There are no more seats in all.
    Cap,
    /// A group has no more seats.
    Group(GroupId),
    /// There are no more open places.
    OpenPlaces,
    /// People who have seats keep them.
    Held,
    /// As many seats are filled as can be.
    Seats,
    /// A rule that must hold.
    Rule(BalanceId),
    /// The aims of one priority come as near as they can.
    Aims(u32),
    /// The sum of totals is the largest.
    Total,
    /// An aim among people near one another comes as near as it can.
    Gentle(BalanceId),
    /// Those ranked above have the groups they took.
    Preferences,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    /// Without the open places.
    Groups,
    Block(BlockId),
    /// Nobody: what counts is the shortfall of other rows.
    Shortfalls,
}

/// The sum over all seated in `scope` of what each counts, between two bounds.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) reason: Reason,
    pub(super) scope: Scope,
    pub(super) over: Option<TraitId>,
    /// What each of those meant counts; and everybody else.
    pub(super) inside: i128,
    pub(super) outside: i128,
    /// Everybody counts their total.
    pub(super) by_total: bool,
    pub(super) min: Option<i128>,
    pub(super) max: Option<i128>,
    /// It may be missed by so much, and the row that sums up what is missed.
    pub(super) short: Option<(RowId, i128)>,
    pub(super) active: bool,
}

impl Row {
    pub(super) fn new(reason: Reason, scope: Scope) -> Self {
        Self {
            reason,
            scope,
            over: None,
            inside: 1,
            outside: 0,
            by_total: false,
            min: None,
            max: None,
            short: None,
            active: true,
        }
    }

    pub(super) fn at_most(self, max: i128) -> Self {
        let max = Some(max);
        Self { max, ..self }
    }

    pub(super) fn at_least(self, min: i128) -> Self {
        let min = Some(min);
        Self { min, ..self }
    }

    pub(super) fn over(self, over: TraitId) -> Self {
        let over = Some(over);
        Self { over, ..self }
    }

    fn reaches(&self, block: BlockId, groups: usize) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Groups => block.group(groups).is_some(),
            Scope::Block(own) => own == block,
            Scope::Shortfalls => false,
        }
    }

    /// What one of a class counts when seated there.
    pub(super) fn counts(&self, class: &Class, block: BlockId, groups: usize) -> i128 {
        if !self.reaches(block, groups) {
            return 0;
        }
        if self.by_total {
            return class.total;
        }
        match self.over {
            Some(over) if class.traits.binary_search(&over).is_err() => self.outside,
            _ => self.inside,
        }
    }

    /// The bounds that hold now.
    pub(super) fn bounds(&self) -> (Option<i128>, Option<i128>) {
        if self.active {
            (self.min, self.max)
        } else {
            (None, None)
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) all: Per<RowId, Row>,
    pub(super) groups: usize,
    /// Rows in which everybody may count, and those in which only people of a trait do.
    everybody: Vec<RowId>,
    by_trait: BTreeMap<TraitId, Vec<RowId>>,
    /// Rows that may be missed.
    missable: Vec<RowId>,
}

impl Rows {
    pub(super) fn new(groups: usize) -> Self {
        Self {
            all: Per::default(),
            groups,
            everybody: Vec::new(),
            by_trait: BTreeMap::new(),
            missable: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, row: Row) -> RowId {
        let everybody = row.over.is_none() || row.outside != 0;
        let (scope, over, short) = (row.scope, row.over, row.short);
        let id = self.all.push(row);
        self.missable.extend(short.map(|_| id));
        match over {
            _ if scope == Scope::Shortfalls => {}
            Some(over) if !everybody => self.by_trait.entry(over).or_default().push(id),
            _ => self.everybody.push(id),
        }
        id
    }

    /// In which rows one of a class counts when seated there, and what.
    pub(super) fn of(&self, class: &Class, block: BlockId) -> Vec<(RowId, i128)> {
        let own = class
            .traits
            .iter()
            .filter_map(|own| self.by_trait.get(own))
            .flatten();
        let rows = self.everybody.iter().chain(own).copied();
        rows.map(|row| (row, self.all[row].counts(class, block, self.groups)))
            .filter(|(_, counts)| *counts != 0)
            .collect()
    }
}

/// Some rows added up, each as often as stated: what one more of a class would add.
#[derive(Debug, Clone)]
pub(super) struct Combination {
    blocks: Vec<i128>,
    /// By trait and block, beside what everybody counts.
    traits: BTreeMap<TraitId, Vec<i128>>,
    total: i128,
    /// What the shortfalls can take away from the sum.
    pub(super) shortfalls: i128,
    /// The most that the rows together may come to; none when one of them has no such bound.
    pub(super) most: Option<i128>,
}

impl Combination {
    pub(super) fn new(rows: &Rows, times: &[(RowId, i128)]) -> Self {
        let many = rows.groups.saturating_add(1);
        let mut sum = Self {
            blocks: vec![0; many],
            traits: BTreeMap::new(),
            total: 0,
            shortfalls: shortfalls(rows, times),
            most: most(rows, times),
        };
        for &(row, times) in times {
            let row = &rows.all[row];
            if row.by_total {
                sum.total = sum.total.saturating_add(times);
                continue;
            }
            let everybody = row.over.map_or(row.inside, |_| row.outside);
            let more = row.inside.saturating_sub(everybody).saturating_mul(times);
            if let Some(over) = row.over.filter(|_| more != 0) {
                let own = sum.traits.entry(over).or_insert_with(|| vec![0; many]);
                add(own, more, row, rows.groups);
            }
            let base = everybody.saturating_mul(times);
            add(&mut sum.blocks, base, row, rows.groups);
        }
        sum
    }

    pub(super) fn of(&self, class: &Class, block: BlockId) -> i128 {
        let own = class.traits.iter().filter_map(|own| self.traits.get(own));
        let own = own.fold(*at(&self.blocks, block), |sum, own| {
            sum.saturating_add(*at(own, block))
        });
        own.saturating_add(self.total.saturating_mul(class.total))
    }

    /// The traits that make a difference.
    pub(super) fn traits(&self) -> impl Iterator<Item = &TraitId> {
        self.traits.keys()
    }

    /// The least that one of a class can add; none where it can sit nowhere.
    pub(super) fn least(&self, class: &Class) -> Option<i128> {
        class
            .blocks
            .iter()
            .map(|&block| self.of(class, block))
            .min()
    }
}

fn shortfalls(rows: &Rows, times: &[(RowId, i128)]) -> i128 {
    let of = |row: RowId| {
        let own = times.iter().find(|(one, _)| *one == row);
        own.map_or(0, |(_, times)| *times)
    };
    let short = rows.missable.iter().filter_map(|&row| {
        let (sum, most) = rows.all[row].short?;
        let each = of(row).saturating_add(of(sum)).min(0);
        Some(each.saturating_mul(most))
    });
    short.fold(0, i128::saturating_add)
}

fn most(rows: &Rows, times: &[(RowId, i128)]) -> Option<i128> {
    times.iter().try_fold(0_i128, |sum, &(row, times)| {
        let (min, max) = rows.all[row].bounds();
        let bound = if times > 0 { max? } else { min? };
        sum.checked_add(bound.checked_mul(times)?)
    })
}

fn add(to: &mut [i128], what: i128, row: &Row, groups: usize) {
    for (block, one) in to.iter_mut().enumerate() {
        if row.reaches(BlockId(block), groups) {
            *one = one.saturating_add(what);
        }
    }
}
