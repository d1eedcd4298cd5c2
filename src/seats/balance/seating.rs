//! A seating, how many of which class sit where: what its rows come to, and whether it keeps them, counted row by row.

use super::class::ClassId;
use super::classes::Classes;
use super::proof::State;
use super::rows::{RowId, Rows, Scope};
use crate::base::ids::Per;
use crate::seats::group_bits::BlockId;

/// How many of which class sit where.
pub(super) type Seating = Vec<(ClassId, BlockId, u32)>;

/// What a row comes to.
pub(super) fn sum_of(rows: &Rows, classes: &Classes, row: RowId, seating: &Seating) -> i128 {
    let row = &rows.all[row];
    seating.iter().fold(0, |sum, &(class, block, many)| {
        let counts = row.counts(&classes.all[class], block, rows.groups);
        sum.saturating_add(counts.saturating_mul(i128::from(many)))
    })
}

/// What every row comes to.
pub(super) fn sums(rows: &Rows, classes: &Classes, seating: &Seating) -> Per<RowId, i128> {
    let mut sums: Per<RowId, i128> = rows.all.iter().map(|_| 0).collect();
    for &(class, block, many) in seating {
        for (row, counts) in rows.of(&classes.all[class], block) {
            let more = counts.saturating_mul(i128::from(many));
            sums[row] = sums[row].saturating_add(more);
        }
    }
    sums
}

/// What the aims that feed a row of shortfalls miss together.
pub(super) fn shortfall(rows: &Rows, classes: &Classes, of: RowId, seating: &Seating) -> i128 {
    let feeding = rows.all.each().filter_map(|(id, row)| {
        let min = row.min?;
        row.short.filter(|(sum, _)| *sum == of).map(|_| {
            min.saturating_sub(sum_of(rows, classes, id, seating))
                .max(0)
        })
    });
    feeding.fold(0, i128::saturating_add)
}

/// Whether a seating keeps all active rows and the state.
pub(super) fn keeps(rows: &Rows, classes: &Classes, state: &State, seating: &Seating) -> bool {
    let mut seated = nobody(classes);
    for &(class, block, many) in seating {
        let fits = classes.all[class].blocks.contains(&block);
        let least = state.seats.get(&(class, block)).copied().unwrap_or(0);
        if !fits || many < least {
            return false;
        }
        seated[class] = seated[class].saturating_add(many);
    }
    let has = |key: &(ClassId, BlockId)| seating.iter().any(|one| (one.0, one.1) == *key);
    let seats = state
        .seats
        .iter()
        .all(|(key, least)| *least == 0 || has(key));
    let people = seated
        .each()
        .all(|(class, seated)| (state.least[class]..=state.most[class]).contains(seated));
    let sums = sums(rows, classes, seating);
    // What rows that may be missed are short of counts in the row that sums it up.
    let mut short: Per<RowId, i128> = rows.all.iter().map(|_| 0).collect();
    for (id, row) in rows.all.each() {
        if let (Some((sum, _)), Some(min)) = (row.short, row.bounds().0) {
            let missed = min.saturating_sub(sums[id]).max(0);
            short[sum] = short[sum].saturating_add(missed);
        }
    }
    let sums = rows.all.each().all(|(id, row)| {
        let (min, max) = row.bounds();
        let sum = match row.scope {
            Scope::Shortfalls => short[id],
            _ => sums[id],
        };
        row.short.is_some() || min.is_none_or(|min| sum >= min) && max.is_none_or(|max| sum <= max)
    });
    seats && people && sums
}

/// None of any class.
pub(super) fn nobody(classes: &Classes) -> Per<ClassId, u32> {
    classes.all.iter().map(|_| 0).collect()
}

/// How many of each class a seating has.
pub(super) fn counted(classes: &Classes, seating: &Seating) -> Per<ClassId, u32> {
    let mut all = nobody(classes);
    for &(class, _, many) in seating {
        all[class] = all[class].saturating_add(many);
    }
    all
}
